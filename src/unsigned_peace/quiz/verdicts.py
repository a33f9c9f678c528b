"""What is said about an answer: whether it is one yet, whether it is right, and why."""

from collections.abc import Sequence
from typing import Any

from unsigned_peace.quiz.answer_records import AnswerRecord
from unsigned_peace.quiz.model import Kind, Question
from unsigned_peace.quiz.presentation import points, remark
from unsigned_peace.quiz.scoring import found, score, unreadable

# What is said of a wrong answer that the bank does not explain.
_NOT_THIS = {
    Kind.TEXT: "This is not one of the answers that I know.",
    Kind.NUMBER: "Not this number.",
}


def is_empty(value: object) -> bool:
    """Whether a value is no answer yet.

    >>> [is_empty(value) for value in (None, "  ", [], {"us": ""}, 0, ["a"])]
    [True, True, True, True, False, False]
    """
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return not any(value.values())
    return value is None or value == []


def incomplete(question: Question, value: object) -> str:
    """Return what keeps a saved answer from being one: open lines, or words for a number.

    >>> incomplete(Question("when", Kind.NUMBER, "How many?", keyed=False), "three")
    'Write one number in digits, for example 20.'
    """
    if question.kind is not Kind.MATCHING or not isinstance(value, dict):
        return unreadable(question, value)
    picked, lines = sum(bool(value.get(p.id)) for p in question.pairs), len(question.pairs)
    return f"{picked} of {lines} chosen." if 0 < picked < lines else ""


def of_check(question: Question, record: AnswerRecord) -> dict[str, Any]:
    """Return what to say about the answer that was checked last.

    >>> question = Question("host", Kind.TEXT, "Where?", accept=("London",))
    >>> of_check(question, AnswerRecord(checked="Paris"))["lines"]
    ['This is not one of the answers that I know.']
    """
    result = score(question, record.checked)
    lines = [remark(line) for line in result.feedback]
    if result.right:
        return said("right", "✓", "Right.", lines)
    if result.fraction:
        verdict = f"Partly right: {_part(question, record.checked)}."
        return said("partly", "◐", verdict, lines)
    if not lines and question.kind in _NOT_THIS:
        look = " Look at the hint." if question.hints else ""
        lines = [_NOT_THIS[question.kind] + look]
    return said("wrong", "✗", "Not yet.", lines)


def _part(question: Question, answer: object) -> str:
    if question.kind not in {Kind.MULTIPLE, Kind.PASSAGE}:
        return f"{score(question, answer).points:.3g} of {points(question.points)}"
    right, wrong = found(question, answer)
    count = sum(bool(option.correct) for option in question.options)
    return f"{right} of {count} found" + (f", {wrong} wrong" if wrong else "")


def said(status: str, symbol: str, verdict: str, lines: Sequence[str] = ()) -> dict[str, Any]:
    """Return the parts of a state that hold a verdict; the symbol repeats it for the eye.

    >>> said("right", "✓", "Right.")["verdict"]
    'Right.'
    """
    return {
        "status": status,
        "symbol": symbol,
        "verdict": verdict,
        "lines": list(lines),
        "answer": [],
        "sources": [],
    }
