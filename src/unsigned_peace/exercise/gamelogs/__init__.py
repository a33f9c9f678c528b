"""Logs of *Two Islands* that are handed in: their form, what they show, and a class in one picture.

In the notebook the checks tell the student what is still missing. When the work is graded, the same
checks give the points, in the grader's process and from the file that was handed in: see
`grading.game`. They look at the form alone. What a player understood is for a reader to say.
"""

from unsigned_peace.exercise.gamelogs.compare_history import (
    beside_history,
    last_offers,
    on_the_table,
)
from unsigned_peace.exercise.gamelogs.game_cells import check_game, my_game, saved_game
from unsigned_peace.exercise.gamelogs.log_form import doubts, of_game

__all__ = [
    "beside_history",
    "check_game",
    "doubts",
    "last_offers",
    "my_game",
    "of_game",
    "on_the_table",
    "saved_game",
]
