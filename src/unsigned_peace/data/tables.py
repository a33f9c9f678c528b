"""Each table of the ledger as a typed pandas DataFrame."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from unsigned_peace.data import schema
from unsigned_peace.data.schema import DataError, rows

# What pandas calls each kind. A number that may be missing needs a type of its own.
_DTYPES = {
    ("string", True): "string",
    ("string", False): "string",
    ("integer", True): "int64",
    ("integer", False): "Int64",
    ("number", True): "float64",
    ("number", False): "float64",
    ("boolean", True): "bool",
    ("boolean", False): "boolean",
}


def table(name: str, place: Path | None = None, *, file: Path | None = None) -> pd.DataFrame:
    """Load one table.

    Text is `string`, yes and no are `bool`, dates are `datetime64`, codes are ordered categories
    (in the order of the data package), lists are tuples of text. A missing value is `pd.NA`
    (`NaT` for a date, `NaN` for a number with decimals); an empty list is an empty tuple.

    Args:
        name: name of the table, such as `"delegations"`.
        place: folder of the tables; the course's own if left out.
        file: another file with the same columns, such as the table of an earlier edition.

    Raises:
        DataError: if there is no such table, or if a cell does not fit its column.

    >>> table("delegations")["signed"].sum()
    np.int64(49)

    """
    place = place or schema.folder()
    tables = schema.package(place)
    if name not in tables:
        raise DataError(f"There is no table {name!r}. The tables are: {', '.join(tables)}.")
    file = file or place / tables[name].path
    changed = file.stat()
    # A copy: what a reader does to the table stays with the reader.
    return _read(tables[name], file, (changed.st_mtime_ns, changed.st_size)).copy()


def loader(name: str) -> Callable[[], pd.DataFrame]:
    """Make the function that loads one table, with a text on what the table holds.

    >>> loader("claim_counts").__doc__.splitlines()[0]
    'Load the table: Numbers that the article gives.'
    """
    described = schema.package()[name]

    def load() -> pd.DataFrame:
        return table(name)

    columns = ", ".join(column.name for column in described.columns)
    load.__name__ = load.__qualname__ = name
    load.__doc__ = (
        f"Load the table: {described.title}.\n\n{described.description}\n\nColumns: {columns}."
    )
    return load


@lru_cache(maxsize=128)
def _read(
    described: schema.TableDescription,
    file: Path,
    changed: tuple[int, int],  # noqa: ARG001 - a file that has changed is another question
) -> pd.DataFrame:
    lines = rows(file)
    _, header = next(lines)
    names = [column.name for column in described.columns]
    if header != names:
        raise DataError(
            f"data/{file.name}, row 1: the columns are {', '.join(header)}; "
            f"datapackage.json has {', '.join(names)}. Make the two agree."
        )
    values: dict[str, list[schema.CellValue]] = {name: [] for name in names}
    for number, cells in lines:
        where = f"data/{file.name}, row {number} ({described.key[0]} {cells[0] if cells else ''})"
        if len(cells) != len(names):
            raise DataError(f"{where}: {len(cells)} cells, but the header has {len(names)}.")
        for column, text in zip(described.columns, cells, strict=True):
            try:
                values[column.name].append(column.parse(text))
            except ValueError as error:
                raise DataError(
                    f"{where}, column {column.name}: {error}. "
                    "Correct the cell and run unsigned-peace check-data."
                ) from None
    return pd.DataFrame({c.name: _series(c, values[c.name]) for c in described.columns})


def _series(column: schema.Column, cells: list[schema.CellValue]) -> pd.Series:
    if column.is_list:
        return pd.Series(cells, dtype=object)
    if column.codes:
        return pd.Series(pd.Categorical(cells, categories=column.codes, ordered=True))
    if column.kind == "date":
        return pd.Series(pd.to_datetime(cells))
    return pd.Series(cells, dtype=_DTYPES[column.kind, column.required])
