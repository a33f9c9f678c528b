"""How arrays and numbers of numpy cross; see `value_forms`."""

import re
from math import prod

import numpy as np

from .value_forms import MOST_BYTES, MOST_CELLS, TOO_LARGE, Form, expect, register, register_single

_PLAIN = re.compile(r"[<>|=]?[biufcSUmMO?][0-9]{0,6}(\[[0-9]{0,6}[a-zA-Z]{1,2}\])?")
_MOST_FIELDS = 30  # of a record
_LAST_LETTER = 0x10FFFF
_BITS = ("PCG64", "PCG64DXSM", "MT19937", "SFC64")


def _take_dtype(one: np.dtype) -> list[list[str]]:
    if one.names is None and one.kind != "V":
        return [[one.str]]
    plain = [(name, one.fields[name][0]) for name in one.names or ()]
    simple = plain and not any(kind.kind in "VO" for _, kind in plain) and np.dtype(plain) == one
    expect(simple, f"It holds an array of {one}, which cannot be handed to the test.")
    return [[part for name, kind in plain for part in (name, kind.str)]]


def _make_dtype(*items: str) -> np.dtype:
    names, kinds = items[:-1:2], items[1::2] if len(items) > 1 else items
    expect(len(items) <= 2 * _MOST_FIELDS and all(map(_PLAIN.fullmatch, kinds)))
    return np.dtype([*zip(names, kinds, strict=True)]) if names else np.dtype(kinds[0])


def _take_array(one: np.ndarray) -> list[list[object]]:
    one = np.asarray(one)
    expect(one.nbytes <= MOST_BYTES, TOO_LARGE)
    content = one.ravel().tolist() if one.dtype.kind == "O" else one.tobytes()
    return [[one.shape, one.dtype, content]]


def _make_array(shape: tuple[int, ...], kind: np.dtype, content: list | bytes) -> np.ndarray:
    expect(all(type(number) is int and 0 <= number <= MOST_CELLS for number in shape))
    if kind.kind == "O":
        return np.fromiter(iter(content), dtype=object, count=len(content)).reshape(shape)
    expect(prod(shape) * kind.itemsize == len(content) and (content or not prod(shape)))
    if not content:
        return np.zeros(shape, kind)
    made = np.frombuffer(content, dtype=kind).reshape(shape).copy()  # no view of something else
    for part in [made[name] for name in kind.names] if kind.names else [made]:
        _look_at(part)
    return made


def _look_at(part: np.ndarray) -> None:
    """Refuse bytes that no program of numpy's writes: truth that is neither, letters beyond all."""
    if part.dtype.kind == "b":
        expect((part.view(np.uint8) <= 1).all())
    if part.dtype.kind == "U":
        letters = np.ascontiguousarray(part, dtype=part.dtype.newbyteorder("="))
        expect((letters.reshape(-1).view(np.uint32) <= _LAST_LETTER).all())


def _make_generator(state: dict) -> np.random.Generator:
    name, inner = state["bit_generator"], state["state"]
    expect(name in _BITS and 0 <= inner.get("pos", 0) <= len(inner.get("key", ())))
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
    generator = Form(lambda one: [[one.bit_generator.state]], _make_generator, (dict,))
    register("Generator", np.random.Generator, generator)
    older = Form(lambda one: [[one.get_state(legacy=False)]], _make_random_state, (dict,))
    register("RandomState", np.random.RandomState, older)
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
