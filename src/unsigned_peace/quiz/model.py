"""What a quiz is made of: frozen dataclasses that know nothing of files, formats or widgets.

A `Bank` is one YAML file, a `Quiz` is what one notebook cell shows, a `Question` is what a
student answers. Every sequence is a tuple, so a bank can be shared and compared without fear.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """The seven kinds of question.

    >>> Kind("single") is Kind.SINGLE
    True
    """

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    TEXT = "text"
    ORDERING = "ordering"
    MATCHING = "matching"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick (`Question.options`) or to put in order (`Question.items`).

    `correct` is None for items, and for options of a keyless bank. In a passage question an
    option is one segment of the text.
    """

    id: str
    text: str
    correct: bool | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong number, text or choice that is expected, and what to say about it."""

    value: float | str
    feedback: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a matching question. `right` is None in a keyless bank."""

    id: str
    left: str
    right: str | None = None
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """One question. Which fields are filled depends on `kind`; the others stay empty.

    - single, multiple, passage: `options` (passage also uses `intro`, which names the text)
    - number: `answer`, `tolerance`, `year`, `unit`, `mistakes`
    - text: `accept`, `mistakes`
    - ordering: `items`, in the right order (a keyless bank has them in the shown order)
    - matching: `pairs`, `distractors` (in a keyless bank it lists every choice), and `mistakes`:
      what to say of a choice on a line where it is wrong

    `keyed` is False in the copy that students of a graded quiz receive: no answer is in it.
    `instead_of` makes it an alternative to the question with that id: a form has one of the two.

    >>> q = Question(id="sf-host", kind=Kind.TEXT, prompt="Which city?", accept=("San Francisco",))
    >>> q.points, q.keyed, q.options
    (1, True, ())
    """

    id: str
    kind: Kind
    prompt: str
    points: float = 1
    skill: str = ""
    hints: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    feedback: str = ""
    intro: str = ""
    options: tuple[Option, ...] = ()
    items: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    distractors: tuple[str, ...] = ()
    answer: float | None = None
    tolerance: float = 0
    year: bool = False
    unit: str = ""
    accept: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    instead_of: str = ""
    keyed: bool = True


@dataclass(frozen=True)
class Quiz:
    """A short list of questions shown together, tied to one section of the notebook."""

    id: str
    title: str
    section: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Bank:
    """All quizzes of one notebook.

    >>> question = Question(id="sf-host", kind=Kind.TEXT, prompt="Which city?")
    >>> bank = Bank("01", "San Francisco", (Quiz("where", "Where?", "1", (question,)),))
    >>> [q.id for q in bank.questions], bank.keyed
    (['sf-host'], True)
    """

    notebook: str
    title: str
    quizzes: tuple[Quiz, ...]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question of every quiz, in order."""
        return tuple(question for quiz in self.quizzes for question in quiz.questions)

    @property
    def keyed(self) -> bool:
        """Whether the bank holds the right answers."""
        return all(question.keyed for question in self.questions)
