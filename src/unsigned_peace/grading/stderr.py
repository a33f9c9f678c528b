"""A warning on stderr costs nothing.

nbgrader gives zero points to a test cell with any text on stderr, a mere warning included
(`nbgrader.utils.determine_grade`). A failed test is another kind of output, `error`, so stderr
says nothing about right or wrong. nbgrader's own `IgnorePattern` could throw the text away;
here it stays in sight of student and grader, as ordinary output with a note in front.
"""

from collections.abc import Iterable
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

NOTE = "Note: this text came from Python's error stream (stderr). It costs no points.\n"


def forgiven(outputs: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Give the outputs of a cell with stderr text turned into ordinary text.

    Outputs of every other kind, errors above all, come back as they are.

    >>> from nbformat.v4 import new_output
    >>> out, err = forgiven([
    ...     new_output("stream", name="stderr", text="UserWarning: mind the date"),
    ...     new_output("error", ename="AssertionError", evalue="20 expected"),
    ... ])
    >>> out.name, out.text.splitlines()[-1], err.output_type
    ('stdout', 'UserWarning: mind the date', 'error')
    """
    return [
        NotebookNode(output, name="stdout", text=NOTE + output.text)
        if output.output_type == "stream" and output.name == "stderr"
        else output
        for output in outputs
    ]


class ForgiveStderr(NbGraderPreprocessor):
    """Runs in `nbgrader autograde` after `Execute` and before `SaveAutoGrades`."""

    def preprocess_cell(
        self,
        cell: NotebookNode,
        resources: dict[str, Any],
        cell_index: int,  # noqa: ARG002 - nbconvert calls it with three arguments
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Rewrite the outputs of one test cell; leave all other cells alone."""
        if cell.cell_type == "code" and is_grade(cell):
            cell.outputs = forgiven(cell.outputs)
        return cell, resources
