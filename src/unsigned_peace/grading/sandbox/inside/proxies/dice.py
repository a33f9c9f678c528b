"""Random numbers: both sides draw from one row, as in one process.

A student's function draws on where the test stands, and the test goes on where the function has
stopped. Where it stands is the test's choice alone, as with `random.seed(1)`: else a student's code
could let each number of the test be the same.
"""

import random
import sys
from collections.abc import Callable

from ..values.codec import encode, refuse

_MOST_DRAWN = 2000  # times 624 numbers


def random_state() -> tuple[object, object]:
    """Give the state of what draws at random, in Python and in numpy."""
    numpy = sys.modules.get("numpy")
    return random.getstate(), numpy and numpy.random.get_state()


def draw_on(known: object, state: object, use: Callable[..., bool], *, trusts: bool) -> None:
    """Go on from a state of the other side, which had the `known` one, or that of this side.

    Who does not `trust` it lets it choose another one only if the reference solution does.
    """
    if state is None or encode(state, refuse) == encode(known, refuse):
        return
    if not (trusts or only_drawn(known or random_state(), state) or use("random", "anew")):
        return
    if use("random"):
        plain, numpys = state
        random.setstate(plain)
        if numpys and "numpy" in sys.modules:
            sys.modules["numpy"].random.set_state(numpys)


def only_drawn(old: tuple, new: tuple) -> bool:
    """Say whether random numbers were drawn since, or where they stand was chosen.

    >>> before, _ = random_state(), random.random()
    >>> only_drawn(before, random_state())
    True
    """
    both = [(one, other) for one, other in zip(old, new, strict=True) if one and other]
    return all(_is_later(*map(_twister, pair)) for pair in both)


def _twister(state: tuple) -> tuple[list[int], int, object]:
    """Give the words of a state of Python's or numpy's, which are alike, and what is left over."""
    if state[0] == "MT19937":
        _, words, at, *left = state
        return [*map(int, words)], at, left
    *words, at = state[1]
    return words, at, state[2]


def _is_later(old: tuple, new: tuple) -> bool:
    (words, at, left), (wanted, wanted_at, wanted_left) = old, new
    known = wanted_left in (left, None, [0, 0.0])
    if words == wanted:
        return known and at <= wanted_at
    dice = random.Random()  # noqa: S311 - those of the test, once more
    dice.setstate((3, (*words, len(words)), None))
    for _ in range(_MOST_DRAWN):
        dice.getrandbits(32 * len(words))
        if [*dice.getstate()[1][:-1]] == wanted:
            return known
    return False
