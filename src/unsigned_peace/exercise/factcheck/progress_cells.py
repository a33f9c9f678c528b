"""What the capstone's notebook uses: two cells that say what is still missing."""

from collections.abc import Sequence
from pathlib import Path

from unsigned_peace.board.board_json import BoardError, load
from unsigned_peace.board.board_model import Board
from unsigned_peace.exercise.answer_form import NotYetError
from unsigned_peace.exercise.factcheck.board_form import EMPTY, of_board, subject
from unsigned_peace.exercise.factcheck.text_form import of_text, saved_essay
from unsigned_peace.shared.form_check import Check
from unsigned_peace.shared.json_document import answers_path


def check_board(name: str, folder: str | Path | None = None) -> None:
    """Show how complete the saved board of a notebook is.

    Args:
        name: the notebook's name, such as `"capstone-verdict"`.
        folder: where the notebook is; the current folder if left out.

    Raises:
        NotYetError: if anything is missing.

    >>> check_board("no-such-notebook")
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: The board is empty. Open it in Part B, \
choose a claim and attach evidence.
    """
    board = _saved_board(name, folder)
    if not board.cases:
        raise NotYetError(EMPTY)
    if len(board.cases) > 1:
        print(f"Checked: {subject(board).claim_id}, the claim with the most evidence.")
    show(of_board(board))


def check_text(name: str, folder: str | Path | None = None) -> None:
    """Show how complete the form of the essay in a notebook is.

    The essay is read from the notebook's file, so it has to be saved first.

    Raises:
        NotYetError: if anything is missing.

    >>> check_text("no-such-notebook")
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: The file no-such-notebook.ipynb cannot be \
read. Give the notebook its first name back, and save it.
    """
    file = Path(folder or Path.cwd()) / f"{name}.ipynb"
    try:
        text = saved_essay(file)
    except (OSError, ValueError):
        raise NotYetError(
            f"The file {file.name} cannot be read. Give the notebook its first name back, "
            "and save it."
        ) from None
    print("This is about your text as you saved it last (Ctrl+S).")
    show(of_text(text, _saved_board(name, folder)))


def _saved_board(name: str, folder: str | Path | None) -> Board:
    path = answers_path(f"{name}.board", folder)
    if not path.exists():
        return Board()
    try:
        return load(path)
    except BoardError as error:
        raise NotYetError(str(error)) from None


def show(checks: Sequence[Check]) -> None:
    """Print a line for each check.

    Raises:
        NotYetError: if one is not complete.

    >>> show([Check("A limit", 2, 1)])
    A limit   2 of 2 points
    Together  2 of 2 points
    The points are counted again when your work is graded.
    """
    wide = max(len("Together"), *(len(check.name) for check in checks))
    for check in checks:
        print(f"{check.name:{wide}}  {check.earned:g} of {check.points} points")
        if check.missing:
            print(f"    Not yet: {check.missing}")
    earned = round(sum(check.earned for check in checks), 2)
    print(f"{'Together':{wide}}  {earned:g} of {sum(check.points for check in checks)} points")
    print("The points are counted again when your work is graded.")
    incomplete = sum(bool(check.missing) for check in checks)
    if incomplete:
        raise NotYetError(f"{incomplete} of {len(checks)} checks are not complete. See the list.")
