"""Tables that a problem set asks: rows that are verified, and documents with all their words."""

import numpy as np
import pandas as pd

from unsigned_peace import data
from unsigned_peace.shared.nearest import meant


def verified(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Keep the rows of a table of the ledger in which these columns are verified and not empty.

    Raises LookupError for a column that the table does not have.

    >>> drafts = data.drafts()
    >>> len(verified(drafts, "recipient")) < len(drafts)
    True
    """
    for column in columns:
        if column not in table.columns:
            raise LookupError(f"There is no column {column!r}.{meant(column, table.columns)}")
    kept = np.array([not set(columns) & set(cells) for cells in table["unverified"]], dtype=bool)
    for column in columns:
        kept &= table[column].notna().to_numpy()
    return table[kept]


def papers(first: str, last: str) -> pd.DataFrame:
    """Return the documents between two days as a table in which words can be searched.

    Args:
        first: the first day, such as `"1945-01-01"`.
        last: the last day.

    Returns:
        One row a document, the earliest first: its id, date, author, and all its quoted words in
        English. Summaries in our words are left out.

    >>> found = papers("1943-11-01", "1943-12-31")
    >>> list(found["document"]), found["words"].str.contains("violence").sum()
    (['cairo-1943'], np.int64(1))
    """
    rows = [
        (one.id, pd.Timestamp(one.date), one.author, _quoted(one))
        for one in data.documents().values()
    ]
    table = pd.DataFrame(rows, columns=["document", "date", "author", "words"])
    return table[table["date"].between(first, last)].sort_values("date", ignore_index=True)


def _quoted(document: data.Document) -> str:
    quoted = (passage for passage in document.passages if passage.is_quoted)
    return " ".join(passage.english or passage.original for passage in quoted)
