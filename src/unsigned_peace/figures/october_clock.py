"""Moscow, October 1956, hour by hour: who met, and what became of two phrases."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.picture import Kept, Spot
from unsigned_peace.figures.plain_english import all_sources, counted, date_words, listed
from unsigned_peace.shared.dates import MONTHS

KINDS = {
    "talk": (style.BLUE, ""),
    "decision": (style.YELLOW, "////"),
    "draft": (style.VERMILION, ""),
    "letter": (style.SKY, ""),
    "signature": (style.GREEN, ""),
}
# Where a phrase stands: colour and border of the cell. Other states have a quiet cell.
STATES = {
    "in the text": ("#cfe3f1", style.BLUE),
    "asked for": ("#eaf3f9", style.QUIET),
    "disputed": ("#fdf6bf", style.QUIET),
    "to be struck out": ("#f9d9c5", style.QUIET),
    "struck out": (style.PAPER, style.VERMILION),
}
PHRASES = {
    "okinawa_words": "the condition\non Okinawa",
    "territorial_words": "\u2018including the\nterritorial question\u2019",
}
HOURS = (9, 22)
EVENING = (18, 22)
UNKNOWN_LENGTH = 0.75  # hours drawn for a talk whose end is not known
ROW = 0.4
DAY = 0.34
HEAD = 0.5
TITLES, CLOCK, STATE = (0.34, 2.55), (3.0, 2.65), (5.74, 1.36)  # left edge and width, in inches
LINES = 2


@dataclass(frozen=True)
class ClockRow:
    """A row of the figure: the talk, its number, and the middle of the row in inches."""

    number: int
    y: float
    talk: "pd.Series"


def october_clock(talks: pd.DataFrame) -> Chart:
    """Draw the talks by the hour, and the state of two phrases of article 9 after each.

    A bar is a time that a record gives; an empty bar is an hour that was only arranged; a grey line
    through the day says that no hour is known.

    Args:
        talks: `data.october_talks()`, or a part of it.

    Raises:
        ValueError: if the table is empty.

    >>> from unsigned_peace import data
    >>> "16:15 to 16:55" in october_clock(data.october_talks()).alt
    True
    """
    if talks.empty:
        raise ValueError("No talk is left to show. Choose more days.")
    talks = talks.reset_index(drop=True)
    with style.applied():
        figure, spots = _draw(talks)
    return Chart(
        figure,
        alt=_alt(talks),
        table=_behind(talks),
        caption=(
            "Moscow time. On the right: where two phrases stood after each entry. "
            "Where no hour is known, the order inside a day is partly ours."
        ),
        source_ids=all_sources(talks),
        kept=Kept(head=(0.72, 0.75 + HEAD), foot=0.3, side=CLOCK[0] - 0.05),
        spots=spots,
    )


def clock_words(talk: "pd.Series") -> str:
    """Say when a talk was, no more exactly than it is known.

    >>> talk = {"start_time": "16:15", "end_time": "16:55", "time_basis": "recorded"}
    >>> clock_words(pd.Series(talk))
    '16:15 to 16:55'
    >>> clock_words(pd.Series(talk | {"end_time": pd.NA, "time_basis": "arranged"}))
    '16:15 (arranged)'
    """
    if pd.isna(talk["start_time"]):
        return "in the evening" if talk["time_basis"] == "evening" else "hour not known"
    if pd.notna(talk["end_time"]):
        return f"{talk['start_time']} to {talk['end_time']}"
    arranged = " (arranged)" if talk["time_basis"] == "arranged" else ""
    return f"{talk['start_time']}{arranged}"


def _draw(talks: pd.DataFrame) -> tuple[Figure, tuple[Spot, ...]]:
    days = talks["date"].nunique()
    tall = HEAD + days * DAY + len(talks) * ROW + 0.3
    figure, axes = style.sheet(tall, 0.75, foot=0.02)
    bottom = tall - 0.3
    for number, head in enumerate(PHRASES.values()):
        left = STATE[0] + number * (STATE[1] + 0.06)
        axes.text(
            left + STATE[1] / 2, HEAD - 0.08, head, ha="center", va="bottom", size=style.SMALL,
            weight="bold", linespacing=1.15,
        )  # fmt: skip
    for hour in range(HOURS[0], HOURS[1] + 1):
        axes.vlines(_x(hour), HEAD, bottom, color=style.RULE, lw=0.6, zorder=-1)
        if hour % 3 == 0:
            style.write(axes, _x(hour), bottom + 0.15, f"{hour}:00", ha="center", color=style.QUIET)
    spots = []
    for entry in _entries(axes, talks):
        low, high = entry.y - ROW / 2, entry.y + ROW / 2
        spots.append(Spot.on(axes, entry.talk["talk_id"], (0, low), (style.WIDTH, high)))
        _title(axes, entry)
        _time(axes, entry)
        _states(axes, entry)
    first, last = talks["date"].min(), talks["date"].max()
    month = f"{MONTHS[last.month - 1]} {last.year}"
    style.title(
        figure, f"Moscow by the clock, {first.day} to {last.day} {month}",
        f"{counted(len(talks), 'entry', 'entries')}, "
        f"{int(talks['start_time'].notna().sum())} with an hour",
    )  # fmt: skip
    return figure, tuple(spots)


def _entries(axes: Axes, talks: pd.DataFrame) -> Iterator[ClockRow]:
    """Yield the rows, and write a heading where a day begins."""
    top = HEAD
    for number, (day, group) in enumerate(talks.groupby("date", sort=True)):
        height = DAY + ROW * len(group)
        if number % 2 == 0:
            axes.axhspan(top, top + height, color=style.BAND, lw=0, zorder=-3)
        name = f"{day.day_name()} {day.day} {MONTHS[day.month - 1]}"
        axes.text(0.1, top + DAY / 2 + 0.02, name, weight="bold", va="center")
        top += DAY
        for index, talk in group.iterrows():
            yield ClockRow(index + 1, top + ROW / 2, talk)
            top += ROW


def _x(hour: float) -> float:
    return CLOCK[0] + CLOCK[1] * (hour - HOURS[0]) / (HOURS[1] - HOURS[0])


def _hour(text: str) -> float:
    hours, minutes = text.split(":")
    return int(hours) + int(minutes) / 60


def _title(axes: Axes, entry: ClockRow) -> None:
    style.write(axes, TITLES[0] - 0.08, entry.y, str(entry.number), ha="right", weight="bold")
    text = style.wrapped(entry.talk["title"], TITLES[1])[:LINES]
    style.write(axes, TITLES[0], entry.y, "\n".join(text), linespacing=1.15)


def _time(axes: Axes, entry: ClockRow) -> None:
    talk, y = entry.talk, entry.y
    colour, hatch = KINDS[talk["kind"]]
    if pd.isna(talk["start_time"]) and talk["time_basis"] != "evening":
        axes.hlines(y, _x(HOURS[0]), _x(HOURS[1]), color=style.QUIET, lw=0.9, ls=(0, (1, 3)))
        style.write(
            axes, CLOCK[0] + CLOCK[1] / 2, y, "hour not known", ha="center", color=style.QUIET,
            bbox={"fc": style.PAPER, "ec": style.RULE, "lw": 0.6, "pad": 1.5},
        )  # fmt: skip
        return
    if pd.isna(talk["start_time"]):
        start, end = EVENING
        label, empty = "evening", True
    else:
        start = _hour(talk["start_time"])
        known = pd.notna(talk["end_time"])
        end = _hour(talk["end_time"]) if known else start + UNKNOWN_LENGTH
        label, empty = clock_words(talk).replace(" to ", "\u2013"), talk["time_basis"] != "recorded"
    axes.add_patch(
        Rectangle(
            (_x(start), y - 0.1), _x(end) - _x(start), 0.2, fc=style.PAPER if empty else colour,
            ec=colour if empty else style.INK, lw=1.6 if empty else 0.8, hatch=hatch,
            ls=(0, (3, 1.5)) if empty else "solid",
        )
    )  # fmt: skip
    inside = style.text_width(label, style.SMALL) < _x(end) - _x(start) - 0.06
    before = _x(start) - CLOCK[0] > style.text_width(label, style.SMALL) + 0.1
    if inside:
        x, align = (_x(start) + _x(end)) / 2, "center"
    else:
        x, align = (_x(start) - 0.06, "right") if before else (_x(end) + 0.06, "left")
    style.write(axes, x, y, label, ha=align)


def _states(axes: Axes, entry: ClockRow) -> None:
    for number, column in enumerate(PHRASES):
        state = entry.talk[column]
        left = STATE[0] + number * (STATE[1] + 0.06)
        fill, edge = STATES.get(state, (style.PAPER, style.RULE))
        axes.add_patch(
            Rectangle(
                (left, entry.y - ROW / 2 + 0.05), STATE[1], ROW - 0.1, fc=fill, ec=edge,
                lw=1.6 if edge in (style.BLUE, style.VERMILION) else 0.7,
            )
        )  # fmt: skip
        style.write(
            axes, left + STATE[1] / 2, entry.y, state, ha="center",
            color=style.INK if state in STATES else style.QUIET,
        )  # fmt: skip


def _alt(talks: pd.DataFrame) -> str:
    first, last = talks["date"].min(), talks["date"].max()
    known = [
        f"{talk['title']}, {talk['date'].day} {MONTHS[talk['date'].month - 1]}, {clock_words(talk)}"
        for _, talk in talks[talks["start_time"].notna()].iterrows()
    ]
    text = (
        f"Clock of {counted(len(talks), 'entry', 'entries')}, {date_words(first)} to "
        f"{date_words(last)}. With an hour: {listed(known) or 'none'}."
    )
    for column, phrase in PHRASES.items():
        steps = talks[talks[column] != talks[column].shift()]
        states = [f"{row[column]} ({row['title']})" for _, row in steps.iterrows()]
        name = " ".join(phrase.split())
        text += f" State of {name}: {', then '.join(states)}."
    return text


def _behind(talks: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "no.": talks.index + 1,
            "date": [date_words(date) for date in talks["date"]],
            "time": [clock_words(talk) for _, talk in talks.iterrows()],
            "what": talks["title"],
            "what happened": talks["what_happened"],
            "who": talks["who"],
            "condition on Okinawa": talks["okinawa_words"].astype(str),
            "territorial words": talks["territorial_words"].astype(str),
            "what changed": talks["what_changed"],
            "remark": talks["note"],
            "sources": talks["source_ids"],
        }
    )
