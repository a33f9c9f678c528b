"""One check of form, with its points: what a fact-check or the log of a game must have."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing that work must have.

    Attributes:
        name: what it is.
        points: what it is worth.
        share: how much of it is there, from 0 to 1.
        missing: what the student should do next; empty if all of it is there.

    """

    name: str
    points: int
    share: float
    missing: str = ""

    @property
    def earned(self) -> float:
        """The points that are earned, to two decimal places.

        >>> Check("At least four pieces of evidence", 6, 3 / 4).earned
        4.5
        """
        return round(self.points * self.share, 2)


def whole(name: str, points: int, missing: str) -> Check:
    """Return a check that earns all its points, or none where something is missing.

    >>> whole("Evidence on both sides", 5, "No evidence in challenge.").earned
    0
    """
    return Check(name, points, 0 if missing else 1, missing)


def part(name: str, points: int, share: float, missing: str) -> Check:
    """Return a check that earns a part of its points; what is missing is said below 1 alone.

    >>> part("A reason for each piece", 6, 1, "FRD-48: no reasoning yet.").missing
    ''
    """
    return Check(name, points, share, missing if share < 1 else "")
