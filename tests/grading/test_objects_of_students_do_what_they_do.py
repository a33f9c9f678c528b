"""A student's objects and iterators do in a test what they do in the notebook."""

import collections
import itertools
import types

import numpy as np
import pytest

from tests.grading.two_sides import (
    STACK,
    Town,
    learnt,
    ran,
    under,
)
from unsigned_peace.grading.sandbox.inside.values.value_forms import CodecError


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


ITERABLES = {
    "gives a generator": "    def __iter__(self): return (n * n for n in range(self.end))",
    "is made ready by iter": (
        "    def __iter__(self):\n"
        "        self.rest = [n * n for n in range(self.end)]\n"
        "        return self\n"
        "    def __next__(self):\n"
        "        if not self.rest: raise StopIteration\n"
        "        return self.rest.pop(0)"
    ),
    "has places": (
        "    def __getitem__(self, at):\n"
        "        if at == self.end: raise IndexError(at)\n"
        "        return at * at"
    ),
}


@pytest.mark.parametrize("how", ITERABLES)
@pytest.mark.parametrize("solution", [lambda end: (n * n for n in range(end)), lambda _: [0, 1, 4]])
def test_a_class_that_can_be_iterated_over_is_as_good_as_a_generator(how, solution) -> None:
    own = "class squares:\n    def __init__(self, end): self.end = end\n" + ITERABLES[how]
    allowed = learnt({"squares": solution}, lambda names: [*names.squares(3)])
    names = under(allowed, **ran(own))
    assert [*names.squares(3)] == [0, 1, 4]
    assert 4 in names.squares(3)
    assert 5 not in names.squares(3)
    assert next(iter(names.squares(3))) == 0
    one = names.squares(3)
    with pytest.raises(CodecError, match="can be read once"):
        assert [*one] == [*one]


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
    assert list(primes) == [2, 3]
    for again in (list, sum):
        with pytest.raises(CodecError, match="can be read once"):
            again(primes)
    with pytest.raises(TypeError):
        len(primes)


def test_an_object_of_a_class_derived_from_the_instructors_is_one_of_them(pair) -> None:
    names = pair.given(**ran("class Shape:\n    pass") | {"made": type("City", (Town,), {})("Ito")})
    assert isinstance(names.made, Town)
    assert names.made.grow() == 1


def test_an_object_of_a_class_derived_from_the_instructors_may_stand_for_one_of_that() -> None:
    def use(names) -> None:
        assert names.found("Ito") == Town("Ito", 3)
        assert names.found("Ito").grow() == 4

    allowed = learnt({"found": lambda name: Town(name, 3)}, use)
    city = type("City", (Town,), {"__module__": "__main__", "grow": lambda _: 9})
    use(under(allowed, found=lambda name: city(name, 3)))
    with pytest.raises(AssertionError):
        use(under(allowed, found=lambda name: city(name, 2)))
    with pytest.raises(CodecError, match="It is an object of the class City"):
        under(allowed, found=lambda name: city(name, [0.5] * 200_000)).found(
            "Ito"
        )  # not told twice
    mayor = type("Mayor", (), {"__module__": "__main__"})()
    with pytest.raises(CodecError, match="It is an object of the class Mayor"):
        under(allowed, found=lambda _: mayor).found("Ito")


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


PLAIN_STACK = """
class Stack:
    def __init__(self): self.rows = []
    def push(self, row): self.rows.append(row)
    def top(self): return self.rows[-1]
def fill(stack, row): stack.push(row)
"""
DERIVED = {
    "list": "class Stack(list):\n    def push(self, row): self.append(row)\n    "
    "def top(self): return self[-1]\ndef fill(stack, row): stack.push(row)",
    "dict": "class Stack(dict):\n    def push(self, row): self[len(self)] = row\n    "
    "def top(self): return self[len(self) - 1]\ndef fill(stack, row): stack.push(row)",
}


def _use_a_stack(names) -> None:
    stack = names.Stack()
    stack.push(1)
    names.fill(stack, [2])
    assert stack.top() == [2]


@pytest.mark.parametrize("kind", DERIVED)
def test_a_class_may_be_derived_from_data_where_the_solutions_is_not(kind: str) -> None:
    allowed = learnt(ran(PLAIN_STACK), _use_a_stack)
    _use_a_stack(under(allowed, **ran(DERIVED[kind])))


def test_what_is_derived_from_data_is_data_where_the_solution_has_data() -> None:
    rows = (
        "class Rows(list):\n    def total(self): return 3\n    def __eq__(self, other): return True"
    )

    def compare(names) -> None:
        assert names.rows == [1, 2]

    allowed = learnt({"rows": [1, 2]}, compare)
    compare(under(allowed, **ran(f"{rows}\nrows = Rows([1, 2])")))
    lying = under(allowed, **ran(f"{rows}\nrows = Rows([7])"))
    assert lying.rows == [7]
    with pytest.raises(AssertionError):
        compare(lying)


def test_an_object_says_nothing_of_what_another_class_of_the_solutions_may() -> None:
    source = "class Town:\n    def grow(self): return 2\ntown, rows = Town(), [1]"
    lie = source.replace("rows = Town(), [1]", "rows = Town(), Rows()").replace(
        "class", "class Rows(list):\n    def total(self): return 1\n    "
        "def __eq__(self, other): return True\nclass", 1
    )  # fmt: skip

    def compare(names) -> None:
        assert names.town.grow() == 2
        assert names.rows == [1]

    with pytest.raises(AssertionError):
        compare(under(learnt(ran(source), compare), **ran(lie)))


def test_a_named_tuple_with_a_method_keeps_it_where_the_solution_has_a_class() -> None:
    plain = (
        "class P:\n    def __init__(self, x): self.x = x\n    def twice(self): return 2 * self.x"
    )
    tuples = (
        "from typing import NamedTuple\nclass P(NamedTuple):\n    x: int\n    "
        "def twice(self): return 2 * self.x"
    )

    def use(names) -> None:
        assert (names.P(3).twice(), names.P(3).x) == (6, 3)

    use(under(learnt(ran(plain), use), **ran(tuples)))


@pytest.mark.parametrize(
    "made", [lambda: iter([0, 0]), lambda: (0 for _ in "ab"), lambda: zip("ab", "ab", strict=True)]
)
def test_an_iterator_that_has_given_all_is_not_read_again_as_if_it_were_empty(made) -> None:
    def twice(row) -> bool:
        return len([*row]) == 2 and all(one == 5 for one in row)

    whole = {"row": [5, 5], "f": lambda: [5, 5]}
    allowed = learnt(whole, lambda names: twice(names.row) and names.f())
    names = under(allowed, row=made(), f=made)
    assert len([*under(allowed, row=made()).row]) == 2
    for row in (names.row, names.f()):
        with pytest.raises(CodecError, match="can be read once"):
            twice(row)
    allowed = learnt({"row": iter([5, 5])}, lambda names: twice(names.row))
    assert twice(under(allowed, row=made()).row)


def test_an_object_that_is_called_is_as_good_as_a_function_beside_other_objects() -> None:
    solved = STACK + "def f(x): return x + 1"
    other = STACK + "class F:\n    def __call__(self, x): return x + 1\nf = F()"
    for one, another in ((solved, other), (other, solved)):
        allowed = learnt(ran(one), lambda names: names.f(1) + names.whole.top)
        names = under(allowed, **ran(another))
        assert names.f(1) + names.whole.top == 4
        with pytest.raises(CodecError, match="It is empty"):
            under(allowed, **ran(another.replace("x + 1", "[]"))).f(1)
