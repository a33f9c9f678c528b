"""Reads what `codec` has written, or somebody who does not mean well."""

from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from struct import Struct

from . import codec_forms as forms
from .codec_forms import (
    DAMAGED,
    MOST_CELLS,
    MOST_DEPTH,
    MOST_INTEGER,
    MOST_PARTS,
    TOO_DEEP,
    TOO_LARGE,
    CodecError,
    Reference,
    spread,
)

COUNT, LONG, DOUBLE = Struct("<I"), Struct("<q"), Struct("<d")
FACTORIES = {one.__name__: one for one in (list, dict, set, int, float, str, tuple, bool)}
_DICTS = {b"{": dict, b"O": OrderedDict, b"C": Counter, b"D": defaultdict}
_PENDING = object()


@dataclass(frozen=True)
class _Later:
    """Stands for a value that is being read."""

    number: int


class Reader:
    """Reads one message."""

    def __init__(
        self,
        data: bytes,
        resolve: Callable[[Reference], object],
        classes: Mapping[str, type],
        slots: list[object],
    ) -> None:
        """Start at the beginning; the rest is as for `codec.decode`."""
        self._at = 0
        self._slots = slots
        self._fixups: list[tuple[Callable, object, int]] = []
        self._classes = classes
        self._data, self._resolve = data, resolve
        self._depth = self._parts = self._cells = 0

    def _take(self, number: int) -> bytes:
        self._at += number
        if self._at > len(self._data):
            raise CodecError(DAMAGED)
        return self._data[self._at - number : self._at]

    def _number(self, form: Struct = COUNT) -> int:
        return form.unpack(self._take(form.size))[0]

    def _bytes(self) -> bytes:
        return self._take(self._number())

    def _text(self) -> str:
        return self._bytes().decode("utf-8", "surrogatepass")

    def whole(self) -> object:
        """Read the one value of the message."""
        value = self.value()
        for put, key, number in self._fixups:
            put(key, self._slots[number])
        if self._at != len(self._data):
            raise CodecError(DAMAGED)
        return value

    def value(self) -> object:
        """Read anything that is whole."""
        value = self._any()
        if type(value) is _Later:
            raise CodecError("It holds itself in a way that cannot be handed to the test.")
        return value

    def _any(self) -> object:  # noqa: PLR0911 - a table of tags
        match tag := self._take(1):
            case b"1":
                return forms.SINGLES[self._text()]
            case b"i":
                return self._number(LONG)
            case b"f":
                return self._number(DOUBLE)
            case b"s":
                return self._text()
            case b"b":
                return self._bytes()
            case b"I":
                data = self._bytes()
                if len(data) > MOST_INTEGER:
                    raise CodecError(forms.TOOLONG)
                return int.from_bytes(data, "little", signed=True)
            case b"=":
                number = self._number()
                return _Later(number) if self._slots[number] is _PENDING else self._slots[number]
            case _:
                return self._whole(tag)

    def _whole(self, tag: bytes) -> object:
        number = len(self._slots)
        self._slots.append(_PENDING)
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise CodecError(TOO_DEEP)
        value = self._read(tag, number)
        self._slots[number] = value
        self._depth -= 1
        return value

    def _read(self, tag: bytes, number: int) -> object:  # noqa: PLR0911 - the same
        match tag:
            case b"[" | b"Q":
                value = [] if tag == b"[" else deque(maxlen=self.value())
                self._slots[number] = value
                value.extend(self._items(value.__setitem__))
                return value
            case b"(":
                return tuple(self._items())
            case b"<" | b">":
                keys = spread(self._items())
                return _all_of(set(keys) if tag == b"<" else frozenset(keys), keys)
            case b"p":
                return self.value()
            case b"F":
                return self._form(number)
            case b"R":
                return self._resolve(_reference(self._items()))
            case _:
                return self._dict(_DICTS[tag], number)

    def _dict(self, kind: type, number: int) -> dict:
        value = kind()
        if kind is defaultdict and (factory := self.value()) is not None:
            value.default_factory = FACTORIES[factory]
        self._slots[number] = value
        keys = spread(self._items())
        values = self._items(lambda at, one: value.__setitem__(keys[at], one))
        for key, one in zip(keys, values, strict=True):
            value[key] = one
        return _all_of(value, keys)

    def _form(self, number: int) -> object:
        name = self._text()
        cls = self._classes.get(name[1:])
        if not (name.startswith(".") and cls is not None and forms.is_filled(cls)):
            value = forms.make(name, self._items(), cls)
            self._cells += getattr(value, "size", 0)
            if self._cells > MOST_CELLS:
                raise CodecError(TOO_LARGE)
            return value
        value = self._slots[number] = cls.__new__(cls)
        names = self._items()
        forms.fill(value, names, self._items(lambda at, one: forms.fill(value, [names[at]], [one])))
        return value

    def _items(self, later: Callable[[int, object], object] | None = None) -> list[object]:
        """Read several values; `later` puts one that is not yet whole where it belongs."""
        number = self._number()
        self._parts += number
        if self._parts > MOST_PARTS:
            raise CodecError(TOO_LARGE)
        match kind := self._take(1):
            case b"s":
                lengths = array("I", self._take(4 * number))
                text = self._text()
                if sum(lengths) != len(text):
                    raise CodecError(DAMAGED)
                ends = accumulate(lengths, initial=0)
                return [text[start:end] for start, end in pairwise(ends)]
            case b"d" | b"q":
                return array(kind.decode(), self._take(8 * number)).tolist()
            case b"m" if number <= len(self._data) - self._at:
                items = []
                for at in range(number):
                    one = self._any() if later else self.value()
                    if type(one) is _Later:
                        self._fixups.append((later, at, one.number))
                    items.append(one)
                return items
            case _:
                raise CodecError(DAMAGED)


def _reference(items: list[object]) -> Reference:
    """Read a reference; each of its parts has the type that it should have."""
    kinds = (str, int, str, str, str, str, str)
    if len(items) != 8 or any(
        type(one) is not kind for one, kind in zip(items, kinds, strict=False)
    ):
        raise CodecError(DAMAGED)
    return Reference(*items)


def _all_of(value: object, keys: list[object]) -> object:
    if len(value) != len(keys):
        raise CodecError(DAMAGED)
    return value
