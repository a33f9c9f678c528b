"""How a class has changed between two tasks that ask for the same skills. Pure functions.

Half of a class takes paper A before and paper B after, the other half B before and A after. The
change of the class is the mean of the changes of both groups: if one paper is harder, this makes
one group look better and the other worse by as much, and falls out.

The interval is a percentile bootstrap (B. Efron, "Bootstrap methods: another look at the
jackknife", Annals of Statistics 7, 1979, pp. 1-26) of students within their groups.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from unsigned_peace.grading.report.statistics import FEWEST

BEFORE, AFTER = "-before", "-after"  # how the names of two such assignments end
WHOLE = "whole task"
GROUPS = (1, 2)
NO_GROUP = 0
_TRIES = 10_000
_MIDDLE = (2.5, 97.5)  # per cent of the tries
_SEED = 1956  # the same class gives the same interval


@dataclass(frozen=True)
class PairedMark:
    """What one student has earned in both tasks, by criterion. `group` is 1, 2 or not known."""

    group: int
    before: Mapping[str, float]
    after: Mapping[str, float]


@dataclass(frozen=True)
class ChangeRow:
    """The means of a group in one criterion or in all, and where the mean change may lie."""

    group: str
    what: str
    students: int
    before: float
    after: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """The mean change; above zero, the class did better after."""
        return self.after - self.before


def changes(marks: Sequence[PairedMark], criteria: Sequence[str]) -> list[ChangeRow]:
    """Return the change of the class: whole, by criterion, and of each group.

    A group of fewer than three is left out: its means would tell of single students.

    >>> three = [PairedMark(1, {"sourcing": 1.0}, {"sourcing": 3.0})] * 3
    >>> [row] = changes(three, ["sourcing"])
    >>> row.group, row.students, row.change
    ('group 1 alone', 3, 2.0)
    """
    found = {number: [one for one in marks if one.group == number] for number in GROUPS}
    groups = {number: some for number, some in found.items() if len(some) >= FEWEST}
    if not groups:
        return []
    both = len(groups) == len(GROUPS)
    name = "both groups" if both else f"group {next(iter(groups))} alone"

    def whole(points: Mapping[str, float]) -> float:
        return sum(points[criterion] for criterion in criteria)

    rows = [_row(name, WHOLE, list(groups.values()), whole)]
    if len(criteria) > 1:
        rows += [
            _row(name, one, list(groups.values()), lambda points, one=one: points[one])
            for one in criteria
        ]
    if both:
        rows += [_row(f"group {n}", WHOLE, [some], whole) for n, some in groups.items()]
    return rows


def _row(
    name: str,
    what: str,
    groups: Sequence[Sequence[PairedMark]],
    points: Callable[[Mapping[str, float]], float],
) -> ChangeRow:
    """Reckon one row; each group has the same weight."""
    before = [np.array([points(one.before) for one in some]) for some in groups]
    after = [np.array([points(one.after) for one in some]) for some in groups]
    chance = np.random.default_rng(_SEED)
    tries = [
        chance.choice(last - first, size=(_TRIES, len(first))).mean(axis=1)
        for first, last in zip(before, after, strict=True)
    ]
    low, high = np.percentile(np.mean(tries, axis=0), _MIDDLE)
    return ChangeRow(
        name,
        what,
        sum(map(len, groups)),
        float(np.mean([one.mean() for one in before])),
        float(np.mean([one.mean() for one in after])),
        float(low),
        float(high),
    )
