"""Join the key of a graded quiz to a student's answers, in the grader's process.

The student's kernel never sees the key. It lies in `exercises/<assignment>.quiz.yml`, beside
the assignment's folder, from where nbgrader copies nothing. `nbgrader autograde` runs
`MarkQuiz` after the notebook was executed and before its points are saved: it reads the
answers that were handed in, marks them, and writes the points into the quiz's test cell as the
number that nbgrader takes for partial credit (`nbgrader.utils.get_partial_grade`).

Until the key is joined, the cell holds the error of its own hidden test, so it scores zero.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from unsigned_peace.grading.engine.withhold_marks import course_of
from unsigned_peace.grading.marked_cell import CellMark, write_mark
from unsigned_peace.grading.notebook_forms import released_form
from unsigned_peace.grading.quiz_marks import mark_quiz, to_html
from unsigned_peace.grading.steps import (
    AnswersError,
    flag,
    graded_cell,
    handed_in,
    read_text,
)
from unsigned_peace.grading.students_copy import key_beside
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_records import from_json
from unsigned_peace.quiz.forms import of_form
from unsigned_peace.quiz.model import Bank
from unsigned_peace.shared.json_document import ForeignFileError, answers_path

QUIZ_CELL = "quiz-test"  # the nbgrader id of the test cell that takes the quiz's points


def read_answers(path: Path, notebook: str) -> dict[str, object]:
    """Read the answer values, by question id, from the file that a student handed in.

    Raises FileNotFoundError where there is no file, and AnswersError where it is no sound file
    of answers for this `notebook`.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "ps1.json")
    >>> _ = file.write_text('{"format": "unsigned-peace-answers", "version": 1, "notebook": "ps1",'
    ...     '"answers": {"host": {"value": "Paris", "at": "2026-11-22T10:00:00+00:00"}}}')
    >>> read_answers(file, "ps1")
    {'host': 'Paris'}
    >>> read_answers(file, "ps2")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    unsigned_peace.grading.steps.AnswersError: ps1.json cannot be used: it belongs to ... 'ps1'
    """
    text = read_text(path)
    try:
        answers, damaged = from_json(text, notebook)
    except ForeignFileError as error:
        raise AnswersError(f"{path.name} cannot be used: {error}") from error
    if damaged:
        raise AnswersError(f"{path.name}: these answers are damaged: {', '.join(damaged)}")
    return {id_: one.value for id_, one in answers.records.items() if one.value is not None}


class MarkQuiz(NbGraderPreprocessor):
    """Runs in `nbgrader autograde` after `Execute` and before `SaveAutoGrades`."""

    show_feedback = Bool(
        default_value=False,
        help="Show what the key says about each answer on the feedback page. It can give right "
        "answers away: switch it on when everybody has handed in.",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Mark the quiz and put the points into its test cell.

        A problem set without a quiz comes back as it is. A student who has lost the test cell
        scores 0, as nbgrader has it, and is flagged.

        Raises FileNotFoundError or ValueError when the instructor's key cannot be used. Then
        nbgrader reports the error and saves nothing, which is better than a silent zero.
        """
        names = resources["nbgrader"]
        course = course_of(self)
        key = key_beside(
            Path(course.format_path(course.source_directory, ".", names["assignment"]))
        )
        cell = graded_cell(nb, QUIZ_CELL)
        if cell is None:
            if key.exists():
                self.log.warning("Quiz of %s: its test cell is missing.", names["student"])
                flag(names)
            return nb, resources
        bank = _load(key)
        form = released_form(names["db_url"], names["notebook"], names["assignment"])
        bank = of_form(bank, form)
        file = answers_path(bank.notebook, handed_in(self, names))
        try:
            sheet = mark_quiz(bank, read_answers(file, bank.notebook))
        except FileNotFoundError:
            sheet = mark_quiz(bank, {}).with_note(
                "No answers to the quiz were handed in: the file "
                f"{answers_path(bank.notebook, Path())} is missing. The quiz scores 0."
                + _astray(handed_in(self, names), bank.notebook)
            )
        except AnswersError as error:
            sheet = mark_quiz(bank, {}).with_note(
                f"The quiz scores 0 and was flagged for a look by a grader: {error}."
            )
            flag(names)
        for note in sheet.notes:
            self.log.warning("Quiz of %s: %s", names["student"], note)
            resources.setdefault("grader_remarks", []).append(note)  # a line of the report
        html = to_html(sheet, show_feedback=self.show_feedback)
        write_mark(cell, CellMark("Quiz", sheet.points, sheet.possible, html, sheet.notes))
        return nb, resources


def _astray(folder: Path, notebook: str) -> str:
    """Name a file that may be the one that is missing, or give ""."""
    files = sorted(path for path in folder.rglob(f"*{notebook}*json*") if path.is_file())
    if not files:
        return ""
    return f" There is {files[0].relative_to(folder)}: rename or move it if it is the one."


class JoinQuizKey(MarkQuiz):
    """`MarkQuiz` under its name in version 0.1, for an instructor's own nbgrader_config.py."""


def _load(key: Path) -> Bank:
    if not key.is_file():
        raise FileNotFoundError(
            f"The quiz cannot be marked: its key {key} is missing. "
            "Put the file back and autograde again."
        )
    bank = _read(key, key.stat().st_mtime_ns)
    if not bank.keyed:
        raise ValueError(f"{key} is a copy without the key. Put the full bank back.")
    return bank


@lru_cache(maxsize=8)
def _read(key: Path, changed: int) -> Bank:  # noqa: ARG001 - a changed file is another question
    """Read a bank once for the whole class: to parse it takes longer than to mark a notebook."""
    return banks.load(key)
