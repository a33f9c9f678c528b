"""How arrays and numbers of numpy cross; see `value_forms`."""

import re
from math import prod

import numpy as np

from .value_forms import (
    DAMAGED,
    MOST_BYTES,
    MOST_CELLS,
    TOO_LARGE,
    CodecError,
    Form,
    register,
    register_single,
)

_PLAIN = re.compile(r"[<>|=]?[biufcSUmMO?][0-9]{0,6}(\[[0-9]{0,6}[a-zA-Z]{1,2}\])?")
_MOST_FIELDS = 30  # of a record
_LAST_LETTER = 0x10FFFF
_BITS = ("PCG64", "PCG64DXSM", "MT19937", "SFC64")


def _take_dtype(one: np.dtype) -> list[list[str]]:
    if one.names is None and one.kind != "V":
        return [[one.str]]
    plain = [(name, one.fields[name][0]) for name in one.names or ()]
    if not plain or any(kind.kind in "VO" for _, kind in plain) or np.dtype(plain) != one:
        raise CodecError(f"It holds an array of {one}, which cannot be handed to the test.")
    return [[part for name, kind in plain for part in (name, kind.str)]]


def _make_dtype(*items: str) -> np.dtype:
    names, kinds = items[:-1:2], items[1::2] if len(items) > 1 else items
    if len(items) > 2 * _MOST_FIELDS or not all(map(_PLAIN.fullmatch, kinds)):
        raise CodecError(DAMAGED)
    return np.dtype([*zip(names, kinds, strict=True)]) if names else np.dtype(kinds[0])


def _take_array(one: np.ndarray) -> list[list[object]]:
    one = np.asarray(one)
    if one.nbytes > MOST_BYTES:
        raise CodecError(TOO_LARGE)
    return [
        [one.shape, one.dtype, one.ravel().tolist() if one.dtype.kind == "O" else one.tobytes()]
    ]


def _make_array(shape: tuple[int, ...], kind: np.dtype, content: list | bytes) -> np.ndarray:
    if not all(type(number) is int and 0 <= number <= MOST_CELLS for number in shape):
        raise CodecError(DAMAGED)
    if kind.kind == "O":
        return np.fromiter(iter(content), dtype=object, count=len(content)).reshape(shape)
    if prod(shape) * kind.itemsize != len(content) or (prod(shape) and not content):
        raise CodecError(DAMAGED)
    if not content:
        return np.zeros(shape, kind)
    made = np.frombuffer(bytearray(content), dtype=kind).reshape(shape)
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


def _make_generator(state: dict) -> np.random.Generator:
    name, inner = state["bit_generator"], state["state"]
    if name not in _BITS or not 0 <= inner.get("pos", 0) <= len(inner.get("key", ())):
        raise CodecError(DAMAGED)
    bits = getattr(np.random, name)()
    bits.state = state
    return np.random.Generator(bits)


def _make_random_state(state: dict) -> np.random.RandomState:
    made = np.random.RandomState(_make_generator(state).bit_generator)
    made.set_state(state)
    return made


def learn() -> None:
    """Let arrays cross."""
    register("dtype", np.dtype, Form(_take_dtype, _make_dtype))
    register("array", np.ndarray, Form(_take_array, _make_array, (tuple, np.dtype, list | bytes)))
    masked = Form(
        lambda one: [[one.data.view(np.ndarray), np.ma.getmaskarray(one), one.fill_value]],
        lambda data, mask, fill: np.ma.MaskedArray(data, mask, fill_value=fill),
        (np.ndarray, np.ndarray, object),
    )
    register("masked", np.ma.MaskedArray, masked)
    dice = lambda one: [[one.bit_generator.state]]  # noqa: E731
    register("Generator", np.random.Generator, Form(dice, _make_generator, (dict,)))
    dice = lambda one: [[one.get_state(legacy=False)]]  # noqa: E731
    register("RandomState", np.random.RandomState, Form(dice, _make_random_state, (dict,)))
    scalar = Form(
        lambda one: [_take_array(one)[0][1:]],
        lambda kind, content: _make_array((), kind, content)[()],
        (np.dtype, bytes),
    )
    register_single("np.nan", np.nan)
    register_single("np.ma.masked", np.ma.masked)
    for kind in {*np.sctypeDict.values()} - {np.void, np.object_}:
        register("np.scalar", kind, scalar)
        register_single(f"class np.{kind.__name__}", kind)
