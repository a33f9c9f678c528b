"""What a call has changed in place: seen where it ran, and done again where it was asked for."""

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Mapping
from copy import copy

from . import codec_forms as forms
from .codec import encode
from .codec_forms import DAMAGED, CodecError

_TABLES = (dict, OrderedDict, Counter, defaultdict)
_ROWS = (list, deque, set)
_LIBRARY = {"numpy": ("ndarray", "MaskedArray"), "pandas": ("Series", "DataFrame")}


class Arguments:
    """The arguments of a call, and all in them that can be changed in place.

    Both sides find the same things in the same order: that is how one tells the other what has
    changed. What is only a part of a table or an array, or no data, is not among them.
    """

    def __init__(self, value: object, classes: Mapping[str, type]) -> None:
        """Look through `value`; `classes` are the instructor's."""
        self._own = {cls for cls in classes.values() if forms.is_filled(cls)}
        self._found: list[object] = []
        seen: set[int] = set()
        waiting = deque([value])
        while waiting:
            one = waiting.popleft()
            if id(one) in seen:
                continue
            seen.add(id(one))
            kind = type(one)
            if issubclass(kind, list | deque | tuple):
                waiting.extend(one)
            elif issubclass(kind, dict):
                waiting.extend(one.values())
            elif kind in self._own:
                waiting.extend(vars(one).values())
            if issubclass(kind, list | deque | dict | set | bytearray) or self._is_special(kind):
                self._found.append(one)

    def _is_special(self, kind: type) -> bool:
        names = _LIBRARY.get(kind.__module__.partition(".")[0], ())
        return kind in self._own or any(base.__name__ in names for base in kind.__mro__)

    def note(self) -> None:
        """Remember what everything holds now."""
        self._before = [self._held(one) for one in self._found]

    def _held(self, one: object) -> list[object] | None:
        if type(one) in _ROWS or type(one) is bytearray:
            return [*one]
        if type(one) in _TABLES:
            return [*one, *one.values()]
        if type(one) in self._own:
            return [*vars(one), *vars(one).values()]
        try:
            return [*encode(one, forms.refuse)]
        except CodecError:
            return None

    def changes(self) -> list[tuple[int, object]]:
        """Give what has changed since, by its place, with what it holds now.

        >>> rows = [3, 1]
        >>> arguments = Arguments((rows,), {})
        >>> arguments.note()
        >>> rows.sort()
        >>> arguments.changes()
        [(0, [1, 3])]
        """
        after = [self._held(one) for one in self._found]
        return [
            (number, {**vars(one)} if type(one) in self._own else copy(one))
            for number, one in enumerate(self._found)
            if not _same(self._before[number], after[number])
        ]

    def take(self, changed: list[object], *, put_back: bool) -> dict[int, object]:
        """Make things hold what they hold on the other side. Raises CodecError.

        Without `put_back` they stay as they are; then the answer has copies, by the addresses of
        the things, that hold it.
        """
        copies = {}
        for number, new in map(tuple, changed):
            if type(number) is not int or not 0 <= number < len(self._found):
                raise CodecError(DAMAGED)
            old = self._found[number]
            if not put_back:
                copies[id(old)] = old = copy(old)
            self._change(old, new)
        return copies

    def _change(self, old: object, new: object) -> None:
        kind = type(new)
        if type(old) in self._own and kind is dict:
            forms.fill(old, [*new], [*new.values()])
        elif not isinstance(old, kind):
            raise CodecError(DAMAGED)
        elif kind in (list, bytearray):
            kind.__setitem__(old, slice(None), new)
        elif kind in _TABLES or kind in _ROWS:
            kind.clear(old)
            (kind.extend if kind is deque else kind.update)(old, new)
        elif kind.__name__ in _LIBRARY["pandas"]:
            old._update_inplace(new)  # noqa: SLF001 - there is no public way to change all of it
        elif kind.__name__ in _LIBRARY["numpy"] and old.shape == new.shape:
            old[...] = new
        else:
            raise CodecError("An argument was changed in a way that cannot be shown to the test.")


def _same(old: list[object] | None, new: list[object] | None) -> bool:
    if old is None or new is None:
        return old is new
    return len(old) == len(new) and all(one is other for one, other in zip(old, new, strict=True))
