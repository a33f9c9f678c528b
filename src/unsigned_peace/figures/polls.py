"""Opinion polls, each with its question beside its bars."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.picture import Kept
from unsigned_peace.figures.plain_english import all_sources, counted, listed, sentence
from unsigned_peace.shared.dates import MONTHS

MAIN = "main question"
COUNTRIES = {
    "Russia": (style.SIDE_COLOURS["USSR"], "////"),
    "Japan": (style.SIDE_COLOURS["Japan"], ""),
}
QUESTION = (0.12, 2.75)  # left edge and width, in inches
BARS = (4.95, 3.1)
ROW = 0.25
LINE = 0.165
GAP = 0.16
MOST_TOLD = 12


@dataclass(frozen=True)
class Block:
    """A poll with its answers, the lines of text beside them, and its height in inches."""

    poll: "pd.Series"
    answers: pd.DataFrame
    head: tuple[str, ...]
    question: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def height(self) -> float:
        """Text on the left and bars on the right; the higher one counts."""
        lines = len(self.head) + len(self.question) + len(self.asked)
        return max(LINE * lines, ROW * len(self.answers)) + GAP


def polls(table: pd.DataFrame, answers: pd.DataFrame) -> Chart:
    """Draw the answers to the main question of each poll, with the question beside them.

    Args:
        table: `data.polls()`, or a part of it.
        answers: `data.poll_answers()`.

    Raises:
        ValueError: if no poll with an answer is left.

    >>> from unsigned_peace import data
    >>> table = data.polls()
    >>> one = polls(table[table["poll_id"] == "POL-07"], data.poll_answers())
    >>> "Against 90" in one.alt
    True
    """
    blocks = _blocks(table, answers)
    if not blocks:
        raise ValueError("No poll is left to show. Choose more countries, institutes or years.")
    with style.applied():
        figure = _draw(blocks)
    return Chart(
        figure,
        alt=_alt(blocks),
        table=_behind(blocks),
        caption=(
            "Questions are in our words; the exact wording was not always seen. Bars of different "
            "questions cannot be compared. Answers that a report leaves out are not drawn."
        ),
        source_ids=all_sources(table),
        kept=Kept(foot=0.3, side=QUESTION[0] + QUESTION[1]),
    )


def field_words(poll: "pd.Series") -> str:
    """Say when people were asked, no more exactly than it is known.

    >>> day = pd.Timestamp("2018-11-22")
    >>> poll = {"field_start": day, "field_end": pd.Timestamp("2018-11-28")}
    >>> field_words(pd.Series(poll | {"date_precision": "day"}))
    '22 to 28 November 2018'
    >>> field_words(pd.Series(poll | {"date_precision": "month"}))
    'November 2018'
    """
    start, end = poll["field_start"], poll["field_end"]
    years = f"{start.year}" if start.year == end.year else f"{start.year} or {end.year}"
    whole_years = (start.day_of_year, end.month, end.day) == (1, 12, 31)
    if poll["date_precision"] == "year" or whole_years:
        return years
    month = f"{MONTHS[end.month - 1]} {end.year}"
    same = (start.year, start.month) == (end.year, end.month)
    if poll["date_precision"] == "month":
        return month if same else f"{MONTHS[start.month - 1]} to {month}"
    if start == end:
        return f"{start.day} {month}"
    first = str(start.day) if same else f"{start.day} {MONTHS[start.month - 1]}"
    return f"{first} to {end.day} {month}"


def _blocks(table: pd.DataFrame, answers: pd.DataFrame) -> list[Block]:
    main = answers[answers["item"] == MAIN]
    ordered = table.sort_values(["country", "field_start", "poll_id"], kind="stable")
    found = []
    for _, poll in ordered.iterrows():
        own = main[main["poll_id"] == poll["poll_id"]].sort_values("position")
        if len(own):
            room = QUESTION[1]
            head = style.wrapped(f"{poll['institute']}, {field_words(poll)}", room, weight="bold")
            number = "" if pd.isna(poll["sample"]) else f", {poll['sample']:,} asked"
            asked = style.wrapped(f"{poll['population']}{number}", room)
            question = style.wrapped(poll["question"], room)
            found.append(Block(poll, own, tuple(head), tuple(question), tuple(asked)))
    return found


def _draw(blocks: list[Block]) -> Figure:
    tall = sum(block.height for block in blocks) + 0.3
    figure, axes = style.sheet(tall, 0.85, foot=0.02)
    bottom = tall - 0.3
    for percent in range(0, 101, 25):
        axes.vlines(_x(percent), 0, bottom, color=style.RULE, lw=0.6, zorder=-1)
        style.write(
            axes, _x(percent), bottom + 0.14, f"{percent} %", ha="center", color=style.QUIET,
        )  # fmt: skip
    top = 0.0
    for number, block in enumerate(blocks):
        if number % 2 == 0:
            axes.axhspan(top, top + block.height, color=style.BAND, lw=0, zorder=-3)
        _block(axes, block, top)
        top += block.height
    _legend(figure, blocks)
    style.title(figure, "What was asked, and what was answered", _subtitle(blocks))
    return figure


def _subtitle(blocks: list[Block]) -> str:
    countries = [str(block.poll["country"]) for block in blocks]
    parts = [f"{countries.count(name)} in {name}" for name in COUNTRIES if name in countries]
    return f"{counted(len(blocks), 'poll')}: {listed(parts)}"


def _x(percent: float) -> float:
    return BARS[0] + BARS[1] * percent / 100


def _block(axes: Axes, block: Block, top: float) -> None:
    lines = [
        *((line, "bold", style.INK) for line in block.head),
        *((line, "normal", style.INK) for line in block.question),
        *((line, "normal", style.QUIET) for line in block.asked),
    ]
    for number, (line, weight, colour) in enumerate(lines):
        style.write(
            axes, QUESTION[0], top + GAP / 2 + (number + 0.5) * LINE, line, weight=weight,
            color=colour,
        )  # fmt: skip
    colour, hatch = COUNTRIES[block.poll["country"]]
    for number, answer in enumerate(block.answers.itertuples()):
        y = top + GAP / 2 + (number + 0.5) * ROW
        style.write(axes, BARS[0] - 0.08, y, answer.answer, ha="right")
        axes.add_patch(
            Rectangle(
                (BARS[0], y - 0.075), _x(answer.percent) - BARS[0], 0.15, fc=colour, ec=style.INK,
                lw=0.7, hatch=hatch, alpha=0.95,
            )
        )  # fmt: skip
        style.write(axes, _x(answer.percent) + 0.06, y, f"{answer.percent:g}", weight="bold")


def _legend(figure: Figure, blocks: list[Block]) -> None:
    marks = {
        f"asked in {name}": style.swatch(fc=colour, hatch=hatch)
        for name, (colour, hatch) in COUNTRIES.items()
        if any(block.poll["country"] == name for block in blocks)
    }
    style.legend(
        figure, marks, (0.995, 0.3), ncols=2, columnspacing=1.5, handlelength=1.6, borderaxespad=0,
    )  # fmt: skip


def _alt(blocks: list[Block]) -> str:
    parts = [f"Bars of {_subtitle(blocks)}."]
    for block in blocks[:MOST_TOLD]:
        numbers = [f"{row.answer} {row.percent:g}" for row in block.answers.itertuples()]
        parts.append(
            f"{block.poll['institute']}, {field_words(block.poll)}, "
            f"{block.poll['question'].rstrip('.?')}? {sentence(listed(numbers))}"
        )
    if len(blocks) > MOST_TOLD:
        parts.append(f"{counted(len(blocks) - MOST_TOLD, 'more poll')} in the table.")
    return " ".join(parts)


def _behind(blocks: list[Block]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "institute": block.poll["institute"],
                "when": field_words(block.poll),
                "country": str(block.poll["country"]),
                "who was asked": block.poll["population"],
                "asked": block.poll["sample"],
                "question, in our words": block.poll["question"],
                "answer": row.answer,
                "per cent": row.percent,
                "remark": block.poll["note"],
                "sources": block.poll["source_ids"],
            }
            for block in blocks
            for row in block.answers.itertuples()
        ]
    )
