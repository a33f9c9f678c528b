"""The pages of the game as plain values: all that a player reads, and nothing that is secret."""

from typing import Any

from unsigned_peace import data
from unsigned_peace import simulation as sim
from unsigned_peace.data.names import SIDES
from unsigned_peace.figures.plain_english import counted, listed
from unsigned_peace.two_islands import issue_papers
from unsigned_peace.two_islands.game_in_words import (
    CAPITAL,
    day,
    moves_in_words,
    rules_of_moves,
    said_of,
    title,
)

GamePage = dict[str, Any]


def beginning() -> GamePage:
    """Return the page on which a game is chosen."""
    lines = data.simulation_lines()
    return {
        "kind": "begin",
        "key": "begin",
        "title": "Choose your game",
        "lines": {
            party: [
                {"id": row.line_id, "name": row.name, "who": row.who, "case": row.case}
                for row in lines[lines["party"] == party].itertuples()
            ]
            for party in sim.PARTIES
        },
    }


def hand_over(record: sim.Record) -> GamePage:
    """Return the page between two players at one screen: no papers at all."""
    mover = record.state.to_move
    name = record.players[mover]
    return {
        "kind": "hand over",
        "key": f"hand over {len(record.moves)}",
        "title": f"Give the keyboard to {name} ({SIDES[mover]})",
        "text": f"The papers of both sides are hidden. Go on when {name} sits alone at the screen.",
        "button": f"I am {name}: show my papers",
    }


def turn(record: sim.Record, reader: str) -> GamePage:
    """Return the papers of one side, with the form for its move if it is its turn."""
    papers = sim.view(record.state, reader)
    line = data.simulation_lines().set_index("line_id").loc[papers.line]
    session, yours = papers.session, papers.your_turn
    them = sim.other(reader)
    return {
        "kind": "turn",
        "key": f"move {len(record.moves) + 1} {record.digests[-1]}",
        "title": f"{title(reader)}, {day(papers.date)}: "
        + ("your move" if yours else f"{SIDES[them]} is to move"),
        "yours": yours,
        "sendable": sim.SCRIPT not in record.players.values(),
        "waits": "" if yours else _wait_for(record, them),
        "where": f"Session {session.number} of {len(record.rules.sessions)}, {session.place}: "
        f"{session.title}. {_left(papers)}",
        "line": {"name": line["name"], "who": line["who"], "case": line["case"]},
        "first": not any(s.to_move == reader for s in record.states[: len(record.moves)]),
        "happened": moves_in_words(record, reader, since_own=True),
        "news": [_news(line) for line in papers.news],
        "gauges": _gauges(record, papers),
        "notes": _notes(papers),
        "orders": _new_orders(record, papers),
        "issues": issue_papers.of(record.state, papers),
        "warning": _warning(papers),
        "verdicts": _verdicts(papers),
        "moves": rules_of_moves(record.state, papers) if yours else [],
        "course": moves_in_words(record, reader),
    }


def ending(record: sim.Record) -> GamePage:
    """Return the page after the last move: how it ended, and what comes next."""
    end = sim.outcome(record.state)
    lines = [said_of(record)]
    for party in sim.PARTIES:
        judged = sim.objections(record.state, party, record.state.text) if end.text else ()
        if judged:
            lines.append(f"{CAPITAL[party]} refuses the text because of {refusals(judged)}.")
    scores = [
        f"{CAPITAL[party]} {end.scores[party]} of 100 "
        f"(the Declaration of 19 October 1956: {end.history[party]})"
        for party in sim.PARTIES
    ]
    lines.append(f"By the instructions of each side: {'; '.join(scores)}.")
    return {
        "kind": "end",
        "key": f"end {record.digests[-1]}",
        "title": f"The game has ended: {end.kind}, {day(end.date)}",
        "lines": lines,
        "course": moves_in_words(record, ""),
    }


def announcement(record: sim.Record, mover: str) -> str:
    """Say to the one who has moved what came of it; it is read aloud."""
    page_state = record.state
    if page_state.ended:
        return f"Your move is made. {said_of(record)}"
    if page_state.to_move != mover:
        return "Your move is made."
    return " ".join(["Your move is made.", *moves_in_words(record, mover, since_own=True)[1:]])


def refusals(names: tuple[str, ...]) -> str:
    """Name what a capital does not accept.

    >>> refusals(("territory", "support"))
    'territory and too little support at home'
    """
    return listed("too little support at home" if n == "support" else n for n in names)


def _left(papers: sim.Papers) -> str:
    if not papers.sessions_left:
        return "This is the last session: your last move."
    return f"{counted(papers.sessions_left, 'session')} after this one."


def _wait_for(record: sim.Record, them: str) -> str:
    return (
        f"{record.players[them]} plays {SIDES[them]}. Save the game as a file and send it. "
        "When the file comes back, open it here."
    )


def _news(line: str) -> str:
    date, _, text = line.partition(": ")
    return f"{day(date)}. {text}"


def _gauges(record: sim.Record, papers: sim.Papers) -> list[dict[str, Any]]:
    assumed = record.state.game.assumptions
    own = [one for one in record.states[:-1] if one.to_move == papers.party]
    last = sim.view(own[-1], papers.party) if own else papers
    return [
        {
            "name": "Goodwill between the delegations",
            "value": papers.goodwill,
            "change": _change(papers.goodwill - last.goodwill),
            "meaning": "Both sides see it. At 0 the talks break off.",
        },
        {
            "name": f"Support in {CAPITAL[papers.party]} for a settlement",
            "value": papers.support,
            "change": _change(papers.support - last.support),
            "meaning": f"Only you see it. Below {assumed['support_needed']} your capital refuses "
            f"whatever you sign. From {assumed['support_for_leave']} on it gives you leave for "
            "more. What you sign by leave counts as much as your fall-back.",
        },
    ]


def _new_orders(record: sim.Record, papers: sim.Papers) -> list[str]:
    """Say which instructions have changed since the side moved last."""
    own = [one for one in record.states[:-1] if one.to_move == papers.party]
    if not own:
        return []
    game, lines = record.state.game, []
    before = sim.instructions(game, papers.party, own[-1].date)
    for issue, now in sim.instructions(game, papers.party, papers.date).items():
        if now.instruction_id != before[issue].instruction_id:
            rungs = game.rules.issues[issue]
            lines.append(
                f"{issue[0].upper()}{issue[1:]}: {now.text} Aim: {rungs[now.aim].label}. "
                f"Fall-back: {rungs[now.fall_back].label} "
                f"(before: {rungs[before[issue].fall_back].label})."
            )
    return lines


def _warning(papers: sim.Papers) -> str:
    """Warn of an own offer that the own capital would not accept, if the other side signed it."""
    if not papers.refused_in_ours:
        return ""
    return (
        f"Take care: your own offer on the table goes beyond what {CAPITAL[papers.party]} accepts "
        f"today, because of {refusals(papers.refused_in_ours)}. If the other side signs it, your "
        "capital refuses the text."
    )


def _change(steps: int) -> str:
    return f" ({steps:+d} since your last move)" if steps else ""


def _notes(papers: sim.Papers) -> list[str]:
    """Say what stands between the sides beside the positions."""
    them, notes = SIDES[sim.other(papers.party)], []
    notes += [f"You have linked {a} to {b}: {a} waits." for a, b in papers.our_links]
    notes += [f"{them} has linked {a} to {b}: {a} waits." for a, b in papers.their_links]
    notes += [
        f"Your capital has refused leave on {i}." for i in papers.asked if i not in papers.leave
    ]
    notes += [
        f"Your capital has given leave on {i}. Your fall-back is changed until new orders come."
        if steps
        else f"New orders on {i} have ended the leave that your capital gave before."
        for i, steps in papers.leave.items()
    ]
    if papers.beyond:
        notes.append(f"You have offered more than you may on {listed(papers.beyond)}.")
    if papers.our_leaks:
        notes.append(f"You have leaked to the press: {counted(papers.our_leaks, 'time')}.")
    return notes


def _verdicts(papers: sim.Papers) -> list[str]:
    """Say what the own capital thinks of the two offers on the table."""
    theirs, ours = papers.refused_in_theirs, papers.refused_in_ours
    own = {None: "You have made no offer yet.", (): "Your capital stands behind your own offer."}
    return [
        "The other side has made no offer yet: there is nothing to sign."
        if theirs is None
        else "Your capital would accept their offer today. You can sign it."
        if not theirs
        else f"Your capital would refuse their offer today, because of {refusals(theirs)}.",
        *([own[ours]] if ours in own else []),
    ]
