"""What a move would do, in words, before it is final."""

from typing import Any

from unsigned_peace import data
from unsigned_peace import simulation as sim
from unsigned_peace.two_islands.game_in_words import effect
from unsigned_peace.two_islands.issue_papers import standing

_COSTS = {"hold", "link", "leak"}  # each costs as much goodwill as the assumption of its name


def of(state: sim.GameState, one: sim.Move) -> dict[str, Any]:
    """Return what the page says of a move that can be made: its words, and remarks.

    Nothing is said that the side could not know: how the other capital would judge stays open.
    """
    papers = sim.view(state, state.to_move)
    rule = data.simulation_moves().set_index("move").loc[one.kind]
    remarks = []
    if one.kind == "offer":
        lines = _lines(state, papers, one)
        remarks = _of_offer(lines)
    elif one.kind == "sign":
        remarks = _of_signing(papers)
    elif one.kind in _COSTS and papers.goodwill <= state.game.assumptions[one.kind]:
        remarks = ["Goodwill would fall to 0: the talks would break off."]
    return {
        "title": rule["title"],
        "words": _words(state, papers, one),
        "effect": effect(rule["effect"], dict(state.game.assumptions)),
        "remarks": remarks,
    }


def _words(state: sim.GameState, papers: sim.Papers, one: sim.Move) -> list[str]:
    if one.kind == "offer":
        return [line["words"] for line in _lines(state, papers, one)]
    if one.kind == "sign":
        issues = state.game.rules.issues
        return [f"{issue}: {issues[issue][n].label}" for issue, n in papers.theirs.items()]
    return [f"Your side {sim.describe(one, state.game.rules)}."]


def _lines(state: sim.GameState, papers: sim.Papers, one: sim.Move) -> list[dict[str, Any]]:
    instructions = sim.instructions(state.game, papers.party, papers.date)
    issues = state.game.rules.issues
    lines = []
    given = dict(one.positions)
    for issue, rungs in issues.items():
        if issue not in given:
            continue
        n, before, them = given[issue], papers.ours.get(issue), papers.theirs.get(issue)
        stands = standing(instructions[issue], n, papers.leave.get(issue, 0))
        words = f"{issue}: {rungs[n].label} ({stands})"
        step = 0
        if before is not None:
            words = f"{issue}: {rungs[before].label} → {rungs[n].label} ({stands})"
            step = 0 if them is None else abs(before - them) - abs(n - them)
        lines.append({"issue": issue, "words": words, "step": step, "stands": stands})
    return lines


def _of_offer(lines: list[dict[str, Any]]) -> list[str]:
    beyond = [line["issue"] for line in lines if line["stands"] == "beyond your instructions"]
    nearer = [line["issue"] for line in lines if line["step"] > 0]
    further = [line["issue"] for line in lines if line["step"] < 0]
    remarks = []
    if nearer:
        remarks.append(f"You come nearer to the other side on {', '.join(nearer)}.")
    if further:
        remarks.append(f"You move away from the other side on {', '.join(further)}.")
    if beyond:
        remarks.append(
            f"Beyond your instructions: {', '.join(beyond)}. If the other side signs this today, "
            "your own capital refuses it."
        )
    return remarks


def _of_signing(papers: sim.Papers) -> list[str]:
    refused = papers.refused_in_theirs
    yours = (
        "Your own capital would accept it today."
        if not refused
        else "Your own capital would refuse it today."
    )
    return [yours, "You do not know how the other capital would judge its own offer."]
