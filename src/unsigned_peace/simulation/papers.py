"""What one side knows: its own papers, and of the other side only what it has shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from unsigned_peace.simulation.engine import objections
from unsigned_peace.simulation.game_rules import Session, other
from unsigned_peace.simulation.moves import Move
from unsigned_peace.simulation.state import GameState, instructions


@dataclass(frozen=True)
class Order:
    """One line of a side's instructions. `fall_back` counts the leave that the capital gave."""

    issue: str
    aim: int
    fall_back: int
    text: str
    basis: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Papers:
    """All that one side may see.

    Attributes:
        party, line: who reads them.
        date, session: where the game stands.
        sessions_left: sessions after this one.
        your_turn: whether this side is to move.
        orders: its instructions on each issue.
        support: how far its capital backs a settlement.
        goodwill: between the delegations.
        ours, theirs: the offers on the table, by issue; empty if there is none.
        our_links, their_links: pairs of an issue and the issue that it waits for.
        we_showed, they_showed: fall-backs that were revealed.
        our_leaks: how often this side has leaked.
        their_concessions: how often the other side has come nearer with an offer.
        asked, leave: issues that it has put to its capital, and the steps beyond a fall-back that
            were allowed there. Asked and without leave means: refused. Leave of 0 steps: new
            orders have ended it.
        beyond: issues on which this side has offered more than it may.
        refused_in_ours, refused_in_theirs: what its own capital would refuse, if that offer were
            signed today: issues, or `support`. None if there is no such offer.
        news: what it has learned of the world since its last move.
        ended: how the game ended; empty while it goes on.
        text: what was signed, by issue.
    """

    party: str
    line: str
    date: str
    session: Session
    sessions_left: int
    your_turn: bool
    orders: Mapping[str, Order]
    support: int
    goodwill: int
    ours: Mapping[str, int]
    theirs: Mapping[str, int]
    our_links: tuple[tuple[str, str], ...]
    their_links: tuple[tuple[str, str], ...]
    we_showed: Mapping[str, int]
    they_showed: Mapping[str, int]
    our_leaks: int
    their_concessions: int
    asked: tuple[str, ...]
    leave: Mapping[str, int]
    beyond: tuple[str, ...]
    refused_in_ours: tuple[str, ...] | None
    refused_in_theirs: tuple[str, ...] | None
    news: tuple[str, ...]
    ended: str
    text: Mapping[str, int]


def view(state: GameState, party: str) -> Papers:
    """Return the papers of one side, and nothing that the other side keeps secret.

    >>> from unsigned_peace.simulation.state import start
    >>> papers = view(start(), "Japan")
    >>> papers.orders["territory"].fall_back, papers.theirs
    (3, {})
    """
    game, side, them = state.game, state.side(party), state.side(other(party))
    leave, orders = dict(side.leave), instructions(state.game, party, state.date)
    sessions = game.rules.sessions

    def by_issue(table: tuple[int, ...]) -> dict[str, int]:
        return dict(zip(game.rules.issues, table, strict=True)) if table else {}

    return Papers(
        party=party,
        line=game.lines[party],
        date=state.date,
        session=sessions[state.session - 1],
        sessions_left=len(sessions) - state.session,
        your_turn=not state.ended and state.to_move == party,
        orders={
            issue: Order(
                issue,
                one.aim,
                _with_leave(one.aim, one.fall_back, leave.get(issue, 0), len(rungs) - 1),
                one.text,
                one.basis,
                one.source_ids,
            )
            for (issue, one), rungs in zip(orders.items(), game.rules.issues.values(), strict=True)
        },
        support=side.support,
        goodwill=state.goodwill,
        ours=by_issue(side.table),
        theirs=by_issue(them.table),
        our_links=side.links,
        their_links=them.links,
        we_showed=dict(side.revealed),
        they_showed=dict(them.revealed),
        our_leaks=side.leaks,
        their_concessions=them.concessions,
        asked=side.asked,
        leave=leave,
        beyond=side.beyond,
        refused_in_ours=objections(state, party, side.table) if side.table else None,
        refused_in_theirs=objections(state, party, them.table) if them.table else None,
        news=side.news,
        ended=state.ended,
        text=by_issue(state.text),
    )


def _with_leave(aim: int, fall_back: int, leave: int, last: int) -> int:
    """Move a fall-back by the steps of leave; with aim and fall-back equal there is no one way."""
    if aim == fall_back:
        return fall_back
    return min(max(fall_back + (leave if fall_back > aim else -leave), 0), last)


def seen_by(reader: str, party: str, one: Move) -> Move:
    """Return what a side sees of a move: of the other side's question to its capital, no issue.

    The reasons of the other side (`why`) are its own, too.

    >>> from unsigned_peace.simulation.moves import move
    >>> seen_by("USSR", "Japan", move("consult", "territory", why="two islands?"))
    Move(kind='consult', positions=(), issues=(), why='')
    """
    if reader == party:
        return one
    return Move(one.kind, one.positions, () if one.kind == "consult" else one.issues)
