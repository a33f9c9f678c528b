"""The scripted delegations: they see their own papers alone, and choose by line and seed."""

from collections.abc import Mapping
from random import Random

from unsigned_peace.simulation.game_rules import TERRITORY, WAR
from unsigned_peace.simulation.game_scores import score
from unsigned_peace.simulation.legal import refusal
from unsigned_peace.simulation.moves import Move, move, offer
from unsigned_peace.simulation.papers import Papers, view
from unsigned_peace.simulation.state import Game, GameState

_WANTED_BY_TOKYO = ("UN admission", "detainees", "fisheries")
_JITTER = 15  # per cent: no two games of a line have quite the same tempo
_LOW, _HIGH = 3, 6  # goodwill


def choose(state: GameState) -> Move:
    """Choose the move of the side whose turn it is. The same state gives the same move.

    >>> from unsigned_peace.simulation.state import start
    >>> dict(choose(start()).positions)["territory"]
    9
    """
    papers = view(state, state.to_move)
    wanted = targets(state.game, papers)
    if _is_good_enough(state.game, papers, wanted):
        return move("sign")
    held = {issue for issue, _ in papers.our_links}
    changed = {i: n for i, n in wanted.items() if papers.ours.get(i) != n and i not in held}
    if changed and not refusal(state, offer(changed)):
        return offer(changed)
    return _habit(state, papers)


def targets(game: Game, papers: Papers) -> dict[str, int]:
    """Return the positions that this side would offer now.

    It comes down from its aims at the tempo of its line, takes what the other side offers where
    that is better, and never asks for less than what the other side has shown as its fall-back.
    """
    wanted = {}
    for issue, order in papers.orders.items():
        steps = abs(order.fall_back - order.aim) * _progress(game, papers, issue)
        steps = (steps + 50) // 100
        own = order.aim + (steps if order.fall_back > order.aim else -steps)
        best = max if order.aim > order.fall_back else min
        known = [side[issue] for side in (papers.theirs, papers.they_showed) if issue in side]
        wanted[issue] = best(own, *known) if order.aim != order.fall_back and known else own
    aim = papers.orders[TERRITORY].aim
    while not game.rules.coherent(wanted) and wanted[TERRITORY] != aim:
        wanted[TERRITORY] += 1 if aim > wanted[TERRITORY] else -1
    if not game.rules.coherent(wanted):
        wanted[WAR] = max(papers.orders[WAR].aim, papers.orders[WAR].fall_back)
    return wanted


def _progress(game: Game, papers: Papers, issue: str) -> int:
    """Return how far a line has come down on an issue, in per cent."""
    name = papers.line.replace("-", "_")
    begin, end = game.assumptions[f"{name}_from"], game.assumptions[f"{name}_until"]
    jitter = Random(f"{game.seed} {papers.line} {issue}").randint(-_JITTER, _JITTER)  # noqa: S311
    share = 100 * (papers.session.number - begin) // max(end - begin, 1)
    if 3 * papers.their_concessions < papers.session.number:
        share = min(share, 100) - game.assumptions["reciprocity"]
    return min(max(share + jitter, 0), 100) if share > 0 else 0


def _is_good_enough(game: Game, papers: Papers, wanted: Mapping[str, int]) -> bool:
    if papers.refused_in_theirs is None or papers.refused_in_theirs:
        return False
    if not papers.sessions_left:
        return True
    theirs = score(game, papers.party, papers.theirs, papers.date)
    return theirs >= score(game, papers.party, wanted, papers.date)


def _habit(state: GameState, papers: Papers) -> Move:
    """Do what this line does when it has no new offer."""
    if papers.our_links and (papers.goodwill <= _LOW or papers.sessions_left <= _LOW):
        return move("unlink", *papers.our_links[0])
    if papers.goodwill <= state.game.assumptions["hold"] and papers.sessions_left:
        return move("adjourn")
    chance = Random(f"{state.game.seed} {state.turn}")  # noqa: S311
    for habit in state.game.rules.lines[papers.line].habits:
        found = _HABITS[habit](state.game, papers)
        if found and (found.kind == "hold" or chance.random() < 0.7):
            return found
    return move("hold")


def _reveal(game: Game, papers: Papers) -> Move | None:
    order = papers.orders[TERRITORY]
    begun = papers.session.number >= game.assumptions[f"{papers.line.replace('-', '_')}_from"]
    secret = TERRITORY not in papers.we_showed and papers.ours[TERRITORY] != order.fall_back
    return move("reveal", TERRITORY) if begun and secret and papers.goodwill < _HIGH else None


def _link(_: Game, papers: Papers) -> Move | None:
    apart = [i for i in _WANTED_BY_TOKYO if papers.theirs and papers.ours[i] != papers.theirs[i]]
    if papers.our_links or not apart or papers.goodwill < _HIGH:
        return None
    return move("link", apart[0], TERRITORY)


def _leak(_: Game, papers: Papers) -> Move | None:
    ready = papers.they_showed and not papers.our_leaks and papers.goodwill > _HIGH
    return move("leak") if ready else None


def _consult(game: Game, papers: Papers) -> Move | None:
    """Ask for one step more where that step would bring the offer of the other side."""
    if papers.support < game.assumptions["support_for_leave"]:
        return None
    for issue in papers.refused_in_theirs or ():
        near = issue in papers.orders and (
            abs(papers.theirs[issue] - papers.orders[issue].fall_back) == 1
        )
        if near:
            return move("consult", issue)
    return None


def _hold(_: Game, __: Papers) -> Move:
    return move("hold")


_HABITS = {"reveal": _reveal, "link": _link, "leak": _leak, "consult": _consult, "hold": _hold}
