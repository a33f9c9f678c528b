"""Put marks and their labels on a lane so that none covers another. Pure arithmetic, in inches."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 0.07  # between a label and the next mark

Span = tuple[float, float]


@dataclass(frozen=True)
class LaneMark:
    """A mark on a lane: where it starts and ends, and how wide its two labels are."""

    start: float
    end: float
    full: float
    short: float


@dataclass(frozen=True)
class MarkPlace:
    """Where a mark went: its row, whether it got the full label, and on which side."""

    row: int
    full: bool = False
    left: bool = False


def pack(marks: Sequence[LaneMark], right_edge: float, more_rows: int = 0) -> tuple[MarkPlace, ...]:
    """Give every mark of a lane a row, and the full label where there is room for it.

    First all marks get a row with their short label, so that no mark is ever dropped or covered.
    Then each mark in its order gets the full label, to the right or else to the left, if some row
    has room. `more_rows` is how many rows the full labels may add.

    >>> marks = [LaneMark(0, 0.1, 2, 0.2), LaneMark(1, 1.1, 2, 0.2)]
    >>> pack(marks, right_edge=5)
    (MarkPlace(row=0, full=False, left=False), MarkPlace(row=0, full=True, left=False))
    >>> [place.full for place in pack(marks, right_edge=5, more_rows=1)]
    [True, True]
    """
    rows: list[dict[int, Span]] = []
    places: list[MarkPlace] = []
    for number, mark in enumerate(marks):
        beyond = _span(mark, MarkPlace(0))[1] > right_edge
        span = _span(mark, MarkPlace(0, left=beyond))
        row = next((row for row, taken in enumerate(rows) if _free(taken, span)), len(rows))
        if row == len(rows):
            rows.append({})
        rows[row][number] = span
        places.append(MarkPlace(row, left=beyond))
    rows.extend({} for _ in range(more_rows))
    for number, mark in enumerate(marks):
        del rows[places[number].row][number]
        places[number] = _roomier(mark, rows, right_edge) or places[number]
        rows[places[number].row][number] = _span(mark, places[number])
    return _without_empty_rows(places)


def height(places: Sequence[MarkPlace]) -> int:
    """Return how many rows are used.

    >>> height([MarkPlace(0), MarkPlace(2)])
    3
    """
    return max((place.row for place in places), default=0) + 1


def _span(mark: LaneMark, place: MarkPlace) -> Span:
    label = mark.full if place.full else mark.short
    if place.left:
        return mark.start - label - GAP, mark.end + GAP
    return mark.start, mark.end + label + GAP


def _free(taken: dict[int, Span], span: Span) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in taken.values())


def _roomier(
    mark: LaneMark, rows: Sequence[dict[int, Span]], right_edge: float
) -> MarkPlace | None:
    for left in (False, True):
        for row, taken in enumerate(rows):
            place = MarkPlace(row, full=True, left=left)
            span = _span(mark, place)
            if span[0] >= 0 and span[1] <= right_edge and _free(taken, span):
                return place
    return None


def _without_empty_rows(places: Sequence[MarkPlace]) -> tuple[MarkPlace, ...]:
    used = sorted({place.row for place in places})
    return tuple(MarkPlace(used.index(place.row), place.full, place.left) for place in places)
