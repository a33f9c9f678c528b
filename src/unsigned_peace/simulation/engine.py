"""The one way from a state to the next: carry out a move, and let the world go on."""

from dataclasses import replace

from unsigned_peace.simulation.game_rules import PARTIES, TERRITORY, GameError, Happening, other
from unsigned_peace.simulation.legal import offered, refusal
from unsigned_peace.simulation.moves import Move
from unsigned_peace.simulation.state import (
    BROKEN,
    HIGHEST,
    LATE,
    REFUSED,
    SIGNED,
    GameState,
    instructions,
)

_CLOSED_FOR_GOOD = 3  # territory: two islands with the rest closed, or less


def apply(state: GameState, one: Move) -> GameState:
    """Carry out a move of the side whose turn it is.

    Raises:
        GameError: if the move cannot be made now.

    >>> from unsigned_peace.simulation.moves import move
    >>> from unsigned_peace.simulation.state import start
    >>> apply(start(), move("hold")).goodwill
    5
    """
    wrong = refusal(state, one)
    if wrong:
        raise GameError(f"{state.to_move}, {state.date}: {wrong}")
    read = _with(state, state.to_move, news=())
    return _advance(_ACTIONS[one.kind](read, one), one)


def _with(state: GameState, party: str, goodwill: int = 0, **changes: object) -> GameState:
    side = replace(state.side(party), **changes)
    side = replace(side, support=_bound(side.support))
    name = party.lower()
    return replace(state, goodwill=_bound(state.goodwill + goodwill), **{name: side})


def _bound(number: int) -> int:
    return min(max(number, 0), HIGHEST)


def _offer(state: GameState, one: Move) -> GameState:
    party, assumed = state.to_move, state.game.assumptions
    side, theirs = state.side(party), state.side(other(party)).table
    names, chosen, whole = tuple(state.game.rules.issues), dict(one.positions), offered(state, one)
    new = tuple(whole[issue] for issue in names)
    change, nearer = 0, False
    if side.table and theirs:
        gaps = [
            abs(after - them) - abs(before - them)
            for before, after, them in zip(side.table, new, theirs, strict=True)
        ]
        nearer = min(gaps) < 0
        change += assumed["concession"] if nearer else 0
        change -= assumed["retreat"] if max(gaps) > 0 else 0
    orders, leave = instructions(state.game, party, state.date), dict(side.leave)
    beyond = {
        i for i, n in zip(names, new, strict=True) if not orders[i].allows(n, leave.get(i, 0))
    }
    fresh = {i for i in beyond if i in chosen} - set(side.beyond) if side.table else beyond
    support = side.support - (assumed["beyond_instructions"] if fresh else 0)
    kept = tuple(i for i in names if i in {*side.beyond, *fresh})
    made = side.concessions + nearer
    return _with(state, party, change, table=new, support=support, beyond=kept, concessions=made)


def _hold(state: GameState, _: Move) -> GameState:
    return _with(state, state.to_move, -state.game.assumptions["hold"])


def _reveal(state: GameState, one: Move) -> GameState:
    party, issue = state.to_move, one.issues[0]
    fall_back = instructions(state.game, party, state.date)[issue].fall_back
    shown = (*state.side(party).revealed, (issue, fall_back))
    return _with(state, party, state.game.assumptions["reveal"], revealed=shown)


def _link(state: GameState, one: Move) -> GameState:
    party, assumed = state.to_move, state.game.assumptions
    them = other(party)
    support = state.side(them).support + assumed["link_pressure"]
    links = (*state.side(party).links, one.issues)
    return _with(_with(state, them, support=support), party, -assumed["link"], links=links)


def _unlink(state: GameState, one: Move) -> GameState:
    party, assumed = state.to_move, state.game.assumptions
    them = other(party)
    support = state.side(them).support - assumed["link_pressure"]
    links = tuple(link for link in state.side(party).links if link != one.issues)
    return _with(_with(state, them, support=support), party, assumed["unlink"], links=links)


def _leak(state: GameState, _: Move) -> GameState:
    party, assumed = state.to_move, state.game.assumptions
    them, side = other(party), state.side(party)
    harm = assumed["leak_harm"] if state.side(them).revealed else 0
    after = _with(state, them, support=state.side(them).support - harm)
    gain = side.support + assumed["leak_gain"]
    return _with(after, party, -assumed["leak"], support=gain, leaks=side.leaks + 1)


def _consult(state: GameState, one: Move) -> GameState:
    party, assumed, issue = state.to_move, state.game.assumptions, one.issues[0]
    side = state.side(party)
    leave = dict(side.leave)
    if side.support >= assumed["support_for_leave"]:
        leave[issue] = min(leave.get(issue, 0) + 1, assumed["leave_steps"])
    asked = side.asked if issue in side.asked else (*side.asked, issue)
    return _with(state, party, leave=tuple(sorted(leave.items())), asked=asked)


def _adjourn(state: GameState, _: Move) -> GameState:
    return _with(state, state.to_move, state.game.assumptions["adjourn"])


def _sign(state: GameState, _: Move) -> GameState:
    text = state.side(other(state.to_move)).table
    approved = all(not objections(state, party, text) for party in PARTIES)
    return replace(state, ended=SIGNED if approved else REFUSED, text=text)


_ACTIONS = {
    "offer": _offer,
    "hold": _hold,
    "reveal": _reveal,
    "link": _link,
    "unlink": _unlink,
    "leak": _leak,
    "consult": _consult,
    "adjourn": _adjourn,
    "sign": _sign,
}


def objections(state: GameState, party: str, text: tuple[int, ...]) -> tuple[str, ...]:
    """List what keeps a capital from accepting a text on this day; empty if it accepts.

    The list names an issue that lies beyond the instructions, or `support`.

    >>> from unsigned_peace.simulation.state import start
    >>> objections(start(), "Japan", (0, 1, 2, 2, 2, 2, 1, 1, 2))
    ('territory',)
    """
    orders, side = instructions(state.game, party, state.date), state.side(party)
    leave = dict(side.leave)
    found = tuple(
        issue
        for issue, position in zip(state.game.rules.issues, text, strict=True)
        if not orders[issue].allows(position, leave.get(issue, 0))
    )
    weak = side.support < state.game.assumptions["support_needed"]
    return (*found, "support") if weak else found


def _advance(state: GameState, one: Move) -> GameState:
    """Let the next turn come, with what happens in the world until then."""
    state = replace(state, turn=state.turn + 1)
    if state.ended:
        return state
    if state.goodwill == 0:
        return replace(state, ended=BROKEN)
    before = state.date
    if state.second or one.kind == "adjourn":
        if state.session == len(state.game.rules.sessions):
            return replace(state, ended=LATE)
        state = replace(state, session=state.session + 1, second=False)
    else:
        state = replace(state, second=True)
    for happening in state.game.rules.happenings:
        if before < happening.date <= state.date and _happens(state, happening):
            state = _happen(state, happening)
    for party in PARTIES:
        state = _end_leave(state, party, before)
    return replace(state, ended=BROKEN) if state.goodwill == 0 else state


def _end_leave(state: GameState, party: str, before: str) -> GameState:
    """End the leave on issues with new orders: it was given for the orders of its day.

    The leave stays in the list with no step, so that it does not look like a refusal.
    """
    side, old = state.side(party), instructions(state.game, party, before)
    now, leave, news = instructions(state.game, party, state.date), dict(side.leave), side.news
    for issue, steps in side.leave:
        if steps and now[issue] != old[issue]:
            leave[issue] = 0
            notice = f"New orders on {issue} have come. The leave given before has ended."
            news = (*news, f"{now[issue].from_date}: {notice}")
    return _with(state, party, leave=tuple(leave.items()), news=news)


def _happens(state: GameState, happening: Happening) -> bool:
    if any(state.game.assumptions[name] == 0 for name in happening.only_if):
        return False
    names = list(state.game.rules.issues)
    japan, ussr = state.japan.table, state.ussr.table
    if happening.condition == "fisheries agreed":
        fish = names.index("fisheries")
        return bool(japan and ussr) and japan[fish] == ussr[fish]
    if happening.condition == "Soviet title in question":
        low = bool(japan) and japan[names.index(TERRITORY)] <= _CLOSED_FOR_GOOD
        return low or TERRITORY in state.japan.asked
    return True


def _happen(state: GameState, happening: Happening) -> GameState:
    steps = happening.steps * state.game.assumptions["event_step"]
    for reader in happening.readers:
        news = (*state.side(reader).news, f"{happening.date}: {happening.news}")
        state = _with(state, reader, news=news)
    if happening.target == "goodwill":
        return replace(state, goodwill=_bound(state.goodwill + steps))
    support = state.side(happening.target).support + steps
    return _with(state, happening.target, support=support)
