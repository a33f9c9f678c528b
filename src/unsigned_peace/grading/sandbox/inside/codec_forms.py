"""How values that are no containers are taken apart into simpler ones, and made again."""

import builtins
import datetime as dt
import math
import re
import sys
import zoneinfo
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import PosixPath, PurePosixPath
from types import UnionType
from typing import Any, NoReturn

MOST_PARTS = 2_000_000
MOST_DEPTH = 100
MOST_INTEGER = 100_000  # bytes, some 240,000 digits
MOST_ALIKE = 32  # keys of one hash
_MOST_IN_A_FRACTION = 2_000  # bytes: to shorten it takes the square of that
MOST_CELLS = 20_000_000  # of all tables and arrays
_MOST_NAMED = 100  # kinds of named tuples
DAMAGED = "It arrived damaged."
TOO_LARGE = "It is too large to be handed to the test."
TOO_DEEP = "It is nested too deeply to be handed to the test."
TOO_LONG = "It holds an integer with too many digits."


class CodecError(Exception):
    """A value cannot cross, or what arrived is none. The text is one sentence for people."""


@dataclass(frozen=True)
class Reference:
    """Something that does not cross: where it lies, and what may be said about it."""

    kind: str  # "function", "object", "class" or "module"
    number: int  # in the table of the side that owns it
    owner: str  # "student" or "checker"
    type_name: str
    name: str = ""
    doc: str = ""
    signature: str = ""
    more: object = None  # data: what else the other side should know


def refuse(thing: object) -> NoReturn:
    """Let nothing cross that is no data: for `encode` and `decode`."""
    what = thing.type_name if isinstance(thing, Reference) else type(thing).__name__
    raise CodecError(f"It holds a value of the type {what}, which cannot be handed to the test.")


@dataclass(frozen=True)
class Form:
    """A type whose values are made from simpler ones.

    `parts` are the types of those. Without them anything goes, and `make` has to look.
    """

    kind: type
    take: Callable[[Any], list[object]]
    make: Callable[..., object]
    parts: tuple[type | UnionType, ...] | None

    def made(self, items: list[object]) -> object:
        """Make a value. Raises CodecError."""
        parts = self.parts
        if parts is not None and not (
            len(parts) == len(items)
            and all(isinstance(one, part) for one, part in zip(items, parts, strict=True))
        ):
            raise CodecError(DAMAGED)
        return self.make(*items)


# What there is only once: by name, and the names by address.
SINGLES: dict[str, object] = {
    **{str(one): one for one in (None, True, False, Ellipsis, NotImplemented)},
    "math.nan": math.nan,
    **{f"class {one.__name__}": one for one in vars(builtins).values()
       if isinstance(one, type) and one.__module__ == "builtins" and one.__name__ != "type"},
    "class NoneType": type(None),
}  # fmt: skip
NAMES: dict[int, bytes] = {id(one): name.encode() for name, one in SINGLES.items()}
FORMS: dict[str, Form] = {}
_BY_TYPE: dict[type, str] = {}
_LEARNED: set[str] = set()


def register(name: str, form: Form) -> None:
    """Let the values of one more type cross."""
    FORMS[name] = form
    _BY_TYPE[form.kind] = name


def register_single(name: str, one: object) -> None:
    """Let one more object cross of which there is only one."""
    SINGLES[name] = one
    NAMES[id(one)] = name.encode()


def learn() -> None:
    """Take up the tables of numpy and pandas, where those are loaded."""
    for library in ("numpy", "pandas"):
        if library in sys.modules and library not in _LEARNED:
            _LEARNED.add(library)
            # Only now: what is not loaded is not to be loaded for this.
            from . import codec_arrays, codec_tables  # noqa: PLC0415

            (codec_arrays if library == "numpy" else codec_tables).learn()


def take(  # noqa: PLR0911 - a table of kinds
    value: object, classes: Mapping[type, str]
) -> tuple[type, tuple | None]:
    """Say as what a value crosses: its type or the nearest base, and what it is made from.

    >>> take(slice(1, 2), {})
    (<class 'slice'>, ('slice', [1, 2, None]))
    """
    kind = type(value)
    if kind in classes:
        return kind, _take_instance(value, kind, "." + classes[kind])
    if issubclass(kind, type) and value in classes:
        return kind, ("@" + classes[value], [])
    for base in type.__dict__["__mro__"].__get__(kind):
        if base in _BY_TYPE:
            name = _BY_TYPE[base]
            return base, (name, FORMS[name].take(value))
        if base is tuple and kind is not tuple and _names_of(kind):
            return kind, ("namedtuple", [kind.__name__, *_names_of(kind), *tuple.__iter__(value)])
        if base in WHOLE:
            return base, None
    if issubclass(kind, BaseException) and f"class {kind.__name__}" in SINGLES:
        return kind, ("error", [kind, *value.args])
    return kind, None


def _names_of(kind: type) -> list[str]:
    """Give the fields of a named tuple; nothing, if it is none."""
    names = getattr(kind, "_fields", ())
    return [*names] if type(names) is tuple and all(type(one) is str for one in names) else []


def _take_instance(value: object, kind: type, name: str) -> tuple:
    if issubclass(kind, Enum):
        return name, [Enum.__dict__["value"].__get__(value)]
    if issubclass(kind, BaseException):
        return name, [*value.args]
    if issubclass(kind, tuple):
        return name, [*tuple.__iter__(value)]
    state = {**getattr(value, "__dict__", {})}
    if is_dataclass(kind):
        state |= {
            one.name: getattr(value, one.name) for one in fields(kind) if hasattr(value, one.name)
        }
    return name, [*state], [*state.values()]


def is_filled(cls: type) -> bool:
    """Say whether its instances are made empty, and filled then."""
    return not issubclass(cls, Enum | BaseException | tuple)


def fill(value: object, names: list[object], values: list[object]) -> object:
    """Give an instance of one of the instructor's classes what it holds, but no new methods."""
    own = {one.name for one in fields(value)} if is_dataclass(value) else set()
    for name, one in zip(names, values, strict=True):
        known = name not in own and getattr(type(value), name, None)
        if not (type(name) is str and name.isidentifier()) or callable(known):
            raise CodecError(DAMAGED)
        object.__setattr__(value, name, one)
    return value


def spread(keys: list[object]) -> list[object]:
    """Refuse keys of which many have the same hash: each is compared with all the others."""
    if len(keys) > MOST_ALIKE and max(Counter(map(hash, keys)).values()) > MOST_ALIKE:
        raise CodecError("It holds too many keys with the same hash.")
    return keys


def make(name: str, items: list[Any], cls: type | None) -> object:
    """Make a value of a form, or of one of the instructor's classes."""
    if name.startswith((".", "@")):
        if cls is None:
            raise CodecError(f"It holds a {name[1:80]}, which the assignment does not define.")
        if name.startswith("@"):
            return cls
        return tuple.__new__(cls, _exactly(items, cls)) if issubclass(cls, tuple) else cls(*items)
    if name == "namedtuple":
        return _make_named_tuple(*items)
    if name == "error":
        kind, *args = items
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            raise CodecError(DAMAGED)
        return kind(*args)
    if name not in FORMS:
        raise CodecError(DAMAGED)
    return FORMS[name].made(items)


def _exactly(items: list[object], cls: type) -> list[object]:
    if len(items) != len(getattr(cls, "_fields", items)):
        raise CodecError(DAMAGED)
    return items


@cache
def _named_tuple(name: str, names: tuple[str, ...]) -> type:
    return namedtuple(name, names)  # noqa: PYI024 - its fields are known only now


def _make_named_tuple(name: str, *items: object) -> object:
    half = len(items) // 2
    names = items[:half]
    if len(items) % 2 or half > 50 or not all(type(one) is str for one in (name, *names)):
        raise CodecError(DAMAGED)
    if _named_tuple.cache_info().currsize > _MOST_NAMED:
        raise CodecError("It holds too many kinds of named tuples.")
    return _named_tuple(name, names)(*items[half:])


def _make_decimal(text: str) -> Decimal:
    if len(text) > MOST_INTEGER:
        raise CodecError(TOO_LONG)
    return Decimal(text)


def _make_fraction(above: int, below: int) -> Fraction:
    if max(above.bit_length(), below.bit_length()) > 8 * _MOST_IN_A_FRACTION:
        raise CodecError(TOO_LONG)
    return Fraction(above, below)


def _take_clock(one: dt.time | dt.datetime) -> list[object]:
    return [one.hour, one.minute, one.second, one.microsecond, one.tzinfo, one.fold]


def _make_zone(key: str) -> zoneinfo.ZoneInfo:
    if not re.fullmatch(r"[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}", key):
        raise CodecError(DAMAGED)
    return zoneinfo.ZoneInfo(key)


WHOLE: frozenset[type] = frozenset(
    (int, float, str, bytes, list, tuple, set, frozenset, dict,
     deque, OrderedDict, Counter, defaultdict)
)  # fmt: skip
_DAY, _CLOCK = (int, int, int), (int, int, int, int, dt.tzinfo | None, int)
for _form in (
    Form(complex, lambda one: [one.real, one.imag], complex, (float, float)),
    Form(bytearray, lambda one: [bytes(one)], bytearray, (bytes,)),
    Form(range, lambda one: [one.start, one.stop, one.step], range, (int, int, int)),
    Form(slice, lambda one: [one.start, one.stop, one.step], slice, (object, object, object)),
    Form(Decimal, lambda one: [str(one)], _make_decimal, (str,)),
    Form(Fraction, lambda one: [one.numerator, one.denominator], _make_fraction, (int, int)),
    Form(dt.date, lambda one: [one.year, one.month, one.day], dt.date, _DAY),
    Form(dt.time, _take_clock, lambda *items: dt.time(*items[:5], fold=items[5]), _CLOCK),
    Form(
        dt.datetime,
        lambda one: [one.year, one.month, one.day, *_take_clock(one)],
        lambda *items: dt.datetime(*items[:8], fold=items[8]),  # noqa: DTZ001 - the zone is there
        (*_DAY, *_CLOCK),
    ),
    Form(dt.timedelta, lambda one: [one.days, one.seconds, one.microseconds], dt.timedelta, _DAY),
    Form(dt.timezone, lambda one: [*one.__getinitargs__()], dt.timezone, None),
    Form(
        type({}.keys()),
        lambda one: [[*one]],
        lambda keys: dict.fromkeys(spread(keys)).keys(),
        (list,),
    ),
    Form(
        type({}.values()),
        lambda one: [[*one]],
        lambda values: dict(enumerate(values)).values(),
        (list,),
    ),
    Form(
        type({}.items()),
        lambda one: [dict(one)],
        lambda table: table.items(),
        (dict,),
    ),
    Form(zoneinfo.ZoneInfo, lambda one: [one.key], _make_zone, (str,)),
    Form(PurePosixPath, lambda one: [str(one)], PurePosixPath, (str,)),
    Form(PosixPath, lambda one: [str(one)], PosixPath, (str,)),
):
    register(_form.kind.__name__, _form)
register_single("utc", dt.UTC)
