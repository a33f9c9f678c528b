"""Who was invited to San Francisco, who came, who signed."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.plain_english import all_sources, counted, listed, order_of

# What a delegation did, from most to least: name, colour, hatch, colour of the number on it.
OUTCOMES = (
    ("signed", style.BLUE, "", style.PAPER),
    ("came, did not sign", style.ORANGE, "////", style.INK),
    ("invited, did not come", style.SKY, "\\\\\\\\", style.INK),
    ("not invited", style.PAPER, "", style.INK),
)
NAMES = tuple(name for name, *_ in OUTCOMES)
GROUPINGS = {
    "region": "region",
    "belligerency": "part in the war against Japan",
    "vote_on_rules": "vote on the rules, 5 September 1951",
    "ratification": "what became of the signature",
}
ROW = 0.42  # inches


def delegations(
    table: pd.DataFrame, by: str = "region", claimed: Mapping[str, int] | None = None
) -> Chart:
    """Count the states of a table of delegations, group by group, as stacked bars.

    Args:
        table: `data.delegations()`, or a part of it.
        by: The column to group by: region, belligerency, vote_on_rules or ratification.
        claimed: Numbers that the article gives for some groups, such as `{"Latin America": 21}`.
            They are drawn as an outline over the states that came.

    Raises:
        ValueError: if `by` is no such column, if `claimed` names a group that is not there, or
            if the table is empty.

    >>> from unsigned_peace import data
    >>> chart = delegations(data.delegations(), claimed={"Latin America": 21})
    >>> "21 for Latin America" in chart.alt
    True
    """
    counts = count(table, by)
    claimed = dict(claimed or {})
    if unknown := [group for group in claimed if group not in counts.index]:
        raise ValueError(
            f"No group called {listed(unknown)} in {by!r}. There are: {listed(counts.index)}."
        )
    came = counts["signed"] + counts["came, did not sign"]
    with style.applied():
        figure = style.canvas(1.25 + ROW * len(counts))
        _draw(figure, counts, came, claimed)
        style.title(
            figure,
            f"{counted(int(came.sum()), 'state')} came, {int(counts['signed'].sum())} signed",
            f"{counted(len(table), 'state')} by {GROUPINGS[by]}",
        )
    return Chart(
        figure,
        alt=_alt(counts, came, by, claimed),
        table=_behind(counts, came, by, claimed),
        caption=_caption(claimed),
        source_ids=all_sources(table),
    )


def outcome(table: pd.DataFrame) -> pd.Series:
    """Say of each delegation what it did: one of `NAMES`.

    >>> outcome(pd.DataFrame({"invited": [True], "attended": [True], "signed": [False]})).tolist()
    ['came, did not sign']
    """
    result = pd.Series("not invited", index=table.index)
    result[table["invited"]] = "invited, did not come"
    result[table["attended"]] = "came, did not sign"
    result[table["signed"]] = "signed"
    return result


def count(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count the delegations of each group by what they did; the columns are `NAMES`."""
    if by not in GROUPINGS:
        choices = listed(GROUPINGS, last="or")
        raise ValueError(f"Delegations cannot be grouped by {by!r}. Choose {choices}.")
    if table.empty:
        raise ValueError("The table of delegations is empty: no state is left after filtering.")
    groups = table[by].astype(object).where(table[by].notna(), "not recorded")
    counts = pd.crosstab(groups, outcome(table))
    order = [*order_of(table[by]), "not recorded"]
    return counts.reindex([kind for kind in order if kind in counts.index]).reindex(
        columns=list(NAMES), fill_value=0
    )


def _draw(
    figure: Figure, counts: pd.DataFrame, came: pd.Series, claimed: Mapping[str, int]
) -> None:
    width, height = figure.get_size_inches()
    left = 0.25 + max(style.text_width(str(group)) for group in counts.index)
    right = 1.75 if claimed else 0.95
    axes = style.inches(figure, left, 0.15, width - left - right, height - 1.1)
    style.frame(axes, "left")
    longest = max(int(counts.sum(axis=1).max()), *claimed.values(), 1)
    axes.set(xlim=(0, longest), ylim=(len(counts) - 0.5, -0.5), xticks=[])
    axes.set_yticks(range(len(counts)), [str(group) for group in counts.index], va="center")
    for row, (group, numbers) in enumerate(counts.iterrows()):
        start = 0
        for (name, colour, hatch, ink), number in zip(OUTCOMES, numbers, strict=True):
            if number:
                _bar(axes, (start, row), int(number), (colour, hatch, ink))
                start += int(number)
            del name
        note = counted(start, "state")
        if group in claimed:
            note = f"{came[group]} came, article says {claimed[group]}"
            axes.add_patch(
                Rectangle(
                    (0, row - 0.4), claimed[group], 0.8,
                    fill=False, ec=style.BLACK, lw=1.8, ls=(0, (4, 2)), clip_on=False, zorder=4,
                )
            )  # fmt: skip
        end = max(start, claimed.get(str(group), 0))
        style.write(axes, end + longest * 0.012, row, note)
    _legend(figure, counts, claimed)


def _bar(axes: Axes, at: tuple[int, int], number: int, look: tuple[str, str, str]) -> None:
    colour, hatch, ink = look
    start, row = at
    axes.barh(row, number, left=start, height=0.6, fc=colour, ec=style.INK, lw=0.8, hatch=hatch)
    axes.text(
        start + number / 2, row, str(number),
        ha="center", va="center", color=ink, size=style.TEXT, weight="bold",
        bbox={"fc": colour, "ec": "none", "pad": 1.2} if hatch else None,
    )  # fmt: skip


def _legend(figure: Figure, counts: pd.DataFrame, claimed: Mapping[str, int]) -> None:
    marks = {
        name: style.swatch(fc=colour, lw=0.8, hatch=hatch)
        for name, colour, hatch, _ in OUTCOMES
        if counts[name].any()
    }
    if claimed:
        marks["number in the article"] = style.swatch(
            fill=False, ec=style.BLACK, lw=1.8, ls=(0, (4, 2))
        )
    style.legend(
        figure, marks, (0.002, 0.6), ncols=len(marks), handlelength=1.6, columnspacing=1.4,
    )  # fmt: skip


def _alt(counts: pd.DataFrame, came: pd.Series, by: str, claimed: Mapping[str, int]) -> str:
    total = int(counts.to_numpy().sum())
    parts = []
    for group, numbers in counts.iterrows():
        done = [f"{number} {name}" for name, number in zip(NAMES, numbers, strict=True) if number]
        parts.append(f"{group}: {listed(done)}")
    text = (
        f"Bar chart of {counted(total, 'state')} by {GROUPINGS[by]}. "
        f"{int(came.sum())} came and {int(counts['signed'].sum())} signed. {'; '.join(parts)}."
    )
    if claimed:
        compared = [
            f"{number} for {group}, where {came[group]} came" for group, number in claimed.items()
        ]
        text += f" An outline marks the numbers in the article: {listed(compared)}."
    return text


def _behind(
    counts: pd.DataFrame, came: pd.Series, by: str, claimed: Mapping[str, int]
) -> pd.DataFrame:
    table = counts.rename_axis(columns=None).reset_index(names=by.replace("_", " "))
    table["all"] = counts.sum(axis=1).to_numpy()
    if claimed:
        said = [claimed.get(str(group)) for group in counts.index]
        table["came"] = came.to_numpy()
        table["article says"] = pd.array(said, dtype="Int64")
        table["difference"] = table["article says"] - table["came"]
    return table


def _caption(claimed: Mapping[str, int]) -> str:
    text = "Each state of the table is counted once; the groups are the course's own."
    if claimed:
        text += " The dashed outline shows the number that the article gives for the group."
    return text
