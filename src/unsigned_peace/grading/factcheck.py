"""Mark the form of a fact-check: of the board that was handed in, and of the essay in the notebook.

What a student could still do is to edit the file of the board by hand. That gains nothing: what is
then checked, and read, is the edited board.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from nbformat.notebooknode import NotebookNode

from unsigned_peace.grading.engine.handed_in import lost
from unsigned_peace.grading.steps import (
    AnswersError,
    MarkingStep,
    Resources,
    graded_cell,
    mark_form,
    read_document,
)
from unsigned_peace.shared.json_document import answers_path

if TYPE_CHECKING:
    from unsigned_peace.board.board_model import Board

BOARD_CELL = "board-test"  # the nbgrader ids of the test cells that take the points
TEXT_CELL = "text-test"


def read_board(path: Path, notebook: str) -> "Board":
    """Read the evidence board that a student handed in.

    Raises FileNotFoundError where there is no file, and AnswersError where it is no sound board
    of this `notebook`.

    >>> import tempfile
    >>> from unsigned_peace.board.board_json import to_json
    >>> from unsigned_peace.board.board_model import Board
    >>> file = Path(tempfile.mkdtemp(), "capstone-verdict.board.json")
    >>> _ = file.write_text(to_json(Board(), "capstone-verdict"))
    >>> read_board(file, "capstone-verdict")
    Board(cases=())
    >>> read_board(file, "ps1")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    unsigned_peace.grading.steps.AnswersError: capstone-verdict.board.json cannot be used: ...
    """
    from unsigned_peace.board.board_json import from_json  # noqa: PLC0415

    return read_document(path, notebook, from_json)


class MarkFactCheck(MarkingStep):
    """Writes the points of the form into two test cells."""

    what = "Fact-check"

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Mark the form of the board and of the essay, each in its test cell.

        A problem set without these cells comes back as it is.

        Raises ValueError if a cell is worth other points than its checks. Then nbgrader reports
        the error and saves nothing.
        """
        cells = {id_: graded_cell(nb, id_) for id_ in (BOARD_CELL, TEXT_CELL)}
        if not any(cells.values()):
            return nb, resources
        # They load pandas: a second that no other problem set has to wait.
        from unsigned_peace.board.board_model import Board  # noqa: PLC0415
        from unsigned_peace.exercise.factcheck.board_form import of_board  # noqa: PLC0415
        from unsigned_peace.exercise.factcheck.text_form import essay_in, of_text  # noqa: PLC0415

        assignment, folder = resources["nbgrader"]["assignment"], self.handed_in(resources)
        file = answers_path(f"{assignment}.board", folder)
        board, notes, flagged = Board(), [], False
        try:
            board = read_board(file, assignment)
        except FileNotFoundError:
            notes = [f"No board was handed in. The file {lost(file, folder)}"]
        except AnswersError as error:
            notes = [f"The board counts as empty and was flagged for a look by a grader: {error}."]
            flagged = True
        self.tell(resources, notes, flagged=flagged)
        checks = {BOARD_CELL: of_board(board), TEXT_CELL: of_text(essay_in(nb), board)}
        for id_, cell in cells.items():
            if cell is not None:
                mark_form(cell, checks[id_], notes if id_ == BOARD_CELL else [])
        return nb, resources
