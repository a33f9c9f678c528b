"""What crosses between a student's process and the checker arrives as it was, or not at all."""

import base64
import collections
import datetime as dt
import enum
import json
import math
import zoneinfo
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from time import process_time
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unsigned_peace.grading.sandbox.inside import value_forms
from unsigned_peace.grading.sandbox.inside.codec import Reference, decode, encode, refuse
from unsigned_peace.grading.sandbox.inside.value_forms import CodecError


@dataclass
class Town:
    name: str
    near: list = field(default_factory=list)


class Side(enum.Enum):
    NORTH = 1
    SOUTH = 2


class Till:
    """Any class of an instructor's."""

    rate = 2

    def __init__(self):
        self.money = 5

    def total(self):
        return self.money * self.rate


class TownError(ValueError):
    pass


class Pair(NamedTuple):
    left: int
    right: list


CLASSES = {one.__name__: one for one in (Town, Side, Till, TownError, Pair)}


def crossed(value):
    """The value as it arrives."""
    data = encode(value, refuse, classes=CLASSES)
    return decode(data, refuse, classes=CLASSES)


def same(one, other):
    """Equal, and of the same types all the way down; NaN is the same as NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple | collections.deque):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same([*one.items()], [*other.items()])
    if isinstance(one, set | frozenset):
        return same(sorted(one, key=repr), sorted(other, key=repr))
    if isinstance(one, complex):
        return same([one.real, one.imag], [other.real, other.imag])
    return one == other or (math.isnan(one) and math.isnan(other))


KEYS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary(),
    st.dates(), st.times(), st.timedeltas(), st.decimals(allow_nan=False),
    st.fractions(max_denominator=10**9), st.datetimes(timezones=st.just(dt.UTC)),
)  # fmt: skip
VALUES = st.recursive(
    KEYS | st.floats() | st.complex_numbers() | st.integers(-(2**200), 2**200),
    lambda inside: st.one_of(
        st.lists(inside, max_size=12),
        st.lists(st.integers(), max_size=20),
        st.lists(st.floats(), max_size=20),
        st.lists(st.text(), max_size=20),
        st.tuples(inside, inside),
        st.dictionaries(KEYS, inside, max_size=9),
        st.sets(KEYS, max_size=12),
        st.frozensets(KEYS),
        st.lists(inside, max_size=4).map(collections.deque),
        st.dictionaries(st.text(), inside, max_size=3).map(collections.OrderedDict),
        st.lists(st.text(max_size=1)).map(collections.Counter),
    ),
    max_leaves=25,
)


@given(VALUES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_data_arrives_as_it_was(value) -> None:
    assert same(crossed(value), value)


PLAIN = [
    int, ValueError, type(None), ..., slice(1, None), range(1, 9, 3), bytearray(b"a"), -0.0,
    "\ud800", Path("a/b"), dt.timezone(dt.timedelta(hours=9)), dt.timezone(dt.timedelta(0), "Z"),
    dt.datetime(2020, 10, 25, 2, fold=1, tzinfo=zoneinfo.ZoneInfo("Europe/Rome")),
    Decimal("1.50"), Fraction(1, 3), collections.deque([1], 3), Town("Nemuro", [1]), Side.SOUTH,
    Pair(1, [2]), np.int64, np.dtype("f4"),
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_values_of_many_types_arrive_as_they_were(value) -> None:
    arrived = crossed(value)
    assert type(arrived) is type(value)
    assert arrived == value
    assert repr(arrived) == repr(value)


@pytest.mark.parametrize("holder", [collections.ChainMap, MappingProxyType, collections.UserDict])
def test_what_only_holds_a_table_arrives_as_it(holder) -> None:
    assert crossed(holder({"a": [1]})) == {"a": [1]}


ARRAYS = [
    np.arange(6).reshape(2, 3), np.asfortranarray(np.eye(2)), np.zeros((0, 3)), np.array(5),
    np.array(["a", "", "日本"]), np.array([b"a"]), np.array([1, None, "a"], dtype=object),
    np.array([1, 2], dtype=">i4"), np.array([True, False]), np.array(["2020", "NaT"], "M8[D]"),
    np.array([(1, 2.5)], dtype=[("a", "i4"), ("b", "f8")]), np.array([1 + 2j]),
]  # fmt: skip


@pytest.mark.parametrize("array", ARRAYS, ids=repr)
def test_arrays_arrive_as_they_were_and_can_be_written_to(array) -> None:
    arrived = crossed(array)
    assert arrived.dtype == array.dtype
    assert repr(arrived) == repr(array)
    arrived[...] = arrived.copy()


@pytest.mark.parametrize(
    "value",
    [np.float64(1.5), np.int32(4), np.True_, np.str_("ab"), np.str_(""), np.complex64(1),
     np.datetime64("2020"), np.timedelta64(3, "D"), np.float16(2), np.bytes_(b"q")],
    ids=repr,
)  # fmt: skip
def test_numbers_of_numpy_keep_their_type(value) -> None:
    assert type(crossed(value)) is type(value)
    assert crossed(value) == value


INDEXES = [
    pd.RangeIndex(3, name="n"), pd.Index([1, 2]), pd.Index(["a", "b"], name="q"),
    pd.date_range("2020", periods=3, freq="MS", tz="Europe/Rome"), pd.Index([1.5, np.nan]),
    pd.timedelta_range("1D", periods=3), pd.period_range("2020-01", periods=3, freq="M"),
    pd.CategoricalIndex(["a", "b"]), pd.interval_range(0, 3), pd.Index([True, False]),
    pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"]),
    pd.Index([1, "a", None], dtype=object),
]  # fmt: skip


@pytest.mark.parametrize("index", INDEXES, ids=repr)
def test_indexes_keep_their_kind_and_frequency(index) -> None:
    arrived = crossed(index)
    pd.testing.assert_index_equal(arrived, index, exact=True)
    assert getattr(arrived, "freq", None) == getattr(index, "freq", None)


COLUMNS = [
    pd.Series([1, 2], name="z"), pd.Series(["a", None]), pd.Series(["a", None], dtype="string"),
    pd.Series([1, None], dtype="Int64"), pd.Series([1.0, 2.0], dtype="Float64"),
    pd.Series([True, None], dtype="boolean"), pd.Series(["a", "b"], dtype="category"),
    pd.Series(pd.date_range("2020", periods=2, tz="UTC")), pd.Series([1, "a"], dtype=object),
    pd.Series(pd.period_range("2020", periods=2, freq="D")), pd.Series(["a", "b"], dtype=object),
    pd.Series(pd.to_timedelta([1, 2], unit="s")), pd.Series([], dtype=float),
    pd.Series(pd.interval_range(0, 2)),
]  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS, ids=repr)
def test_columns_keep_their_kind(column) -> None:
    pd.testing.assert_series_equal(crossed(column), column)


TABLES = [
    pd.DataFrame(dict(enumerate(COLUMNS[:10]))), pd.DataFrame(), pd.DataFrame(columns=["a", "b"]),
    pd.DataFrame(index=[1, 2]), pd.DataFrame([[1, 2]], columns=["a", "a"]),
    pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([(1, 2)])), pd.DataFrame(np.eye(2)),
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=repr)
def test_tables_arrive_as_they_were(table) -> None:
    arrived = crossed(table)
    pd.testing.assert_frame_equal(arrived, table, check_column_type="exact")
    assert type(arrived.columns) is type(table.columns)
    assert type(arrived.index) is type(table.index)


@pytest.mark.parametrize(
    "value",
    [pd.Timestamp("2020-01-01 10:00", tz="Europe/Rome"), pd.Timestamp("2020").as_unit("ns"),
     pd.Timedelta("1D"), pd.Period("2020-01"), pd.Interval(0, 1, closed="left")],
    ids=repr,
)  # fmt: skip
def test_moments_of_pandas_arrive_as_they_were(value) -> None:
    assert type(crossed(value)) is type(value)
    assert repr(crossed(value)) == repr(value)
    assert getattr(crossed(value), "unit", None) == getattr(value, "unit", None)


@pytest.mark.parametrize("one", [math.nan, np.nan, pd.NA, pd.NaT, None, np.ma.masked], ids=repr)
def test_what_there_is_only_once_stays_one(one) -> None:
    assert crossed(one) is one
    assert crossed([one] * 20)[7] is one


def test_masked_numbers_stay_masked() -> None:
    arrived = crossed(np.ma.array([1, 2], mask=[False, True]))
    assert arrived.tolist() == [1, None]


def test_who_is_who_is_kept_across_names() -> None:
    rows, number = [1], float("nan")
    arrived = crossed({"a": rows, "b": (rows, rows), "c": [number, number], "d": number})
    assert arrived["a"] is arrived["b"][0] is arrived["b"][1]
    assert arrived["c"][0] is arrived["c"][1] is arrived["d"]
    table = pd.DataFrame({"a": [1]})
    tables = crossed([table, table])
    assert tables[0] is tables[1]


def test_what_holds_itself_does_so_there_too() -> None:
    rows = [1]
    rows.append(rows)
    assert (arrived := crossed(rows))[1] is arrived
    whole = ([],)
    whole[0].append(whole)
    assert (arrived := crossed(whole))[0][0] is arrived
    table = {}
    table["me"] = [table]
    assert (arrived := crossed(table))["me"][0] is arrived
    town = Town("Abashiri")
    town.near.append(town)
    town.name = town
    assert (arrived := crossed(town)).near[0] is arrived.name is arrived


def test_a_default_dictionary_still_has_its_default() -> None:
    arrived = crossed(collections.defaultdict(list, {"a": [1]}))
    assert (arrived["b"], arrived["a"]) == ([], [1])


def test_a_class_of_ones_own_cannot_lie() -> None:
    class Number(int):
        def __eq__(self, other):
            return True

        __hash__ = int.__hash__

        def __int__(self):
            return 42

    class Rows(list):
        def __iter__(self):
            return iter([42])

        def __len__(self):
            return 1

    class Words(str):
        __slots__ = ()

        def __str__(self):
            return "42"

    class Column(np.ndarray):  # noqa: PLW1641 - arrays have no hash
        def __eq__(self, other):
            return np.array([True])

    arrived = crossed([Number(7), Rows([1, 2]), Words("a"), np.arange(2).view(Column)])
    assert [type(one) for one in arrived] == [int, list, str, np.ndarray]
    assert arrived[:3] == [7, [1, 2], "a"]
    assert arrived[3].tolist() == [0, 1]


def test_a_table_of_ones_own_class_arrives_as_what_it_holds() -> None:
    class Lie(pd.DataFrame):
        index = property(lambda _: right.index)
        columns = property(lambda _: right.columns)
        iloc = property(lambda _: right.iloc)

        def __getitem__(self, key):
            return right[key]

    class Column(pd.Series):
        array = property(lambda _: right["a"].array)

    right, wrong = pd.DataFrame({"a": [1]}), {"x": [7, 8]}
    pd.testing.assert_frame_equal(crossed(Lie(wrong)), pd.DataFrame(wrong))
    pd.testing.assert_series_equal(crossed(Column([7], name="x")), pd.Series([7], name="x"))


def test_an_instructors_class_arrives_with_its_methods() -> None:
    till = Till()
    till.money = 7
    assert crossed(till).total() == 14
    assert str(crossed(TownError("far", 1))) == "('far', 1)"


def test_a_named_tuple_of_the_students_has_its_fields() -> None:
    class Spot(NamedTuple):
        x: int
        y: int

    one, other = crossed([Spot(1, 2), Spot(3, 4)])
    assert (one.x, other.y, type(one).__name__) == (1, 4, "Spot")
    assert type(one) is type(other)


def test_what_is_no_data_is_asked_about_and_said_in_a_sentence() -> None:
    reference = Reference("function", 4, "student", "function", "f", ("Doc.", None))
    data = encode([len, len], lambda _: reference)
    assert decode(data, lambda one: [one]) == [[reference], [reference]]
    with pytest.raises(CodecError, match="It holds a value of the type generator, which cannot"):
        encode([1, (x for x in [])], refuse)


def test_what_is_too_large_or_too_deep_is_said_in_a_sentence() -> None:
    deep = []
    for _ in range(100_000):
        deep = [deep]
    for value in ["a" * 50_000_000, [None] * 3_000_000, np.broadcast_to(1, (10, 1_000_000))]:
        with pytest.raises(CodecError, match="too large"):
            encode(value, refuse)
    with pytest.raises(CodecError, match="nested too deeply"):
        encode(deep, refuse)
    with pytest.raises(CodecError, match="too many digits"):
        encode(1 << 10_000_000, refuse)


# What a hostile writer may send.


def written(tree) -> bytes:
    return json.dumps(tree, check_circular=False).encode()


def kind(name: str) -> list:
    return ["dtype", [name]]


def data(content: bytes) -> list:
    return ["bytes", [base64.b64encode(content).decode()]]


def number(value: int) -> list:
    return ["int", [f"{value:x}"]]


def rows(*items) -> list:
    return ["list", [], [*items]]


def shape(*numbers: int) -> list:
    return ["tuple", [*numbers]]


ALIKE = [number(one * ((1 << 61) - 1)) for one in range(9000)]
RANGE = ["pd.Index", ["range", 0, 1 << 60, 1, None]]
NOTHING = ["pd.Index", ["range", 0, 0, 1, None]]
HOSTILE = {
    "nothing": b"",
    "no JSON": b"[1, 2",
    "no text": b"\xff\xfe",
    "a list without a name": written([]),
    "a form without parts": written(["list"]),
    "parts that are no list": written(["list", [], 7]),
    "more parts than a form has": written(["list", [], [], []]),
    "a form that is not known": written(["eval", ["1"]]),
    "a list of four million": written(rows(*[None] * 4_000_000)),
    "four million lists": written(rows(*[["=", 0]] * 4_000_000)),
    "depth": b'["list",[],[' * 100_000 + b"]]" * 100_000,
    "depth of lists": b"[" * 1_000_000 + b"]" * 1_000_000,
    "numbers with one hash": written(["set", ALIKE]),
    "keys with one hash": written(["dict", [], ALIKE, ALIKE]),
    "labels with one hash": written(
        ["pd.Index", ["plain", ["array", [shape(9000), kind("|O"), rows(*ALIKE)]], None, None]]
    ),
    "two to the sixtieth rows": written(["pd.DataFrame", [rows(), RANGE, NOTHING, None]]),
    "an index of as many": written(RANGE),
    "an array of as many": written(
        ["array", [shape(1 << 30, 1 << 30), kind("<f8"), data(b"12345678")]]
    ),
    "as many of nothing": written(["array", [shape(1 << 30, 1 << 30), kind("|S0"), data(b"")]]),
    "many of nothing": written(["array", [shape(1 << 20), kind("|S0"), data(b"")]]),
    "negative rows": written(["array", [shape(-1), kind("<f8"), data(b"")]]),
    "truth that is neither": written(["array", [shape(1), kind("|b1"), data(b"\x02")]]),
    "a letter beyond all": written(["array", [shape(1), kind("<U1"), data(b"\xff\xff\xff\x7f")]]),
    "an array of pointers": written(["array", [shape(1), kind("|O"), data(b"12345678")]]),
    "a dtype that is code": written(kind("O8,(2,3)f4")),
    "a dtype of bare memory": written(kind("|V9")),
    "bytes that are none": written(["bytes", ["%%%"]]),
    "a date from its saved state": written(["date", [data(b"\x07\xe4\x0c\x63")]]),
    "a day that is none": written(["date", [2020, 1, 99]]),
    "a zone that is a path": written(["ZoneInfo", ["../../etc/passwd"]]),
    "a fraction to shorten": written(["Fraction", [number(1 << 100_000), number(1 << 99_999)]]),
    "an integer without end": written(["int", ["5" * 10_000_000]]),
    "a plain integer without end": b"5" * 10_000_000,
    "a decimal without end": written(["Decimal", ["1" * 1_000_000]]),
    "a float without end": written(["float", ["0x" + "1" * 1_000_000]]),
    "a tuple that holds itself": written(["tuple", [["=", 0]]]),
    "a set that holds itself": written(["set", [["=", 0]]]),
    "a place that is not there": written(["=", 7]),
    "a class that is not known": written([".Nobody", [1]]),
    "a builtin that is a function": written(["single", ["class eval"]]),
    "methods for an instructor's object": written([".Till", [], ["total"], [3]]),
    "a field with a strange name": written([".Town", [], ["__class__"], [3]]),
    "a named tuple with a strange field": written(["namedtuple", ["A", shape("x=1)#"), 1]]),
    "two keys that are one": written(["dict", [], [1, 1], [1, 1]]),
    "more than the value": b"1 2",
    "a reference in parts": written(["R", [1] * 6]),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_is_refused_at_once(name) -> None:
    began = process_time()
    with pytest.raises(CodecError) as refused:
        decode(HOSTILE[name], refuse, classes=CLASSES)
    assert str(refused.value).endswith(".")
    assert process_time() - began < 2


def test_many_small_keys_are_no_attack() -> None:
    assert len(decode(written(["set", [*range(50_000)]]), refuse)) == 50_000


def survives(message: bytes) -> None:
    """Read it; whatever is read can be shown and compared."""
    try:
        value = decode(message, refuse, classes=CLASSES)
    except CodecError:
        return
    repr(value)
    try:
        _ = value == 1
    except (ValueError, TypeError, RecursionError):
        return  # as tables and missing values do


EXAMPLES = [*PLAIN, *ARRAYS, *INDEXES, *COLUMNS, *TABLES, {"a": [1, "b"], 2: (3.5, None)}]
MESSAGES = [encode(one, refuse, classes=CLASSES) for one in EXAMPLES]


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_survived(message) -> None:
    survives(message)


@pytest.mark.slow
@given(
    st.sampled_from(MESSAGES),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=0, max_size=5)), max_size=4),
    st.integers(0, 3),
)
@settings(deadline=None, max_examples=600)
def test_changed_and_cut_messages_are_survived(message, changes, cut) -> None:
    for number, new in changes:
        place = number % len(message)
        message = message[:place] + new + message[place + len(new) * (place % 2) :]
    survives(message[: len(message) - cut] if cut else message)


LEAVES = st.one_of(
    st.none(), st.booleans(), st.floats(), st.integers(-5, 2**62), st.text(max_size=8),
    st.binary(max_size=16).map(data), st.integers(-2, 6).map(lambda at: ["=", at]),
    st.sampled_from(["<f8", "<i8", "|O", "<U2", "<M8[D]", "<m8[ns]", "|b1"]).map(kind),
    st.sampled_from([*value_forms.SINGLES]).map(lambda one: ["single", [one]]),
    st.sampled_from([*map(json.loads, MESSAGES)]),
    st.sampled_from(["D", "ME", "range", "many", "plain", "right", "ns", "UTC"]),
)  # fmt: skip
NAMED = [*value_forms.FORMS, ".Town", ".Side", ".Till", ".Pair", "@", "R", "="]
GRAMMAR = st.recursive(
    LEAVES,
    lambda inside: st.one_of(
        st.tuples(st.sampled_from(NAMED), st.lists(inside, max_size=6)).map(list),
        st.lists(inside, max_size=4).map(lambda items: ["dict", [], items, items]),
        st.tuples(st.sampled_from(NAMED), st.lists(inside, max_size=2), st.lists(inside)).map(list),
        st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=3), inside, max_size=2),
    ),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.slow
@given(GRAMMAR)
@settings(deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
def test_well_formed_lies_are_survived(tree) -> None:
    survives(written(tree))
