"""The tables as plain text, the way checks and the evidence board look at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unsigned_peace.data import schema
from unsigned_peace.data.schema import rows
from unsigned_peace.shared.problem import Problem


@dataclass(frozen=True)
class TextRow:
    """One row: its number in a spreadsheet, and its cells by column."""

    number: int
    cells: dict[str, str]

    def items(self, column: str) -> list[str]:
        """Split the list in a cell; an absent or empty cell is an empty list.

        >>> TextRow(2, {"actors": "Dulles;Malik"}).items("actors")
        ['Dulles', 'Malik']
        """
        text = self.cells.get(column, "")
        return text.split(";") if text else []


@dataclass(frozen=True)
class TextTable:
    """One table with all its rows. Rows with too few or too many cells are left out."""

    table: schema.TableDescription
    rows: tuple[TextRow, ...]

    def __iter__(self) -> Iterator[TextRow]:
        """Go through the rows."""
        return iter(self.rows)

    def has(self, column: str) -> bool:
        """Tell whether the table has that column.

        >>> load(schema.folder())["claims"].has("verdict")
        True
        """
        return self.table.column(column) is not None

    def problem(self, row: TextRow, column: str, message: str) -> Problem:
        """Say what is wrong in a row.

        >>> claims = load(schema.folder())["claims"]
        >>> print(claims.problem(claims.rows[0], "verdict", "wrong"))
        data/claims.csv: row 2, column verdict: wrong
        """
        return problem(self.table.path, row.number, column, message)


TextTables = dict[str, TextTable]


def problem(file: str, row: int, column: str, message: str) -> Problem:
    """Say what is wrong in a row of a file of `data/`; with no column, the whole row is meant.

    >>> print(problem("polls.csv", 3, "", "says the same as row 2"))
    data/polls.csv: row 3: says the same as row 2
    """
    place = f"row {row}, column {column}" if column else f"row {row}"
    return Problem(f"data/{file}", place, message)


def load(place: Path) -> TextTables:
    """Read all tables as text, without asking whether the cells fit.

    >>> load(schema.folder())["delegations"].rows[0].cells["state"]
    'Argentina'
    """
    return {table.name: _sheet(table, place) for table in schema.package(place).values()}


def _sheet(table: schema.TableDescription, place: Path) -> TextTable:
    names = [column.name for column in table.columns]
    return TextTable(
        table,
        tuple(
            TextRow(number, dict(zip(names, cells, strict=True)))
            for number, cells in rows(place / table.path)
            if number > 1 and len(cells) == len(names)
        ),
    )
