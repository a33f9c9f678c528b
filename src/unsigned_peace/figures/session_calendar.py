"""The days of the talks on month sheets."""

from calendar import Calendar
from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch, Polygon, Rectangle

from unsigned_peace import data
from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.picture import Spot
from unsigned_peace.figures.plain_english import (
    all_sources,
    counted,
    date_words,
    dates_in_words,
    listed,
    order_of,
)
from unsigned_peace.shared.dates import MONTHS

# Letter, shape, colour of the shape, colour of the letter.
LOOKS = {
    "session": ("S", "square", style.BLUE, style.PAPER),
    "offer": ("O", "circle", style.ORANGE, style.INK),
    "instruction": ("I", "diamond", style.YELLOW, style.INK),
    "outside event": ("X", "square", style.PAPER, style.INK),
}
ACROSS = 4
CELL = (0.276, 0.42)  # inches
HEAD = 0.5
GAP = 0.17
SIZE = 0.085  # half the width of a mark
MOST_MONTHS = 24
MOST_IN_CELL = 2
MOST_NAMED = 8


def session_calendar(
    events: pd.DataFrame,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
) -> Chart:
    """Mark the days of the talks on month sheets: sessions, offers, instructions, outside events.

    Only events whose day is known have a place; `?` stands beside a day that is uncertain.

    Args:
        events: `data.events()`, or a part of it. Events outside `data.talks_calendar()` have no
            mark.
        start, end: First and last day to show; their whole months are drawn.

    Raises:
        ValueError: if no day has a mark, or if there are more than 24 months.

    >>> from unsigned_peace import data
    >>> chart = session_calendar(data.events(), "1955-08-01", "1955-08-31")
    >>> "4 offers: First hint of two islands (5 August 1955)" in chart.alt
    True
    """
    marked = calendar_days(events, start, end)
    if marked.empty:
        raise ValueError("No day has a mark. Choose more kinds of day or more time.")
    first = pd.Timestamp(start) if start is not None else marked["date"].min()
    last = pd.Timestamp(end) if end is not None else marked["date"].max()
    months = pd.period_range(first, last, freq="M")
    if len(months) > MOST_MONTHS:
        raise ValueError(
            f"{len(months)} months do not fit on one figure. Choose a start and an end that are at "
            f"most {MOST_MONTHS} months apart."
        )
    with style.applied():
        figure, spots = _draw(marked, months)
    return Chart(
        figure,
        alt=_alt(marked, months),
        table=_behind(marked),
        caption=(
            "Only sessions of which we know what happened are marked; there were more. "
            "Events of which only the month is known have no place here."
        ),
        source_ids=all_sources(marked),
        spots=spots,
    )


def calendar_days(
    events: pd.DataFrame,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Join events with their mark (column `mark`), between two days, in the order of time.

    >>> from unsigned_peace import data
    >>> calendar_days(data.events(), "1955-08-05", "1955-08-05")["mark"].tolist()
    ['offer']
    """
    joined = events.merge(data.talks_calendar()[["event_id", "mark"]], on="event_id")
    if start is not None:
        joined = joined[joined["date"] >= pd.Timestamp(start)]
    if end is not None:
        joined = joined[joined["date"] <= pd.Timestamp(end)]
    return joined.sort_values(["date", "mark", "event_id"]).reset_index(drop=True)


def _draw(marked: pd.DataFrame, months: pd.PeriodIndex) -> tuple[Figure, tuple[Spot, ...]]:
    width, height = CELL
    sheets = [[*Calendar().monthdatescalendar(month.year, month.month)] for month in months]
    rows = [sheets[number : number + ACROSS] for number in range(0, len(sheets), ACROSS)]
    heights = [HEAD + height * max(len(weeks) for weeks in row) for row in rows]
    tall = sum(heights) + GAP * (len(rows) - 1)
    figure = style.canvas(tall + 1.1)
    axes = style.inches(figure, 0.1, 0.1, style.WIDTH - 0.2, tall + 0.02)
    style.bare(axes)
    # y runs downwards in inches.
    axes.set(xlim=(0, style.WIDTH - 0.2), ylim=(tall + 0.02, 0))
    days = {day: group for day, group in marked.groupby(marked["date"].dt.date)}  # noqa: C416
    top, spots = 0.0, []
    for number, month in enumerate(months):
        row, column = divmod(number, ACROSS)
        if number and column == 0:
            top += heights[row - 1] + GAP
        left = column * (7 * width + GAP)
        spots += _sheet(axes, month, (left, top), days)
    _legend(figure, marked)
    span = dict.fromkeys([f"{MONTHS[m.month - 1]} {m.year}" for m in (months[0], months[-1])])
    subtitle = f"{counted(len(marked), 'event')} on days that are known"
    style.title(figure, f"The days of the talks, {' to '.join(span)}", subtitle)
    return figure, tuple(spots)


def _sheet(
    axes: Axes, month: pd.Period, corner: tuple[float, float], days: dict[object, pd.DataFrame]
) -> list[Spot]:
    """Draw a month, and return the days that have a mark."""
    left, top = corner
    width, height = CELL
    name = f"{MONTHS[month.month - 1]} {month.year}"
    axes.text(left, top + 0.11, name, weight="bold", va="center")
    for column, letter in enumerate("MTWTFSS"):
        style.write(
            axes, left + (column + 0.5) * width, top + 0.36, letter, ha="center", color=style.QUIET,
        )  # fmt: skip
    cells, spots = [], []
    for row, week in enumerate(Calendar().monthdatescalendar(month.year, month.month)):
        for column, day in enumerate(week):
            if day.month != month.month:
                continue
            x, y = left + column * width, top + HEAD + row * height
            here = days.get(day)
            fill = style.PAPER if here is None else style.BAND
            cells.append(Rectangle((x, y), width, height, ec=style.RULE, lw=0.6, fc=fill))
            unsure = here is not None and (here["date_precision"] == "uncertain").any()
            style.write(
                axes, x + width / 2, y + 0.11, f"{day.day}?" if unsure else str(day.day),
                ha="center", weight="normal" if here is None else "bold",
                color=style.QUIET if here is None else style.INK,
            )  # fmt: skip
            if here is not None:
                _day(axes, x, y, order_of(here["mark"]))
                spots.append(Spot.on(axes, day.isoformat(), (x, y), (x + width, y + height)))
    # One collection draws faster than thirty patches.
    axes.add_collection(PatchCollection(cells, match_original=True, zorder=0.5), autolim=False)
    return spots


def _day(axes: Axes, x: float, y: float, kinds: Collection[str]) -> None:
    """Put the marks of a day side by side; a third kind is only in the table."""
    shown = [*kinds][:MOST_IN_CELL]
    step = 0.13
    middle = x + CELL[0] / 2 - step * (len(shown) - 1) / 2
    for number, kind in enumerate(shown):
        letter, _, _, ink = LOOKS[kind]
        small = SIZE if len(shown) == 1 else SIZE * 0.78
        at = (middle + number * step, y + 0.285)
        axes.add_patch(_shape(kind, at, small))
        axes.text(
            *at, letter, ha="center", va="center_baseline", color=ink, weight="bold",
            size=style.SMALL,
        )  # fmt: skip


def _shape(kind: str, at: tuple[float, float], half: float) -> Patch:
    _, shape, colour, _ = LOOKS[kind]
    x, y = at
    look = {"fc": colour, "ec": style.INK, "lw": 0.7}
    if shape == "circle":
        return Circle(at, half * 1.12, **look)
    if shape == "diamond":
        far = half * 1.4
        return Polygon([(x, y - far), (x + far, y), (x, y + far), (x - far, y)], **look)
    return Rectangle((x - half, y - half), 2 * half, 2 * half, **look)


def _legend(figure: Figure, marked: pd.DataFrame) -> None:
    _, up = figure.get_size_inches()
    axes = style.inches(figure, 0.1, up - 0.9, style.WIDTH - 0.2, 0.25)
    style.bare(axes)
    axes.set(xlim=(0, style.WIDTH - 0.2), ylim=(0.25, 0))
    x = 0.1
    for kind in order_of(marked["mark"]):
        letter, _, _, ink = LOOKS[kind]
        axes.add_patch(_shape(kind, (x, 0.125), SIZE))
        axes.text(
            x, 0.125, letter, ha="center", va="center_baseline", color=ink, weight="bold",
            size=style.SMALL,
        )  # fmt: skip
        style.write(axes, x + 0.17, 0.125, kind)
        x += 0.5 + style.text_width(kind, style.SMALL)


def _alt(marked: pd.DataFrame, months: pd.PeriodIndex) -> str:
    first, last = months[0].start_time, months[-1].end_time
    text = f"Calendar, {date_words(first, 'month')} to {date_words(last, 'month')}."
    for kind in order_of(marked["mark"]):
        rows = marked[marked["mark"] == kind]
        days = [
            f"{row.title} ({date_words(row.date, row.date_precision)})" for row in rows.itertuples()
        ]
        if len(days) > MOST_NAMED:
            days = [*days[: MOST_NAMED - 1], f"{len(days) - MOST_NAMED + 1} more"]
        text += f" {counted(len(rows), kind)}: {listed(days)}."
    return text


def _behind(marked: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": dates_in_words(marked),
            "weekday": marked["date"].dt.day_name(),
            "mark": marked["mark"].astype(str),
            "event": marked["title"],
            "what happened": marked["description"],
            "who": marked["actors"],
            "sources": marked["source_ids"],
        }
    )
