"""Who was to receive the islands, draft by draft."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.picture import Kept
from unsigned_peace.figures.plain_english import all_sources, counted, date_words, listed

STEPS = ("USSR", "USSR on condition", "to be decided", "none named", "not applicable")
HEADINGS = {
    "USSR": "the USSR",
    "USSR on condition": "the USSR,\nif it signs",
    "to be decided": "to be\ndecided",
    "none named": "nobody\nnamed",
    "not applicable": "opinion,\nno clause",
}
IN_WORDS = {
    "USSR": "{} the USSR",
    "USSR on condition": "{} the USSR if it becomes a party",
    "to be decided": "{} somebody to be decided later",
    "none named": "{} nobody",
    "not applicable": "{} are opinions without a clause",
}
NAMES_USSR = ("USSR", "USSR on condition")
# The text that became the treaty. Opinions, the Soviet amendment and the Senate stand beside it.
LINE_KINDS = ("agreement", "draft", "offer", "treaty")
SIDES = {
    "Allies": ("D", style.PURPLE),
    "US": ("o", style.BLUE),
    "UK": ("s", style.ORANGE),
    "US-UK": ("h", style.GREEN),
    "USSR": ("^", style.SIDE_COLOURS["USSR"]),
}
ROW = 0.27  # inches
LABELS = 4.15
LONGEST_LABEL = 3.15


@dataclass(frozen=True)
class Change:
    """The last text that named the USSR and the text after it, which no longer did."""

    before: pd.Timestamp
    after: pd.Timestamp

    def words(self) -> str:
        """Say when, with the year once if it is the same.

        >>> Change(pd.Timestamp("1951-05-03"), pd.Timestamp("1951-06-14")).words()
        'between 3 May and 14 June 1951'
        """
        first = date_words(self.before)
        if self.before.year == self.after.year:
            first = first.removesuffix(f" {self.before.year}")
        return f"between {first} and {date_words(self.after)}"


def recipient_ladder(drafts: pd.DataFrame) -> Chart:
    """Show who was to receive the Kuriles and South Sakhalin in each text, from first to last.

    Each row is a text, each column an answer. The line follows the text that became the treaty. A
    hollow marker says that the recipient rests on general knowledge alone, a half-filled one that
    it is inferred.

    Args:
        drafts: `data.drafts()`, or a part of it.

    Raises:
        ValueError: if the table is empty.

    >>> from unsigned_peace import data
    >>> "between 3 May and 14 June 1951" in recipient_ladder(data.drafts()).alt
    True
    """
    if drafts.empty:
        raise ValueError("The table of drafts is empty: no text is left to show.")
    drafts = drafts.sort_values(["date", "draft_id"]).reset_index(drop=True)
    change = last_change(drafts)
    years = f"{drafts['date'].min().year}-{drafts['date'].max().year}"
    with style.applied():
        figure = style.canvas(1.62 + ROW * len(drafts))
        _draw(figure, drafts, change)
        style.title(
            figure,
            "When does the recipient disappear?"
            if change
            else f"Who was to receive the islands, {years}",
            f"Who was to receive the Kuriles and South Sakhalin, {counted(len(drafts), 'text')}",
        )
    return Chart(
        figure,
        alt=_alt(drafts, change),
        table=_behind(drafts),
        caption=(
            "The line follows the text that became the treaty. Opinions, the Soviet amendment and "
            "the declaration of the US Senate stand beside it. A hollow marker: the recipient is "
            "not verified. A half-filled marker: the clause was not seen, and the recipient is "
            "inferred."
        ),
        source_ids=all_sources(drafts),
        kept=Kept(head=(0.46, 1.38), side=LABELS),
    )


def last_change(drafts: pd.DataFrame) -> Change | None:
    """Find where the text that became the treaty last stops naming the USSR, if it does.

    >>> table = pd.DataFrame({
    ...     "date": pd.to_datetime(["1951-05-03", "1951-06-14"]), "side": ["US-UK", "US-UK"],
    ...     "kind": ["draft", "draft"], "recipient": ["USSR", "none named"],
    ... })
    >>> last_change(table).words()
    'between 3 May and 14 June 1951'
    """
    line = drafts[_on_line(drafts)].sort_values("date", kind="stable")
    named = line["recipient"].isin(NAMES_USSR).tolist()
    if True not in named or named[-1]:
        return None
    last = len(named) - 1 - named[::-1].index(True)
    dates = line["date"].tolist()
    return Change(dates[last], dates[last + 1])


def _on_line(drafts: pd.DataFrame) -> pd.Series:
    return (
        drafts["kind"].isin(LINE_KINDS)
        & (drafts["side"] != "USSR")
        & (drafts["recipient"] != "not applicable")
    )


def _unverified(drafts: pd.DataFrame) -> list[bool]:
    return ["recipient" in columns for columns in drafts["unverified"]]


def _inferred(drafts: pd.DataFrame) -> list[bool]:
    return (drafts["clause_status"] == "inferred").tolist()


def _draw(figure: Figure, drafts: pd.DataFrame, change: Change | None) -> None:
    width, height = figure.get_size_inches()
    steps = [step for step in STEPS if (drafts["recipient"] == step).any()]
    axes = style.inches(figure, LABELS, 0.1, width - LABELS - 0.1, height - 1.5)
    style.bare(axes)
    axes.set(xlim=(-0.5, len(steps) - 0.5), ylim=(len(drafts) - 0.5, -0.5))
    for column, step in enumerate(steps):
        axes.axvline(column, color=style.RULE, lw=0.8, zorder=0)
        axes.text(
            column, -0.75, HEADINGS[step],
            ha="center", va="bottom", size=style.TEXT, weight="bold", linespacing=1.1,
        )  # fmt: skip
    if change:
        _mark_change(axes, drafts, change, len(steps))
    _row_labels(axes, drafts, width)
    _steps(axes, drafts, steps)
    _legend(figure, drafts)


def _mark_change(axes: Axes, drafts: pd.DataFrame, change: Change, columns: int) -> None:
    rows = drafts.index[(drafts["date"] >= change.before) & (drafts["date"] <= change.after)]
    axes.axhspan(rows[0] - 0.5, rows[-1] + 0.5, color=style.YELLOW, alpha=0.35, lw=0, zorder=-1)
    style.write(
        axes, columns - 0.52, (rows[0] + rows[-1]) / 2, "the recipient\ndisappears", ha="right",
        weight="bold", linespacing=1.15, bbox={"fc": "#f9f5be", "ec": "none", "pad": 1},
    )  # fmt: skip


def _row_labels(axes: Axes, drafts: pd.DataFrame, width: float) -> None:
    inch = (axes.get_xlim()[1] - axes.get_xlim()[0]) / (width - LABELS - 0.1)
    left = -0.5 - LABELS * inch
    year = None
    for row, text in drafts.iterrows():
        date = text["date"]
        if date.year != year:
            axes.text(
                left + 0.1 * inch, row, str(date.year), va="center", size=style.TEXT, weight="bold"
            )
            axes.plot(
                [left + 0.1 * inch, axes.get_xlim()[1]], [row - 0.5] * 2,
                color=style.RULE, lw=0.8, clip_on=False, zorder=0,
            )  # fmt: skip
            year = date.year
        day = date_words(date, text.get("date_precision", "day")).removesuffix(f" {year}")
        style.write(axes, left + 0.93 * inch, row, _short_month(day), ha="right", color=style.QUIET)
        style.write(axes, left + inch, row, _label(text["drafter"]))


def _label(drafter: str) -> str:
    """Leave out a remark in brackets if there is no room for it."""
    if style.text_width(drafter, style.SMALL) <= LONGEST_LABEL:
        return drafter
    return style.shortened(drafter.partition(" (")[0], LONGEST_LABEL)


def _short_month(day: str) -> str:
    number, _, month = day.partition(" ")
    return f"{number} {month[:3]}" if month else number[:3]


def _steps(axes: Axes, drafts: pd.DataFrame, steps: list[str]) -> None:
    columns = [steps.index(step) for step in drafts["recipient"]]
    line = drafts.index[_on_line(drafts)]
    axes.step(
        [columns[row] for row in line], list(line), where="pre", color=style.INK, lw=1.6, zorder=1
    )
    states = zip(_unverified(drafts), _inferred(drafts), strict=True)
    for row, (hollow, half) in enumerate(states):
        marker, colour = SIDES[drafts.loc[row, "side"]]
        axes.plot(
            columns[row], row, marker, ms=8.5, mec=colour if hollow else style.INK,
            mfc=style.PAPER if hollow else colour, mew=2 if hollow else 0.8, zorder=3,
            fillstyle="left" if half and not hollow else "full", mfcalt=style.PAPER,
        )  # fmt: skip


def _legend(figure: Figure, drafts: pd.DataFrame) -> None:
    marks = {
        side: style.mark(marker=marker, color=colour, mec=style.INK, ls="", ms=8)
        for side, (marker, colour) in SIDES.items()
        if (drafts["side"] == side).any()
    }
    if any(_unverified(drafts)):
        marks["not verified"] = style.mark(
            marker="o", mfc=style.PAPER, mec=style.QUIET, mew=2, ls=""
        )
    if any(_inferred(drafts)):
        half = {"fillstyle": "left", "mfc": style.QUIET, "mfcalt": style.PAPER, "mec": style.INK}
        marks["inferred"] = style.mark(marker="o", ls="", ms=8, **half)
    style.legend(figure, marks, (0.002, 0.62), ncols=3, handletextpad=0.3, columnspacing=1.2)


def _alt(drafts: pd.DataFrame, change: Change | None) -> str:
    numbers = drafts["recipient"].value_counts()
    parts = [IN_WORDS[step].format(numbers[step]) for step in STEPS if numbers.get(step, 0)]
    first, last = drafts.iloc[0], drafts.iloc[-1]
    text = (
        f"Ladder of {counted(len(drafts), 'text')} from {date_words(first['date'])} to "
        f"{date_words(last['date'])}, by whom they name to receive the islands: {listed(parts)}."
    )
    if change:
        text += f" The text that became the treaty stops naming the USSR {change.words()}."
    if unverified := sum(_unverified(drafts)):
        text += f" {counted(unverified, 'recipient')} not verified."
    if inferred := sum(_inferred(drafts)):
        text += f" {counted(inferred, 'recipient')} inferred: the clause was not seen."
    return text


def _behind(drafts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": [date_words(date) for date in drafts["date"]],
            "drafter": drafts["drafter"],
            "side": drafts["side"].astype(str),
            "kind": drafts["kind"].astype(str),
            "recipient": drafts["recipient"].astype(str),
            "verified": ["no" if hollow else "yes" for hollow in _unverified(drafts)],
            "inferred": ["yes" if half else "no" for half in _inferred(drafts)],
            "what it does with the islands": drafts["disposition"],
            "sources": drafts["source_ids"],
        }
    )
