"""Explore what happened when."""

from collections import Counter

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
        module: Show the events of one module, such as `"01"`.
        events: The events; `data.events()` if left out.
        start, end: Months to begin with, such as `"1951-06"`; the sliders reach further.

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
    time = TimeSpan(*month_span(months, "Time", start, end))
    ticks = {f"theme: {theme}": checkbox(theme) for theme in themes}
    actor = dropdown("Actor", [("everybody", EVERYBODY), *_actors(events)])

    def show(values: Values) -> Screen:
        return _screen(events, themes, months, values)

    rows = [[heading("Themes"), *ticks.values()], [actor], [time]]
    return Explorer({**ticks, "actor": actor, "time": time}, show, rows)


def _actors(events: pd.DataFrame) -> list[tuple[str, str]]:
    """List the actors, those of most events first."""
    numbers = Counter(actor for actors in events["actors"] for actor in actors)
    order = sorted(numbers, key=lambda actor: (-numbers[actor], actor))
    return [(f"{actor} ({numbers[actor]})", actor) for actor in order]


def _screen(
    events: pd.DataFrame, themes: list[str], months: pd.PeriodIndex, values: Values
) -> Screen:
    chosen = ticked(values, "theme: ")
    actor = str(values["actor"])
    start, end = months_of(months, values["time"])
    found = select_events(events, chosen, [actor] if actor else None, start, end)
    span = " to ".join(dict.fromkeys([date_words(start, "month"), date_words(end, "month")]))
    what = "all themes" if len(chosen) == len(themes) else listed(chosen) or "no theme"
    status = (
        f"Showing {len(found)} of {counted(len(events), 'event')}: {what}, {span}"
        f"{f', {actor}' if actor else ''}."
    )
    if actor:
        rest = len(select_events(events, actors=[actor])) - len(found)
        status += f" {rest} more with {actor}: other themes or times." if rest else ""
    if found.empty:
        return empty_screen(status, "No event is left. Tick more themes or take more time.")
    chart = figures.timeline(
        events, chosen, actors=[actor] if actor else None, start=start, end=end
    )
    return chart_screen(status, chart)
