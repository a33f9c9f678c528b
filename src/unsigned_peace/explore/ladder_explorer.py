"""Explore where each party stood, issue by issue."""

import pandas as pd

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    chart_screen,
    checkbox,
    dropdown,
    empty_screen,
)
from unsigned_peace.explore.explorer_parts import heading, month_span, months_of, ticked
from unsigned_peace.explore.explorer_widgets import TimeSpan
from unsigned_peace.figures import position_rungs
from unsigned_peace.figures.event_selection import last_days
from unsigned_peace.figures.plain_english import counted, date_words, listed, order_of

NOTHING = ""


def position_ladder(
    start: str | None = None,
    end: str | None = None,
    issue: str = position_rungs.TERRITORY,
) -> Explorer:
    """Choose the issue, the parties, where it was said, and the time.

    Args:
        start, end: Days to begin with, such as `"1955-01-01"`; the sliders go by months and reach
            further.
        issue: `"territory"` or one of the twelve issues.

    Raises:
        ValueError: if there is no such issue.

    >>> spring = position_ladder(start="1955-01-01", end="1955-05-31")
    >>> spring.panel.status
    'Showing 11 of 81 positions on territory, January 1955 to May 1955.'
    """
    positions = data.positions()
    events = data.events()
    issues = position_rungs.issues(positions)
    if issue not in issues:
        raise ValueError(f"No issue {issue!r}. Choose {listed(issues, last='or')}.")
    months = pd.period_range(positions["date"].min(), last_days(positions).max(), freq="M")
    subject = dropdown("Issue", [(name, name) for name in issues], issue)
    time = TimeSpan(*month_span(months, "Time", start, end))
    parties = {f"party: {name}": checkbox(name) for name in order_of(positions["party"])}
    settings = {f"setting: {name}": checkbox(name) for name in order_of(positions["setting"])}
    near = events[events["date"].between(months[0].start_time, months[-1].end_time)]
    themes = [(f"events on {theme}", theme) for theme in order_of(near["theme"])]
    marked = dropdown("Mark", [("no events", NOTHING), *themes])

    def show(values: Values) -> Screen:
        return _screen(positions, near, months, values)

    rows = [
        [subject, marked],
        [heading("Parties"), *parties.values()],
        [heading("Said"), *settings.values()],
        [time],
    ]
    controls = {"issue": subject, "marked": marked, **parties, **settings, "time": time}
    return Explorer(controls, show, rows)


def _screen(
    positions: pd.DataFrame, events: pd.DataFrame, months: pd.PeriodIndex, values: Values
) -> Screen:
    issue = str(values["issue"])
    start, end = months_of(months, values["time"])
    parties, settings = ticked(values, "party: "), ticked(values, "setting: ")
    chosen = positions[positions["party"].isin(parties) & positions["setting"].isin(settings)]
    everything = len(position_rungs.ladder(positions, issue).positions)
    try:
        chart = figures.position_ladder(
            chosen, issue, start, end, _marked(events, str(values["marked"]))
        )
    except ValueError as nothing_left:
        status = f"Showing 0 of {counted(everything, 'position')} on {issue}."
        return empty_screen(status, nothing_left)
    all_parties = len(parties) == positions["party"].nunique()
    all_settings = len(settings) == positions["setting"].nunique()
    who = "" if all_parties else f", {listed(parties)}"
    where = "" if all_settings else f", {listed(settings)}"
    status = (
        f"Showing {len(chart.table)} of {counted(everything, 'position')} on {issue}{who}{where}, "
        f"{date_words(start, 'month')} to {date_words(end, 'month')}."
    )
    return chart_screen(status, chart)


def _marked(events: pd.DataFrame, theme: str) -> pd.DataFrame | None:
    if not theme:
        return None
    # A line stands on a day, so events of which only the month is known have none.
    return events[(events["theme"] == theme) & (events["date_precision"] == "day")]
