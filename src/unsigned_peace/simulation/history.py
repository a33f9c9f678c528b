"""History's own moves, and what would have come of other assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass

from unsigned_peace import data
from unsigned_peace.simulation.game_record import SCRIPT, Record, new_game, recorded
from unsigned_peace.simulation.legal import refusal
from unsigned_peace.simulation.moves import Move, move, offer
from unsigned_peace.simulation.scripts import choose
from unsigned_peace.simulation.state import start

HISTORY = "history"


def history() -> Record:
    """Play the moves of the table `simulation_history`: they lead to the Declaration.

    >>> history().state.ended, history().state.date
    ('signed', '1956-10-19')
    """
    record = new_game(players={"Japan": HISTORY, "USSR": HISTORY})
    for row in data.table("simulation_history").itertuples():
        record = record.make(_move(row.move, row.details, row.what_happened))
    return record


def _move(kind: str, details: tuple[str, ...], why: str) -> Move:
    if kind == "offer":
        return offer({i: int(n) for i, n in (detail.split("=") for detail in details)}, why=why)
    return move(kind, *details, why=why)


@dataclass(frozen=True)
class WhatIf:
    """A game played again with changed assumptions.

    Attributes:
        record: the new course.
        left_at: number of the first move that differs because the old one could not be made, or
            0 if every old move was made (then only its effects differ).
        why: why that move could not be made.
    """

    record: Record
    left_at: int = 0
    why: str = ""


def what_if(record: Record, changes: Mapping[str, int]) -> WhatIf:
    """Play a game again with some assumptions changed.

    People make the same moves in the same sessions, as long as these can be made; scripts choose
    anew. Where a person's move is missing or cannot be made, the script of that line takes over
    for good, for both sides.

    Raises:
        GameError: if there is no such assumption, or a value is out of its limits.

    >>> what_if(history(), {"support_needed": 4}).record.state.ended
    'refused at home'
    """
    old = record.states[0].game
    begun = start(
        old.lines["Japan"],
        old.lines["USSR"],
        seed=old.seed,
        assumptions={**old.assumptions, **changes},
        known=old.rules,
    )
    again = recorded(begun, record.players)
    made = {(before.session, before.to_move): one for before, one, _ in record.turns}
    left_at, why = 0, ""
    while not again.state.ended:
        state = again.state
        if left_at or again.players[state.to_move] == SCRIPT:
            again = again.make(choose(state))
            continue
        one = made.get((state.session, state.to_move))
        why = refusal(state, one) if one else "In the first game no move was made here."
        if why:
            left_at = state.turn + 1
            continue
        again = again.make(one)
    return WhatIf(again, left_at, why)
