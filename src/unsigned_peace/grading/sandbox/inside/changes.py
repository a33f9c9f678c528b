"""What a call has changed in place: seen where it ran, and done again where it was asked for."""

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Mapping
from copy import copy

from . import codec_forms as forms
from .codec import encode
from .codec_forms import DAMAGED, CodecError

_TABLES = (dict, OrderedDict, Counter, defaultdict)
_SETS = (list, deque, set)


def contents(slots: list[object], classes: Mapping[str, type]) -> list[list[object] | None]:
    """Note what each thing holds that can be changed; None for what cannot.

    >>> contents([[1, 2], "a"], {})
    [[1, 2], None]
    """
    own = {cls for cls in classes.values() if forms.is_filled(cls)}
    return [_content(one, own) for one in slots]


def _content(one: object, own: set[type]) -> list[object] | None:
    kind = type(one)
    if kind in _SETS or kind is bytearray:
        return [*one]
    if kind in _TABLES:
        return [*one, *one.values()]
    if kind in own:
        return [*one.__dict__, *one.__dict__.values()]
    try:
        return [*encode(one, forms.refuse)] if _is_table(one) else None
    except CodecError:
        return None


def _is_table(one: object) -> bool:
    """Say whether it is one of numpy's or pandas' that can be changed."""
    return type(one).__name__ in ("ndarray", "MaskedArray", "Series", "DataFrame") and type(
        one
    ) in {form.kind for form in forms.FORMS.values()}


def changes(
    slots: list[object], before: list[list[object] | None], classes: Mapping[str, type]
) -> list[tuple[int, object]]:
    """Give what has changed since, by its place, with what it holds now."""
    after = contents(slots[: len(before)], classes)
    return [
        (
            number,
            {**vars(slots[number])} if _is_own(slots[number], classes) else copy(slots[number]),
        )
        for number, (old, new) in enumerate(zip(before, after, strict=True))
        if old is not None and (new is None or not _same(old, new))
    ]


def _is_own(one: object, classes: Mapping[str, type]) -> bool:
    return type(one) in classes.values()


def _same(old: list[object], new: list[object]) -> bool:
    return len(old) == len(new) and all(one is other for one, other in zip(old, new, strict=True))


def put_back(old: object, new: object) -> None:
    """Make the old thing hold what the new one holds. Raises CodecError.

    >>> rows = [3, 1]
    >>> put_back(rows, [1, 3])
    >>> rows
    [1, 3]
    """
    kind = type(new)
    if kind is dict and not isinstance(old, dict) and hasattr(old, "__dict__"):
        forms.fill(old, [*new], [*new.values()])
    elif not isinstance(old, kind):
        raise CodecError(DAMAGED)
    elif kind in (list, bytearray):
        kind.__setitem__(old, slice(None), new)
    elif kind in _TABLES or kind in _SETS:
        kind.clear(old)
        (kind.extend if kind is deque else kind.update)(old, new)
    elif kind.__name__ in ("Series", "DataFrame"):
        old._update_inplace(new)  # noqa: SLF001 - pandas has no public way to change all of it
    elif kind.__name__ in ("ndarray", "MaskedArray") and old.shape == new.shape:
        old[...] = new
    else:
        raise CodecError("An argument was changed in a way that cannot be shown to the test.")
