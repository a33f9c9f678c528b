"""Lanes of the position ladder: one for each party on each rung. Pure arithmetic, in inches."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from unsigned_peace.figures.position_rungs import Ladder

ROW = 0.135
LANE_GAP = 0.1
RUNG_GAP = 0.12
MARK = 0.13  # two marks nearer than this stand in two rows
QUESTION_MARK = 0.09


@dataclass(frozen=True)
class LadderLane:
    """A party on a rung: its place from the bottom, in inches, and its marks with their rows."""

    party: str
    code: int
    bottom: float
    height: float
    marks: pd.DataFrame  # with `x` and `row`

    def y(self, row: int = 0) -> float:
        """Return the height of a row above the bottom of the axes."""
        return self.bottom + LANE_GAP / 2 + (row + 0.5) * ROW


def lanes_of(
    ladder: Ladder,
    found: pd.DataFrame,
    order: Sequence[str],
    first: pd.Timestamp,
    scale: float,
) -> list[LadderLane]:
    """Give every party on every rung a lane, high enough for marks that stand close together.

    Args:
        ladder: The rungs.
        found: The marks, from `position_rungs.marks`.
        order: The parties, the uppermost lane of a rung first.
        first, scale: The day at the left edge, and inches a day.

    >>> from unsigned_peace import data
    >>> from unsigned_peace.figures import position_rungs
    >>> ladder = position_rungs.ladder(data.positions(), "straits")
    >>> marks = position_rungs.marks(ladder.positions)
    >>> lanes = lanes_of(ladder, marks, ["Japan", "USSR"], marks["date"].min(), 0.01)
    >>> [(lane.party, lane.code) for lane in lanes][:2]
    [('USSR', 0), ('Japan', 0)]
    """
    lanes, bottom = [], RUNG_GAP / 2
    parties = [party for party in reversed(order) if (found["party"] == party).any()]
    for code, _ in ladder.rungs:
        for party in parties:
            here = found[(found["code"] == code) & (found["party"] == party)]
            middle = here["date"] + (here["last"] - here["date"]) / 2
            here = here.assign(x=(middle - first).dt.days * scale)
            # What the line follows gets the row of the line.
            here = here.sort_values("setting", ascending=False, kind="stable")
            here = here.assign(row=_rows([*zip(here["x"], here["unsure"], strict=True)]))
            height = (here["row"].max() + 1 if len(here) else 1) * ROW + LANE_GAP
            lanes.append(LadderLane(party, code, bottom, height, here))
            bottom += height
        bottom += RUNG_GAP
    return lanes


def _rows(places: list[tuple[float, bool]]) -> list[int]:
    """Put each mark in the lowest row where it covers no other; a question mark needs more room."""
    taken: list[list[tuple[float, float]]] = []
    rows = []
    for x, unsure in places:
        end = x + MARK + (QUESTION_MARK if unsure else 0.0)
        row = next(
            (row for row, spans in enumerate(taken) if all(end <= a or x >= b for a, b in spans)),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append((x, end))
        rows.append(row)
    return rows
