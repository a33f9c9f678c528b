"""Whatever bytes a student's process writes, reading them ends at once and does nothing."""

import base64
import json
from collections.abc import Callable
from time import process_time

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
)
from unsigned_peace.grading.sandbox.inside.values import value_forms
from unsigned_peace.grading.sandbox.inside.values.codec import decode, encode, refuse
from unsigned_peace.grading.sandbox.inside.values.gaps import filled
from unsigned_peace.grading.sandbox.inside.values.value_forms import CodecError


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

HOSTILE: dict[str, Callable[[], bytes]] = {  # some are of megabytes
    "nothing": lambda: b"",
    "no JSON": lambda: b"[1, 2",
    "no number of JSON": lambda: b"NaN",
    "infinity as JSON does not write it": lambda: b"-Infinity",
    "no text": lambda: b"\xff\xfe",
    "a list without a name": lambda: written([]),
    "a form without parts": lambda: written(["list"]),
    "parts that are no list": lambda: written(["list", [], 7]),
    "more parts than a form has": lambda: written(["list", [], [], []]),
    "a form that is not known": lambda: written(["eval", ["1"]]),
    "a list of four million": lambda: written(rows(*[None] * 4_000_000)),
    "four million lists": lambda: written(rows(*[["=", 0]] * 4_000_000)),
    "depth": lambda: b'["list",[],[' * 100_000 + b"]]" * 100_000,
    "depth of lists": lambda: b"[" * 1_000_000 + b"]" * 1_000_000,
    "numbers with one hash": lambda: written(["set", ALIKE]),
    "keys with one hash": lambda: written(["dict", [], ALIKE, ALIKE]),
    "labels with one hash": lambda: written(
        ["pd.Index", ["plain", ["array", [shape(9000), kind("|O"), rows(*ALIKE)]], None, None]]
    ),
    "two to the sixtieth rows": lambda: written(["pd.DataFrame", [rows(), RANGE, NOTHING, None]]),
    "an index of as many": lambda: written(RANGE),
    "an array of as many": lambda: written(
        ["array", [shape(1 << 30, 1 << 30), kind("<f8"), data(b"12345678")]]
    ),
    "as many of nothing": lambda: written(
        ["array", [shape(1 << 30, 1 << 30), kind("|S0"), data(b"")]]
    ),
    "many of nothing": lambda: written(["array", [shape(1 << 20), kind("|S0"), data(b"")]]),
    "negative rows": lambda: written(["array", [shape(-1), kind("<f8"), data(b"")]]),
    "truth that is neither": lambda: written(["array", [shape(1), kind("|b1"), data(b"\x02")]]),
    "a letter beyond all": lambda: written(
        ["array", [shape(1), kind("<U1"), data(b"\xff\xff\xff\x7f")]]
    ),
    "an array of pointers": lambda: written(["array", [shape(1), kind("|O"), data(b"12345678")]]),
    "a dtype that is code": lambda: written(kind("O8,(2,3)f4")),
    "a dtype of bare memory": lambda: written(kind("|V9")),
    "bytes that are none": lambda: written(["bytes", ["%%%"]]),
    "a date from its saved state": lambda: written(["date", [data(b"\x07\xe4\x0c\x63")]]),
    "a day that is none": lambda: written(["date", [2020, 1, 99]]),
    "a zone that is a path": lambda: written(["ZoneInfo", ["../../etc/passwd"]]),
    "a fraction to shorten": lambda: written(
        ["Fraction", [number(1 << 100_000), number(1 << 99_999)]]
    ),
    "an integer without end": lambda: written(["int", ["5" * 10_000_000]]),
    "a plain integer without end": lambda: b"5" * 10_000_000,
    "a decimal without end": lambda: written(["Decimal", ["1" * 1_000_000]]),
    "a float without end": lambda: written(["float", ["0x" + "1" * 1_000_000]]),
    "a tuple that holds itself": lambda: written(["tuple", [["=", 0]]]),
    "a set that holds itself": lambda: written(["set", [["=", 0]]]),
    "a place that is not there": lambda: written(["=", 7]),
    "a class that is not known": lambda: written([".Nobody", [1]]),
    "a builtin that is a function": lambda: written(["single", ["class eval"]]),
    "methods for an instructor's object": lambda: written([".Till", [], ["total"], [3]]),
    "a field with a strange name": lambda: written([".Town", [], ["__class__"], [3]]),
    "a named tuple with a strange field": lambda: written(["namedtuple", ["A", shape("x=1)#"), 1]]),
    "two keys that are one": lambda: written(["dict", [], [1, 1], [1, 1]]),
    "more than the value": lambda: b"1 2",
    "a reference in parts": lambda: written(["R", [1] * 6]),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_is_refused_at_once(name) -> None:
    message = HOSTILE[name]()
    began = process_time()
    with pytest.raises(CodecError) as refused:
        decode(message, refuse, classes=CLASSES)
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


def test_infinity_does_not_hide_in_a_large_exponent() -> None:
    forged = b'["list",[],[1e999,-1e999,2.5]]'
    assert decode(forged, refuse) == [float("inf"), float("-inf"), 2.5]  # seen, and looked at again
    assert decode(forged, refuse, mend=filled) == [filled(float("inf"))] * 2 + [2.5]
