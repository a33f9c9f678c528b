"""The article read as a whole twice: answers in words of one's own, and both readings compared.

`data/first-reading.yml` says what is asked. The words are kept with the answers of the module.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unsigned_peace import data
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.presentation import in_words
from unsigned_peace.quiz.verdicts import is_empty
from unsigned_peace.shared.controller import Controller, Event, OpenWidgets
from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.markup import html, plain
from unsigned_peace.shared.notebook_output import Output
from unsigned_peace.shared.yaml_file import read_yaml

if TYPE_CHECKING:
    from unsigned_peace.quiz.quiz_widget import OwnWordsWidget

LONGEST = 4000  # letters: far more than a paragraph
FIRST, SECOND = "first", "second"
NOT_YET = "not answered"
_open = OpenWidgets()


@dataclass(frozen=True)
class ReadingBox:
    """One thing to answer in words of one's own; `id` is that of its answer on the disk."""

    id: str
    prompt: str


class OwnWordsController(Controller):
    """Boxes to write in; what is written is saved with the answers of a notebook.

    Events (`action`): note (field, value).
    """

    def __init__(self, boxes: tuple[ReadingBox, ...], store: AnswerStore) -> None:
        """Begin with what the store holds."""
        self.boxes = boxes
        self.store = store

    def fixed(self) -> dict[str, Any]:
        """Return what is asked, and where the answers are saved."""
        return {
            "file": str(self.store.path),
            "boxes": [{"id": box.id, "prompt": box.prompt} for box in self.boxes],
        }

    def shown(self) -> dict[str, Any]:
        """Return what was written."""
        texts = {box.id: _text(self.store, box.id) for box in self.boxes}
        return {"texts": texts, "saved": self.store.saved, "notice": self.store.notice}

    def refresh(self) -> None:
        """Take in what other windows have saved."""
        self.store.refresh()

    def as_text(self) -> str:
        """Return questions and answers as text."""
        return "\n\n".join(f"{box.prompt}\n{_text(self.store, box.id)}" for box in self.boxes)

    def on_note(self, event: Event) -> dict[str, Any]:
        """Save what was written in a box."""
        (box,) = (box for box in self.boxes if box.id == event["field"])
        value = event["value"]
        if not isinstance(value, str):
            raise TypeError(type(value).__name__)
        now = self.store.clock()
        self.store.update(box.id, lambda record: record.saved(value[:LONGEST], now))
        return {}


def own_words(which: str, folder: str | Path | None = None) -> "OwnWordsWidget":
    """Answer the questions of the first or the second reading in words of your own.

    A cell that is run again shows the same widget, with what other windows saved meanwhile.

    Args:
        which: `"first"` or `"second"`.
        folder: the folder of the notebooks; the folder of this notebook if left out.

    Raises:
        LookupError: if it is neither.

    >>> import tempfile
    >>> own_words("first", tempfile.mkdtemp()).boxes[0]["prompt"]
    'Who speaks here, and for whom? Name one paragraph.'

    """
    from unsigned_peace.quiz.quiz_widget import OwnWordsWidget  # noqa: PLC0415  where one is shown

    if which not in {FIRST, SECOND}:
        raise LookupError(f"There is no reading {which!r}. Known: first, second.")
    store = _store(which, folder)
    return _open.show(
        store.path.resolve(), lambda: OwnWordsWidget(OwnWordsController(_boxes(which), store))
    )


def both_readings(folder: str | Path | None = None) -> Output:
    """Set your answers of the first reading beside those of the second.

    >>> print(both_readings("no such folder"))  # doctest: +ELLIPSIS
    You have not answered the first reading yet: it stands in module 1.
    ...
    """
    first, second = (_store(which, folder) for which in (FIRST, SECOND))
    rows = [*_choices(first, second), *_words(first, second)]
    missing = all(one == NOT_YET for _, one, _ in rows)
    message = ""
    if missing:
        message = "You have not answered the first reading yet: it stands in module 1."
    lines = [f"{plain(asked)}\n  First: {one}\n  Now: {two}" for asked, one, two in rows]
    cells = ([html(asked), escape(one), escape(two)] for asked, one, two in rows)
    head = ("Question", "Your first reading", "Your second reading")
    table = html_table(head, cells, caption="The article, read twice")
    notice = f"<p><strong>{message}</strong></p>" if message else ""
    return Output(notice + table, "\n".join(filter(None, [message, *lines])))


def is_reading(notebook: str, quiz_id: str) -> bool:
    """Whether a quiz belongs to the first or the second reading.

    >>> is_reading("01-san-francisco-1951", "first-reading"), is_reading("05-verdict", "weighing")
    (True, False)
    """
    return {"notebook": notebook, "quiz": quiz_id} in _asked()["readings"].values()


def _choices(first: AnswerStore, second: AnswerStore) -> Iterator[tuple[str, str, str]]:
    """Yield the questions of both quizzes with both answers, in words."""
    later = {_ending(question.id): question for question in _questions(SECOND)}
    for question in _questions(FIRST):
        other = later[_ending(question.id)]
        answers = first.answers.get(question.id).value, second.answers.get(other.id).value
        message = (
            NOT_YET if is_empty(answer) else plain(in_words(one, answer))
            for one, answer in zip((question, other), answers, strict=True)
        )
        yield question.prompt, *message


def _words(first: AnswerStore, second: AnswerStore) -> Iterator[tuple[str, str, str]]:
    """Yield what was asked in words of one's own, with both answers."""
    for one, other in zip(_boxes(FIRST), _boxes(SECOND), strict=True):
        yield one.prompt, _text(first, one.id) or NOT_YET, _text(second, other.id) or NOT_YET


@functools.cache
def _asked() -> dict[str, Any]:
    return read_yaml(data.folder() / "first-reading.yml")


def _boxes(which: str) -> tuple[ReadingBox, ...]:
    return tuple(ReadingBox(f"{which}-{one['id']}", one["prompt"]) for one in _asked()["boxes"])


def _questions(which: str) -> tuple:
    reading = _asked()["readings"][which]
    quizzes = {quiz.id: quiz for quiz in banks.load(reading["notebook"]).quizzes}
    return quizzes[reading["quiz"]].questions


def _ending(question_id: str) -> str:
    return question_id.partition("-")[2]


def _store(which: str, folder: str | Path | None) -> AnswerStore:
    return AnswerStore.of(_asked()["readings"][which]["notebook"], folder)


def _text(store: AnswerStore, box_id: str) -> str:
    value = store.answers.get(box_id).value
    return value if isinstance(value, str) else ""
