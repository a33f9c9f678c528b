"""The log of a game: a readable file with one line a move. A game is its log.

The first line says how the game began; each further line is a move with its date. Every line ends
in a digest of all that came before it, so that a changed line shows when the game is played again.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from unsigned_peace.shared.atomic_file import AtomicFile
from unsigned_peace.simulation.game_record import (
    FORMAT,
    SCRIPT,
    VERSION,
    Record,
    as_line,
    opening,
    recorded,
)
from unsigned_peace.simulation.game_rules import (
    JAPAN,
    USSR,
    GameError,
    rules,
    rules_of,
)
from unsigned_peace.simulation.moves import Move, from_dict
from unsigned_peace.simulation.scripts import choose
from unsigned_peace.simulation.state import GameState, start

_LONGEST = 1_000_000  # characters; a whole game has some ten thousand


class LogError(GameError):
    """A log is damaged, forged, or made with other rules; the message names the line."""


def write(record: Record) -> str:
    """Write a game as the text of a log.

    >>> from unsigned_peace.simulation.game_record import new_game
    >>> write(new_game()).startswith('{"log": "two islands", "version": 1')
    True
    """
    lines = [{**opening(record), "digest": record.digests[0]}]
    played = zip(record.states[:-1], record.moves, record.digests[1:], strict=True)
    lines += [_entry(before, one, chained) for before, one, chained in played]
    return "".join(f"{as_line(line)}\n" for line in lines)


def replay(text: str) -> Record:
    """Play the game of a log again, and return it as it stands after the last move.

    Every digest is computed anew, and each move of a script must be the one that the script makes.

    Raises:
        LogError: if the log is damaged, forged, or made with other rules.

    >>> from unsigned_peace.simulation.game_record import new_game
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
    _same_words(lines[0], {**opening(record), "digest": record.digests[0]}, 1)
    for number, line in enumerate(lines[1:], start=2):
        record = _play_line(record, line, number)
    return record


def save(record: Record, file: Path) -> None:
    """Save a game; a crash while saving leaves the older file whole.

    Raises:
        OSError: if the file cannot be written.

    >>> import tempfile
    >>> from unsigned_peace.simulation.game_record import new_game
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


def _entry(before: GameState, one: Move, chained: str) -> dict[str, object]:
    return {
        "turn": before.turn + 1,
        "date": before.date,
        "party": before.to_move,
        **one.as_dict(),
        "digest": chained,
    }


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
    if line != as_line(expected):
        raise LogError(_edited(number, "its wording, a date or a name"))


def _edited(number: int, what: str) -> str:
    return (
        f"Line {number} or one before it was edited: {what} does not fit its digest. "
        "A log counts only as the game wrote it."
    )
