"""The nine issues as one side sees them: its orders, both offers, and what each rung means."""

from typing import Any

from unsigned_peace import simulation as sim
from unsigned_peace.quiz.api import cite
from unsigned_peace.simulation.game_rules import TREATY, WAR, Instruction

_BASIS = {
    "source": "The sources give this order.",
    "reading": "The matter is in the sources; the numbers are our reading.",
    "assumption": "This is our assumption: no source was found.",
}
_OPEN = "It leaves territory for later, so it cannot stand beside a full peace treaty."


def of(state: sim.GameState, papers: sim.Papers) -> list[dict[str, Any]]:
    """Return the issues for the browser, with the papers of one side alone."""
    instructions = sim.instructions(state.game, papers.party, papers.date)
    refused = papers.refused_in_theirs or ()
    held = dict(papers.our_links)
    return [
        {
            "issue": issue,
            "name": issue[0].upper() + issue[1:],
            "rungs": [
                {
                    "label": rung.label,
                    "meaning": f"{rung.meaning} {_OPEN}" if rung.leaves_open else rung.meaning,
                    "leaves_open": rung.leaves_open,
                    "standing": standing(instructions[issue], n, papers.leave.get(issue, 0)),
                }
                for n, rung in enumerate(rungs)
            ],
            "aim": papers.orders[issue].aim,
            "fall_back": papers.orders[issue].fall_back,
            "leave": papers.leave.get(issue, 0),
            "ours": papers.ours.get(issue),
            "theirs": papers.theirs.get(issue),
            "accepted": issue in papers.theirs and issue not in refused,
            "we_showed": papers.we_showed.get(issue),
            "they_showed": papers.they_showed.get(issue),
            "held": held.get(issue, ""),
            "closes": TREATY if issue == WAR else None,
            "order": papers.orders[issue].text,
            "basis": _BASIS[papers.orders[issue].basis],
            "sources": [
                {"id": name, "text": cite(name)[0]} for name in papers.orders[issue].source_ids
            ],
        }
        for issue, rungs in state.game.rules.issues.items()
    ]


def standing(instruction: Instruction, position: int, leave: int = 0) -> str:
    """Say how a position stands to one's own instructions.

    >>> from unsigned_peace.simulation import instructions, start
    >>> order = instructions(start().game, "Japan", "1955-06-07")["territory"]
    >>> [standing(order, n) for n in (9, 5, 3, 2)]
    ['your aim', 'within your instructions', 'your fall-back', 'beyond your instructions']
    """
    if not instruction.allows(position, leave):
        return "beyond your instructions"
    if position == instruction.aim == instruction.fall_back:
        return "your aim and your fall-back"
    if position == instruction.aim:
        return "your aim"
    if position == instruction.fall_back and not leave:
        return "your fall-back"
    if not instruction.allows(position):
        return "allowed by leave"
    past = (position - instruction.aim) * (instruction.aim - instruction.fall_back)
    return "more than your aim" if past > 0 else "within your instructions"
