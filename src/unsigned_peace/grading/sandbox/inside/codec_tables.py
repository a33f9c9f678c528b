"""Tables, columns, indexes and moments of pandas, taken apart and made again; see `codec_forms`."""

from datetime import tzinfo

import numpy as np
import pandas as pd

from .codec_forms import (
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
_FREQUENCY = 40  # letters


def _checked(text: object) -> str:
    if type(text) is not str or len(text) > _FREQUENCY:
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


def _take_moments(one: pd.arrays.DatetimeArray | pd.arrays.TimedeltaArray) -> list[object]:
    return [one.asi8, one.unit, getattr(one, "tz", None)]


def _make_moments(values: np.ndarray, unit: str, zone: tzinfo | None) -> object:
    index = pd.DatetimeIndex(values.view(f"M8[{_checked(unit)}]"))
    return (index if zone is None else index.tz_localize("UTC").tz_convert(zone)).array


def _make_spans(values: np.ndarray, unit: str, _: object) -> object:
    return pd.TimedeltaIndex(values.view(f"m8[{_checked(unit)}]")).array


def _make_periods(ordinals: np.ndarray, frequency: str) -> object:
    return pd.PeriodIndex.from_ordinals(ordinals, freq=_checked(frequency)).array


def _make_intervals(left: pd.Index, right: pd.Index, closed: str) -> object:
    return pd.arrays.IntervalArray.from_arrays(left, right, closed=closed)


def _take_masked(one: pd.api.extensions.ExtensionArray) -> list[object]:
    return [type(one), one._data, one._mask]  # noqa: SLF001 - there is no public way to both


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


def _plain(one: pd.Series | pd.DataFrame, kind: type) -> pd.Series | pd.DataFrame:
    """Give what an object of a derived class holds, whatever its methods say."""
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
    if len(columns) * len(index) > MOST_CELLS or not all(
        isinstance(one, _COLUMN) for one in columns
    ):
        raise CodecError(DAMAGED)
    held = {at: _make_series(one, index, None, None) for at, one in enumerate(columns)}
    made = pd.DataFrame(held, index=index, columns=None if held else names)
    made.columns = names
    made.attrs = notes or {}
    return made


# Single values.


def _make_moment(value: np.datetime64, zone: tzinfo | None) -> object:
    made = pd.Timestamp(value)
    return made if zone is None else made.tz_localize("UTC").tz_convert(zone)


def _make_period(ordinal: int, frequency: str) -> pd.Period:
    return pd.Period(ordinal=ordinal, freq=_checked(frequency))


def _make_categorical(codes: np.ndarray, names: pd.Index, ordered: object) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, names, ordered=ordered)


def learn() -> None:
    """Let tables cross."""
    register_single("pd.NA", pd.NA)
    register_single("pd.NaT", pd.NaT)
    zone, notes, name = tzinfo | None, dict | None, object
    ends = (object, object, str)
    for word, kind, take, make, parts in (
        ("Series", pd.Series, _take_series, _make_series, (_COLUMN, pd.Index, name, notes)),
        ("DataFrame", pd.DataFrame, _take_frame, _make_frame, (list, pd.Index, pd.Index, notes)),
        ("Index", pd.Index, _take_index, _make_index, None),
        ("text", pd.arrays.StringArray, _take_text, _make_text,
         (list, np.ndarray | None, object, str)),
        ("moments", pd.arrays.DatetimeArray, _take_moments, _make_moments, (np.ndarray, str, zone)),
        ("spans", pd.arrays.TimedeltaArray, _take_moments, _make_spans, (np.ndarray, str, zone)),
        ("periods", pd.arrays.PeriodArray, lambda one: [one.asi8, one.freqstr], _make_periods,
         (np.ndarray, str)),
        ("intervals", pd.arrays.IntervalArray, lambda one: [one.left, one.right, one.closed],
         _make_intervals, (pd.Index, pd.Index, str)),
        ("Categorical", pd.Categorical, lambda one: [one.codes, one.categories, one.ordered],
         _make_categorical, (np.ndarray, pd.Index, bool)),
        ("Timestamp", pd.Timestamp, lambda one: [one.asm8, one.tz], _make_moment,
         (np.datetime64, zone)),
        ("Timedelta", pd.Timedelta, lambda one: [one.asm8], pd.Timedelta, (np.timedelta64,)),
        ("Period", pd.Period, lambda one: [one.ordinal, one.freqstr], _make_period, (int, str)),
        ("Interval", pd.Interval, lambda one: [one.left, one.right, one.closed], pd.Interval, ends),
        *(("masked", one, _take_masked, _make_masked, (type, np.ndarray, np.ndarray))
          for one in _MASKED),
    ):  # fmt: skip
        register(f"pd.{word}", Form(kind, take, make, parts))
    for masked in _MASKED:
        register_single(f"class {masked.__name__}", masked)
