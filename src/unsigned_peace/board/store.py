"""The file of a board: what was laid on it survives restarts, crashes and a second window.

A change is a function from board to board. It is applied to what lies on the disk, under a lock,
so two windows that change different things both keep their changes. What cannot be written stays
in memory, and is applied again with the next change.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from unsigned_peace.board.model import Board
from unsigned_peace.board.records import from_json, to_json
from unsigned_peace.quiz.records import ForeignFileError
from unsigned_peace.shared.atomic_file import SideFile

Change = Callable[[Board], Board]


class BoardStore:
    """The board of one notebook: in memory, and in one JSON file.

    `board` is what is known now. `notice` is what the student should be told about saving, empty
    if all is well. No method raises for a disk that is full, read-only or holds a strange file.

    >>> import tempfile
    >>> from unsigned_peace.board.model import Evidence, add
    >>> path = Path(tempfile.mkdtemp()) / "answers" / "05.board.json"
    >>> BoardStore(path, "05").apply(lambda board: add(board, "CLM-001", Evidence("events", "E")))
    >>> BoardStore(path, "05").board.case("CLM-001").evidence[0].row_id
    'E'
    """

    def __init__(self, path: Path, notebook: str) -> None:
        """Read the file at `path`, if there is one. Nothing is written before the first change."""
        self.path = Path(path)
        self.notebook = notebook
        self.board = Board()
        self._file = SideFile(path)
        self._unsaved: list[Change] = []
        self._set_aside = ""
        self._trouble = ""
        self.refresh()

    @property
    def notice(self) -> str:
        """What the student should be told about saving; empty if all is well."""
        return " ".join(filter(None, (self._set_aside, self._trouble)))

    @property
    def saved(self) -> bool:
        """Whether the last change has reached the disk."""
        return not self._unsaved

    def refresh(self) -> None:
        """Take in what other windows have saved."""
        try:
            with self._file.locked():
                on_disk, strange = self._read()
        except OSError as error:
            self._trouble = f"Your saved board in {self.path} cannot be read now ({error})."
            return
        if strange:
            self._trouble = (
                f"The file {self.path} cannot be used as it is: {strange}. It is left alone. With "
                "your next change it is set aside under another name, and a new file begins."
            )
        elif not self._unsaved:
            self._trouble = ""
        self.board = self._with_unsaved(on_disk, strange)

    def apply(self, change: Change) -> None:
        """Change the board, and save it."""
        self._unsaved.append(change)
        self.board = change(self.board)
        try:
            with self._file.locked():
                on_disk, strange = self._read()
                self.board = self._with_unsaved(on_disk, strange)
                if strange:
                    self._put_aside(strange)
                self._file.write(to_json(self.board, self.notebook))
        except OSError as error:
            reason = error.strerror or "another window is saving"
            self._trouble = (
                f"Your last change is kept in this window, but it is not saved in {self.path} "
                f"({reason}). Make room on the disk, or make the folder writable. "
                "The next change then saves everything."
            )
        else:
            self._unsaved.clear()
            self._trouble = ""

    def _with_unsaved(self, on_disk: Board | None, strange: str) -> Board:
        """Return the newest board: what others saved, with what we could not save."""
        known = bool(self.board.cases)
        if on_disk is None or (strange and known):  # the file was lost: we have the last copy
            return self.board
        board = on_disk
        for change in self._unsaved:
            board = change(board)
        return board

    def _read(self) -> tuple[Board | None, str]:
        """Return the board on disk, if any, and what is strange about the file.

        Raises OSError where there is a file that cannot be read.
        """
        try:
            text = self._file.read()
            if text is None:
                return None, ""
            board, bad = from_json(text, self.notebook)
        except UnicodeDecodeError:
            return Board(), "it is damaged: it is not text"
        except ForeignFileError as error:
            return Board(), str(error)
        return board, f"these parts of it are damaged: {', '.join(bad)}" if bad else ""

    def _put_aside(self, strange: str) -> None:
        """Rename a file that we cannot use; raises OSError where that fails."""
        aside = self._file.set_aside(datetime.now(UTC))
        self._set_aside = (
            f"The file {self.path.name} could not be used as it was: {strange}. Nothing in it was "
            f"changed: it is now called {aside}. Your board goes into a new file."
        )
