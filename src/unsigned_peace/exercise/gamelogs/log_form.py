"""The form of a log: 10 points, and what a person has to look at."""

from collections import Counter

from unsigned_peace import simulation as sim
from unsigned_peace.shared.form_check import Check, part, whole
from unsigned_peace.simulation.history import HISTORY

LEAST_OFFERS = 3
LEAST_WORDS = 5
NO_GAME = "There is no game yet. Play one above, to its end."


def of_game(record: sim.Record | None, fault: str = "") -> tuple[Check, ...]:
    """Check the form of a log.

    Args:
        record: the game; None if there is none or if the log does not replay.
        fault: why the log does not replay.

    >>> sum(check.points for check in of_game(None)), {one.earned for one in of_game(None)}
    (10, {0})
    """
    if record is None:
        ended = own = reasons = fault or NO_GAME
        share = 0.0
    else:
        ended = "" if record.state.ended else _unfinished(record)
        own = _not_her_own(record)
        share, reasons = (0.0, own) if doubts(record) else _reasons(record)
    return (
        whole("The log replays, move by move", 2, "" if record else fault or NO_GAME),
        whole("The game was played to its end", 2, ended),
        whole("A person played, by the rules as they stand", 2, own),
        part("A reason for each offer, at least three offers", 4, share, reasons),
    )


def people(record: sim.Record) -> tuple[str, ...]:
    """Return the sides that a person played.

    >>> people(sim.new_game(players={"Japan": "A student"})), people(sim.history())
    (('Japan',), ())
    """
    return tuple(p for p in sim.PARTIES if record.players[p] not in {sim.SCRIPT, HISTORY})


def doubts(record: sim.Record) -> tuple[str, ...]:
    """Say what a person should look at in a log that replays.

    >>> doubts(sim.history())
    ("No person played: both sides are named 'history'.", "All moves are history's own.")
    """
    found = []
    if not people(record):
        names = sorted({repr(name) for name in record.players.values()})
        found.append(f"No person played: both sides are named {' and '.join(names)}.")
    if plain(record) == plain(sim.history()):
        found.append("All moves are history's own.")
    return tuple(found)


def plain(record: sim.Record) -> tuple[tuple[object, ...], ...]:
    """Return the moves without their reasons: to compare games."""
    return tuple((one.kind, one.positions, one.issues) for one in record.moves)


def _unfinished(record: sim.Record) -> str:
    return f"It stands at move {len(record.moves)}, {record.state.date}. Play on to the end."


def _not_her_own(record: sim.Record) -> str:
    if doubts(record):
        return f"{' '.join(doubts(record))} Play a game of your own."
    if record.changed_assumptions:
        changed = ", ".join(record.changed_assumptions)
        return f"The game was played with other assumptions ({changed}). Play one without changes."
    return ""


def _reasons(record: sim.Record) -> tuple[float, str]:
    """Return the share of a person's offers that have a reason of their own, and what is missing.

    A reason has a few words, and says something else than the reasons before it.
    """
    offers = [
        (before, _words(one.why))
        for before, one, _ in record.turns
        if one.kind == "offer" and before.to_move in people(record)
    ]
    used = Counter(words for _, words in offers)
    weak = [b.date for b, words in offers if len(words) < LEAST_WORDS or used[words] > 1]
    share = (len(offers) - len(weak)) / max(len(offers), LEAST_OFFERS)
    if weak:
        return share, (
            f"{len(weak)} of {len(offers)} offers have no reason of their own, of at least "
            f"{LEAST_WORDS} words: {', '.join(weak)}. A game cannot be changed afterwards; "
            "you can play another."
        )
    return share, f"The game has {len(offers)} offers of yours, and {LEAST_OFFERS} are needed."


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.lower().split())
