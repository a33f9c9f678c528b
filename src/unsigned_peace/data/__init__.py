"""The ledger of the course: its tables, its sources, its documents and its land.

Each table has a function of its name: `data.claims()`, `data.delegations()`. What the columns mean
stands in `docs/data-reference.md`.
"""

from typing import TYPE_CHECKING

from unsigned_peace.data.citations import Source, cite, known_sources, source
from unsigned_peace.data.documents import Document, Passage, document, documents
from unsigned_peace.data.map_outlines import DocumentLine, land, lines
from unsigned_peace.data.schema import DataError, folder, package

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

__all__ = [
    "DataError",
    "Document",
    "DocumentLine",
    "Passage",
    "Source",
    "cite",
    "document",
    "documents",
    "folder",
    "known_sources",
    "land",
    "lines",
    "source",
]


def __getattr__(name: str) -> "Callable[..., pd.DataFrame]":
    """Give `table`, or the function that loads the table of that name.

    The data package names the tables, so a new table needs no line of code.

    >>> from unsigned_peace import data
    >>> data.claims.__doc__.splitlines()[0]
    'Load the table: Claims of the article.'
    >>> int(data.delegations()["signed"].sum())
    49
    """
    if name == "table" or (not name.startswith("_") and name in package()):
        # pandas takes half a second: quizzes and grading use the ledger without it.
        from unsigned_peace.data import tables  # noqa: PLC0415

        found = tables.table if name == "table" else tables.loader(name)
        globals()[name] = found  # next time nobody asks here
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the tables, too: JupyterLab offers them after `data.`."""
    return sorted({*globals(), *package(), "table"})
