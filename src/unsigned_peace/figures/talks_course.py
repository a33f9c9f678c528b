"""A game of Two Islands beside history: the offers on one issue, session by session."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.plain_english import date_words, listed
from unsigned_peace.figures.position_ladder import PARTIES

LABELS = 2.1  # inches for the words of the rungs
RUNG = 0.24
GAP = 0.78


def talks_course(
    offers: pd.DataFrame,
    rungs: Sequence[str],
    issue: str = "territory",
    source_ids: tuple[str, ...] = (),
) -> Chart:
    """Draw where each side's offer stood after each move, one panel a course.

    Args:
        offers: One row a move: `course` (the name of its panel), `session`, `second` (whether
            it is the second move of the session), `date`, `party`, `position` (empty before
            an offer) and `end` (in the last row how the course ended, otherwise empty).
        rungs: The labels of the positions, from 0 upwards.
        issue: The name of the issue.
        source_ids: The sources of history's moves.

    Raises:
        ValueError: if no offer has been made in any course.

    >>> offers = pd.DataFrame({
    ...     "course": ["History"] * 2, "session": [1, 1], "second": [False, True],
    ...     "date": pd.to_datetime(["1955-06-07", "1955-06-14"]), "party": ["Japan", "USSR"],
    ...     "position": pd.array([1, 0], dtype="Int64"), "end": ["", "out of time"],
    ... })
    >>> talks_course(offers, ["none", "all"]).alt
    'Offers on territory, session by session. History: Japan stays at all; USSR stays at none; \
out of time, 14 June 1955.'
    """
    if offers["position"].isna().all():
        raise ValueError("No offer has been made, so there is nothing to draw.")
    names = list(dict.fromkeys(offers["course"]))
    with style.applied():
        figure = _draw(offers, rungs, issue, names)
    return Chart(
        figure,
        alt=_alt(offers, rungs, issue, names),
        table=_behind(offers, rungs),
        caption=(
            "Higher is nearer to what Tokyo first wanted. Rungs are an order, not a distance. "
            "A line keeps each offer until the next one."
        ),
        source_ids=source_ids,
    )


def _draw(offers: pd.DataFrame, rungs: Sequence[str], issue: str, names: list[str]) -> Figure:
    tall = RUNG * len(rungs)
    up = 0.95 + len(names) * (tall + GAP)
    figure = style.canvas(up)
    last = int(offers["session"].max())
    for number, name in enumerate(names):
        bottom = up - 0.95 - (number + 1) * tall - number * GAP - 0.25
        axes = style.inches(figure, LABELS + 0.1, bottom, style.WIDTH - LABELS - 0.3, tall)
        style.frame(axes)
        axes.set(xlim=(0.6, max(last, 15) + 1.1), ylim=(-0.5, len(rungs) - 0.5), yticks=[])
        axes.set_xticks(range(1, max(last, 15) + 1))
        axes.set_xlabel("session", size=style.SMALL, labelpad=1)
        _rungs(axes, rungs)
        _panel(axes, offers[offers["course"] == name], name)
    marks = {
        f"offer of {name}": style.mark(
            marker=PARTIES[party][0], color=PARTIES[party][1], mec=style.INK, lw=1.5, ms=7
        )
        for party, name in (("Japan", "Japan"), ("USSR", "the USSR"))
    }
    style.legend(figure, marks, (0.004, 0.5), ncols=2)
    style.title(
        figure,
        f"{issue[0].upper()}{issue[1:]}: offers on the table, session by session",
        listed(names),
    )
    return figure


def _rungs(axes: Axes, rungs: Sequence[str]) -> None:
    for position, label in enumerate(rungs):
        axes.axhline(position, color=style.RULE, lw=0.8, zorder=-1)
        words = style.wrapped(label, LABELS - 0.15)
        style.write(axes, 0.52, position, "\n".join(words), ha="right", linespacing=1.0)


def _panel(axes: Axes, course: pd.DataFrame, name: str) -> None:
    at = course["session"] + course["second"] * 0.5
    axes.text(0, 1.01, name, transform=axes.transAxes, weight="bold", va="bottom", size=style.TEXT)
    finish = float(at.iloc[-1])
    for party, shift in (("Japan", 0.06), ("USSR", -0.06)):
        marker, colour = PARTIES[party]
        mine = course[(course["party"] == party) & course["position"].notna()]
        if mine.empty:
            continue
        x = [*at[mine.index], finish + 0.25]
        y = [float(n) + shift for n in mine["position"]]
        axes.step(x, [*y, y[-1]], where="post", color=colour, lw=1.6, zorder=1)
        axes.plot(x[:-1], y, marker, ls="", color=colour, mec=style.INK, mew=0.7, ms=6, zorder=2)
    end = course["end"].iloc[-1]
    if end:
        axes.axvline(finish + 0.25, color=style.INK, lw=1.2, ls=(0, (4, 2)))
        left = finish > 9
        style.write(
            axes, finish + (0.1 if left else 0.4), 0.2, end, ha="right" if left else "left",
            weight="bold", bbox={"fc": style.PAPER, "ec": "none", "pad": 1, "alpha": 0.9},
        )  # fmt: skip


def _alt(offers: pd.DataFrame, rungs: Sequence[str], issue: str, names: list[str]) -> str:
    parts = []
    for name in names:
        course = offers[offers["course"] == name]
        moves = []
        for party in ("Japan", "USSR"):
            mine = course[(course["party"] == party) & course["position"].notna()]
            steps = [int(n) for n in mine["position"]]
            steps = [n for n, before in zip(steps, [None, *steps], strict=False) if n != before]
            if len(steps) > 1:
                moves.append(f"{party} goes from {', then '.join(rungs[n] for n in steps)}")
            elif steps:
                moves.append(f"{party} stays at {rungs[steps[0]]}")
            else:
                moves.append(f"{party} makes no offer")
        end = course["end"].iloc[-1] or "not ended"
        moves.append(f"{end}, {date_words(course['date'].iloc[-1])}")
        parts.append(f"{name}: {'; '.join(moves)}.")
    return f"Offers on {issue}, session by session. {' '.join(parts)}"


def _behind(offers: pd.DataFrame, rungs: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "course": offers["course"],
            "session": offers["session"],
            "date": [date_words(date) for date in offers["date"]],
            "side": offers["party"],
            "offer on the table": [
                "none" if pd.isna(n) else rungs[int(n)] for n in offers["position"]
            ],
            "end": offers["end"],
        }
    )
