"""Who is in the class: a CSV file with the columns `name` and `role`.

The installation makes the accounts from it, and the hub reads it for who may do what.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

ROLES = ("student", "instructor")
# What useradd of Debian takes. Capital letters would make two people of one in some places.
NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")


class ClassListError(ValueError):
    """The list cannot be used; its text names every line and what to do."""


@dataclass(frozen=True)
class Member:
    """A person of the class; `name` is the name of her account."""

    name: str
    role: str


def read(path: Path) -> tuple[Member, ...]:
    """Read the list.

    Raises:
        ClassListError: with every mistake of the file, not only the first.

    >>> read(Path(__file__).with_name("class-example.csv"))[0]
    Member(name='teacher', role='instructor')

    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"name", "role"} <= set(rows.fieldnames or ()):
            raise ClassListError(f"{path}: the first line must be: name,role")
        members, problems = [], []
        for row in rows:
            member = Member((row["name"] or "").strip(), (row["role"] or "").strip())
            where = f"{path}, line {rows.line_num}"
            if not NAME.fullmatch(member.name):
                problems.append(
                    f"{where}: {member.name!r} is no name of an account: a small letter, "
                    "then small letters, digits and hyphens, 31 at most"
                )
            elif any(one.name == member.name for one in members):
                problems.append(f"{where}: {member.name} is there twice")
            if member.role not in ROLES:
                problems.append(f"{where}: the role is {' or '.join(ROLES)}, not {member.role!r}")
            members.append(member)
    if not problems and all(member.role != "instructor" for member in members):
        problems.append(f"{path}: nobody is an instructor")
    if problems:
        raise ClassListError("\n".join(problems))
    return tuple(members)


def names(members: tuple[Member, ...], role: str) -> list[str]:
    """Name those who have a role.

    >>> names(read(Path(__file__).with_name("class-example.csv")), "instructor")
    ['teacher']
    """
    return [member.name for member in members if member.role == role]
