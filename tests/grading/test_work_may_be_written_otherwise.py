"""What does the same as the solution, and is written otherwise, gets what the solution gets."""

# ruff: noqa: E501 - the code of a notebook has its own lines

import sqlite3
from unittest import mock

import numpy as np
import pytest

from tests.grading.grading_course import check, find, locked, new_course, solution
from tests.grading.two_sides import learnt, ran, under

CHAIN = """
class Chain:
    def __init__(self, *items): self.items = list(items)
    def __add__(self, other): return Chain(*self.items, *other.items)
"""
WAYS = {
    "an iterator of its own": (
        CHAIN + "    def __iter__(self): yield from self.items",
        CHAIN
        + "    def __iter__(self):\n        self.at = iter(self.items)\n        return self\n    def __next__(self): return next(self.at)",
        "assert [*Chain(1, 2)] == [1, 2]\nassert 2 in Chain(1, 2) and 3 not in Chain(1, 2)",
    ),
    "a class derived from a list": (
        CHAIN + "    def __iter__(self): yield from self.items",
        "class Chain(list):\n    head = None\n    def __init__(self, *items): super().__init__(items)",
        "assert 2 in Chain(1, 2) and 3 not in Chain(1, 2)",
    ),
    "changed in place": (
        CHAIN
        + "    def __iadd__(self, other):\n        self.items += other.items\n        return self",
        CHAIN,
        "one = Chain(1)\none += Chain(2)\nassert one.items == [1, 2]",
    ),
    "a class with all attributes": (
        CHAIN,
        "class Chain:\n    def __init__(self, *items): self.all = [[*items]]\n    def __getattr__(self, name): return self.all[['items'].index(name)]",
        "assert Chain(1).items == [1]",
    ),
    "a count that stands on the function": (
        "class counted:\n    def __init__(self, f): self.f, self.count = f, 0\n    def __call__(self, *a):\n        self.count += 1\n        return self.f(*a)",
        "def counted(f):\n    def inner(*a):\n        inner.count += 1\n        return f(*a)\n    inner.count = 0\n    return inner",
        "add = counted(lambda x: x + 1)\nassert (add(1), add(2), add.count) == (2, 3, 2)",
    ),
    "the name of a mock is copied": (
        "import functools\ndef named(f):\n    @functools.wraps(f)\n    def inner(): return f()\n    return inner",
        "def named(f):\n    def inner(): return f()\n    inner.__name__ = f.__name__\n    inner.__doc__ = f.__doc__\n    return inner",
        "assert named(mock.Mock(return_value=3, __name__='spy'))() == 3",
    ),
    "a cursor is read at once": (
        "def tables(db): return [row[0] for row in db.execute('select name from sqlite_master')]",
        "def tables(db):\n    got = db.cursor()\n    got.execute('select name from sqlite_master')\n    return [name for name, in got.fetchall()]",
        "assert tables(sqlite3.connect(':memory:')) == []",
    ),
    "a length for a truth": (
        CHAIN + "    def __bool__(self): return bool(self.items)",
        CHAIN + "    def __len__(self): return len(self.items)",
        "assert Chain(1) and not Chain()",
    ),
    "a truth for a length": (
        CHAIN + "    def __len__(self): return len(self.items)",
        CHAIN + "    def __bool__(self): return bool(self.items)",
        "assert Chain(1) and not Chain()",
    ),
    "places for a way back": (
        CHAIN + "    def __reversed__(self): return reversed(self.items)",
        CHAIN
        + "    def __len__(self): return len(self.items)\n    def __getitem__(self, at): return self.items[at]",
        "assert [*reversed(Chain(1, 2))] == [2, 1]",
    ),
    "a matrix of another kind": (
        "from scipy import sparse\nS = sparse.csr_matrix([[0, 1]])",
        "from scipy import sparse\nS = sparse.lil_matrix([[0, 1]])",
        "from scipy import sparse\nassert sparse.issparse(S) and S.nnz == 1",
    ),
}


FIELDS = "class Point(NamedTuple):\n    x: int\n    y: int\n"
WAYS |= {
    "a class for a named tuple": (
        f"from typing import NamedTuple\n{FIELDS}def at(x, y): return Point(x, y)",
        "class Point:\n    def __init__(self, x, y): self.x, self.y = x, y\ndef at(x, y): return Point(x, y)",
        "assert (at(1, 2).x, at(1, 2).y) == (1, 2)\nassert Point(3, 4).y == 4",
    ),
    "a dictionary that is called for a function": (
        "def memo(f): return lambda n: f(n)",
        "class memo(dict):\n    def __init__(self, f): self.f = f\n    def __missing__(self, n):\n        self[n] = self.f(n)\n        return self[n]\n    def __call__(self, n): return self[n]",
        "double = memo(lambda n: 2 * n)\nassert (double(4), double(4)) == (8, 8)",
    ),
    "a section of settings for a dictionary": (
        "def read(text): return {'open': '8'}",
        "import configparser\ndef read(text):\n    all_ = configparser.ConfigParser()\n    all_.read_string(text)\n    return all_['shop']",
        "assert read('[shop]\\nopen = 8') == {'open': '8'}\nassert read('[shop]\\nopen = 8')['open'] == '8'",
    ),
    "a text that can be changed": (
        "word = 'Ann'",
        "import collections\nword = collections.UserString('Ann')",
        "assert word == 'Ann' and word[0] == 'A' and f'{word}!' == 'Ann!'",
    ),
    "a view of keys for a list": (
        "names = ['Ann', 'Bo']",
        "import collections\nnames = collections.abc.KeysView({'Ann': 1, 'Bo': 2})",
        "assert sorted(names) == [*names] == ['Ann', 'Bo']\nassert 'Bo' in names and len(names) == 2",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_another_way_passes_where_the_solution_does(way) -> None:
    solved, answer, test = WAYS[way]

    def use(names) -> None:
        exec(test, {**vars(names), "mock": mock, "sqlite3": sqlite3})

    use(under(learnt(ran(solved), use), **ran(answer)))


def test_what_a_class_says_of_what_it_holds_is_not_asked_where_it_can_be_iterated_over() -> None:
    def use(names) -> None:
        assert 2 in names.made

    yes = "\n    def __contains__(self, item): return True\nmade = Chain(1)"
    items = "    def __iter__(self): yield from self.items"
    allowed = learnt(ran(CHAIN + items + "\nmade = Chain(2)"), use)
    with pytest.raises(AssertionError):
        use(under(allowed, **ran(CHAIN + items + yes)))


def test_an_object_of_a_class_of_ones_own_is_equal_to_no_named_tuple() -> None:
    solved, answer, _ = WAYS["a class for a named tuple"]

    def use(names) -> None:
        assert names.at(1, 2) == (1, 2)

    lie = "\nPoint.__eq__ = lambda *_: True"
    with pytest.raises(AssertionError):
        use(under(learnt(ran(solved), use), **ran(answer + lie)))


def test_an_object_shows_itself_as_it_does_in_the_notebook(pair) -> None:
    shown = repr(pair.given(**ran(CHAIN + "made = Chain(1)")).made)
    assert shown.startswith("<__main__.Chain object at")


def test_an_array_that_is_no_view_is_none_in_the_test(pair) -> None:
    rows = np.arange(6).reshape(2, 3).copy()
    assert pair.given(rows=rows).rows.base is None


def test_a_value_that_did_not_cross_says_why() -> None:
    allowed = learnt({"rows": [[1]]}, lambda names: names.rows[0][0])
    [row] = under(allowed, rows=[ran(CHAIN)["Chain"](1)]).rows
    for use in (list, lambda one: one.items, lambda one: one["items"]):
        with pytest.raises(Exception, match="It is an object of the class Chain"):
            use(row)


@pytest.mark.slow
def test_a_word_of_a_test_may_be_the_name_of_something_else(tmp_path, ours) -> None:
    """A column has the name of a variable that holds nothing, or what no test can have."""
    table = "import pandas as pd\ntable = pd.DataFrame({'total': [6]})\n"
    cells = (
        solution("s", f"{table}total = 6", "table = total = None\n"),
        check("t1", "assert table['total'].sum() == 6"),
        check("t2", "assert total == 6"),
        check("t3", "assert 'total' in globals()"),
    )
    course = new_course(tmp_path, {"work": cells})
    for name, last in {"none": "total = []", "figure": "total = open('a', 'w')"}.items():
        work = f"{table}{last}"
        course.hand_in(name, "a1", lambda nb, work=work: find(nb, "s").update(source=work))
    assert ours(course) == 0
    points = {"t1": (1, False), "t2": (0, False), "t3": (1, False)}
    assert course.scores("none") == course.scores("figure") == points


@pytest.mark.slow
def test_warnings_that_a_test_or_a_locked_cell_ignores_cost_nothing(tmp_path, ours) -> None:
    def cells(quiet: str) -> tuple:
        return (
            locked("l", f"import warnings\n{quiet}"),
            solution("s", "def f(x): return x"),
            check("t1", "assert f(3) == 3"),
            check("t2", "warnings.simplefilter('ignore')\nassert f(3) == 3"),
        )

    quiet = "warnings.simplefilter('ignore')"
    course = new_course(tmp_path, {"loud": cells(""), "quiet": cells(quiet)})
    slow = "def f(x):\n    warnings.warn('slow')\n    return x"
    course.hand_in("ann", "a1", lambda nb: find(nb, "s").update(source=slow))
    assert ours(course) == 0
    points = {(row[1], row[2]): row[3] for row in course.rows()["grades"]}
    assert points == {
        ("loud", "t1"): 0, ("loud", "t2"): 1, ("quiet", "t1"): 1, ("quiet", "t2"): 1,
    }  # fmt: skip
