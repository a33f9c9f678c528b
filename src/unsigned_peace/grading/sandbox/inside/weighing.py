"""What many a comparison passes over: what holds no values, or has masked or missing ones.

`assert_allclose` is true of an empty array, and `==` says nothing of what is masked. A row with the
name `equals` for `list` says yes to `row.equals(expected)`. So such values are taken only where the
reference solution has some.
"""

import datetime as dt
import numbers
import sys
from collections import deque
from collections.abc import Callable, Iterator

from .codec import Missing
from .value_forms import CodecError

_ROWS = (list, tuple, set, frozenset, deque, type({}.keys()), type({}.values()))
_SINGLE = (numbers.Number, str, bytes, dt.date, dt.time, dt.timedelta)
_PLAIN = (int, str, bool, type(None))
_SCALAR = (*_PLAIN, float)


def weigh(name: str, value: object, use: Callable[..., bool]) -> None:
    """Refuse what many a comparison takes for equal: nothing for a number, hidden values.

    `use` says whether the reference solution had such a thing, too. Raises CodecError.
    """
    if type(value) is Missing:
        raise CodecError(value.sentence)
    for word, fits, is_empty in emptiness(value):
        if fits:
            use(word, name)
        elif is_empty and not use("no", word, name) and use(word, name):
            raise CodecError(f"It is empty; the test expects {word}.")
    if (gaps := gaps_in(value)) and not use("gaps", name) and gaps == "hidden":
        raise CodecError("It holds values that are masked or missing; the test expects all.")
    if acts(value) and not use("row with functions"):
        raise CodecError("It is a row with functions; the test expects another kind of value.")


def is_number(value: object) -> bool:
    """Say whether this is a number, and no truth."""
    return isinstance(value, numbers.Number) and not isinstance(value, bool)


def is_single(value: object) -> bool:
    """Say whether this is one value: a number, a truth, a text or a moment."""
    return isinstance(value, _SINGLE) or (
        _library_of(value) == "numpy" and getattr(value, "ndim", 1) == 0
    )


def is_hollow(value: object) -> bool:
    """Say whether this is an array or a table of nothing: it is equal to every text, element-wise.

    >>> is_hollow("")
    False
    """
    return bool(_library_of(value)) and getattr(value, "size", 1) == 0


def parts_of(value: object) -> list[object]:
    """Give what a row, a dictionary, an array of objects or a table holds."""
    if isinstance(value, dict):
        return [*value.values()]
    if isinstance(value, _ROWS):
        return [*value]
    if _library_of(value) and type(value).__name__ == "DataFrame":
        return [part for at in range(value.shape[1]) for part in parts_of(value.iloc[:, at])]
    if fields := _fields_of(value):
        return [value[name] for name in fields]
    if _library_of(value) and getattr(getattr(value, "dtype", None), "kind", "") == "O":
        return sys.modules["numpy"].asarray(value).ravel().tolist()
    return []


def is_nothing(value: object, _outer: tuple[int, ...] = ()) -> bool:
    """Say whether this holds no value, at whatever depth.

    >>> is_nothing([[], range(0)]), is_nothing([0]), is_nothing("")
    (True, False, False)
    """
    if type(value) in _SCALAR or isinstance(value, dict):
        return False
    if isinstance(value, range):
        return not len(value)
    if is_hollow(value):
        return True
    parts, inner = parts_of(value), (*_outer, id(value))
    empty = all(id(one) in inner or is_nothing(one, inner) for one in parts)
    return empty and (bool(parts) or isinstance(value, _ROWS))


def emptiness(value: object) -> Iterator[tuple[str, bool, bool]]:
    """Say, in words of what a test may expect, whether a value is that, and whether it is empty.

    >>> [*emptiness(["a", range(0)])][1]
    ('numbers', False, True)
    """
    rows = parts_of(value)
    for word, parts, fits, is_empty in (
        ("a number", [value], is_number, is_nothing), ("numbers", rows, is_number, is_nothing),
        ("a value", [value], is_single, is_hollow), ("values", rows, is_single, is_hollow),
    ):  # fmt: skip
        fit = bool(parts) and all(map(fits, parts))
        yield word, fit, not fit and any(map(is_empty, parts))
    if _library_of(value) and getattr(value, "ndim", 0) and len(value):
        fit = bool(value.size) and not any(map(_is_row, rows))
        yield "filled cells", fit, not fit and (not value.size or any(map(is_nothing, rows)))


def _is_row(value: object) -> bool:
    return isinstance(value, (*_ROWS, range)) or (
        bool(_library_of(value)) and getattr(value, "ndim", 0) > 0
    )


def gaps_in(value: object) -> str:
    """Say what is missing: "hidden", where a comparison says nothing of it, "seen", or "".

    >>> gaps_in([1.0, float("nan")]), gaps_in({"a": 1})
    ('seen', '')
    """
    found = {*map(_gaps, _all_in(value))}
    return next((word for word in ("hidden", "seen") if word in found), "")


def acts(value: object) -> bool:
    """Say whether something in it has a name like that of a method, and can be called.

    >>> from collections import namedtuple
    >>> acts(namedtuple("Table", "equals")(list)), acts([list])
    (True, False)
    """
    named = (one for one in _all_in(value) if hasattr(one, "_fields") or _library_of(one))
    return any(callable(part) for one in named for part in parts_of(one))


def _all_in(value: object) -> Iterator[object]:
    """Yield a value and all in it, at whatever depth; but not what is in plain ones."""
    seen, waiting = set(), [value]
    while waiting:
        one = waiting.pop()
        if type(one) not in _PLAIN and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting.extend(parts_of(one))


def _gaps(value: object) -> str:
    if type(value) is float:
        return "seen" if value != value else ""  # noqa: PLR0124 - NaN is not itself
    library, numpy = _library_of(value), sys.modules.get("numpy")
    if _fields_of(value):
        return ""  # each of them is looked at
    if library == "numpy" and isinstance(value, numpy.ndarray | numpy.generic):
        if numpy.ma.getmaskarray(value).any():
            return "hidden"
        return "seen" if value.dtype.kind in "fcmM" and (value != value).any() else ""  # noqa: PLR0124
    if library == "pandas" and type(value).__name__ != "MultiIndex":
        pandas = sys.modules["pandas"]
        table = type(value).__name__ == "DataFrame"
        kinds = value.dtypes if table else [getattr(value, "dtype", None)]
        if numpy.any(pandas.isna(value)):
            marks = [value, *(getattr(one, "na_value", None) for one in kinds)]
            return "hidden" if any(one is pandas.NA for one in marks) else "seen"
    return ""


def _fields_of(value: object) -> tuple[str, ...]:
    """Name the fields of an array of records."""
    kind = getattr(value, "dtype", None) if _library_of(value) == "numpy" else None
    return getattr(kind, "names", None) or ()


def _library_of(value: object) -> str:
    library = type(value).__module__.partition(".")[0]
    return library if library in ("numpy", "pandas") and library in sys.modules else ""
