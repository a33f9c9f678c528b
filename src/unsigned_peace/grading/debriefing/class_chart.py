"""All games of a class in one picture: the courses on territory, the ends, and the scores."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from unsigned_peace import simulation
from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.plain_english import counted, listed

ENDS = {"signed": "o", "refused at home": "s", "broken off": "X", "out of time": "D"}
SESSIONS = 15
RUNG = 0.2  # inches
LABELS = 1.85
AFTER = 0.85  # inches to the right of the last session, for the numbers of the games
GAP = 0.62
LOWER = 2.3
NEAR = 12  # points of a score: nearer, two labels would cover each other


def class_chart(games: pd.DataFrame, courses: pd.DataFrame, history: pd.DataFrame) -> Chart:
    """Draw the games of a class for its debriefing.

    A thin line is the course of one game on territory, for the side that a person played; a thick
    line is history. The shape at its end says how the game ended, the number says which game it is.

    Args:
        games, courses: What `table` and `courses` of `classroom` return.
        history: The offers of history: `gamelogs.on_the_table(simulation.history())`.

    Raises:
        ValueError: if there is no game.

    >>> from unsigned_peace.exercise import gamelogs
    >>> from unsigned_peace.grading.debriefing import classroom
    >>> record = simulation.new_game(players={"Japan": "A student"}).let_scripts_play()
    >>> while not record.state.ended:
    ...     record = record.make(simulation.move("hold")).let_scripts_play()
    >>> played = [classroom.PlayedGame(("A student",), record)]
    >>> offers = gamelogs.on_the_table(simulation.history())
    >>> chart = class_chart(classroom.table(played), classroom.courses(played), offers)
    >>> chart.alt.startswith("The games of a class: 1 game.")
    True
    """
    if games.empty:
        raise ValueError("There is no game to draw: nobody has handed in a finished game.")
    with style.applied():
        figure = _draw(games, courses, history)
    return Chart(
        figure,
        alt=_alt(games, courses, history),
        table=games,
        caption=(
            "Thin lines: what a person offered on territory. Thick lines: history. Lines on one "
            "rung are set apart so that each can be seen. Scores go from 0 to 100 by each side's "
            "own instructions of the last day; they are the model's, and no marks. The star is the "
            "Declaration of 19 October 1956."
        ),
        source_ids=(),
    )


def _draw(games: pd.DataFrame, courses: pd.DataFrame, history: pd.DataFrame) -> Figure:
    rungs = _rungs()
    sides = [side for side in style.SIDE_COLOURS if (courses["party"] == side).any()]
    tall = RUNG * len(rungs)
    figure = style.canvas(1.15 + len(sides) * (tall + GAP) + LOWER + 0.5)
    up = figure.get_size_inches()[1]
    top = up - 1.15
    for side in sides:
        axes = style.inches(
            figure, LABELS + 0.1, top - tall, style.WIDTH - LABELS - AFTER - 0.2, tall
        )
        own = courses[courses["party"] == side]
        _ladder(axes, rungs, side, own["game"].nunique())
        _courses(axes, own, games, history[history["party"] == side])
        top -= tall + GAP
    _ends(style.inches(figure, LABELS + 0.1, 0.45, 2.3, LOWER - 0.35), games)
    _scores(style.inches(figure, LABELS + 3.2, 0.45, 2.9, LOWER - 0.35), games)
    _legend(figure, games)
    style.title(
        figure,
        "Two Islands: the games of a class",
        f"{counted(len(games), 'game')}: what was offered on territory, how it ended, what it was "
        "worth to both sides",
    )
    return figure


def _rungs() -> dict[int, str]:
    return dict(enumerate(rung.label for rung in simulation.rules().issues["territory"]))


def _ladder(axes: Axes, rungs: dict[int, str], side: str, number: int) -> None:
    style.frame(axes, "bottom")
    axes.set(xlim=(0.5, SESSIONS + 0.3), ylim=(-0.5, len(rungs) - 0.5))
    axes.set_yticks([*rungs], [*rungs.values()], size=style.SMALL)
    axes.set_xticks(range(1, SESSIONS + 1))
    for rung in rungs:
        if rung % 2 == 0:
            axes.axhspan(rung - 0.5, rung + 0.5, color=style.BAND, lw=0, zorder=-2)
    axes.set_title(
        f"{side} ({counted(number, 'game')}), by session",
        loc="left", size=style.TEXT, weight="bold", pad=4,
    )  # fmt: skip


def _courses(axes: Axes, courses: pd.DataFrame, games: pd.DataFrame, history: pd.DataFrame) -> None:
    offers = history.dropna(subset="position")
    axes.step(
        offers["session"], offers["position"], where="post", color=style.INK, lw=3.2, alpha=0.55,
        solid_capstyle="butt", zorder=1,
    )  # fmt: skip
    numbers = list(courses["game"].unique())
    step = min(0.12, 0.7 / max(len(numbers), 1))
    ends: dict[tuple[int, int], list[int]] = {}
    for place, (number, own) in enumerate(courses.groupby("game", sort=False)):
        shift = (place - (len(numbers) - 1) / 2) * step
        made = own.dropna(subset="position")
        if made.empty:
            continue
        colour = style.SIDE_COLOURS[own["party"].iloc[0]]
        height = made["position"].astype(float) + shift
        axes.step(made["session"], height, where="post", color=colour, lw=1.1, alpha=0.8, zorder=2)
        last = (int(made["session"].iloc[-1]), int(made["position"].iloc[-1]))
        ends.setdefault(last, []).append(number)
        ended = games.loc[games["game"] == number, "ended"].iloc[0]
        axes.add_artist(
            Line2D(
                [last[0]], [height.iloc[-1]], marker=ENDS[ended], ms=6, color=colour,
                mec=style.INK, mew=0.7, zorder=4,
            )
        )  # fmt: skip
    for (session, rung), here in ends.items():
        words = style.shortened(" ".join(map(str, here)), AFTER - 0.1)
        style.write(
            axes, session + 0.25, rung, words, zorder=5,
            bbox={"fc": style.PAPER, "ec": "none", "pad": 0.4, "alpha": 0.75},
        )  # fmt: skip


def _ends(axes: Axes, games: pd.DataFrame) -> None:
    counts = games["kind"].value_counts(sort=True).iloc[::-1]
    style.frame(axes, "left")
    axes.barh(counts.index, counts, color=style.SKY, height=0.6, ec=style.INK, lw=0.6)
    for place, count in enumerate(counts):
        style.write(axes, count, place, f" {count}")
    axes.set(
        xlim=(0, counts.max() * 1.15),
        xticks=[],
        ylim=(min(len(counts) - 4, 0) - 0.6, len(counts) - 0.4),
    )
    axes.tick_params(axis="y", labelsize=style.SMALL)
    axes.set_title("How the games ended", loc="left", size=style.TEXT, weight="bold", pad=4)


def _scores(axes: Axes, games: pd.DataFrame) -> None:
    style.frame(axes, "left", "bottom")
    axes.set(xlim=(0, 100), ylim=(0, 100), xticks=range(0, 101, 25), yticks=range(0, 101, 25))
    axes.tick_params(labelsize=style.SMALL)
    axes.grid(color=style.RULE, lw=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel("score of Japan", size=style.SMALL)
    axes.set_ylabel("score of the USSR", size=style.SMALL)
    axes.plot(games["japan"], games["ussr"], "o", color=style.SKY, mec=style.INK, mew=0.7, ms=7)
    for near in _near(games):
        words = style.shortened(" ".join(map(str, near["game"])), 1.2)
        axes.annotate(
            words, (near["japan"].max(), near["ussr"].mean()), xytext=(11, 0),
            textcoords="offset points", size=style.SMALL, va="center",
        )  # fmt: skip
    axes.plot(*_declaration(), "*", color=style.INK, ms=10, zorder=3)
    axes.set_title("What it was worth", loc="left", size=style.TEXT, weight="bold", pad=4)


def _near(games: pd.DataFrame) -> list[pd.DataFrame]:
    """Gather games whose points lie so close together that they need one label."""
    groups: list[list[int]] = []
    for row, game in games.sort_values(["japan", "ussr"]).iterrows():
        for group in groups:
            first = games.loc[group[0]]
            if max(abs(first["japan"] - game["japan"]), abs(first["ussr"] - game["ussr"])) <= NEAR:
                group.append(row)
                break
        else:
            groups.append([row])
    return [games.loc[sorted(group)] for group in groups]


def _declaration() -> tuple[int, int]:
    """Return the scores of the Declaration for the lines that made it."""
    scores = simulation.outcome(simulation.history().state).scores
    return scores[simulation.JAPAN], scores[simulation.USSR]


def _legend(figure: Figure, games: pd.DataFrame) -> None:
    marks = {"history": style.mark(color=style.INK, lw=3.2, alpha=0.55)}
    for end, marker in ENDS.items():
        if (games["ended"] == end).any():
            marks[end] = style.mark(marker=marker, ls="", ms=6, color=style.PAPER, mec=style.INK)
    style.legend(figure, marks, (0.004, 0.6), ncols=5, handletextpad=0.5, columnspacing=1.5)


def _alt(games: pd.DataFrame, courses: pd.DataFrame, history: pd.DataFrame) -> str:
    rungs = _rungs()
    kinds = [f"{kind}: {number}" for kind, number in games["kind"].value_counts().items()]
    lines = [f"The games of a class: {counted(len(games), 'game')}.", f"Ends: {listed(kinds)}."]
    for side in style.SIDE_COLOURS:
        own = courses[courses["party"] == side].dropna(subset="position")
        if own.empty:
            continue
        last = own.groupby("game")["position"].last()
        real = history.loc[history["party"] == side, "position"].iloc[-1]
        offers = [
            f"'{rungs[n]}' ({counted(number, 'game')})"
            for n, number in last.value_counts().sort_index().items()
        ]
        lines.append(
            f"Last offer of {side} on territory: {listed(offers)}; in history '{rungs[real]}'."
        )
    real = dict(zip(("japan", "ussr"), _declaration(), strict=True))
    for column, name in (("japan", "Japan"), ("ussr", "the USSR")):
        good = (games[column] >= real[column]).sum()
        lines.append(
            f"Scores of {name}: {games[column].min()} to {games[column].max()}; {good} of "
            f"{len(games)} reach the Declaration's {real[column]}."
        )
    return " ".join(lines)
