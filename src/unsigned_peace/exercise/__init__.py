"""What the notebooks of the problem sets use: sources, and checks of form that give no key away."""

from unsigned_peace.exercise.answer_form import (
    NotYetError,
    at_once,
    days,
    expect,
    gives,
    lists,
    names,
    numbers,
    percentages,
    texts,
    whole_numbers,
)
from unsigned_peace.exercise.feedback_sentence import said_of_error
from unsigned_peace.exercise.first_guess import after_guess
from unsigned_peace.exercise.searchable_tables import papers, verified
from unsigned_peace.exercise.source_documents import documents
from unsigned_peace.shared.dataframe_display import show_tables_in_full

__all__ = [
    "NotYetError",
    "after_guess",
    "at_once",
    "days",
    "documents",
    "expect",
    "gives",
    "lists",
    "names",
    "numbers",
    "papers",
    "percentages",
    "said_of_error",
    "show_tables_in_full",
    "texts",
    "verified",
    "whole_numbers",
]
