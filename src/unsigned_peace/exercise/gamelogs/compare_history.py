"""A game as tables: what lay on the table turn by turn, beside history, and at the end."""

from collections.abc import Iterator

import pandas as pd

from unsigned_peace import simulation as sim
from unsigned_peace.simulation.game_rules import TERRITORY

NO_OFFER = "no offer yet"


def on_the_table(record: sim.Record, issue: str = TERRITORY) -> pd.DataFrame:
    """Return what each side offered on an issue, one row a turn of the calendar.

    Columns: `session`, `date`, `party`, `position` (empty before the first offer). A turn that a
    pause took away keeps the offer of the turn before. The table ends where the game ended.

    >>> int(on_the_table(sim.history())["position"].iloc[-1])
    4
    """
    place = list(sim.rules().issues).index(issue)
    rows = list(_turns(record, place))
    table = pd.DataFrame(rows, columns=["session", "date", "party", "position"])
    return table.astype({"position": "Int64"})


def _turns(record: sim.Record, place: int) -> Iterator[tuple[int, str, str, object]]:
    after = {
        (before.session, before.to_move): state.side(before.to_move).table
        for before, _, state in record.turns
    }
    last = list(after)[-1:]
    offers: dict[str, tuple[int, ...]] = dict.fromkeys(sim.PARTIES, ())
    for session in sim.rules().sessions if last else ():
        order = (session.first, sim.other(session.first))
        for party, date in zip(order, session.dates, strict=True):
            offers[party] = after.get((session.number, party), offers[party])
            position = offers[party][place] if offers[party] else pd.NA
            yield session.number, date, party, position
            if [(session.number, party)] == last:
                return


def beside_history(record: sim.Record, issue: str = TERRITORY) -> pd.DataFrame:
    """Set the offers of a game on an issue beside those of 1955-56, in words.

    Columns: `session`, `date`, `party`, `yours`, `history`. One row a turn, until the game ended.

    >>> beside_history(sim.history())["yours"].iloc[0]
    'all'
    """
    keys = ["session", "date", "party"]
    both = on_the_table(record, issue).merge(on_the_table(sim.history(), issue), on=keys)
    rungs = record.rules.issues[issue]
    for column, source in (("yours", "position_x"), ("history", "position_y")):
        both[column] = [NO_OFFER if pd.isna(n) else rungs[n].label for n in both[source]]
    return both[[*keys, "yours", "history"]]


def last_offers(record: sim.Record) -> pd.DataFrame:
    """Set the last offer of each side beside what the other capital would have accepted then.

    Columns: `issue`, `soviet_offer`, `tokyo_accepts`, `japanese_offer`, `moscow_accepts`. Positions
    are numbers; an offer is empty if there was none. Leave that a capital gave is counted. While a
    game goes on the table has no rows: the papers of the other side are secret.

    >>> last_offers(sim.history()).loc[0, "tokyo_accepts"]
    '4 to 9'
    """
    papers = {party: sim.view(record.state, party) for party in sim.PARTIES}
    names = ["issue", "soviet_offer", "tokyo_accepts", "japanese_offer", "moscow_accepts"]
    rows = [
        (
            issue,
            papers[sim.JAPAN].theirs.get(issue),
            _accepted(record.state, sim.JAPAN, issue),
            papers[sim.USSR].theirs.get(issue),
            _accepted(record.state, sim.USSR, issue),
        )
        for issue in (sim.rules().issues if record.state.ended else ())
    ]
    return pd.DataFrame(rows, columns=names).astype(
        {"soviet_offer": "Int64", "japanese_offer": "Int64"}
    )


def _accepted(state: sim.GameState, party: str, issue: str) -> str:
    """Write the positions that a capital accepts on the day of a state: they are always a range."""
    instruction = sim.instructions(state.game, party, state.date)[issue]
    leave = dict(state.side(party).leave).get(issue, 0)
    good = [n for n in range(len(sim.rules().issues[issue])) if instruction.allows(n, leave)]
    return f"{good[0]}" if len(good) == 1 else f"{good[0]} to {good[-1]}"
