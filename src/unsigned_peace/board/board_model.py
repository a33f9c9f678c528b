"""What lies on the evidence board: frozen dataclasses, and pure functions that change them.

A `Board` holds a `Case` for each claim that the student works on; a case holds pieces of
`Evidence`. A change returns a new board and never raises: what makes no sense leaves the board as
it is. What is still weak about a case is said by `cautions`, not forbidden here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

SURENESS = ("sure", "fairly sure", "not sure")
WEIGHTS = (1, 2, 3)


class Side(StrEnum):
    """Which way a piece of evidence pulls.

    >>> Side("support").other
    <Side.CHALLENGE: 'challenge'>
    """

    SUPPORT = "support"
    CHALLENGE = "challenge"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.CHALLENGE if self is Side.SUPPORT else Side.SUPPORT


class Key(NamedTuple):
    """Names a piece of evidence within a case: a row may lie once on each side.

    One document can cut both ways, with one passage for the claim and another against it.
    """

    table: str
    row_id: str
    side: Side


@dataclass(frozen=True)
class Evidence:
    """One row of the ledger, attached to a claim.

    Attributes:
        table: the row's table, such as `events`.
        row_id: the row's id, such as `EVT-041`.
        passage: the words that the student relies on; empty if the whole row is meant.
        side: support or challenge.
        weight: 1 (light) to 3 (heavy).
        reasoning: why it speaks for or against the claim.

    """

    table: str
    row_id: str
    passage: str = ""
    side: Side = Side.SUPPORT
    weight: int = 2
    reasoning: str = ""

    @property
    def key(self) -> Key:
        """What names this piece within its case."""
        return Key(self.table, self.row_id, self.side)


@dataclass(frozen=True)
class Case:
    """A claim of the article with the evidence about it, and the student's verdict.

    `judgement` is a word of the claims' verdict column, `sureness` one of `SURENESS`; both are
    empty until the student has chosen. `limit` says what the evidence cannot show.
    """

    claim_id: str
    evidence: tuple[Evidence, ...] = ()
    judgement: str = ""
    sureness: str = ""
    limit: str = ""

    def on(self, side: Side) -> tuple[Evidence, ...]:
        """Return the evidence on one side, in the order in which it was attached."""
        return tuple(piece for piece in self.evidence if piece.side is side)

    def find(self, key: Key) -> Evidence | None:
        """Return the piece of evidence of that key, or None."""
        return next((piece for piece in self.evidence if piece.key == key), None)

    @property
    def empty(self) -> bool:
        """Whether nothing was done about the claim yet."""
        return self == Case(self.claim_id)


@dataclass(frozen=True)
class Board:
    """The cases of one student, in the order in which they were begun."""

    cases: tuple[Case, ...] = ()

    def case(self, claim_id: str) -> Case:
        """Return the case of a claim; an empty one if it is not on the board.

        >>> Board().case("CLM-001").evidence
        ()
        """
        return next((case for case in self.cases if case.claim_id == claim_id), Case(claim_id))


def put(board: Board, case: Case) -> Board:
    """Return the board with a case new or replaced; an empty case leaves the board.

    >>> put(Board(), Case("CLM-001", limit="No minutes."))
    Board(cases=(Case(claim_id='CLM-001', evidence=(), judgement='', sureness='', \
limit='No minutes.'),))
    >>> put(put(Board(), Case("CLM-001", limit="No minutes.")), Case("CLM-001"))
    Board(cases=())
    """
    known = any(old.claim_id == case.claim_id for old in board.cases)
    cases = board.cases if known else (*board.cases, case)
    new = (case if old.claim_id == case.claim_id else old for old in cases)
    return Board(tuple(one for one in new if not one.empty))


def add(board: Board, claim_id: str, piece: Evidence, place: int | None = None) -> Board:
    """Attach a piece of evidence to a claim, at the end or at a place.

    Where that row lies on that side already, the board stays as it is.

    >>> board = add(Board(), "CLM-001", Evidence("events", "EVT-001"))
    >>> board.case("CLM-001").evidence[0].row_id, add(
    ...     board, "CLM-001", Evidence("events", "EVT-001", reasoning="Again.")
    ... ) == board
    ('EVT-001', True)
    """
    case = board.case(claim_id)
    if case.find(piece.key):
        return board
    place = len(case.evidence) if place is None else max(0, place)
    evidence = (*case.evidence[:place], piece, *case.evidence[place:])
    return put(board, replace(case, evidence=evidence))


def remove(board: Board, claim_id: str, key: Key) -> Board:
    """Take a piece of evidence off a claim.

    >>> piece = Evidence("events", "EVT-001")
    >>> remove(add(Board(), "CLM-001", piece), "CLM-001", piece.key)
    Board(cases=())
    """
    case = board.case(claim_id)
    left = tuple(piece for piece in case.evidence if piece.key != key)
    return put(board, replace(case, evidence=left))


def change(board: Board, claim_id: str, key: Key, new: Evidence) -> Board:
    """Put `new` in the place of a piece of evidence, which may move it to the other side.

    Where the piece is gone, or where `new` would lie on a side twice, the board stays as it is.

    >>> piece = Evidence("events", "EVT-001")
    >>> board = add(Board(), "CLM-001", piece)
    >>> change(board, "CLM-001", piece.key, replace(piece, weight=3)).case("CLM-001").evidence
    (Evidence(table='events', row_id='EVT-001', passage='', side=<Side.SUPPORT: 'support'>, \
weight=3, reasoning=''),)
    """
    case = board.case(claim_id)
    if new.key != key and case.find(new.key):
        return board
    evidence = tuple(new if piece.key == key else piece for piece in case.evidence)
    return put(board, replace(case, evidence=evidence))


def by_weight(pieces: Sequence[Evidence]) -> list[Evidence]:
    """Sort evidence, the heaviest first; equal weights keep their order.

    >>> [piece.weight for piece in by_weight([Evidence("t", "a"), Evidence("t", "b", weight=3)])]
    [3, 2]
    """
    return sorted(pieces, key=lambda piece: -piece.weight)
