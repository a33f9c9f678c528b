"""Values of all kinds that cross between a student's process and the checker."""

import collections
import datetime as dt
import enum
import zoneinfo
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd


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

PLAIN = [
    int, ValueError, type(None), ..., slice(1, None), range(1, 9, 3), bytearray(b"a"), -0.0,
    "\ud800", Path("a/b"), dt.timezone(dt.timedelta(hours=9)), dt.timezone(dt.timedelta(0), "Z"),
    dt.datetime(2020, 10, 25, 2, fold=1, tzinfo=zoneinfo.ZoneInfo("Europe/Rome")),
    Decimal("1.50"), Fraction(1, 3), collections.deque([1], 3), Town("Nemuro", [1]), Side.SOUTH,
    Pair(1, [2]), np.int64, np.dtype("f4"),
]  # fmt: skip

ARRAYS = [
    np.arange(6).reshape(2, 3), np.asfortranarray(np.eye(2)), np.zeros((0, 3)), np.array(5),
    np.array(["a", "", "日本"]), np.array([b"a"]), np.array([1, None, "a"], dtype=object),
    np.array([1, 2], dtype=">i4"), np.array([True, False]), np.array(["2020", "NaT"], "M8[D]"),
    np.array([(1, 2.5)], dtype=[("a", "i4"), ("b", "f8")]), np.array([1 + 2j]),
]  # fmt: skip

INDEXES = [
    pd.RangeIndex(3, name="n"), pd.Index([1, 2]), pd.Index(["a", "b"], name="q"),
    pd.date_range("2020", periods=3, freq="MS", tz="Europe/Rome"), pd.Index([1.5, np.nan]),
    pd.timedelta_range("1D", periods=3), pd.period_range("2020-01", periods=3, freq="M"),
    pd.CategoricalIndex(["a", "b"]), pd.interval_range(0, 3), pd.Index([True, False]),
    pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"]),
    pd.Index([1, "a", None], dtype=object),
]  # fmt: skip

COLUMNS = [
    pd.Series([1, 2], name="z"), pd.Series(["a", None]), pd.Series(["a", None], dtype="string"),
    pd.Series([1, None], dtype="Int64"), pd.Series([1.0, 2.0], dtype="Float64"),
    pd.Series([True, None], dtype="boolean"), pd.Series(["a", "b"], dtype="category"),
    pd.Series(pd.date_range("2020", periods=2, tz="UTC")), pd.Series([1, "a"], dtype=object),
    pd.Series(pd.period_range("2020", periods=2, freq="D")), pd.Series(["a", "b"], dtype=object),
    pd.Series(pd.to_timedelta([1, 2], unit="s")), pd.Series([], dtype=float),
    pd.Series(pd.interval_range(0, 2)),
]  # fmt: skip

TABLES = [
    pd.DataFrame(dict(enumerate(COLUMNS[:10]))), pd.DataFrame(), pd.DataFrame(columns=["a", "b"]),
    pd.DataFrame(index=[1, 2]), pd.DataFrame([[1, 2]], columns=["a", "a"]),
    pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([(1, 2)])), pd.DataFrame(np.eye(2)),
]  # fmt: skip
