"""What the checks know of the course: its sources, claims, quizzes, files and idioms to avoid."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from unsigned_peace.checks.course_files import quizzes, table
from unsigned_peace.checks.readability import read_idioms
from unsigned_peace.data.citations import GENERAL_KNOWLEDGE

SOURCES_PAGE = "docs/sources.md"
UNREAD = ("not seen", "catalogue entry")
NOT_FOR_STUDENTS = ("exercises/", "tests/", "docs/rubrics/", "docs/kit/")  # see .gitattributes


@dataclass(frozen=True)
class References:
    """The ids that exist in one copy of the course.

    Attributes:
        root: the folder of the course.
        sources: ids of `data/sources.csv`.
        unread: those of them that nobody of the course has read, not even in part.
        claims: ids of `data/claims.csv`.
        quizzes: for each practice bank, the ids of its quizzes.
        idioms: expressions to avoid, each with plain words for it.

    """

    root: Path
    sources: frozenset[str]
    unread: frozenset[str]
    claims: frozenset[str]
    quizzes: Mapping[str, frozenset[str]]
    idioms: Mapping[str, str]

    @classmethod
    def of(cls, root: Path) -> "References":
        """Read the ids from the files of a copy of the course."""
        data = root / "data"
        return cls(
            root=root.resolve(),
            sources=column(data / "sources.csv", "source_id"),
            unread=frozenset(
                row["source_id"]
                for row in table(data / "sources.csv")
                if row["seen"] in UNREAD and row["source_id"] != GENERAL_KNOWLEDGE
            ),
            claims=column(data / "claims.csv", "claim_id"),
            quizzes={
                path.stem: frozenset(quiz["id"] for quiz in quizzes(path))
                for path in (data / "quizzes").glob("*.yml")
            },
            idioms=read_idioms(root),
        )

    def unknown_claims(self, text: str) -> Iterator[str]:
        """Say which claims a text names that are not in the table."""
        for claim in sorted(set(re.findall(r"\bCLM-\d+\b", text)) - self.claims):
            yield f"names {claim}, which data/claims.csv does not have"

    def broken_link(self, target: str, page: Path) -> str | None:
        """Say why a link inside the course leads nowhere, or return None if it is sound.

        A page in `exercises/` is read where students have their copy: in a folder at the root.
        """
        file, _, fragment = target.partition("#")
        folder = page.resolve().parent
        if folder.is_relative_to(self.root / "exercises"):
            folder = self.root / folder.name
        goal = (folder / file).resolve()
        if not goal.is_relative_to(self.root):
            return f"the link {target} leads out of the course"
        place = goal.relative_to(self.root).as_posix()
        if place.startswith(NOT_FOR_STUDENTS):
            return f"the link {target} leads into {place}, which students do not have"
        if place == SOURCES_PAGE:
            if fragment and fragment not in self.sources:
                return f"the link {target} names a source that data/sources.csv does not have"
        elif not goal.exists():
            return f"the link {target} leads to no file; is {place} spelled right?"
        return None


def column(path: Path, name: str) -> frozenset[str]:
    """Read one column of a table."""
    return frozenset(row[name] for row in table(path))
