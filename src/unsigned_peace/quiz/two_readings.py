"""The article read twice: the same questions in modules 1 and 5, and both answers side by side.

The choice questions stand in the two quiz banks and share the ends of their ids (`fr-voice`,
`sr-voice`). Three more are answered in the student's own words; they have no key, and are saved in
the same files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.course_progress import Output
from unsigned_peace.quiz.model import Question
from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.json_document import answers_path
from unsigned_peace.shared.markup import html, plain

if TYPE_CHECKING:
    import ipywidgets as widgets

_IN_WORDS = {
    "voice": "Who speaks here, and for whom? Name one paragraph.",
    "words": "Which three words or phrases did the work of an argument?",
    "limit": "At which paragraph does the evidence stop and the conclusion go on?",
}
_LONGEST = 2000  # letters
_NO_ANSWER = "no answer yet"


@dataclass(frozen=True)
class _Reading:
    notebook: str
    quiz: str
    choices: str  # how the ids of its choice questions begin
    words: str  # how the ids of its answers in words begin

    def store(self, folder: str | Path | None) -> AnswerStore:
        return AnswerStore(answers_path(self.notebook, folder), self.notebook)

    def questions(self) -> dict[str, Question]:
        """Return the choice questions by the ends of their ids."""
        quizzes = {quiz.id: quiz for quiz in banks.load(self.notebook).quizzes}
        return {q.id.removeprefix(self.choices): q for q in quizzes[self.quiz].questions}


_FIRST = _Reading("01-san-francisco-1951", "first-reading", "fr-", "first-")
_SECOND = _Reading("05-verdict", "second-reading", "sr-", "second-")


def first_words(folder: str | Path | None = None) -> "widgets.VBox":
    """Show three boxes for the first reading; what is typed is saved as it is typed.

    Args:
        folder: the folder of the notebooks; the folder of this notebook if left out.

    >>> import tempfile
    >>> len(first_words(tempfile.mkdtemp()).children)
    7

    """
    return _boxes(_FIRST, folder)


def second_words(folder: str | Path | None = None) -> "widgets.VBox":
    """Show the same three boxes for the second reading; see `first_words`."""
    return _boxes(_SECOND, folder)


def both_readings(folder: str | Path | None = None) -> Output:
    """Show each question with the answer of the first reading and that of the second.

    Args:
        folder: the folder of the notebooks; the folder of this notebook if left out.

    >>> import tempfile
    >>> print(str(both_readings(tempfile.mkdtemp())).splitlines()[-1])
    Go back to module 1 for the answers of the first reading.

    """
    rows = list(_rows(folder))
    begun = any(first for _, first, _ in rows)
    rows = [[asked, first or _NO_ANSWER, second or _NO_ANSWER] for asked, first, second in rows]
    told = "" if begun else "Go back to module 1 for the answers of the first reading."
    table = html_table(
        ["Question", "First reading", "Second reading"],
        [[html(asked), escape(first), escape(second)] for asked, first, second in rows],
        caption="Your two readings. Run this cell again after a change.",
    )
    link = f'<p><a href="{_FIRST.notebook}.ipynb">{told}</a></p>' if told else ""
    lines = [f"{plain(one)}\n  first: {first}\n  second: {second}" for one, first, second in rows]
    return Output(table + link, "\n".join(filter(None, [*lines, told])))


def _rows(folder: str | Path | None) -> Iterator[tuple[str, str, str]]:
    """Yield each question with both answers, in the words that the student saw."""
    stores = [one.store(folder).answers for one in (_FIRST, _SECOND)]
    for name, asked in _IN_WORDS.items():
        said = [
            stored.get(one.words + name).value
            for one, stored in zip((_FIRST, _SECOND), stores, strict=True)
        ]
        yield asked, *(one if isinstance(one, str) else "" for one in said)
    second = _SECOND.questions()
    for name, question in _FIRST.questions().items():
        if name in second:
            yield (
                question.prompt,
                _chosen(question, stores[0].get(question.id).value),
                _chosen(second[name], stores[1].get(second[name].id).value),
            )


def _chosen(question: Question, value: object) -> str:
    """Return the options that were chosen, in words."""
    ids = value if isinstance(value, list) else [value]
    return " / ".join(plain(option.text) for option in question.options if option.id in ids)


def _boxes(reading: _Reading, folder: str | Path | None) -> "widgets.VBox":
    # Checking and scoring banks need no widgets: they load here, where boxes are shown.
    import ipywidgets as widgets  # noqa: PLC0415

    store = reading.store(folder)
    said = widgets.HTML()
    children: list[widgets.Widget] = []

    def save(name: str, text: str) -> None:
        store.update(name, lambda record: record.saved(text[:_LONGEST], store.clock()))
        said.value = f"<p role='status'>{escape(store.notice or 'Saved.')}</p>"

    for end, asked in _IN_WORDS.items():
        name = reading.words + end
        value = store.answers.get(name).value
        box = widgets.Textarea(
            value=value if isinstance(value, str) else "",
            placeholder="Write one or two sentences",
            description=asked,  # the name that a screen reader says; shown above, where it fits
            layout={"width": "100%", "max_width": "46em"},
            style={"description_width": "0"},
        )
        box.observe(lambda change, name=name: save(name, change["new"]), names="value")
        children += [widgets.HTML(f"<strong>{escape(asked)}</strong>"), box]
    return widgets.VBox([*children, said])
