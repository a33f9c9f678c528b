"""The page of names in `docs/`: people, islands, documents and terms in four languages."""

import pandas as pd

from unsigned_peace.data.citations import GENERAL_KNOWLEDGE
from unsigned_peace.data.names import family_name, roles
from unsigned_peace.data.tables import table

_INTRODUCTION = (
    "Who is who, and what is called how: in English, Japanese, Russian and Thai. A name can take "
    "a side: Tokyo says *Northern Territories* where Moscow says *South Kurils*. This course gives "
    "both forms and chooses neither. The same table can be searched at the end of "
    "[Start here](../notebooks/00-start-here.ipynb)."
)
_LANGUAGES = {
    "people": ("japanese", "russian", "thai"),
    "places": ("name_ja", "name_ru", "name_th"),
    "glossary": ("japanese", "russian", "thai"),
}
_BY_FAMILY = (
    "People stand in the order of their family names, which open the lines below in bold. "
    "Japanese, Chinese and Korean names begin with the family name, most others end with it."
)


def names_page(written: str) -> str:
    """Write `docs/names.md`, under the line `written`: one heading a name, for links to arrive.

    >>> "### Nishimura Kumao" in names_page("")
    True
    """
    parts = [written, "# Names", _INTRODUCTION]
    for title, rows in (
        ("People", [_BY_FAMILY, *_people()]),
        ("Islands and places", _entries(table("places"), "places", "name_en", "kind", "note")),
        (
            "Documents and terms",
            _entries(table("glossary"), "glossary", "english", "kind", "meaning"),
        ),
    ):
        parts += [f"## {title}", *rows]
    return "\n\n".join(part for part in parts if part) + "\n"


def _people() -> list[str]:
    people = table("people")
    people = people.assign(
        role=people.apply(roles, axis="columns"),
        family=[
            family_name(english, state)
            for english, state in zip(people["english"], people["state"], strict=True)
        ],
    )
    rows = _sorted(people, ["family", "english"])
    return [
        _entry(row, "people", "english", [f"**{row['family']}**", row["state"], row["role"]])
        for _, row in rows.iterrows()
    ]


def _entries(rows: pd.DataFrame, name: str, heading: str, kind: str, meaning: str) -> list[str]:
    rows = _sorted(rows, [heading])
    return [_entry(row, name, heading, [row[kind], row[meaning]]) for _, row in rows.iterrows()]


def _sorted(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows.sort_values(columns, key=lambda names: names.str.casefold())


def _entry(row: pd.Series, name: str, heading: str, said: list[object]) -> str:
    languages = [str(row[column]) for column in _LANGUAGES[name] if pd.notna(row[column])]
    marked = (
        " (in part [not verified](sources.md#GK))" if GENERAL_KNOWLEDGE in row["source_ids"] else ""
    )
    text = ". ".join(str(part).rstrip(".") for part in said if pd.notna(part))
    return f"### {row[heading]}\n\n{text}{marked}.\n\n{' · '.join(languages)}".rstrip()
