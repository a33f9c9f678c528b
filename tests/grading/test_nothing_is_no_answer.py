"""What is empty, hidden or of the student's own making stands for no answer, wherever it lies."""

# ruff: noqa: E501 - the code of a submission has its own lines

from collections import defaultdict

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.conftest import grade_here
from tests.grading.grading_course import check, find, locked, new_course, solution
from tests.grading.two_sides import learnt, under
from unsigned_peace.grading.sandbox.inside.values.value_forms import CodecError

pytestmark = pytest.mark.slow

CLOSE = "np.testing.assert_allclose({}, {})"
SETUP = """import sqlite3
from collections import defaultdict
import numpy as np
import pandas as pd
from dataclasses import dataclass

answers, key, limits = {}, [2.5, 5.0], {'least': 1}
towns = pd.DataFrame({'n': [1, 4]})


class Account:
    def __init__(self, balance):
        self.balance = balance


@dataclass
class Town:
    name: str
    people: float
"""
BASE = "base = sqlite3.connect(':memory:')\nbase.executescript('create table v(n); "
# The instructor's solution, the test, and what deserves nothing.
TASKS = {
    "objects": (
        "acc = Account(2.5)\ntown = Town('Bonn', 2.5)",
        f"{CLOSE.format('acc.balance', 2.5)}\n{CLOSE.format('town.people', 2.5)}",
        ("acc = Account([])\ntown = Town('Bonn', np.array([]))",
         "acc = Account(np.ma.masked)\ntown = Town('Bonn', np.ma.masked)",
         "acc = Account(range(0))\ntown = Town('Bonn', bytearray())"),
    ),
    "functions": (
        "def f(n):\n    return 2 * n\nf = {'twice': f}",
        CLOSE.format("f['twice'](-3)", -6),
        ("f = {'twice': range}", "f = {'twice': lambda n: range(n)}", "f = defaultdict(lambda: range)"),
    ),
    "mixed": (
        "def both(xs):\n    return sum(xs) / len(xs), sorted(xs)",
        f"mean, row = both([3, 2])\n{CLOSE.format('mean', 2.5)}\nassert row == [2, 3]",
        ("def both(xs): return [], sorted(xs)", "def both(xs): return range(0), sorted(xs)",
         "def both(xs): return [np.array([]), sorted(xs)]"),
    ),
    "nested": (
        "stats = {'west': {'mean': 2.5}, 'east': {'mean': 3}}",
        "for name, mean in (('west', 2.5), ('east', 3)):\n    "
        + CLOSE.format("stats[name]['mean']", "mean"),
        ("stats = {'west': {'mean': []}, 'east': {'mean': []}}",
         "stats = dict.fromkeys(('west', 'east'), defaultdict(list))",
         "stats = dict.fromkeys(('west', 'east'), pd.DataFrame({'mean': []}))"),
    ),
    "rows": (
        "row = np.array([1.0, 2.0, 3.0])",
        "assert np.allclose(row, [1, 2, 3])",
        ("row = np.empty((0, 3))", "row = np.empty((0, 1))", "row = pd.DataFrame(columns=[0, 1, 2])"),
    ),
    "pairs": (
        "pairs = [('a', 2.5), ('b', 3.0)]",
        (f"for (name, mean), right in zip(pairs, (2.5, 3.0)):\n    {CLOSE.format('mean', 'right')}\n"
        "assert [name for name, _ in pairs] == ['a', 'b']"),
        ("pairs = [('a', []), ('b', [])]", "pairs = [('a', np.array([])), ('b', ())]",
         "pairs = [['a', range(0)], ['b', range(0)]]"),
    ),
    "tables": (
        "ages = {'Ann': 3, 'Bob': 4}",
        "for name, age in (('Ann', 3), ('Bob', 4)):\n    " + CLOSE.format("ages[name]", "age"),
        ("ages = defaultdict(list)", "ages = defaultdict(tuple)",
         "ages = pd.DataFrame({'Ann': [], 'Bob': []})"),
    ),
    "errors": (
        "def take(n):\n    raise ValueError('too many', n - 5)",
        "try:\n    take(8)\nexcept ValueError as error:\n    "
        + CLOSE.format("error.args[1]", 3)
        + "\nelse:\n    assert False",
        ("def take(n): raise ValueError('too many', [])",
         "def take(n): raise ValueError('too many', np.array([]))",
         "def take(n): raise ValueError('too many', np.ma.masked)"),
    ),
    "matrices": (
        "m = [[1.0, 2.0], [3.0, 4.0]]",
        "assert np.allclose(m, [[1, 2], [3, 4]])",
        ("m = np.empty((0, 2, 2))", "m = np.empty((0, 1, 1))", "m = np.empty((2, 0, 2, 2))"),
    ),
    "iterators": (
        "def each(f, xs):\n    return [f(x) for x in xs]",
        "for got, right in zip(each(abs, [-3, 4]), [3, 4]):\n    " + CLOSE.format("got", "right"),
        ("def each(f, xs):\n    for x in xs:\n        yield []",
         "def each(f, xs):\n    return map(lambda x: np.array([]), xs)",
         "def each(f, xs):\n    return iter([range(0)] * len(xs))"),
    ),
    "blocks": (
        ("class Room:\n    def __init__(self, n): self.n = n\n    def __enter__(self): return self.n\n"
        "    def __exit__(self, kind, *_): return kind is KeyError"),
        ("with Room(4) as n:\n    assert n == 4\n"
        "with Room(5) as n:\n    assert n == 5\n    raise KeyError"),
        tuple(
            "class Room:\n    def __init__(self, n): pass\n    def __enter__(self): return 0\n"
            f"    def __exit__(self, *_): return {one}"
            for one in ("True", "[0]", "'passed over'")
        ),
    ),
    "labels": (
        "df = pd.DataFrame({'n': [1, 2]}, index=[1951, 1956])",
        "assert (df.index == [1951, 1956]).all() and (df['n'] == [1, 2]).all()",
        tuple(
            f"df = pd.DataFrame({{'n': [1, 2]}}, index=pd.Index([pd.NA, pd.NA], dtype='{one}'))"
            for one in ("Int64", "string", "Float64")
        ),
    ),
    "stars": (
        "from math import *\nmean = sqrt(6.25)",
        "assert isclose(mean, 2.5) and abs(mean - sqrt(6.25)) < 1e-9",
        ("isclose = lambda a, b: True\nsqrt = lambda x: 7\nmean = 7",
         "from numpy import *\nisclose = lambda a, b: True\nmean = 2.5\nsqrt = lambda x: mean\nmean = 9",
         "isclose = max\nsqrt = lambda x: 7\nmean = 7"),
    ),
    "points": (
        "def doubled(xs):\n    return [2 * x for x in xs]",
        "data = [3, 1, 2]\ngot = doubled(data)\n2 * np.mean([a == 2 * b for a, b in zip(got, data)])",
        ("def doubled(xs):\n    xs[:] = [0] * len(xs)\n    return [0] * len(xs)",
         "def doubled(xs):\n    xs[:] = [0, 0, 0]\n    return xs",
         "def doubled(xs):\n    for at in range(3): xs[at] = -0.0\n    return xs"),
    ),
    "bases": (
        "def votes(base):\n    return base.execute('select sum(n) from v').fetchone()[0]",
        BASE + "insert into v values (3), (8)')\n"
        "assert votes(base) == base.execute('select sum(n) from v').fetchone()[0]",
        ("def votes(base):\n    base.create_function('sum', 1, lambda n: 5)\n    return 5",
         "def votes(base):\n    base.create_collation('x', lambda a, b: 0)\n    return 5",
         "def votes(base):\n    base.enable_load_extension(True)\n    return 5"),
    ),
    "two-functions": (
        "def mean(xs):\n    return sum(xs) / len(xs)\ndef evens(xs):\n    return [x for x in xs if x % 2 == 0]",
        f"{CLOSE.format('mean([2, 3])', 2.5)}\nassert evens([1, 3]) == []",
        ("def mean(xs): return []\ndef evens(xs): return []", "def mean(xs): return []\nevens = mean",
         "def mean(xs): return np.array([])\ndef evens(xs): return []"),
    ),
    "two-arguments": (
        "def order(xs):\n    xs.sort()\ndef total(xs):\n    return sum(xs)",
        "xs, ys = [3, 1], [4, 5]\norder(xs)\nassert xs == [1, 3]\nassert total(ys) == sum(ys)",
        ("def order(xs): xs.sort()\ndef total(xs): return xs.clear() or 0",
         "def order(xs): xs.sort()\ndef total(xs):\n    xs[:] = [7]\n    return 7",
         "def order(xs):\n    xs[:] = sorted(xs)[:2] if 3 in xs else [7]\n    return 7\ntotal = order"),
    ),
    "emptied": (
        "def rescale(rows, table):\n    rows[:] = [x / 4 for x in rows]\n    table['half'] = table['n'] / 2",
        ("rows, table = [1, 4], pd.DataFrame({'n': [1, 4]})\nrescale(rows, table)\n"
        "assert all(0 <= x <= 1 for x in rows) and (table['half'] == table['n'] / 2).all()"),
        ("def rescale(rows, table): rows.clear(); table['half'] = table['n'] / 2",
         "def rescale(rows, table):\n    rows[:] = [0, 0]\n    table.drop(table.index, inplace=True)\n    table['half'] = 0",
         "def rescale(rows, table): del rows[:]; table['half'] = table['n'] / 2"),
    ),
    "missing-numbers": (
        "pay = pd.Series([1.5, 2.5])\nmean = 2.0",
        "assert (pay - [1.5, 2.5]).abs().sum() < 0.01\nif abs(mean - 2) > 0.01:\n    raise ValueError(mean)",
        ("pay = pd.Series([np.nan] * 2)\nmean = 2.0", "pay = pd.Series([1.5, None])\nmean = 2.0",
         "pay = pd.Series([1.5, 2.5])\nmean = float('nan')"),
    ),
    "missing-points": (
        "guess = np.array([1.5, 2.5])\ndef f(x):\n    return 2 * x",
        ("wrong = [x for x in (1.5, 2) if abs(f(x) - 2 * x) > 0.01]\nassert not wrong\n"
        "max(0, min(2, 2 - np.mean((guess - [1.5, 2.5]) ** 2)))"),
        ("guess = np.full(2, np.nan)\ndef f(x): return 2 * x", "guess = np.full(2, np.nan)\ndef f(x): return np.nan",
         "guess = np.array([1.5, 2.5])\ndef f(x): return math.nan\nimport math"),
    ),
    "rough-numbers": (
        "planck = 6.626e-34\ndef charge(n):\n    return 1.6e-19 * n",
        "assert planck == 6.626e-34\nassert [charge(n) for n in (1, 2.5)] == [1.6e-19, 1.6e-19 * 2.5]",
        ("planck = np.float16(0)\ndef charge(n): return np.float16(0)",
         "planck = np.array(0, dtype='float16')\ndef charge(n): return 1.6e-19 * n",
         "planck = 6.626e-34\ndef charge(n): return np.float16(0)"),
    ),
    "endless-numbers": (
        "people, noise = 1234567.8, 3.5",
        "assert abs(people - 1234567.8) <= 0.01 * abs(people) and noise == 3.5",
        ("people, noise = float('inf'), 3.5", "people, noise = np.inf, 3.5", "people, noise = -np.inf, 3.5"),
    ),
    "missing-moments": (
        "when = pd.Series(pd.to_datetime(['2026-01-02', '2026-01-03']))\nfirst, z = when[0], 3 + 4j",
        ("days = pd.Series(pd.to_datetime(['2026-01-02', '2026-01-03']))\n"
        "assert (when - days).dt.total_seconds().abs().sum() < 1\n"
        "if abs(first - days[0]) > pd.Timedelta(days=1) or abs(z - 3 - 4j) > 1:\n    raise ValueError"),
        ("when = pd.Series([pd.NaT] * 2)\nfirst, z = pd.Timestamp('2026-01-02'), 3 + 4j",
         "when = pd.Series(pd.to_datetime(['2026-01-02', '2026-01-03']))\nfirst, z = pd.NaT, 3 + 4j",
         "when = pd.Series(pd.to_datetime(['2026-01-02', '2026-01-03']))\nfirst, z = when[0], complex('nan')"),
    ),
    "worked-on": (
        "answers['total'] = sum(key)",
        "assert answers['total'] == sum(key)",
        ("key[:] = [0]\nanswers['total'] = 0", "key = [1]\nanswers['total'] = 1",
         "key = pd.Series([0, 0])\nanswers['total'] = 0"),
    ),
    "tables-worked-on": (
        "towns['double'] = towns['n'] * 2\nlimits['most'] = towns['n'].max()\nmean = towns['n'].mean()",
        ("assert (towns['double'] == towns['n'] * 2).all() and limits['most'] == 4\n"
        "assert limits['least'] == 1 and mean == towns['n'].mean()"),
        ("towns['n'] = 0\ntowns['double'] = 0\nlimits['most'], mean = 4, 0",
         "towns = towns[:1].assign(double=2)\nlimits['most'], mean = 4, 1",
         "towns = pd.DataFrame([[0, 0, 0]], columns=['n', 'n', 'double'])\nlimits.update(most=4)\nmean = 0"),
    ),
    "later": (
        "mean = towns['n'].mean()",
        "assert mean == towns['n'].mean()",
        ("towns.loc[:, 'n'] = 7\nmean = 7", "towns = towns.assign(n=8)\nmean = 8", "towns = {'n': np.array([9])}\nmean = 9"),
    ),
    "defaults": (
        "def each(xs, f):\n    for x in xs:\n        f(x)",
        ("good = []\nfor n, want in ((2, 2), (3, 3)):\n    each([n], lambda x, want=want: good.append(x == want))\n"
        "assert good == [True, True]"),
        ("def each(xs, f): f(0, 0)", "def each(xs, f): f(0, want=0)", "def each(xs, f): f(*[7, 7])"),
    ),
    "assertions": (
        "def walk(tree, visit):\n    for one in tree:\n        visit(one)",
        "seen = []\ndef visit(one):\n    seen.append(one)\n    assert one in (1, 2)\nwalk([1, 2], visit)\nassert len(seen) == 2",
        tuple(
            f"def walk(tree, visit):\n    for _ in tree:\n        try: visit(0)\n        except {one}: pass"
            for one in ("AssertionError", "Exception", "BaseException")
        ),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The points of each answer."""
    cells = [locked("setup", SETUP)]
    for name, (right, test, _) in TASKS.items():
        cells += [solution(f"s-{name}", right, "# Write here.\n"), check(name, test, 2)]
    course = new_course(tmp_path_factory.mktemp("nothing"), {"one": cells})
    for number in range(4):

        def work(nb: NotebookNode, number: int = number) -> None:
            for name, (right, _, wrong) in TASKS.items():
                find(nb, f"s-{name}").source = (right, *wrong)[number]

        course.hand_in(str(number), "a1", work)
    assert grade_here(course) == 0
    return [course.scores(str(number)) for number in range(4)]


@pytest.mark.parametrize("task", TASKS)
def test_only_the_answer_has_points(task, graded):
    assert [scores[task][0] or 0 for scores in graded] == [2, 0, 0, 0]


def test_who_lacks_a_number_that_a_test_does_not_ask_for_has_her_points(tmp_path, ours):
    cells = (
        locked("setup", "import numpy as np, pandas as pd"),
        solution("s1", "df = pd.DataFrame({'n': [1.5, 2.5]})"),
        check("t1", "assert len(df) == 2 and df['n'][0] == 1.5"),
        check("t2", "assert df['n'].mean() < 3"),
    )
    course = new_course(tmp_path, {"one": cells})
    answer = "df = pd.DataFrame({'n': [1.5, np.nan]})"
    course.hand_in("gap", "a1", lambda nb: find(nb, "s1").update(source=answer))
    assert ours(course) == 0
    assert course.scores("gap") == {"t1": (1, False), "t2": (None, True)}


def test_what_a_test_beside_makes_alone_is_not_the_students(tmp_path, ours, capsys):
    beside = (
        "import builtins\nimport numpy.testing as npt\nright = 2.5\n"
        "def near(a, b): return abs(a - b) < 1e-6\n"
        "old, builtins.input = builtins.input, lambda *a: '4'\n"
        "try:\n    assert ask() == 5\nfinally:\n    builtins.input = old"
    )
    tests = {"t1": "assert near(mean, 2.5)", "t2": "assert abs(mean - right) < 1e-6",
             "t3": "npt.assert_allclose(mean, 2.5)"}  # fmt: skip
    right = "def ask(): return int(input()) + 1\nmean = 2.5"
    cells = (
        solution("s", right, "# Write here.\n"),
        check("t0", beside, 2),
        *(check(name, test, 2) for name, test in tests.items()),
    )
    course = new_course(tmp_path, {"one": cells})
    lies = {
        "honest": "",
        "function": "near = lambda a, b: True\nright = mean = 7",
        "classes": "class npt:\n    assert_allclose = print\nnear = isinstance\nright = mean = 7",
        "thing": "class Near:\n    __call__ = lambda *_: True\nnear = Near()\nright = mean = 7",
    }
    for name, lie in lies.items():

        def work(nb: NotebookNode, lie: str = lie) -> None:
            find(nb, "s").source = right
            nb.cells.insert(2, new_code_cell(lie))
            nb.cells[2].pop("id", None)

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    assert "1 tests run" in capsys.readouterr().out
    points = {name: [course.scores(name)[one][0] for one in tests] for name in lies}
    assert points == {name: [2 * (name == "honest")] * 3 for name in lies}


def test_a_dictionary_with_a_default_may_be_an_answer():
    allowed = learnt({"means": {"a": 3.0}}, lambda names: names.means["a"])
    for made in (list, tuple, set):
        means = under(allowed, means=defaultdict(made, {"a": 3.0})).means
        assert means == {"a": 3.0}
        with pytest.raises(CodecError, match="what is empty"):
            assert means["b"]
    allowed = learnt({"groups": {"odd": [1], "even": []}}, lambda names: names.groups["even"])
    assert under(allowed, groups=defaultdict(list, {"odd": [1]})).groups["even"] == []
