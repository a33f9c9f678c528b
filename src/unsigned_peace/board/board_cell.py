"""What a notebook uses: `board.open_board("05-verdict")` in a cell."""

from pathlib import Path
from typing import TYPE_CHECKING

from unsigned_peace.board.board_controller import BoardController
from unsigned_peace.board.board_store import BoardStore
from unsigned_peace.board.rows import ledger
from unsigned_peace.shared.controller import OpenWidgets
from unsigned_peace.shared.json_document import answers_path, can_name_file

if TYPE_CHECKING:
    from unsigned_peace.board.board_widget import BoardWidget

_open = OpenWidgets()


def open_board(name: str, folder: str | Path | None = None) -> "BoardWidget":
    """Show the evidence board of a notebook.

    A cell that is run again shows the same widget, with what other windows saved meanwhile.

    Args:
        name: the notebook's name, such as `"05-verdict"`. The board is kept in
            `answers/<name>.board.json`, and exports are called `<name>-outline.md`.
        folder: where that is; the folder of the notebook if left out.

    Raises:
        ValueError: if the name cannot be the name of a file.

    >>> import tempfile
    >>> open_board("05-verdict", tempfile.mkdtemp()).claim
    ''

    """
    # Loading and checking boards needs no widgets: they load here, where one is shown.
    from unsigned_peace.board.board_widget import BoardWidget  # noqa: PLC0415
    from unsigned_peace.explore.reading_notes import ReadingNotes  # noqa: PLC0415

    if not can_name_file(name):
        raise ValueError(
            f"{name!r} cannot name a board. Use the notebook's name, such as '05-verdict'."
        )
    path = answers_path(f"{name}.board", folder).resolve()

    def begin() -> "BoardWidget":
        place = path.parent.parent
        store, reading = BoardStore(path, name), ReadingNotes(place)
        return BoardWidget(BoardController(store, ledger(), place, reading))

    return _open.show(path, begin)
