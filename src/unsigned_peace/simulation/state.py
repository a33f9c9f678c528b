"""What a game is at one moment: frozen, so that no one can change it but by a move."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from unsigned_peace.simulation.game_rules import (
    JAPAN,
    USSR,
    GameError,
    Instruction,
    Rules,
    other,
    rules,
)

SIGNED: Final = "signed"
REFUSED: Final = "refused at home"
BROKEN: Final = "broken off"
LATE: Final = "out of time"
HIGHEST: Final = 10


@dataclass(frozen=True, eq=False)
class Game:
    """What is fixed when a game begins."""

    rules: Rules
    lines: Mapping[str, str]
    assumptions: Mapping[str, int]
    seed: int


@dataclass(frozen=True)
class SideState:
    """One side of the table.

    Attributes:
        table: its offer, a position on each issue in the order of the rules; empty at first.
        support: how far its capital backs a settlement, from 0 to 10. Secret.
        leave: steps beyond the fall-back that its capital has allowed, by issue; 0 where new
            orders have ended the leave. Secret.
        asked: issues on which it has asked its capital. Secret.
        beyond: issues on which it has offered more than it may. Secret.
        revealed: fall-backs that it has shown, by issue.
        links: pairs of an issue and the issue that it must wait for.
        leaks: how often it has leaked.
        news: what it has learned of the world since its last move.
        concessions: how often an offer of it came nearer to the other side.
    """

    table: tuple[int, ...] = ()
    support: int = 0
    leave: tuple[tuple[str, int], ...] = ()
    asked: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    revealed: tuple[tuple[str, int], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    leaks: int = 0
    concessions: int = 0
    news: tuple[str, ...] = ()


@dataclass(frozen=True)
class GameState:
    """The whole game at one moment.

    Attributes:
        turn: number of moves made.
        session: number of the session, from 1.
        second: whether the second side of the session is to move.
        goodwill: between the delegations, from 0 to 10.
        japan, ussr: the two sides.
        ended: how the game ended, or empty while it goes on.
        text: what was signed, a position on each issue; empty if nothing was.
    """

    game: Game = field(repr=False, compare=False)
    turn: int = 0
    session: int = 1
    second: bool = False
    goodwill: int = 0
    japan: SideState = SideState()
    ussr: SideState = SideState()
    ended: str = ""
    text: tuple[int, ...] = ()

    def side(self, party: str) -> SideState:
        """Return one side.

        >>> start().side("USSR").table
        ()
        """
        return self.japan if party == JAPAN else self.ussr

    @property
    def to_move(self) -> str:
        """Whose turn it is.

        >>> start().to_move
        'Japan'
        """
        first = self.game.rules.sessions[self.session - 1].first
        return other(first) if self.second else first

    @property
    def date(self) -> str:
        """The day of this turn.

        >>> start().date
        '1955-06-07'
        """
        return self.game.rules.sessions[self.session - 1].dates[self.second]


def start(
    japan: str = "hatoyama-kono",
    ussr: str = "khrushchev",
    *,
    seed: int = 1956,
    assumptions: Mapping[str, int] | None = None,
    known: Rules | None = None,
) -> GameState:
    """Begin a game.

    Args:
        japan: the Japanese line, `hatoyama-kono` or `ministry`.
        ussr: the Soviet line, `khrushchev` or `molotov`.
        seed: decides what a script does where its line leaves a choice.
        assumptions: values that differ from the table `simulation_assumptions`.
        known: the rules; those of now if left out.

    Raises:
        GameError: if there is no such line or assumption, or a value is out of its limits.

    >>> start().goodwill
    6
    """
    known = known or rules()
    for party, line in ((JAPAN, japan), (USSR, ussr)):
        if not isinstance(line, str) or line not in known.lines or known.lines[line].party != party:
            lines = ", ".join(one.line_id for one in known.lines.values() if one.party == party)
            raise GameError(f"{party} has no line {line!r}. Its lines are: {lines}.")
    if type(seed) is not int:
        raise GameError(f"The seed must be a whole number, and not {seed!r}.")
    assumed = known.with_assumptions(assumptions or {})
    game = Game(known, {JAPAN: japan, USSR: ussr}, assumed, seed)
    return GameState(
        game,
        goodwill=assumed["goodwill_at_start"],
        japan=SideState(support=assumed["support_at_start_japan"]),
        ussr=SideState(support=assumed["support_at_start_ussr"]),
    )


@lru_cache(maxsize=256)  # each move asks several times for those of its day
def instructions(game: Game, party: str, date: str) -> Mapping[str, Instruction]:
    """Return the instruction in force on each issue: the last one given up to that day.

    >>> instructions(start().game, "Japan", "1955-06-07")["territory"].fall_back
    3
    """
    line = game.lines[party]
    found: dict[str, Instruction] = {}
    for one in game.rules.instructions:
        switched_off = any(game.assumptions[name] == 0 for name in one.only_if)
        if line not in one.lines or one.from_date > date or switched_off:
            continue
        if one.issue not in found or found[one.issue].from_date <= one.from_date:
            found[one.issue] = one
    return MappingProxyType({issue: found[issue] for issue in game.rules.issues})


def digest(state: GameState, before: str = "") -> str:
    """Return a fingerprint of a state that also stands for all states before it.

    >>> digest(start()) == digest(start()), digest(start()) == digest(start(seed=1), "x")
    (True, False)
    """
    content = {
        name: asdict(value) if isinstance(value, SideState) else value
        for name, value in vars(state).items()
        if name != "game"
    }
    text = json.dumps([before, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
