"""Mark a graded quiz: join its key to a student's answers, in the grader's process.

The student's kernel never sees the key. It lies in `exercises/<assignment>.quiz.yml`, beside
the assignment's folder, from where nbgrader copies nothing. `MarkQuiz` reads the answers that were
handed in and marks them. What marks is pure: a bank with its key and the answers in, a sheet out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from traitlets import Bool

from unsigned_peace.grading.engine.handed_in import lost
from unsigned_peace.grading.notebook_forms import released_form
from unsigned_peace.grading.steps import (
    AnswersError,
    MarkingStep,
    Resources,
    few,
    graded_cell,
    read_document,
    write_mark,
)
from unsigned_peace.grading.students_copy import key_beside
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_records import from_json
from unsigned_peace.quiz.forms import of_form
from unsigned_peace.quiz.model import Bank, Question
from unsigned_peace.quiz.presentation import in_words
from unsigned_peace.quiz.scoring import score
from unsigned_peace.quiz.verdicts import is_empty
from unsigned_peace.shared import markup
from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.json_document import answers_path

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
    answers = read_document(path, notebook, from_json)
    return {id_: one.value for id_, one in answers.records.items() if one.value is not None}


@dataclass(frozen=True)
class MarkedQuestion:
    """One marked question. `answer` is in words; it is empty where nothing was answered."""

    question: Question
    answer: str
    points: float
    feedback: tuple[str, ...]


@dataclass(frozen=True)
class MarkSheet:
    """All marks of one quiz, in the order of the bank, and notes for student and grader."""

    marks: tuple[MarkedQuestion, ...]
    notes: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """What the student has earned, to two decimal places."""
        return round(sum(mark.points for mark in self.marks), 2)

    @property
    def possible(self) -> float:
        """What can be earned."""
        return sum(mark.question.points for mark in self.marks)

    def with_note(self, note: str) -> "MarkSheet":
        """Give the same marks with one more note."""
        return replace(self, notes=(*self.notes, note))


def mark_quiz(bank: Bank, answers: Mapping[str, object]) -> MarkSheet:
    """Score `answers` (question id to answer value) with the key in `bank`.

    A question without an answer earns nothing. An answer to a question that the bank does not
    have earns nothing and is named in the notes.

    >>> from unsigned_peace.quiz.model import Kind
    >>> city = Question("host", Kind.TEXT, "Which city?", points=2, accept=("San Francisco",))
    >>> from unsigned_peace.quiz.model import Quiz
    >>> bank = Bank("ps1", "Quiz", (Quiz("q", "Quiz", "1", (city,)),))
    >>> mark_quiz(bank, {"host": "san francisco"}).points
    2.0
    >>> mark_quiz(bank, {}).points, mark_quiz(bank, {"hsot": "Paris"}).notes
    (0, ('No such question in this quiz: hsot. What was answered there earns nothing.',))
    """
    marks = tuple(
        _mark(question, answers[question.id])
        if not is_empty(answers.get(question.id))
        else MarkedQuestion(question, answer="", points=0, feedback=())
        for question in bank.questions
    )
    unknown = sorted(set(answers) - {question.id for question in bank.questions})
    note = f"No such question in this quiz: {few(unknown)}. What was answered there earns nothing."
    return MarkSheet(marks, (note,) if unknown else ())


def _mark(question: Question, answer: object) -> MarkedQuestion:
    result = score(question, answer)
    return MarkedQuestion(question, in_words(question, answer), result.points, result.feedback)


def to_html(sheet: MarkSheet, *, show_feedback: bool = False) -> str:
    """Write the mark sheet as an HTML table for the student's feedback page.

    The table shows the student's own answers and the points, so it does not hand on the key.
    With `show_feedback` it also shows what the bank says about each answer. That can give
    right answers away, so switch it on only when everybody has handed in.
    """
    head = ["No.", "Question", "Your answer", "Points", *(["Feedback"] if show_feedback else [])]
    rows = []
    for number, mark in enumerate(sheet.marks, start=1):
        cells = [
            str(number),
            markup.html(mark.question.prompt),
            escape(mark.answer) or "<em>no answer</em>",
            f"{round(mark.points, 2):g} of {mark.question.points:g}",
        ]
        if show_feedback:
            cells.append(markup.html(" ".join(mark.feedback)))
        rows.append(cells)
    return html_table(head, rows, caption=f"Quiz: {sheet.points:g} of {sheet.possible:g} points")


class MarkQuiz(MarkingStep):
    """Writes the points of the quiz into its test cell."""

    what = "Quiz"
    show_feedback = Bool(
        default_value=False,
        help="Show what the key says about each answer on the feedback page. It can give right "
        "answers away: switch it on when everybody has handed in.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Mark the quiz and put the points into its test cell.

        A problem set without a quiz comes back as it is. A student who has lost the test cell
        scores 0, as nbgrader has it, and is flagged.

        Raises FileNotFoundError or ValueError when the instructor's key cannot be used. Then
        nbgrader reports the error and saves nothing, which is better than a silent zero.
        """
        key = key_beside(self.source(resources))
        cell = graded_cell(nb, QUIZ_CELL)
        if cell is None:
            if key.exists():
                self.tell(resources, ["Its test cell is missing: it scores 0."], flagged=True)
            return nb, resources
        names, folder = resources["nbgrader"], self.handed_in(resources)
        bank = _load(key)  # first: without a key no gradebook is asked
        form = released_form(names["db_url"], names["notebook"], names["assignment"])
        bank = of_form(bank, form)
        file = answers_path(bank.notebook, folder)
        flagged = False
        try:
            sheet = mark_quiz(bank, read_answers(file, bank.notebook))
        except FileNotFoundError:
            note = (
                f"No answers to the quiz were handed in: it scores 0. The file {lost(file, folder)}"
            )
            sheet = mark_quiz(bank, {}).with_note(note)
        except AnswersError as error:
            note = f"The quiz scores 0 and was flagged for a look by a grader: {error}."
            sheet, flagged = mark_quiz(bank, {}).with_note(note), True
        self.tell(resources, sheet.notes, flagged=flagged)
        table = to_html(sheet, show_feedback=self.show_feedback)
        write_mark(cell, self.what, (sheet.points, sheet.possible), table, sheet.notes)
        return nb, resources


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
