"""A test calls a student's function in another process, and is told what became of it."""

import contextlib
import functools
import inspect
import io
import json
import os
import random
import socket
import sys

import numpy as np
import pandas as pd
import pytest

from tests.grading.two_sides import Town, ran
from unsigned_peace.grading.sandbox.inside.proxies.peer import Peer
from unsigned_peace.grading.sandbox.inside.values.codec import decode, encode, refuse
from unsigned_peace.grading.sandbox.inside.values.value_forms import CodecError

numpy_random = np.random  # the old functions: what courses seed


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
    assert {f"changes {place} call change" for place in range(6)} <= {*pair.checker.noted()}


def test_what_was_not_changed_stays_and_nested_lists_are_changed_too(pair) -> None:
    inner = [1]
    rows = [inner, inner, [2]]
    pair.given(f=lambda rows: rows[0].append(5)).f(rows)
    assert rows == [[1, 5], [1, 5], [2]]
    assert rows[0] is rows[1] is inner
    assert "changes 0 call f" in pair.checker.noted()


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

    pair.checker.begin(frozenset({"function"}), write_back=False)
    rows = [3, 1]
    assert pair.given(cheat=cheat).cheat(rows) != sorted(rows)
    assert pair.checker.held_back == 1


def test_a_result_that_is_a_changed_argument_is_so_though_the_argument_stays(pair) -> None:
    def clean(rows):
        rows.remove(0)
        return rows, {"inside": rows}

    def grow(town):
        town.people += 1
        return town

    pair.checker.begin(frozenset({"function"}), write_back=False)
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


@pytest.mark.parametrize("make", [random.Random, np.random.default_rng, np.random.RandomState])
def test_dice_of_a_test_are_rolled_on_both_sides(pair, make) -> None:
    names = pair.given(draw=lambda dice, n: [dice.choice([1, 2, 3, 4, 5, 6]) for _ in range(n)])
    dice, same = make(7), make(7)
    first = [same.choice([1, 2, 3, 4, 5, 6]) for _ in range(40)]
    assert [*names.draw(dice, 30), *names.draw(dice, 10)] == first
    assert dice.random() == same.random()


def test_who_draws_where_the_solution_does_not_goes_on_by_itself(pair) -> None:
    state = random.getstate()
    names = pair.given(draw=lambda n: n * random.random())
    pair.checker.begin(frozenset({"function"}), random=True)
    random.seed(5)
    assert names.draw(2) != names.draw(2)
    random.setstate(state)


def test_dice_with_a_forged_state_are_refused() -> None:
    forged = np.random.MT19937(1).state
    forged["state"]["pos"] = 10**6  # beyond the numbers that there are
    data = encode(forged, refuse).decode()
    with pytest.raises(CodecError):
        decode(f'["Generator",[{data}]]'.encode(), refuse)
