"""What a student may see of a question: no key, no feedback, no hints, no sources.

Both the copy of a graded quiz and the widget are made from this, so neither can show more.
The order in which things appear is decided here too. It is always the same, and it never
follows the order in which the author wrote them, which often starts with the right answer.
"""

from dataclasses import replace
from hashlib import sha256

from unsigned_peace.quiz.model import Bank, Kind, Option, Question
from unsigned_peace.shared.normalize import fold, number


def keyless(bank: Bank) -> Bank:
    """Return the copy of `bank` that students of a graded quiz receive.

    Gone are: right answers, tolerance, mistakes, feedback, hints and source ids (the source that
    settles a question is half its answer). Doing it twice changes nothing.

    >>> from unsigned_peace.quiz.model import Quiz
    >>> q = Question("city", Kind.TEXT, "Where?", hints=("On the Thames",), accept=("London",))
    >>> copy = keyless(Bank("ps2", "London", (Quiz("q", "Quiz", "1", (q,)),)))
    >>> copy.keyed, copy.questions[0].accept, copy.questions[0].hints
    (False, (), ())
    """
    quizzes = (replace(quiz, questions=tuple(map(strip, quiz.questions))) for quiz in bank.quizzes)
    return replace(bank, quizzes=tuple(quizzes))


def strip(question: Question) -> Question:
    """Return `question` without its key, with everything in the order in which it is shown.

    Options and choices come in numeric or alphabetical order, the segments of a passage as they
    stand in the text, the items of an ordering question shuffled by a hash of their ids.

    >>> q = Question("year", Kind.SINGLE, "Which year?",
    ...              options=(Option("b", "1956", True), Option("a", "1951", False)))
    >>> [(option.text, option.correct) for option in strip(q).options]
    [('1951', None), ('1956', None)]
    """
    if not question.keyed:
        return question
    options = question.options
    if question.kind is not Kind.PASSAGE:
        options = tuple(sorted(options, key=lambda option: _natural(option.text)))
    choices = {pair.right for pair in question.pairs if pair.right is not None}
    return Question(
        id=question.id,
        kind=question.kind,
        prompt=question.prompt,
        points=question.points,
        skill=question.skill,
        intro=question.intro,
        options=tuple(Option(option.id, option.text) for option in options),
        items=_shuffled(question),
        pairs=tuple(replace(pair, right=None, feedback="") for pair in question.pairs),
        distractors=tuple(sorted(choices.union(question.distractors), key=_natural)),
        year=question.year,
        unit=question.unit,
        keyed=False,
    )


def _natural(text: str) -> tuple[float, str, str]:
    """Sort key: 7 before 21 before any word; words without regard to case and accents."""
    value = number(text)
    return (float("inf") if value is None else value, fold(text), text)


def _shuffled(question: Question) -> tuple[Option, ...]:
    """Return the items in a stable order that is not the right one."""
    items = tuple(Option(item.id, item.text) for item in question.items)

    def place(item: Option) -> bytes:
        return sha256(f"{question.id}/{item.id}".encode()).digest()

    shuffled = tuple(sorted(items, key=place))
    return shuffled if shuffled != items else shuffled[1:] + shuffled[:1]
