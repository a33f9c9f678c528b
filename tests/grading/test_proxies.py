"""A test calls a student's function in another process, and is told what became of it."""

import collections
import contextlib
import enum
import functools
import inspect
import io
import itertools
import json
import os
import random
import socket
import sys
import types
import unittest
from dataclasses import dataclass
from string import Formatter
from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unsigned_peace.grading.sandbox.inside import value_forms
from unsigned_peace.grading.sandbox.inside.codec import Missing, Reference, encode, refuse
from unsigned_peace.grading.sandbox.inside.mirrors import exception_of_library
from unsigned_peace.grading.sandbox.inside.peer import Peer
from unsigned_peace.grading.sandbox.inside.value_forms import CodecError


@dataclass
class Town:
    """A class of the instructor's."""

    name: str
    people: int = 0

    def grow(self):
        return self.people + 1


CLASSES = {"Town": Town}
SHOWN = Formatter()  # an object of a library that holds no data
numpy_random = np.random  # the old functions: what courses seed


@contextlib.contextmanager
def captured():
    """What is printed, as pieces."""
    pieces = []
    out, err = io.StringIO(), io.StringIO()
    out.write = lambda text: pieces.append(["stdout", text])
    err.write = lambda text: pieces.append(["stderr", text])
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield pieces


class Pair:
    """Both sides, in one process: all that passes is bytes."""

    def __init__(self):
        self.names = {}
        self.checker = Peer("checker", self._to_student, classes=CLASSES)
        self.student = Peer(
            "student",
            self.checker.serve,
            classes=CLASSES,
            captured=captured,
            offers={"names": lambda _: self.names},
        )

    def _to_student(self, body):
        return self.student.serve(body)

    def given(self, **names):
        """The names as the checker gets them."""
        self.names = names
        return types.SimpleNamespace(**self.checker.names(names))


def function_of(peer):
    """A function of the student's, for this side of the wire alone."""
    sent = encode(
        len, lambda _: Reference("function", 0, "student", "f", "f", ("", None, ("", "")))
    )
    return peer._read(sent)


@pytest.fixture
def pair():
    return Pair()


def ran(source):
    """The names that a student's notebook has."""
    names = {"__name__": "__main__"}
    exec(source, names)
    del names["__builtins__"]
    return names


# Functions.


def test_a_function_is_a_function_and_computes(pair) -> None:
    def double(x: int, by=2, *rest, key: str = "a", **more):  # noqa: ARG001
        """Twice."""
        return x * by

    proxy = pair.given(double=double).double
    assert proxy(4) == 8
    assert proxy(by=3, x="a") == "aaa"
    assert inspect.isfunction(proxy)
    assert (proxy.__name__, proxy.__doc__) == ("double", "Twice.")
    assert str(inspect.signature(proxy)) == str(inspect.signature(double))
    assert proxy.__annotations__ == {"x": int, "key": str}


@pytest.mark.parametrize(
    "function",
    [lambda x: x + 1, functools.partial(lambda a, b: a + b, 1), functools.cache(lambda x: x + 1),
     (1).__add__, np.vectorize(lambda x: x + 1)],
)  # fmt: skip
def test_whatever_can_be_called_can_be_called(pair, function) -> None:
    assert pair.given(f=function).f(2) == 3


def test_a_function_computes_on_copies_and_gives_back_what_it_changed(pair) -> None:
    def change(rows, table, array, frame, seen, town):  # noqa: PLR0913, PLR0917
        rows.sort()
        table["new"] = rows
        array[0] = 9
        frame["b"] = 1
        seen.add(7)
        town.people += 1

    frame = pd.DataFrame({"a": [1, 2]})
    rows, table, array, seen, town = [3, 1], {}, np.arange(3), {1}, Town("Otaru")
    pair.given(change=change).change(rows, table, array, frame, seen, town)
    assert rows == [1, 3]
    assert table["new"] is rows
    assert array.tolist() == [9, 1, 2]
    assert frame.to_dict("list") == {"a": [1, 2], "b": [1, 1]}
    assert seen == {1, 7}
    assert town.people == 1
    assert pair.checker.changed == 6


def test_what_was_not_changed_stays_and_nested_lists_are_changed_too(pair) -> None:
    inner = [1]
    rows = [inner, inner, [2]]
    pair.given(f=lambda rows: rows[0].append(5)).f(rows)
    assert rows == [[1, 5], [1, 5], [2]]
    assert rows[0] is rows[1] is inner
    assert pair.checker.changed == 1


def test_a_result_that_is_the_argument_is_the_argument(pair) -> None:
    rows = [1]
    names = pair.given(same=lambda x: x, inside=lambda x: {"here": (x,)}, copy=lambda x: [*x])
    assert names.same(rows) is rows
    assert names.inside(rows)["here"][0] is rows
    assert names.copy(rows) is not rows


def test_changes_can_be_held_back(pair) -> None:
    def cheat(rows):
        rows.clear()
        return []

    pair.checker.begin(None, write_back=False)
    rows = [3, 1]
    assert pair.given(cheat=cheat).cheat(rows) != sorted(rows)
    assert pair.checker.changed == 1


def test_a_result_that_is_a_changed_argument_is_so_though_the_argument_stays(pair) -> None:
    def clean(rows):
        rows.remove(0)
        return rows, {"inside": rows}

    def grow(town):
        town.people += 1
        return town

    pair.checker.begin(None, write_back=False)
    rows, town = [0, 1, 2], Town("Otaru")
    names = pair.given(clean=clean, grow=grow)
    result, table = names.clean(rows)
    assert (result, rows) == ([1, 2], [0, 1, 2])
    assert table["inside"] is result
    assert (names.grow(town).people, town.people) == (1, 0)


def test_errors_arrive_with_class_and_message(pair) -> None:
    names = pair.given(
        **ran("""
import json, math
class Far(ValueError):
    def __init__(self, miles):
        super().__init__(f"{miles} miles")
class Farther(Far):
    def __str__(self):
        return "too far"
def key(): return {}["a"]
def own(): raise Far(7)
def more(): raise Farther(7)
def library(): return json.loads("{")
def leave(): raise SystemExit(3)
def end(): raise StopIteration
def zero(): return 1 / 0
""")
    )
    with pytest.raises(KeyError, match="'a'"):
        names.key()
    with pytest.raises(ValueError, match=r"^7 miles$") as told:
        names.own()
    assert type(told.value) is names.Far
    assert type(told.value).__name__ == "Far"
    with pytest.raises(names.Far, match="too far"):
        names.more()
    with pytest.raises(json.JSONDecodeError, match="Expecting property name"):
        names.library()
    with pytest.raises(ZeroDivisionError, match="division by zero") as told:
        names.zero()
    assert "return 1 / 0" in "".join(told.value.frames) or "zero" in "".join(told.value.frames)
    with pytest.raises(Exception, match="3") as told:
        names.leave()
    assert type(told.value).__name__ == "SystemExit"
    with pytest.raises(RuntimeError, match="StopIteration"):
        names.end()


def test_all_of_many_calls_is_not_cut_short_by_an_end(pair) -> None:
    names = pair.given(**ran("def check(x): raise StopIteration"))
    with pytest.raises(RuntimeError):
        all(map(names.check, [1, 2]))


def test_what_a_function_prints_is_seen_at_once(pair, capsys) -> None:
    def talk(ask):
        print("one")
        ask()
        print("three", file=sys.stderr)

    pair.given(talk=talk).talk(lambda: print("two"))
    said = capsys.readouterr()
    assert (said.out, said.err) == ("one\ntwo\n", "three\n")
    with contextlib.redirect_stdout(io.StringIO()) as caught:
        pair.given(hello=lambda: print("hello")).hello()
    assert caught.getvalue() == "hello\n"


def test_functions_of_the_test_are_called_back(pair) -> None:
    names = pair.given(apply=lambda f, x: f(x), twice=lambda f: lambda x: f(f(x)))
    assert names.apply(lambda x: x + 1, 4) == 5
    assert names.twice(lambda x: x * 3)(2) == 18
    with pytest.raises(ZeroDivisionError):
        names.apply(lambda x: x / 0, 4)


def test_a_function_comes_home_as_itself(pair) -> None:
    def mine(x):
        return x

    names = pair.given(same=lambda x: x, f=mine, apply=lambda f: f is mine)
    assert names.same(mine) is mine
    assert names.apply(names.f) is True


def test_seeded_numbers_go_on_from_one_side_to_the_other(pair) -> None:
    names = pair.given(draw=lambda: (random.random(), numpy_random.rand()))
    pair.checker.begin(None, random=True)
    random.seed(5)
    numpy_random.seed(5)
    drawn = [names.draw(), names.draw(), (random.random(), numpy_random.rand())]
    random.seed(5)
    numpy_random.seed(5)
    assert drawn == [(random.random(), numpy_random.rand()) for _ in range(3)]


# Objects.

STACK = """
class Base:
    made = 0
class Stack(Base):
    def __init__(self, *items):
        self.items = [*items]
        Base.made += 1
    def push(self, item):
        self.items.append(item)
        return self
    def pop(self):
        if not self.items:
            raise IndexError("empty")
        return self.items.pop()
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __getitem__(self, at): return self.items[at]
    def __contains__(self, item): return item in self.items
    def __add__(self, other): return Stack(*self.items, *other.items)
    def __eq__(self, other): return self.items == other.items
    def __hash__(self): return 1
    def __repr__(self): return f"Stack({self.items})"
    def __enter__(self): return self
    def __exit__(self, *error): self.items = []
    @property
    def top(self): return self.items[-1]
    @staticmethod
    def of(text): return Stack(*text)
class Big(Stack): pass
whole = Stack(1, 2)
"""


def test_objects_of_a_students_class_do_what_they_do(pair) -> None:
    names = pair.given(**ran(STACK))
    stack = names.Stack(1, 2)
    assert stack.push(3) is stack
    assert (stack.pop(), stack.top, stack.items, len(stack)) == (3, 2, [1, 2], 2)
    assert ([*stack], stack[0], 2 in stack, 9 in stack) == ([1, 2], 1, True, False)
    assert names.Stack(1) + names.Stack(2) == stack
    assert stack != names.Stack()
    assert repr(stack) == "Stack([1, 2])"
    assert isinstance(stack, names.Stack)
    assert isinstance(names.Big(), names.Base)
    assert issubclass(names.Big, names.Stack)
    assert (type(stack).__name__, type(names.whole)) == ("Stack", names.Stack)
    assert names.Stack.of("ab").items == ["a", "b"]
    assert names.Base.made > 3
    with stack as same:
        assert same is stack
    assert not stack
    with pytest.raises(IndexError, match="empty"):
        stack.pop()
    stack.items = [7]
    assert stack.pop() == 7
    assert not hasattr(stack, "missing")
    assert vars(names.Stack(4)) == {"items": [4]}


def test_iterators_and_views_are_iterated_over(pair) -> None:
    names = pair.given(
        **ran("""
def squares(n):
    for x in range(n):
        got = yield x * x
        if got: yield got
pairs = zip([1, 2], "ab")
keys, counts, items = {"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items()
def endless():
    while True: yield 1
""")
    )
    made = names.squares(4)
    assert [*made] == [0, 1, 4, 9]
    assert next(made, "none") == "none"
    assert isinstance(names.squares(1), types.GeneratorType)
    assert next(names.endless()) == 1
    assert [*names.pairs] == [(1, "a"), (2, "b")]
    assert (names.keys, [*names.counts], dict(names.items)) == ({"a"}, [1], {"a": 1})


@pytest.mark.parametrize(
    "make",
    [
        lambda: itertools.chain([1], [2]), lambda: itertools.accumulate([1, 1]),
        lambda: itertools.islice([1, 2, 3], 2), lambda: iter([0, 1, 2].pop, 0),
        lambda: reversed({2: 0, 1: 0}),
    ],
)  # fmt: skip
def test_whatever_is_iterated_over_is_taken_for_a_list(make) -> None:
    allowed = learnt({"f": lambda: [1, 2]}, lambda names: names.f())
    iterated = itertools.islice(under(allowed, f=make).f(), 2)
    assert sorted(iterated) == [1, 2]


@pytest.mark.parametrize("name", ["generator", "zip", "map", "list_iterator", "tuple_iterator"])
def test_what_calls_itself_an_iterator_gives_what_it_has_once(name) -> None:
    turns = ran(
        f"class {name}:\n"
        "    def __init__(self): self.turns = [[2, 3], [7], [9]]\n"
        "    def __len__(self): return 4\n"
        "    def __iter__(self): return iter(self.turns.pop(0))\n"
        "    def __next__(self):\n"
        "        if self.turns[0]: return self.turns[0].pop(0)\n"
        "        self.turns.pop(0)\n"
        "        raise StopIteration\n"
    )[name]
    allowed = learnt({"primes": [2, 3]}, lambda names: names.primes)
    primes = under(allowed, primes=turns()).primes
    assert (list(primes), list(primes), sum(primes)) == ([2, 3], [], 0)
    with pytest.raises(TypeError):
        len(primes)


def test_an_object_of_a_class_derived_from_the_instructors_is_one_of_them(pair) -> None:
    names = pair.given(**ran("class Shape:\n    pass") | {"made": type("City", (Town,), {})("Ito")})
    assert isinstance(names.made, Town)
    assert names.made.grow() == 1


def test_enumerations_of_the_students_have_their_members(pair) -> None:
    names = pair.given(
        **ran("import enum\nclass Side(enum.Enum):\n    A = 1\n    B = 2\none = Side.A")
    )
    assert names.Side.A is names.one
    assert (names.one.name, names.Side.B.value) == ("A", 2)


def test_modules_and_what_is_in_them_are_those_of_the_test(pair) -> None:
    names = pair.given(np=np, mean=np.mean, Deque=collections.deque)
    assert names.np is np
    assert names.mean is np.mean
    assert names.Deque is collections.deque


# What a test may use.


def learnt(names, use):
    """What the reference solution's test used."""
    pair = Pair()
    use(pair.given(**names))
    return frozenset(pair.checker.used)


def under(allowed, **names):
    """The names of a student's, for a test that may use what the reference solution's did."""
    pair = Pair()
    pair.checker.begin(allowed)
    return pair.given(**names)


LIAR = """
class Liar:
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    def __rsub__(self, other): return 0.0
    def __abs__(self): return 0.0
    def __lt__(self, other): return True
    def __float__(self): return 3.14
    def __array_ufunc__(self, *args, **kwargs): return True
    def __bool__(self): return True
    def __round__(self, n=0): return self
    __hash__ = None
liar = Liar()
def double(x): return liar
"""


def test_an_object_is_refused_where_the_reference_had_a_value() -> None:
    allowed = learnt({"mean": 2.5}, lambda names: names.mean == 2.5)
    assert under(allowed, mean=ran(LIAR)["liar"]).mean == 3.14  # the number that it says it is
    arrived = under(allowed, mean=ran(STACK)["whole"]).mean
    assert isinstance(arrived, Missing)
    assert arrived.sentence == "`mean` is an object; the test expects another kind of value."


def test_a_function_that_returns_a_liar_is_refused() -> None:
    allowed = learnt({"double": lambda x: 2 * x}, lambda names: names.double(2) == 4)
    assert under(allowed, double=ran(LIAR)["double"]).double(2) == 3.14
    whole = ran(STACK)["whole"]
    double = under(allowed, double=lambda _: whole).double
    with pytest.raises(CodecError, match="It is an object; the test expects another kind"):
        double(2)


@pytest.mark.parametrize(
    "use",
    [lambda lie: lie == 3, lambda lie: abs(lie - 3) < 0.1, lambda lie: (3).__eq__(lie) is True,
     lambda lie: np.isclose(lie, 3), lambda lie: lie < 3, lambda lie: lie in [3, 4],
     lambda lie: [lie] == [3], lambda lie: round(lie, 1) == 3, lambda lie: 3 - lie < 1,
     lambda lie: pytest.approx(3) == lie, lambda lie: np.testing.assert_allclose(lie, 3) is None],
)  # fmt: skip
def test_a_liar_among_objects_cannot_compare_itself_with_values(use) -> None:
    allowed = learnt(ran(STACK), lambda names: names.Stack(3).push(3).pop() == 3)
    lie = under(allowed, **ran(STACK + LIAR + "whole = Stack(liar)")).whole.pop()
    try:
        right = use(lie)
    except (CodecError, TypeError, AssertionError, AttributeError, ValueError):
        return
    assert not right


def test_honest_work_of_another_kind_is_still_taken() -> None:
    allowed = learnt({"f": lambda x: [x]}, lambda names: [*names.f(2)])
    for other in [lambda x: iter([x]), lambda x: (x,), lambda x: map(int, [x]), lambda x: {x: 1}]:
        assert [*under(allowed, f=other).f(2)] == [2]
    allowed = learnt({"f": np.mean}, lambda names: names.f([1, 3]))
    assert under(allowed, f=lambda x: sum(x) / len(x)).f([1, 3]) == 2
    number = ran(
        "class N:\n    def __float__(self): return 2.0\n    def __eq__(self, o): return True"
    )["N"]
    assert under(allowed, f=lambda _: number()).f([1, 3]) == 2
    assert under(allowed, f=lambda _: number()).f([1, 3]) != 3
    called = ran("class F:\n    def __call__(self, x): return x[0]\nf = F()")["f"]
    assert under(allowed, f=called).f([1, 3]) == 1


def test_a_library_is_used_here_only_where_the_reference_did() -> None:
    allowed = learnt({"f": len}, lambda names: names.f("x"))
    f = under(allowed, f=json.loads).f
    assert f is not json.loads
    assert f("[1]") == [1]
    assert isinstance(under(allowed, f=np).f, Missing)


@pytest.mark.parametrize(
    "nothing",
    [
        [], (), np.array([]), pd.Series([], dtype=float), pd.DataFrame(), range(0), [[], ()],
        [np.array([])], np.array([[], [[]]], dtype=object)[:1], {}.values(), set(),
    ],
    ids=str,
)  # fmt: skip
def test_nothing_is_no_number(nothing) -> None:
    reference = {"mean": 2.5, "double": lambda x: 2 * x}
    allowed = learnt(reference, lambda names: names.double(2) == 4)
    names = under(allowed, mean=nothing, double=lambda _: nothing)
    assert names.mean.sentence == "`mean` is empty; the test expects a number."
    with pytest.raises(CodecError, match="is empty"):
        names.double(2)
    empty = learnt({"mean": nothing}, lambda names: names.mean)
    assert not isinstance(under(empty, mean=nothing).mean, Missing)


def test_nothing_is_no_number_among_others_either() -> None:
    allowed = learnt({"both": (2.5, 3), "by_side": {"west": 1, "east": 2}}, lambda names: names)
    names = under(allowed, both=(2.5, range(0)), by_side={"west": [], "east": 2})
    assert names.both.sentence == "`both` is empty; the test expects numbers."
    assert "empty" in names.by_side.sentence
    names = under(allowed, both=[], by_side={"west": [1], "east": None})
    assert (names.both, names.by_side) == ([], {"west": [1], "east": None})


@pytest.mark.parametrize(
    "hidden",
    [
        np.ma.masked, pd.NA, pd.Series([pd.NA, 2], dtype="Int64"), [1, pd.NA], {"n": np.ma.masked},
        pd.DataFrame({"n": pd.array([True, None], dtype="boolean")}),
        pd.Index([None], dtype="Int64"), np.array([np.ma.masked, 1], dtype=object),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_comparison_says_nothing_of_is_refused(hidden) -> None:
    for whole in (2.5, [1, 2], pd.Series([1, 2]), pd.DataFrame({"n": [1, 2]})):
        allowed = learnt({"answer": whole}, lambda names: names.answer)
        assert "masked or missing" in under(allowed, answer=hidden).answer.sentence
    for gaps in ([float("nan")], pd.DataFrame({"n": [1, None]}), hidden):
        allowed = learnt({"answer": gaps}, lambda names: names.answer)
        assert not isinstance(under(allowed, answer=hidden).answer, Missing)


def test_masked_values_are_refused_where_the_reference_has_none() -> None:
    masked = np.ma.array([1, 2], mask=[False, True])
    allowed = learnt({"column": np.array([1, 2])}, lambda names: names.column)
    assert "masked" in under(allowed, column=masked).column.sentence
    assert under(allowed, column=np.ma.array([1, 2])).column.tolist() == [1, 2]
    allowed = learnt({"column": masked}, lambda names: names.column)
    assert under(allowed, column=masked).column.tolist() == [1, None]


def test_names_that_nobody_asked_for_do_not_arrive() -> None:
    pair = Pair()
    pair.names = {"table": 1, "expected": 1}
    assert pair.checker.names(["table", "more"]) == {"table": 1}


def test_what_a_test_may_use_does_not_depend_on_the_tests_before_it() -> None:
    pair = Pair()
    pair.names = {"f": len, "stack": ran(STACK)["whole"]}
    used = []
    for _ in range(2):
        pair.checker.begin(None)
        pair.checker.names(["f", "stack"])
        used.append({*pair.checker.used})
    assert {"function", "object"} <= used[0] == used[1]
    pair.checker.begin(frozenset({"function"}))
    names = pair.checker.names(["f", "stack"])
    assert names["f"]([1]) == 1
    assert isinstance(names["stack"], Missing)


# A peer that does not mean well.


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
    theirs = random.Random(1).getstate()
    answer = encode(([], (theirs, None), ("value", 1), []), refuse)
    peer = Peer("checker", lambda _: answer)
    for allow, taken in (
        (frozenset({"function"}), False),
        (frozenset({"function", "random"}), True),
    ):
        peer.begin(allow, random=True)
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
    with pytest.raises(Exception, match="does not hand out"):
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
        inner=lambda dice: dice.bit_generator.ctypes,
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
        "inner": np.random.default_rng(3),
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


# Two processes.


def test_two_processes_talk_and_the_death_of_one_is_told_to_the_other() -> None:
    ours, theirs = socket.socketpair()
    child = os.fork()
    if not child:
        ours.close()
        _be_a_student(theirs)
    theirs.close()
    with ours, ours.makefile("rwb") as wire:
        peer = Peer("checker", lambda body: _ask(wire, peer, body))
        names = peer.names(["apply", "sort", "die"])
        assert names["apply"](lambda x: x + 1, 2) == 3
        rows = [3, 1]
        assert names["sort"](rows) is rows
        assert rows == [1, 3]
        with pytest.raises(CodecError, match="has ended"):
            names["die"]()
    os.waitpid(child, 0)


def _ask(wire, peer, body) -> bytes:
    wire.write(b"?" + body + b"\n")
    wire.flush()
    while said := wire.readline():
        if said[:1] == b"!":
            return said[1:]
        wire.write(b"!" + peer.serve(said[1:]) + b"\n")
        wire.flush()
    raise CodecError("The student's process has ended.")


def _be_a_student(channel) -> None:
    def sort(rows):
        rows.sort()
        return rows

    names = {"apply": lambda f, x: f(x), "sort": sort, "die": lambda: os._exit(3)}
    with channel.makefile("rwb") as wire:
        peer = Peer(
            "student", lambda body: _ask(wire, peer, body), offers={"names": lambda _: names}
        )
        while said := wire.readline():
            wire.write(b"!" + peer.serve(said[1:]) + b"\n")
            wire.flush()
    os._exit(0)
