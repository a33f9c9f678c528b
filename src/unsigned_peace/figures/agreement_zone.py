"""The zone of possible agreement: where two secret instructions meet, turn by turn."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.plain_english import counted, date_words

LABELS = 2.1  # inches for the words of the rungs
RUNG = 0.27
LOOKS = {
    "Japan": (style.SIDE_COLOURS["Japan"], "////"),
    "USSR": (style.SIDE_COLOURS["USSR"], "\\\\\\\\"),
}


def agreement_zone(
    zone: pd.DataFrame,
    rungs: Sequence[str],
    issue: str = "territory",
    source_ids: tuple[str, ...] = (),
) -> Chart:
    """Draw what each capital would have accepted on an issue, on each day of the calendar.

    A column is a turn. Bars with strokes show what each side would accept; a filled cell with a
    ring is acceptable to both. The strip below says whether all issues were open on that day.

    Args:
        zone: One row a day and issue: `date`, `issue`, `japan_aim`, `japan_fall_back`,
            `ussr_aim`, `ussr_fall_back`, `lowest`, `highest`, `open` and `all_open`.
        rungs: The labels of the positions, from 0 upwards.
        issue: The issue to draw.
        source_ids: The sources of the instructions.

    Raises:
        ValueError: if there is no such issue.

    >>> zone = pd.DataFrame({
    ...     "date": ["1955-06-07"], "issue": ["trade"], "japan_aim": [2], "japan_fall_back": [1],
    ...     "ussr_aim": [3], "ussr_fall_back": [1], "lowest": [1], "highest": [2], "open": [True],
    ...     "all_open": [False],
    ... })
    >>> agreement_zone(zone, ["none", "later", "equal", "treaty"], "trade").alt
    'Zone of possible agreement on trade. Open on 1 of 1 day: 7 June 1955, from later to equal. \
All issues at once: on no day.'
    """
    days = zone[zone["issue"] == issue].reset_index(drop=True)
    if days.empty:
        known = ", ".join(dict.fromkeys(zone["issue"]))
        raise ValueError(f"There is no issue {issue!r}. The issues are: {known}.")
    with style.applied():
        figure = _draw(days, rungs, issue)
    return Chart(
        figure,
        alt=_alt(days, rungs, issue),
        table=_behind(days, rungs),
        caption=(
            "What each capital would accept by its instructions, without special leave. Most "
            "fall-backs are our reading of the sources. Neither side knew what the other would "
            "accept: this picture was in nobody's hands."
        ),
        source_ids=source_ids,
    )


def _ranges(day: "pd.Series", last: int) -> dict[str, tuple[int, int]]:
    """Return the lowest and the highest rung that each side would accept."""
    ranges = {}
    for party in ("japan", "ussr"):
        aim, floor = int(day[f"{party}_aim"]), int(day[f"{party}_fall_back"])
        ranges[party] = (floor, last) if aim > floor else (0, floor) if aim < floor else (aim, aim)
    return ranges


def _draw(days: pd.DataFrame, rungs: Sequence[str], issue: str) -> Figure:
    tall, room = RUNG * len(rungs), style.WIDTH - LABELS - 0.2
    figure = style.canvas(tall + 2.1)
    axes = style.inches(figure, LABELS + 0.1, 1.1, room, tall)
    style.frame(axes)
    axes.set(xlim=(0, len(days)), ylim=(-0.5, len(rungs) - 0.5), yticks=[], xticks=[])
    for position, label in enumerate(rungs):
        axes.axhline(position - 0.5, color=style.RULE, lw=0.8, zorder=-1)
        words = "\n".join(style.wrapped(label, LABELS - 0.15))
        style.write(
            axes, -0.01, position, words, ha="right", linespacing=1.0,
            transform=axes.get_yaxis_transform(),
        )  # fmt: skip
    for number, day in days.iterrows():
        _column(axes, number, day, len(rungs) - 1)
    strip = style.inches(figure, LABELS + 0.1, 0.8, room, 0.22)
    style.bare(strip)
    strip.set(xlim=(0, len(days)), ylim=(0, 1))
    strip.text(-0.01, 0.5, "all nine issues open?", ha="right", va="center", size=style.SMALL,
               transform=strip.get_yaxis_transform())  # fmt: skip
    for number, day in days.iterrows():
        strip.add_patch(
            Rectangle((number, 0), 1, 1, fc=style.SKY if day["all_open"] else style.PAPER,
                      ec=style.RULE)
        )  # fmt: skip
        strip.text(number + 0.5, 0.48, "yes" if day["all_open"] else "·", ha="center",
                   va="center", size=style.SMALL - 2)  # fmt: skip
        date = pd.Timestamp(day["date"])
        strip.text(number + 0.5, -0.15, f"{date.day} {date:%b %y}", rotation=90, ha="center",
                   va="top", size=style.SMALL)  # fmt: skip
    _legend(figure)
    style.title(
        figure, f"{issue[0].upper()}{issue[1:]}: when could both capitals have said yes?",
        f"open on {int(days['open'].sum())} of {counted(len(days), 'day')} of the calendar",
    )  # fmt: skip
    return figure


def _column(axes: Axes, number: int, day: pd.Series, last: int) -> None:
    ranges = _ranges(day, last)
    for place, (party, (low, high)) in enumerate(ranges.items()):
        colour, hatch = LOOKS["Japan" if party == "japan" else "USSR"]
        axes.add_patch(
            Rectangle(
                (number + 0.08 + 0.44 * place, low - 0.45), 0.4, high - low + 0.9,
                fc=style.PAPER, ec=colour, hatch=hatch, lw=0.8, zorder=1,
            )
        )  # fmt: skip
    if day["open"]:
        low, high = int(day["lowest"]), int(day["highest"])
        axes.add_patch(
            Rectangle((number + 0.02, low - 0.47), 0.96, high - low + 0.94, fc=style.SKY,
                      ec=style.INK, lw=1.3, zorder=2)
        )  # fmt: skip
        axes.plot([number + 0.5] * (high - low + 1), range(low, high + 1), "o", ms=5,
                  mfc=style.PAPER, mec=style.INK, zorder=3)  # fmt: skip


def _legend(figure: Figure) -> None:
    names = ("Tokyo would accept", "Moscow would accept")
    marks = {
        name: style.swatch(fc=style.PAPER, ec=colour, hatch=hatch, lw=1)
        for name, (colour, hatch) in zip(names, LOOKS.values(), strict=True)
    }
    marks["both would accept"] = style.swatch(fc=style.SKY, lw=1)
    style.legend(figure, marks, (0.004, 0.55), ncols=3)


def _alt(days: pd.DataFrame, rungs: Sequence[str], issue: str) -> str:
    opened = days[days["open"]]
    spans = []
    for (low, high), group in opened.groupby(
        [opened["lowest"].astype(int), opened["highest"].astype(int)], sort=False
    ):
        first, last = (date_words(pd.Timestamp(group["date"].iloc[n])) for n in (0, -1))
        when = first if first == last else f"{len(group)} days between {first} and {last}"
        what = rungs[low] if low == high else f"from {rungs[low]} to {rungs[high]}"
        spans.append(f"{when}, {what}")
    all_open = days.loc[days["all_open"], "date"].tolist()
    together = (
        f"on {', '.join(date_words(pd.Timestamp(d)) for d in all_open)}" if all_open
        else "on no day"
    )  # fmt: skip
    where = f": {'; '.join(spans)}" if spans else ""
    return (
        f"Zone of possible agreement on {issue}. Open on {len(opened)} of "
        f"{counted(len(days), 'day')}{where}. All issues at once: {together}."
    )


def _behind(days: pd.DataFrame, rungs: Sequence[str]) -> pd.DataFrame:
    def words(column: str) -> list[str]:
        return ["" if pd.isna(n) else rungs[int(n)] for n in days[column]]

    return pd.DataFrame(
        {
            "day": [date_words(pd.Timestamp(day)) for day in days["date"]],
            "Tokyo's aim": words("japan_aim"),
            "Tokyo's fall-back": words("japan_fall_back"),
            "Moscow's aim": words("ussr_aim"),
            "Moscow's fall-back": words("ussr_fall_back"),
            "acceptable to both, lowest": words("lowest"),
            "highest": words("highest"),
            "all nine issues open": ["yes" if one else "no" for one in days["all_open"]],
        }
    )
