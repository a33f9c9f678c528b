"""How many games end in which way, strategy by strategy."""

import pandas as pd
from matplotlib.figure import Figure

from unsigned_peace.data.names import SIDES
from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart

ENDS = {
    "signed": (style.GREEN, ""),
    "refused at home": (style.YELLOW, "////"),
    "broken off": (style.VERMILION, "\\\\\\\\"),
    "out of time": (style.PAPER, "...."),
}
ROW, NAMES, RIGHT = 0.3, 1.9, 1.5  # inches


def outcomes(survey: pd.DataFrame, party: str) -> Chart:
    """Draw the ends of many games of one side as stacked bars, one bar a strategy.

    Args:
        survey: One row a side and strategy: `party`, `strategy`, `games`, the share of each
            end in per cent, `score`, `as_good_as_history` (per cent) and `does` (the strategy
            in words).
        party: `"Japan"` or `"USSR"`.

    Raises:
        ValueError: if that side has played no game.

    >>> survey = pd.DataFrame({
    ...     "party": ["Japan"], "strategy": ["hold"], "games": [8], "broken off": [75.0],
    ...     "signed": [25.0], "score": [30.0], "as_good_as_history": [12.5],
    ...     "does": ["Repeat the aims."],
    ... })
    >>> outcomes(survey, "Japan").alt
    'Ends of 8 games by 1 strategy of Japan, in per cent. hold: signed 25, broken off 75; as good \
as the Declaration in 12. Best: hold.'
    """
    rows = survey[survey["party"] == party].sort_values(
        ["as_good_as_history", "score"], ascending=False
    )
    if rows.empty:
        raise ValueError(f"No game was played for {party!r}. The sides are Japan and USSR.")
    with style.applied():
        figure = _draw(rows, party)
    return Chart(
        figure,
        alt=_alt(rows, party),
        table=rows.drop(columns="party").rename(
            columns={"as_good_as_history": "as good as the Declaration, per cent"}
        )[_order(rows)],
        caption=(
            "Each strategy plays against both scripted lines of the other side, with both lines of "
            "its own. The table says what it does. These are games of a model: they say what the "
            "rules reward, not what would have happened."
        ),
        source_ids=(),
    )


def _order(rows: pd.DataFrame) -> list[str]:
    first = ["strategy", "does", "games", *(end for end in ENDS if end in rows)]
    return [*first, "score", "as good as the Declaration, per cent"]


def _draw(rows: pd.DataFrame, party: str) -> Figure:
    tall = ROW * len(rows)
    figure = style.canvas(tall + 1.4)
    axes = style.inches(figure, NAMES, 0.45, style.WIDTH - NAMES - RIGHT, tall)
    style.frame(axes)
    axes.set(xlim=(0, 100), ylim=(len(rows) - 0.5, -0.5), yticks=[])
    axes.set_xlabel("per cent of the games", size=style.SMALL, labelpad=1)
    for number, row in enumerate(rows.to_dict("records")):
        left = 0.0
        for end, (colour, hatch) in ENDS.items():
            share = row.get(end, 0.0)
            axes.barh(number, share, left=left, height=0.74, fc=colour, ec=style.INK, lw=0.7,
                      hatch=hatch)  # fmt: skip
            left += share
        axes.text(-1.5, number, row["strategy"], ha="right", va="center", size=style.TEXT)
        style.write(
            axes, 102, number, f"{row['as_good_as_history']:.0f} %   (score {row['score']:.0f})",
        )  # fmt: skip
    axes.text(102, -0.65, "as good as\nthe Declaration", va="bottom", size=style.SMALL,
              linespacing=1.05)  # fmt: skip
    marks = {end: style.swatch(fc=fc, hatch=hatch, lw=1) for end, (fc, hatch) in ENDS.items()}
    style.legend(figure, marks, (0.004, 0.55), ncols=4)
    style.title(
        figure, f"How do games end? Strategies of {SIDES[party]}",
        f"{int(rows['games'].sum())} games against the scripts",
    )  # fmt: skip
    return figure


def _alt(rows: pd.DataFrame, party: str) -> str:
    sentences = []
    for row in rows.to_dict("records"):
        ends = [f"{end} {row[end]:.0f}" for end in ENDS if row.get(end, 0) > 0]
        sentences.append(
            f"{row['strategy']}: {', '.join(ends)}; as good as the Declaration in "
            f"{row['as_good_as_history']:.0f}."
        )
    many = "strategy" if len(rows) == 1 else "strategies"
    return (
        f"Ends of {int(rows['games'].sum())} games by {len(rows)} {many} of {SIDES[party]}, in per "
        f"cent. {' '.join(sentences)} Best: {rows['strategy'].iloc[0]}."
    )
