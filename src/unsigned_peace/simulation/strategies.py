"""Simple and adversarial strategies, to see whether any of them always wins."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from unsigned_peace.simulation.game_rules import TERRITORY, WAR
from unsigned_peace.simulation.legal import legal_moves, refusal
from unsigned_peace.simulation.moves import Move, move, offer
from unsigned_peace.simulation.papers import Papers, view
from unsigned_peace.simulation.scripts import choose
from unsigned_peace.simulation.state import GameState

Strategy = Callable[[GameState, Random], Move]


def random_move(state: GameState, chance: Random) -> Move:
    """Make any legal move, an offer at random among them.

    >>> from unsigned_peace.simulation.state import start
    >>> refusal(start(), random_move(start(), Random(1)))
    ''
    """
    kinds: dict[str, list[Move]] = {}
    for one in legal_moves(state, state.to_move):
        kinds.setdefault(one.kind, []).append(one)
    kind = chance.choice([*kinds, "offer"])  # an offer twice as often as any other kind
    if kind != "offer":
        return chance.choice(kinds[kind])
    new = offer({i: chance.randrange(len(rungs)) for i, rungs in state.game.rules.issues.items()})
    return move("hold") if refusal(state, new) else new


def hold(state: GameState, _: Random) -> Move:
    """Open with the aims, then repeat them."""
    return _put(state, _aims(view(state, state.to_move)))


def floor(state: GameState, _: Random) -> Move:
    """Offer the fall-backs at once, and sign whatever the capital allows."""
    papers = view(state, state.to_move)
    if papers.refused_in_theirs == ():
        return move("sign")
    return _put(state, {i: order.fall_back for i, order in papers.orders.items()})


def sign(state: GameState, chance: Random) -> Move:
    """Sign what the other side offers, as soon as there is an offer."""
    signature = move("sign")
    return hold(state, chance) if refusal(state, signature) else signature


def agree(state: GameState, chance: Random) -> Move:
    """Hold to the aims, and sign as soon as the capital allows what the other side offers."""
    allowed = view(state, state.to_move).refused_in_theirs == ()
    return move("sign") if allowed else hold(state, chance)


def reveal(state: GameState, chance: Random) -> Move:
    """Show every fall-back, one after another, then do as the script of the line."""
    papers = view(state, state.to_move)
    hidden = [issue for issue in papers.orders if issue not in papers.we_showed]
    if not papers.ours:
        return hold(state, chance)
    return move("reveal", hidden[0]) if hidden else choose(state)


def press(state: GameState, chance: Random) -> Move:
    """Link whatever can be linked, leak whatever has been shown, and sign if allowed."""
    papers = view(state, state.to_move)
    if papers.refused_in_theirs == ():
        return move("sign")
    if not papers.ours:
        return hold(state, chance)
    if papers.they_showed and not papers.our_leaks:
        return move("leak")
    free = [i for i in papers.orders if i != TERRITORY and (i, TERRITORY) not in papers.our_links]
    return move("link", free[0], TERRITORY) if free else move("adjourn")


def ask(state: GameState, chance: Random) -> Move:
    """Ask the capital for leave on what it refuses, then do as the script of the line."""
    papers = view(state, state.to_move)
    wanted = [issue for issue in papers.refused_in_theirs or () if issue in papers.orders]
    if wanted and papers.ours and chance.random() < 0.5:
        return move("consult", wanted[0])
    return choose(state)


def wait(state: GameState, chance: Random) -> Move:
    """Open with the aims, adjourn until the last three sessions, then meet the other side."""
    papers = view(state, state.to_move)
    if papers.refused_in_theirs == ():
        return move("sign")
    if not papers.ours:
        return hold(state, chance)
    return move("adjourn") if papers.sessions_left > 2 else choose(state)


def declaration(state: GameState, chance: Random) -> Move:
    """Offer the text of 19 October 1956 from the first day on."""
    del chance
    if view(state, state.to_move).refused_in_theirs == ():
        return move("sign")
    return _put(state, dict(state.game.rules.declaration))


def script(state: GameState, _: Random) -> Move:
    """Do as the script of the line."""
    return choose(state)


def _aims(papers: Papers) -> dict[str, int]:
    return {issue: order.aim for issue, order in papers.orders.items()}


def _put(state: GameState, wanted: Mapping[str, int]) -> Move:
    """Make an offer of it, or hold if it lies on the table or cannot stand."""
    whole = dict(wanted)
    if not state.game.rules.coherent(whole):
        whole[WAR] = 2
    new = offer(whole)
    return move("hold") if refusal(state, new) else new


STRATEGIES: Mapping[str, Strategy] = MappingProxyType(
    {
        "script": script,
        "hold": hold,
        "floor at once": floor,
        "sign anything": sign,
        "hold, then agree": agree,
        "reveal all": reveal,
        "press": press,
        "ask the capital": ask,
        "wait": wait,
        "offer the Declaration": declaration,
        "random": random_move,
    }
)
