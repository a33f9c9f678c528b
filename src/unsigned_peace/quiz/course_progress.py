"""How far the student has come, what to do next, and the questions that are due again."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_records import Answers
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.api import cite
from unsigned_peace.quiz.course_modules import Module, modules
from unsigned_peace.quiz.model import Bank, Quiz
from unsigned_peace.quiz.quiz_controller import Mode, QuizController
from unsigned_peace.quiz.spaced_review import due, due_at
from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.json_document import Clock, answers_path, utc_now
from unsigned_peace.shared.notebook_output import Output

if TYPE_CHECKING:
    from unsigned_peace.quiz.quiz_widget import QuizWidget


@dataclass(frozen=True)
class ModuleProgress:
    """Where the student stands in one module."""

    module: Module
    opened: int = 0
    sections: int = 0
    tried: int = 0
    right: int = 0
    questions: int = 0
    due: int = 0
    next_section: str = ""

    @property
    def next_step(self) -> str:
        """What to do next in this module, in a few words."""
        if not self.module.available:
            return "In preparation"
        if not self.opened and not self.tried:
            return "Start"
        if self.next_section:
            return f"Read on to “{self.next_section}”"
        if self.tried < self.questions:
            return f"Answer {_count(self.questions - self.tried, 'more question')}"
        if self.right < self.questions:
            return f"Try {_count(self.questions - self.right, 'question')} again"
        return f"Done. Next: {self.module.problem_set}" if self.module.problem_set else "Done"


def module_progress(
    module: Module, bank: Bank | None, answers: Answers, now: datetime
) -> ModuleProgress:
    """Return where the student stands in one module, from its bank and the saved answers.

    >>> module = Module("02-london-talks", "London", 90, available=False)
    >>> module_progress(module, None, Answers(), utc_now()).next_step
    'In preparation'
    """
    if bank is None:
        return ModuleProgress(module)
    records = {question.id: answers.get(question.id) for question in bank.questions}
    return ModuleProgress(
        module,
        opened=sum(quiz.id in answers.opened for quiz in bank.quizzes),
        sections=len(bank.quizzes),
        tried=sum(record.tries > 0 for record in records.values()),
        right=sum(record.right for record in records.values()),
        questions=len(records),
        due=len(due(records, now, at_most=len(records))),
        next_section=next((q.title for q in bank.quizzes if q.id not in answers.opened), ""),
    )


def progress(folder: str | Path | None = None, *, clock: Clock = utc_now) -> Output:
    """Show how far the student has come in each module, and what to do next.

    `folder` is the folder of the notebooks; without it, the folder of this notebook.

    >>> progress("no such folder")  # doctest: +ELLIPSIS
    Start here: sections read 0 of ..., questions right 0 of ..., to review 0. Next: Start
    ...
    """
    standings, notices = course_standings(folder, clock=clock)
    text = "\n".join([*map(_line, standings), next_thing(standings)])
    return Output(_table(standings, notices), text)


def course_standings(
    folder: str | Path | None = None, *, clock: Clock = utc_now
) -> tuple[list[ModuleProgress], list[str]]:
    """Return where the student stands in each module, and what is wrong with saved answers.

    >>> standings, notices = course_standings("no such folder")
    >>> standings[0].next_step, [notice for notice in notices if notice]
    ('Start', [])
    """
    now = clock()
    standings, notices = [], []
    for module in modules():
        if not module.available:
            standings.append(ModuleProgress(module))
            continue
        store = _store(module.notebook, folder, clock)
        standings.append(module_progress(module, banks.load(module.notebook), store.answers, now))
        notices.append(store.notice)
    return standings, notices


def review(folder: str | Path | None = None, *, clock: Clock = utc_now) -> "QuizWidget | Output":
    """Show questions that were missed before and are due again, five at most.

    Each is blank again. What is answered here is saved with the module that the question is from.
    If nothing is due, the panel says when the next question comes back.

    >>> review("no such folder")
    Nothing to review now. A question that you miss comes back here after a day.
    """
    from unsigned_peace.quiz.quiz_widget import QuizWidget  # noqa: PLC0415  only where one is shown

    questions, records, stores = {}, {}, {}
    for module in (module for module in modules() if module.available):
        store = _store(module.notebook, folder, clock)
        for question in banks.load(module.notebook).questions:
            questions[question.id] = question
            records[question.id] = store.answers.get(question.id)
            stores[question.id] = store
    asked = due(records, clock())
    if not asked:
        coming = [when for when in map(due_at, records.values()) if when is not None]
        return _nothing_due(min(coming, default=None))
    quiz = Quiz("review", "Review", "", tuple(questions[name] for name in asked))
    return QuizWidget(QuizController(quiz, stores.__getitem__, mode=Mode.REVIEW, cite=cite))


def _store(notebook: str, folder: str | Path | None, clock: Clock) -> AnswerStore:
    return AnswerStore(answers_path(notebook, folder), notebook, clock)


def _nothing_due(coming: datetime | None) -> Output:
    text = "Nothing to review now. "
    if coming is None:
        text += "A question that you miss comes back here after a day."
    else:
        day = coming.astimezone()  # the student's own time
        text += f"The next question comes back on {day:%A} {day.day} {day:%B}."
    return Output(f"<p>{escape(text)}</p>", text)


_HEADINGS = ("Module", "Time", "Sections read", "Questions right", "To review", "Next step")


def _table(standings: list[ModuleProgress], notices: list[str]) -> str:
    caption = "Your progress. Run this cell again to bring it up to date."
    table = html_table(_HEADINGS, map(_row, standings), caption=caption)
    below = "".join(f"<p>{escape(notice)}</p>" for notice in notices if notice)
    return f"{table}<p><strong>{escape(next_thing(standings))}</strong></p>{below}"


def _row(one: ModuleProgress) -> list[str]:
    title = escape(one.module.title)
    cells = [f"{one.module.minutes} min", "", "", ""]
    if one.module.available:
        title = f'<a href="{escape(one.module.notebook)}.ipynb">{title}</a>'
        cells[1:] = [
            f"{one.opened} of {one.sections}",
            f"{one.right} of {one.questions}",
            str(one.due),
        ]
    return [title, *cells, escape(one.next_step)]


def next_thing(standings: list[ModuleProgress]) -> str:
    """Return the one thing to do now, in a sentence.

    >>> next_thing([])
    'You have done everything that is here.'
    """
    waiting = sum(one.due for one in standings)
    if waiting:
        return f"Next: the short review below. {_count(waiting, 'question')} came back."
    for one in standings:
        if one.module.available and not one.next_step.startswith("Done"):
            return f"Next: {one.module.title}. {one.next_step}."
    return "You have done everything that is here."


def _line(one: ModuleProgress) -> str:
    if not one.module.available:
        return f"{one.module.title}: {one.next_step.lower()}"
    return (
        f"{one.module.title}: sections read {one.opened} of {one.sections}, questions right "
        f"{one.right} of {one.questions}, to review {one.due}. Next: {one.next_step}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
