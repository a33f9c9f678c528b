"""Who is who in a module: office, what the person wanted, and how to say the name."""

from html import escape

import pandas as pd

from unsigned_peace import data
from unsigned_peace.data.names import anchor
from unsigned_peace.figures.chart import source_link
from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.notebook_output import Output

_HEAD = ("Name", "Say", "Office at that time", "Wanted", "Sources")


def cast(module: str) -> Output:
    """Show the people of a module, and under them, folded, those of earlier modules.

    Call it in any cell: it needs nothing from the cells above.

    Args:
        module: its number, such as `"01"`.

    Raises:
        LookupError: if that module has no cast.

    >>> "Nishimura Kumao (ni-shi-mu-ra)" in cast("01").text
    True

    """
    rows = data.cast().merge(data.people()[["person_id", "english"]], on="person_id", how="left")
    modules = sorted(set(rows["module"]))
    if module not in modules:
        raise LookupError(f"Module {module!r} has no cast. Known: {', '.join(modules)}.")
    own = rows[rows["module"] == module]
    earlier = rows[(rows["module"] < module) & ~rows["person_id"].isin(own["person_id"])]
    earlier = earlier.drop_duplicates("person_id", keep="last")
    title = f"The cast of module {int(module)}"
    html, text = _table(own, title), _listing(own, title)
    if not earlier.empty:  # folded: late in the course this table is longer than the first
        people = _table(earlier, "People of earlier modules")
        html += f"<details><summary>Met before ({len(earlier)})</summary>{people}</details>"
        text += f"\n\n{_listing(earlier, 'Met before')}"
    return Output(html, text)


def _table(people: pd.DataFrame, title: str) -> str:
    return html_table(_HEAD, (_row(person) for person in people.itertuples()), caption=title)


def _row(person: tuple) -> tuple[str, ...]:
    name = f'<a href="../docs/names.md#{anchor(person.english)}">{escape(person.english)}</a>'
    said = (escape(text) for text in (person.say, person.office, person.wanted))
    return name, *said, ", ".join(map(source_link, person.source_ids))


def _listing(people: pd.DataFrame, title: str) -> str:
    lines = (f"{p.english} ({p.say}): {p.office}. Wanted: {p.wanted}." for p in people.itertuples())
    return "\n".join([title, *lines])
