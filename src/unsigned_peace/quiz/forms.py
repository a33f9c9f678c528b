"""Parallel forms of a problem set: which of several variants a class gets.

Whatever has variants is a *slot*: a task, or a question with alternatives. A form is named by a
number ("2" takes the second variant of every slot) or by words after `seed:`, which draw a variant
for each slot. The same name always gives the same form, on every machine.
"""

from dataclasses import replace
from hashlib import sha256

from unsigned_peace.quiz.model import Bank, Question, Quiz

FIRST = "1"
_SEED = "seed:"


def variant(form: str, slot: str, count: int) -> int:
    """Return which of the `count` variants of a slot a form has; the first is 0.

    A slot with fewer variants than the number of the form begins again from its first.
    Raises ValueError if `form` names no form.

    >>> variant("2", "t1", 3), variant("2", "t7", 1)
    (1, 0)
    >>> [variant("seed:Kyoto 2027", f"t{task}", 3) for task in range(1, 7)]
    [0, 2, 2, 1, 2, 2]
    >>> variant("two", "t1", 3)
    Traceback (most recent call last):
    ValueError: 'two' names no form. Write a number, such as 2, or seed: and words of your own.
    """
    words = form.removeprefix(_SEED).strip()
    if form.startswith(_SEED) and words:
        return int(sha256(f"{words}\n{slot}".encode()).hexdigest(), 16) % count
    if form.isascii() and form.isdigit() and int(form) > 0:
        return (int(form) - 1) % count
    raise ValueError(
        f"{form!r} names no form. Write a number, such as 2, or {_SEED} and words of your own."
    )


def of_form(bank: Bank, form: str) -> Bank:
    """Return the bank with one question for each slot, in the places of the first variants.

    Raises ValueError if `form` names no form.

    >>> from unsigned_peace.quiz.model import Kind
    >>> asked = (Question("where", Kind.TEXT, "Where?"),
    ...          Question("when", Kind.TEXT, "When?", instead_of="where"))
    >>> bank = Bank("ps2", "London", (Quiz("q", "Quiz", "1", asked),))
    >>> [[q.id for q in of_form(bank, form).questions] for form in ("1", "2")]
    [['where'], ['when']]
    """
    return replace(bank, quizzes=tuple(_drawn(quiz, form) for quiz in bank.quizzes))


def _drawn(quiz: Quiz, form: str) -> Quiz:
    slots: dict[str, list[Question]] = {}
    for question in quiz.questions:
        slots.setdefault(question.instead_of or question.id, []).append(question)
    chosen = (many[variant(form, slot, len(many))] for slot, many in slots.items())
    return replace(quiz, questions=tuple(replace(one, instead_of="") for one in chosen))
