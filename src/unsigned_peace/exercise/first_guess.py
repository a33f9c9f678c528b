"""A result that a problem set holds back until the student has written a guess.

It waits for a guess of any kind, right or wrong, and does not judge it: the guess is not marked,
and the same thing may be asked below. It raises nothing, so *Run All* goes on.
"""

import reprlib
from typing import TypeVar

Result = TypeVar("Result")


def after_guess(result: Result, **guess: object) -> Result | None:
    """Return a result and print the student's guess above it; or say that it waits for one.

    Args:
        result: what the cell shows, such as a table.
        guess: the guess, by its name. None and an empty text are no guess yet.

    >>> after_guess("a table", my_guess_1=None)
    The result waits for my_guess_1.
    In the cell above, write your guess in the place of None, and run that cell.
    Then run this cell again. Any guess will do: it is not marked.
    >>> after_guess("a table", my_guess_1=7)
    Your guess: 7. Does it hold?
    'a table'
    """
    for name, value in guess.items():
        if value is None or (isinstance(value, str) and not value.strip()):
            print(
                f"The result waits for {name}.\n"
                "In the cell above, write your guess in the place of None, and run that cell.\n"
                "Then run this cell again. Any guess will do: it is not marked."
            )
            return None
        print(f"Your guess: {reprlib.repr(value)}. Does it hold?")
    return result
