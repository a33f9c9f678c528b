"""What is wrong in a file of the course, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend.

    Attributes:
        file: the file, seen from the root of the course.
        place: the cell, package or line inside it; empty if the whole file is meant.
        message: what is wrong and what to do.

    """

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        """Write the problem in one line.

        >>> print(Problem("notebooks/01.ipynb", "cell s2-quiz", "holds outputs"))
        notebooks/01.ipynb: cell s2-quiz: holds outputs
        """
        return ": ".join(part for part in (self.file, self.place, self.message) if part)
