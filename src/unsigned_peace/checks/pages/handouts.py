"""Cast and chronology of a module on a page to print, from `people`, `cast` and `events`."""

import pandas as pd

from unsigned_peace.data.tables import table
from unsigned_peace.shared.dates import date_words


def handouts(written: str) -> dict[str, str]:
    """Write all handouts, under the line `written`, by the name of their file.

    >>> list(handouts(""))
    ['01-to-print.md', '02-to-print.md', '03-to-print.md', '04-to-print.md', '05-to-print.md']
    """
    modules = sorted(set(table("cast")["module"]) - {"00"})
    return {f"{module}-to-print.md": handout(module, written) for module in modules}


def handout(module: str, written: str = "") -> str:
    """Write the handout of one module.

    >>> "| 8 September 1951 | Treaty" in handout("01")
    True
    """
    parts = [written, f"# Module {int(module)}: who and when", "## Who is who", _cast(module)]
    events = table("events")
    own = events[events["module"] == module].sort_values("date", kind="stable")
    if len(own):
        parts += ["## When", _chronology(own)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _cast(module: str) -> str:
    names = table("people")[["person_id", "english"]]
    rows = table("cast").merge(names, on="person_id", how="left")
    lines = (
        f"| {one.english} | {one.say} | {one.office} | {one.wanted} |"
        for one in rows[rows["module"] == module].itertuples()
    )
    return "\n".join(["| Name | Say | Office at that time | Wanted |", "|---|---|---|---|", *lines])


def _chronology(events: pd.DataFrame) -> str:
    lines = (
        f"| {date_words(one.date, one.date_precision)} | {one.title} |"
        for one in events.itertuples()
    )
    return "\n".join(["| Day | What happened |", "|---|---|", *lines])
