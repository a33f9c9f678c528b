"""How far the student has come, and what to do next."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_records import Answers
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.asked_again import came_back
from unsigned_peace.quiz.course_modules import Module, modules, time_in_words
from unsigned_peace.quiz.model import Bank
from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.json_document import Clock, utc_now
from unsigned_peace.shared.notebook_output import Output


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
        due=came_back(bank, records, now),
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
        store = AnswerStore.of(module.notebook, folder, clock)
        standings.append(module_progress(module, banks.load(module.notebook), store.answers, now))
        notices.append(store.notice)
    return standings, notices


_HEADINGS = ("Module", "Time", "Sections read", "Questions right", "To review", "Next step")


def _table(standings: list[ModuleProgress], notices: list[str]) -> str:
    caption = "Your progress. Run this cell again to bring it up to date."
    table = html_table(_HEADINGS, map(_row, standings), caption=caption)
    below = "".join(f"<p>{escape(notice)}</p>" for notice in notices if notice)
    return f"{table}<p><strong>{escape(next_thing(standings))}</strong></p>{below}"


def _row(one: ModuleProgress) -> list[str]:
    title = escape(one.module.title)
    cells = [time_in_words(one.module.minutes), "", "", ""]
    if one.module.available:
        title = f'<a href="{escape(one.module.notebook)}.ipynb">{title}</a>'
        cells[1:] = [
            f"{one.opened} of {one.sections}",
            f"{one.right} of {one.questions}",
            str(one.due),
        ]
    return [title, *cells, escape(one.next_step)]


def next_thing(standings: list[ModuleProgress]) -> str:
    """Return what to do now, in a sentence or two: the review first, where there is one.

    >>> next_thing([])
    'You have done everything that is here.'
    """
    said = []
    waiting = sum(one.due for one in standings)
    if waiting:
        said.append(f"Next: the short review below. {_count(waiting, 'question')} came back.")
    for one in standings:
        if one.module.available and not one.next_step.startswith("Done"):
            said.append(f"{'Then' if waiting else 'Next'}: {one.module.title}. {one.next_step}.")
            break
    return " ".join(said) or "You have done everything that is here."


def _line(one: ModuleProgress) -> str:
    if not one.module.available:
        return f"{one.module.title}: {one.next_step.lower()}"
    return (
        f"{one.module.title}: sections read {one.opened} of {one.sections}, questions right "
        f"{one.right} of {one.questions}, to review {one.due}. Next: {one.next_step}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
