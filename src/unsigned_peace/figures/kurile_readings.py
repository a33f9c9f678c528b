"""What 'the Kuriles' meant to whom: a matrix of readings and islands."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.picture import Kept
from unsigned_peace.figures.plain_english import all_sources, counted, date_words, listed

ISLANDS = {
    "habomai": "Habomai\ngroup",
    "shikotan": "Shikotan",
    "kunashir": "Kunashir /\nKunashiri",
    "etorofu": "Iturup /\nEtorofu",
    "urup_and_north": "Urup and\nnorth",
}
GROUNDS = {"yes": style.ORANGE, "no": style.SKY, "not said": style.PAPER}
LINE = 0.16  # inches from one line of a label to the next
LABELS = 3.65


def what_kurils_meant(readings: pd.DataFrame) -> Chart:
    """Show which islands each document and speaker counted as Kurile Islands.

    Each row is a reading, in the order of time; the islands run from south-west to north-east.

    Args:
        readings: `data.kurile_readings()`, or a part of it.

    Raises:
        ValueError: if the table is empty.

    >>> from unsigned_peace import data
    >>> what_kurils_meant(data.kurile_readings()).alt.startswith("Matrix of")
    True
    """
    if readings.empty:
        raise ValueError("The table of readings is empty: nothing is left to show.")
    readings = readings.sort_values(["date", "reading_id"]).reset_index(drop=True)
    with style.applied():
        figure = style.canvas(1.3 + _row_height(readings) * len(readings))
        _draw(figure, readings)
        style.title(
            figure,
            "What 'the Kuriles' meant, and to whom",
            f"Which islands {counted(len(readings), 'reading')} counted as Kurile Islands",
        )
    return Chart(
        figure,
        alt=_alt(readings),
        table=_behind(readings),
        caption=(
            "Yes: the text counts the island as one of the Kurile Islands. No: it does not. Not "
            "said: it does not name the island. A reading of the name is not yet a claim to the "
            "land."
        ),
        source_ids=all_sources(readings),
        kept=Kept(head=(0.66, 1.2), side=LABELS),
    )


def _draw(figure: Figure, readings: pd.DataFrame) -> None:
    high = _row_height(readings)
    tall = high * len(readings)
    room = style.WIDTH - LABELS - 0.1
    axes = style.inches(figure, LABELS, 0.1, room, tall)
    style.bare(axes)
    axes.set(xlim=(0, len(ISLANDS)), ylim=(len(readings), 0))
    for column, name in enumerate(ISLANDS.values()):
        axes.text(
            column + 0.5, -0.12, name,
            ha="center", va="bottom", weight="bold", linespacing=1.1,
        )  # fmt: skip
    inch = len(ISLANDS) / room
    for row, reading in readings.iterrows():
        _label(axes, row, reading, inch, high)
        for column, island in enumerate(ISLANDS):
            _cell(axes, (column, row), reading[island], unverified=island in reading["unverified"])


def _lines(reading: pd.Series) -> tuple[list[str], list[str]]:
    who = style.wrapped(reading["who"], 2.85, weight="bold")
    return who, style.wrapped(f"{date_words(reading['date'])}. {reading['document']}", 3.4)


def _row_height(readings: pd.DataFrame) -> float:
    """Give every row the room of the longest label, so that nothing is cut."""
    most = max(sum(map(len, _lines(reading))) for _, reading in readings.iterrows())
    return LINE * most + 0.1


def _label(axes: Axes, row: int, reading: pd.Series, inch: float, high: float) -> None:
    left = -(LABELS - 0.1) * inch
    axes.plot([left, len(ISLANDS)], [row, row], color=style.RULE, lw=0.8, clip_on=False, zorder=0)
    who, document = _lines(reading)
    looks = [{"weight": "bold"}] * len(who) + [{"color": style.QUIET}] * len(document)
    first = 0.5 - LINE * (len(looks) - 1) / 2 / high
    for number, (line, look) in enumerate(zip([*who, *document], looks, strict=True)):
        at = row + first + number * LINE / high
        axes.text(left, at, line, va="center", size=style.SMALL, **look)
    style.write(axes, -0.1 * inch, row + first, reading["side"], ha="right", color=style.QUIET)


def _cell(axes: Axes, at: tuple[int, int], answer: str, *, unverified: bool) -> None:
    column, row = at
    ground = GROUNDS[answer]
    axes.add_patch(
        Rectangle((column + 0.04, row + 0.09), 0.92, 0.82, fc=ground, ec=style.RULE, lw=0.8)
    )
    x, y = column + 0.24, row + 0.5
    if answer == "yes":
        axes.plot(x, y, "o", ms=7, color=style.INK)
    elif answer == "no":
        axes.plot(x, y, "o", ms=7, mfc=style.PAPER, mec=style.INK, mew=1.6)
    axes.text(
        column + 0.5, row + 0.5, answer + (" ?" if unverified else ""), ha="center", va="center",
        size=style.TEXT if answer != "not said" else style.SMALL,
        color=style.INK if answer != "not said" else style.QUIET,
    )  # fmt: skip


def _alt(readings: pd.DataFrame) -> str:
    parts = []
    for island, name in ISLANDS.items():
        numbers = readings[island].value_counts()
        answers = [f"{answer} in {numbers[answer]}" for answer in GROUNDS if numbers.get(answer, 0)]
        parts.append(f"{name}: {listed(answers)}".replace("\n", " "))
    first, last = readings.iloc[0], readings.iloc[-1]
    return (
        f"Matrix of {counted(len(readings), 'reading')} of the words 'Kurile Islands', from "
        f"{date_words(first['date'])} to {date_words(last['date'])}. {'. '.join(parts)}."
    )


def _behind(readings: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "who": readings["who"],
            "date": [date_words(date) for date in readings["date"]],
            "for": readings["side"].astype(str),
            "where": readings["document"],
        }
    )
    for island, name in ISLANDS.items():
        table[name.replace("\n", " ")] = readings[island].astype(str)
    return table.assign(
        note=readings["note"],
        **{"not verified": readings["unverified"], "sources": readings["source_ids"]},
    )
