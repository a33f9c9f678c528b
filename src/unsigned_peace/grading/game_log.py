"""Look at the log of a game of *Two Islands* that was handed in: does it replay, and its form."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from unsigned_peace.exercise.gamelogs.log_fault import first_fault
from unsigned_peace.exercise.gamelogs.log_form import doubts, of_game
from unsigned_peace.grading.steps import AnswersError, read_text
from unsigned_peace.shared.requirement import Check
from unsigned_peace.simulation import Record, replay
from unsigned_peace.two_islands.game_cell import game_path


@dataclass(frozen=True)
class LogVerdict:
    """What there is to say of a log: its checks, notes for people, and whether one has to look."""

    checks: Sequence[Check]
    notes: Sequence[str]
    flagged: bool


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


def look(folder: Path, assignment: str) -> LogVerdict:
    """Look at the log of the game that stands in the folder of a submission.

    >>> import tempfile
    >>> seen = look(Path(tempfile.mkdtemp()), "sim-two-islands")
    >>> seen.flagged, seen.notes
    (False, ['No game was handed in: the file answers/sim-two-islands.jsonl is missing.'])
    """
    file = game_path(assignment, folder)
    try:
        record = read_log(file)
    except FileNotFoundError:
        missing = f"No game was handed in: the file answers/{file.name} is missing."
        return LogVerdict(of_game(None), [missing], flagged=False)
    except AnswersError as error:
        notes = [
            "The log does not replay. It earns nothing until a person has looked at it.",
            *str(error).splitlines(),
        ]
        return LogVerdict(
            of_game(None, "The log does not replay: see the note."), notes, flagged=True
        )
    if said := doubts(record):
        return LogVerdict(of_game(record), ["Flagged for a look by a grader.", *said], flagged=True)
    return LogVerdict(of_game(record), [], flagged=False)
