"""The numbers of detainees: who named which number, and for whom it stood."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.plain_english import (
    all_sources,
    counted,
    date_words,
    dates_in_words,
    listed,
    order_of,
)

LOOKS = {
    "admitted as held": (style.VERMILION, ""),
    "offered for release": (style.ORANGE, "xxxx"),
    "claimed as missing or held": (style.GREEN, "////"),
    "came home": (style.BLUE, ""),
}
TEXT = (0.12, 3.75)  # left edge and width, in inches
BARS = (4.15, 3.2)
LINE = 0.165
GAP = 0.18


def detainee_numbers(figures: pd.DataFrame) -> Chart:
    """Draw the numbers of detainees in the order of time, with what each number counts.

    Args:
        figures: `data.detainee_figures()`, or a part of it.

    Raises:
        ValueError: if the table is empty.

    >>> from unsigned_peace import data
    >>> "exactly 11,177" in detainee_numbers(data.detainee_figures()).alt
    True
    """
    if figures.empty:
        raise ValueError("No number is left to show.")
    rows = figures.sort_values(["date", "figure_id"], kind="stable").reset_index(drop=True)
    with style.applied():
        figure = _draw(rows)
    return Chart(
        figure,
        alt=_alt(rows),
        table=_behind(rows),
        caption=(
            "The numbers answer different questions, so they cannot be added or subtracted. "
            "Several are known through the other side or through a third."
        ),
        source_ids=all_sources(rows),
    )


def amount(row: "pd.Series") -> str:
    """Write a number as it was meant: exactly, about, or a little over.

    >>> amount(pd.Series({"qualifier": "about", "number": 1365}))
    'about 1,365'
    >>> amount(pd.Series({"qualifier": "exactly", "number": 104}))
    '104'
    """
    number = f"{row['number']:,}"
    return number if row["qualifier"] == "exactly" else f"{row['qualifier']} {number}"


def _draw(rows: pd.DataFrame) -> Figure:
    texts = [_text(row) for _, row in rows.iterrows()]
    heights = [LINE * len(lines) + GAP for lines in texts]
    tall = sum(heights)
    figure, axes = style.sheet(tall, 1.15)
    scale = BARS[1] / rows["number"].max()
    top = 0.0
    for number, (_, row) in enumerate(rows.iterrows()):
        if number % 2 == 0:
            axes.axhspan(top, top + heights[number], color=style.BAND, lw=0, zorder=-3)
        _row(axes, row, texts[number], (top, heights[number]), scale)
        top += heights[number]
    _legend(figure, rows)
    style.title(
        figure,
        "How many? It depends on the question",
        f"{counted(len(rows), 'number')} of Japanese in the USSR, {rows['date'].min().year} to "
        f"{rows['date'].max().year}",
    )
    return figure


def _text(row: "pd.Series") -> list[tuple[str, str]]:
    """Return the lines beside a bar with their weight."""
    head = f"{date_words(row['date'], row['date_precision'])}: {row['said_by']}"
    return [
        *((line, "bold") for line in style.wrapped(head, TEXT[1], weight="bold")),
        *((line, "normal") for line in style.wrapped(row["what_is_counted"], TEXT[1])),
    ]


def _row(
    axes: Axes,
    row: "pd.Series",
    lines: list[tuple[str, str]],
    place: tuple[float, float],
    scale: float,
) -> None:
    top, height = place
    for number, (line, weight) in enumerate(lines):
        style.write(axes, TEXT[0], top + GAP / 2 + (number + 0.5) * LINE, line, weight=weight)
    colour, hatch = LOOKS[row["kind"]]
    middle, width = top + height / 2, row["number"] * scale
    axes.add_patch(
        Rectangle(
            (BARS[0], middle - 0.13), width, 0.26, fc=colour, ec=style.INK, lw=0.7, hatch=hatch
        )
    )
    style.write(axes, BARS[0] + width + 0.07, middle, amount(row), weight="bold")


def _legend(figure: Figure, rows: pd.DataFrame) -> None:
    marks = {
        kind: style.swatch(fc=LOOKS[kind][0], hatch=LOOKS[kind][1])
        for kind in order_of(rows["kind"])
    }
    style.legend(figure, marks, (0.004, 0.62), ncols=4, columnspacing=1.5, handlelength=1.6)


def _alt(rows: pd.DataFrame) -> str:
    parts = [f"Bars of {counted(len(rows), 'number')} of Japanese in the USSR."]
    for kind in order_of(rows["kind"]):
        named = [
            f"{row['qualifier']} {row['number']:,} ({row['said_by']}, "
            f"{date_words(row['date'], row['date_precision'])})"
            for _, row in rows[rows["kind"] == kind].iterrows()
        ]
        parts.append(f"{kind[0].upper()}{kind[1:]}: {listed(named)}.")
    return " ".join(parts)


def _behind(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": dates_in_words(rows),
            "who said it": rows["said_by"],
            "number": [amount(row) for _, row in rows.iterrows()],
            "what kind of number": rows["kind"].astype(str),
            "who is counted": rows["what_is_counted"],
            "remark": rows["note"],
            "sources": rows["source_ids"],
        }
    )
