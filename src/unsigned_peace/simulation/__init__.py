"""Two Islands: the talks of 1955-56 as a negotiation that can be played, replayed and graded.

Pure and deterministic: no widget, no figure, no clock. A move is made with `Record.make`, a side
reads its papers with `view`, a file is read with `load`.
"""

from unsigned_peace.simulation.engine import apply, objections
from unsigned_peace.simulation.game_record import SCRIPT, Record, new_game
from unsigned_peace.simulation.game_rules import (
    JAPAN,
    PARTIES,
    USSR,
    GameError,
    Rules,
    other,
    rules,
)
from unsigned_peace.simulation.game_scores import outcome, scorecard
from unsigned_peace.simulation.history import history, what_if
from unsigned_peace.simulation.legal import legal_moves, refusal
from unsigned_peace.simulation.log import LogError, load, replay, save, write
from unsigned_peace.simulation.move_words import course, describe
from unsigned_peace.simulation.moves import KINDS, Move, move, offer
from unsigned_peace.simulation.papers import Papers, seen_by, view
from unsigned_peace.simulation.scripts import choose
from unsigned_peace.simulation.state import GameState, instructions, start
from unsigned_peace.simulation.strategies import STRATEGIES
from unsigned_peace.simulation.survey import games, survey
from unsigned_peace.simulation.zone import zone

__all__ = [
    "JAPAN",
    "KINDS",
    "PARTIES",
    "SCRIPT",
    "STRATEGIES",
    "USSR",
    "GameError",
    "GameState",
    "LogError",
    "Move",
    "Papers",
    "Record",
    "Rules",
    "apply",
    "choose",
    "course",
    "describe",
    "games",
    "history",
    "instructions",
    "legal_moves",
    "load",
    "move",
    "new_game",
    "objections",
    "offer",
    "other",
    "outcome",
    "refusal",
    "replay",
    "rules",
    "save",
    "scorecard",
    "seen_by",
    "start",
    "survey",
    "view",
    "what_if",
    "write",
    "zone",
]
