"""What the notebooks of the problem sets use: checks of form, which give no key away."""

from unsigned_peace.exercise.answer_form import (
    NotYetError,
    days,
    expect,
    gives,
    lists,
    names,
    numbers,
    percentages,
    texts,
    whole_numbers,
    yes_or_no,
)

__all__ = [
    "NotYetError",
    "days",
    "expect",
    "gives",
    "lists",
    "names",
    "numbers",
    "percentages",
    "texts",
    "whole_numbers",
    "yes_or_no",
]
