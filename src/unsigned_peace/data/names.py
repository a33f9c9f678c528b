"""Names of people: under which part one looks them up, what they were, where their page is."""

import pandas as pd

SIDES = {"Japan": "Japan", "USSR": "the Soviet Union"}  # of the game, and of the talks
_FAMILY_FIRST = ("Japan", "China", "Korea")  # how the names of these states begin
_ROLES = {"1951": "role_1951", "1955-56": "role_1955_56", "overall": "role_overall"}


def anchor(heading: str) -> str:
    """Give the anchor that JupyterLab makes of a heading.

    >>> anchor("Nishimura Kumao")
    'Nishimura-Kumao'
    """
    return heading.replace(" ", "-")


def family_name(english: str, state: str) -> str:
    """Find the part of a name under which one looks a person up.

    >>> family_name("Yoshida Shigeru", "Japan"), family_name("Herbert Hoover Jr.", "USA")
    ('Yoshida', 'Hoover')
    >>> family_name("V. K. Wellington Koo", "China, Republic of (Taipei)")
    'Koo'
    """
    name, _, _ = english.removeprefix("Emperor ").partition(" (")
    words = name.removesuffix(" Jr.").split()
    with_initials = "." in name  # so it is written in the western order
    return words[0 if state.startswith(_FAMILY_FIRST) and not with_initials else -1]


def roles(row: pd.Series) -> str:
    """Say what a person was, with the years: a role of 1956 must not stand for one of 1951.

    >>> from unsigned_peace import data
    >>> roles(data.people().set_index("english").loc["William J. Sebald"])[:36]
    '1951: US Political Adviser in Tokyo;'
    """
    said: list[str] = []
    for years, column in _ROLES.items():
        role = row[column]
        if pd.notna(role) and not any(str(role) in earlier for earlier in said):
            said.append(f"{years}: {role}")
    return "; ".join(said).removeprefix("overall: ")
