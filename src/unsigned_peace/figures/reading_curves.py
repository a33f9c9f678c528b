"""How Moscow and Tokyo have read the Declaration of 1956: two curves on labelled rungs."""

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from unsigned_peace import data
from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.event_selection import last_days
from unsigned_peace.figures.picture import Kept, Spot
from unsigned_peace.figures.plain_english import all_sources, counted, date_words, listed

SCALE = "reading of the Declaration"
# Who speaks for whom, the marker, the colour, and how far its line stands off the middle of a rung.
SIDES = {
    "Moscow": (("USSR", "Russia"), "^", style.SIDE_COLOURS["USSR"], -0.09),
    "Tokyo": (("Japan",), "D", style.SIDE_COLOURS["Japan"], 0.09),
}
GAP = "#f7efb5"
LABELS = 2.05  # inches
RUNG = 0.5


def reading_curves(statements: pd.DataFrame, marked: str | None = None) -> Chart:
    """Draw the readings of each side as steps, and shade the space between the two.

    The line keeps a reading until the next that we have. A filled mark is a statement of high
    confidence, an empty one is less sure. Rungs are an order: the space between two of them has no
    size.

    Args:
        statements: `data.statements()`, or a part of it.
        marked: Id of a statement to ring.

    Raises:
        ValueError: if no statement of Moscow or Tokyo is left, or if `marked` is not among them.

    >>> from unsigned_peace import data
    >>> chart = reading_curves(data.statements(), marked="STA-32")
    >>> chart.alt.startswith("Two curves of readings")
    True
    """
    spoken = by_side(statements)
    if spoken.empty:
        raise ValueError("No statement of Moscow or Tokyo is left to show. Choose more statements.")
    if marked is not None and marked not in set(spoken["statement_id"]):
        raise ValueError(f"No statement {marked!r} among those shown.")
    with style.applied():
        figure, spots = _draw(spoken, marked)
    return Chart(
        figure,
        alt=_alt(spoken),
        table=_behind(statements),
        caption=(
            "The line keeps a reading until the next that we have; between two statements nobody "
            "may have said anything. Rungs are an order, not a distance. The codes are our "
            "judgement."
        ),
        source_ids=all_sources(statements),
        kept=Kept.around(figure.axes[0]),
        spots=spots,
    )


def by_side(statements: pd.DataFrame) -> pd.DataFrame:
    """Give every statement a row for each side that made it (column `side`), in time order.

    >>> from unsigned_peace import data
    >>> by_side(data.statements()).query("statement_id == 'STA-06'")["side"].tolist()
    ['Moscow', 'Tokyo']
    """
    parts = []
    for side, (states, *_) in SIDES.items():
        own = [not set(said).isdisjoint(states) for said in statements["states"]]
        keep = pd.Series(own, index=statements.index, dtype="bool")
        parts.append(statements[keep].assign(side=side))
    both = pd.concat(parts)
    both = both.assign(last=last_days(both))
    return both.sort_values(["date", "statement_id", "side"]).reset_index(drop=True)


def gaps(spoken: pd.DataFrame) -> pd.DataFrame:
    """Return the stretches in which both sides have spoken, with the rank of each.

    Columns: `start`, `end`, `Moscow`, `Tokyo`. The last stretch ends with the last
    statement.

    >>> from unsigned_peace import data
    >>> stretches = gaps(by_side(data.statements()))
    >>> int((stretches["Tokyo"] - stretches["Moscow"]).max())
    6
    """
    ranks = spoken.pivot_table(
        index="date", columns="side", values="reading_rank", aggfunc="last"
    ).reindex(columns=[*SIDES])
    held = ranks.ffill().dropna()
    rows = [(start, end, *held.loc[start]) for start, end in pairwise(held.index)]
    return pd.DataFrame(rows, columns=["start", "end", *SIDES]).astype(dict.fromkeys(SIDES, int))


def _draw(spoken: pd.DataFrame, marked: str | None) -> tuple[Figure, tuple[Spot, ...]]:
    scales = data.scales()
    rungs = scales[scales["scale"] == SCALE].set_index("code")["label"]
    low, high = int(spoken["reading_rank"].min()), int(spoken["reading_rank"].max())
    tall = RUNG * (high - low + 1)
    room = style.WIDTH - LABELS - 0.3
    figure = style.canvas(tall + 1.45)
    axes = style.inches(figure, LABELS + 0.1, 0.35, room, tall)
    style.frame(axes, "bottom")
    first, last = spoken["date"].min(), spoken["last"].max()
    air = pd.Timedelta(days=max(20, (last - first).days * 0.02))
    axes.set(xlim=(first - air, last + air), ylim=(low - 0.5, high + 0.5), yticks=[])
    style.time_axis(axes, (last - first).days)
    for rank in range(low, high + 1):
        if rank % 2 == 0:
            axes.axhspan(rank - 0.5, rank + 0.5, color=style.BAND, lw=0, zorder=-3)
        style.write(
            axes, -0.12 / room, rank,
            "\n".join(style.wrapped(rungs[rank], LABELS - 0.2, weight="bold")),
            transform=axes.get_yaxis_transform(), ha="right", weight="bold", linespacing=1.15,
        )  # fmt: skip
    _space(axes, gaps(spoken))
    for side in SIDES:
        _curve(axes, spoken[spoken["side"] == side], side)
    if marked is not None:
        for row in spoken[spoken["statement_id"] == marked].itertuples():
            axes.plot(
                _middle(row), row.reading_rank + SIDES[row.side][3], "o", ms=17, mfc="none",
                mec=style.INK, mew=1.8, zorder=6, clip_on=False,
            )  # fmt: skip
    _legend(figure, spoken)
    style.title(
        figure,
        "One text, two readings",
        f"{counted(spoken['statement_id'].nunique(), 'statement')} on the Declaration of 1956, "
        f"{first.year} to {last.year}",
    )
    half = pd.Timedelta(days=0.09 / room * (last - first + 2 * air).days)
    spots = [
        Spot.on(
            axes, row.statement_id,
            *((date2num(_middle(row) + side * half), y + side * 0.09 / RUNG) for side in (-1, 1)),
        )
        for row in spoken.itertuples()
        for y in [row.reading_rank + SIDES[row.side][3]]
    ]  # fmt: skip
    return figure, tuple(spots)


def _space(axes: Axes, stretches: pd.DataFrame) -> None:
    """Shade the space between the curves, in one piece."""
    if stretches.empty:
        return
    closing = stretches.iloc[[-1]].assign(start=stretches["end"].iloc[-1])
    corners = pd.concat([stretches, closing])
    low, high = (corners[side] + SIDES[side][3] for side in ("Moscow", "Tokyo"))
    axes.fill_between(corners["start"], low, high, step="post", color=GAP, lw=0, zorder=-1)


def _middle(row: "pd.Series") -> pd.Timestamp:
    return row.date + (row.last - row.date) / 2


def _curve(axes: Axes, rows: pd.DataFrame, side: str) -> None:
    if rows.empty:
        return
    _, marker, colour, nudge = SIDES[side]
    steps = rows.groupby("date")["reading_rank"].last() + nudge
    axes.step(steps.index, steps, where="post", color=colour, lw=1.6, alpha=0.85, zorder=2)
    for row in rows.itertuples():
        y = row.reading_rank + nudge
        if row.last > row.date:
            axes.hlines(y, row.date, row.last, color=colour, lw=4, alpha=0.5, zorder=2)
        sure = row.confidence == "high"
        # An artist leaves the limits of the axes alone, and so draws faster than a plotted line.
        axes.add_artist(
            Line2D(
                [date2num(_middle(row))], [y], marker=marker, ms=7 if marker == "^" else 6,
                mfc=colour if sure else style.PAPER, mec=style.INK if sure else colour,
                mew=0.7 if sure else 1.4, zorder=4, clip_on=False,
            )
        )  # fmt: skip


def _legend(figure: Figure, spoken: pd.DataFrame) -> None:
    marks = {
        side: style.mark(marker=marker, color=colour, mec=style.INK, mew=0.7, lw=1.6, ms=7)
        for side, (_, marker, colour, _) in SIDES.items()
        if (spoken["side"] == side).any()
    }
    if (spoken["confidence"] != "high").any():
        marks["less sure"] = style.mark(
            marker="o", ls="", mfc=style.PAPER, mec=style.QUIET, mew=1.4, ms=6
        )
    marks["between the two"] = style.swatch(fc=GAP, ec=style.RULE, lw=0.6)
    style.legend(
        figure, marks, (0.002, 0.6), ncols=len(marks), handletextpad=0.5, columnspacing=1.5,
    )  # fmt: skip


def _alt(spoken: pd.DataFrame) -> str:
    scales = data.scales()
    words = scales[scales["scale"] == SCALE].set_index("code")["label"]
    first, last = spoken["date"].min(), spoken["date"].max()
    number = counted(spoken["statement_id"].nunique(), "statement")
    parts = [f"Two curves of readings, {number}, {first.year} to {last.year}."]
    for side in SIDES:
        rows = spoken[spoken["side"] == side]
        if rows.empty:
            continue
        ranks = rows["reading_rank"]
        changes = int((ranks != ranks.shift()).sum()) - 1
        ends = [
            f"{name} \u2018{words[rank]}\u2019 ({_years_of(rows, rank)})"
            for name, rank in (("highest", ranks.max()), ("lowest", ranks.min()))
        ]
        parts.append(
            f"{side}, {counted(len(rows), 'statement')}, {counted(changes, 'change')} of rung: "
            f"{'; '.join(ends)}; last \u2018{words[ranks.iloc[-1]]}\u2019 "
            f"({rows['date'].iloc[-1].year})."
        )
    stretches = gaps(spoken)
    if len(stretches):
        apart = stretches["Tokyo"] - stretches["Moscow"]
        parts.append(
            f"Nearest to each other from {_years(stretches[apart == apart.min()])}; "
            f"farthest from {_years(stretches[apart == apart.max()])}."
        )
    return " ".join(parts)


def _years_of(rows: pd.DataFrame, rank: int) -> str:
    years = rows.loc[rows["reading_rank"] == rank, "date"].dt.year
    return listed(str(year) for year in dict.fromkeys(years))


def _years(stretches: pd.DataFrame) -> str:
    """Name the stretches by their years, those that touch put together."""
    spans: list[tuple[int, int]] = []
    for row in stretches.itertuples():
        if spans and row.start.year <= spans[-1][1]:
            spans[-1] = (spans[-1][0], row.end.year)
        else:
            spans.append((row.start.year, row.end.year))
    return listed(f"{start} to {end}" if start < end else f"{start}" for start, end in spans)


def _behind(statements: pd.DataFrame) -> pd.DataFrame:
    scales = data.scales()
    words = scales[scales["scale"] == SCALE].set_index("code")["label"]
    return pd.DataFrame(
        {
            "date": [
                date_words(date, precision)
                for date, precision in zip(
                    statements["date"], statements["date_precision"], strict=True
                )
            ],
            "who": statements["speaker"],
            "for": statements["states"],
            "what was said": statements["summary"],
            "reading": [words[rank] for rank in statements["reading_rank"]],
            "confidence": statements["confidence"].astype(str),
            "sources": statements["source_ids"],
        }
    )
