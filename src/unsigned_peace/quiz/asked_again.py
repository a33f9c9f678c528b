"""Questions that come back: the review of the day, and five that open a module."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_records import AnswerRecord
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.api import cite
from unsigned_peace.quiz.course_modules import Module, modules
from unsigned_peace.quiz.model import Bank, Question, Quiz
from unsigned_peace.quiz.quiz_controller import Mode, QuizController
from unsigned_peace.quiz.spaced_review import due_at, is_due, to_review, to_warm_up
from unsigned_peace.quiz.two_readings import is_reading
from unsigned_peace.shared.controller import Event, OpenWidgets
from unsigned_peace.shared.json_document import Clock, answers_path, utc_now
from unsigned_peace.shared.nearest import meant
from unsigned_peace.shared.notebook_output import Output

if TYPE_CHECKING:
    from unsigned_peace.quiz.quiz_widget import QuizWidget

WARM_UP = "warm-up"  # under this id a module keeps which questions opened it
TRY_OUT = "try-it"
_open = OpenWidgets()


def come_back(bank: Bank) -> tuple[Question, ...]:
    """Return the questions of a bank that are asked again.

    Not those of the two readings of the article: their answers are compared at the end. Nor the one
    on which a quiz is tried out: it asks nothing of history.

    >>> "sr-voice" in [question.id for question in come_back(banks.load("05-verdict"))]
    False
    >>> "st-saved" in [question.id for question in come_back(banks.load("00-start-here"))]
    False
    """
    return tuple(
        question
        for quiz in bank.quizzes
        if quiz.id != TRY_OUT and not is_reading(bank.notebook, quiz.id)
        for question in quiz.questions
    )


def came_back(bank: Bank, records: Mapping[str, AnswerRecord], now: datetime) -> int:
    """Count the questions of a bank that are due.

    >>> came_back(banks.load("00-start-here"), {}, utc_now())
    0
    """
    known = (records.get(question.id, AnswerRecord()) for question in come_back(bank))
    return sum(is_due(record, now) for record in known)


class _Known:
    """The questions of some modules, each with its store."""

    def __init__(self, some: Iterable[Module], folder: str | Path | None, clock: Clock) -> None:
        self.questions: dict[str, Question] = {}
        self.stores: dict[str, AnswerStore] = {}
        self.records: dict[str, dict[str, AnswerRecord]] = {}
        self.kept: dict[str, AnswerRecord] = {}
        for notebook in (module.notebook for module in some if module.available):
            store = AnswerStore.of(notebook, folder, clock)
            asked = {question.id: question for question in come_back(banks.load(notebook))}
            self.questions |= asked
            self.stores |= dict.fromkeys(asked, store)
            self.records[notebook] = {name: store.answers.get(name) for name in asked}
            self.kept[notebook] = store.answers.get(WARM_UP)

    def opened(self, now: datetime) -> set[str]:
        """Return the questions that have opened these modules, or would open them now."""
        names: set[str] = set()
        later_first = list(self.records)
        for place, notebook in reversed(list(enumerate(later_first))):
            earlier = {name: self.records[name] for name in later_first[place + 1 :]}
            kept = self.named(self.kept[notebook])
            names.update(kept or to_warm_up(earlier, now, names))
        return names

    def named(self, asked: AnswerRecord) -> list[str]:
        """Return the questions that a module has kept, as far as they are still there."""
        names = asked.value if isinstance(asked.value, list) else []
        return [name for name in names if isinstance(name, str) and name in self.questions]

    def quiz(self, quiz_id: str, title: str, names: Iterable[str]) -> Quiz:
        return Quiz(quiz_id, title, "", tuple(self.questions[name] for name in names))


def review(folder: str | Path | None = None, *, clock: Clock = utc_now) -> "QuizWidget | Output":
    """Show questions that are due again, five at most, mixed over all modules.

    Each is blank again. What is answered here is saved with the module that the question is from.
    If nothing is due, the panel says when the next question comes back.

    >>> review("no such folder")
    Nothing to review now. A question that you answer comes back here, a missed one after a day.
    """
    from unsigned_peace.quiz.quiz_widget import QuizWidget  # noqa: PLC0415  only where one is shown

    known = _Known(modules(), folder, clock)
    asked = to_review(known.records, clock())
    if not asked:
        records = (record for some in known.records.values() for record in some.values())
        coming = [when for when in map(due_at, records) if when is not None]
        return _nothing_due(min(coming, default=None))
    quiz = known.quiz("review", "Review", asked)
    return QuizWidget(QuizController(quiz, known.stores.__getitem__, mode=Mode.REVIEW, cite=cite))


class WarmUpController(QuizController):
    """A review that is the same when the notebook is opened again, with what was answered since."""

    def __init__(self, known: _Known, asked: AnswerRecord, own: AnswerStore) -> None:
        """Ask the questions that `asked` names; keep this choice in the store of the module."""
        quiz = known.quiz(WARM_UP, "From earlier modules", asked.value)
        super().__init__(quiz, known.stores.__getitem__, mode=Mode.REVIEW, cite=cite)
        self._asked, self._own = asked, own
        for question in quiz.questions:
            record = known.stores[question.id].answers.get(question.id)
            if record.checked_at and record.checked_at >= asked.at:
                self._drafts[question.id] = record

    def on_check(self, event: Event) -> dict[str, Any]:
        """Score an answer. With the first the choice is made: a mere look fixes nothing."""
        if self._own.answers.get(WARM_UP).value != self._asked.value:
            self._own.update(
                WARM_UP, lambda record: record.saved(self._asked.value, self._asked.at)
            )
        return super().on_check(event)


def warm_up(
    notebook: str, folder: str | Path | None = None, *, clock: Clock = utc_now
) -> "QuizWidget | Output":
    """Ask five questions from the modules before this one.

    First come those that are due, then those answered longest ago, then those never answered. What
    has opened an earlier module comes back only when it is due. Each is blank. An answer is saved
    with the module that the question is from, and the five stay the same once one of them was
    answered.

    Args:
        notebook: the module that begins, such as `"02-london-talks"`.
        folder: the folder of the notebooks; the folder of this notebook if left out.
        clock: tells the time.

    Raises:
        LookupError: if there is no such module.

    >>> warm_up("01-san-francisco-1951", "no such folder").title
    'From earlier modules'
    >>> warm_up("00-start-here", "no such folder")
    No module comes before this one.

    """
    from unsigned_peace.quiz.quiz_widget import QuizWidget  # noqa: PLC0415  only where one is shown

    names = [module.notebook for module in modules()]
    if notebook not in names:
        near = meant(notebook, names)
        raise LookupError(f"There is no module {notebook!r}.{near} Known: {', '.join(names)}.")
    # The nearest module first: where nothing was answered yet, it is the one to ask about.
    earlier = modules()[: names.index(notebook)][::-1]

    def controller() -> WarmUpController:
        known, own = _Known(earlier, folder, clock), AnswerStore.of(notebook, folder, clock)
        asked = own.answers.get(WARM_UP)
        kept = known.named(asked)
        if kept:
            return WarmUpController(known, AnswerRecord(kept, asked.at), own)
        chosen = to_warm_up(known.records, clock(), known.opened(clock()))
        return WarmUpController(known, AnswerRecord(chosen, clock()), own)

    if not any(module.available for module in earlier):
        return _said("No module comes before this one.")
    return _open.show(answers_path(notebook, folder).resolve(), lambda: QuizWidget(controller()))


def _nothing_due(coming: datetime | None) -> Output:
    text = "Nothing to review now. "
    if coming is None:
        text += "A question that you answer comes back here, a missed one after a day."
    else:
        day = coming.astimezone()  # the student's own time
        text += f"The next question comes back on {day:%A} {day.day} {day:%B}."
    return _said(text)


def _said(text: str) -> Output:
    return Output(f"<p>{escape(text)}</p>", text)
