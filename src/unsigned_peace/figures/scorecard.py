"""Who got what: a text beside the Declaration of 19 October 1956, issue by issue."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.plain_english import counted, listed

ROW = 0.34
NAMES, STEPS, BARS = 1.6, 4.0, 2.2  # inches for names, steps and scores


def scorecard(card: pd.DataFrame, scores: Mapping[str, int], history: Mapping[str, int]) -> Chart:
    """Set a signed text beside the Declaration, and say how far it serves each side.

    Args:
        card: One row an issue: `issue`, `yours` and `declaration` (labels), `difference`
            (steps towards what Tokyo first wanted), `japan` and `ussr` (from 0 to 100).
        scores, history: The whole score of each side: with this text, and with the Declaration.

    Raises:
        ValueError: if nothing was signed.

    >>> card = pd.DataFrame({
    ...     "issue": ["trade"], "yours": ["treaty"], "declaration": ["later"], "difference": [1],
    ...     "japan": [100], "ussr": [50],
    ... })
    >>> scorecard(card, {"Japan": 100, "USSR": 50}, {"Japan": 60, "USSR": 60}).alt
    'Your text beside the Declaration of 19 October 1956, 1 issue. Nearer to what Tokyo first \
wanted: trade (1 step). Nearer to Moscow: none. As in the Declaration: none. Scores: Tokyo 100 \
(Declaration 60), Moscow 50 (Declaration 60).'
    """
    if card["difference"].isna().any():
        raise ValueError("Nothing was signed, so there is no text to set beside the Declaration.")
    with style.applied():
        figure = _draw(card, scores, history)
    return Chart(
        figure,
        alt=_alt(card, scores, history),
        table=_behind(card),
        caption=(
            "Left: steps from the Declaration; a step has no fixed size. Right: how well the text "
            "serves the instructions of each side: 100 at the aim, 50 at the fall-back and where "
            "the capital gave leave, 0 beyond that. The weights of the issues are assumptions of "
            "the model."
        ),
        source_ids=(),
    )


def _draw(card: pd.DataFrame, scores: Mapping[str, int], history: Mapping[str, int]) -> Figure:
    tall = ROW * len(card)
    figure = style.canvas(tall + 1.0)
    steps = style.inches(figure, NAMES, 0.1, STEPS, tall)
    bars = style.inches(figure, NAMES + STEPS + 0.45, 0.1, BARS, tall)
    reach = max(3, int(card["difference"].abs().max()) + 1)
    for axes in (steps, bars):
        style.bare(axes)
        axes.set_ylim(len(card) - 0.5, -0.5)
    steps.set_xlim(-reach, reach)
    bars.set_xlim(0, 100)
    steps.axvline(0, color=style.INK, lw=1.2)
    heading = {"size": style.SMALL, "va": "bottom", "linespacing": 1.1}
    steps.text(0, -0.6, "Declaration", ha="center", weight="bold", **heading)
    steps.text(-reach, -0.6, "towards Moscow", **heading)
    steps.text(reach, -0.6, "towards Tokyo", ha="right", **heading)
    bars.text(0, -0.6, "serves Tokyo (strokes) and Moscow", **heading)
    for number, row in enumerate(card.itertuples()):
        _row(steps, bars, number, row)
    style.title(
        figure, "Who got what?",
        "Your text serves " + " and ".join(
            f"{name} {scores[party]} of 100 (Declaration: {history[party]})"
            for party, name in (("Japan", "Tokyo"), ("USSR", "Moscow"))
        ),
    )  # fmt: skip
    return figure


def _row(steps: Axes, bars: Axes, number: int, row: tuple) -> None:
    shift = int(row.difference)
    steps.axhline(number + 0.5, color=style.RULE, lw=0.8)
    steps.text(-0.02, number, row.issue, ha="right", va="center", size=style.TEXT,
               transform=steps.get_yaxis_transform())  # fmt: skip
    steps.plot([0, shift], [number, number], color=style.INK, lw=1.6)
    steps.plot(shift, number, "o" if shift else "s", color=style.BLUE, mec=style.INK, ms=7)
    # The label stands across the line from the mark, so that neither covers the other.
    left = shift > 0
    steps.text(
        -0.25 if left else 0.25, number, row.yours, ha="right" if left else "left", va="center",
        size=style.SMALL,
    )  # fmt: skip
    for place, (value, colour, hatch) in enumerate(
        (
            (row.japan, style.SIDE_COLOURS["Japan"], "////"),
            (row.ussr, style.SIDE_COLOURS["USSR"], ""),
        )
    ):
        y = number - 0.17 + 0.34 * place
        bars.barh(y, int(value), height=0.28, fc=style.PAPER if hatch else colour, ec=colour,
                  hatch=hatch)  # fmt: skip
        bars.text(int(value) + 2, y, str(int(value)), va="center", size=style.SMALL - 1.5)


def _alt(card: pd.DataFrame, scores: Mapping[str, int], history: Mapping[str, int]) -> str:
    def named(rows: pd.DataFrame) -> str:
        return (
            listed(
                f"{r.issue} ({counted(abs(int(r.difference)), 'step')})" for r in rows.itertuples()
            )
            or "none"
        )

    same = card[card["difference"] == 0]
    return (
        f"Your text beside the Declaration of 19 October 1956, {counted(len(card), 'issue')}. "
        f"Nearer to what Tokyo first wanted: {named(card[card['difference'] > 0])}. "
        f"Nearer to Moscow: {named(card[card['difference'] < 0])}. "
        f"As in the Declaration: {listed(same['issue']) or 'none'}. "
        f"Scores: Tokyo {scores['Japan']} (Declaration {history['Japan']}), "
        f"Moscow {scores['USSR']} (Declaration {history['USSR']})."
    )


def _behind(card: pd.DataFrame) -> pd.DataFrame:
    return card.rename(
        columns={
            "yours": "your text",
            "declaration": "19 October 1956",
            "difference": "steps towards Tokyo",
            "japan": "serves Tokyo, of 100",
            "ussr": "serves Moscow, of 100",
        }
    )
