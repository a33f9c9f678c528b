"""Which moves can be made, and why the others cannot."""

from unsigned_peace.simulation.game_rules import TERRITORY, other
from unsigned_peace.simulation.moves import Move, fault
from unsigned_peace.simulation.state import GameState


def refusal(state: GameState, one: Move) -> str:
    """Say why a move cannot be made now, or return an empty text.

    >>> from unsigned_peace.simulation.moves import move
    >>> from unsigned_peace.simulation.state import start
    >>> refusal(start(), move("sign"))
    'USSR has no offer on the table, so there is nothing to sign.'
    """
    if state.ended:
        return f"The game has ended: {state.ended}."
    wrong = fault(one) or _unknown(state, one)
    return wrong or _CHECKS.get(one.kind, lambda *_: "")(state, one)


def _unknown(state: GameState, one: Move) -> str:
    issues = state.game.rules.issues
    for issue in (*one.issues, *dict(one.positions)):
        if issue not in issues:
            return f"There is no issue {issue!r}. The issues are: {', '.join(issues)}."
    for issue, position in one.positions:
        if type(position) is not int or not 0 <= position < len(issues[issue]):
            last = len(issues[issue]) - 1
            return f"The positions on {issue} run from 0 to {last}, and not {position!r}."
    return ""


def _check_offer(state: GameState, one: Move) -> str:
    side = state.side(state.to_move)
    issues = state.game.rules.issues
    missing = [issue for issue in issues if issue not in dict(one.positions)]
    if missing and not side.table:
        return f"A first offer takes a position on every issue; missing: {', '.join(missing)}."
    held = {issue for issue, _ in side.links}
    before = dict(zip(issues, side.table, strict=True)) if side.table else {}
    changed = {issue for issue, n in one.positions if before.get(issue) != n}
    if not changed:
        return "This is the offer that lies on the table already. To repeat it, hold."
    if not state.game.rules.coherent(offered(state, one)):
        label = state.game.rules.issues[TERRITORY][offered(state, one)[TERRITORY]].label
        return (
            "A full peace treaty settles every question, and "
            f"'{label}' leaves territory for later. Change the one or the other."
        )
    if held & changed:
        issue = min(held & changed)
        return f"You have linked {issue} to another issue. Unlink it before you move on it."
    return ""


def offered(state: GameState, one: Move) -> dict[str, int]:
    """Return the whole offer that would lie on the table after this move."""
    issues, table = state.game.rules.issues, state.side(state.to_move).table
    before = dict(zip(issues, table, strict=True)) if table else {}
    return {**before, **dict(one.positions)}


def _check_reveal(state: GameState, one: Move) -> str:
    if one.issues[0] in dict(state.side(state.to_move).revealed):
        return f"You have shown your fall-back on {one.issues[0]} already."
    return ""


def _check_link(state: GameState, one: Move) -> str:
    issue, waits_for = one.issues
    if issue == waits_for:
        return "An issue cannot wait for itself."
    if issue in {linked for linked, _ in state.side(state.to_move).links}:
        return f"You have linked {issue} already. Unlink it first."
    return ""


def _check_unlink(state: GameState, one: Move) -> str:
    if one.issues not in state.side(state.to_move).links:
        return f"You have not linked {one.issues[0]} to {one.issues[1]}."
    return ""


def _check_sign(state: GameState, _: Move) -> str:
    them = other(state.to_move)
    if not state.side(them).table:
        return f"{them} has no offer on the table, so there is nothing to sign."
    return ""


_CHECKS = {
    "offer": _check_offer,
    "reveal": _check_reveal,
    "link": _check_link,
    "unlink": _check_unlink,
    "sign": _check_sign,
}


def legal_moves(state: GameState, party: str) -> tuple[Move, ...]:
    """List the moves that a party can make now.

    Offers are too many to list: `Move("offer")` without positions stands for all of them, and
    `refusal` tells whether one of them can be made.

    >>> from unsigned_peace.simulation.state import start
    >>> [one.kind for one in legal_moves(start(), "Japan")][:3]
    ['offer', 'hold', 'leak']
    >>> legal_moves(start(), "USSR")
    ()
    """
    if state.ended or party != state.to_move:
        return ()
    issues = tuple(state.game.rules.issues)
    pairs = tuple((a, b) for a in issues for b in issues)
    candidates = [Move(kind) for kind in ("hold", "leak", "adjourn", "sign")]
    candidates += [Move(kind, issues=(i,)) for kind in ("reveal", "consult") for i in issues]
    candidates += [Move(kind, issues=pair) for kind in ("link", "unlink") for pair in pairs]
    return (Move("offer"), *(one for one in candidates if not refusal(state, one)))
