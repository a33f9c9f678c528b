"""What `data/datapackage.json` says: the one place that knows file names and columns.

The file is a data package (https://datapackage.org): other tools read it, too. Two properties are
ours: `list` for cells with several values, and `references` for what they name.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

CellValue = str | int | float | bool | date | tuple[str, ...] | None

_HERE = Path(__file__).resolve()
_INSTALLED = _HERE.parents[1] / "_data"  # in a wheel
_REPOSITORY = _HERE.parents[3] / "data"  # in an editable install


class DataError(ValueError):
    """A table of the ledger cannot be read; the message says where and what to do."""


def folder() -> Path:
    """Tell where the tables are.

    Returns:
        `_data` inside the package if it was installed from a wheel, else `data/` of the repository.

    Raises:
        FileNotFoundError: if neither place holds a `datapackage.json`.

    >>> (folder() / "datapackage.json").is_file()
    True

    """
    for place in (_INSTALLED, _REPOSITORY):
        if (place / "datapackage.json").is_file():
            return place
    raise FileNotFoundError(
        f"The tables of the course are neither in {_INSTALLED} nor in {_REPOSITORY}. "
        "Install the course again with: make install"
    )


def _number(kind: type[int] | type[float], what: str) -> Callable[[str], CellValue]:
    def parse(text: str) -> CellValue:
        try:
            return kind(text)
        except ValueError:
            raise ValueError(f"{text!r} is not {what}") from None

    return parse


def _parse_boolean(text: str) -> CellValue:
    if text not in {"yes", "no"}:
        raise ValueError(f"{text!r} is not one of yes, no")
    return text == "yes"


def _parse_date(text: str) -> CellValue:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"{text!r} is not a date such as 1951-09-08")


_PARSERS: dict[str, Callable[[str], CellValue]] = {
    "string": str,
    "integer": _number(int, "a whole number"),
    "number": _number(float, "a number"),
    "boolean": _parse_boolean,
    "date": _parse_date,
}


@dataclass(frozen=True)
class Column:
    """One column of a table, as the data package describes it.

    Attributes:
        name: its name in the header line.
        kind: string, integer, number, boolean or date.
        description: what it means, in plain English.
        required: whether a cell may not be empty.
        codes: the values that it may have, in their order; empty if any value may stand.
        is_list: whether a cell holds several values, with `;` between them.
        references: what the values name: `table.column`, or `columns` of the same table.
        minimum: the least value; None if there is none.
        maximum: the largest value; None if there is none.
        pattern: a regular expression for the whole cell; empty if any text may stand.
        unique: whether no two rows may have the same value.

    """

    name: str
    kind: str
    description: str
    required: bool = False
    codes: tuple[str, ...] = ()
    is_list: bool = False
    references: str = ""
    minimum: CellValue = None
    maximum: CellValue = None
    pattern: str = ""
    unique: bool = False

    def parse(self, text: str) -> CellValue:
        """Turn the text of a cell into a value; an empty cell into None, or an empty list.

        Raises:
            ValueError: if the text does not fit; the message begins with the text.

        >>> Column("paragraph", "integer", "").parse("7")
        7
        >>> Column("actors", "string", "", is_list=True).parse("Dulles;Malik")
        ('Dulles', 'Malik')

        """
        if not text and self.required:
            raise ValueError("the cell is empty, and this column needs a value")
        if self.is_list:
            return tuple(text.split(";")) if text else ()
        if not text:
            return None
        if self.codes and text not in self.codes:
            raise ValueError(f"{text!r} is not one of {', '.join(self.codes)}")
        return _PARSERS[self.kind](text)

    def fault(self, text: str) -> str:
        """Say what is wrong with the text of a cell, limits and pattern included; else "".

        >>> Column("paragraph", "integer", "", maximum=77).fault("99")
        "'99' is more than 77"
        """
        try:
            value = self.parse(text)
        except ValueError as error:
            return str(error)
        if not text:
            return ""
        if self.pattern and not re.fullmatch(self.pattern, text):
            return f"{text!r} has not the form {self.pattern}"
        if self.minimum is not None and value < self.minimum:
            return f"{text!r} is less than {self.minimum}"
        if self.maximum is not None and value > self.maximum:
            return f"{text!r} is more than {self.maximum}"
        return ""


@dataclass(frozen=True)
class TableDescription:
    """One table of the ledger, as the data package describes it."""

    name: str
    path: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None.

        >>> package()["claims"].column("verdict").codes[0]
        'confirmed'
        """
        return next((column for column in self.columns if column.name == name), None)


def _column(field: dict, references: dict[str, str]) -> Column:
    constraints = field.get("constraints", {})
    limits = {
        name: _PARSERS[field["type"]](str(constraints[name])) if name in constraints else None
        for name in ("minimum", "maximum")
    }
    return Column(
        name=field["name"],
        kind=field["type"],
        description=field["description"],
        required=constraints.get("required", False),
        codes=tuple(constraints.get("enum", ())),
        is_list=field.get("list", False),
        references=field.get("references", references.get(field["name"], "")),
        pattern=constraints.get("pattern", ""),
        unique=constraints.get("unique", False),
        **limits,
    )


def _table(resource: dict) -> TableDescription:
    schema = resource["schema"]
    key = schema["primaryKey"]
    references = {
        one["fields"]: f"{one['reference']['resource']}.{one['reference']['fields']}"
        for one in schema.get("foreignKeys", [])
    }
    return TableDescription(
        name=resource["name"],
        path=resource["path"],
        title=resource["title"],
        description=resource["description"],
        columns=tuple(_column(field, references) for field in schema["fields"]),
        key=(key,) if isinstance(key, str) else tuple(key),
    )


def package(place: Path | None = None) -> Mapping[str, TableDescription]:
    """Read the data package: every table by name, in the order of the file.

    Args:
        place: folder of the tables; the course's own if left out.

    Raises:
        FileNotFoundError: if the folder has no `datapackage.json`.

    >>> package()["delegations"].path
    'delegations.csv'

    """
    file = (place or folder()) / "datapackage.json"
    return _package(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _package(file: Path, changed: int) -> Mapping[str, TableDescription]:  # noqa: ARG001
    # A file that has changed is another question.
    named = json.loads(file.read_text(encoding="utf-8"))["resources"]
    tables = (_table(resource) for resource in named if "schema" in resource)
    return MappingProxyType({table.name: table for table in tables})


def rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a CSV file with the row number that a spreadsheet shows (header: 1).

    >>> next(rows(folder() / "polls.csv"))[1][:2]
    ['poll_id', 'field_start']
    """
    with file.open(encoding="utf-8", newline="") as stream:
        yield from enumerate(csv.reader(stream), start=1)
