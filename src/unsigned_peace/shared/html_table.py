"""Tables in HTML that everybody can read: by eye on any theme, and with a screen reader."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from unsigned_peace.shared.theme import GROUND, LINE, RAISED, TEXT

# Texts from the left: JupyterLab sets tables of numbers, from the right, and nbgrader's pages leave
# no room at all.
_TABLE = f"border-collapse:collapse;font-size:0.9em;color:{TEXT};background:{GROUND}"
_CELL = f"border:1px solid {LINE};padding:0.25em 0.5em;text-align:left;vertical-align:top"
_HEAD = f"{_CELL};background:{RAISED};position:sticky;top:0"
# A table that hardly needs a box of its own is shown whole: the edge of a box hides the last rows.
_WHOLE = 12  # rows
_SCROLL = "overflow:auto;max-height:32em"
_SHORT = 14  # letters
_TAG = re.compile(r"<[^>]*>")


def html_table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "", label: str = ""
) -> str:
    """Write a table whose first column names the rows.

    Args:
        head: HTML of the headings.
        rows: HTML of the cells, as many in each row as there are headings.
        caption: plain text; empty for none.
        label: plain text, the name of a box that scrolls sideways and, if the rows are many, down;
            empty for a table without such a box.

    >>> table = html_table(["State", "Signed"], [["Peru", "yes"]], caption="2 > 1")
    >>> '<th scope="row"' in table, "2 &gt; 1</caption>" in table
    (True, True)

    """
    above = f'<caption style="text-align:left">{escape(caption)}</caption>' if caption else ""
    heads = "".join(f'<th scope="col" style="{_HEAD}">{one}</th>' for one in head)
    lines = [f"<tr>{_row(cells)}</tr>" for cells in rows]
    table = (
        f'<table style="{_TABLE}">{above}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )
    if not label:
        return table
    # A box that scrolls must be reachable by the keyboard.
    name = f'aria-label="{escape(label)}"'
    many = len(lines) > _WHOLE
    style = _SCROLL if many else "overflow-x:auto"
    hint = f'<p style="margin:0.25em 0">Scroll in the box: {len(lines)} rows.</p>' if many else ""
    return f'{hint}<div role="region" tabindex="0" {name} style="{style}">{table}</div>'


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    rest = "".join(f'<td style="{_style(cell)}">{cell}</td>' for cell in others)
    return f'<th scope="row" style="{_style(first)};font-weight:600">{first}</th>{rest}'


def _style(cell: str) -> str:
    # An id or a day that breaks at its hyphens is hard to read, a link as well.
    words = _TAG.sub("", cell)
    whole = len(words) <= _SHORT and " " not in words
    return f"{_CELL};white-space:nowrap" if whole else _CELL
