"""The log of a game: a readable file with one line a move. A game is its log.

The first line says how the game began; each further line is a move with its date. Every line ends
in a digest of all that came before it, so that a changed line shows when the game is played again.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from unsigned_peace.shared.atomic_file import AtomicFile
from unsigned_peace.simulation.engine import apply
from unsigned_peace.simulation.game_rules import (
    JAPAN,
    PARTIES,
    USSR,
    GameError,
    Rules,
    rules,
    rules_of,
)
from unsigned_peace.simulation.moves import Move, from_dict
from unsigned_peace.simulation.scripts import choose
from unsigned_peace.simulation.state import State, digest, start

FORMAT, VERSION = "two islands", 1
SCRIPT = "script"
_LONGEST = 1_000_000  # characters; a whole game has some ten thousand


class LogError(GameError):
    """A log is damaged, forged, or made with other rules; the message names the line."""


@dataclass(frozen=True)
class Record:
    """A game with its course.

    Attributes:
        players: who plays each side: a name, or `script`.
        states: the state before each move, and the last one.
        moves: the moves.
        digests: one for the beginning and one for each move.
    """

    players: Mapping[str, str]
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    digests: tuple[str, ...]

    @property
    def state(self) -> State:
        """The state as it is now.

        >>> new_game().state.turn
        0
        """
        return self.states[-1]

    @property
    def rules(self) -> Rules:
        """The rules that the game is played by: those of now, or of an earlier edition."""
        return self.states[0].game.rules

    @property
    def changed_assumptions(self) -> dict[str, int]:
        """The assumptions that differ from the table: a graded game has none.

        >>> new_game(assumptions={"leak": 5, "hold": 1}).changed_assumptions
        {'leak': 5}
        """
        game = self.states[0].game
        usual = game.rules.assumptions
        return {name: n for name, n in game.assumptions.items() if n != usual[name]}

    def make(self, one: Move) -> "Record":
        """Make a move for the side whose turn it is.

        Raises:
            GameError: if the move cannot be made now.

        >>> from unsigned_peace.simulation.moves import move
        >>> new_game().make(move("hold")).state.to_move
        'USSR'
        """
        after = apply(self.state, one)
        chained = digest(after, self.digests[-1] + _plain(one.as_dict()))
        return replace(
            self,
            states=(*self.states, after),
            moves=(*self.moves, one),
            digests=(*self.digests, chained),
        )

    def let_scripts_play(self) -> "Record":
        """Let the scripts move until a person has to, or the game ends.

        >>> new_game(players={"USSR": "A student"}).let_scripts_play().state.to_move
        'USSR'
        """
        record = self
        while not record.state.ended and record.players[record.state.to_move] == SCRIPT:
            record = record.make(choose(record.state))
        return record


def new_game(
    japan: str = "hatoyama-kono",
    ussr: str = "khrushchev",
    *,
    players: Mapping[str, str] | None = None,
    seed: int = 1956,
    assumptions: Mapping[str, int] | None = None,
) -> Record:
    """Begin a game that is recorded.

    Args:
        japan: the Japanese line.
        ussr: the Soviet line.
        players: the name of who plays each side; a side that is left out is played by its script.
        seed: see `state.start`.
        assumptions: values that differ from the table `simulation_assumptions`.

    Raises:
        GameError: if there is no such line, side or assumption.

    >>> new_game(players={"Japan": "A student"}).players
    {'Japan': 'A student', 'USSR': 'script'}
    """
    return recorded(start(japan, ussr, seed=seed, assumptions=assumptions), players or {})


def recorded(begun: State, players: Mapping[str, str]) -> Record:
    """Record a game from its beginning; see `new_game`.

    Raises:
        GameError: if there is no such side.

    """
    named = dict.fromkeys(PARTIES, SCRIPT) | dict(players)
    if set(named) != set(PARTIES) or not all(isinstance(name, str) for name in named.values()):
        raise GameError(f"The sides are {JAPAN} and {USSR}; each has a player's name.")
    record = Record(named, (begun,), (), ())
    first = hashlib.sha256(_plain(_heading(record)).encode()).hexdigest()
    return replace(record, digests=(digest(begun, first),))


def write(record: Record) -> str:
    """Write a game as the text of a log.

    >>> write(new_game()).startswith('{"log": "two islands", "version": 1')
    True
    """
    lines = [{**_heading(record), "digest": record.digests[0]}]
    played = zip(record.states[:-1], record.moves, record.digests[1:], strict=True)
    lines += [_entry(before, one, chained) for before, one, chained in played]
    return "".join(f"{_plain(line)}\n" for line in lines)


def replay(text: str) -> Record:
    """Play the game of a log again, and return it as it stands after the last move.

    Every digest is computed anew, and each move of a script must be the one that the script makes.

    Raises:
        LogError: if the log is damaged, forged, or made with other rules.

    >>> game = new_game().let_scripts_play()
    >>> replay(write(game)).state == game.state
    True
    """
    if len(text) > _LONGEST:
        raise LogError("The log is far longer than any game. Is this the right file?")
    # Only the ends of lines are left free: an editor or a mail program may change them.
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    heading = _read_line(lines[0], 1)
    record = _begin(heading)
    if heading.get("digest") != record.digests[0]:
        raise LogError(_edited(1, "the beginning of the game"))
    _same_words(lines[0], {**_heading(record), "digest": record.digests[0]}, 1)
    for number, line in enumerate(lines[1:], start=2):
        record = _play_line(record, line, number)
    return record


def save(record: Record, file: Path) -> None:
    """Save a game; a crash while saving leaves the older file whole.

    Raises:
        OSError: if the file cannot be written.

    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "game.jsonl"
    >>> save(new_game(), place)
    >>> load(place).state.turn
    0
    """
    AtomicFile(file).write(write(record))


def load(file: Path) -> Record:
    """Read and replay a saved game.

    Raises:
        LogError: if it is not a log that replays; the message names the file.
        OSError: if the file cannot be read.
    """
    try:
        return replay(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise LogError(f"{file.name}: it is not a text file in UTF-8, so not a log.") from None
    except LogError as error:
        raise LogError(f"{file.name}: {error}") from None


def _heading(record: Record) -> dict[str, object]:
    game = record.states[0].game
    return {
        "log": FORMAT,
        "version": VERSION,
        "rules": game.rules.version,
        "players": dict(record.players),
        "lines": dict(game.lines),
        "seed": game.seed,
        "assumptions": dict(game.assumptions),
    }


def _entry(before: State, one: Move, chained: str) -> dict[str, object]:
    return {
        "turn": before.turn + 1,
        "date": before.date,
        "party": before.to_move,
        **one.as_dict(),
        "digest": chained,
    }


def _plain(line: Mapping[str, object]) -> str:
    return json.dumps(line, ensure_ascii=False)


def _read_line(line: str, number: int) -> dict[str, object]:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise LogError(
            f"Line {number} is damaged: it cannot be read. Take the log from your last saved copy."
        )
    return read


def _begin(heading: dict[str, object]) -> Record:
    if heading.get("log") != FORMAT:
        raise LogError("Line 1 is not the beginning of a log of Two Islands. Is it the right file?")
    if heading.get("version") != VERSION:
        raise LogError(
            f"The log has the version {heading.get('version')!r}, and this course reads {VERSION}. "
            "Replay it with the course that wrote it."
        )
    known = rules_of(str(heading.get("rules")))
    if known is None:
        raise LogError(
            f"The log was made with the rules {heading.get('rules')!r}, and the tables of this "
            f"course give {rules().version!r}. Replay it with the course that wrote it."
        )
    lines, players = heading.get("lines"), heading.get("players")
    assumed, seed = heading.get("assumptions"), heading.get("seed")
    if not all(isinstance(part, dict) for part in (lines, players, assumed)):
        raise LogError("Line 1 is damaged: it needs players, lines and assumptions.")
    if set(assumed) != set(known.assumptions):
        raise LogError("Line 1 does not name every assumption of the game, and no other.")
    try:
        begun = start(
            lines.get(JAPAN), lines.get(USSR), seed=seed, assumptions=assumed, known=known
        )
        return recorded(begun, players)
    except GameError as error:
        raise LogError(f"Line 1 cannot begin a game. {error}") from None


def _play_line(record: Record, line: str, number: int) -> Record:
    read, state = _read_line(line, number), record.state
    try:
        one = from_dict(read)
        after = record.make(one)
    except GameError as error:
        raise LogError(f"Line {number} cannot be played. {error}") from None
    if record.players[state.to_move] == SCRIPT and one != choose(state):
        raise LogError(
            f"Line {number}: the script of {state.to_move} would not make this move. "
            "The log was edited, or a person played for the script."
        )
    if read.get("digest") != after.digests[-1]:
        raise LogError(_edited(number, f"the move of {state.to_move} on {state.date}"))
    _same_words(line, _entry(state, one, after.digests[-1]), number)
    return after


def _same_words(line: str, expected: Mapping[str, object], number: int) -> None:
    if line != _plain(expected):
        raise LogError(_edited(number, "its wording, a date or a name"))


def _edited(number: int, what: str) -> str:
    return (
        f"Line {number} or one before it was edited: {what} does not fit its digest. "
        "A log counts only as the game wrote it."
    )
