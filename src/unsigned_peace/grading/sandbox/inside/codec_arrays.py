"""Arrays and numbers of numpy, taken apart and made again; see `codec_forms`."""

import re
from math import prod

import numpy as np

from .codec_forms import DAMAGED, CodecError, Form, register, register_single

_PLAIN = re.compile(r"[<>|=]?[biufcSUmMO?][0-9]{0,6}(\[[0-9]{0,6}[a-zA-Z]{1,2}\])?")
_MOST_FIELDS = 30  # of a record
_LAST_LETTER = 0x10FFFF


def _take_dtype(one: np.dtype) -> list[object]:
    if one.names is None and one.kind != "V":
        return [one.str]
    plain = [(name, one.fields[name][0]) for name in one.names or ()]
    if not plain or any(kind.kind in "VO" for _, kind in plain) or np.dtype(plain) != one:
        raise CodecError(f"It holds an array of {one}, which cannot be handed to the test.")
    return [part for name, kind in plain for part in (name, kind.str)]


def _make_dtype(*items: str) -> np.dtype:
    names, kinds = items[:-1:2], items[1::2] if len(items) > 1 else items
    known = all(type(kind) is str and _PLAIN.fullmatch(kind) for kind in kinds)
    if len(items) > 2 * _MOST_FIELDS or not known:
        raise CodecError(DAMAGED)
    return np.dtype([*zip(names, kinds, strict=True)]) if names else np.dtype(kinds[0])


def _take_array(one: np.ndarray) -> list[object]:
    one = np.asarray(one)
    plain = one.dtype.kind != "O"
    return [one.shape, one.dtype, one.tobytes() if plain else one.ravel().tolist()]


def _make_array(shape: tuple[int, ...], kind: np.dtype, content: list | bytes) -> np.ndarray:
    if not all(type(number) is int and 0 <= number < 1 << 31 for number in shape):
        raise CodecError(DAMAGED)
    if kind.kind == "O":
        if type(content) is not list:
            raise CodecError(DAMAGED)
        return np.fromiter(content, dtype=object, count=len(content)).reshape(shape)
    if prod(shape) * kind.itemsize != len(content) or (prod(shape) and not kind.itemsize):
        raise CodecError(DAMAGED)
    if not content:
        return np.zeros(shape, dtype=kind)
    made = np.frombuffer(content, dtype=kind).reshape(shape).copy()
    for part in [made[name] for name in kind.names] if kind.names else [made]:
        _look_at(part)
    return made


def _look_at(part: np.ndarray) -> None:
    """Refuse bytes that no program of numpy's writes: truth that is neither, letters beyond all."""
    if part.dtype.kind == "b" and (part.view(np.uint8) > 1).any():
        raise CodecError(DAMAGED)
    if part.dtype.kind == "U":
        letters = np.ascontiguousarray(part, dtype=part.dtype.newbyteorder("="))
        if (letters.reshape(-1).view(np.uint32) > _LAST_LETTER).any():
            raise CodecError(DAMAGED)


def _take_scalar(one: np.generic) -> list[object]:
    whole = np.asarray(one)
    return [whole.dtype, whole.tobytes()]


def _make_scalar(kind: np.dtype, content: bytes) -> object:
    return _make_array((), kind, content)[()]


def _take_masked(one: np.ma.MaskedArray) -> list[object]:
    return [one.data.view(np.ndarray), np.ma.getmaskarray(one), one.fill_value]


def _make_masked(data: np.ndarray, mask: np.ndarray, fill: object) -> object:
    return np.ma.MaskedArray(data, mask, fill_value=fill)


def learn() -> None:
    """Let arrays cross."""
    whole = (tuple, np.dtype, list | bytes)
    register("dtype", Form(np.dtype, _take_dtype, _make_dtype, None))
    register("array", Form(np.ndarray, _take_array, _make_array, whole))
    register(
        "masked",
        Form(np.ma.MaskedArray, _take_masked, _make_masked, (np.ndarray, np.ndarray, object)),
    )
    register_single("np.nan", np.nan)
    register_single("np.ma.masked", np.ma.masked)
    for kind in {*np.sctypeDict.values()} - {np.void, np.object_}:
        register("np.scalar", Form(kind, _take_scalar, _make_scalar, (np.dtype, bytes)))
        register_single(f"class np.{kind.__name__}", kind)
