"""The file of a game: a log that is saved after each move and outlives restarts.

The log on the disk is the game. Beside it lies one small file that says which sides are played at
this screen; without it both are, and the screen asks who sits there before it shows any papers.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from unsigned_peace import simulation as sim
from unsigned_peace.shared.atomic_file import SideFile


class GameStore:
    """The game of one notebook: in memory, and in one log.

    `record` is the game, None if there is none. `here` names the sides that are played at this
    screen. `notice` is what players should be told about saving; empty if all is well. No method
    raises for a disk that is full or read-only, or for a file that is damaged.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "answers" / "two-islands.jsonl"
    >>> GameStore(path).begin(sim.new_game(players={"Japan": "Aiko"}), ("Japan",))
    >>> GameStore(path).record.state.date, GameStore(path).here
    ('1955-06-07', ('Japan',))
    """

    def __init__(self, path: Path) -> None:
        """Read the log at `path`, if there is one. Nothing is written before a game begins."""
        self.path = Path(path)
        self.record: sim.Record | None = None
        self.here: tuple[str, ...] = sim.PARTIES
        self.notice = ""
        self._file = SideFile(self.path)
        self._seats = SideFile(self.path.with_suffix(".seats.json"))
        self._unsaved = False
        self.refresh()

    def refresh(self) -> None:
        """Take in what another window has saved."""
        try:
            with self._file.locked():
                found = self._read()
        except OSError as error:
            self.notice = f"The saved game in {self.path} cannot be read now ({_reason(error)})."
            return
        except sim.GameError as error:
            self.notice = (
                f"The saved game cannot be used. {error} The file is left as it is. When you begin "
                "a game or make a move, it is set aside under another name."
            )
            return
        if self._unsaved or (found is None and self.record is not None):
            return  # ours is newer than the disk, or the last copy
        self.notice = ""
        self.record = found
        if found is not None:
            self.here = self._read_seats(found)

    def begin(self, record: sim.Record, here: tuple[str, ...]) -> None:
        """Begin a game, or take over one that came as a file."""
        self.here = here
        self.move_on(record)

    def move_on(self, record: sim.Record) -> None:
        """Save the game after a move."""
        self.record = record
        self._unsaved = True
        kept = ""
        try:
            with self._file.locked():
                kept = self._put_damaged_aside()
                self._file.write(sim.write(record))
                self._seats.write(
                    json.dumps({"game": record.digests[0], "here": list(self.here)}) + "\n"
                )
        except OSError as error:
            self.notice = (
                f"The game is kept in this window, but it is not saved in {self.path} "
                f"({_reason(error)}). Make room on the disk, or make the folder writable. "
                "The next move then saves everything."
            )
        else:
            self._unsaved = False
            self.notice = kept

    def put_away(self) -> str:
        """Keep the game under another name, so that a new one can begin; return that name.

        The name is empty if it could not be done; `notice` then says why.
        """
        if self.record is not None and self._unsaved:
            self.move_on(self.record)
        if self.record is None or self._unsaved:
            return ""
        number = 1
        while (old := self.path.with_name(f"{self.path.stem}-game-{number}.jsonl")).exists():
            number += 1
        try:
            with self._file.locked():
                self.path.rename(old)
        except OSError as error:
            self.notice = f"The game could not be kept as {old.name} ({_reason(error)})."
            return ""
        self.record, self.here, self.notice = None, sim.PARTIES, ""
        return old.name

    def _put_damaged_aside(self) -> str:
        try:
            self._read()
        except sim.GameError:
            aside = self._file.set_aside(datetime.now(UTC))
            return f"The file that could not be used is now called {aside}."
        return ""

    def _read(self) -> sim.Record | None:
        """Return the game on the disk; raises OSError or GameError where it cannot be had."""
        try:
            text = self._file.read()
        except UnicodeDecodeError:
            raise sim.LogError(f"{self.path.name}: it is not a text file.") from None
        if text is None:
            return None
        try:
            return sim.replay(text).let_scripts_play()
        except sim.LogError as error:
            raise sim.LogError(f"{self.path.name}: {error}") from None

    def _read_seats(self, record: sim.Record) -> tuple[str, ...]:
        people = tuple(party for party in sim.PARTIES if record.players[party] != sim.SCRIPT)
        try:
            read = json.loads(self._seats.read() or "")
            here = tuple(read["here"])
        except (OSError, ValueError, KeyError, TypeError):
            return people
        known = read["game"] == record.digests[0] and here and set(here) <= set(people)
        return here if known else people or sim.PARTIES


def _reason(error: OSError) -> str:
    return error.strerror or "another window is saving"
