"""The page of names in `docs/`: people, islands, documents and terms in four languages."""

import pandas as pd

from unsigned_peace.data.citations import GENERAL_KNOWLEDGE
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
_ROLES = {"1951": "role_1951", "1955-56": "role_1955_56", "overall": "role_overall"}


def names_page(written: str) -> str:
    """Write `docs/names.md`, under the line `written`: one heading a name, for links to arrive.

    >>> "### Nishimura Kumao" in names_page("")
    True
    """
    parts = [written, "# Names", _INTRODUCTION]
    for title, rows in (
        ("People", _people()),
        ("Islands and places", _entries(table("places"), "places", "name_en", "kind", "note")),
        (
            "Documents and terms",
            _entries(table("glossary"), "glossary", "english", "kind", "meaning"),
        ),
    ):
        parts += [f"## {title}", *rows]
    return "\n\n".join(part for part in parts if part) + "\n"


def anchor(heading: str) -> str:
    """Give the anchor that JupyterLab makes of a heading.

    >>> anchor("Nishimura Kumao")
    'Nishimura-Kumao'
    """
    return heading.replace(" ", "-")


def roles(row: pd.Series) -> str:
    """Say what a person was, with the years: a role of 1956 must not stand for one of 1951.

    >>> roles(table("people").set_index("english").loc["William J. Sebald"])[:36]
    '1951: US Political Adviser in Tokyo;'
    """
    said: list[str] = []
    for years, column in _ROLES.items():
        role = row[column]
        if pd.notna(role) and not any(str(role) in earlier for earlier in said):
            said.append(f"{years}: {role}")
    return "; ".join(said).removeprefix("overall: ")


def _people() -> list[str]:
    people = table("people")
    return _entries(
        people.assign(role=people.apply(roles, axis="columns")),
        "people",
        "english",
        "state",
        "role",
    )


def _entries(rows: pd.DataFrame, name: str, heading: str, kind: str, meaning: str) -> list[str]:
    rows = rows.sort_values(heading, key=lambda names: names.str.casefold())
    return [_entry(row, name, heading, kind, meaning) for _, row in rows.iterrows()]


def _entry(row: pd.Series, name: str, heading: str, kind: str, meaning: str) -> str:
    said = [str(row[column]) for column in (kind, meaning) if pd.notna(row[column])]
    languages = [str(row[column]) for column in _LANGUAGES[name] if pd.notna(row[column])]
    marked = (
        " (in part [not verified](sources.md#GK))" if GENERAL_KNOWLEDGE in row["source_ids"] else ""
    )
    text = ". ".join(part.rstrip(".") for part in said)
    return f"### {row[heading]}\n\n{text}{marked}.\n\n{' · '.join(languages)}".rstrip()
