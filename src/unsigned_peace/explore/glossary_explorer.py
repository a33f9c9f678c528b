"""Explore names in four languages."""

from html import escape

import pandas as pd

from unsigned_peace import data
from unsigned_peace.data import search_words
from unsigned_peace.data.names import family_name, roles
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    card,
    dropdown,
    empty_screen,
    search_box,
)
from unsigned_peace.explore.explorer_widgets import name_fonts
from unsigned_peace.figures.plain_english import counted
from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.normalize import fold

COLUMNS = ("kind", "english", "japanese", "kana", "romaji", "russian", "russian_translit", "thai")
EVERYTHING = "everything"
NOTHING = "Nothing found. Try fewer letters."


def glossary() -> Explorer:
    """Find a person, a place, a document or a term in English, Japanese, Russian and Thai.

    >>> finder = glossary()
    >>> finder.choose(find="itur")
    >>> "択捉島" in finder.panel.html
    True
    >>> finder.choose(find="dulles john")
    >>> finder.panel.status.startswith("Showing 1 of")
    True
    """
    table = names()
    rows = table[list(COLUMNS[1:])].itertuples(index=False)
    finder = search_words.finder(" ".join(row) for row in rows)
    find = search_box("a name in any script", width="auto", max_width="100%")
    kinds = [EVERYTHING, *dict.fromkeys(table["kind"])]
    kind = dropdown("Show", [(name, name) for name in kinds])

    def show(values: Values) -> Screen:
        found = table.iloc[finder.places(str(values["find"]))]
        if values["kind"] != EVERYTHING:
            found = found[found["kind"] == values["kind"]]
        return _screen(found, len(table), values)

    return Explorer({"find": find, "kind": kind}, show, fonts=name_fonts())


def names() -> pd.DataFrame:
    """Put people, places, documents and terms into one table of names.

    >>> sorted(set(names()["kind"]))
    ['document', 'person', 'place', 'term']
    """
    words = data.glossary().assign(kind=lambda table: table["kind"].astype(str))
    people = data.people()
    people = people.assign(
        kind="person",
        meaning=people.apply(roles, axis="columns"),
        family=[
            fold(family_name(english, state))
            for english, state in zip(people["english"], people["state"], strict=True)
        ],
    ).sort_values("family", kind="stable")
    places = data.places().rename(
        columns={"name_ja": "japanese", "name_ru": "russian", "name_th": "thai"}
    )
    places = places.rename(columns={"ru_translit": "russian_translit"}).assign(
        kind="place",
        english=[
            " / ".join([name, *(other for other in others if not _alike(name, other))])
            for name, others in zip(places["name_en"], places["also_called"], strict=True)
        ],
        meaning=places["kind"].astype(str),
    )
    columns = [*COLUMNS, "meaning", "unverified"]
    together = pd.concat([places[columns], people[columns], words[columns]], ignore_index=True)
    text = [*COLUMNS, "meaning"]
    together[text] = together[text].astype("string").fillna("")
    return together


def _alike(name: str, other: str) -> bool:
    """Say whether another name only repeats the name: Yuri, Yuri Island.

    >>> _alike("Suisho", "Suishojima"), _alike("Suisho", "Tanfilyev Island")
    (True, False)
    """
    return other.startswith(name.partition(" ")[0])


def _screen(found: pd.DataFrame, out_of: int, values: Values) -> Screen:
    sought = f" with '{values['find']}'" if values["find"] else ""
    what = "" if values["kind"] == EVERYTHING else f", {values['kind']} only"
    status = f"Showing {len(found)} of {counted(out_of, 'name')}{sought}{what}."
    if found.empty:
        return empty_screen(status, NOTHING)
    head = ("English", "Japanese", "Russian", "Thai", "What it is")
    rows = (_row(row) for _, row in found.iterrows())
    table = html_table(head, rows, label="Names in four languages")
    listing = "\n".join(" | ".join(row) for row in found[list(COLUMNS)].itertuples(index=False))
    return Screen(status, card(table, name="Glossary"), f"{status}\n\n{listing}")


def _row(row: pd.Series) -> tuple[str, ...]:
    japanese = (
        _in("ja", row["japanese"]) + _under("ja", row["kana"]) + _under("ja-Latn", row["romaji"])
    )
    russian = _in("ru", row["russian"]) + _under("ru-Latn", row["russian_translit"])
    meaning = escape(f"{row['kind']}{': ' if row['meaning'] else ''}{row['meaning']}")
    doubt = _under("en", "names not verified") if "japanese" in row["unverified"] else ""
    return escape(row["english"]), japanese, russian, _in("th", row["thai"]), meaning + doubt


def _in(language: str, text: str) -> str:
    """Mark the language, so that a screen reader reads a name with the right voice."""
    return f'<span lang="{language}">{escape(text)}</span>' if text else ""


def _under(language: str, text: str) -> str:
    return f"<br>{_in(language, text)}" if text else ""
