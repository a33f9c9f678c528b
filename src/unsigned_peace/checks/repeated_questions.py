"""Whether a graded question asks what was practised, what a module tells, or what another set asks.

Texts are compared by the words that they share. A word counts the more, the rarer it is in the
course: that two questions say *treaty* means little, that both say *Rangoon* means much.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unsigned_peace.checks import markdown
from unsigned_peace.checks.course_files import cells
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.model import Kind, Question
from unsigned_peace.shared.dates import MONTHS
from unsigned_peace.shared.problem import Problem

# Found by looking at pairs: above these, a reader called each pair a repetition.
WORDING = 0.4
ANSWERS = 0.4
TOLD = 0.7
_FEWEST_WORDS = 5  # a shorter answer is a name, and names stand everywhere
_WORD = re.compile(r"[a-z]{3,}")
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|ly|s)$")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Asked:
    """A question as it is compared.

    Attributes:
        bank: the file, seen from the root of the course.
        slot: the question whose place it takes in other forms, or its own id.
        wording: the prompt with everything that may be chosen.
        answers: what is right; empty where the order of the items is what is asked.

    """

    bank: str
    id: str
    slot: str
    wording: str
    answers: tuple[str, ...]


def problems(root: Path) -> Iterator[Problem]:
    """Yield each graded question that repeats another question or a sentence of a module.

    Banks that cannot be read are left to the check of the quizzes.
    """
    try:
        graded = list(_asked(root, "exercises/*.quiz.yml"))
        practised = list(_asked(root, "data/quizzes/*.yml"))
    except banks.BankError:
        return
    sentences = list(_sentences(root))
    weights = weigh([one.wording for one in graded + practised] + [text for _, text in sentences])
    for place, one in enumerate(graded):
        for other in graded[place + 1 :] + practised:
            if one.slot != other.slot and repeats(one, other, weights):
                message = f"asks what {other.id} asks ({other.bank}); ask something else"
                yield Problem(one.bank, one.id, message)
        for answer in one.answers:
            for where, sentence in sentences:
                if tells(sentence, answer, weights):
                    message = f"its answer stands in {where}: {sentence!r}; ask what is not told"
                    yield Problem(one.bank, one.id, message)


def weigh(texts: Sequence[str]) -> Weights:
    """Return how much each word counts, from all texts of the course.

    >>> weights = weigh(["a treaty of peace", "a treaty of trade"])
    >>> weights["peace"] > weights["treaty"]
    True
    """
    known = Counter(word for text in texts for word in set(_words(text)))
    return {word: math.log((1 + len(texts)) / count) for word, count in known.items()}


def repeats(one: Asked, other: Asked, weights: Weights) -> bool:
    """Whether two questions are alike, by all their words or by their right answers.

    >>> first = Asked("", "a", "a", "Who sent no envoy? Rangoon, Delhi, Belgrade", ())
    >>> second = Asked("", "b", "b", "Who stayed away? Belgrade, Delhi, Rangoon", ())
    >>> third = Asked("", "c", "c", "Who sent an envoy? Lima, Quito, Caracas", ())
    >>> weights = weigh([first.wording, second.wording, third.wording])
    >>> repeats(first, second, weights), repeats(first, third, weights)
    (True, False)
    """
    if alike(one.wording, other.wording, weights) >= WORDING:
        return True
    mine, theirs = " ".join(one.answers), " ".join(other.answers)
    enough = min(len(_words(mine)), len(_words(theirs))) >= _FEWEST_WORDS
    return enough and alike(mine, theirs, weights) >= ANSWERS


def alike(one: str, other: str, weights: Weights) -> float:
    """Return from 0 to 1 how far two texts share their words (the cosine of their weights)."""
    mine, theirs = _words(one), _words(other)
    length = math.sqrt(_sum(mine, weights, 2) * _sum(theirs, weights, 2))
    return _sum(mine & theirs, weights, 2) / length if length else 0


def tells(sentence: str, answer: str, weights: Weights) -> bool:
    """Whether a sentence has nearly all that an answer says, so that it can be copied.

    >>> words = weigh(["Moscow looks for those of whom nothing is known", "Nothing is settled"])
    >>> tells("Moscow will look for those of whom nothing is known.",
    ...       "Moscow looks for those of whom nothing is known.", words)
    True
    """
    wanted = _words_but_months(answer)
    if len(wanted) < _FEWEST_WORDS or wanted.isdisjoint(words := _words(sentence)):
        return False
    return _sum(wanted & words, weights) >= TOLD * _sum(wanted, weights)


def _sum(words: Iterable[str], weights: Weights, power: int = 1) -> float:
    return sum(weights.get(word, 0) ** power for word in words)


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(_ENDING.sub("", word) for word in _WORD.findall(text.lower()))


@cache
def _words_but_months(text: str) -> frozenset[str]:
    return _words(_MONTH.sub("", text))


def _asked(root: Path, pattern: str) -> Iterator[Asked]:
    for path in sorted(root.glob(pattern)):
        name = path.relative_to(root).as_posix()
        for question in banks.load(path).questions:
            parts = [one.text for one in (*question.options, *question.items)]
            pairs = [f"{pair.left} {pair.right}" for pair in question.pairs]
            wording = " ".join([question.prompt, *parts, *pairs])
            slot = question.instead_of or question.id
            yield Asked(name, question.id, slot, wording, (*_right(question), *pairs))


def _right(question: Question) -> Iterator[str]:
    if question.kind is not Kind.PASSAGE:  # its options are the words of a document
        yield from (option.text for option in question.options if option.correct)
    yield from question.accept[:1]


def _sentences(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        for cell in cells(path):
            if cell["cell_type"] == "markdown":
                for sentence in markdown.sentences(cell["source"]):
                    yield f"{path.name} {cell['id']}", sentence
