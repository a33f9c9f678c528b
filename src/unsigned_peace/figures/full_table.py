"""A table to read in a notebook: whole sentences, left to right, on any theme."""

from dataclasses import dataclass, field
from html import escape

import pandas as pd

from unsigned_peace.figures.chart import CARD, table_html


@dataclass(frozen=True)
class Table:
    """Some rows of the ledger, shown in full with a caption.

    JupyterLab's own view of a DataFrame cuts long texts after fifty letters. This one shows them
    whole. The first column names the rows. The number of a claim leads to the page of claims,
    beside a notebook in `notebooks/`.

    >>> "Peru" in Table(pd.DataFrame({"state": ["Peru"]}), "One state")._repr_html_()
    True
    """

    rows: pd.DataFrame = field(repr=False)
    caption: str

    def _repr_html_(self) -> str:
        count = f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}"
        return (
            f'<section aria-label="{escape(self.caption)}" style="{CARD}">'
            f'<p style="margin:0 0 0.5em"><strong>{escape(self.caption)}</strong> ({count})</p>'
            f"{table_html(self.rows, self.caption)}</section>"
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": self.rows.to_string(index=False)}


def table(rows: pd.DataFrame, caption: str) -> Table:
    """Show rows of the ledger in full.

    Args:
        rows: The rows and columns to show; the index is left out.
        caption: What the table is, in a few words.

    Raises:
        TypeError: if `rows` is not a DataFrame, for example after `size()` without
            `reset_index`.

    >>> table(pd.DataFrame({"state": ["Peru"], "signed": [True]}), "One state").caption
    'One state'
    """
    if not isinstance(rows, pd.DataFrame):
        raise TypeError(
            f"figures.table() needs a DataFrame, not {type(rows).__name__}. "
            "A single column becomes one with .to_frame() or .reset_index(name='count')."
        )
    return Table(rows, caption)
