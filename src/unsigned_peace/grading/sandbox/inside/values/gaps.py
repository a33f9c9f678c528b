"""What a comparison passes over in numbers: missing ones, infinite ones, rough ones.

`abs(a - b) > 0.1` is false of NaN, and pandas leaves it out of sums. Python compares a number of 16
bits with another one as if that had 16 bits, too: infinity is then equal to all large numbers.
"""

import math
import sys

UNSURE = "unsure"  # of a mark: a student has there what the solution has not
_NOBODYS = 1.2345678e30  # a number that no test expects


def filled(value: object) -> object:
    """Give a number where there is none, or where it is infinite or stands for its neighbours.

    >>> filled(float("nan")) > 1e30, filled(2.5)
    (True, 2.5)
    """
    if type(value) is float:
        return value if math.isfinite(value) else _NOBODYS
    library, numpy = library_of(value), sys.modules.get("numpy")
    kind = getattr(getattr(value, "dtype", None), "kind", "") if library else ""
    if type(value).__name__ == "NaTType" or (kind in ("m", "M") and gaps_in(value)):
        return numpy.full(numpy.shape(value), _NOBODYS)[()]  # no test of moments passes with it
    if library == "numpy" and kind == "O":
        for at, one in enumerate(value.flat):
            value.flat[at] = _NOBODYS if one is None else one
    if library != "numpy" or kind not in ("f", "c"):
        return value
    wide = value.astype(float) if value.dtype == "float16" else value
    return numpy.nan_to_num(wide, nan=_NOBODYS, posinf=_NOBODYS, neginf=-_NOBODYS)


def gaps_in(value: object) -> str:
    """Say what is missing: "hidden", where a comparison says nothing of it, "seen", or "".

    >>> gaps_in(float("inf")), gaps_in(1.5)
    ('seen', '')
    """
    if type(value) in (float, complex):
        return "" if value - value == 0 else "seen"
    library, numpy = library_of(value), sys.modules.get("numpy")
    if fields_of(value):
        return ""  # each of them is looked at
    if library == "numpy" and isinstance(value, numpy.ndarray | numpy.generic):
        return _gaps_of_array(value)
    if library == "pandas" and type(value).__name__ != "MultiIndex":
        return _gaps_of_table(value)
    return ""


def _gaps_of_array(value: object) -> str:
    numpy = sys.modules["numpy"]
    if numpy.ma.getmaskarray(value).any():
        return "hidden"
    if value.dtype.kind not in "fcmM":
        return ""
    return "seen" if value.dtype == "float16" or not numpy.isfinite(value).all() else ""


def _gaps_of_table(value: object) -> str:
    numpy, pandas = sys.modules["numpy"], sys.modules["pandas"]
    table = type(value).__name__ == "DataFrame"
    kinds = value.dtypes if table else [getattr(value, "dtype", None)]
    if numpy.any(pandas.isna(value)):
        marks = [value, *(getattr(one, "na_value", None) for one in kinds)]
        return "hidden" if any(one is pandas.NA for one in marks) else "seen"
    return "seen" if "float16" in map(str, kinds) else ""


def fields_of(value: object) -> tuple[str, ...]:
    """Name the fields of an array of records.

    >>> fields_of([1])
    ()
    """
    kind = getattr(value, "dtype", None) if library_of(value) == "numpy" else None
    return getattr(kind, "names", None) or ()


def library_of(value: object) -> str:
    """Say whether a value is one of numpy's or of pandas'.

    >>> library_of([1])
    ''
    """
    library = type(value).__module__.partition(".")[0]
    return library if library in ("numpy", "pandas") and library in sys.modules else ""
