"""The visible checks of a problem set, which look at the form of an answer.

Each check takes the answers by name. It prints one line if all is well. If not, it raises
`NotYetError`, which a notebook shows as one sentence about what to do, without a traceback: the
reader may never have programmed. Whether an answer is right is for the hidden tests. These are
plain `assert` statements: a function could be replaced in a student's kernel too easily.
"""

from collections.abc import Callable, Collection, Iterable
from numbers import Integral, Real

import numpy as np
import pandas as pd

_A_DAY = 'Write a day as text, such as "1951-01-31".'


class NotYetError(AssertionError):
    """An answer has not the form that the task asks for."""

    def _render_traceback_(self) -> list[str]:
        """Give IPython, which looks for this name, the lines to show."""
        return [f"Not yet: {self}"]


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
            raise NotYetError(f"{name} is {value!r}. Make it a whole number, such as {example}.")
        if value < least:
            raise NotYetError(f"{name} is {value}. It cannot be less than {least}.")
        if most is not None and value > most:
            raise NotYetError(f"{name} is {value}. It cannot be more than {most}.")
    _well_formed(answers)


def numbers(**answers: object) -> None:
    """Check that the answers are positive numbers, whole or with decimals.

    >>> numbers(median_days=241.5)
    The form of median_days is right. Your instructor's tests decide whether it is right.
    """
    for name, value in answers.items():
        if not _is_number(value):
            raise NotYetError(f"{name} is {value!r}. Make it a number, such as 12 or 12.5.")
        if not value > 0:
            raise NotYetError(f"{name} is {value}. It has to be more than 0.")
    _well_formed(answers)


def percentages(**answers: object) -> None:
    """Check that the answers are per cent, not fractions of one.

    >>> percentages(share=0.2)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: share is 0.2. It is in per cent: a quarter \
is 25, not 0.25.
    """
    for name, value in answers.items():
        if not _is_number(value):
            raise NotYetError(f"{name} is {value!r}. Make it a number of per cent, such as 25.")
        if not 1 < value <= 100:
            raise NotYetError(f"{name} is {value}. It is in per cent: a quarter is 25, not 0.25.")
    _well_formed(answers)


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


def names(known: Collection[str], **answers: object) -> None:
    """Check that each answer is one name that stands in `known`.

    >>> names(["Japan", "Peru"], first="japan")
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: first is 'japan'. Spell it as in the table \
above.
    """
    for name, value in answers.items():
        if not isinstance(value, str):
            raise NotYetError(f'{name} is {value!r}. Write one name in quotation marks: "Peru".')
        if value not in set(known):
            raise NotYetError(f"{name} is {value!r}. Spell it as in the table above.")
    _well_formed(answers)


def lists(known: Collection[str], **answers: object) -> None:
    """Check that each answer is a list of names that stand in `known`.

    >>> lists(["2(b)", "3"], left_out=["2(b)", "N-99"])
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: left_out has 'N-99', which is not in the \
table above.
    """
    for name, value in answers.items():
        if not isinstance(value, list | tuple | set | pd.Series | np.ndarray):
            raise NotYetError(f'{name} is {value!r}. Write a list: ["one name", "another name"].')
        for entry in value:
            if entry not in set(known):
                raise NotYetError(f"{name} has {entry!r}, which is not in the table above.")
    _well_formed(answers)


def texts(**answers: object) -> None:
    """Check that the answers are text.

    >>> texts(number="123/4")
    The form of number is right. Your instructor's tests decide whether it is right.
    """
    for name, value in answers.items():
        if not isinstance(value, str) or not value.strip():
            raise NotYetError(f"{name} is {value!r}. Write text in quotation marks.")
    _well_formed(answers)


def yes_or_no(**answers: object) -> None:
    """Check that the answers are True or False.

    >>> yes_or_no(final=1)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: final is 1. Write True or False, without \
quotation marks.
    """
    for name, value in answers.items():
        if not isinstance(value, bool | np.bool_):
            raise NotYetError(f"{name} is {value!r}. Write True or False, without quotation marks.")
    _well_formed(answers)


def gives(function: Callable[..., object], *arguments: object, result: object) -> None:
    """Check that a student's function works in one case. What it raises comes through.

    >>> gives(max, 3, 7, result=7)
    The form of max is right. Your instructor's tests decide whether it is right.
    >>> gives({}.update, result=7)
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: update gives nothing back. It needs a line \
with 'return'.
    """
    name = function.__name__
    found = function(*arguments)
    if found is None:
        raise NotYetError(f"{name} gives nothing back. It needs a line with 'return'.")
    if found != result:
        case = ", ".join(map(repr, arguments))
        raise NotYetError(f"{name}({case}) should give {result!r}, but it gives {found!r}.")
    _well_formed({name: function})


def expect(condition: object, message: str) -> None:
    """Check anything else; say `message` where it is not so.

    >>> expect(False, "Answer question 3 in the quiz above.")
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: Answer question 3 in the quiz above.
    """
    if not condition:
        raise NotYetError(message)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _well_formed(answers: Collection[str]) -> None:
    names = " and ".join(answers)
    they = "they are" if len(answers) > 1 else "it is"
    print(f"The form of {names} is right. Your instructor's tests decide whether {they} right.")
