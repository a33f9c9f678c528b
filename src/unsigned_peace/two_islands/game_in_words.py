"""Names, days and moves in the words that players read."""

from dataclasses import replace
from typing import Any

import pandas as pd

from unsigned_peace import data
from unsigned_peace import simulation as sim
from unsigned_peace.data.names import SIDES
from unsigned_peace.figures.plain_english import date_words

ISSUES = tuple(sim.rules().issues)
CAPITAL = {"Japan": "Tokyo", "USSR": "Moscow"}
_ENDS = {
    "signed": "The text is signed, and both capitals accept it",
    "refused at home": "The text is signed at the table and refused at home",
    "broken off": "No goodwill is left: the talks are broken off",
    "out of time": "The last session is over and nothing is signed",
}


def day(date: str) -> str:
    """Write an ISO date in words.

    >>> day("1955-06-07")
    '7 June 1955'
    """
    return date_words(pd.Timestamp(date))


def title(party: str) -> str:
    """Name a side at the beginning of a sentence.

    >>> title("USSR")
    'The Soviet Union'
    """
    name = SIDES[party]
    return name[0].upper() + name[1:]


def moves_in_words(record: sim.Record, reader: str, *, since_own: bool = False) -> list[str]:
    """Tell the moves of a game as one side saw them, or as they were if there is no reader.

    With `since_own` only the reader's last move and what came after it.

    >>> moves_in_words(sim.new_game(players={"USSR": "Ann"}).let_scripts_play(), "Japan")[0][:40]
    '7 June 1955. Your side offers: territory'
    """
    lines, first = [], 0
    for number, (before, one, _) in enumerate(record.turns):
        mover = before.to_move
        seen = sim.seen_by(reader, mover, one) if reader else one
        who = "Your side" if mover == reader else title(mover)
        lines.append(f"{day(before.date)}. {who} {_words(seen, record.rules)}.")
        if mover == reader:
            first = number
    return lines[first:] if since_own else lines


def _words(one: sim.Move, known: sim.Rules) -> str:
    """Say what a move does; an offer names the issues in the order of the table."""
    given = dict(one.positions)
    ordered = tuple((issue, given[issue]) for issue in ISSUES if issue in given)
    return sim.describe(replace(one, positions=ordered), known)


def said_of(record: sim.Record) -> str:
    """Say how a game ended.

    >>> said_of(sim.history())
    'The text is signed, and both capitals accept it: declaration with islands, 19 October 1956.'
    """
    end = sim.outcome(record.state)
    text = _ENDS[end.ended]
    return f"{text}: {end.kind}, {day(end.date)}." if end.ended == "signed" else f"{text}."


def effect(text: str, assumptions: dict[str, int]) -> str:
    """Put the numbers of a game into the words of a rule.

    >>> effect("It costs {leak} goodwill.", {"leak": 3})
    'It costs 3 goodwill.'
    """
    return text.format_map(assumptions)


def rules_of_moves(state: sim.GameState, papers: sim.Papers) -> list[dict[str, Any]]:
    """Return each kind of move: its words, what it can name now, and why it cannot be made."""
    legal: dict[str, list[sim.Move]] = {}
    for one in sim.legal_moves(state, papers.party):
        legal.setdefault(one.kind, []).append(one)
    return [
        {
            "kind": row.move,
            "title": row.title,
            "effect": effect(row.effect, dict(state.game.assumptions)),
            "needs": "" if pd.isna(row.needs) else row.needs,
            "named": [list(one.issues) for one in legal.get(row.move, [])],
            "wrong": "" if row.move in legal else _why_not(state, row.move),
        }
        for row in data.simulation_moves().itertuples()
    ]


def _why_not(state: sim.GameState, kind: str) -> str:
    if kind == "unlink":
        return "You have linked nothing."
    if kind == "link":
        return "You have linked every issue already."
    if kind == "reveal":
        return "You have shown every fall-back already."
    return sim.refusal(state, sim.move(kind))
