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
from unsigned_peace.two_islands.opening import play
from unsigned_peace.two_islands.reruns import what_if
from unsigned_peace.two_islands.store import GameStore
from unsigned_peace.two_islands.table import Table

__all__ = [
    "GameStore",
    "Table",
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
