"""A copy of the ledger, for tests that damage it."""

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

from unsigned_peace import data


@dataclass(frozen=True)
class Copy:
    """A copy of the ledger that a test may damage."""

    place: Path

    def set(self, table: str, row: int, column: str, text: str) -> None:
        """Write a cell; the row is that of a spreadsheet."""
        lines = self.lines(table)
        lines[row - 1][lines[0].index(column)] = text
        self.write(table, lines)

    def get(self, table: str, row: int, column: str) -> str:
        lines = self.lines(table)
        return lines[row - 1][lines[0].index(column)]

    def row_of(self, table: str, key: str) -> int:
        """Return the spreadsheet row whose first cell is the key."""
        return next(n for n, cells in enumerate(self.lines(table), start=1) if cells[0] == key)

    def lines(self, table: str) -> list[list[str]]:
        with (self.place / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))

    def write(self, table: str, lines: list[list[str]]) -> None:
        with (self.place / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(lines)


def copied(folder: Path) -> Copy:
    place = folder / "data"
    shutil.copytree(data.folder(), place, ignore=shutil.ignore_patterns("quizzes", "documents"))
    # A hundred files, which the tests of tables only read: those of documents have copies.
    (place / "documents").symlink_to(data.folder() / "documents")
    return Copy(place)
