"""How tables, columns, indexes and moments of pandas cross; see `forms`."""

from collections.abc import Callable
from datetime import tzinfo

import numpy as np
import pandas as pd

from .forms import (
    DAMAGED,
    MOST_CELLS,
    TOO_LARGE,
    CodecError,
    Form,
    register,
    register_single,
    spread,
)

_MASKED = (pd.arrays.IntegerArray, pd.arrays.FloatingArray, pd.arrays.BooleanArray)
_COLUMN = np.ndarray | pd.api.extensions.ExtensionArray
_LETTERS = 40  # of a unit or a frequency


def _checked(text: object) -> str:
    if type(text) is not str or len(text) > _LETTERS:
        raise CodecError(DAMAGED)
    return text


# The column of a table, or what an index is made of.


def _column(one: pd.api.extensions.ExtensionArray) -> object:
    """Say of what a column is made: a plain array, or one of pandas' own."""
    return one.to_numpy() if type(one) is pd.arrays.NumpyExtensionArray else one


def _take_text(one: pd.arrays.StringArray) -> list[object]:
    missing = np.asarray(one.isna())
    texts = ["" if gone else str(text) for text, gone in zip(one, missing, strict=True)]
    return [texts, missing if missing.any() else None, one.dtype.na_value, one.dtype.storage]


def _make_text(texts: list[str], missing: np.ndarray | None, gone: object, storage: str) -> object:
    if not {*map(type, texts)} <= {str}:
        raise CodecError(DAMAGED)
    values = np.fromiter(texts, dtype=object, count=len(texts))
    if missing is not None:
        values[missing] = gone
    return pd.array(values, dtype=pd.StringDtype(storage=storage, na_value=gone))


def _in_zone(moments: object, zone: tzinfo | None) -> object:
    return moments if zone is None else moments.tz_localize("UTC").tz_convert(zone)


def _make_moments(values: np.ndarray, unit: str, zone: tzinfo | None) -> object:
    return _in_zone(pd.DatetimeIndex(values.view(f"M8[{_checked(unit)}]")), zone).array


def _make_spans(values: np.ndarray, unit: str) -> object:
    return pd.TimedeltaIndex(values.view(f"m8[{_checked(unit)}]")).array


def _make_periods(ordinals: np.ndarray, frequency: str) -> object:
    return pd.PeriodIndex.from_ordinals(ordinals, freq=_checked(frequency)).array


def _make_masked(kind: type, values: np.ndarray, missing: np.ndarray) -> object:
    if kind not in _MASKED:
        raise CodecError(DAMAGED)
    return kind(values, missing)


# Whole tables.


def _take_index(one: pd.Index) -> list[object]:
    if type(one) is pd.MultiIndex:
        return ["many", [*one.levels], [np.asarray(code) for code in one.codes], [*one.names]]
    if type(one) is pd.RangeIndex:
        return ["range", one.start, one.stop, one.step, one.name]
    steady = type(one) in (pd.DatetimeIndex, pd.TimedeltaIndex) and one.freq is not None
    return ["plain", _column(one.array), one.name, one.freq.freqstr if steady else None]


def _make_index(kind: str, *items: object) -> pd.Index:
    if kind == "many":
        levels, codes, names = items
        if not all(isinstance(one, pd.Index) for one in levels):
            raise CodecError(DAMAGED)
        return pd.MultiIndex(levels=levels, codes=codes, names=names)
    if kind == "range":
        *numbers, name = items
        if len(range(*numbers)) > MOST_CELLS:
            raise CodecError(TOO_LARGE)
        return pd.RangeIndex(*numbers, name=name)
    values, name, frequency = items
    if not isinstance(values, _COLUMN):
        raise CodecError(DAMAGED)
    if values.dtype == object:
        spread(values.tolist())
    index = pd.Index(values, dtype=values.dtype, name=name, copy=False)
    if isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex):
        # pandas raises ValueError where it does not fit
        index.freq = None if frequency is None else _checked(frequency)
    return index


def _take_series(one: pd.Series) -> list[object]:
    plain = pd.Series(one)  # whatever the methods of a derived class say
    return [_column(plain.array), plain.index, plain.name, one.attrs or None]


def _make_series(values: object, index: pd.Index, name: object, notes: dict | None) -> pd.Series:
    made = pd.Series(values, index=index, dtype=values.dtype, name=name, copy=False)
    made.attrs = notes or {}
    return made


def _take_frame(one: pd.DataFrame) -> list[object]:
    plain = pd.DataFrame(one)
    columns = [_column(plain.iloc[:, at].array) for at in range(len(plain.columns))]
    return [columns, plain.index, plain.columns, one.attrs or None]


def _make_frame(
    columns: list[object], index: pd.Index, names: pd.Index, notes: dict | None
) -> pd.DataFrame:
    if len(columns) * len(index) > MOST_CELLS or not all(
        isinstance(one, _COLUMN) for one in columns
    ):
        raise CodecError(DAMAGED)
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
        (pd.Index, _take_index, _make_index, None),
        (pd.arrays.StringArray, _take_text, _make_text, (list, array | None, object, str)),
        (pd.arrays.DatetimeArray, lambda one: [one.asi8, one.unit, one.tz], _make_moments,
         (array, str, zone)),
        (pd.arrays.TimedeltaArray, lambda one: [one.asi8, one.unit], _make_spans, (array, str)),
        (pd.arrays.PeriodArray, lambda one: [one.asi8, one.freqstr], _make_periods, (array, str)),
        (pd.arrays.IntervalArray, lambda one: [one.left, one.right, one.closed],
         pd.arrays.IntervalArray.from_arrays, (pd.Index, pd.Index, str)),
        (pd.Categorical, lambda one: [one.codes, one.categories, one.ordered],
         pd.Categorical.from_codes, (array, pd.Index, bool)),
        (pd.Timestamp, lambda one: [one.asm8, one.tz],
         lambda one, zone: _in_zone(pd.Timestamp(one), zone), (np.datetime64, zone)),
        (pd.Timedelta, lambda one: [one.asm8], pd.Timedelta, (np.timedelta64,)),
        (pd.Period, lambda one: [one.ordinal, one.freqstr],
         lambda one, frequency: pd.Period(ordinal=one, freq=_checked(frequency)), (int, str)),
        (pd.Interval, lambda one: [one.left, one.right, one.closed], pd.Interval,
         (object, object, str)),
        *((one, lambda one: [type(one), one._data, one._mask],  # noqa: SLF001 - nothing public
           _make_masked, (type, array, array)) for one in _MASKED),
    ):  # fmt: skip
        _register(kind, take, make, parts)
    for masked in _MASKED:
        register_single(f"class {masked.__name__}", masked)


def _register(kind: type, take: Callable, make: Callable, parts: tuple | None) -> None:
    register(f"pd.{kind.__name__}", kind, Form(lambda one: [take(one)], make, parts))
