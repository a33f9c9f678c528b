"""Quizzes: banks in YAML, scoring, the answer store and the widget that shows them."""

from unsigned_peace.quiz.asker import Asker, GradedAsker, open_bank, open_graded
from unsigned_peace.quiz.bank import BankError, load
from unsigned_peace.quiz.keyless import keyless
from unsigned_peace.quiz.scoring import Score, score, total
from unsigned_peace.quiz.standing import progress, review

__all__ = [
    "Asker",
    "BankError",
    "GradedAsker",
    "Score",
    "keyless",
    "load",
    "open_bank",
    "open_graded",
    "progress",
    "review",
    "score",
    "total",
]
