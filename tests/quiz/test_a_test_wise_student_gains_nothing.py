"""A student who knows no history, and chooses by the form of options, does no better than chance.

Each strategy is one that students who are used to tests follow. Over a bank it may earn what blind
ticking earns, and five points of a hundred more.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations, product
from pathlib import Path

import pytest

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.model import Kind, Option, Question
from unsigned_peace.quiz.scoring import score

MARGIN = 0.05
GRADED = sorted((Path(__file__).resolve().parents[2] / "exercises").glob("*.quiz.yml"))
BANKS = {
    path.stem: banks.load(path)
    for path in [*(banks.folder() / f"{name}.yml" for name in banks.names()), *GRADED]
}
HEDGED = re.compile(
    r"\b(may|might|can|could|some|part(ly)?|probably|perhaps|likely|often|usually|sometimes"
    r"|at least|not only|both|but|several|mostly|nearly|about|unless|if|or|depends?|without)\b",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(all|always|never|none|nobody|nothing|only|every\w*|must|no|proves?|entirely|any)\b",
    re.IGNORECASE,
)
# Words of three letters and more that every question has.
STOP_WORDS = re.compile(
    r"and|are|been|but|did|does|for|from|had|has|have|her|his|its|not|one|she|than|that|the|their"
    r"|they|this|was|were|what|when|which|who|why|with|you"
)


def words(text: str) -> set[str]:
    found = set(re.findall(r"[a-z]{3,}", text.lower()))
    return {word for word in found if not STOP_WORDS.fullmatch(word)}


STRATEGIES: dict[str, Callable[[Question, Option], float]] = {
    "the hedged": lambda _, option: len(HEDGED.findall(option.text)),
    "the longest": lambda _, option: len(option.text),
    "the shortest": lambda _, option: -len(option.text),
    "what repeats the question": lambda question, option: len(
        words(option.text) & words(f"{question.prompt} {question.intro}")
    ),
    "no always and never": lambda _, option: -len(ABSOLUTE.findall(option.text)),
    "hedged and without always": lambda _, option: (
        len(HEDGED.findall(option.text)) - len(ABSOLUTE.findall(option.text))
    ),
}


def answers(question: Question) -> Iterator[str | list[str]]:
    """All answers that somebody could tick who ticks anything."""
    ids = [option.id for option in question.options]
    if question.kind is Kind.SINGLE:
        yield from ids
        return
    for count in range(1, len(ids) + 1):
        yield from map(list, combinations(ids, count))


def blind(question: Question) -> float:
    """What ticking without looking earns on average."""
    earned = [score(question, answer).fraction for answer in answers(question)]
    return sum(earned) / len(earned)


def by(question: Question, rule: Callable[[Question, Option], float]) -> float:
    """What the options earn that a rule likes best; of equals in a single choice, one at random."""
    liking = {option.id: rule(question, option) for option in question.options}
    best = [name for name, value in liking.items() if value == max(liking.values())]
    if question.kind is not Kind.SINGLE:
        return score(question, best).fraction
    return sum(score(question, name).fraction for name in best) / len(best)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("name", BANKS)
def test_form_gives_nothing_away(name: str, strategy: str) -> None:
    asked = [one for one in BANKS[name].questions if one.options]
    chance = sum(map(blind, asked)) / len(asked)
    earned = sum(by(question, STRATEGIES[strategy]) for question in asked) / len(asked)
    assert earned <= chance + MARGIN, f"{strategy}: {earned:.2f}, blind ticking {chance:.2f}"


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("path", GRADED, ids=lambda path: path.stem)
def test_no_form_gives_anything_away(path: Path, strategy: str) -> None:
    """A class gets one form of a graded quiz. A seed may draw any: each must hold by itself."""
    slots: dict[str, list[Question]] = {}
    gain: dict[str, float] = {}
    for question in banks.load(path).questions:
        slots.setdefault(question.instead_of or question.id, []).append(question)
        if question.options:
            gain[question.id] = by(question, STRATEGIES[strategy]) - blind(question)
    for form in product(*slots.values()):
        gains = {one.id: gain[one.id] for one in form if one.id in gain}
        assert sum(gains.values()) / len(gains) <= MARGIN, f"{strategy}: {gains}"


@pytest.mark.parametrize("path", GRADED, ids=lambda path: path.stem)
def test_where_one_question_counts_its_key_is_not_the_longest(path: Path) -> None:
    """A graded quiz is short: one question in which length tells is a mark that form has earned."""
    singles = [one for one in banks.load(path).questions if one.kind is Kind.SINGLE]
    assert singles
    for question in singles:
        longest = max(question.options, key=lambda option: len(option.text))
        assert not longest.correct, question.id


def test_a_strategy_that_knows_wins() -> None:
    """The measure sees a bank that gives itself away."""
    options = (Option("a", "It may have been a part of it.", correct=True), Option("b", "Never."))
    question = Question("q", Kind.SINGLE, "What was it?", options=options)
    assert by(question, STRATEGIES["the hedged"]) == 1
    assert blind(question) == 0.5
