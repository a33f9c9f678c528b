"""The articles of the Declaration against what each side had asked for before."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from unsigned_peace.figures import position_rungs, style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.picture import Kept
from unsigned_peace.figures.plain_english import all_sources, counted, listed, sentence
from unsigned_peace.figures.position_ladder import PARTIES

SIGNED = pd.Timestamp("1956-10-19")
SIDES = ("Japan", "USSR")
ROW = 0.58
LABELS = (0.12, 2.55)  # left edge and width, in inches
SCALE = (2.95, 3.05)
OUTCOME = 6.25
NUDGE = 0.17  # Japan stands above the middle of the row, the USSR below


@dataclass(frozen=True)
class IssueCourse:
    """What one side held on one issue: the codes before the signature, and the code signed."""

    side: str
    before: tuple[int, ...]
    signed: tuple[int, ...]


@dataclass(frozen=True)
class ArticleIssue:
    """An issue of an article with the course of both sides and the words of the codes."""

    number: int
    name: str
    issue: str
    courses: tuple[IssueCourse, ...]
    labels: dict[int, str]

    @property
    def signed(self) -> tuple[int, ...]:
        """The codes of the text; two if the sides read it differently."""
        return tuple(sorted({code for course in self.courses for code in course.signed}))

    @property
    def outcome(self) -> str:
        """What was signed, in words; both readings if the sides read it differently."""
        if len(self.signed) == 1:
            return self.words(self.signed[0])
        readings = [f"{self.words(course.signed[0])} ({course.side})" for course in self.courses]
        return " or ".join(readings)

    def words(self, code: int) -> str:
        """Return the words for a code."""
        return self.labels.get(code, f"code {code}")


def declaration_balance(articles: pd.DataFrame, positions: pd.DataFrame) -> Chart:
    """Draw for each article where the sides came from and where the text came out.

    An empty mark is the first position that is known, a filled mark the last one before the
    signature, a line the range between; the star is the text. To the right is nearer to what Tokyo
    wanted.

    Args:
        articles: `data.declaration_articles()`, or a part of it.
        positions: `data.positions()`.

    Raises:
        ValueError: if no article with an issue is left.

    >>> from unsigned_peace import data
    >>> chart = declaration_balance(data.declaration_articles(), data.positions())
    >>> "closed (USSR)" in chart.alt
    True
    """
    rows = list(items(articles, positions))
    if not rows:
        raise ValueError("No article with an issue is left to show. Choose more articles.")
    with style.applied():
        figure = _draw(rows)
    return Chart(
        figure,
        alt=_alt(rows),
        table=_behind(articles, rows),
        caption=(
            "To the right is nearer to what Tokyo wanted. Every issue has a scale of its own, so "
            "rows cannot be added up. Where one side has no mark, no earlier position is known. "
            "The codes are our judgement."
        ),
        source_ids=all_sources(articles),
        kept=Kept(head=(1.0, 1.42), side=LABELS[0] + LABELS[1]),
    )


def items(articles: pd.DataFrame, positions: pd.DataFrame) -> Iterator[ArticleIssue]:
    """Yield each issue of each article with the course of the two sides.

    >>> from unsigned_peace import data
    >>> first = next(items(data.declaration_articles(), data.positions()))
    >>> first.issue, first.signed, first.words(4)
    ('state of war', (4,), 'peace and relations')
    """
    for article in articles.itertuples():
        for issue in article.issues:
            ladder = position_rungs.ladder(positions, issue)
            courses = tuple(_course(ladder.positions, side) for side in SIDES)
            name = article.subject if len(article.issues) == 1 else issue
            yield ArticleIssue(article.number, name, issue, courses, dict(ladder.rungs))


def _course(rows: pd.DataFrame, side: str) -> IssueCourse:
    held = [
        (row.date < SIGNED, row.code)
        for row in rows[["date", "party", "code"]].itertuples()
        if row.party == side and row.date <= SIGNED
    ]
    before = tuple(code for earlier, code in held if earlier)
    return IssueCourse(side, before, tuple(code for earlier, code in held if not earlier))


def _draw(rows: list[ArticleIssue]) -> Figure:
    tall = ROW * len(rows) + 0.55
    figure, axes = style.sheet(tall, 1.0, foot=0.02)
    for text, x, align in (
        ("nearer to Moscow", _x(0), "left"),
        ("nearer to Tokyo", _x(4), "right"),
        ("what was signed", OUTCOME, "left"),
    ):
        style.write(axes, x, 0.22, text, ha=align, weight="bold")
    for code in range(5):
        axes.vlines(_x(code), 0.4, tall - 0.12, color=style.RULE, lw=0.7, zorder=-1)
    for number, item in enumerate(rows):
        y = 0.45 + (number + 0.5) * ROW
        if number % 2 == 0:
            axes.axhspan(y - ROW / 2, y + ROW / 2, color=style.BAND, lw=0, zorder=-3)
        _labels(axes, item, y)
        for course in item.courses:
            _course_line(axes, course, y - NUDGE if course.side == "Japan" else y + NUDGE)
        for code in item.signed:
            axes.plot(_x(code), y, "*", ms=13, mfc=style.INK, mec=style.PAPER, mew=0.8, zorder=6)
    _legend(figure)
    style.title(
        figure,
        "What was asked for and what was signed",
        f"Joint Declaration of 19 October 1956, {counted(len(rows), 'issue')} of its articles",
    )
    return figure


def _x(code: float) -> float:
    return SCALE[0] + 0.15 + (SCALE[1] - 0.3) * code / 4


def _labels(axes: Axes, item: ArticleIssue, y: float) -> None:
    axes.text(
        LABELS[0] + 0.22, y, str(item.number), ha="right", va="center", size=style.TEXT,
        weight="bold",
    )  # fmt: skip
    style.write(
        axes, LABELS[0] + 0.34, y, "\n".join(style.wrapped(item.name, LABELS[1] - 0.4)),
        linespacing=1.15,
    )  # fmt: skip
    outcome = "\n".join(style.wrapped(item.outcome, style.WIDTH - OUTCOME - 0.1))
    style.write(axes, OUTCOME, y, outcome, linespacing=1.15)


def _course_line(axes: Axes, course: IssueCourse, y: float) -> None:
    if not course.before:
        return
    marker, colour = PARTIES[course.side]
    size = 7.5 if marker != "D" else 6.5
    low, high = min(course.before), max(course.before)
    axes.hlines(y, _x(low), _x(high), color=colour, lw=3.2, alpha=0.45, zorder=1)
    first, last = course.before[0], course.before[-1]
    axes.plot(_x(last), y, marker, ms=size, mfc=colour, mec=style.INK, mew=0.7, zorder=4)
    if first != last:
        axes.plot(_x(first), y, marker, ms=size, mfc=style.PAPER, mec=colour, mew=1.6, zorder=3)


def _legend(figure: Figure) -> None:
    marks = {}
    for side in SIDES:
        marker, colour = PARTIES[side]
        shape = {"marker": marker, "ls": "", "ms": 7}
        first = style.mark(**shape, mfc=style.PAPER, mec=colour, mew=1.6)
        last = style.mark(**shape, mfc=colour, mec=style.INK, mew=0.7)
        marks |= {f"{side}, first known": first, f"{side}, last before signing": last}
    marks["all positions between"] = style.mark(
        color=style.QUIET, lw=3.2, alpha=0.45, solid_capstyle="butt"
    )
    star = style.mark(marker="*", ls="", ms=12, mfc=style.INK, mec=style.PAPER)
    marks["text of the article"] = star
    style.legend(
        figure, marks, (0.002, 0.6), ncols=3, handletextpad=0.4, columnspacing=1.1,
        borderaxespad=0,
    )  # fmt: skip


def _alt(rows: list[ArticleIssue]) -> str:
    parts = [f"Balance of the Joint Declaration, {counted(len(rows), 'row')}, an issue each."]
    for item in rows:
        sides = []
        for course in item.courses:
            if course.before:
                steps = [item.words(code) for code in dict.fromkeys(course.before)]
                sides.append(f"{course.side} before: {', '.join(steps)}")
        before = f"{'; '.join(sides)}; " if sides else ""
        parts.append(f"Article {item.number}, {item.issue}: {before}signed: {item.outcome}.")
    return " ".join(parts)


def _behind(articles: pd.DataFrame, rows: list[ArticleIssue]) -> pd.DataFrame:
    by_number = articles.set_index("number")
    return pd.DataFrame(
        {
            "article": [item.number for item in rows],
            "issue": [item.issue for item in rows],
            **{
                f"{side} before": [
                    listed(
                        item.words(code)
                        for course in item.courses
                        if course.side == side
                        for code in dict.fromkeys(course.before)
                    )
                    for item in rows
                ]
                for side in SIDES
            },
            "signed": [item.outcome for item in rows],
            "what it says": [by_number.loc[item.number, "summary"] for item in rows],
            "who gained what": [
                sentence(by_number.loc[item.number, "who_gained_what"]) for item in rows
            ],
            "sources": [by_number.loc[item.number, "source_ids"] for item in rows],
        }
    )
