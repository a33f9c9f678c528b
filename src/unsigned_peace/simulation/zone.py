"""The zone of possible agreement: where the secret instructions of both sides meet."""

from typing import Any

import pandas as pd

from unsigned_peace.simulation.game_rules import PARTIES
from unsigned_peace.simulation.state import Game, instructions


def zone(game: Game) -> pd.DataFrame:
    """Tell for each turn of the calendar and each issue where both capitals would agree.

    Columns: `date`, `issue`, the aims and fall-backs of both sides, `lowest` and `highest` (the
    ends of the zone; empty if there is none), `open` (whether there is one on this issue) and
    `all_open` (whether there is one on every issue on that day).
    The zone counts instructions alone, without leave that a capital may give, and says nothing of
    support at home. It is drawn with the knowledge of both sides, which neither side had.

    >>> from unsigned_peace.simulation.state import start
    >>> table = zone(start().game)
    >>> sorted(table.loc[table["all_open"], "date"].unique())[:3]
    ['1955-06-07', '1955-06-14', '1955-07-01']
    """
    dates = sorted({date for session in game.rules.sessions for date in session.dates})
    rows = [row for date in dates for row in _day(game, date)]
    return pd.DataFrame(rows).astype({"lowest": "Int64", "highest": "Int64"})


def _day(game: Game, date: str) -> list[dict[str, Any]]:
    orders = {party: instructions(game, party, date) for party in PARTIES}
    rows = []
    for issue, rungs in game.rules.issues.items():
        meeting = [
            n for n in range(len(rungs)) if all(orders[party][issue].allows(n) for party in PARTIES)
        ]
        rows.append(
            {
                "date": date,
                "issue": issue,
                **{
                    f"{party.lower()}_{name}": getattr(orders[party][issue], name)
                    for party in PARTIES
                    for name in ("aim", "fall_back")
                },
                "lowest": min(meeting, default=pd.NA),
                "highest": max(meeting, default=pd.NA),
                "open": bool(meeting),
            }
        )
    all_open = all(row["open"] for row in rows)
    return [row | {"all_open": all_open} for row in rows]
