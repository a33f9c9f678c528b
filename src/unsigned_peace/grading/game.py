"""Mark the log of a game of *Two Islands* in the grader's process.

The student's kernel shows the same checks, but its word counts for nothing here. `nbgrader
autograde` runs `MarkGame` after the notebook was executed and before its points are saved. It
plays the log again, which was handed in beside the notebook, and writes the points into a test
cell. A log that does not replay earns nothing and is flagged for a person, with the line that does
not fit and what the game would have written there.

A log that replays is a game that was really played by the rules. Who sat at the keyboard it cannot
say: `unsigned-peace games` lists logs with the same moves.

Until then the cell holds the error of its own hidden test, so it scores zero.
"""

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from unsigned_peace.gamelogs.evidence import first_fault
from unsigned_peace.gamelogs.log_form import doubts, of_game
from unsigned_peace.grading import form
from unsigned_peace.grading.steps import AnswersError, flag, graded_cell, handed_in, read_text
from unsigned_peace.simulation import Record, replay
from unsigned_peace.two_islands.opening import game_path

GAME_CELL = "game-test"  # the nbgrader id of the test cell that takes the points


def read_log(path: Path) -> Record:
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
    text = read_text(path)
    fault = first_fault(text)
    if fault:
        raise AnswersError("\n".join([f"{path.name}: {fault.notes[0]}", *fault.notes[1:]]))
    return replay(text)


class MarkGame(NbGraderPreprocessor):
    """Runs in `nbgrader autograde` after `Execute` and before `SaveAutoGrades`."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Mark the form of the log in its test cell.

        A problem set without this cell comes back as it is.

        Raises ValueError if the cell is worth other points than its checks. Then nbgrader reports
        the error and saves nothing.
        """
        names = resources["nbgrader"]
        cell = graded_cell(nb, GAME_CELL)
        if cell is None:
            return nb, resources
        file = game_path(names["assignment"], handed_in(self, names))
        record, fault, notes = None, "", []
        try:
            record = read_log(file)
        except FileNotFoundError:
            notes = [f"No game was handed in: the file answers/{file.name} is missing."]
        except AnswersError as error:
            fault = "The log does not replay: see the note."
            notes = [
                "The log does not replay. It earns nothing until a person has looked at it.",
                *str(error).splitlines(),
            ]
            flag(names)
        if record and doubts(record):
            notes = ["Flagged for a look by a grader.", *doubts(record)]
            flag(names)
        for note in notes:
            self.log.warning("Game of %s: %s", names["student"], note)
        checks = of_game(record, fault)
        form.agree(GAME_CELL, checks, cell.metadata.nbgrader.points)
        cell.outputs = form.outputs(checks, notes)
        return nb, resources
