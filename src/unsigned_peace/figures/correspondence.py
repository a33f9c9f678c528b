"""Who wrote to whom: the correspondence in the American documents as a network."""

from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.document_links import (
    LETTER,
    TALK,
    Link,
    correspondents_of,
    lines,
    links,
)
from unsigned_peace.figures.picture import Kept, Spot
from unsigned_peace.figures.plain_english import all_sources, counted, date_words, listed

STATES = ("United States", "Japan", "USSR")
LOOKS = {LETTER: (style.BLUE, "solid"), TALK: (style.VERMILION, (0, (3, 1.6)))}
ROW = 0.37
HIGH = 0.27  # height of a box
# Left edge and width of each column, in inches. The arcs of Washington bend into the left margin.
COLUMNS = {"home": (1.35, 1.95), "abroad": (4.15, 1.55), "others": (6.85, 1.55)}
HEADS = {"home": "Washington", "abroad": "American posts", "others": "Japanese side"}
MOST_NAMED = 5


@dataclass(frozen=True)
class Box:
    """A correspondent on the paper: the column, the left edge, the middle, and the width."""

    column: str
    left: float
    y: float
    width: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


def correspondence(frus: pd.DataFrame) -> Chart:
    """Draw who wrote to whom, and who spoke with whom, in American documents.

    Each box is an office or a person with the number of documents in which it writes, reads or
    speaks. The width of a line, and the number on it, count documents.

    Args:
        frus: `data.frus_documents()`, or a part of it.

    Raises:
        ValueError: if no document is left, or if none of them has a writer, a reader or a talk.

    >>> from unsigned_peace import data
    >>> "nobody of the USSR" in correspondence(data.frus_documents()).alt
    True
    """
    people = correspondents_of(frus)
    if people.empty:
        raise ValueError("No letter and no talk is left to show. Choose more documents.")
    found = links(frus)
    with style.applied():
        figure, spots = _draw(people, lines(found), len(frus))
    return Chart(
        figure,
        alt=_alt(frus, people, found),
        table=_behind(found),
        caption=(
            "A number in a box counts the documents in which it writes, reads or speaks; a number "
            "on a line counts the documents between two. Notes for the file and notes of the "
            "editors have no reader. The edition is American: it holds what Washington kept."
        ),
        source_ids=all_sources(frus),
        kept=Kept(head=(0.95, 1.35)),
        spots=spots,
    )


def _draw(
    people: pd.DataFrame, drawn: tuple[Link, ...], out_of: int
) -> tuple[Figure, tuple[Spot, ...]]:
    boxes = _places(people)
    tall = max(box.y for box in boxes.values()) + ROW
    silent = "USSR" not in set(people["state"])
    figure = style.canvas(tall + 1.45)
    axes = style.inches(figure, 0, 0.05, style.WIDTH, tall + 0.45)
    style.bare(axes)
    # y runs downwards in inches, so that a row is a row.
    axes.set(xlim=(0, style.WIDTH), ylim=(tall, -0.45))
    for column, head in HEADS.items():
        if any(box.column == column for box in boxes.values()):
            left, width = COLUMNS[column]
            axes.text(left + width / 2, -0.2, head, ha="center", va="center", weight="bold")
    for link in sorted(drawn, key=lambda link: -link.number):
        _line(axes, link, boxes[link.first], boxes[link.second])
    numbers = dict(people[["name", "documents"]].itertuples(index=False))
    for name, box in boxes.items():
        _box(axes, box, f"{name}  {numbers[name]}")
    if silent:
        left, width = COLUMNS["others"]
        _box(axes, Box("others", left, tall - 0.3, width), "Soviet side  0", silent=True)
    _legend(figure, drawn)
    style.title(figure, "Who wrote to whom", f"{counted(out_of, 'American document')}")
    spots = [
        Spot.on(axes, name, (box.left, box.y - HIGH / 2), (box.right, box.y + HIGH / 2))
        for name, box in boxes.items()
    ]
    return figure, tuple(spots)


def _places(people: pd.DataFrame) -> dict[str, Box]:
    """Give everybody a box: Washington on the left, the posts in the middle, then the others."""
    american = people["state"] == "United States"
    home = people[american & (people["place"] == "Washington")]
    abroad = people[american & (people["place"] != "Washington")]
    others = people[~american]
    # One row more on the right: the empty box of the silent side.
    rows = max(len(home), len(others) + 1, len(abroad))
    places = {}
    for column, group in (("home", home), ("abroad", abroad), ("others", others)):
        left, width = COLUMNS[column]
        room = rows - 1 if column == "others" else rows
        step = room / max(len(group), 1)
        for number, name in enumerate(group["name"]):
            places[name] = Box(column, left, (number + 0.5) * step * ROW, width)
    return places


def _line(axes: Axes, link: Link, first: Box, second: Box) -> None:
    colour, dashes = LOOKS[link.kind]
    # Letters end a little higher than talks, so that both can be seen between the same two.
    shift = -0.05 if link.kind == LETTER else 0.05
    first, second = (replace(box, y=box.y + shift) for box in (first, second))
    if first.column == second.column:
        # An arc into the margin, the wider the farther apart the two stand.
        bend = first.left - 0.25 - min(1.0, 0.16 * abs(first.y - second.y) / ROW)
        points = [(first.left, first.y), (bend, first.y), (bend, second.y), (second.left, second.y)]
    else:
        one, two = sorted((first, second), key=lambda box: box.left)
        half = (one.right + two.left) / 2
        points = [(one.right, one.y), (half, one.y), (half, two.y), (two.left, two.y)]
    axes.add_artist(
        PathPatch(
            Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]),
            fill=False, ec=colour, ls=dashes, lw=0.8 + 0.42 * link.number, alpha=0.8, zorder=1,
            capstyle="butt",
        )
    )  # fmt: skip
    if link.number > 1:
        # The middle of a cubic curve.
        x = (points[0][0] + 3 * points[1][0] + 3 * points[2][0] + points[3][0]) / 8
        y = (first.y + second.y) / 2
        style.write(
            axes, x, y, str(link.number), ha="center", weight="bold", color=style.INK, zorder=4,
            bbox={"boxstyle": "round,pad=0.15", "fc": style.PAPER, "ec": colour, "lw": 0.8},
        )  # fmt: skip


def _box(axes: Axes, box: Box, text: str, *, silent: bool = False) -> None:
    axes.add_artist(
        FancyBboxPatch(
            (box.left, box.y - HIGH / 2), box.width, HIGH,
            boxstyle="round,pad=0,rounding_size=0.06", fc=style.PAPER if silent else style.BAND,
            ec=style.QUIET, lw=1, ls=(0, (3, 2)) if silent else "solid", zorder=3,
        )
    )  # fmt: skip
    style.write(
        axes, box.left + box.width / 2, box.y, text, ha="center", zorder=5,
        color=style.QUIET if silent else style.INK,
    )  # fmt: skip


def _legend(figure: Figure, drawn: tuple[Link, ...]) -> None:
    names = {LETTER: "wrote to each other", TALK: "spoke with each other"}
    marks = {
        names[kind]: style.mark(color=colour, ls=line, lw=2)
        for kind, (colour, line, *_) in LOOKS.items()
        if any(link.kind == kind for link in drawn)
    }
    style.legend(figure, marks, (0.002, 0.6), ncols=2, columnspacing=1.5, handlelength=2.6)


def _alt(frus: pd.DataFrame, people: pd.DataFrame, found: tuple[Link, ...]) -> str:
    numbers = people["state"].value_counts()
    sides = [f"{numbers.get(state, 0) or 'nobody'} of {_the(state)}" for state in STATES]
    first, last = frus["date"].min(), frus["date"].max()
    what = f"Network of {counted(len(frus), 'American document')}"
    span = f"{date_words(first)} to {date_words(last)}"
    parts = [f"{what}, {span}. Offices and people: {listed(sides)}."]
    for kind, verb in ((LETTER, "Letters"), (TALK, "Talks")):
        chosen = sorted((x for x in lines(found) if x.kind == kind), key=lambda x: -x.number)
        if chosen:
            named = [f"{x.first} and {x.second} {x.number}" for x in chosen[:MOST_NAMED]]
            rest = len(chosen) - MOST_NAMED
            more = f", and {counted(rest, 'more pair')}" if rest > 0 else ""
            parts.append(f"{verb}: {'; '.join(named)}{more}.")
    return " ".join(parts)


def _the(state: str) -> str:
    return state if state == "Japan" else f"the {state}"


def _behind(found: tuple[Link, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "who": [link.first for link in found],
            "how": ["wrote to" if link.kind == LETTER else "spoke with" for link in found],
            "whom": [link.second for link in found],
            "documents": [link.number for link in found],
            "which": [link.documents for link in found],
        }
    )
