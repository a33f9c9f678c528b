"""Quizzes: banks in YAML, scoring, the answer store and the widget that shows them."""

from unsigned_peace.quiz.api import open_bank, open_graded
from unsigned_peace.quiz.asked_again import review, warm_up
from unsigned_peace.quiz.bank import BankError, load
from unsigned_peace.quiz.course_progress import progress
from unsigned_peace.quiz.keyless import keyless
from unsigned_peace.quiz.two_readings import both_readings, own_words

__all__ = [
    "BankError",
    "both_readings",
    "keyless",
    "load",
    "open_bank",
    "open_graded",
    "own_words",
    "progress",
    "review",
    "warm_up",
]
