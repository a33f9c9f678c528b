"""One quiz on the screen: what the student does goes in, what the screen shows comes out.

`js/quiz` draws what `shown` gives and sends the events that `handle` takes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from unsigned_peace.quiz import presentation, verdicts
from unsigned_peace.quiz.answer_records import AnswerRecord
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.keyless import strip
from unsigned_peace.quiz.model import Kind, Question, Quiz
from unsigned_peace.quiz.scoring import score
from unsigned_peace.quiz.spaced_review import after_check
from unsigned_peace.quiz.verdicts import is_empty
from unsigned_peace.shared.controller import Controller, Event
from unsigned_peace.shared.markup import html

_LONGEST_TYPED = 500

CiteWithLink = Callable[[str], tuple[str, str]]


class Mode(StrEnum):
    """What a quiz is for.

    Practice: feedback at once, every change is saved. Graded: every change is saved, nothing is
    told. Review: missed questions come back blank, only checked answers are saved.

    >>> Mode("graded") is Mode.GRADED
    True
    """

    PRACTICE = "practice"
    GRADED = "graded"
    REVIEW = "review"


@dataclass(frozen=True)
class _Screen:
    """What is on the screen and not worth keeping."""

    hints: int = 0
    answer_shown: bool = False
    verdict_hidden: bool = False
    nothing_to_check: bool = False
    # Which view the value came from, so that nobody's typing is overwritten by its own echo.
    by: str = ""
    at: datetime | None = None


class QuizController(Controller):
    """A quiz that is being answered.

    `store_of` finds the store of a question, by its id; `cite` gives a source's citation and its
    address, by the source's id.
    """

    def __init__(
        self, quiz: Quiz, store_of: Callable[[str], AnswerStore], *, mode: Mode, cite: CiteWithLink
    ) -> None:
        """Begin with the answers that the stores hold."""
        self.quiz = quiz
        self.mode = mode
        self._store_of = store_of
        # Looked up now: the first verdict must not wait until the ledger is loaded.
        cited = {name for question in quiz.questions for name in question.source_ids}
        self._cited = {name: cite(name) for name in cited}
        self._questions = {question.id: question for question in quiz.questions}
        self._screens = dict.fromkeys(self._questions, _Screen())
        self._drafts: dict[str, AnswerRecord] = {}

    @property
    def notebook(self) -> str:
        """The notebook whose answers these are; of a review, the first."""
        return self._stores()[0].notebook

    def fixed(self) -> dict[str, Any]:
        """Return title, mode and questions, never with a key."""
        return {
            "title": self.quiz.title,
            "mode": str(self.mode),
            "questions": [presentation.public(question) for question in self.quiz.questions],
        }

    def shown(self) -> dict[str, Any]:
        """Return what is said about the answers, and how far the student has come."""
        return {"state": self.states(), "summary": self.summary(), "notice": self.notice()}

    def as_text(self) -> str:
        """Return the questions as text."""
        questions = enumerate(self.quiz.questions, start=1)
        text = (presentation.as_text(question, number) for number, question in questions)
        return "\n\n".join([self.quiz.title, *text])

    def states(self) -> dict[str, dict[str, Any]]:
        """Return what the screen shows of each answer, by question id."""
        return {question.id: self._state(question) for question in self.quiz.questions}

    def notice(self) -> str:
        """Return what must be said about saving; empty if all is well."""
        return " ".join(dict.fromkeys(filter(None, (s.notice for s in self._stores()))))

    def summary(self) -> str:
        """Return how far the student has come, in one line."""
        count = len(self._questions)
        if self.mode is Mode.GRADED:
            values = [self._record(question).value for question in self.quiz.questions]
            begun = any(not is_empty(value) for value in values)
            saved = all(store.saved for store in self._stores())
            saving = "" if not begun else "Saved. " if saved else "Not saved yet. "
            parts = map(verdicts.incomplete, self.quiz.questions, values)
            open_parts = "".join(
                f" Question {number}: {part}" for number, part in enumerate(parts, start=1) if part
            )
            return f"{saving}{count - len(self.unanswered())} of {count} answered.{open_parts}"
        right = sum(self._record(question).right for question in self.quiz.questions)
        return f"{right} of {count} right."

    def unanswered(self) -> list[int]:
        """Return the numbers (the first is 1) of the questions without a complete answer."""
        return [
            number
            for number, question in enumerate(self.quiz.questions, start=1)
            if is_empty(value := self._record(question).value)
            or verdicts.incomplete(question, value)
        ]

    def refresh(self) -> None:
        """Take in what other windows have saved."""
        for store in self._stores():
            store.refresh()

    def handle(self, event: Event) -> dict[str, Any]:
        """Do what the student asked for; an event that makes no sense is ignored.

        Events (`action`): opened, draft and check (question, value, view), hint, show and again
        (question). A graded quiz only saves.
        """
        if self.mode is Mode.GRADED and event.get("action") != "draft":
            return {}
        return super().handle(event)

    def on_opened(self, _: Event) -> dict[str, Any]:
        """Remember that a practice quiz was seen."""
        if self.mode is Mode.PRACTICE:
            self._store_of(self.quiz.questions[0].id).mark_opened(self.quiz.id)
        return {}

    def on_draft(self, event: Event) -> dict[str, Any]:
        """Save an answer that is not to be checked."""
        question = self._questions[event["question"]]
        value = _tidy(event.get("value"))
        if value == self._record(question).value:
            return {}
        if self.mode is Mode.REVIEW:
            self._drafts[question.id] = self._record(question).saved(value, self._now(question))
        else:
            self._store_of(question.id).update(
                question.id, lambda record: record.saved(value, self._now(question))
            )
        self._came_from(question, event)
        return self._show(question, nothing_to_check=False)

    def on_check(self, event: Event) -> dict[str, Any]:
        """Score an answer, and save it."""
        question = self._questions[event["question"]]
        value = _tidy(event.get("value"))
        if question.kind is Kind.ORDERING and is_empty(value):
            value = [item.id for item in strip(question).items]  # left as shown, which is an answer
        if is_empty(value):
            self.on_draft({**event, "value": value})
            return self._show(question, nothing_to_check=True)
        fraction = score(question, value).fraction

        def checked(record: AnswerRecord) -> AnswerRecord:
            return after_check(record, value, fraction, self._now(question))

        stored = self._store_of(question.id).update(question.id, checked)
        if self.mode is Mode.REVIEW:
            self._drafts[question.id] = stored
        self._came_from(question, event)
        return self._show(
            question, nothing_to_check=False, answer_shown=False, verdict_hidden=False
        )

    def on_hint(self, event: Event) -> dict[str, Any]:
        """Give one hint more."""
        question = self._questions[event["question"]]
        given = self._screens[question.id].hints
        return self._show(question, hints=min(given + 1, len(question.hints)))

    def on_show(self, event: Event) -> dict[str, Any]:
        """Show the right answer, after a try."""
        question = self._questions[event["question"]]
        if not self._record(question).tries:
            return {}
        return self._show(question, answer_shown=True, nothing_to_check=False)

    def on_again(self, event: Event) -> dict[str, Any]:
        """Take the verdict away for another try."""
        question = self._questions[event["question"]]
        return self._show(question, answer_shown=False, verdict_hidden=True, nothing_to_check=False)

    def _show(self, question: Question, **changes: object) -> dict[str, Any]:
        """Change what the screen shows of a question: that is the whole answer to an event."""
        self._screens[question.id] = replace(self._screens[question.id], **changes)
        return {}

    def _came_from(self, question: Question, event: Event) -> None:
        self._show(question, by=str(event.get("view", "")), at=self._record(question).at)

    def _now(self, question: Question) -> datetime:
        return self._store_of(question.id).clock()

    def _stores(self) -> list[AnswerStore]:
        return list(dict.fromkeys(map(self._store_of, self._questions)))

    def _record(self, question: Question) -> AnswerRecord:
        if self.mode is Mode.REVIEW:
            return self._drafts.get(question.id, AnswerRecord())
        return self._store_of(question.id).answers.get(question.id)

    def _state(self, question: Question) -> dict[str, Any]:
        record, screen = self._record(question), self._screens[question.id]
        saved = self._store_of(question.id).saved
        state = {
            "value": record.value,
            "by": screen.by if screen.at == record.at else "",
            "hints": [html(hint) for hint in question.hints[: screen.hints]],
            "showable": record.tries > 0 and not record.right and not screen.answer_shown,
            **verdicts.said("", "", ""),
            "note": "",
        }
        if self.mode is Mode.GRADED:
            said = "" if is_empty(record.value) else "Saved." if saved else "Not saved."
            state["note"] = " ".join(
                filter(None, (said, verdicts.incomplete(question, record.value)))
            )
        elif screen.nothing_to_check:
            state |= verdicts.said("empty", "!", "Choose or write an answer first.")
        elif screen.answer_shown:
            state |= verdicts.said(
                "shown", "→", "The answer:", lines=presentation.explanations(question)
            )
            state |= {
                "answer": presentation.answer_lines(question),
                "sources": self._sources(question),
            }
        elif record.tries and record.value == record.checked and not screen.verdict_hidden:
            state |= verdicts.of_check(question, record)
            state["sources"] = self._sources(question)
        elif not is_empty(record.value) and self.mode is Mode.PRACTICE:
            state["note"] = "Saved, not checked yet." if saved else "Not saved, not checked yet."
        return state

    def _sources(self, question: Question) -> list[dict[str, str]]:
        cited = ((name, *self._cited[name]) for name in question.source_ids)
        return [{"id": name, "text": text, "url": url} for name, text, url in cited]


def _tidy(value: Any) -> Any:  # noqa: ANN401  whatever the browser sends
    return value[:_LONGEST_TYPED] if isinstance(value, str) else value
