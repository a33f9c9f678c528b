"""The file of a board: what was laid on it survives restarts, crashes and a second window.

A change is a function from board to board. It is applied to what lies on the disk, so two windows
that change different things both keep their changes.
"""

from pathlib import Path

from unsigned_peace.board.board_json import from_json, to_json
from unsigned_peace.board.board_model import Board
from unsigned_peace.shared.json_document import JsonDocument


class BoardStore(JsonDocument[Board]):
    """The board of one notebook: in memory, and in one JSON file.

    >>> import tempfile
    >>> from unsigned_peace.board.board_model import Evidence, add
    >>> path = Path(tempfile.mkdtemp()) / "answers" / "05.board.json"
    >>> BoardStore(path, "05").apply(lambda board: add(board, "CLM-001", Evidence("events", "E")))
    >>> BoardStore(path, "05").board.case("CLM-001").evidence[0].row_id
    'E'
    """

    noun = "board"

    def __init__(self, path: Path, notebook: str) -> None:
        """Read the file at `path`, if there is one. Nothing is written before the first change."""
        self.notebook = notebook
        super().__init__(path, Board())

    @property
    def board(self) -> Board:
        """The board that is known now."""
        return self.value

    def parse(self, text: str) -> tuple[Board, list[str]]:  # noqa: D102
        return from_json(text, self.notebook)

    def serialise(self, value: Board) -> str:  # noqa: D102
        return to_json(value, self.notebook)
