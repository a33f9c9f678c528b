"""Mark the log of a game of *Two Islands* in the grader's process.

The student's kernel shows the same checks, but its word counts for nothing here. `nbgrader
autograde` runs `MarkGame` after the notebook was executed and before its points are saved. It
plays the log again, which was handed in beside the notebook, and writes the points into a test
cell. A log that does not replay earns nothing and is flagged for a person, with the line that does
not fit and what the game would have written there.

A log that replays is a game that was really played by the rules. Who sat at the keyboard it cannot
say: `unsigned-peace games` lists logs with the same moves.

Until then the cell holds the error of its own hidden test, so it scores zero.
"""

from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from unsigned_peace.grading.marked_cell import mark_form
from unsigned_peace.grading.steps import flag, graded_cell, handed_in

GAME_CELL = "game-test"  # the nbgrader id of the test cell that takes the points


class MarkGame(NbGraderPreprocessor):
    """Runs in `nbgrader autograde` after `Execute` and before `SaveAutoGrades`."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Mark the form of the log in its test cell.

        A problem set without this cell comes back as it is.

        Raises ValueError if the cell is worth other points than its checks. Then nbgrader reports
        the error and saves nothing.
        """
        cell = graded_cell(nb, GAME_CELL)
        if cell is None:
            return nb, resources
        # It loads the game and its figures: a second that no other problem set has to wait.
        from unsigned_peace.grading.game_log import look  # noqa: PLC0415

        names = resources["nbgrader"]
        seen = look(handed_in(self, names), names["assignment"])
        if seen.flagged:
            flag(names)
        for note in seen.notes:
            self.log.warning("Game of %s: %s", names["student"], note)
        mark_form(cell, seen.checks, seen.notes)
        return nb, resources
