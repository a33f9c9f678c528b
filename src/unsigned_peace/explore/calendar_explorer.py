"""Explore the days of the talks."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

import pandas as pd

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import (
    KEPT_SCREENS,
    Explorer,
    Screen,
    Values,
    chart_screen,
    checkbox,
    dropdown,
    empty_screen,
)
from unsigned_peace.explore.explorer_parts import heading, month_span, months_of, sources, ticked
from unsigned_peace.explore.explorer_widgets import TimeSpan
from unsigned_peace.figures import Chart
from unsigned_peace.figures.plain_english import counted, date_words, listed, order_of
from unsigned_peace.figures.session_calendar import calendar_days

NO_DAY = ""
OPENING = ("1955-06-01", "1955-09-30")  # the first round of the London talks


def session_calendar(
    start: str | None = None,
    end: str | None = None,
    within: tuple[str, str] | None = None,
) -> Explorer:
    """Choose months and kinds of day; choose a day to read what happened.

    Args:
        start, end: Days to begin with, such as `"1956-07-31"`; whole months are shown, and the
            sliders reach further. If both are left out, the calendar opens on the first round in
            London.
        within: First and last day of a module, such as `("1956-03-01", "1956-12-31")`: the
            sliders and the list of days reach no further. If left out, all talks.

    >>> august = session_calendar(start="1955-08-01", end="1955-08-31")
    >>> august.panel.status
    'Showing 8 events on 8 days, August 1955.'
    """
    days = calendar_days(data.events())
    if within is not None:
        days = days[days["date"].between(*within)]
    if start is None and end is None:
        start, end = OPENING
    months = pd.period_range(days["date"].min(), days["date"].max(), freq="M")
    kinds = {f"kind: {kind}": checkbox(kind) for kind in order_of(days["mark"])}
    time = TimeSpan(*month_span(months, "Time", start, end))
    options = [
        (f"{date_words(date)}: {'; '.join(group['title'])}", date.date().isoformat())
        for date, group in days.groupby("date", sort=True)
    ]
    day = dropdown("Read about", [("no day", NO_DAY), *options])

    @lru_cache(KEPT_SCREENS)  # who reads one day after another waits for no picture
    def drawn(shown: tuple[str, ...], start: pd.Timestamp, end: pd.Timestamp) -> Chart:
        chosen = days[days["event_id"].isin(shown)]
        return figures.session_calendar(chosen.drop(columns="mark"), start, end)

    def show(values: Values) -> Screen:
        return _screen(days, months, drawn, values)

    rows = [[heading("Days with"), *kinds.values()], [time], [day]]
    return Explorer({**kinds, "time": time, "day": day}, show, rows, picks="day")


def _screen(
    days: pd.DataFrame, months: pd.PeriodIndex, drawn: Callable[..., Chart], values: Values
) -> Screen:
    start, end = months_of(months, values["time"])
    kinds = ticked(values, "kind: ")
    shown = days[days["mark"].isin(kinds) & days["date"].between(start, end)]
    span = dict.fromkeys([date_words(start, "month"), date_words(end, "month")])
    what = "" if len(kinds) == days["mark"].nunique() else f", {listed(kinds) or 'no kind of day'}"
    status = (
        f"Showing {counted(len(shown), 'event')} on {counted(shown['date'].nunique(), 'day')}"
        f"{what}, {' to '.join(span)}."
    )
    try:
        chart = drawn(tuple(shown["event_id"]), start, end)
    except ValueError as nothing_left:
        return empty_screen(status, nothing_left)
    if not values["day"]:
        return chart_screen(status, chart)
    day = str(values["day"])
    status += f" Reading: {date_words(pd.Timestamp(day))}."
    return chart_screen(status, chart, _day(days, day), chosen=True)


def _day(days: pd.DataFrame, iso: str) -> str:
    """Tell everything that happened on a day."""
    own = days[days["date"] == pd.Timestamp(iso)]
    date = own["date"].iloc[0]
    title = f'<h4 style="margin:0 0 0.25em">{date.day_name()}, {date_words(date)}</h4>'
    items = "".join(
        f"<li><strong>{escape(row.title)}</strong> ({escape(str(row.mark))}). "
        f"{escape(row.description)}{_remark(row)}</li>"
        for row in own.itertuples()
    )
    ids = [source for row in own["source_ids"] for source in row]
    return f"{title}<ul>{items}</ul>{sources(ids)}"


def _remark(row: "pd.Series") -> str:
    unsure = " The day is uncertain." if row.date_precision == "uncertain" else ""
    return unsure + ("" if pd.isna(row.note) else f" {escape(row.note)}")
