"""What students may see of a test, and the step of nbgrader that leaves the rest out."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Configurable

from unsigned_peace.grading.engine.course_setup import Grader

_LETTERS = 300  # of the message of an error


def cleared(parent: Configurable, source: str) -> str:
    r"""Take out of a cell what nbgrader takes out before it is released.

    >>> cleared(None, "a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS")
    'a'
    """
    cell = NotebookNode(source=source)
    ClearHiddenTests(parent=parent)._remove_hidden_test_region(cell)  # noqa: SLF001
    ClearMarkScheme(parent=parent)._remove_mark_scheme_region(cell)  # noqa: SLF001
    return cell.source


class HideTests(NbGraderPreprocessor):
    """Leaves hidden tests out of the feedback, if `c.Grader.show_hidden_tests` is False."""

    def preprocess_cell(
        self,
        cell: NotebookNode,
        resources: dict[str, Any],
        cell_index: int,  # noqa: ARG002 - nbconvert calls it with three arguments
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Leave the hidden part of a test out, and of an error in it all but its message."""
        is_test = cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)
        if not is_test or Grader(parent=self).show_hidden_tests:
            return cell, resources
        visible = cleared(self, cell.source)
        if visible == cell.source:
            return cell, resources
        cell.source = visible
        for output in cell.outputs:
            if output.output_type == "error":
                lines = [line for line in output.evalue.splitlines() if line.strip()]
                message = lines[0].strip()[:_LETTERS] if lines else "A hidden test has failed."
                output.evalue, output.traceback = message, [f"{output.ename}: {message}"]
        return cell, resources
