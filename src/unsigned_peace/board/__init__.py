"""The evidence board: claims, evidence for and against, a verdict, and the outline of an essay."""

from unsigned_peace.board.board_cell import open_board

__all__ = ["open_board"]
