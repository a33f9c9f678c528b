"""Scoring: a question and an answer in, a score out. Pure, and total: no answer crashes it.

The pages of the site score with `js/site/scoring.js`: change both. A test compares them.

Answers are what JSON can hold: an option id (single), a list of option ids (multiple, passage),
a typed string or a number (number), a string (text), a list of item ids (ordering), a mapping
from pair id to the chosen text (matching). Any other value is a wrong answer, not an error.

Partial credit, and why it cannot be gamed:

- multiple, passage: right ticks as a share of all right options, minus wrong ticks as a share of
  all wrong options, never below 0. Ticking everything gives 1 - 1 = 0, ticking nothing gives 0,
  and ticking at random gives 0 on average before the cut at zero.
- ordering: of all pairs of items, those in the right order minus those in the wrong order, as a
  share of all pairs (Kendall's tau), never below 0. A random order has a tau of 0 on average,
  and the reverse order has -1.
- matching: let b be the number of lines that share the commonest right answer. One answer
  given on every line is right b times at most, so b right lines earn nothing:
  (right lines - b) / (all lines - b), never below 0. With different answers on all lines b is 1,
  which is also what a random arrangement gets on average.
- single, number, text: all or nothing. A text that lists several names is right if each is.

In each case only the complete right answer earns full marks.
"""

import math
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from numbers import Real

from unsigned_peace.quiz.model import Bank, Kind, Question
from unsigned_peace.shared.normalize import fold, names, number

# What JSON can hold; annotated as object because scoring accepts whatever arrives.
AnyAnswer = object

_CLOSE_SPELLING = 0.85  # Etorufu for Etorofu, but not Urup for Iturup
_LONGEST_COMPARED = 80
_LONGEST_QUOTED, _BEGINNING = 140, 70
# Two floats that print alike are the same answer.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer earned: `fraction` in 0..1, `points`, and what to tell the student."""

    fraction: float
    points: float
    right: bool
    feedback: tuple[str, ...] = ()


def score(question: Question, answer: AnyAnswer) -> Score:
    """Return what `answer` earns; see the top of this module for the rules.

    Raises ValueError for a question of a keyless bank: there is nothing to compare with.

    >>> from unsigned_peace.quiz.model import Mistake
    >>> q = Question("when", Kind.NUMBER, "Which year?", answer=1956, year=True,
    ...              mistakes=(Mistake(1951, "That is San Francisco."),))
    >>> score(q, "1956").right, score(q, 1951).feedback, score(q, [None]).fraction
    (True, ('That is San Francisco.',), 0.0)
    """
    if not question.keyed:
        msg = (
            f"question {question.id!r} has no key: it comes from the copy for students. "
            "Score it with the instructor's bank."
        )
        raise ValueError(msg)
    fraction, feedback = _RULES[question.kind](question, answer)
    right = fraction == 1
    if right and question.feedback:
        feedback = [*feedback, question.feedback]
    points = round(fraction * question.points, 4)
    return Score(fraction, points, right, tuple(line for line in feedback if line))


def total(bank: Bank, answers: Mapping[str, AnyAnswer]) -> tuple[float, float]:
    """Return points earned and points possible; a question without an answer earns nothing.

    Raises ValueError for a keyless bank.

    >>> from unsigned_peace.quiz.model import Quiz
    >>> q = Question("city", Kind.TEXT, "Where?", points=2, accept=("London",))
    >>> total(Bank("02", "London", (Quiz("where", "Where?", "1", (q,)),)), {"city": "london"})
    (2.0, 2)
    """
    earned = sum(score(q, answers.get(q.id)).points for q in bank.questions)
    return float(earned), sum(q.points for q in bank.questions)


def found(question: Question, answer: AnyAnswer) -> tuple[int, int]:
    """Return how many right and how many wrong options `answer` ticks.

    >>> from unsigned_peace.quiz.model import Option
    >>> options = (Option("a", "A", True), Option("b", "B", False), Option("c", "C", True))
    >>> found(Question("q", Kind.MULTIPLE, "Which?", options=options), ["a", "b"])
    (1, 1)
    """
    ticked = [option for option in question.options if option.id in _ids(answer)]
    right = sum(bool(option.correct) for option in ticked)
    return right, len(ticked) - right


def quoted(text: str) -> str:
    """Return `text` in quotation marks, without an end mark that the next one would double.

    Of a long text, such as a passage of a treaty, the beginning is enough to know it again.

    >>> quoted("Japan signed.")
    '“Japan signed”'
    """
    if len(text) > _LONGEST_QUOTED:
        text = textwrap.shorten(text, _BEGINNING, placeholder=" …")
    return f"“{text.rstrip(' .,;:') or text}”"


_Marked = tuple[float, list[str]]


def _single(question: Question, answer: AnyAnswer) -> _Marked:
    for option in question.options:
        if isinstance(answer, str) and option.id == answer:
            return float(bool(option.correct)), [option.feedback]
    return 0.0, []


def _multiple(question: Question, answer: AnyAnswer) -> _Marked:
    ticked = _ids(answer)
    right = sum(bool(option.correct) for option in question.options)
    hits, false = found(question, answer)
    fraction = max(0.0, _share(hits, right) - _share(false, len(question.options) - right))
    feedback = [
        f"{'✓' if option.correct else '✗'} {quoted(option.text)}: {option.feedback}"
        for option in question.options
        if option.id in ticked and option.feedback
    ]
    if hits + false and hits < right:
        feedback.append(f"Still to find: {right - hits}.")
    return fraction, feedback


def unreadable(question: Question, answer: AnyAnswer) -> str:
    """Return what to say of a typed answer that cannot be read at all; empty if it can.

    Nothing of the key goes into it, so it may be said in a graded quiz.

    >>> unreadable(Question("when", Kind.NUMBER, "How many?", keyed=False), "three")
    'Write one number in digits, for example 20.'
    """
    if not isinstance(answer, str) or not answer.strip():
        return ""
    if question.kind is Kind.NUMBER and number(answer) is None:
        return "Write one number in digits, for example 20."
    if question.kind is Kind.TEXT and not fold(answer):
        return "Write a name or a word."
    return ""


def _number(question: Question, answer: AnyAnswer) -> _Marked:
    value = _as_number(answer)
    if value is None:
        return 0.0, [unreadable(question, answer)]
    if question.answer is not None and _near(value, question.answer, question.tolerance):
        return 1.0, []
    said = [
        mistake.feedback
        for mistake in question.mistakes
        if isinstance(mistake.value, Real) and _near(value, mistake.value, 0)
    ]
    return 0.0, said[:1]


def _text(question: Question, answer: AnyAnswer) -> _Marked:
    if not isinstance(answer, str) or not fold(answer):
        return 0.0, []
    given = fold(answer)
    accepted = [fold(text) for text in question.accept]
    if given in accepted:
        return 1.0, []
    said = [m.feedback for m in question.mistakes if given == fold(str(m.value))]
    listed = set(names(answer))
    if not said and listed and listed <= {*accepted, *_names(question.accept)}:
        return 1.0, []
    said += [m.feedback for m in question.mistakes if listed & _names((str(m.value),))]
    if not said and any(_looks_like(given, text) for text in accepted):
        said = ["Very close: check the spelling."]
    return 0.0, said[:1]


def _names(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in names(text)}


def _ordering(question: Question, answer: AnyAnswer) -> _Marked:
    place = {item.id: index for index, item in enumerate(question.items)}
    given = list(dict.fromkeys(i for i in _sequence(answer) if i in place))
    balance = sum(1 if place[a] < place[b] else -1 for a, b in combinations(given, 2))
    pairs = len(place) * (len(place) - 1) // 2
    fraction = max(0.0, _share(balance, pairs))
    if fraction == 1 or not given:
        return fraction, [item.feedback for item in question.items] if given else []
    text = {item.id: item.text for item in question.items}
    swapped = [
        f"Look again at these two: {quoted(text[a])} and {quoted(text[b])}."
        for a, b in pairwise(given)
        if place[a] > place[b]
    ]
    return fraction, swapped[:1]


def _matching(question: Question, answer: AnyAnswer) -> _Marked:
    given = answer if isinstance(answer, Mapping) else {}
    given = {key: text for key, text in given.items() if isinstance(text, str) and text}
    right = [pair for pair in question.pairs if given.get(pair.id) == pair.right]
    commonest = max(Counter(pair.right for pair in question.pairs).values(), default=0)
    lines = len(question.pairs)
    if len(right) == lines:
        fraction = float(lines > 0)
    else:
        fraction = max(0.0, _share(len(right) - commonest, lines - commonest))
    why = {mistake.value: mistake.feedback for mistake in question.mistakes}
    wrong = [pair for pair in question.pairs if pair.id in given and pair not in right]
    feedback = [f"✓ {quoted(pair.left)}: {pair.feedback}" for pair in right if pair.feedback]
    feedback += [
        f"✗ {quoted(pair.left)}: {why[given[pair.id]]}" for pair in wrong if given[pair.id] in why
    ]
    again = [quoted(pair.left) for pair in wrong if given[pair.id] not in why]
    if again:
        feedback.append(f"Look again at: {', '.join(again)}.")
    return fraction, feedback


_RULES: dict[Kind, Callable[[Question, AnyAnswer], _Marked]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.PASSAGE: _multiple,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
}


def _ids(answer: AnyAnswer) -> set[str]:
    return set(_sequence(answer))


def _sequence(answer: AnyAnswer) -> list[str]:
    if not isinstance(answer, list | tuple):
        return []
    return [entry for entry in answer if isinstance(entry, str)]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _as_number(answer: AnyAnswer) -> float | None:
    if isinstance(answer, str):
        return number(answer)
    if isinstance(answer, bool) or not isinstance(answer, Real):
        return None
    try:
        value = float(answer)
    except (OverflowError, ValueError):
        return None
    return value if math.isfinite(value) else None


def _near(value: float, target: float, tolerance: float) -> bool:
    return abs(value - target) <= tolerance + _ROUNDING


def _looks_like(given: str, accepted: str) -> bool:
    if max(len(given), len(accepted)) > _LONGEST_COMPARED:
        return False
    return SequenceMatcher(None, given, accepted).ratio() >= _CLOSE_SPELLING
