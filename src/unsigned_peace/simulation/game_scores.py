"""Who got what: against each side's instructions, and against the text of 19 October 1956."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from unsigned_peace.simulation.game_rules import (
    JAPAN,
    PARTIES,
    TERRITORY,
    TREATY,
    USSR,
    WAR,
    Instruction,
)
from unsigned_peace.simulation.state import SIGNED, Game, GameState, instructions

SIGNATURE = "1956-10-19"
_OPEN_ISLANDS = 2  # territory: from here on the text names islands for Japan


@dataclass(frozen=True)
class GameOutcome:
    """How a game ended.

    Attributes:
        ended: signed, refused at home, broken off or out of time.
        kind: the same in more words: a peace treaty, a declaration with or without islands.
        date: day of the last move.
        text: the position on each issue of what was signed; empty if nothing was.
        scores: from 0 to 100 for each side, by its own instructions of that day and its leave.
        history: what the Declaration of 19 October 1956 is worth to the same lines.
    """

    ended: str
    kind: str
    date: str
    text: Mapping[str, int]
    scores: Mapping[str, int]
    history: Mapping[str, int]

    def as_good_as_history(self, party: str) -> bool:
        """Tell whether a side did at least as well as in the Declaration."""
        return self.ended == SIGNED and self.scores[party] >= self.history[party]


def satisfaction(one: Instruction, position: int, leave: int = 0) -> int:
    """Return how well a position serves an instruction, from 0 to 100.

    100 at the aim and beyond it, 50 at the fall-back, 0 further away. What a capital has allowed
    by leave counts as the fall-back does: to ask makes no other position worth more.

    >>> floor = Instruction("", (), "", "", 9, 3, "", "", "", ())
    >>> [satisfaction(floor, position) for position in (2, 3, 6, 9)]
    [0, 50, 75, 100]
    >>> satisfaction(floor, 2, leave=1)
    50
    """
    if not one.allows(position):
        return 50 if one.allows(position, leave) else 0
    span = abs(one.aim - one.fall_back)
    short = (one.aim - position) if one.aim > one.fall_back else (position - one.aim)
    return 100 if short <= 0 or not span else 100 - 50 * short // span


def score(
    game: Game,
    party: str,
    text: Mapping[str, int],
    date: str,
    leave: Mapping[str, int] = MappingProxyType({}),
) -> int:
    """Return the weighted mean of the satisfaction of a side with a text on a day.

    >>> from unsigned_peace.simulation.state import start
    >>> game = start().game
    >>> score(game, "Japan", game.rules.declaration, "1956-10-19")
    76
    """
    orders = instructions(game, party, date)
    weights = {i: game.assumptions[_weight(party, i)] for i in orders}
    gained = sum(
        weights[i] * satisfaction(one, text[i], leave.get(i, 0)) for i, one in orders.items()
    )
    return gained // max(sum(weights.values()), 1)


def _weight(party: str, issue: str) -> str:
    return f"weight_{party.lower()}_{issue.lower().replace(' ', '_')}"


def outcome(state: GameState) -> GameOutcome:
    """Say how a game ended.

    Before its end, `ended` and `kind` are empty and the scores are those of a game without text.

    >>> from unsigned_peace.simulation.state import start
    >>> outcome(start()).scores
    {'Japan': 25, 'USSR': 25}
    """
    game = state.game
    text = dict(zip(game.rules.issues, state.text, strict=True)) if state.text else {}
    nothing = game.assumptions["score_without_text"]
    signed = state.ended == SIGNED
    return GameOutcome(
        ended=state.ended,
        kind=_kind(text) if signed else state.ended,
        date=state.date,
        text=text,
        scores={
            p: score(game, p, text, state.date, dict(state.side(p).leave)) if signed else nothing
            for p in PARTIES
        },
        history={p: score(game, p, game.rules.declaration, SIGNATURE) for p in PARTIES},
    )


def _kind(text: Mapping[str, int]) -> str:
    form = "peace treaty" if text[WAR] == TREATY else "declaration"
    if not text[WAR]:
        form = "text that leaves the war open"
    return f"{form} {'with' if text[TERRITORY] >= _OPEN_ISLANDS else 'without'} islands"


def scorecard(state: GameState) -> pd.DataFrame:
    """Set a text beside the Declaration, issue by issue; without a text the columns stay empty.

    Columns: `issue`, `yours`, `declaration` (the labels), `difference` (steps towards what Tokyo
    first wanted; negative: towards Moscow), `japan` and `ussr` (satisfaction from 0 to 100).

    >>> from unsigned_peace.simulation.state import start
    >>> scorecard(start())["declaration"].iloc[0]
    'two islands after the treaty'
    """
    game, end = state.game, outcome(state)
    orders = {party: instructions(game, party, state.date) for party in PARTIES}
    leave = {party: dict(state.side(party).leave) for party in PARTIES}

    def serves(party: str, issue: str, position: int) -> int:
        return satisfaction(orders[party][issue], position, leave[party].get(issue, 0))

    rows = []
    for issue, rungs in game.rules.issues.items():
        real, yours = game.rules.declaration[issue], end.text.get(issue)
        rows.append(
            {
                "issue": issue,
                "yours": pd.NA if yours is None else rungs[yours].label,
                "declaration": rungs[real].label,
                "difference": pd.NA if yours is None else yours - real,
                "japan": pd.NA if yours is None else serves(JAPAN, issue, yours),
                "ussr": pd.NA if yours is None else serves(USSR, issue, yours),
            }
        )
    numbers = dict.fromkeys(("difference", "japan", "ussr"), "Int64")
    return pd.DataFrame(rows).astype({"yours": "string", **numbers})
