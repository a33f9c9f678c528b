"""What a notebook may refer to: sources, claims, quizzes, files."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

SOURCES_PAGE = "docs/sources.md"
NOT_VERIFIED = "GK"
NOT_FOR_STUDENTS = ("exercises/", "tests/", "docs/rubrics/")  # see .gitattributes


@dataclass(frozen=True)
class References:
    """The ids that exist in one copy of the course.

    Attributes:
        root: the folder of the course.
        sources: ids of `data/sources.csv`.
        claims: ids of `data/claims.csv`.
        quizzes: for each practice bank, the ids of its quizzes.

    """

    root: Path
    sources: frozenset[str]
    claims: frozenset[str]
    quizzes: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, root: Path) -> "References":
        """Read the ids from the files of a copy of the course."""
        data = root / "data"
        return cls(
            root=root.resolve(),
            sources=_column(data / "sources.csv", "source_id"),
            claims=_column(data / "claims.csv", "claim_id"),
            quizzes={path.stem: _quiz_ids(path) for path in (data / "quizzes").glob("*.yml")},
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


def _column(path: Path, column: str) -> frozenset[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return frozenset(row[column] for row in csv.DictReader(lines))


def _quiz_ids(path: Path) -> frozenset[str]:
    bank = yaml.safe_load(path.read_text(encoding="utf-8"))
    return frozenset(quiz["id"] for quiz in bank["quizzes"])
