"""The file of a game: a log that is saved after each move and outlives restarts.

The log on the disk is the game. Beside it lies one small file that says which sides are played at
this screen; without it both are, and the screen asks who sits there before it shows any papers.
"""

import json
from pathlib import Path

from unsigned_peace import simulation as sim
from unsigned_peace.shared.json_document import ForeignFileError, JsonDocument


class _Seats(JsonDocument[tuple[str, tuple[str, ...]]]):
    """Of which game (its first digest) which sides are played at this screen."""

    noun = "seats"

    def parse(self, text: str) -> tuple[tuple[str, tuple[str, ...]], list[str]]:
        try:
            read = json.loads(text)
            return (str(read["game"]), tuple(map(str, read["here"]))), []
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ForeignFileError("it is damaged") from None

    def serialise(self, value: tuple[str, tuple[str, ...]]) -> str:
        game, here = value
        return json.dumps({"game": game, "here": list(here)}) + "\n"


class GameStore(JsonDocument[sim.Record | None]):
    """The game of one notebook: in memory, and in one log.

    `here` names the sides that are played at this screen.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "answers" / "two-islands.jsonl"
    >>> GameStore(path).begin(sim.new_game(players={"Japan": "Aiko"}), ("Japan",))
    >>> GameStore(path).record.state.date, GameStore(path).here
    ('1955-06-07', ('Japan',))
    """

    noun = "game"

    def __init__(self, path: Path) -> None:
        """Read the log at `path`, if there is one. Nothing is written before a game begins."""
        self.here: tuple[str, ...] = sim.PARTIES
        self._seats = _Seats(Path(path).with_suffix(".seats.json"), ("", ()))
        super().__init__(path, None)

    @property
    def record(self) -> sim.Record | None:
        """The game as it stands now; None if there is none."""
        return self.value

    def parse(self, text: str) -> tuple[sim.Record, list[str]]:  # noqa: D102
        try:
            return sim.replay(text).let_scripts_play(), []
        except sim.GameError as error:
            raise ForeignFileError(str(error).removesuffix(".")) from None

    def serialise(self, value: sim.Record | None) -> str:  # noqa: D102
        return sim.write(value)

    def refresh(self) -> None:
        """Take in what another window has saved, and who sits at this screen."""
        super().refresh()
        if self.saved and self.value is not None:
            self.here = self._read_seats(self.value)

    def begin(self, record: sim.Record, here: tuple[str, ...]) -> None:
        """Begin a game, or take over one that came as a file."""
        self.here = here
        self.move_on(record)

    def move_on(self, record: sim.Record) -> None:
        """Save the game after a move."""
        # First the seats: another window that sees the new game must not show its papers to all.
        self._seats.apply(lambda _: (record.digests[0], self.here))
        self.apply(lambda _: record)

    def put_away(self) -> str:
        """Keep the game under another name, so that a new one can begin; return that name.

        The name is empty if it could not be done; `notice` then says why.
        """
        if self.record is not None and not self.saved:
            self.move_on(self.record)
        if self.record is None or not self.saved:
            return ""
        number = 1
        while (old := self.path.with_name(f"{self.path.stem}-game-{number}.jsonl")).exists():
            number += 1
        if not self.put_away_as(old):
            return ""
        self.here = sim.PARTIES
        return old.name

    def _read_seats(self, record: sim.Record) -> tuple[str, ...]:
        people = tuple(party for party in sim.PARTIES if record.players[party] != sim.SCRIPT)
        self._seats.refresh()
        game, here = self._seats.value
        known = game == record.digests[0] and here and set(here) <= set(people)
        return here if known else people or sim.PARTIES
