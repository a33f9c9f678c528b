"""A test cell that the grader has marked itself: its outputs, for the student and for nbgrader."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.requirement import Check

HEAD = ("What was checked", "Points", "What was missing")


@dataclass(frozen=True)
class CellMark:
    """What a test cell has earned.

    Attributes:
        title: what was marked, such as `Quiz`.
        points: what was earned.
        possible: what can be earned.
        table: HTML for the student.
        notes: plain text, to stand above the table.

    """

    title: str
    points: float
    possible: float
    table: str
    notes: Sequence[str] = ()


def write_mark(cell: NotebookNode, mark: CellMark) -> None:
    """Put a table for the student, and the number that nbgrader takes for partial credit.

    Raises:
        ValueError: if the cell is worth other points than can be earned. Then nbgrader reports
            the error and saves nothing.

    """
    test, points, possible = cell.metadata.nbgrader, f"{mark.points:g}", f"{mark.possible:g}"
    if mark.possible != test.points:
        raise ValueError(
            f"{mark.title} has {possible} points, but the cell {test.grade_id} has "
            f"{test.points:g}. Make them equal."
        )
    above = "".join(f"<p><strong>Note:</strong> {escape(note)}</p>" for note in mark.notes)
    summary = "\n".join([*mark.notes, f"{mark.title}: {points} of {possible} points"])
    cell.outputs = [
        new_output("display_data", {"text/html": above + mark.table, "text/plain": summary}),
        new_output("execute_result", {"text/plain": points}),
    ]


def mark_form(cell: NotebookNode, checks: Sequence[Check], notes: Sequence[str] = ()) -> None:
    """Write the checks of form into their test cell. Raises ValueError as `write_mark` does.

    >>> from nbformat.v4 import new_code_cell
    >>> cell = new_code_cell(metadata={"nbgrader": {"grade_id": "board-test", "points": 2}})
    >>> mark_form(cell, [Check("A limit", 2, 0.5, "Give a limit.")])
    >>> cell.outputs[1].data
    {'text/plain': '1'}
    """
    earned = round(sum(check.earned for check in checks), 2)
    rows = [
        (
            escape(check.name),
            f"{check.earned:g} of {check.points}",
            escape(check.missing) or "nothing",
        )
        for check in checks
    ]
    possible = sum(check.points for check in checks)
    table = html_table(HEAD, rows, caption=f"Form: {earned:g} of {possible} points")
    write_mark(cell, CellMark("Form", earned, possible, table, notes))
