"""Hand out a function without handing out what it belongs to.

A method leads to its object, and a function to the variables that it has kept. Of a generator
Python tells who looks into it.
"""

import sys
from collections.abc import Callable, Generator
from typing import Any

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's


def behind(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Give a way to call a function of one argument.

    >>> behind([3, 4].index)(4)
    1
    """
    calls = _calls(function)
    next(calls)
    return calls.send


def _calls(function: Callable[[object], object]) -> Generator[object, object, None]:
    given = yield
    while True:
        try:
            result = function(given)
        except Exception as error:  # noqa: BLE001 - it would end the generator
            result = error
        given = None
        given = yield result
