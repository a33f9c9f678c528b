"""What crosses between a student's process and the checker, and from what it is made.

A form takes a value of one type apart into simpler ones, and makes it again. Who takes apart may
lie, so who makes looks at what arrives: at the types of the parts, at sizes, digits and hashes.
"""

import builtins
import collections
import datetime as dt
import inspect
import math
import random
import re
import sys
import zoneinfo
from array import array
from base64 import b64decode, b64encode
from collections import defaultdict, deque, namedtuple
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from dis import get_instructions
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from importlib import import_module
from operator import attrgetter
from pathlib import PosixPath, PurePosixPath
from types import MappingProxyType, UnionType
from typing import Any

MOST_BYTES = 48_000_000  # of a message; base64 makes four of three
MOST_DIGITS = 200_000
MOST_CELLS = 20_000_000  # of a table or an array
_MOST_IN_A_FRACTION = 16_000  # bits: to shorten it takes the square of that
_MOST_ALIKE = 32  # keys of one hash
DAMAGED = "It arrived damaged."
TOO_LARGE = "It is too large to be handed to the test."
TOO_LONG = "It holds an integer with too many digits."


class CodecError(Exception):
    """A value cannot cross, or what arrived is none. The text is one sentence for people."""


def expect(fits: object, sentence: str = DAMAGED) -> None:
    """Say what is wrong, if something is. Raises CodecError."""
    if not fits:
        raise CodecError(sentence)


@dataclass(frozen=True)
class Form:
    """How values of one type cross.

    `take` gives lists: from the items of the first one `make` makes a value, with the others `fill`
    fills it then, so it may hold itself. `parts` are the types of the first items. Without them
    anything goes, and `make` has to look.
    """

    take: Callable[[Any], Sequence[Sequence[object]]] | None
    make: Callable[..., object]
    parts: tuple[type | UnionType, ...] | None = None
    fill: Callable[..., object] | None = None

    def made(self, items: list[object]) -> object:
        """Make a value. Raises CodecError, and what its type raises."""
        parts = self.parts
        if parts is not None:
            expect(len(parts) == len(items) and all(map(isinstance, items, parts)))
        return self.make(*items)


FORMS: dict[str, Form] = {}
NAMES: dict[type, str] = {}  # of the forms, by the type of what crosses
SINGLES: dict[str, object] = {}  # what there is only once
SINGLE_NAMES: dict[int, str] = {}  # by address
space_of = type.__dict__["__dict__"].__get__  # what a class has, whatever its metaclass says
_named_tuple = cache(namedtuple)  # noqa: PYI024 - its fields are known only now
FILLED, _learned = set[type](), set[str]()  # classes of the instructor's; libraries


def register(name: str, kind: type, form: Form) -> None:
    """Let the values of one more type cross."""
    FORMS[name], NAMES[kind] = form, name


def register_single(name: str, one: object) -> None:
    """Let one more object cross of which there is only one."""
    SINGLES[name], SINGLE_NAMES[id(one)] = one, name


def learn(*, load: bool = False) -> None:
    """Take up the values of numpy and pandas, where those are loaded; or `load` them."""
    for library in ("numpy", "pandas"):
        if (load or library in sys.modules) and library not in _learned:
            _learned.add(library)
            import_module(f".{library}_forms", __package__).learn()


def spread(keys: list[object]) -> list[object]:
    """Refuse keys of which many have the same hash: each is compared with all the others."""
    if len(keys) > _MOST_ALIKE:
        alike = max(collections.Counter(map(hash, keys)).values())
        expect(alike <= _MOST_ALIKE, "It holds too many keys with the same hash.")
    return keys


@cache
def form_of(cls: type) -> Form:
    """Say how objects of one of the instructor's classes cross: most are filled."""
    if issubclass(cls, Enum):
        return Form(lambda one: [[Enum.__dict__["value"].__get__(one)]], cls)
    if issubclass(cls, BaseException):
        return Form(lambda one: [one.args], cls)
    if issubclass(cls, tuple):
        return Form(lambda one: [[*tuple.__iter__(one)]], partial(_tuple_of, cls))
    FILLED.add(cls)
    return Form(_take_state, partial(object.__new__, cls), (), fill)  # never one that is there


def _tuple_of(cls: type, *items: object) -> tuple:
    expect(len(items) == len(getattr(cls, "_fields", items)))
    return tuple.__new__(cls, items)


def state_of(value: object) -> dict[str, object]:
    """Give what an object of an instructor's class holds, by name."""
    own = [one.name for one in fields(value)] if is_dataclass(value) else []
    own += [one for kind in type(value).__mro__ for one in space_of(kind).get("__slots__", ())]
    named = {one: getattr(value, one) for one in own if one[:2] != "__" and hasattr(value, one)}
    return {**getattr(value, "__dict__", {}), **named}


def _take_state(value: object) -> list[list]:
    state = state_of(value)
    return [[], [*state], [*state.values()]]


def fill(value: object, names: Iterable[object], values: Iterable[object]) -> None:
    """Give an object of an instructor's class what it holds; the constants stay the class's."""
    own = {one.name for one in fields(value)} if is_dataclass(value) else set()
    for name, one in zip(names, values, strict=True):
        fit = type(name) is str and name.isidentifier() and not name.startswith("__")
        known = None if not fit or name in own else getattr(type(value), name, None)
        usual = name in own or name in _set_by(type(value))
        expect(fit and not callable(known) and (usual or not callable(one)))
        if known is None or usual:
            object.__setattr__(value, name, one)


@cache
def _set_by(cls: type) -> set[str]:
    """Name the attributes that the methods of a class set."""
    functions = [one for kind in cls.__mro__ for one in vars(kind).values()]
    codes = [one.__code__ for one in functions if hasattr(one, "__code__")]
    steps = (step for code in codes for step in get_instructions(code))
    return {step.argval for step in steps if step.opname == "STORE_ATTR"}


def _make_named_tuple(name: str, names: tuple[str, ...], *values: object) -> tuple:
    expect(all(type(one) is str for one in (name, *names)))
    return _named_tuple(name, names)(*values)


def _make_error(kind: object, *args: object) -> BaseException:
    expect(isinstance(kind, type) and issubclass(kind, BaseException))
    return kind(*args)


def _take_int(one: int) -> list[list[object]]:
    expect(int.bit_length(one) <= 4 * MOST_DIGITS, TOO_LONG)
    return [[int.__format__(one, "x")]]


def _make_number(make: Callable[[str], object], digits: str) -> object:
    expect(len(digits) <= MOST_DIGITS, TOO_LONG)
    return make(digits)


def _take_bytes(one: bytes | bytearray) -> list[list[object]]:
    expect(len(one) <= MOST_BYTES, TOO_LARGE)
    return [[b64encode(one).decode()]]


def _make_fraction(above: int, below: int) -> Fraction:
    expect(max(above.bit_length(), below.bit_length()) <= _MOST_IN_A_FRACTION, TOO_LONG)
    return Fraction(above, below)


def _make_zone(key: str) -> zoneinfo.ZoneInfo:
    expect(re.fullmatch(r"[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}", key))
    return zoneinfo.ZoneInfo(key)


def _table(kind: type, make: Callable[..., object], first: Callable = lambda _: ()) -> Form:
    """Make the form of a kind of dictionary: its keys and values, after what `first` says of it."""

    def take(one: dict) -> tuple:
        return first(one), [*kind.keys(one)], [*kind.values(one)]

    return Form(take, make, None, fill_table)


def fill_table(table: dict, keys: list[object], values: list[object]) -> None:
    """Put keys and values into a table. Raises CodecError if two keys are one."""
    for key, one in zip(spread(keys), values, strict=True):
        table[key] = one  # noqa: PERF403 - each kind of table has another `update`
    expect(len(table) == len(keys))


def _make_set(kind: type, *keys: object) -> object:
    made = kind(spread(keys))
    expect(len(made) == len(keys))
    return made


def _make_random(*state: object) -> random.Random:
    made = random.Random()  # noqa: S311 - a test's dice
    made.setstate(state)
    return made


def _factory(one: defaultdict) -> list[object]:
    made = one.default_factory
    return [made if isinstance(made, type) and id(made) in SINGLE_NAMES else None]


def _attributes(names: str) -> Callable[[object], list]:
    given = attrgetter(*names.split())
    return lambda one: (given(one),)


_DAY, _CLOCK = (int, int, int), (int, int, int, int, dt.tzinfo | None, int)
_TIME = "hour minute second microsecond tzinfo fold"
for _kind, _form in {
    list: Form(lambda one: ((), [*list.__iter__(one)]), list, (), list.extend),
    deque: Form(lambda one: ([one.maxlen], [*deque.__iter__(one)]),
                partial(deque, ()), (int | None,), deque.extend),
    tuple: Form(lambda one: [[*tuple.__iter__(one)]], lambda *items: items),
    set: Form(lambda one: [[*set.__iter__(one)]], partial(_make_set, set)),
    frozenset: Form(lambda one: [[*frozenset.__iter__(one)]], partial(_make_set, frozenset)),
    dict: _table(dict, dict),
    collections.OrderedDict: _table(collections.OrderedDict, collections.OrderedDict),
    collections.Counter: _table(collections.Counter, collections.Counter),
    defaultdict: _table(defaultdict, lambda one: defaultdict(getattr(one, "lacking", one)),
                        _factory),
    int: Form(_take_int, partial(_make_number, partial(int, base=16)), (str,)),
    float: Form(lambda one: [[float.hex(one)]], partial(_make_number, float.fromhex), (str,)),
    str: Form(lambda one: [[str.__str__(one)]], str, (str,)),
    bytes: Form(_take_bytes, partial(b64decode, validate=True), (str,)),
    bytearray: Form(_take_bytes, lambda one: bytearray(b64decode(one, validate=True)), (str,)),
    complex: Form(_attributes("real imag"), complex, (float, float)),
    range: Form(_attributes("start stop step"), range, (int, int, int)),
    slice: Form(_attributes("start stop step"), slice, (object, object, object)),
    Decimal: Form(lambda one: [[str(one)]], partial(_make_number, Decimal), (str,)),
    Fraction: Form(_attributes("numerator denominator"), _make_fraction, (int, int)),
    dt.date: Form(_attributes("year month day"), dt.date, _DAY),
    dt.time: Form(_attributes(_TIME), lambda *parts: dt.time(*parts[:5], fold=parts[5]), _CLOCK),
    dt.datetime: Form(_attributes(f"year month day {_TIME}"),
                      lambda *parts: dt.datetime(*parts[:8], fold=parts[8]),  # noqa: DTZ001
                      (*_DAY, *_CLOCK)),
    dt.timedelta: Form(_attributes("days seconds microseconds"), dt.timedelta, _DAY),
    dt.tzinfo: Form(lambda one: [[one.utcoffset(None)]], dt.timezone, (dt.timedelta,)),
    dt.timezone: Form(lambda one: [one.__getinitargs__()], dt.timezone),
    zoneinfo.ZoneInfo: Form(lambda one: [[one.key]], _make_zone, (str,)),
    memoryview: Form(lambda one: [[one.tobytes(), one.format, one.shape]],
                     lambda held, *how: memoryview(held).cast(*how), (bytes, str, tuple)),
    random.Random: Form(lambda one: [random.Random.getstate(one)], _make_random,
                        (int, tuple, float | None)),
    re.Pattern: Form(_attributes("pattern flags"), re.compile, (str | bytes, int)),
    PurePosixPath: Form(lambda one: [[str(one)]], PurePosixPath, (str,)),
    PosixPath: Form(lambda one: [[str(one)]], PosixPath, (str,)),
    inspect.Parameter: Form(
        lambda one: [[one.name, one.kind.value, one.default, one.annotation]],
        lambda name, kind, one, told: inspect.Parameter(name, kind, default=one, annotation=told),
        (str, int, object, object)),
    inspect.Signature: Form(
        lambda one: [[[*one.parameters.values()], one.return_annotation]],
        lambda parameters, told: inspect.Signature(parameters, return_annotation=told),
        (list, object)),
    type({}.keys()): Form(lambda one: [[*one]], lambda *keys: dict.fromkeys(spread(keys)).keys()),
    type({}.values()): Form(lambda one: [[*one]], lambda *values: dict(enumerate(values)).values()),
    type({}.items()): Form(lambda one: [[dict(one)]], lambda table: table.items(), (dict,)),
}.items():  # fmt: skip
    register(_kind.__name__, _kind, _form)
# What only holds one of these arrives as it.
for _kind, _to in {collections.ChainMap: dict, MappingProxyType: dict, collections.UserDict: dict,
                   collections.UserList: list, collections.UserString: str}.items():  # fmt: skip
    register(_kind.__name__, _kind, Form(lambda one, to=_to: [[to(one)]], lambda one: one, (_to,)))
register("array.array", array, Form(lambda one: [[one.typecode, [*one]]], array, (str, list)))
FORMS["error"], FORMS["namedtuple"] = Form(None, _make_error), Form(None, _make_named_tuple)
_ONLY = {"Ellipsis": ..., "NotImplemented": NotImplemented, "math.nan": math.nan, "utc": dt.UTC}
for _name, _one in _ONLY.items():
    register_single(_name, _one)
register_single("no parameter", inspect.Parameter.empty)
for _one in (*vars(builtins).values(), type(None)):
    if isinstance(_one, type) and _one.__module__ == "builtins" and _one is not type:
        register_single(f"class {_one.__name__}", _one)
