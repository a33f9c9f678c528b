"""The evidence board: claims, evidence for and against, a verdict, and the outline of an essay."""

from unsigned_peace.board.board_cell import open_board
from unsigned_peace.board.board_model import Board, Case, Evidence, Side
from unsigned_peace.board.cautions import Caution, warnings
from unsigned_peace.board.essay import outline, references, source_ids
from unsigned_peace.board.form import BoardError, form_problems, load
from unsigned_peace.board.rows import Ledger, ledger

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
    "open_board",
    "outline",
    "references",
    "source_ids",
    "warnings",
]
