"""What a solution leaves alone of a table or a dictionary of the instructor's."""

import sys
from collections.abc import Callable
from copy import copy
from typing import Any

from .codec import encode, refuse
from .gaps import library_of
from .value_forms import CodecError, expect

_ALL, _LETTERS = "", 80
_NOT_THE_SAME = "It is no longer what was given."


def parts_changed(ours: Any, theirs: Any) -> list[str]:  # noqa: ANN401
    """Name the columns or keys in which `theirs` is not as `ours`; "" stands for all of it.

    >>> parts_changed({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}), parts_changed([1], [1, 2])
    (["'b'", "'c'"], [''])
    """
    if not _has_parts(ours):
        return [] if _is_same(ours, theirs) else [_ALL]
    if type(ours) is not type(theirs) or not _has_same_rows(ours, theirs):
        return [_ALL]
    return [
        _named(key)
        for key in _keys(ours, theirs)
        if key not in ours or key not in theirs or not _is_same(ours[key], theirs[key])
    ]


def restored(ours: Any, theirs: Any, may: Callable[[str], bool]) -> object:  # noqa: ANN401
    """Give `theirs` where what a solution `may` not change is as in `ours`. Raises CodecError.

    >>> restored({"a": 1, "b": 2}, {"a": 7, "b": 3, "c": 4}, lambda part: part == "'b'")
    {'a': 1, 'b': 3, 'c': 4}
    """
    if may(_ALL) or not _has_parts(ours):
        return theirs
    expect(type(ours) is type(theirs), _NOT_THE_SAME)
    made = copy(ours)
    try:
        for key in _keys(ours, theirs):
            if key in theirs and (key not in ours or may(_named(key))):
                made[key] = theirs[key]
            elif key not in theirs and may(_named(key)):
                del made[key]
    except Exception:  # noqa: BLE001 - a table of a student's may have a column twice, say
        raise CodecError(_NOT_THE_SAME) from None
    return made


def _keys(ours: Any, theirs: Any) -> list[object]:  # noqa: ANN401
    return [*dict.fromkeys([*ours.keys(), *theirs.keys()])]


def _has_parts(value: object) -> bool:
    pandas = sys.modules.get("pandas")
    return isinstance(value, dict) or bool(pandas and isinstance(value, pandas.DataFrame))


def _has_same_rows(ours: Any, theirs: Any) -> bool:  # noqa: ANN401
    return isinstance(ours, dict) or _is_same(ours.index, theirs.index)


def _is_same(one: Any, other: Any) -> bool:  # noqa: ANN401
    kind = getattr(getattr(one, "dtype", None), "kind", "O")
    if kind != "O" and library_of(one) == "pandas" and type(one) is type(other):
        return one.equals(other)  # far faster for a long column
    try:
        return one is other or encode(one, refuse) == encode(other, refuse)
    except CodecError:
        return False


def _named(key: object) -> str:
    return repr(key)[:_LETTERS]
