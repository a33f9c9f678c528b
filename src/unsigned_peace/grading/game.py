"""Mark the log of a game of *Two Islands*: it is played again, and its form is checked.

A log that does not replay earns nothing and is flagged for a person, with the line that does not
fit and what the game would have written there. A log that replays is a game that was really played
by the rules. Who sat at the keyboard it cannot say: `unsigned-peace games` lists logs with the same
moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat.notebooknode import NotebookNode

from unsigned_peace.grading.engine.handed_in import lost
from unsigned_peace.grading.steps import (
    AnswersError,
    MarkingStep,
    Resources,
    graded_cell,
    mark_form,
    read_text,
)
from unsigned_peace.shared.form_check import Check

if TYPE_CHECKING:
    from unsigned_peace.simulation import Record

GAME_CELL = "game-test"  # the nbgrader id of the test cell that takes the points


@dataclass(frozen=True)
class LogVerdict:
    """What there is to say of a log: its checks, notes for people, and whether one has to look."""

    checks: Sequence[Check]
    notes: Sequence[str] = ()
    flagged: bool = False


class MarkGame(MarkingStep):
    """Writes the points of the form of the log into its test cell."""

    what = "Game"

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Mark the form of the log in its test cell.

        A problem set without this cell comes back as it is.

        Raises ValueError if the cell is worth other points than its checks. Then nbgrader reports
        the error and saves nothing.
        """
        cell = graded_cell(nb, GAME_CELL)
        if cell is not None:
            seen = look(self.handed_in(resources), resources["nbgrader"]["assignment"])
            self.tell(resources, seen.notes, flagged=seen.flagged)
            mark_form(cell, seen.checks, seen.notes)
        return nb, resources


def read_log(path: Path) -> "Record":
    """Read and replay the log that a student handed in.

    Raises FileNotFoundError where there is no file, and AnswersError, with the evidence, where it
    is no log that replays.

    >>> import tempfile
    >>> from unsigned_peace import simulation as sim
    >>> file = Path(tempfile.mkdtemp(), "sim-two-islands.jsonl")
    >>> sim.save(sim.history(), file)
    >>> len(read_log(file).moves)
    30
    """
    # The game and its figures: a second that no other problem set has to wait.
    from unsigned_peace.exercise.gamelogs.log_fault import first_fault  # noqa: PLC0415
    from unsigned_peace.simulation import replay  # noqa: PLC0415

    text = read_text(path)
    fault = first_fault(text)
    if fault:
        raise AnswersError("\n".join([f"{path.name}: {fault.notes[0]}", *fault.notes[1:]]))
    return replay(text)


def look(folder: Path, assignment: str) -> LogVerdict:
    """Look at the log of the game that stands in the folder of a submission.

    >>> import tempfile
    >>> seen = look(Path(tempfile.mkdtemp()), "sim-two-islands")
    >>> seen.flagged, seen.notes
    (False, ['No game was handed in. The file answers/sim-two-islands.jsonl is missing.'])
    """
    from unsigned_peace.exercise.gamelogs.log_form import doubts, of_game  # noqa: PLC0415
    from unsigned_peace.two_islands.game_cell import game_path  # noqa: PLC0415

    file = game_path(assignment, folder)
    try:
        record = read_log(file)
    except FileNotFoundError:
        return LogVerdict(of_game(None), [f"No game was handed in. The file {lost(file, folder)}"])
    except AnswersError as error:
        notes = [
            "The log does not replay. It earns nothing until a person has looked at it.",
            *str(error).splitlines(),
        ]
        checks = of_game(None, "The log does not replay: see the note.")
        return LogVerdict(checks, notes, flagged=True)
    if said := doubts(record):
        return LogVerdict(of_game(record), ["Flagged for a look by a grader.", *said], flagged=True)
    return LogVerdict(of_game(record))
