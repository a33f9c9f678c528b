"""What a notebook uses: `ask = quiz.open_bank(...)`, then `ask("quiz-id")` in a cell."""

from pathlib import Path
from typing import TYPE_CHECKING

from unsigned_peace import data
from unsigned_peace.data.citations import address
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.forms import FIRST, of_form
from unsigned_peace.quiz.model import Bank, Quiz
from unsigned_peace.quiz.quiz_controller import Mode, QuizController
from unsigned_peace.shared.controller import OpenWidgets
from unsigned_peace.shared.nearest import meant

if TYPE_CHECKING:
    from unsigned_peace.quiz.quiz_widget import QuizWidget


class PracticeQuizzes:
    """The quizzes of one bank. Call it with the id of a quiz to show that quiz.

    >>> ask = open_bank("00-start-here")
    >>> ask("no such quiz")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    LookupError: there is no quiz 'no such quiz' in 00-start-here. Known: ...
    """

    def __init__(self, bank: Bank, store: AnswerStore, mode: Mode) -> None:
        """Ask the quizzes of `bank`, keep the answers in `store`."""
        self.bank = bank
        self.store = store
        self.mode = mode
        self._open = OpenWidgets()

    def __call__(self, quiz_id: str) -> "QuizWidget":
        """Return the widget of one quiz.

        A cell that is run again shows the same widget, with what other windows saved meanwhile.
        Raises LookupError, with the known ids, if there is no such quiz.
        """
        quizzes = {quiz.id: quiz for quiz in self.bank.quizzes}
        if quiz_id not in quizzes:
            raise LookupError(
                f"there is no quiz {quiz_id!r} in {self.bank.notebook}.{meant(quiz_id, quizzes)} "
                f"Known: {', '.join(quizzes)}."
            )
        return self._widget(quizzes[quiz_id])

    def __repr__(self) -> str:
        """Say what can be asked."""
        known = ", ".join(quiz.id for quiz in self.bank.quizzes)
        return f"The quizzes of {self.bank.notebook}: {known}. Ask one of them by its name."

    def _widget(self, quiz: Quiz) -> "QuizWidget":
        # Scoring and checking banks need no widgets: they load here, where one is shown.
        from unsigned_peace.quiz.quiz_widget import QuizWidget  # noqa: PLC0415

        return self._open.show(quiz.id, lambda: QuizWidget(self._controller(quiz)))

    def _controller(self, quiz: Quiz) -> QuizController:
        return QuizController(quiz, lambda _: self.store, mode=self.mode, cite=cite)


class GradedQuiz(PracticeQuizzes):
    """The quiz of a problem set, shown whole. It saves answers and never says what is right."""

    def unanswered(self) -> list[str]:
        """Return which questions have no saved answer yet, as `question 3`."""
        self.store.refresh()
        numbers = self._controller(self._whole()).unanswered()
        return [f"question {number}" for number in numbers]

    def _whole(self) -> Quiz:
        return Quiz("whole", self.bank.title, "", self.bank.questions)

    def _repr_mimebundle_(self, **kwargs: dict) -> tuple[dict, dict] | None:
        """Show all questions of the bank as one quiz."""
        return self._widget(self._whole())._repr_mimebundle_(**kwargs)


def open_bank(name: str | Path, folder: str | Path | None = None) -> PracticeQuizzes:
    """Open the practice quizzes of a notebook.

    `name` is the notebook's name, or the path of a bank (`.yml`). Answers are kept in
    `answers/<notebook>.json` in `folder`, which is the folder of the notebook unless you say
    otherwise. Raises FileNotFoundError if there is no such bank, BankError if it is not sound.

    >>> open_bank("00-start-here")  # doctest: +ELLIPSIS
    The quizzes of 00-start-here: ... Ask one of them by its name.
    """
    bank = banks.load(name)
    return PracticeQuizzes(bank, AnswerStore.of(bank.notebook, folder), Mode.PRACTICE)


def open_graded(
    path: str | Path, folder: str | Path | None = None, *, form: str = FIRST
) -> GradedQuiz:
    """Open the quiz of a problem set: a bank without a key, which only saves.

    `form` says which questions of a problem set with parallel forms are asked (`quiz.forms`).

    Answers are kept in `answers/<problem set>.json` in `folder`. That file must never lie in the
    source folder of an assignment: nbgrader would copy it over the answers of every student.
    Raises ValueError for a bank that holds its key, so that no key is handed out by mistake.
    """
    bank = banks.load(path)
    if any(question.keyed for question in bank.questions):
        raise ValueError(
            f"{path} holds the answers. Students get the copy made by `unsigned-peace keyless`."
        )
    store = AnswerStore.of(bank.notebook, folder)
    return GradedQuiz(of_form(bank, form), store, Mode.GRADED)


def cite(source_id: str) -> tuple[str, str]:
    """Return the citation and the address of a source; the bare id for one that is not known.

    >>> cite("GK")
    ('From general knowledge, not verified', '')
    """
    return data.cite(source_id, source_id), address(source_id)
