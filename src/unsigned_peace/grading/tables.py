"""Tables for the feedback page."""

from collections.abc import Sequence
from html import escape


def table(caption: str, rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> str:
    """Write an HTML table for the student's feedback page, with notes above it.

    Args:
        caption: plain text.
        rows: HTML of the cells; the first row has the headings.
        notes: plain text.

    >>> "<caption>2 &gt; 1</caption>" in table("2 > 1", [["No."], ["1"]])
    True

    """
    heads, *rest = rows
    body = [_row("th", "col", heads), *(_row("td", "row", cells) for cells in rest)]
    told = "".join(f"<p><strong>Note:</strong> {escape(note)}</p>" for note in notes)
    return f"{told}<table><caption>{escape(caption)}</caption>{''.join(body)}</table>"


def _row(tag: str, scope: str, cells: Sequence[str]) -> str:
    """Write one row; its first cell is a heading. nbgrader's pages leave no room between cells."""
    room = "style='padding: 0.3em 0.8em; text-align: left; vertical-align: top'"
    first = f"<th scope='{scope}' {room}>{cells[0]}</th>"
    scope = " scope='col'" if tag == "th" else ""
    rest = "".join(f"<{tag}{scope} {room}>{cell}</{tag}>" for cell in cells[1:])
    return f"<tr>{first}{rest}</tr>"
