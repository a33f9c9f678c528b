"""The evidence board: claims, evidence for and against, a verdict, and the outline of an essay."""

from unsigned_peace.board.cautions import Caution, warnings
from unsigned_peace.board.form import BoardError, form_problems, load
from unsigned_peace.board.ledger import Ledger, ledger
from unsigned_peace.board.model import Board, Case, Evidence, Side
from unsigned_peace.board.outline import outline, references

__all__ = [
    "Board",
    "BoardError",
    "Case",
    "Caution",
    "Evidence",
    "Ledger",
    "Side",
    "form_problems",
    "ledger",
    "load",
    "outline",
    "references",
    "warnings",
]
