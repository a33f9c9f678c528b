"""A student's process learns nothing of a test, and changes nothing that is not its own."""

import contextlib
import enum
import io
import json
import random
import sys
import unittest
from string import Formatter
from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest

from tests.grading.two_sides import Pair, Town, function_of, learnt, ran
from unsigned_peace.grading.sandbox.inside.proxies.mirrors import exception_of_library
from unsigned_peace.grading.sandbox.inside.proxies.peer import Peer
from unsigned_peace.grading.sandbox.inside.values import value_forms
from unsigned_peace.grading.sandbox.inside.values.codec import decode, encode, refuse
from unsigned_peace.grading.sandbox.inside.values.value_forms import CodecError

SHOWN = Formatter()  # an object of a library that holds no data


def test_nothing_of_a_test_is_told_by_an_error_or_a_signature(pair) -> None:
    told = []

    def spy(helper):
        try:
            helper("x")
        except TypeError as error:
            told.extend([*error.frames, *(helper.__signature__.parameters["y"].default or ())])
            told.append(helper.__doc__)

    def helper(x, y=("hidden", 42)):  # noqa: ARG001
        """The answer is hidden."""
        return x + 42  # hidden

    pair.given(spy=spy).spy(helper)
    assert told == [None]


def test_only_what_was_an_argument_is_changed(pair) -> None:
    def helper(x, y=1):
        return x + y

    class Side(enum.Enum):
        NORTH = 1

    classes = pair.checker.classes = {"Side": Side}
    index = pd.Index(["a", "b"], name="n")
    frame, towns, numbers = pd.DataFrame({"a": [1]}, index=["x"]), Town("Ito"), np.arange(2)
    new = {"__defaults__": (100,), "_value_": 7, "name": "Oslo"}
    for number in range(12):
        for change in (new, ["no"], np.array(["no"], dtype=object), {"no": 1}):
            answer = encode(([], None, ("value", 1), [(number, change)]), refuse, classes=classes)
            peer = Peer("checker", lambda _, answer=answer: answer, classes=classes)
            function = function_of(peer)
            with contextlib.suppress(CodecError):
                function(helper, Side.NORTH, index, frame, towns, numbers)
    assert (helper(1), Side.NORTH.value, [*index], towns.name) == (2, 1, ["a", "b"], "Ito")
    assert ([*frame.index], [*frame.columns]) == (["x"], ["a"])


def test_random_numbers_go_on_only_where_the_reference_drew_some() -> None:
    dice = random.Random()
    dice.setstate(random.getstate())
    dice.random()
    drawn, chosen = dice.getstate(), random.Random(1).getstate()
    for theirs, words, taken in (
        (drawn, {"function"}, False),
        (drawn, {"function", "random"}, True),
        (chosen, {"function", "random"}, False),
        (chosen, {"function", "random", "random anew"}, True),
    ):
        answer = encode(([], (theirs, None), ("value", 1), []), refuse)
        peer = Peer("checker", lambda _, answer=answer: answer)
        peer.begin(frozenset(words), random=True)
        function_of(peer)([])
        assert (random.getstate() == theirs) is taken


def test_what_a_test_hands_out_can_be_called_and_no_more(pair) -> None:
    seen = []

    def spy(helper):
        for name in ("__globals__", "__code__", "__closure__", "__self__"):
            try:
                seen.append(getattr(helper, name))
            except Exception as error:  # noqa: BLE001
                seen.append(str(error))
        return pair.student.ask("get", helper, "__globals__", (), {})

    hidden = 42
    with pytest.raises(Exception, match="does not hand out that: `__globals__` of a function"):
        pair.given(spy=spy).spy(lambda: hidden)
    assert not any(isinstance(one, dict) and "hidden" in one for one in seen)


def test_what_a_question_brings_along_is_none_of_the_tests(pair, tmp_path) -> None:
    (tmp_path / "key.txt").write_text("42")
    path, table, rows = tmp_path / "key.txt", pd.DataFrame({"a": [1]}), np.arange(3)
    refused = []

    def spy(*_):
        for target, name in (
            (path, "read_text"), (table, "eval"), (rows, "tofile"), ("{}", "format"), (int, "real"),
            (Town("Ito"), "grow"), ([1], "append"), (sys, "modules"), (eval, "__call__"),
        ):  # fmt: skip
            for do in ("get", "operator"):
                try:
                    pair.student.ask(do, target, name, (), {})
                except CodecError as error:
                    refused.append(str(error))
        with pytest.raises(CodecError):
            pair.student.ask("call", pd.read_csv, "", (str(path),), {})
        return 1

    pair.student._offers["names"] = lambda _: {"f": spy} if spy() else {}
    assert pair.checker.names(["f"])["f"](lambda: 1) == 1
    assert len(refused) == 2 * 2 * 9, refused  # while names are asked for, and in a call


def test_of_what_a_test_hands_out_only_the_notebooks_own_attributes_can_be_had(pair) -> None:
    class Basket:
        def __init__(self):
            self.items, self.table = ["tea"], SHOWN

        def add(self, item):
            self.items.append(item)
            return len(self.items)

    Basket.__module__ = "__main__"
    hidden = 42
    names = pair.given(
        add=lambda basket: (basket.add("rice"), basket.items),
        frame=lambda them: them.gi_frame,
        told=lambda said: said.write("x"),
        number=lambda dice: dice.randint(1, 1),
        mocked=lambda mock: mock.walk(3),
        deep=lambda basket: basket.table.format("x"),
    )
    assert names.add(Basket()) == (2, ["tea", "rice"])
    assert names.told(io.StringIO()) == 1
    assert names.number(random.Random(1)) == 1
    stand_in = Mock()
    names.mocked(stand_in)
    stand_in.walk.assert_called_once_with(3)
    pair.checker.begin(frozenset({"function"}))  # no reference solution has needed more
    things = {
        "frame": (one for one in [hidden]),
        "deep": Basket(),
    }
    for name, thing in things.items():
        with pytest.raises(Exception, match="does not hand out"):
            getattr(names, name)(thing)


def test_what_a_test_hands_out_is_changed_only_where_the_reference_does_it(pair) -> None:
    def forge(sink):
        sink.send.call_count = 2

    def count(sink):
        sink.count = sink.more + 1

    pair.checker.begin(frozenset({"function"}))
    with pytest.raises(Exception, match="does not hand out"):
        pair.given(forge=forge).forge(Mock())
    pair.checker.begin(None)
    pair.given(count=count).count(Mock(more=0))
    learned = frozenset(pair.checker.used)
    pair.checker.begin(learned)
    sink = Mock(more=2)
    pair.given(count=count).count(sink)
    assert sink.count == 3


@pytest.mark.parametrize("name", ["grow", "__dict__", "__class__", "__len__"])
def test_no_object_of_the_instructors_gets_methods_of_a_students(name) -> None:
    with pytest.raises(CodecError):
        value_forms.fill(Town("Ito"), [name], [{"grow": int}])


def test_an_exception_is_judged_by_where_it_is_made() -> None:
    import numpy.testing  # noqa: PLC0415

    assert numpy.testing.SkipTest is unittest.SkipTest
    assert exception_of_library(("numpy.testing", "SkipTest")) is None
    assert exception_of_library(("numpy.linalg", "LinAlgError")) is np.linalg.LinAlgError
    assert exception_of_library(("json", "JSONDecodeError")) is json.JSONDecodeError


KEEPS = """
kept = []
def apply(f, x):
    kept.append(f)
    return f(x)
def later(): return kept[0]
def rows(): return [kept]
class Holder:
    @property
    def held(self): return kept[0]
holder = Holder()
"""


@pytest.mark.parametrize(
    "use",
    [lambda names: names.later(), lambda names: names.rows(), lambda names: names.holder.held,
     lambda names: names.kept],
)  # fmt: skip
def test_what_an_earlier_test_has_handed_out_is_no_answer_to_a_later_one(use) -> None:
    pair, names = Pair(), ran(KEEPS)
    given = pair.given(**{name: names[name] for name in ("apply", "later")})
    assert given.apply(lambda x: 2 * x, 3) == 6
    allow = learnt(names, lambda given: (given.later, given.rows, given.holder))
    pair.checker.begin(frozenset({*allow, "get held"}))
    with pytest.raises(CodecError, match="earlier test"):
        use(pair.given(**names))
    pair.checker.begin(None)  # the reference solution's
    use(pair.given(**names))
    assert "handed back" in pair.checker.used


class Only:
    """A class of the instructor's with one object."""

    one = None

    def __new__(cls):
        cls.one = cls.one or object.__new__(cls)
        return cls.one

    def __init__(self) -> None:
        self.limit = 0.1


class Pool(Only):
    """Another one, that gives an object which is there already."""

    one = Only()


class Kept(Only):
    """One whose object is made late."""


@pytest.mark.parametrize("cls", [Only, Pool, Kept])
def test_an_answer_never_fills_an_object_that_is_there(cls) -> None:
    ours = cls()
    theirs = object.__new__(cls)
    theirs.limit = 1e9
    made = decode(encode(theirs, refuse, classes={"C": cls}), refuse, classes={"C": cls})
    assert (made.limit, ours.limit, made is ours) == (1e9, 0.1, False)
