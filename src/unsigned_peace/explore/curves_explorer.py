"""Explore how Moscow and Tokyo have read the Declaration."""

from html import escape

import pandas as pd

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    chart_screen,
    dropdown,
    empty_screen,
)
from unsigned_peace.explore.explorer_parts import facts, sources
from unsigned_peace.explore.explorer_widgets import TimeSpan
from unsigned_peace.figures.plain_english import counted, date_words, listed
from unsigned_peace.figures.reading_curves import SCALE, SIDES, by_side

NONE = ""
BOTH = "both"


def reading_curves() -> Explorer:
    """Choose the side and the years; choose a statement to find it and to read it.

    >>> curves = reading_curves()
    >>> curves.choose(side="Tokyo")
    >>> curves.panel.status
    'Showing 26 of 59 statements, Tokyo, 1956 to 2026.'
    """
    statements = data.statements()
    years = [*range(statements["date"].dt.year.min(), statements["date"].dt.year.max() + 1)]
    side = dropdown("Curve", [(BOTH, BOTH), *((name, name) for name in SIDES)])
    time = TimeSpan([str(year) for year in years], "Years")
    options = [
        (f"{date_words(row.date, row.date_precision)}: {row.speaker}", row.statement_id)
        for row in statements.itertuples()
    ]
    chosen = dropdown("Read", [("no statement", NONE), *options])

    def show(values: Values) -> Screen:
        first, last = (years[place] for place in values["time"])
        return _screen(statements, str(values["side"]), (first, last), str(values["statement"]))

    controls = {"side": side, "time": time, "statement": chosen}
    return Explorer(controls, show, [[side], [time], [chosen]], picks="statement")


def _screen(statements: pd.DataFrame, side: str, years: tuple[int, int], statement: str) -> Screen:
    shown = statements[statements["date"].dt.year.between(*years)]
    if side != BOTH:
        own = by_side(shown)
        shown = shown[shown["statement_id"].isin(own.loc[own["side"] == side, "statement_id"])]
    out_of = counted(len(statements), "statement")
    who = "" if side == BOTH else f", {side}"
    status = f"Showing {len(shown)} of {out_of}{who}, {years[0]} to {years[1]}."
    if shown.empty:
        return empty_screen(status, "No statement is left. Take more years.")
    marked = statement if statement in set(shown["statement_id"]) else None
    chart = figures.reading_curves(_only(shown, side), marked)
    if not statement:
        return chart_screen(status, chart)
    speaker = statements.set_index("statement_id").loc[statement, "speaker"]
    more = _statement(statements, statement, marked=marked is not None)
    return chart_screen(f"{status} Reading: {speaker}.", chart, more, chosen=True)


def _only(shown: pd.DataFrame, side: str) -> pd.DataFrame:
    """Take the other side out of joint statements, so that one curve stands alone."""
    if side == BOTH:
        return shown
    states = SIDES[side][0]
    return shown.assign(
        states=[tuple(state for state in said if state in states) for said in shown["states"]]
    )


def _statement(statements: pd.DataFrame, statement: str, *, marked: bool) -> str:
    row = statements.set_index("statement_id").loc[statement]
    scales = data.scales()
    words = scales[scales["scale"] == SCALE].set_index("code")["label"]
    where = "ringed in the figure" if marked else "not among the statements shown"
    title = (
        f'<h4 style="margin:0 0 0.25em">{escape(row["speaker"])}, '
        f"{escape(date_words(row['date'], row['date_precision']))}</h4>"
    )
    details = facts(
        {
            "For": listed(row["states"]),
            "What was said, in our words": row["summary"],
            "Reading": f"{words[row['reading_rank']]} ({where})",
            "Confidence": row["confidence"],
            "Remark": row["note"],
        }
    )
    return f"{title}{details}{sources(row['source_ids'])}"
