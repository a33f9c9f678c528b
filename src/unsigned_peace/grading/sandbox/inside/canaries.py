"""The last check of a notebook: tests that have to fail are run, and their answers looked at."""

import ast
import sys

from .guard import Guard

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's


class Canaries:
    """What the code of the canaries calls, by names that nobody could know before.

    `look` takes an answer, looks at it and gives it back. `do` takes an order: the word 'survived'
    with the number of a canary that should have died, 'turn' with the number of the cell to whose
    tests, and names as they were, it goes on; 'fell' when a test has failed; and 'end'.
    """

    def __init__(self, guard: Guard, names: dict[str, object]) -> None:
        """Work in the namespace `names`."""
        self._guard, self._names = guard, names
        self.survivors: list[int] = []
        self.ended = False

    def look(self, answer: object) -> object:
        """Look at an answer of the notebook."""
        self._guard.look_at(answer)
        return answer

    def do(self, order: tuple[str, int]) -> None:
        """Carry out an order."""
        word, number = order
        match word:
            case "survived":
                self.survivors.append(number)
            case "turn":
                self._guard.cell = number
                self._names.update(self._guard.names_for(number))
            case "fell":
                self._guard.fell()
            case "end":
                self.ended = True


async def run_tests(code: str | ast.Module, file: str, names: dict[str, object]) -> None:
    """Run tests in the namespace `names`. As in a cell, they may wait for something.

    >>> import asyncio
    >>> names = {"asyncio": asyncio}
    >>> asyncio.run(run_tests("x = await asyncio.sleep(0, 7)", "<test>", names))
    >>> names["x"]
    7
    """
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    waits = eval(compile(code, file, "exec", flags=flags), names)  # noqa: S307 - tests
    if waits is not None:
        await waits
