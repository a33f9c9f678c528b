"""Checks of form as the outputs of a test cell: a table for the student, and the points."""

from collections.abc import Sequence
from html import escape

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from unsigned_peace.grading.tables import table
from unsigned_peace.shared.requirement import Check


def agree(grade_id: str, checks: Sequence[Check], points: float) -> None:
    """Make sure that a test cell is worth what its checks are worth.

    Raises:
        ValueError: if it is not. Then nbgrader reports the error and saves nothing.

    >>> agree("board-test", [Check("A limit", 2, 1)], 2)

    """
    possible = sum(check.points for check in checks)
    if possible != points:
        raise ValueError(
            f"The checks of {grade_id} have {possible} points, but the cell has {points:g}. "
            "Make them equal."
        )


def outputs(checks: Sequence[Check], notes: Sequence[str] = ()) -> list[NotebookNode]:
    """Write the table for the student, and the number that nbgrader takes for partial credit.

    >>> outputs([Check("A limit", 2, 0.5, "Give a limit.")])[1].data
    {'text/plain': '1'}
    """
    earned = f"{round(sum(check.earned for check in checks), 2):g}"
    caption = f"Form: {earned} of {sum(check.points for check in checks)} points"
    rows = [["What was checked", "Points", "What was missing"]]
    for check in checks:
        points = f"{check.earned:g} of {check.points}"
        rows.append([escape(check.name), points, escape(check.missing) or "nothing"])
    shown = {
        "text/html": table(caption, rows, notes),
        "text/plain": "\n".join([*notes, caption]),
    }
    return [
        new_output("display_data", shown),
        new_output("execute_result", {"text/plain": earned}),
    ]
