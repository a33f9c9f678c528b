"""The figures of a report. A table of its CSV files goes in, a chart comes out."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.plain_english import counted

ROW = 0.34  # inches
LABEL = 3.2
BARS = (LABEL + 0.15, 2.0)
DOTS = (LABEL + 3.4, 1.75)
BINS = 10
MOST_NAMES = 20


def items_chart(items: pd.DataFrame, what: str) -> Chart:
    """Draw difficulty and discrimination of items, one row each.

    >>> table = pd.DataFrame({"item": ["t1"], "label": ["Who came?"], "marked": [3],
    ...     "to_be_marked": [1], "difficulty": [0.5], "discrimination": [None]})
    >>> items_chart(table, "Tasks").alt.partition("dots. ")[2]
    't1, Who came?: 50 per cent of the points, 3 of 4 marked, no discrimination.'
    """
    tall = ROW * len(items) + 0.75
    with style.applied():
        figure = style.canvas(tall + 0.75)
        axes = style.inches(figure, 0, 0.05, style.WIDTH, tall)
        style.bare(axes)
        axes.set(xlim=(0, style.WIDTH), ylim=(tall, 0))  # both in inches; y runs downwards
        _scale(axes, BARS, ((0, "0 %"), (50, "50 %"), (100, "100 %")), (0, 100), tall)
        _scale(axes, DOTS, ((-1, "-1"), (0, "0"), (1, "1")), (-1, 1), tall)
        style.write(axes, BARS[0], 0.1, "mean share of the points")
        style.write(axes, DOTS[0], 0.1, "discrimination")
        for place, row in enumerate(items.itertuples()):
            _item(axes, row, 0.55 + ROW * (place + 0.5))
        style.title(figure, f"{what}: how hard, and how telling?")
    return Chart(figure, _items_alt(items, what), items, _items_caption(), ())


def _scale(
    axes: Axes,
    place: tuple[float, float],
    ticks: Sequence[tuple[float, str]],
    limits: tuple[float, float],
    tall: float,
) -> None:
    for value, name in ticks:
        x = _x(place, value, limits)
        axes.vlines(x, 0.5, tall, color=style.RULE, lw=0.8, zorder=-1)
        style.write(axes, x, 0.35, name, ha="center", color=style.QUIET)


def _x(place: tuple[float, float], value: float, limits: tuple[float, float]) -> float:
    return place[0] + place[1] * (value - limits[0]) / (limits[1] - limits[0])


def _item(axes: Axes, row: tuple, y: float) -> None:
    name = style.shortened(_name(row), LABEL - 0.15)
    style.write(axes, LABEL, y, name, ha="right")
    if pd.notna(row.difficulty):
        width = BARS[1] * min(row.difficulty, 1)  # extra credit may go beyond
        axes.barh(y, width, height=ROW * 0.55, left=BARS[0], color=style.SKY, ec=style.INK, lw=0.7)
        style.write(axes, BARS[0] + width + 0.06, y, _share(row), weight="bold")
    else:
        style.write(axes, BARS[0] + 0.06, y, "not marked yet")
    middle = _x(DOTS, 0, (-1, 1))
    if pd.notna(row.discrimination):
        x = _x(DOTS, row.discrimination, (-1, 1))
        # Below zero the marker is another one: a question that good students miss needs a look.
        marker, colour = ("o", style.BLUE) if row.discrimination >= 0 else ("X", style.VERMILION)
        axes.plot([middle, x], [y, y], color=style.QUIET, lw=1)
        axes.plot([x], [y], marker=marker, color=colour, ms=7)
    else:
        style.write(axes, middle + 0.06, y, "none", color=style.QUIET)


def _share(row: tuple) -> str:
    """Write the share, and how many are marked while some wait for a person."""
    part = f" ({row.marked} of {row.marked + row.to_be_marked})" if row.to_be_marked else ""
    return f"{100 * row.difficulty:.0f}{part}"


def _marked(row: tuple) -> str:
    """Say how many are marked, while some wait for a person."""
    whole = row.marked + row.to_be_marked
    return f", {row.marked} of {whole} marked" if row.to_be_marked else ""


def _name(row: tuple) -> str:
    return f"{row.item}, {row.label}" if row.label else row.item


def _items_alt(items: pd.DataFrame, what: str) -> str:
    parts = [f"{what}: {counted(len(items), 'row')} of bars and dots."]
    for row in items.itertuples():
        share = (
            f"{100 * row.difficulty:.0f} per cent of the points{_marked(row)}"
            if pd.notna(row.difficulty)
            else "not marked yet"
        )
        telling = (
            f"discrimination {row.discrimination:.2f}"
            if pd.notna(row.discrimination)
            else "no discrimination"
        )
        parts.append(f"{_name(row)}: {share}, {telling}.")
    return " ".join(parts)


def _items_caption() -> str:
    return (
        "A long bar is easy. Discrimination is the correlation with the points in all other rows "
        "(Guilford 1953): near 1, those who did well elsewhere did well here; near 0, it tells "
        "nothing of them; below 0 (a cross), look for a mistake in the task. Where all have the "
        "same points, there is none. In brackets: how many are marked, while others wait."
    )


def scores_chart(scores: pd.DataFrame) -> Chart:
    """Draw how many students have how many of the points, in ten steps.

    >>> chart = scores_chart(pd.DataFrame({"score": [0.0, 10.0], "max_score": [10.0, 10.0]}))
    >>> chart.alt
    'Scores of 2 students, in steps of a tenth. Median 5. 0 to 1: 1; 9 to 10: 1.'
    """
    most = float(max(scores["max_score"].max(), scores["score"].max()))
    step = most / BINS or 1
    places = (scores["score"] / step).astype(int).clip(upper=BINS - 1)
    counts = places.value_counts().reindex(range(BINS), fill_value=0)
    names = [f"{place * step:g} to {(place + 1) * step:g}" for place in range(BINS)]
    table = pd.DataFrame({"points": names, "students": counts.to_list()})
    parts = [f"{row.points}: {row.students}" for row in table.itertuples() if row.students]
    students, median = counted(len(scores), "student"), f"{scores['score'].median():g}"
    return _columns(
        table,
        f"Points of {students}",
        f"Scores of {students}, in steps of a tenth. Median {median}. {'; '.join(parts)}.",
        f"Students whose work is marked in full. Median: {median} of {most:g} points.",
    )


def hand_ins_chart(days: pd.DataFrame) -> Chart:
    """Draw how many handed in on each day; late ones are hatched.

    >>> days = pd.DataFrame({"day": ["2026-11-20"], "handed_in": [3], "late": [1]})
    >>> hand_ins_chart(days).alt
    'Work handed in by day. 2026-11-20: 3, 1 of them late.'
    """
    parts = [
        f"{row.day or 'no time stamp'}: {row.handed_in}"
        + (f", {row.late} of them late" if row.late else "")
        for row in days.itertuples()
    ]
    return _columns(
        days.assign(day=days["day"].where(days["day"] != "", "no time stamp")),
        "When the work was handed in",
        f"Work handed in by day. {'; '.join(parts)}.",
        "Days are days of UTC. Hatched: after the due date, extensions counted.",
    )


def _columns(table: pd.DataFrame, title: str, alt: str, caption: str) -> Chart:
    """Draw a table as columns: names, numbers, and how much of each is hatched."""
    names, numbers, *hatched = (table[column].to_list() for column in table.columns)
    with style.applied():
        figure = style.canvas(3.1)
        turned = len(names) > BINS
        foot = 0.75 if turned else 0.35
        axes = style.inches(figure, 0.8, foot, style.WIDTH - 1.0, 2.5 - foot)
        style.frame(axes, "bottom")
        axes.bar(range(len(names)), numbers, color=style.SKY, ec=style.INK, lw=0.7)
        for part in hatched:
            axes.bar(
                range(len(names)), part, color=style.ORANGE, ec=style.INK, lw=0.7, hatch="////"
            )
        for place, value in enumerate(numbers):
            axes.text(place, value, f"{value}", ha="center", va="bottom", size=style.SMALL)
        axes.set_yticks([])
        axes.set_ylim(0, 1.15 * max([*numbers, 1]))
        axes.set_xlim(-0.6, max(len(names), 4) - 0.4)
        every = -(-len(names) // MOST_NAMES)  # of many days only some are named
        axes.set_xticks(
            range(0, len(names), every),
            names[::every],
            rotation=40 if turned else 0,
            ha="right" if turned else "center",
        )
        style.title(figure, title)
    return Chart(figure, alt, table, caption, ())
