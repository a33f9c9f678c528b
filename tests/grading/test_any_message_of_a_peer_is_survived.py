"""Whatever the other side sends, it is refused or answered, and nothing else happens."""

import contextlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.grading.two_sides import CLASSES, Town, function_of
from unsigned_peace.grading.sandbox.inside.proxies.peer import Peer
from unsigned_peace.grading.sandbox.inside.values.codec import Reference, encode
from unsigned_peace.grading.sandbox.inside.values.value_forms import CodecError

HANDLES = [
    Reference(kind, number, owner, "T", "f", more)
    for kind in ("function", "object", "class", "module", "strange")
    for number in (0, 1, 99, -1)
    for owner in ("student", "checker", "nobody")
    for more in (
        ("", [["x", "nonsense", [], []]], ("json", "loads")),
        ([], [], ("", "")),
        (int, True, False),
        (int, None, True),
        None,
    )
]

PARTS = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.floats() | st.text(max_size=5)
    | st.sampled_from([int, ValueError, SystemExit, StopIteration, "value", "error", "refused"]),
    lambda inside: st.lists(inside, max_size=4) | st.lists(inside, max_size=4).map(tuple)
    | st.dictionaries(st.text(max_size=3), inside, max_size=2),
    max_leaves=8,
)  # fmt: skip

OUTCOMES = st.one_of(
    st.tuples(st.just("value"), PARTS),
    st.tuples(st.just("error"), PARTS, PARTS, st.text(max_size=3), PARTS),
    st.tuples(
        st.just("error"),
        st.sampled_from([ValueError, SystemExit, KeyboardInterrupt, UnicodeDecodeError, OSError]),
        st.lists(PARTS, max_size=3).map(tuple),
        st.text(max_size=3),
        st.lists(st.text()),
    ),
    st.tuples(st.just("refused"), PARTS),
    PARTS,
)

CHANGES = st.lists(
    st.tuples(st.integers(-1, 30), PARTS | st.just({"name": "x"}) | st.just(np.arange(3))),
    max_size=3,
)

DOING = st.sampled_from(["call", "get", "set", "delete", "operator", "names", "x", None, 1])

REQUESTS = st.tuples(
    DOING, st.just([]), st.none(), st.sampled_from([0, *HANDLES]),
    st.sampled_from(["", "__globals__", "__len__", "__init__", "append"]),
    st.lists(PARTS, max_size=2).map(tuple), st.dictionaries(st.text(max_size=2), PARTS, max_size=1),
)  # fmt: skip

WHOLE = st.one_of(
    st.tuples(st.lists(PARTS, max_size=2) | PARTS, PARTS | st.none(), OUTCOMES, CHANGES | PARTS),
    REQUESTS,
    PARTS,
)


class Handed:
    """Crosses as the reference that it holds."""

    def __init__(self, reference):
        self.reference = reference


def _with_handles(value):
    if isinstance(value, Reference):
        return Handed(value)
    if isinstance(value, list | tuple):
        return type(value)(map(_with_handles, value))
    return value


ANSWERS = st.binary(max_size=50) | WHOLE.map(
    lambda value: encode(_with_handles(value), lambda one: one.reference, classes=CLASSES)
)


@pytest.mark.slow
def test_an_answer_may_be_anything() -> None:
    @given(ANSWERS)
    @settings(deadline=None, max_examples=500, suppress_health_check=[*HealthCheck])
    def ask(answer) -> None:
        peer = Peer("checker", lambda _: answer, classes=CLASSES)
        function = function_of(peer)
        rows = [[1], {2: 3}, np.arange(3), pd.Series([1]), Town("Ito")]
        with contextlib.suppress(Exception):
            function(*rows, key=[*rows])  # a list that is given may be emptied; these may not turn
        assert [type(one) for one in rows] == [list, dict, np.ndarray, pd.Series, Town]

    ask()


@pytest.mark.slow
def test_a_request_may_be_anything(pair) -> None:
    done = []
    pair.checker._written([done.append, Town, np])  # handed out

    @given(ANSWERS)
    @settings(deadline=None, max_examples=1000, suppress_health_check=[*HealthCheck])
    def ask(request) -> None:
        answer = pair.checker.serve(request)
        with contextlib.suppress(CodecError):
            pair.student._read(answer)

    ask()
