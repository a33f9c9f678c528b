"""Values as bytes, between a process that may lie and one that must not believe it.

A test asks for names of a student's notebook. What they hold crosses as data: numbers, texts,
containers, dates, tables. Nothing in the bytes can name code, so no line of a student's runs
where they are read. Who writes may be hostile, so who reads trusts nothing: each length is held
against the bytes that are left, and depth, parts, integers and equal hashes have limits.

One message keeps who is who: a list that stands in two places arrives as one list, also where it
contains itself. What is no data (a function, an object of one's own class) becomes a `Reference`.
"""

import math
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from . import codec_forms as forms
from .codec_forms import (
    MOST_DEPTH,
    MOST_INTEGER,
    MOST_PARTS,
    TOO_DEEP,
    TOO_LARGE,
    CodecError,
    Reference,
)
from .codec_reader import COUNT, DOUBLE, FACTORIES, LONG, Reader

MOST_BYTES = 20_000_000
_LISTS = {list: b"[", deque: b"Q"}
_FIXED = {tuple: b"(", set: b"<", frozenset: b">"}
_DICTS = {dict: b"{", OrderedDict: b"O", Counter: b"C", defaultdict: b"D"}
_BASES = {
    int: int.__int__,
    float: float.__float__,
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
}  # how a value of a derived class is made one of the class itself


@dataclass(frozen=True)
class Missing:
    """Stands for a value that did not cross."""

    sentence: str


forms.register("missing", forms.Form(Missing, lambda one: [one.sentence], Missing, (str,)))


def encode(
    value: object,
    refer: Callable[[object], Reference],
    *,
    classes: Mapping[str, type] | None = None,
    slots: list[object] | None = None,
    most: int = MOST_BYTES,
) -> bytes:
    """Write a value as bytes.

    `refer` is asked about whatever is no data, and may raise CodecError. `classes` are the
    instructor's own: their instances cross, by name. `slots` are the objects that both sides know
    from earlier messages, in their order; it grows. Raises CodecError.

    >>> decode(encode([1, "two"], forms.refuse), forms.refuse)
    [1, 'two']
    """
    forms.learn()
    writer = _Writer(refer, classes or {}, [] if slots is None else slots, most)
    try:
        writer.put(value)
    except CodecError:
        raise
    except RecursionError:
        raise CodecError(TOO_DEEP) from None
    except Exception as error:  # noqa: BLE001 - an object of somebody else's may do anything
        message = f"It holds a value that cannot be handed to the test ({type(error).__name__})."
        raise CodecError(message) from None
    return bytes(writer.out)


def decode(
    data: bytes,
    resolve: Callable[[Reference], object],
    *,
    classes: Mapping[str, type] | None = None,
    slots: list[object] | None = None,
    most: int = MOST_BYTES,
) -> object:
    """Read a value from bytes that anybody may have written. Raises CodecError, and nothing else.

    >>> decode(b"a value that nobody wrote", forms.refuse)
    Traceback (most recent call last):
    unsigned_peace.grading.sandbox.inside.codec_forms.CodecError: It arrived damaged.
    """
    if len(data) > most:
        raise CodecError(f"It is larger than {most:,} bytes.")
    forms.learn()
    try:
        return Reader(data, resolve, classes or {}, [] if slots is None else slots).whole()
    except CodecError:
        raise
    except RecursionError:
        raise CodecError(TOO_DEEP) from None
    except Exception:  # noqa: BLE001 - bytes of a hostile writer may do anything
        raise CodecError(forms.DAMAGED) from None


class _Writer:
    """Writes one message."""

    def __init__(
        self,
        refer: Callable[[object], Reference],
        classes: Mapping[str, type],
        slots: list[object],
        most: int,
    ) -> None:
        self.out = bytearray()
        self._classes = {cls: name for name, cls in classes.items()}
        self._refer, self._slots, self._most = refer, slots, most
        self._numbers = {id(one): number for number, one in enumerate(slots)}
        self._kept: list[object] = []  # so that no address is used twice
        self._depth = self._parts = 0

    def _bytes(self, data: bytes) -> None:
        if len(self.out) + len(data) > self._most:
            raise CodecError(TOO_LARGE)
        self.out += COUNT.pack(len(data))
        self.out += data

    def put(self, value: object) -> None:
        """Write anything."""
        kind = type(value)
        if (name := forms.NAMES.get(id(value))) is not None:
            self.out += b"1"
            self._bytes(name)
        elif kind is int:
            self._put_int(value)
        elif kind is float and value == value:  # noqa: PLR0124 - each NaN is an object of its own
            self.out += b"f" + DOUBLE.pack(value)
        elif kind is str:
            self.out += b"s"
            self._bytes(value.encode("utf-8", "surrogatepass"))
        elif kind is bytes:
            self.out += b"b"
            self._bytes(value)
        elif (number := self._numbers.get(id(value))) is not None:
            self.out += b"=" + COUNT.pack(number)
        else:
            self._put_whole(value)

    def _put_int(self, value: int) -> None:
        if -(1 << 63) <= value < 1 << 63:
            self.out += b"i" + LONG.pack(value)
            return
        length = value.bit_length() // 8 + 1
        if length > MOST_INTEGER:
            raise CodecError(forms.TOO_LONG)
        self.out += b"I"
        self._bytes(value.to_bytes(length, "little", signed=True))

    def _put_whole(self, value: object) -> None:
        self._numbers[id(value)] = len(self._slots)
        self._slots.append(value)
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise CodecError(TOO_DEEP)
        kind, taken = forms.take(value, self._classes)
        if taken is not None:
            self.out += b"F"
            self._bytes(taken[0].encode())
            for items in taken[1:]:
                self._put_items(items)
        elif kind in _LISTS:
            self.out += _LISTS[kind]
            if kind is deque:
                self.put(value.maxlen)
            self._put_items([*kind.__iter__(value)])
        elif kind in _FIXED:
            self.out += _FIXED[kind]
            self._put_items([*kind.__iter__(value)])
        elif kind in _DICTS:
            self._put_dict(kind, value)
        elif kind in _BASES:
            base = _BASES[kind](value)
            self.out += b"p"
            if kind is float and math.isnan(base):
                self.out += b"f" + DOUBLE.pack(base)
            else:
                self.put(base)
        else:
            self.out += b"R"
            self._put_items([*vars(self._refer(value)).values()])
        self._depth -= 1

    def _put_dict(self, kind: type, value: dict) -> None:
        self.out += _DICTS[kind]
        if kind is defaultdict:
            made = value.default_factory
            self.put(next((name for name, one in FACTORIES.items() if one is made), None))
        pairs = [*kind.items(value)]
        self._put_items([key for key, _ in pairs])
        self._put_items([one for _, one in pairs])

    def _put_items(self, items: list[object]) -> None:
        self._kept.append(items)
        self._parts += len(items)
        if self._parts > MOST_PARTS or len(self.out) > self._most:
            raise CodecError(TOO_LARGE)
        self.out += COUNT.pack(len(items))
        kinds = set(map(type, items)) if len(items) > 7 else ()
        if kinds == {str}:
            self.out += b"s" + array("I", map(len, items)).tobytes()
            self._bytes("".join(items).encode("utf-8", "surrogatepass"))
        elif packed := _packed(items, kinds):
            self.out += packed
        else:
            self.out += b"m"
            for one in items:
                self.put(one)


def _packed(items: list[float], kinds: set[type]) -> bytes:
    """Pack numbers of one kind; nothing, if they differ, or one is too large or is no number."""
    if kinds == {float} and not math.isnan(sum(items)):
        return b"d" + array("d", items).tobytes()
    if kinds != {int}:
        return b""
    try:
        return b"q" + array("q", items).tobytes()
    except OverflowError:
        return b""
