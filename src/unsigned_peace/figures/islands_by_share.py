"""How much of the land, and how many of the people, each group of islands had."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.map_views import name_of
from unsigned_peace.figures.plain_english import all_sources, listed

# Habomai and Shikotan, which article 9 names, are filled; the two larger islands are hatched.
LOOKS = (
    ("PLA-002", style.ORANGE, "", style.INK),
    ("PLA-011", style.YELLOW, "", style.INK),
    ("PLA-012", "#cfe3f1", "////", style.INK),
    ("PLA-013", "#e8eef3", "\\\\\\\\", style.INK),
)
NAMED = ("PLA-002", "PLA-011")
LEFT, ROOM = 1.75, 6.6  # inches
BAR = 0.62
STEP = 1.62


@dataclass(frozen=True)
class Measure:
    """What is shared out: its column, its name, and how its amounts are written."""

    column: str
    name: str
    unit: str


MEASURES = (
    Measure("area_km2", "Land", "square kilometres"),
    Measure("civilians_1945", "Japanese civilians,\n15 August 1945", "people"),
)


def islands_by_share(places: pd.DataFrame) -> Chart:
    """Set the four groups of islands side by side: their share of the land and of the people.

    Args:
        places: `data.places()`.

    Raises:
        ValueError: if one of the four groups is missing, or has no area or no people.

    >>> from unsigned_peace import data
    >>> chart = islands_by_share(data.places())
    >>> "together 6.9 per cent" in chart.alt
    True
    """
    table = shares(places)
    with style.applied():
        figure = _draw(table)
    return Chart(
        figure,
        alt=_alt(table),
        table=_behind(table),
        caption=(
            "Civilians who had lived there for six months or more. Soldiers and seasonal workers "
            "are not counted, nor the people who live there now. Areas differ a little with the "
            "small islets that a source counts."
        ),
        source_ids=all_sources(table),
    )


def shares(places: pd.DataFrame) -> pd.DataFrame:
    """Return the four groups in their order from the south-west, with their shares.

    Columns: `place_id`, `name`, the amounts, and `<amount>_share` in per cent.

    >>> from unsigned_peace import data
    >>> table = shares(data.places())
    >>> [round(float(share), 1) for share in table["civilians_1945_share"]]
    [30.5, 6.0, 42.6, 20.9]
    """
    wanted = [place_id for place_id, *_ in LOOKS]
    rows = places.set_index("place_id").reindex(wanted)
    columns = [measure.column for measure in MEASURES]
    if rows[columns].isna().to_numpy().any():
        raise ValueError(
            f"The table of places needs the rows {listed(wanted)} with their area and their people."
        )
    result = rows.reset_index()
    result["name"] = [name_of(places, place_id) for place_id in wanted]
    for column in columns:
        amounts = result[column].astype("float64")
        result[f"{column}_share"] = 100 * amounts / amounts.sum()
    return result


def _draw(table: pd.DataFrame) -> Figure:
    tall = STEP * len(MEASURES)
    figure, axes = style.sheet(tall, 0.75, foot=0.02)
    for number, measure in enumerate(MEASURES):
        _bar(axes, table, measure, number * STEP + 0.72)
    together = [_together(table, measure) for measure in MEASURES]
    style.title(
        figure,
        "Two islands of four: how much is it?",
        f"Habomai and Shikotan: {together[0]:.0f} per cent of the land, "
        f"{together[1]:.0f} per cent of the people",
    )
    return figure


def _together(table: pd.DataFrame, measure: Measure) -> float:
    return float(table.loc[table["place_id"].isin(NAMED), f"{measure.column}_share"].sum())


def _bar(axes: Axes, table: pd.DataFrame, measure: Measure, y: float) -> None:
    axes.text(LEFT - 0.15, y, measure.name, ha="right", va="center", weight="bold")
    left = LEFT
    tags = []
    for (_, colour, hatch, ink), row in zip(LOOKS, table.itertuples(), strict=True):
        share = getattr(row, f"{measure.column}_share")
        width = ROOM * share / 100
        axes.add_patch(
            Rectangle(
                (left, y - BAR / 2), width, BAR, fc=colour, ec=style.INK, lw=0.8, hatch=hatch,
            )
        )  # fmt: skip
        label = f"{row.name}\n{share:.1f} %"
        if max(style.text_width(line, style.SMALL) for line in label.split("\n")) + 0.1 < width:
            style.write(
                axes, left + width / 2, y, label, ha="center", color=ink, linespacing=1.2,
                bbox={"fc": colour, "ec": "none", "pad": 1} if hatch else None,
            )  # fmt: skip
        else:
            tags.append((left + width / 2, label.replace("\n", " ")))
        left += width
    for number, (x, label) in enumerate(reversed(tags)):
        # Names of narrow pieces stand above, the leftmost one highest.
        top = y - BAR / 2 - 0.14 - 0.19 * number
        axes.plot([x, x], [y - BAR / 2, top], color=style.INK, lw=0.7)
        style.write(axes, x + 0.04, top, label)
    _bracket(axes, _together(table, measure), y)


def _bracket(axes: Axes, together: float, y: float) -> None:
    right = LEFT + ROOM * together / 100
    under = y + BAR / 2 + 0.09
    axes.plot([LEFT, LEFT, right, right], [under - 0.05, under, under, under - 0.05],
              color=style.INK, lw=1.2)  # fmt: skip
    style.write(axes, LEFT, under + 0.13, f"named in article 9: {together:.1f} %", weight="bold")


def _alt(table: pd.DataFrame) -> str:
    parts = ["Two bars divided by group of islands."]
    for measure in MEASURES:
        pieces = [
            f"{row.name} {getattr(row, f'{measure.column}_share'):.1f} per cent"
            for row in table.itertuples()
        ]
        parts.append(
            f"{' '.join(measure.name.split())}: {listed(pieces)}; Habomai and Shikotan together "
            f"{_together(table, measure):.1f} per cent."
        )
    return " ".join(parts)


def _behind(table: pd.DataFrame) -> pd.DataFrame:
    columns: dict[str, object] = {"group": table["name"]}
    for measure in MEASURES:
        columns[measure.unit] = table[measure.column]
        columns[f"{measure.unit}, per cent"] = table[f"{measure.column}_share"].round(1)
    columns["remark"] = table["area_note"] + "; " + table["population_note"]
    columns["sources"] = table["source_ids"]
    return pd.DataFrame(columns)
