"""Mark one student's quiz: a bank with its key and the stored answers in, a mark sheet out.

Pure functions, with no file, notebook or gradebook in sight, so that any grader can use them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from unsigned_peace.quiz.model import Bank, Question
from unsigned_peace.quiz.presentation import in_words
from unsigned_peace.quiz.scoring import score
from unsigned_peace.quiz.verdicts import is_empty
from unsigned_peace.shared import markup
from unsigned_peace.shared.html_table import html_table


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
    (0, ('No such question in this quiz: hsot. Its answer was not counted.',))
    """
    marks = tuple(
        _mark(question, answers[question.id])
        if not is_empty(answers.get(question.id))
        else MarkedQuestion(question, answer="", points=0, feedback=())
        for question in bank.questions
    )
    unknown = sorted(set(answers) - {question.id for question in bank.questions})
    note = "No such question in this quiz: {}. Its answer was not counted."
    return MarkSheet(marks, tuple(map(note.format, unknown)))


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
