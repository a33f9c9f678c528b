"""The last check of a notebook: tests that have to fail are run, and their answers looked at."""

import sys

from .guard import Guard

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's


class Canaries:
    """What the code of the canaries calls, by a name that nobody could know before.

    Called with an answer it looks at it and gives it back. `append` takes the number of a canary
    that has survived. `turn` puts the names back to what they were when a test had run.
    """

    def __init__(self, guard: Guard, names: dict[str, object]) -> None:
        """Work in the namespace `names`."""
        self._guard, self._names = guard, names
        self.survivors: list[int] = []

    def __call__(self, answer: object) -> object:
        """Look at an answer of the notebook."""
        self._guard.look_at(answer)
        return answer

    def append(self, number: int) -> None:
        """Note a canary that should have died."""
        self.survivors.append(number)

    def turn(self, cell: int) -> None:
        """Turn to the tests of another cell."""
        self._guard.cell = cell
        self._names.update(self._guard.names_for(cell))

    def fell(self) -> None:
        """Note that a test has failed."""
        self._guard.fell()
