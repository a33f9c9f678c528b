"""Mark the form of a fact-check in the grader's process.

The student's kernel shows the same checks, but its word counts for nothing here: a kernel can be
made to say anything. `nbgrader autograde` runs `MarkFactCheck` after the notebook was executed and
before its points are saved. It reads the board that was handed in and the essay in the notebook,
and writes the points into two test cells. What a student could still do is to edit the file of the
board by hand. That gains nothing: what is then checked, and read, is the edited board.

Until then the cells hold the errors of their own hidden tests, so they score zero.
"""

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from unsigned_peace.board.board_json import from_json
from unsigned_peace.board.board_model import Board
from unsigned_peace.exercise.factcheck.board_form import of_board
from unsigned_peace.exercise.factcheck.text_form import essay_in, of_text
from unsigned_peace.grading.marked_cell import mark_form
from unsigned_peace.grading.steps import AnswersError, flag, graded_cell, handed_in, read_text
from unsigned_peace.shared.json_document import ForeignFileError, answers_path

BOARD_CELL = "board-test"  # the nbgrader ids of the test cells that take the points
TEXT_CELL = "text-test"


def read_board(path: Path, notebook: str) -> Board:
    """Read the evidence board that a student handed in.

    Raises FileNotFoundError where there is no file, and AnswersError where it is no sound board
    of this `notebook`.

    >>> import tempfile
    >>> from unsigned_peace.board.board_json import to_json
    >>> file = Path(tempfile.mkdtemp(), "capstone-verdict.board.json")
    >>> _ = file.write_text(to_json(Board(), "capstone-verdict"))
    >>> read_board(file, "capstone-verdict")
    Board(cases=())
    >>> read_board(file, "ps1")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    unsigned_peace.grading.steps.AnswersError: capstone-verdict.board.json cannot be used: ...
    """
    text = read_text(path)
    try:
        board, damaged = from_json(text, notebook)
    except ForeignFileError as error:
        raise AnswersError(f"{path.name} cannot be used: {error}") from error
    if damaged:
        raise AnswersError(f"{path.name}: these parts are damaged: {', '.join(damaged)}")
    return board


class MarkFactCheck(NbGraderPreprocessor):
    """Runs in `nbgrader autograde` after `Execute` and before `SaveAutoGrades`."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Mark the form of the board and of the essay, each in its test cell.

        A problem set without these cells comes back as it is.

        Raises ValueError if a cell is worth other points than its checks. Then nbgrader reports
        the error and saves nothing.
        """
        names = resources["nbgrader"]
        cells = {id_: graded_cell(nb, id_) for id_ in (BOARD_CELL, TEXT_CELL)}
        if not any(cells.values()):
            return nb, resources
        file = answers_path(f"{names['assignment']}.board", handed_in(self, names))
        board, notes = Board(), []
        try:
            board = read_board(file, names["assignment"])
        except FileNotFoundError:
            notes = [f"No board was handed in: the file answers/{file.name} is missing."]
        except AnswersError as error:
            notes = [f"The board counts as empty and was flagged for a look by a grader: {error}."]
            flag(names)
        for note in notes:
            self.log.warning("Fact-check of %s: %s", names["student"], note)
        checks = {BOARD_CELL: of_board(board), TEXT_CELL: of_text(essay_in(nb), board)}
        for id_, cell in cells.items():
            if cell is not None:
                mark_form(cell, checks[id_], notes if id_ == BOARD_CELL else [])
        return nb, resources
