"""The games of a class as files: a page to show in class, the picture alone, and the table."""

from pathlib import Path

import pandas as pd

from unsigned_peace import figures, simulation
from unsigned_peace.exercise.gamelogs.compare_history import on_the_table
from unsigned_peace.figures.chart import CARD
from unsigned_peace.grading.debriefing.class_chart import class_chart
from unsigned_peace.grading.debriefing.classroom import ClassGames, courses, read_class, table
from unsigned_peace.grading.sandbox.results import printable
from unsigned_peace.shared.page_template import render


def games(
    assignment: str,
    submitted: Path = Path("submitted"),
    to: Path | None = None,
    *,
    anonymous: bool = False,
) -> int:
    """Write the page, the picture and the table of a class; return 1 if there is no game.

    >>> games("x", Path("nowhere"))
    There is no submission of 'x' in 'nowhere'. First collect: nbgrader collect x
    1
    """
    found = read_class(submitted, assignment)
    if not found.games and not found.set_aside:
        print(
            f"There is no submission of {assignment!r} in {str(submitted)!r}. "
            f"First collect: nbgrader collect {assignment}"
        )
        return 1
    if anonymous:
        found = found.without_names()
    for one in found.set_aside:
        print(printable(f"Not shown: {one.student}. {' '.join(one.reasons)}"))
    if not found.games:
        print("No game can be shown: nobody has handed in a finished game that replays.")
        return 1
    folder = to or Path("dist", f"{assignment}-games")
    for file in write(found, assignment, folder):
        print(f"Wrote {file}")
    return 0


def picture(found: ClassGames) -> figures.Chart:
    """Draw the games of a class. In a notebook, the last line of a cell shows the chart.

    Raises:
        ValueError: if there is no game.

    >>> picture(ClassGames((), ()))
    Traceback (most recent call last):
    ValueError: There is no game to draw: nobody has handed in a finished game.
    """
    history = on_the_table(simulation.history())
    return class_chart(table(found.games), courses(found.games), history)


def write(found: ClassGames, title: str, folder: Path) -> list[Path]:
    """Write `games.html`, `games.svg`, `games.csv` and `games.txt` (the picture in words)."""
    folder.mkdir(parents=True, exist_ok=True)
    chart = picture(found)
    contents = {
        "games.html": _html(chart, found, title),
        "games.svg": chart.svg,
        "games.csv": chart.table.to_csv(index=False, lineterminator="\n"),
        "games.txt": f"{chart.alt}\n",
    }
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in contents]


def _html(chart: figures.Chart, found: ClassGames, title: str) -> str:
    aside = pd.DataFrame(
        [(one.student, " ".join(one.reasons)) for one in found.set_aside],
        columns=["student", "why it is not shown"],
    )
    others = figures.table(aside, "Logs that are not shown")._repr_html_() if len(aside) else ""
    return render(
        __package__,
        "games_page.html.j2",
        title=title,
        card=CARD,
        chart=chart.html(),
        others=others,
    )
