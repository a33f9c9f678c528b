"""Writing the JSON of jupyterquiz, for Jupyter Book and for notebooks that use that package.

What its scripts read was looked up in version 2.9.6.4. They show texts as HTML, compare short
answers without letter case and nothing else, and take the lower end of a range as right, the upper
end as wrong.
"""

import json
import math

from unsigned_peace.quiz.export.content import (
    Cite,
    answer_text,
    bounds,
    choices,
    default_cite,
    explanation,
    lines,
    paragraphs,
    spellings,
)
from unsigned_peace.quiz.export.jupyterquiz import Entry
from unsigned_peace.quiz.export.prepare import prepared
from unsigned_peace.quiz.model import Bank, Kind, Question, Quiz
from unsigned_peace.shared.markup import html

_TYPES = {
    Kind.SINGLE: "multiple_choice",
    Kind.MULTIPLE: "many_choice",
    Kind.PASSAGE: "many_choice",
    Kind.NUMBER: "numeric",
    Kind.TEXT: "string",
}


def to_jupyterquiz(source: Bank | Quiz, *, cite: Cite = default_cite) -> str:
    """Return all questions as the JSON that jupyterquiz's `display_quiz` takes.

    It knows neither matching nor ordering: each of their lines becomes a question of its own.
    Raises ExportError, with every problem, for a bank without its key.

    >>> q = Question("city", Kind.TEXT, "Where?", accept=("London",))
    >>> json.loads(to_jupyterquiz(Quiz("places", "Places", "1", (q,))))[0]["type"]
    'string'
    """
    bank = prepared(source, "jupyterquiz")
    entries = [entry for question in bank.questions for entry in _entries(question, cite)]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _entries(question: Question, cite: Cite) -> list[Entry]:
    asked = "<br>".join(paragraphs(question))
    after = explanation(question, cite)
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.PASSAGE:
            answers = [
                _answer(html(option.text), bool(option.correct), html(option.feedback), after)
                for option in question.options
            ]
        case Kind.NUMBER:
            answers = _numbers(question, after)
        case Kind.TEXT:
            typed = [*spellings(question.accept)]
            answers = [_answer(text, True, "", after) for text in typed]  # noqa: FBT003
            answers += [
                _answer(str(mistake.value), False, html(mistake.feedback), "")  # noqa: FBT003
                for mistake in question.mistakes
            ]
        case Kind.ORDERING | Kind.MATCHING:
            return [_line(question, asked, left, right, after) for left, right in _pairs(question)]
    return [{"question": asked, "type": _TYPES[question.kind], "answers": answers}]


def _answer(text: str, right: bool, feedback: str, after: str) -> Entry:  # noqa: FBT001
    """Return one answer; what is said after a right one is the explanation, too."""
    said = "<br>".join(filter(None, (feedback, after if right else "")))
    return {"answer": text, "correct": right, **({"feedback": said} if said else {})}


def _numbers(question: Question, after: str) -> list[Entry]:
    low, high = map(float, bounds(question))
    right: Entry = {"type": "value", "value": question.answer}
    if low < high:  # the upper end does not count there: the range ends just above ours
        right = {"type": "range", "range": [low, math.nextafter(high, math.inf)]}
    wrong = [
        {
            "type": "value",
            "value": float(mistake.value),
            "correct": False,
            "feedback": html(mistake.feedback),
        }
        for mistake in question.mistakes
    ]
    return [{**right, "correct": True, "feedback": after or "Correct."}, *wrong]


def _pairs(question: Question) -> list[tuple[str, str]]:
    return [(line.left, line.right) for line in lines(question)]


def _line(question: Question, asked: str, left: str, right: str, after: str) -> Entry:
    what = "Which place, from 1 for the first?" if question.kind is Kind.ORDERING else ""
    prompt = "<br>".join(filter(None, (asked, f"<strong>{left}</strong>", what)))
    answers = [
        _answer(html(answer_text(one)), one == right, "", after) for one in choices(question)
    ]
    return {"question": prompt, "type": "multiple_choice", "answers": answers}
