"""A move in words, and the course of a game as a table."""

import pandas as pd

from unsigned_peace.simulation.game_record import Record
from unsigned_peace.simulation.game_rules import Rules, rules
from unsigned_peace.simulation.moves import Move
from unsigned_peace.simulation.state import GameState

_WORDS = {
    "reveal": "shows its fall-back on {0}",
    "hold": "repeats its position",
    "link": "makes {0} wait for {1}",
    "unlink": "no longer makes {0} wait for {1}",
    "leak": "leaks to the press",
    "consult": "asks its capital for one step more on {0}",
    "adjourn": "asks for a pause",
    "sign": "signs the offer of the other side",
}


def describe(one: Move, known: Rules | None = None) -> str:
    """Say what a move does, to be put after the name of a side.

    Args:
        one: the move.
        known: the rules of the game; those of now if left out.

    >>> from unsigned_peace.simulation.moves import move, offer
    >>> describe(offer(territory=8, trade=1))
    'offers: territory: four islands; trade: later'
    >>> describe(move("link", "trade", "territory"))
    'makes trade wait for territory'

    """
    if one.kind == "offer":
        issues = (known or rules()).issues
        parts = (f"{issue}: {issues[issue][n].label}" for issue, n in one.positions)
        return f"offers: {'; '.join(parts)}"
    if one.kind == "consult" and not one.issues:
        return "asks its capital"
    return _WORDS[one.kind].format(*one.issues)


def _fresh(before: GameState, after: GameState) -> list[str]:
    """Return what either side learned between two moves, in the order of time."""
    known = {*before.japan.news, *before.ussr.news}
    return sorted({*after.japan.news, *after.ussr.news} - known)


def course(record: Record) -> pd.DataFrame:
    """Return the course of a game, one row a move. It opens both sides' papers: for after play.

    Columns: `turn`, `date`, `place`, `party`, `move`, `words`, `why`, and after the move the
    `goodwill`, `support_japan`, `support_ussr` and the `news`.

    >>> from unsigned_peace.simulation.history import history
    >>> course(history())["words"].iloc[-1]
    'signs the offer of the other side'
    """
    rows = []
    for before, one, after in record.turns:
        rows.append(
            {
                "turn": after.turn,
                "date": before.date,
                "place": record.rules.sessions[before.session - 1].place,
                "party": before.to_move,
                "move": one.kind,
                "words": describe(one, record.rules),
                "why": one.why,
                "goodwill": after.goodwill,
                "support_japan": after.japan.support,
                "support_ussr": after.ussr.support,
                "news": " ".join(_fresh(before, after)),
            }
        )
    return pd.DataFrame(
        rows,
        columns=[
            "turn", "date", "place", "party", "move", "words", "why",
            "goodwill", "support_japan", "support_ussr", "news",
        ],
    )  # fmt: skip
