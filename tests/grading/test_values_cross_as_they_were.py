"""What crosses between a student's process and the checker arrives as it was, or not at all."""

import collections
import datetime as dt
import math
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.grading.codec_values import (
    ARRAYS,
    CLASSES,
    COLUMNS,
    INDEXES,
    PLAIN,
    TABLES,
    Till,
    Town,
    TownError,
)
from unsigned_peace.grading.sandbox.inside.values.codec import Reference, decode, encode, refuse
from unsigned_peace.grading.sandbox.inside.values.value_forms import CodecError


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


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_values_of_many_types_arrive_as_they_were(value) -> None:
    arrived = crossed(value)
    assert type(arrived) is type(value)
    assert arrived == value
    assert repr(arrived) == repr(value)


@pytest.mark.parametrize("holder", [collections.ChainMap, MappingProxyType, collections.UserDict])
def test_what_only_holds_a_table_arrives_as_it(holder) -> None:
    assert crossed(holder({"a": [1]})) == {"a": [1]}


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


@pytest.mark.parametrize("index", INDEXES, ids=repr)
def test_indexes_keep_their_kind_and_frequency(index) -> None:
    arrived = crossed(index)
    pd.testing.assert_index_equal(arrived, index, exact=True)
    assert getattr(arrived, "freq", None) == getattr(index, "freq", None)


@pytest.mark.parametrize("column", COLUMNS, ids=repr)
def test_columns_keep_their_kind(column) -> None:
    pd.testing.assert_series_equal(crossed(column), column)


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
