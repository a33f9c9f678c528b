"""How tables, columns, indexes and moments of pandas cross; see `value_forms`."""

import re
from datetime import tzinfo

import numpy as np
import pandas as pd

from .value_forms import MOST_CELLS, TOO_LARGE, Form, expect, register, register_single, spread

_COLUMN = np.ndarray | pd.api.extensions.ExtensionArray
_KINDS = re.compile(r"(str|string|boolean|U?Int|Float|Sparse|period|interval)[\w\[\], :/+-]{0,50}")
_LETTERS = 40  # of a unit or a frequency


def _checked(text: object) -> str:
    expect(type(text) is str and len(text) <= _LETTERS)
    return text


# The column of a table, or what an index is made of.


def _column(one: pd.api.extensions.ExtensionArray) -> object:
    """Say of what a column is made: a plain array, or one of pandas' own."""
    return one.to_numpy() if type(one) is pd.arrays.NumpyExtensionArray else one


def _make_column(values: list[object], kind: str) -> object:
    sentence = f"It holds a column of {kind[:80]}, which cannot be handed to the test."
    expect(_KINDS.fullmatch(kind), sentence)
    return pd.array(values, dtype=kind)


def _in_zone(moments: object, zone: tzinfo | None) -> object:
    return moments if zone is None else moments.tz_localize("UTC").tz_convert(zone)


def _make_moments(values: np.ndarray, unit: str, zone: tzinfo | None) -> object:
    return _in_zone(pd.DatetimeIndex(values.view(f"M8[{_checked(unit)}]")), zone).array


def _make_spans(values: np.ndarray, unit: str) -> object:
    return pd.TimedeltaIndex(values.view(f"m8[{_checked(unit)}]")).array


# Whole tables.


def _take_index(one: pd.Index) -> list[object]:
    steady = type(one) in (pd.DatetimeIndex, pd.TimedeltaIndex) and one.freq is not None
    return [_column(one.array), one.name, one.freq.freqstr if steady else None]


def _make_index(values: object, name: object, frequency: str | None) -> pd.Index:
    if values.dtype == object:
        spread(values.tolist())
    index = pd.Index(values, dtype=values.dtype, name=name, copy=False)
    if isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex):
        # pandas raises ValueError where it does not fit
        index.freq = None if frequency is None else _checked(frequency)
    return index


def _make_range(start: int, stop: int, step: int, name: object) -> pd.RangeIndex:
    expect(len(range(start, stop, step)) <= MOST_CELLS, TOO_LARGE)
    return pd.RangeIndex(start, stop, step, name=name)


def _take_levels(one: pd.MultiIndex) -> list[object]:
    return [[*one.levels], [np.asarray(code) for code in one.codes], [*one.names]]


def _make_levels(levels: list, codes: list, names: list) -> pd.MultiIndex:
    expect(all(isinstance(one, pd.Index) for one in levels))
    return pd.MultiIndex(levels=levels, codes=codes, names=names)


def _plain(one: pd.Series | pd.DataFrame, kind: type) -> pd.Series | pd.DataFrame:
    """Give what an object of a derived class holds, whatever its methods and properties say."""
    if type(one) is kind:
        return one
    held = object.__getattribute__(one, "__dict__")
    plain = kind._from_mgr(held["_mgr"], held["_mgr"].axes)  # noqa: SLF001 - as pandas itself does
    if kind is pd.Series:
        plain.name = held.get("_name")
    return plain


def _take_series(one: pd.Series) -> list[object]:
    one = _plain(one, pd.Series)
    return [_column(one.array), one.index, one.name, one.attrs or None]


def _make_series(values: object, index: pd.Index, name: object, notes: dict | None) -> pd.Series:
    made = pd.Series(values, index=index, dtype=values.dtype, name=name, copy=False)
    made.attrs = notes or {}
    return made


def _take_frame(one: pd.DataFrame) -> list[object]:
    one = _plain(one, pd.DataFrame)
    columns = [_column(one.iloc[:, at].array) for at in range(len(one.columns))]
    return [columns, one.index, one.columns, one.attrs or None]


def _make_frame(
    columns: list[object], index: pd.Index, names: pd.Index, notes: dict | None
) -> pd.DataFrame:
    expect(len(columns) * len(index) <= MOST_CELLS)
    expect(all(isinstance(one, _COLUMN) for one in columns))
    held = {at: _make_series(one, index, None, None) for at, one in enumerate(columns)}
    made = pd.DataFrame(held, index=index, columns=None if held else names)
    made.columns = names
    made.attrs = notes or {}
    return made


def learn() -> None:
    """Let tables cross."""
    register_single("pd.NA", pd.NA)
    register_single("pd.NaT", pd.NaT)
    zone, notes, array = tzinfo | None, dict | None, np.ndarray
    for kind, take, make, parts in (
        (pd.Series, _take_series, _make_series, (_COLUMN, pd.Index, object, notes)),
        (pd.DataFrame, _take_frame, _make_frame, (list, pd.Index, pd.Index, notes)),
        (pd.Index, _take_index, _make_index, (_COLUMN, object, str | None)),
        (pd.RangeIndex, lambda one: [one.start, one.stop, one.step, one.name], _make_range,
         (int, int, int, object)),
        (pd.MultiIndex, _take_levels, _make_levels, (list, list, list)),
        (pd.api.extensions.ExtensionArray,
         lambda one: [one.astype(object).tolist(), str(one.dtype)], _make_column, (list, str)),
        (pd.arrays.DatetimeArray, lambda one: [one.asi8, one.unit, one.tz], _make_moments,
         (array, str, zone)),
        (pd.arrays.TimedeltaArray, lambda one: [one.asi8, one.unit], _make_spans, (array, str)),
        (pd.Categorical, lambda one: [one.codes, one.categories, one.ordered],
         pd.Categorical.from_codes, (array, pd.Index, bool)),
        (pd.Timestamp, lambda one: [one.asm8, one.tz],
         lambda one, zone: _in_zone(pd.Timestamp(one), zone), (np.datetime64, zone)),
        (pd.Timedelta, lambda one: [one.asm8], pd.Timedelta, (np.timedelta64,)),
        (pd.Period, lambda one: [one.ordinal, one.freqstr],
         lambda one, frequency: pd.Period(ordinal=one, freq=_checked(frequency)), (int, str)),
        (pd.Interval, lambda one: [one.left, one.right, one.closed], pd.Interval,
         (object, object, str)),
    ):  # fmt: skip
        form = Form(lambda one, take=take: [take(one)], make, parts)
        register(f"pd.{kind.__name__}", kind, form)
