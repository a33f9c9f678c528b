"""After play: both sides' papers, who got what, the course beside history, the zone of agreement.

Each function reads the saved game anew. Before a game has ended it shows only that it is closed:
these pages hold the secrets of both sides.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

import pandas as pd

from unsigned_peace import data, figures
from unsigned_peace import simulation as sim
from unsigned_peace.figures.chart import CARD
from unsigned_peace.figures.plain_english import all_sources, counted
from unsigned_peace.simulation.game_rules import Instruction
from unsigned_peace.two_islands.game_cell import game_path
from unsigned_peace.two_islands.game_in_words import CAPITAL, day, said_of
from unsigned_peace.two_islands.game_store import GameStore

TERRITORY = "territory"
GAMES_A_STRATEGY = 5  # seeds; each with four pairs of lines

Place = str | Path | None


@dataclass(frozen=True)
class Closed:
    """A page of the debriefing that does not open yet."""

    reason: str

    def _repr_html_(self) -> str:
        return f'<section aria-label="Closed" style="{CARD}"><p>{escape(self.reason)}</p></section>'

    def __repr__(self) -> str:
        """Return the text, for where no HTML is shown."""
        return self.reason


def game(name: str = "two-islands", folder: Place = None) -> sim.Record | Closed:
    """Return the saved game if it has ended, otherwise a page that says that it is closed.

    >>> import tempfile
    >>> game(folder=tempfile.mkdtemp())
    There is no game yet. This page opens when you have played one to its end.
    """
    store = GameStore(game_path(name, folder))
    record = store.record
    if record is None:
        nothing = "There is no game yet. This page opens when you have played one to its end."
        return Closed(store.notice or nothing)
    if not record.state.ended:
        return Closed(
            f"Your game goes on ({day(record.state.date)}, {counted(len(record.moves), 'move')} "
            "so far). This page holds the secrets of both sides. It opens when the game has "
            "ended: then run this cell again."
        )
    return record


def papers(name: str = "two-islands", folder: Place = None) -> figures.Table | Closed:
    """Open the secret instructions of both sides, as they stood on the last day of the game."""
    record = game(name, folder)
    if isinstance(record, Closed):
        return record
    state, rows = record.state, []
    opened = {party: sim.view(state, party) for party in sim.PARTIES}
    instructions = {party: sim.instructions(state.game, party, state.date) for party in sim.PARTIES}
    for issue, rungs in record.rules.issues.items():
        row = {"issue": issue}
        for party in sim.PARTIES:
            one = instructions[party][issue]
            row |= {
                f"{CAPITAL[party]}: aim": rungs[one.aim].label,
                f"{CAPITAL[party]}: fall-back": _fall_back(rungs, one, opened[party]),
                f"{CAPITAL[party]}: order": f"{one.text} ({one.basis})",
            }
        rows.append(row)
    return figures.table(pd.DataFrame(rows), f"The papers of both sides on {day(state.date)}")


def moves(name: str = "two-islands", folder: Place = None) -> figures.Table | Closed:
    """Show every move with its reason, and what neither side could see: the other's support."""
    record = game(name, folder)
    if isinstance(record, Closed):
        return record
    table = sim.course(record)
    shown = pd.DataFrame(
        {
            "move": table["turn"],
            "day": [day(date) for date in table["date"]],
            "side": table["party"],
            "what it did": table["words"],
            "reason": table["why"],
            "goodwill after": table["goodwill"],
            "support in Tokyo": table["support_japan"],
            "support in Moscow": table["support_ussr"],
            "news": table["news"],
        }
    )
    return figures.table(shown, "The course of your game, both sides' papers open")


def scorecard(
    name: str = "two-islands", folder: Place = None
) -> figures.Chart | figures.Table | Closed:
    """Set your text beside the Declaration; without a text, the last offers of both sides."""
    record = game(name, folder)
    if isinstance(record, Closed):
        return record
    end = sim.outcome(record.state)
    if end.text:
        return figures.scorecard(sim.scorecard(record.state), end.scores, end.history)
    state = record.state
    rows = [
        {
            "issue": issue,
            "last offer of Japan": _label(rungs, state.japan.table, number),
            "last offer of the USSR": _label(rungs, state.ussr.table, number),
            "Declaration of 19 October 1956": rungs[record.rules.declaration[issue]].label,
        }
        for number, (issue, rungs) in enumerate(record.rules.issues.items())
    ]
    return figures.table(pd.DataFrame(rows), f"{said_of(record)} Where the two sides stood")


def course(
    issue: str = TERRITORY, name: str = "two-islands", folder: Place = None
) -> figures.Chart | Closed:
    """Draw the offers of your game on one issue beside those of history."""
    record = game(name, folder)
    if isinstance(record, Closed):
        return record
    return compare({"Your game": record, "History": sim.history()}, issue)


def compare(records: dict[str, sim.Record], issue: str) -> figures.Chart:
    """Draw games one above the other.

    >>> compare({"History": sim.history()}, "territory").alt.startswith("Offers on territory")
    True
    """
    rungs = _rungs(issue, sim.rules())
    table = pd.concat([offers(one, issue, title) for title, one in records.items()])
    return figures.talks_course(
        table.reset_index(drop=True),
        [rung.label for rung in rungs],
        issue,
        all_sources(data.simulation_history()),
    )


def offers(record: sim.Record, issue: str, title: str) -> pd.DataFrame:
    """Return where each side's offer on an issue stood after each of its moves."""
    place = list(sim.rules().issues).index(issue)
    rows = []
    for before, _, after in record.turns:
        table = after.side(before.to_move).table
        rows.append(
            {
                "course": title,
                "session": before.session,
                "second": before.second,
                "date": pd.Timestamp(before.date),
                "party": before.to_move,
                "position": table[place] if table else pd.NA,
                "end": sim.outcome(after).kind if after.ended else "",
            }
        )
    return pd.DataFrame(rows).astype({"position": "Int64"})


def zone(
    issue: str = TERRITORY, name: str = "two-islands", folder: Place = None
) -> figures.Chart | Closed:
    """Draw when the instructions of the two lines in your game left room for agreement."""
    record = game(name, folder)
    if isinstance(record, Closed):
        return record
    rungs = _rungs(issue, record.rules)
    orders = data.simulation_instructions()
    used = orders[orders["issue"] == issue]
    return figures.agreement_zone(
        sim.zone(record.state.game), [rung.label for rung in rungs], issue, all_sources(used)
    )


def outcomes(
    party: str = "Japan", name: str = "two-islands", folder: Place = None
) -> figures.Chart | Closed:
    """Draw how many games of one side end, over simple and adversarial strategies.

    The same seeds give the same picture. It takes some seconds, so it waits for the end of play.
    """
    record = game(name, folder)
    return record if isinstance(record, Closed) else figures.outcomes(strategies(), party)


@lru_cache(maxsize=1)
def strategies() -> pd.DataFrame:
    """Play each strategy many times, and say what it does."""
    table = sim.survey(range(GAMES_A_STRATEGY))
    words = {name: str(play.__doc__).split("\n")[0] for name, play in sim.STRATEGIES.items()}
    return table.assign(does=table["strategy"].map(words))


def _fall_back(rungs: tuple, one: Instruction, opened: sim.Papers) -> str:
    """Name the fall-back of an order, and how far the capital went by leave."""
    order, leave = rungs[one.fall_back].label, opened.leave.get(one.issue, 0)
    if not leave:
        return order
    if one.aim == one.fall_back:
        return f"{order}; with leave: {counted(leave, 'step')} to either side"
    return f"{order}; with leave: {rungs[opened.orders[one.issue].fall_back].label}"


def _label(rungs: tuple, table: tuple[int, ...], number: int) -> str:
    return rungs[table[number]].label if table else "none"


def _rungs(issue: str, known: sim.Rules) -> tuple:
    issues = known.issues
    if issue not in issues:
        raise ValueError(f"There is no issue {issue!r}. The issues are: {', '.join(issues)}.")
    return issues[issue]
