"""The form of a board: 29 points."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from unsigned_peace.board.board_model import Board, Case, Evidence, Side
from unsigned_peace.board.cautions import documents, of_case
from unsigned_peace.board.rows import Ledger, Row, ledger
from unsigned_peace.data.citations import ARTICLE
from unsigned_peace.shared.form_check import Check, part, whole

LEAST_PIECES = 4
EMPTY = "The board is empty. Open it in Part B, choose a claim and attach evidence."

_WEAK_REASONING = {"no reasoning", "copied reasoning", "short reasoning"}
_VERDICT = {  # what a verdict needs: the cautions that say it is missing, and its share
    "a judgement": ({"no judgement", "unknown judgement"}, 0.4),
    "how sure you are": ({"no sureness"}, 0.2),
    "a limit": ({"no limit"}, 0.4),
}


def of_board(board: Board) -> tuple[Check, ...]:
    """Check the form of a board.

    >>> sum(check.points for check in of_board(Board())), {one.earned for one in of_board(Board())}
    (29, {0})
    """
    known, case = ledger(), subject(board)
    rows = attached(case, known)
    return (
        _claim(case, known),
        _enough(rows),
        _both_sides(rows),
        _two_witnesses(rows.values()),
        _reasoning(case, rows, known),
        _verdict(case, rows, known),
    )


def subject(board: Board) -> Case:
    """Return the case that is checked: the one with the most evidence, the first of several.

    >>> subject(Board((Case("CLM-001"), Case("CLM-002", (Evidence("events", "E"),))))).claim_id
    'CLM-002'
    """
    return max(board.cases, key=lambda case: len(case.evidence), default=Case(""))


def attached(case: Case, known: Ledger) -> dict[Evidence, Row]:
    """Return the pieces of evidence of which the ledger has the row, each with its row.

    Evidence for a claim that the article does not make is evidence for nothing.

    >>> case = Case("CLM-001", (Evidence("events", "EVT-001"), Evidence("events", "no such row")))
    >>> [piece.row_id for piece in attached(case, ledger())]
    ['EVT-001']
    """
    pieces = case.evidence if case.claim_id in known.claims else ()
    found = ((piece, known.row(piece.table, piece.row_id)) for piece in pieces)
    return {piece: row for piece, row in found if row}


def _claim(case: Case, known: Ledger) -> Check:
    known_claim = case.claim_id in known.claims
    missing = f"There is no claim {case.claim_id}. Choose one on the board."
    if not case.claim_id:
        missing = EMPTY
    return whole("A claim of the article", 3, "" if known_claim else missing)


def _enough(rows: Mapping[Evidence, Row]) -> Check:
    share = min(len(rows), LEAST_PIECES) / LEAST_PIECES
    return part("At least four pieces of evidence", 6, share, f"You have {len(rows)}. Attach more.")


def _both_sides(rows: Mapping[Evidence, Row]) -> Check:
    sides = {piece.side for piece in rows}
    absent = " and none as ".join(side for side in Side if side not in sides)
    missing = f"No evidence as {absent}. Look for the best." if absent else ""
    return whole("Evidence on both sides", 5, missing)


def _two_witnesses(rows: Iterable[Row]) -> Check:
    """Ask for two pieces that share no document; the article is no witness in its own case."""
    cited = [documents(row) - {ARTICLE} for row in rows]
    two = any(one and other and not one & other for one, other in combinations(cited, 2))
    missing = "No two pieces rest on different documents. Look for a second witness."
    return whole("Two independent sources", 4, "" if two else missing)


def _reasoning(case: Case, rows: Mapping[Evidence, Row], known: Ledger) -> Check:
    weak = {
        caution.key: caution.message
        for caution in of_case(case, known)
        if caution.code in _WEAK_REASONING
    }
    share = sum(piece.key not in weak for piece in rows) / max(len(rows), LEAST_PIECES)
    missing = " ".join(weak.values()) or "Give a reason for each of at least four pieces."
    return part("A reason for each piece", 6, share, missing)


def _verdict(case: Case, rows: Mapping[Evidence, Row], known: Ledger) -> Check:
    name = "Judgement, how sure, limit"
    if not rows:  # a verdict on nothing is none
        return whole(name, 5, "First attach evidence. Then judge.")
    codes = {caution.code for caution in of_case(case, known)}
    absent = [what for what, (cautions, _) in _VERDICT.items() if codes & cautions]
    share = round(1 - sum(_VERDICT[what][1] for what in absent), 2)
    return part(name, 5, share, f"Give {', '.join(absent)}.")
