"""The statistics of items, an item being a task or a question. Pure functions.

*Difficulty* is the mean share of the points that were earned: 1 is easy. *Discrimination* is the
corrected item-total correlation: Pearson's r between the points of an item and the points of the
same students in all other items. The item itself is taken out of the total, because it would
correlate with itself (J. P. Guilford, "The correlation of an item with a composite of the remaining
items in a test", Educational and Psychological Measurement 13, 1953, pp. 87-93).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from statistics import StatisticsError, correlation

SMALL = 10  # with fewer students one of them can turn the numbers
FEWEST = 3  # two points always lie on a line

Points = Sequence[float | None]


@dataclass(frozen=True)
class ItemStatistics:
    """What can be said of one item; None where nothing can. `marked` counts the students."""

    marked: int
    difficulty: float | None
    discrimination: float | None


def difficulty(points: Sequence[float], worth: float) -> float | None:
    """Return the mean share of the points that were earned.

    >>> difficulty([0, 2, 4], worth=4)
    0.5
    >>> difficulty([], worth=4) is None
    True
    """
    return fsum(points) / len(points) / worth if points and worth else None


def discrimination(points: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return the correlation of an item with the rest of the points.

    None if there are fewer than three students, or if all have the same points in the item or in
    the rest.

    >>> round(discrimination([0, 1, 1], [1, 2, 3]), 2)
    0.87
    >>> discrimination([1, 1, 1], [1, 2, 3]) is None
    True
    """
    if len(points) < FEWEST:
        return None
    try:
        found = correlation([float(one) for one in points], [float(one) for one in rest])
    except StatisticsError:
        return None
    return max(-1.0, min(1.0, found))


def item_statistics(
    table: Mapping[str, Points], worth: Mapping[str, float]
) -> dict[str, ItemStatistics]:
    """Reckon every item of a table: item to the points of the students, in one order for all.

    None is a mark that is not given yet. The rest of an item is made of those other items that are
    marked for everybody, so that it means the same for all.

    >>> found = item_statistics({"a": [0, 2, 2], "b": [1, 2, 3]}, {"a": 2, "b": 4})
    >>> found["b"].marked, found["b"].difficulty, round(found["b"].discrimination, 2)
    (3, 0.5, 0.87)
    """
    whole = {item for item, points in table.items() if all(one is not None for one in points)}
    found = {}
    for item, points in table.items():
        others = [table[other] for other in table if other in whole and other != item]
        pairs = [
            (one, fsum(other[place] for other in others))
            for place, one in enumerate(points)
            if one is not None
        ]
        own = [one for one, _ in pairs]
        rest = [total for _, total in pairs]
        found[item] = ItemStatistics(
            len(own),
            difficulty(own, worth[item]),
            discrimination(own, rest) if others else None,
        )
    return found


def most_common(answers: Iterable[str], *, most: int = 5, least: int = 1) -> list[tuple[str, int]]:
    """Return the most common answers with their numbers; those of fewer than `least` are left out.

    Answers that are equally common come in the order of the alphabet.

    >>> most_common(["b", "a", "b", "c"], most=2)
    [('b', 2), ('a', 1)]
    """
    counted = sorted(Counter(answers).items(), key=lambda one: (-one[1], one[0]))
    return [one for one in counted if one[1] >= least][:most]
