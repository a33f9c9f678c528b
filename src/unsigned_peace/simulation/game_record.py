"""A game with its course: the states that it went through, its moves, and a digest for each."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from unsigned_peace.simulation.engine import apply
from unsigned_peace.simulation.game_rules import (
    JAPAN,
    PARTIES,
    USSR,
    GameError,
    Rules,
)
from unsigned_peace.simulation.moves import Move
from unsigned_peace.simulation.scripts import choose
from unsigned_peace.simulation.state import GameState, digest, start

FORMAT, VERSION = "two islands", 1
SCRIPT = "script"


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
    states: tuple[GameState, ...]
    moves: tuple[Move, ...]
    digests: tuple[str, ...]

    @property
    def state(self) -> GameState:
        """The state as it is now.

        >>> new_game().state.turn
        0
        """
        return self.states[-1]

    @property
    def turns(self) -> Iterator[tuple[GameState, Move, GameState]]:
        """Each move, with the state before it and the state after it.

        >>> from unsigned_peace.simulation.moves import move
        >>> [one.kind for _, one, _ in new_game().make(move("hold")).turns]
        ['hold']
        """
        return zip(self.states[:-1], self.moves, self.states[1:], strict=True)

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
        chained = digest(after, self.digests[-1] + as_line(one.as_dict()))
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


def recorded(begun: GameState, players: Mapping[str, str]) -> Record:
    """Record a game from its beginning; see `new_game`.

    Raises:
        GameError: if there is no such side.

    """
    named = dict.fromkeys(PARTIES, SCRIPT) | dict(players)
    if set(named) != set(PARTIES) or not all(isinstance(name, str) for name in named.values()):
        raise GameError(f"The sides are {JAPAN} and {USSR}; each has a player's name.")
    record = Record(named, (begun,), (), ())
    first = hashlib.sha256(as_line(opening(record)).encode()).hexdigest()
    return replace(record, digests=(digest(begun, first),))


def opening(record: Record) -> dict[str, object]:
    """Return how the game began, as the first line of its log says it.

    >>> opening(new_game())["lines"]["Japan"]
    'hatoyama-kono'
    """
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


def as_line(line: Mapping[str, object]) -> str:
    """Write one line of a log.

    >>> as_line({"kind": "hold"})
    '{"kind": "hold"}'
    """
    return json.dumps(line, ensure_ascii=False)
