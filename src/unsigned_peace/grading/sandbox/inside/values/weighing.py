"""What many a comparison passes over: what holds no values, or has masked or missing ones.

`assert_allclose` is true of an empty array, and `==` says nothing of what is masked. A row with the
name `equals` for `list` says yes to `row.equals(expected)`. So such values are taken only where the
reference solution has some.
"""

import datetime as dt
import numbers
import sys
from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from functools import partial
from itertools import islice

from .codec import Missing
from .gaps import UNSURE, fields_of, gaps_in, library_of
from .value_forms import FILLED, SINGLES, CodecError, expect, state_of

_ROWS = (list, tuple, set, frozenset, deque, type({}.keys()), type({}.values()))
_SINGLE = (numbers.Number, str, bytes, dt.date, dt.time, dt.timedelta)
_PLAIN = (int, str, bool, type(None))
_SCALAR = (*_PLAIN, float)
_BUFFERS = (array, bytearray, memoryview)  # numpy takes them for arrays
_MAKE_ROWS = {f"class {one.__name__}" for one in (range, list, tuple, set, frozenset, bytearray)}
_CATCH_ALL = AssertionError.__mro__[:-1]
_DEEPEST, _MOST_NAMED, _MOST_PLACES, _LETTERS = 4, 12, 400, 40


def weigh(name: str, value: object, use: Callable[..., bool]) -> None:
    """Refuse what many a comparison takes for equal: nothing for a number, hidden values.

    `use` says whether the reference solution had such a thing, too. Raises CodecError.
    """
    if type(value) is Missing:
        raise CodecError(value.sentence)
    if not name:  # the files that a student's code has written
        return
    given = name.endswith("__next__") and _is_nothing(value)
    if given and not use("no", "a number", name) and not use("empty parts"):
        raise CodecError("It gives what is empty; the test expects values.")
    _refuse_empty(name, value, use)
    found = [*_all_in(value)]
    # Who writes a class of one's own in the place of a named tuple has its fields as attributes.
    for field in {field for one in found for field in getattr(type(one), "_fields", ())}:
        use("object"), use("get", field)
    gaps = {*map(gaps_in, found)} - {""}
    if gaps and not use("gaps", name):
        expect(
            "hidden" not in gaps,
            "It holds values that are masked or missing; the test expects all.",
        )
        use(UNSURE)
    for is_odd, what in _ODD:
        if any(map(is_odd, found)) and not use(what):
            raise CodecError(f"It is {what}; the test expects another kind of value.")
    for axes, word in enumerate(("a number", "a row")):
        if _is_guesses(value, axes) and not use("no", word, name) and use(word, name):
            raise CodecError(f"It is more than that; the test expects {word}.")


def _refuse_empty(name: str, value: object, use: Callable[..., bool]) -> None:
    """Refuse nothing for something, where the solution has that. Raises CodecError."""
    for word, place, fits, is_empty in _emptiness(value):
        if is_empty and place.endswith("[*]"):
            use("empty parts")
        if fits:
            use(word, f"{name}{place}")
        elif is_empty and not use("no", word, f"{name}{place}") and use(word, f"{name}{place}"):
            raise CodecError(f"It is empty; the test expects {word}.")


def single(use: Callable[..., bool], name: str) -> object:
    """Give what there is only once, such as a class of Python's.

    `range` in the place of a function, where the reference solution had none, is a function that
    weighs what it makes. Its `lacking` gives what a dictionary lacks.
    """
    one = SINGLES[name]
    if name not in _MAKE_ROWS or use(name):
        return one

    def make(*args: object, asked: str = "call") -> object:
        weigh(asked, made := one(*args), use)
        return made

    make.lacking = partial(make, asked="__next__")
    return make


def is_emptied(before: object, now: object) -> bool:
    """Say whether nothing is left in what has held something: what a test says of all is true.

    >>> is_emptied([1], []), is_emptied([], [])
    (True, False)
    """
    sized = isinstance(before, Sized) and isinstance(now, Sized) and _depth(before) == _depth(now)
    return sized and getattr(before, "ndim", 1) > 0 and len(before) > len(now) == 0


def _is_number(value: object) -> bool:
    return isinstance(value, numbers.Number) and not isinstance(value, bool)


def _is_single(value: object) -> bool:
    """Say whether this is one value: a number, a truth, a text or a moment."""
    return isinstance(value, _SINGLE) or (
        library_of(value) == "numpy" and getattr(value, "ndim", 1) == 0
    )


def _is_hollow(value: object) -> bool:
    """Say whether this is an array or a table of nothing: it is equal to every text."""
    return bool(library_of(value)) and getattr(value, "size", 1) == 0


def _is_row(value: object) -> bool:
    return isinstance(value, (*_ROWS, range)) or _depth(value) > 0


def _depth(value: object) -> int:
    """Count the axes of an array or a table; 0 is all else."""
    return getattr(value, "ndim", 0) if library_of(value) else 0


def _parts_of(value: object) -> list[object]:
    """Give what a row, a dictionary, an array of objects or a table holds."""
    if isinstance(value, dict):
        return [*value.values()]
    if isinstance(value, _ROWS):
        return [*value]
    if library_of(value) and type(value).__name__ == "DataFrame":
        return [part for at in range(value.shape[1]) for part in _parts_of(value.iloc[:, at])]
    if fields := fields_of(value):
        return [value[name] for name in fields]
    if library_of(value) and getattr(getattr(value, "dtype", None), "kind", "") == "O":
        return sys.modules["numpy"].asarray(value).ravel().tolist()
    return []


def _is_nothing(value: object, _outer: tuple[int, ...] = ()) -> bool:
    """Say whether this holds no value, at whatever depth: a row of empty rows, no text."""
    if type(value) in _SCALAR or isinstance(value, dict):
        return False
    if isinstance(value, (range, *_BUFFERS)):
        return not len(value)
    if _is_hollow(value):
        return True
    parts, inner = _parts_of(value), (*_outer, id(value))
    empty = all(id(one) in inner or _is_nothing(one, inner) for one in parts)
    return empty and (bool(parts) or isinstance(value, _ROWS))


def _emptiness(value: object) -> Iterator[tuple[str, str, bool, bool]]:
    """Say, in words of what a test may expect, whether a value is that, and whether it is empty.

    The same for what it holds: each place that has a name of its own, as `[n]`, and all of them
    together, `[*]`.
    """
    places: dict[str, Sequence[object]] = {"": [value]}
    for _ in range(_DEEPEST):
        for place, held in places.items():
            for word, words, fits, is_empty in _EXPECTED:
                fit = all(map(fits, held))
                empty = not fit and any(map(is_empty, held))
                if fit or empty:
                    yield words if place.endswith("[*]") else word, place, fit, empty
        if not (places := _places_in(places)):
            return


def _places_in(outer: Mapping[str, Sequence[object]]) -> dict[str, Sequence[object]]:
    """Give what stands in each place of things; of plain ones of a kind, only one."""
    found: dict[str, dict[object, object]] = defaultdict(dict)
    for place, held in outer.items():
        for one in held:
            parts = _inside(one) if type(one) not in _SCALAR else {}
            named = len(parts) <= _MOST_NAMED and len(found) < _MOST_PLACES
            for key, part in parts.items():
                same = type(part) if type(part) in _SCALAR else id(part)
                found[f"{place}[*]"][same] = part
                if named:
                    found[f"{place}[{str(key)[:_LETTERS]}]"][same] = part
    return {place: [*held.values()] for place, held in found.items() if held}


def _inside(value: object) -> dict[object, object]:
    """Give what a value holds, by its key, its place in a row, or its name in an object."""
    if isinstance(value, dict):
        return value
    return state_of(value) if type(value) in FILLED else dict(enumerate(_parts_of(value)))


def _has_names(value: object) -> bool:
    return bool(value) if isinstance(value, dict) else type(value) in FILLED


def _axes(value: object, deepest: int = _DEEPEST) -> int:
    """Count the axes of what is filled: 1 is a row, 2 is a table."""
    if library_of(value):
        return _depth(value) if getattr(value, "size", 0) else 0
    parts = [*islice(value, _MOST_NAMED)] if isinstance(value, _ROWS) else []
    if not deepest or not parts:
        return 0
    inner = {0 if _is_single(one) else _axes(one, deepest - 1) or _DEEPEST for one in parts}
    return 1 + inner.pop() if len(inner) == 1 else 0


def _is_stretched(value: object, axes: int) -> bool:
    """Say whether this is nothing with more axes: it is equal to all that has fewer."""
    return _is_hollow(value) and _depth(value) > axes


def _is_guesses(value: object, axes: int) -> bool:
    """Say whether this is an array of more axes, or a column: of many guesses one is right."""
    if _depth(value) > axes:
        return (len(value) if axes else value.size) > 1
    rows = isinstance(value, list) and axes == 1 and len(value) > 1
    return rows and all(isinstance(one, list) and len(one) == 1 for one in value)


def _is_filled(value: object) -> bool:
    return bool(_depth(value) and value.size) and not any(map(_is_row, _parts_of(value)))


def _has_gaps(value: object) -> bool:
    rows = _depth(value) > 0 and len(value) > 0
    return rows and (not value.size or any(map(_is_nothing, _parts_of(value))))


def _acts(value: object) -> bool:
    """Say whether something in it has a name like that of a method, and can be called."""
    named = hasattr(value, "_fields") or bool(library_of(value))
    return named and any(map(callable, _parts_of(value)))


def _catches_all(value: object) -> bool:
    """Say whether no assertion of a test comes through `except value`."""
    return isinstance(value, type) and value in _CATCH_ALL


def _all_in(value: object) -> Iterator[object]:
    """Yield a value and all in it, at whatever depth; but not what is in plain ones."""
    seen, waiting = set(), [value]
    while waiting:
        one = waiting.pop()
        if type(one) not in _PLAIN and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting.extend(_inside(one).values())
            if library_of(one) == "pandas":  # the labels of a table
                waiting.extend(getattr(one, "axes", ()))


_ODD = ((_acts, "a row with functions"), (_catches_all, "a class that catches all errors"))
# What a test may expect, of one and of several; what is that; what is taken for it and is empty.
_EXPECTED = (
    ("a number", "numbers", _is_number, _is_nothing),
    ("a value", "values", _is_single, _is_hollow),
    ("a row", "rows", lambda one: _axes(one) == 1, lambda one: _is_stretched(one, 1)),
    ("a table", "tables", lambda one: _axes(one) == 2, lambda one: _is_stretched(one, 2)),
    ("named values", "named values", _has_names, _is_hollow),
    ("filled cells", "filled cells", _is_filled, _has_gaps),
)
