"""One thing to mend in the course, and how a command reports many of them."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend.

    Attributes:
        file: the file, seen from the root of the course.
        place: the row, cell, question or package inside it; empty if the whole file is meant.
        message: what is wrong, and what to do where that is not plain.

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


def print_problems(problems: Collection[Problem], *, command: str, sound: str) -> int:
    """Print every problem, a line each, or `sound` if there is none; return the exit code.

    >>> print_problems([], command="check-data", sound="The ledger is in order.")
    The ledger is in order.
    0
    >>> print_problems([Problem("01.yml", "", "is empty")], command="check-quizzes", sound="")
    01.yml: is empty
    1 problem(s). Correct them and run unsigned-peace check-quizzes again.
    1
    """
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problem(s). Correct them and run unsigned-peace {command} again.")
        return 1
    print(sound)
    return 0
