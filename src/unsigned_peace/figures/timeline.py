"""Events on lanes, one lane for each theme."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.event_selection import last_days, select_events
from unsigned_peace.figures.lane_packing import LaneMark, MarkPlace, height, pack
from unsigned_peace.figures.picture import Kept
from unsigned_peace.figures.plain_english import (
    all_sources,
    counted,
    date_words,
    dates_in_words,
    listed,
    order_of,
)
from unsigned_peace.shared.dates import MONTHS

ROW = 0.215  # inches
LANE_GAP = 0.16
DOT = 0.11  # width of a marker
ROWS_IN_LANE = 22
MOST_ROWS = 40  # some nine inches
LOOKS = (
    ("o", style.BLUE),
    ("s", style.VERMILION),
    ("^", style.GREEN),
    ("D", style.PURPLE),
    ("v", style.ORANGE),
    ("P", style.SKY),
    ("h", style.BLACK),
    ("p", style.QUIET),
    ("X", style.BLUE),
)


@dataclass(frozen=True)
class ThemeLane:
    """A theme, its events, and where they go."""

    theme: str
    events: pd.DataFrame
    places: tuple[MarkPlace, ...]

    @property
    def inches(self) -> float:
        """Height of the lane; it ends with a line of text if some events have no room."""
        return min(height(self.places), ROWS_IN_LANE) * ROW + LANE_GAP + ROW * bool(self.hidden)

    @property
    def hidden(self) -> int:
        """How many events have no room: too many stand too near to each other."""
        return sum(place.row >= ROWS_IN_LANE for place in self.places)


def timeline(
    events: pd.DataFrame,
    themes: Collection[str] | None = None,
    actors: Collection[str] | None = None,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
) -> Chart:
    """Draw events on lanes by theme, each date no more exactly than it is known.

    A day is a point; a month or a year is a bar as long as the month or the year; a hollow mark
    says that the date is uncertain or not verified. Where there is no room for a title, the number
    of the event in the table behind the figure stands alone.

    Args:
        events: `data.events()`, or a part of it.
        themes, actors, start, end: As in `select_events`.

    Raises:
        ValueError: if a theme or an actor does not occur, or if nothing is left to show.

    >>> from unsigned_peace import data
    >>> chart = timeline(data.events(), themes=["territory"], start="1951-01-01", end="1951-12-31")
    >>> chart.alt.startswith("Timeline of")
    True
    """
    chosen = select_events(events, themes, actors, start, end)
    if chosen.empty:
        raise ValueError("No event is left to show. Choose more themes, more actors or more time.")
    chosen = chosen.sort_values(["date", "event_id"], kind="stable").reset_index(drop=True)
    chosen["last"] = last_days(chosen)
    chosen["number"] = chosen.index + 1
    doubtful = chosen["unverified"].map(lambda columns: "date" in columns)
    chosen["hollow"] = (chosen["date_precision"] == "uncertain") | doubtful
    first = pd.Timestamp(start) if start is not None else chosen["date"].min()
    last = pd.Timestamp(end) if end is not None else chosen["last"].max()
    with style.applied():
        figure, hidden = _draw(chosen, first, last, len(events))
    return Chart(
        figure,
        alt=_alt(chosen, len(events), hidden),
        table=_behind(chosen),
        caption=(
            "A point is a day; a bar is a month or a year, where no day is known; a hollow mark is "
            "a date that is uncertain or not verified. A number alone is a row of the table."
            + (f" {_no_room(hidden)}" if hidden else "")
        ),
        source_ids=all_sources(chosen),
        kept=Kept.around(figure.axes[0]),
    )


def _no_room(hidden: int) -> str:
    return f"{counted(hidden, 'event')} without room stand in the table only: take less time."


def _draw(
    events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, out_of: int
) -> tuple[Figure, int]:
    """Draw the lanes; return the figure and how many events had no room."""
    themes = order_of(events["theme"])
    left = 0.3 + max(style.text_width(theme, style.TEXT, "bold") for theme in themes)
    room = style.WIDTH - left - 0.15
    span = max((last - first).days, 1)
    first -= pd.Timedelta(days=max(1, span * 0.015))
    last += pd.Timedelta(days=max(1, span * 0.015))
    scale = room / (last - first).days
    lanes = _lanes(events, themes, first, scale, room)
    tall = sum(lane.inches for lane in lanes)
    figure = style.canvas(tall + 1.1)
    axes = style.inches(figure, left, 0.35, room, tall)
    style.frame(axes, "bottom")
    axes.set(xlim=(mdates.date2num(first), mdates.date2num(last)), ylim=(tall, 0), yticks=[])
    style.time_axis(axes, (last - first).days)
    top = 0.0
    for number, lane in enumerate(lanes):
        _draw_lane(axes, lane, top, _look(events["theme"], lane.theme), scale)
        axes.text(
            -0.12 / room, top + lane.inches / 2, lane.theme,
            transform=axes.get_yaxis_transform(), ha="right", va="center", weight="bold",
        )  # fmt: skip
        if lane.hidden:
            style.write(
                axes, 1, top + lane.inches - ROW * 0.7, f"{lane.hidden} more in the table",
                transform=axes.get_yaxis_transform(), ha="right", color=style.QUIET,
            )  # fmt: skip
        if number % 2 == 0:
            axes.axhspan(top, top + lane.inches, color=style.BAND, lw=0, zorder=-2)
        top += lane.inches
    _legend(figure, events)
    shown = counted(len(events), "event")
    style.title(
        figure,
        _months(events),
        shown if len(events) == out_of else f"{shown} out of {out_of}",
    )
    return figure, sum(lane.hidden for lane in lanes)


def _look(themes: pd.Series, theme: str) -> tuple[str, str]:
    """Give a theme the same marker and colour whatever else is shown."""
    kinds = (
        list(themes.cat.categories)
        if isinstance(themes.dtype, pd.CategoricalDtype)
        else sorted(set(themes))
    )
    return LOOKS[kinds.index(theme) % len(LOOKS)]


def _months(events: pd.DataFrame) -> str:
    first = date_words(events["date"].min(), "month")
    last = date_words(events["last"].max(), "month")
    return first if first == last else f"{first} to {last}"


def _lanes(
    events: pd.DataFrame, themes: Collection[str], first: pd.Timestamp, scale: float, room: float
) -> list[ThemeLane]:
    """Pack every lane; lanes with titles missing get more rows, while the figure may grow."""
    groups = {theme: events[events["theme"] == theme] for theme in themes}
    marks = {
        theme: [_mark(event, first, scale) for event in group.itertuples(index=False)]
        for theme, group in groups.items()
    }
    places = {theme: pack(marks[theme], room) for theme in themes}
    for more_rows in (2, 4, 7, 11):
        for theme in themes:
            if all(place.full for place in places[theme]):
                continue
            wider = pack(marks[theme], room, more_rows)
            others = sum(height(places[other]) for other in themes if other != theme)
            if others + height(wider) <= MOST_ROWS:
                places[theme] = wider
    return [ThemeLane(theme, groups[theme], places[theme]) for theme in themes]


def _mark(event: NamedTuple, first: pd.Timestamp, scale: float) -> LaneMark:
    start = (event.date - first).days * scale
    end = ((event.last - first).days + (event.last > event.date)) * scale
    return LaneMark(
        start - DOT / 2,
        max(end, start) + DOT / 2,
        style.text_width(f"{event.number} {event.title}", style.SMALL) + 0.05,
        style.text_width(str(event.number), style.SMALL) + 0.05,
    )


def _draw_lane(
    axes: Axes, lane: ThemeLane, top: float, look: tuple[str, str], scale: float
) -> None:
    """Draw the marks and labels of a lane; marks of one look in one go, which is faster."""
    gap = (DOT / 2 + 0.035) / scale
    dots: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    bars: dict[bool, list[Rectangle]] = {False: [], True: []}
    for place, event in zip(lane.places, lane.events.itertuples(index=False), strict=True):
        if place.row >= ROWS_IN_LANE:
            continue
        y = top + LANE_GAP / 2 + (place.row + 0.5) * ROW
        start = end = mdates.date2num(event.date)
        if event.last > event.date:
            end = mdates.date2num(event.last) + 1
            bars[event.hollow].append(Rectangle((start, y - 0.05), end - start, 0.1))
        else:
            dots[event.hollow].append((start, y))
        # Through the figure, because text in axes is clipped and slower.
        axes.figure.text(
            start - gap if place.left else end + gap, y,
            f"{event.number} {event.title}" if place.full else str(event.number),
            transform=axes.transData, ha="right" if place.left else "left", va="center",
            size=style.SMALL, color=style.INK if place.full else style.QUIET,
        )  # fmt: skip
    marker, colour = look
    for hollow in (False, True):
        fill, edge = (style.PAPER, colour) if hollow else (colour, style.INK)
        if dots[hollow]:
            axes.plot(
                *zip(*dots[hollow], strict=True), marker, ms=6.5, mfc=fill, mec=edge,
                mew=1.6 if hollow else 0.6, clip_on=False, zorder=3,
            )  # fmt: skip
        if bars[hollow]:
            axes.add_collection(
                PatchCollection(bars[hollow], fc=fill, ec=edge, lw=0.8, clip_on=False, zorder=3),
                autolim=False,
            )


def _legend(figure: Figure, events: pd.DataFrame) -> None:
    marks = {"day": style.mark(marker="o", color=style.QUIET, mec=style.INK, ls="", ms=6.5)}
    if (events["last"] > events["date"]).any():
        marks["month or year, no day known"] = style.swatch(fc=style.QUIET, lw=0.8)
    if events["hollow"].any():
        marks["uncertain or not verified"] = style.mark(
            marker="o", mfc=style.PAPER, mec=style.QUIET, mew=1.6, ls=""
        )
    style.legend(
        figure, marks, (0.995, 0.28), ncols=3, handletextpad=0.4, columnspacing=1.2,
        borderaxespad=0,
    )  # fmt: skip


def _alt(events: pd.DataFrame, out_of: int, hidden: int) -> str:
    first, last = events.iloc[0], events.iloc[-1]
    numbers = events["theme"].value_counts()
    lanes = [f"{theme} {numbers[theme]}" for theme in order_of(events["theme"])]
    months = events["date"].dt.to_period("M").value_counts().sort_index()
    busiest = months.idxmax()
    return (
        f"Timeline of {len(events)} of {counted(out_of, 'event')}, by theme: {listed(lanes)}. "
        f"First: {first['title']}, {date_words(first['date'], first['date_precision'])}. "
        f"Last: {last['title']}, {date_words(last['date'], last['date_precision'])}. "
        f"Most events in one month: {months.max()} in {MONTHS[busiest.month - 1]} {busiest.year}."
        + (f" {_no_room(hidden)}" if hidden else "")
    )


def _behind(events: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "no.": events["number"],
            "date": dates_in_words(events),
            "event": events["title"],
            "what happened": events["description"],
            "actors": events["actors"],
            "theme": events["theme"].astype(str),
            "not verified": events["unverified"],
            "sources": events["source_ids"],
        }
    )
