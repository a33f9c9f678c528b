"""*Two Islands* in a notebook: the game at the screen, and the debriefing after it.

`play()` opens or resumes the game that is saved beside the notebook. The other functions open when
that game has ended. The engine is `unsigned_peace.simulation`.
"""

from unsigned_peace.two_islands.debriefing import (
    course,
    game,
    moves,
    outcomes,
    papers,
    scorecard,
    zone,
)
from unsigned_peace.two_islands.game_cell import play
from unsigned_peace.two_islands.game_controller import GameController
from unsigned_peace.two_islands.game_store import GameStore
from unsigned_peace.two_islands.reruns import what_if

__all__ = [
    "GameController",
    "GameStore",
    "course",
    "game",
    "moves",
    "outcomes",
    "papers",
    "play",
    "scorecard",
    "what_if",
    "zone",
]
