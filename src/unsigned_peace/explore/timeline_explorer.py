"""Explore what happened when."""

from collections import Counter

import pandas as pd
from ipywidgets import HTML

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    chart_screen,
    checkbox,
    dropdown,
    note,
)
from unsigned_peace.explore.panel import TimeSpan
from unsigned_peace.figures.event_selection import last_days, select_events
from unsigned_peace.figures.plain_english import counted, date_words, listed, order_of

EVERYBODY = ""


def timeline(
    module: str | None = None,
    events: pd.DataFrame | None = None,
    start: str | None = None,
    end: str | None = None,
) -> Explorer:
    """Filter the timeline by theme, actor and time.

    Args:
        module: Show the events of one module, such as ``"01"``.
        events: The events; ``data.events()`` if left out.
        start, end: Months to begin with, such as ``"1951-06"``; the sliders reach further.

    Raises:
        ValueError: if the module has no events.

    >>> september = timeline(module="01", start="1951-09", end="1951-09")
    >>> september.panel.status.endswith("all themes, September 1951.")
    True
    """
    events = data.events() if events is None else events
    if module is not None:
        if module not in set(events["module"]):
            known = listed(order_of(events["module"]))
            raise ValueError(f"No events in module {module!r}. There are the modules {known}.")
        events = events[events["module"] == module]
    events = events.reset_index(drop=True)
    months = pd.period_range(events["date"].min(), last_days(events).max(), freq="M")
    themes = list(order_of(events["theme"]))
    time = TimeSpan(
        [date_words(month.to_timestamp(), "month") for month in months],
        "Time",
        (_place(months, start, 0), _place(months, end, len(months) - 1)),
    )
    ticks = {f"theme: {theme}": checkbox(theme) for theme in themes}
    actor = dropdown("Actor", [("everybody", EVERYBODY), *_actors(events)])

    def show(values: Values) -> Screen:
        return _screen(events, themes, months, values)

    heading = HTML("<strong>Themes</strong>", layout={"margin": "2px 12px 2px 2px"})
    rows = [[heading, *ticks.values()], [actor], [time]]
    return Explorer({**ticks, "actor": actor, "time": time}, show, rows)


def _place(months: pd.PeriodIndex, month: str | None, otherwise: int) -> int:
    """Return the place of a month in the list, or the nearest one."""
    if month is None:
        return otherwise
    place = int((pd.Period(month, freq="M") - months[0]).n)
    return min(max(place, 0), len(months) - 1)


def _actors(events: pd.DataFrame) -> list[tuple[str, str]]:
    """List the actors, those of most events first."""
    numbers = Counter(actor for actors in events["actors"] for actor in actors)
    order = sorted(numbers, key=lambda actor: (-numbers[actor], actor))
    return [(f"{actor} ({numbers[actor]})", actor) for actor in order]


def _screen(
    events: pd.DataFrame, themes: list[str], months: pd.PeriodIndex, values: Values
) -> Screen:
    chosen = [theme for theme in themes if values[f"theme: {theme}"]]
    actor = str(values["actor"])
    first, last = (months[place] for place in values["time"])
    start, end = first.start_time, last.end_time.normalize()
    found = select_events(events, chosen, [actor] if actor else None, start, end)
    span = date_words(start, "month") + (f" to {date_words(end, 'month')}" if first != last else "")
    what = "all themes" if len(chosen) == len(themes) else listed(chosen) or "no theme"
    status = (
        f"Showing {len(found)} of {counted(len(events), 'event')}: {what}, {span}"
        f"{f', {actor}' if actor else ''}."
    )
    if found.empty:
        return Screen(status, note("No event is left. Tick more themes or take more time."), status)
    chart = figures.timeline(
        events, chosen, actors=[actor] if actor else None, start=start, end=end
    )
    return chart_screen(status, chart)
