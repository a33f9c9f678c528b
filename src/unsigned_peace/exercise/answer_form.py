"""The visible checks of a problem set, which look at the form of an answer.

Each check takes the answers by name, and `task`, the number of the task that it names. It prints
one line if all is well. If not, it raises `NotYetError`, which a notebook shows as one sentence
about what to do, without a traceback: the reader may never have programmed. Whether an answer is
right is for the hidden tests. These are plain `assert` statements: a function could be replaced in
a student's kernel too easily.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from functools import wraps
from numbers import Integral, Real

import numpy as np
import pandas as pd

from unsigned_peace.exercise.earlier_runs import not_finished
from unsigned_peace.shared.nearest import meant
from unsigned_peace.shared.normalize import NUMBER_WORDS, number

_A_DAY = 'Write a day as text, such as "1951-01-31".'
_LETTER = 1  # the length of names that are the letters of a choice
_OF_ROWS = pd.DataFrame | pd.Series | np.ndarray
_MANY = list | tuple | set | dict | _OF_ROWS


class NotYetError(AssertionError):
    """An answer has not the form that the task asks for."""

    def _render_traceback_(self) -> list[str]:
        """Give IPython, which looks for this name, the lines to show."""
        return [f"Not yet: {self}"]


def _of_a_task(check: Callable[..., None]) -> Callable[..., None]:
    """Let a check name its task, and not judge what an earlier run of a broken cell has left."""

    @wraps(check)
    def named(*arguments: object, task: int = 0, **answers: object) -> None:
        given = {*answers, *(getattr(one, "__name__", "") for one in arguments)}
        try:
            _refuse_earlier_runs(given)
            check(*arguments, **answers)
        except NotYetError as error:
            raise NotYetError(f"in task {task}, {error}" if task else str(error)) from None

    return named


@_of_a_task
def whole_numbers(*, least: int = 0, most: int | None = None, **answers: object) -> None:
    """Check that the answers are whole numbers, from `least` to `most`.

    Raises NotYetError, with the name of the first answer that is not.

    >>> whole_numbers(african=4, asian=9, most=52)
    The form of african and asian is right. Your instructor's tests decide whether they are right.
    >>> whole_numbers(african=None)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: african is None. Make it a whole number, \
such as 12.
    """
    for name, value in answers.items():
        if not isinstance(value, Integral) or isinstance(value, bool):
            # Never the largest number: that could be the right answer.
            example = 12 if most is None else min(12, most // 2)
            raise NotYetError(_no_number(name, value, f"a whole number, such as {example}"))
        if value < least:
            raise NotYetError(f"{name} is {value}. It cannot be less than {least}.")
        if most is not None and value > most:
            raise NotYetError(f"{name} is {value}. It cannot be more than {most}.")
    _well_formed(answers)


@_of_a_task
def numbers(**answers: object) -> None:
    """Check that the answers are positive numbers, whole or with decimals.

    >>> numbers(median_days=241.5)
    The form of median_days is right. Your instructor's tests decide whether it is right.
    """
    for name, value in answers.items():
        if not _is_number(value):
            raise NotYetError(_no_number(name, value, "a number, such as 12 or 12.5"))
        if not value > 0:
            raise NotYetError(f"{name} is {value}. It has to be more than 0.")
    _well_formed(answers)


@_of_a_task
def percentages(**answers: object) -> None:
    """Check that the answers are per cent, not fractions of one.

    >>> percentages(share=0.2)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: share is 0.2. It is in per cent: a quarter \
is 25, not 0.25.
    """
    for name, value in answers.items():
        if not _is_number(value):
            raise NotYetError(_no_number(name, value, "a number of per cent, such as 25"))
        if not (value == 0 or 1 < value <= 100):
            raise NotYetError(f"{name} is {value}. It is in per cent: a quarter is 25, not 0.25.")
    _well_formed(answers)


@_of_a_task
def days(*, among: Iterable[object] = (), **answers: object) -> None:
    """Check that the answers are days; if `among` is given, days that stand in it.

    >>> days(signed="1951-09-08")
    The form of signed is right. Your instructor's tests decide whether it is right.
    >>> days(on="8 Sept 51", among=["1951-09-07"])
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: on is '8 Sept 51'. The table above has no \
row of that day.
    """
    known = {pd.Timestamp(day) for day in among}
    for name, value in answers.items():
        if value is None:
            raise NotYetError(f"{name} is None. {_A_DAY}")
        try:
            day = pd.Timestamp(value)
        except (TypeError, ValueError):
            raise NotYetError(f"{name} is {value!r}. {_A_DAY}") from None
        if known and day not in known:
            raise NotYetError(f"{name} is {value!r}. The table above has no row of that day.")
    _well_formed(answers)


@_of_a_task
def names(known: Collection[str], **answers: object) -> None:
    """Check that each answer is one name that stands in `known`.

    >>> names(["Japan", "Peru"], first="japan", task=1)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: in task 1, first is 'japan'. Did you mean \
'Japan'?
    >>> names("ABCD", strongest="E")
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: strongest is 'E'. Write one of A, B, C, D.
    """
    for name, value in answers.items():
        if isinstance(value, _MANY):
            raise NotYetError(_not_one(name, value, "one name alone"))
        if not isinstance(value, str):
            example = next(iter(known))
            raise NotYetError(
                f'{name} is {value!r}. Write one name in quotation marks, such as "{example}".'
            )
        if value not in set(known):
            raise NotYetError(f"{name} is {value!r}. {_nearest(value, known)}")
    _well_formed(answers)


@_of_a_task
def lists(known: Collection[object], **answers: object) -> None:
    """Check that each answer is a list of names, or of numbers, that stand in `known`.

    >>> lists(["2(b)", "3"], left_out=["2(b)", "N-99"])
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: left_out has 'N-99'. Spell it as in the \
table above.
    """
    for name, value in answers.items():
        if not isinstance(value, list | tuple | set | pd.Series | np.ndarray):
            raise NotYetError(f'{name} is {value!r}. Write a list: ["one name", "another name"].')
        for entry in np.ravel(value) if isinstance(value, np.ndarray) else value:
            if not isinstance(entry, Hashable) or entry not in set(known):
                raise NotYetError(f"{name} has {entry!r}. {_nearest(entry, known)}")
    _well_formed(answers)


@_of_a_task
def texts(**answers: object) -> None:
    """Check that the answers are text.

    >>> texts(number="123/4")
    The form of number is right. Your instructor's tests decide whether it is right.
    """
    for name, value in answers.items():
        if not isinstance(value, str) or not value.strip():
            raise NotYetError(f"{name} is {value!r}. Write text in quotation marks.")
    _well_formed(answers)


@_of_a_task
def gives(function: Callable[..., object], *arguments: object, result: object) -> None:
    """Check that a student's function works in one case. What it raises comes through.

    >>> gives(max, 3, 7, result=7)
    The form of max is right. Your instructor's tests decide whether it is right.
    >>> gives({}.update, result=7)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: update gives nothing back. It needs a line \
with 'return'.
    >>> gives(np.sum, [1, 2], result=4)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: sum([1, 2]) should give 4, but it gives 3.
    """
    name = getattr(function, "__name__", "")
    if not callable(function) or not name:
        raise NotYetError(
            f"a function should stand here, and it is {function!r}. Write 'def' before its name, "
            "and use the name for nothing else."
        )
    found = function(*arguments)
    if found is None:
        raise NotYetError(f"{name} gives nothing back. It needs a line with 'return'.")
    case = ", ".join(map(repr, arguments))
    if isinstance(found, _OF_ROWS):
        raise NotYetError(_not_one(f"{name}({case})", found, f"one value, here {result!r}"))
    if found != result:
        shown = found.item() if isinstance(found, np.generic) else found
        raise NotYetError(f"{name}({case}) should give {result!r}, but it gives {shown!r}.")
    _well_formed({name: function})


def expect(condition: object, message: str) -> None:
    """Check anything else; say `message` where it is not so.

    >>> expect(False, "Answer question 3 in the quiz above.")
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: Answer question 3 in the quiz above.
    """
    if not condition:
        raise NotYetError(message)


@_of_a_task
def at_once(right: object, hint: str, **answers: object) -> None:
    """Say whether the answers to a warm-up are right, which no other check does.

    >>> at_once(4, "Count the rows again.", states=4)
    Right: states is 4.
    >>> at_once(4, "Count the rows again.", states=52)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: states is 52, and that is not right. Count \
the rows again.
    """
    for name, value in answers.items():
        if isinstance(value, _OF_ROWS):
            raise NotYetError(_not_one(name, value, "one value"))
        if value is None or value != right:
            raise NotYetError(f"{name} is {value}, and that is not right. {hint}")
        print(f"Right: {name} is {value}.")


def _refuse_earlier_runs(names: set[str]) -> None:
    for name in sorted(names & not_finished()):
        raise NotYetError(
            f"the cell that sets {name} stopped with an error. Mend that cell and run it again, "
            "then run this check."
        )


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _no_number(name: str, value: object, wanted: str) -> str:
    """Say what to do with a value that should have been a number."""
    if isinstance(value, _MANY):
        return _not_one(name, value, wanted)
    if isinstance(value, str):
        word = value.strip().lower()
        digits = NUMBER_WORDS.index(word) if word in NUMBER_WORDS else number(value)
        if digits is not None:
            return f"{name} is text, {value!r}. Write it in digits without quotation marks."
    return f"{name} is {value!r}. Make it {wanted}."


def _not_one(name: str, values: Collection[object], wanted: str) -> str:
    """Say what to do with a list, a column or a table that stands where one value should."""
    if not isinstance(values, _OF_ROWS):
        return f"{name} is a list. Write {wanted}, without [ and ]."
    if isinstance(values, pd.DataFrame):
        return f"{name} is a whole table, and len() counts its rows. Make it {wanted}."
    counts = ".sum() counts the True in it" if values.dtype == bool else "len() counts its rows"
    return f"{name} is a whole column, and {counts}. Make it {wanted}."


def _nearest(value: object, known: Collection[object]) -> str:
    """Say which of the known names was meant, or where they stand."""
    if isinstance(value, str) and not any(isinstance(one, str) for one in known):
        return "Write a number, without quotation marks."
    letters = list(map(str, known))
    if all(len(one) == _LETTER for one in letters):
        return f"Write one of {', '.join(letters)}."
    return meant(value, known).lstrip() or "Spell it as in the table above."


def _well_formed(answers: Collection[str]) -> None:
    names = " and ".join(answers)
    they = "they are" if len(answers) > 1 else "it is"
    print(f"The form of {names} is right. Your instructor's tests decide whether {they} right.")
