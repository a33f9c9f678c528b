"""Where each party stood on an issue, rung by rung, through the talks."""

from string import ascii_lowercase

import pandas as pd
from matplotlib import dates as mdates
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from unsigned_peace.figures import position_rungs, style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.ladder_lanes import RUNG_GAP, LadderLane, lanes_of
from unsigned_peace.figures.picture import Kept
from unsigned_peace.figures.plain_english import (
    all_sources,
    counted,
    date_words,
    order_of,
)
from unsigned_peace.figures.position_rungs import Ladder

PARTIES = {
    "Japan": ("D", style.SIDE_COLOURS["Japan"]),
    "USA": ("o", style.BLUE),
    "USSR": ("^", style.SIDE_COLOURS["USSR"]),
}
# How a mark is filled says where the words were spoken.
FILLS = {
    "internal paper": ("none", 1.6),
    "private talk": ("left", 1.1),
    "at the table": ("full", 0.7),
    "in public": ("full", 1.9),
}
LABELS = 1.72  # inches for the words of the rungs
PHASES = 0.42
FLAG = 0.2


def position_ladder(
    positions: pd.DataFrame,
    issue: str = position_rungs.TERRITORY,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
    marked: pd.DataFrame | None = None,
) -> Chart:
    """Draw the positions on an issue as marks on rungs, one shape a party.

    An empty mark stands in an internal paper, a half-filled one in a private talk, a filled one was
    put on the table, a ringed one was public. The line follows what was put on the table or said in
    public, and keeps each rung until the next. A bar is a month of which no day is known; `?`
    marks a position that is less sure.

    Args:
        positions: `data.positions()`, or a part of it.
        issue: `"territory"` for the whole package, or one of the twelve issues.
        start, end: First and last day to show.
        marked: Events (rows of `data.events()`) to mark with a line and a number.

    Raises:
        ValueError: if there is no such issue, or if no position is left.

    >>> from unsigned_peace import data
    >>> chart = position_ladder(data.positions(), "straits")
    >>> chart.alt.startswith("Position ladder, straits")
    True
    """
    ladder = position_rungs.ladder(positions, issue, start, end)
    found = position_rungs.marks(ladder.positions)
    first = pd.Timestamp(start) if start is not None else found["date"].min()
    last = pd.Timestamp(end) if end is not None else found["last"].max()
    events = _within(marked, first, last)
    with style.applied():
        figure, short = _draw(ladder, found, (first, last), positions, events)
    return Chart(
        figure,
        alt=position_rungs.in_words(ladder, found),
        table=position_rungs.behind(ladder),
        caption=_caption(found, events, short),
        source_ids=all_sources(ladder.positions),
        kept=Kept.around(figure.axes[0]),
    )


def _within(events: pd.DataFrame | None, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    if events is None:
        return pd.DataFrame({"date": [], "title": []})
    inside = events[events["date"].between(first, last)]
    return inside.sort_values("date", kind="stable").reset_index(drop=True)


def _draw(
    ladder: Ladder,
    found: pd.DataFrame,
    span: tuple[pd.Timestamp, pd.Timestamp],
    positions: pd.DataFrame,
    events: pd.DataFrame,
) -> tuple["style.Figure", list[str]]:
    """Draw the ladder; return it with the phases that have only a letter."""
    room = style.WIDTH - LABELS - 0.3
    days = max((span[1] - span[0]).days, 1)
    # Air at both ends, so that a mark at the edge stays whole.
    scale = (room - 0.3) / days
    first = span[0] - pd.Timedelta(days=0.15 / scale)
    lanes = lanes_of(ladder, found, [*PARTIES], first, scale)
    tall = max(lane.bottom + lane.height for lane in lanes) + RUNG_GAP / 2
    head = PHASES + (FLAG if len(events) else 0)
    figure = style.canvas(tall + head + 1.62)
    axes = style.inches(figure, LABELS + 0.1, 0.35, room, tall)
    style.frame(axes, "bottom")
    axes.set(xlim=(0, room), ylim=(0, tall), yticks=[])
    axes.xaxis_date()
    axes.set_xlim(first, first + pd.Timedelta(days=room / scale))
    style.time_axis(axes, int(room / scale))
    _rungs(axes, ladder, lanes, room)
    short = _phases(axes, positions, scale, tall + head)
    for party in order_of(found["party"]):
        _line(axes, [lane for lane in lanes if lane.party == party], party, first, scale)
    for lane in lanes:
        _marks(axes, lane, first, scale)
    _flags(axes, events, tall, scale)
    _legend(figure, found)
    _title(figure, ladder, found)
    return figure, short


def _rungs(axes: Axes, ladder: Ladder, lanes: list[LadderLane], room: float) -> None:
    for number, (code, label) in enumerate(ladder.rungs):
        here = [lane for lane in lanes if lane.code == code]
        bottom = here[0].bottom - RUNG_GAP / 2
        top = here[-1].bottom + here[-1].height + RUNG_GAP / 2
        axes.axhline(top, color=style.RULE, lw=0.8, zorder=-1)
        if number == 0:
            axes.axhline(bottom, color=style.RULE, lw=0.8, zorder=-1)
        words = style.wrapped(label, LABELS - 0.15, weight="bold")
        style.write(
            axes, -0.12 / room, (bottom + top) / 2, "\n".join(words),
            transform=axes.get_yaxis_transform(), ha="right", weight="bold", linespacing=1.2,
        )  # fmt: skip


def _phases(axes: Axes, positions: pd.DataFrame, scale: float, top: float) -> list[str]:
    """Shade every second stretch of the talks and name it; a narrow one gets a letter."""
    low, high = axes.get_xlim()
    short: list[str] = []
    starts = positions.groupby("phase", observed=True)["date"].min().sort_values()
    edges = [*mdates.date2num(starts), high]
    for number, (phase, left, right) in enumerate(
        zip(starts.index, edges, edges[1:], strict=False)
    ):
        left, right = max(left, low), min(right, high)  # noqa: PLW2901
        if left >= right:
            continue
        if number % 2 == 0:
            axes.axvspan(left, right, color=style.BAND, lw=0, zorder=-3)
        width = (right - left) * scale - 0.06
        lines = style.wrapped(phase.partition(" (")[0], width)
        if len(lines) > 2 or any(style.text_width(line, style.SMALL) > width for line in lines):
            lines = [ascii_lowercase[len(short)]]
            short.append(phase)
        axes.text(
            left + 0.04 / scale, top - 0.04, "\n".join(lines), va="top",
            size=style.SMALL, color=style.QUIET, linespacing=1.15,
        )  # fmt: skip
    return short


def _line(
    axes: Axes, lanes: list[LadderLane], party: str, first: pd.Timestamp, scale: float
) -> None:
    """Join the open marks as steps, and the ends of a range that one paper or day names."""
    colour = PARTIES[party][1]
    points = pd.concat([lane.marks.assign(y=lane.y()) for lane in lanes if len(lane.marks)])
    points["at"] = [first + pd.Timedelta(days=x / scale) for x in points["x"]]
    spoken = points[position_rungs.is_open(points)].sort_values(["date", "code"])
    if not spoken.empty:
        steps = spoken.groupby("date").last()
        axes.step(steps["at"], steps["y"], where="post", color=colour, lw=1.5, alpha=0.75, zorder=1)
    for _, day in points[~position_rungs.is_open(points)].groupby(
        ["date", "setting"], observed=True
    ):
        if day["code"].min() < day["code"].max():
            axes.vlines(
                day["at"].iloc[0], day["y"].min(), day["y"].max(),
                color=colour, lw=1.1, ls=(0, (1.5, 1.5)), zorder=1,
            )  # fmt: skip


def _marks(axes: Axes, lane: LadderLane, first: pd.Timestamp, scale: float) -> None:
    marker, colour = PARTIES[lane.party]
    for mark in lane.marks.itertuples():
        fill, edge = FILLS[mark.setting]
        y = lane.y(mark.row)
        at = first + pd.Timedelta(days=mark.x / scale)
        if mark.last > mark.date:
            axes.add_patch(
                Rectangle(
                    (mdates.date2num(mark.date), y - 0.022),
                    mdates.date2num(mark.last) - mdates.date2num(mark.date) + 1, 0.044,
                    fc=colour, ec="none", alpha=0.55, zorder=2,
                )
            )  # fmt: skip
        empty = fill == "none"
        # An artist leaves the limits of the axes alone, and so draws faster than a plotted line.
        axes.add_artist(
            Line2D(
                [mdates.date2num(at)], [y], marker=marker, ms=7.2 if marker != "D" else 6.4,
                fillstyle="full" if empty else fill, color=style.PAPER if empty else colour,
                markerfacecoloralt=style.PAPER, mec=colour if empty else style.INK, mew=edge,
                zorder=4,
            )
        )  # fmt: skip
        if mark.unsure:
            style.write(
                axes, at + pd.Timedelta(days=0.065 / scale), y, "?", weight="bold", color=style.INK,
                zorder=3.5, bbox={"fc": style.PAPER, "ec": "none", "pad": 0.2, "alpha": 0.8},
            )  # fmt: skip


def _flags(axes: Axes, events: pd.DataFrame, tall: float, scale: float) -> None:
    """Draw a line for each event; numbers that would cover each other become one label."""
    groups: list[list[int]] = []
    for number, day in enumerate(events["date"]):
        axes.axvline(day, color=style.INK, lw=0.9, ls=(0, (4, 3)), zorder=0)
        near = groups and (day - events["date"].iloc[groups[-1][-1]]).days * scale < FLAG
        if near:
            groups[-1].append(number)
        else:
            groups.append([number])
    for group in groups:
        days = events["date"].iloc[[group[0], group[-1]]]
        label = f"{group[0] + 1}" if len(group) == 1 else f"{group[0] + 1}\u2013{group[-1] + 1}"
        axes.text(
            days.iloc[0] + (days.iloc[1] - days.iloc[0]) / 2, tall + 0.02, label, ha="center",
            va="bottom", size=style.SMALL, weight="bold",
        )  # fmt: skip


def _legend(figure: "style.Figure", found: pd.DataFrame) -> None:
    marks = {
        party: style.mark(marker=marker, color=colour, mec=style.INK, lw=1.5, ms=7)
        for party, (marker, colour) in PARTIES.items()
        if (found["party"] == party).any()
    }
    for setting in order_of(found["setting"]):
        fill, edge = FILLS[setting]
        marks[setting] = style.mark(
            marker="o", ls="", ms=7, fillstyle=fill, color=style.QUIET,
            markerfacecoloralt=style.PAPER, mec=style.INK, mew=edge,
        )  # fmt: skip
    if (found["last"] > found["date"]).any():
        marks["some day in this month"] = style.mark(color=style.QUIET, lw=3.2, alpha=0.55)
    if found["unsure"].any():
        marks["less sure"] = style.mark(marker="$?$", ls="", color=style.INK, ms=6)
    style.legend(figure, marks, (0.004, 0.62), ncols=5, handletextpad=0.5, columnspacing=1.5)


def _title(figure: "style.Figure", ladder: Ladder, found: pd.DataFrame) -> None:
    parties = [
        f"{party} {(ladder.positions['party'] == party).sum()}"
        for party in order_of(found["party"])
    ]
    what = "the package of each party" if ladder.issue == position_rungs.TERRITORY else "each party"
    style.title(
        figure,
        f"{ladder.issue[0].upper()}{ladder.issue[1:]}: where {what} stood",
        f"{counted(len(ladder.positions), 'position')} ({', '.join(parties)}), "
        f"{date_words(found['date'].min(), 'month')} to {date_words(found['last'].max(), 'month')}",
    )


def _caption(found: pd.DataFrame, events: pd.DataFrame, short: list[str]) -> str:
    text = (
        "The line follows what was put on the table or said in public, and keeps each rung until "
        "the next. Rungs are an order, not a distance. The codes are our judgement."
    )
    if (found["setting"] == "internal paper").any():
        text += " A dotted line joins what one paper names as its most and its least."
    if short:
        named = [f"{letter} {phase}" for letter, phase in zip(ascii_lowercase, short, strict=False)]
        text += f" Phases of the talks that are too short for their names: {'; '.join(named)}."
    flags = [
        f"{number + 1} {event['title']} ({date_words(event['date'])})"
        for number, event in events.iterrows()
    ]
    return text + (f" Marked: {'; '.join(flags)}." if flags else "")
