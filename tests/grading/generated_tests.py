"""Tests as instructors write them, drawn at random, with answers that pass, fail or break."""

# ruff: noqa: E501 - the code of a notebook has its own lines

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from nbformat import NotebookNode

from tests.grading.grading_course import HIDDEN, check, find, locked, solution

SETUP = """import contextlib, io, math, random, unittest
import numpy as np
import pandas as pd

values = [1, 2, 3]
towns = pd.DataFrame({"town": ["Otaru", "Nemuro", "Otaru"], "people": [3, 5, 4]})
case = unittest.TestCase()


def said(function, *args):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        function(*args)
    return out.getvalue()"""


@dataclass(frozen=True)
class Task:
    """Something to solve: answers, of which the first is the instructor's, and tests of it."""

    answers: tuple[str, ...]
    tests: tuple[str, ...]


TASKS = (
    Task(
        ("total = sum(values)", "total = 6.0", "total = np.int64(6)", "total = '6'", "total = 5", "total = None", "1 / 0"),
        ("assert total == 6, f'not {total}'", "np.testing.assert_allclose(total, 6)", "case.assertEqual(total, 6)",
         "assert isinstance(total, int)", "assert abs(total - 6) < 1e-9", "case.assertAlmostEqual(total, 6)",
         "assert total in [6, 7]", "assert 'total' in globals()", "assert type(total) is int", "print(total)"),
    ),
    Task(
        ("names = sorted(towns['town'].unique())", "names = ['Nemuro', 'Otaru']", "names = ('Nemuro', 'Otaru')", "names = []", "names = {'Otaru', 'Nemuro'}", "names = ['Otaru']", "names = np.array(['Nemuro', 'Otaru'])"),
        ("assert names == ['Nemuro', 'Otaru']", "assert list(names) == ['Nemuro', 'Otaru']", "case.assertListEqual(names, ['Nemuro', 'Otaru'])",
         "case.assertCountEqual(names, ['Otaru', 'Nemuro'])", "assert len(names) == 2", "assert 'Otaru' in names", "assert all(isinstance(one, str) for one in names)",
         "for one, other in zip(names, ['Nemuro', 'Otaru']):\n    assert one == other"),
    ),
    Task(
        ("counts = towns['town'].value_counts().to_dict()", "counts = {'Otaru': 2, 'Nemuro': 1}", "from collections import Counter\ncounts = Counter(towns['town'])", "counts = {'Otaru': 2.0, 'Nemuro': 1}", "counts = {}", "counts = towns['town'].value_counts()", "counts = None"),
        ("assert counts == {'Otaru': 2, 'Nemuro': 1}", "case.assertDictEqual(counts, {'Otaru': 2, 'Nemuro': 1})", "assert counts['Otaru'] == 2",
         "assert set(counts) == {'Otaru', 'Nemuro'}", "assert sum(counts.values()) == 3", "assert counts.get('Tokyo', 0) == 0", "assert max(counts, key=counts.get) == 'Otaru'"),
    ),
    Task(
        ("table = towns.groupby('town', as_index=False)['people'].sum()", "table = pd.DataFrame({'town': ['Nemuro', 'Otaru'], 'people': [5, 7]})", "table = towns", "table = pd.DataFrame({'town': ['Nemuro', 'Otaru'], 'people': [5.0, 7.0]})", "table = None", "table = {'town': ['Nemuro', 'Otaru'], 'people': [5, 7]}", "table = towns.groupby('town')['people'].sum()"),
        ("pd.testing.assert_frame_equal(table, pd.DataFrame({'town': ['Nemuro', 'Otaru'], 'people': [5, 7]}))", "assert table.shape == (2, 2)", "assert list(table.columns) == ['town', 'people']",
         "assert table['people'].sum() == 12", "assert table.loc[table['town'] == 'Otaru', 'people'].item() == 7", "pd.testing.assert_frame_equal(table, pd.DataFrame({'town': ['Nemuro', 'Otaru'], 'people': [5, 7]}), check_dtype=False)",
         "assert isinstance(table, pd.DataFrame)", "assert not table.isna().any().any()"),
    ),
    Task(
        ("column = towns.set_index('town')['people'] * 2", "column = pd.Series([6, 10, 8], index=['Otaru', 'Nemuro', 'Otaru'], name='people')", "column = towns['people'] * 2", "column = [6, 10, 8]", "column = pd.Series(dtype=float)", "column = towns['people'].to_numpy() * 2"),
        ("assert column.tolist() == [6, 10, 8]", "assert (column == [6, 10, 8]).all()", "assert column.index[1] == 'Nemuro'", "pd.testing.assert_series_equal(column.reset_index(drop=True), pd.Series([6, 10, 8]), check_names=False)",
         "np.testing.assert_array_equal(column, [6, 10, 8])", "assert column.mean() == 8"),
    ),
    Task(
        ("grid = np.arange(6).reshape(2, 3)", "grid = np.array([[0, 1, 2], [3, 4, 5]], dtype=float)", "grid = [[0, 1, 2], [3, 4, 5]]", "grid = np.zeros((2, 3))", "grid = np.arange(6)", "grid = np.matrix([[0, 1, 2], [3, 4, 5]])", "grid = 0"),
        ("np.testing.assert_array_equal(grid, [[0, 1, 2], [3, 4, 5]])", "assert grid.shape == (2, 3)", "assert np.allclose(grid, [[0, 1, 2], [3, 4, 5]])", "assert grid[1, 2] == 5", "assert grid.sum() == 15",
         "assert np.array_equal(grid, np.arange(6).reshape(2, 3))", "assert grid.dtype.kind == 'i'", "assert (grid.T @ grid).shape == (3, 3)"),
    ),
    Task(
        ("def double(x):\n    return 2 * x", "double = lambda x: x + x", "def double(x):\n    return x ** 2", "def double(x):\n    print(2 * x)", "double = 2", "def double():\n    return 4", "class Double:\n    def __call__(self, x): return 2 * x\ndouble = Double()", "def double(x):\n    raise ValueError(x)", "import functools\n@functools.cache\ndef double(x): return x * 2"),
        ("assert double(2) == 4", "assert double(-3) == -6, double(-3)", "for x in range(5):\n    assert double(x) == 2 * x", "assert double('ab') == 'abab'", "assert callable(double)", "assert double(double(1)) == 4", "assert [*map(double, values)] == [2, 4, 6]",
         "case.assertEqual(double([1]), [1, 1])", "with case.assertRaises(TypeError):\n    double()", "np.testing.assert_array_equal(double(np.array([1, 2])), [2, 4])", "random.seed(4)\nx = random.random()\nassert math.isclose(double(x), 2 * x)"),
    ),
    Task(
        ("def tidy(rows):\n    rows.sort()\n    return rows", "def tidy(rows):\n    return sorted(rows)", "def tidy(rows):\n    rows.sort()", "def tidy(rows):\n    return rows", "tidy = sorted", "def tidy(rows):\n    rows[:] = sorted(rows)\n    return rows[:]"),
        ("assert tidy([3, 1, 2]) == [1, 2, 3]", "rows = [2, 1]\ntidy(rows)\nassert rows == [1, 2]", "rows = [2, 1]\nassert tidy(rows) is rows", "rows = [[2], [1]]\nresult = tidy(rows)\nassert result[0] == [1]", "assert tidy([]) == []", "assert tidy(['b', 'a']) == ['a', 'b']"),
    ),
    Task(
        ("def clean(rows):\n    return [x for x in rows if x]", "def clean(rows):\n    for x in list(rows):\n        if not x: rows.remove(x)\n    return rows", "clean = lambda rows: list(filter(None, rows))", "clean = lambda rows: filter(None, rows)", "def clean(rows):\n    yield from (x for x in rows if x)", "def clean(rows):\n    return rows"),
        ("assert list(clean([0, 1, None, 2])) == [1, 2]", "rows = [0, 1]\nclean(rows)\nassert rows == [0, 1]", "assert clean([0, 5]) == [5]", "assert sum(clean([0, 1, 2])) == 3", "assert sorted(clean([3, 0, 1])) == [1, 3]"),
    ),
    Task(
        ("def root(x):\n    if x < 0:\n        raise ValueError('negative')\n    return math.sqrt(x)", "root = math.sqrt", "def root(x):\n    return x ** 0.5", "class Bad(ValueError): pass\ndef root(x):\n    if x < 0: raise Bad('negative')\n    return math.sqrt(x)", "def root(x):\n    assert x >= 0, 'negative'\n    return math.sqrt(x)", "def root(x):\n    raise SystemExit"),
        ("assert root(9) == 3", "try:\n    root(-1)\n    assert False, 'no error'\nexcept ValueError:\n    pass", "with case.assertRaises(ValueError):\n    root(-1)", "with case.assertRaisesRegex(ValueError, 'negative'):\n    root(-4)", "assert math.isclose(root(2), 1.41421356, rel_tol=1e-6)",
         "try:\n    root('x')\nexcept TypeError as error:\n    assert 'str' in str(error) or True"),
    ),
    Task(
        ("def hello(name):\n    print(f'Hello, {name}!')", "def hello(name):\n    print('Hello, ', name, '!', sep='')", "def hello(name):\n    print('Hello', name)", "def hello(name):\n    return f'Hello, {name}!'", "import sys\ndef hello(name):\n    sys.stdout.write(f'Hello, {name}!\\n')", "def hello(name):\n    import sys; print(f'Hello, {name}!'); print('debug', file=sys.stderr)"),
        ("assert said(hello, 'Ito') == 'Hello, Ito!\\n'", "with contextlib.redirect_stdout(io.StringIO()) as out:\n    hello('Mori')\nassert out.getvalue().strip() == 'Hello, Mori!'", "hello('you')", "assert hello('x') is None", "assert 'Ito' in said(hello, 'Ito')"),
    ),
    Task(
        ("def squares(n):\n    for x in range(n):\n        yield x * x", "squares = lambda n: (x * x for x in range(n))", "def squares(n):\n    return [x * x for x in range(n)]", "def squares(n):\n    yield n", "squares = None"),
        ("assert list(squares(4)) == [0, 1, 4, 9]", "assert next(iter(squares(3))) == 0", "made = squares(2)\nassert next(made) == 0\nassert next(made) == 1", "assert sum(squares(4)) == 14", "assert [x for x in squares(0)] == []", "import types\nassert isinstance(squares(1), types.GeneratorType)", "assert 16 in squares(9)"),
    ),
    Task(
        ("class Account:\n    def __init__(self, owner, money=0):\n        self.owner, self.money = owner, money\n    def pay(self, sum):\n        if sum > self.money:\n            raise ValueError('too little')\n        self.money -= sum\n        return self\n    def __len__(self): return self.money\n    def __add__(self, other): return Account(self.owner, self.money + other.money)\n    def __eq__(self, other): return self.money == other.money\n    def __repr__(self): return f'Account({self.owner!r}, {self.money})'",
         "from dataclasses import dataclass\n@dataclass\nclass Account:\n    owner: str\n    money: int = 0\n    def pay(self, sum):\n        if sum > self.money: raise ValueError('too little')\n        self.money -= sum; return self\n    def __add__(self, other): return Account(self.owner, self.money + other.money)",
         "class Account:\n    def __init__(self, owner, money=0): self.owner = owner\n    def pay(self, sum): return self", "Account = dict", "def Account(owner, money=0): return [owner, money]"),
        ("one = Account('Ito', 5)\nassert one.owner == 'Ito'\nassert one.money == 5", "one = Account('Ito', 5)\none.pay(3)\nassert one.money == 2", "with case.assertRaises(ValueError):\n    Account('Ito').pay(1)", "assert len(Account('x', 7)) == 7", "assert (Account('a', 1) + Account('b', 2)).money == 3",
         "assert Account('a', 1) == Account('b', 1)", "assert repr(Account('a', 1)).startswith('Account(')", "assert isinstance(Account('a'), Account)", "one = Account('a')\none.money = 9\nassert one.pay(4).money == 5", "assert hasattr(Account, 'pay')", "assert Account('a').__class__.__name__ == 'Account'"),
    ),
    Task(
        ("with open('out.txt', 'w') as file:\n    file.write('6\\n')", "from pathlib import Path\nPath('out.txt').write_text('6\\n')", "open('out.txt', 'w').close()", "pass", "import os\nos.makedirs('out.txt', exist_ok=True)"),
        ("assert open('out.txt').read() == '6\\n'", "import os\nassert os.path.exists('out.txt')", "from pathlib import Path\nassert Path('out.txt').read_text().strip() == '6'", "assert pd.read_csv('out.txt', header=None).iloc[0, 0] == 6"),
    ),
    Task(
        ("def save(name, rows):\n    with open(name, 'w') as file:\n        file.write('\\n'.join(rows))", "def save(name, rows):\n    from pathlib import Path\n    Path(name).write_text('\\n'.join(rows))", "def save(name, rows): pass"),
        ("save('rows.txt', ['a', 'b'])\nassert open('rows.txt').read().split() == ['a', 'b']", "assert save('more.txt', []) is None", "open('given.txt', 'w').write('x')\nsave('given.txt', ['y'])\nassert open('given.txt').read() == 'y'"),
    ),
    Task(
        ("def draw(n):\n    return [random.randint(1, 6) for _ in range(n)]", "def draw(n):\n    return random.choices(range(1, 7), k=n)", "def draw(n):\n    return np.random.randint(1, 7, n).tolist()", "def draw(n):\n    return [3] * n"),
        ("random.seed(1)\nfirst = draw(3)\nrandom.seed(1)\nassert draw(3) == first", "random.seed(1)\nassert draw(3) == [2, 5, 1]", "assert len(draw(9)) == 9", "assert all(1 <= x <= 6 for x in draw(50))", "assert len(set(draw(200))) > 1"),
    ),
    Task(
        ("def apply(f, rows):\n    return [f(x) for x in rows]", "apply = lambda f, rows: list(map(f, rows))", "apply = map", "def apply(f, rows):\n    return f(rows)"),
        ("assert list(apply(lambda x: x + 1, [1, 2])) == [2, 3]", "assert apply(str, [1]) == ['1']", "calls = []\nlist(apply(calls.append, [1, 2]))\nassert calls == [1, 2]", "with case.assertRaises(ZeroDivisionError):\n    list(apply(lambda x: 1 / x, [0]))", "assert apply(len, []) == []"),
    ),
    Task(
        ("def adder(n):\n    def add(x):\n        return x + n\n    return add", "adder = lambda n: lambda x: n + x", "import functools, operator\ndef adder(n): return functools.partial(operator.add, n)", "def adder(n):\n    return n + 1"),
        ("assert adder(2)(3) == 5", "add = adder('a')\nassert callable(add)", "one, two = adder(1), adder(2)\nassert one(two(0)) == 3", "assert [adder(n)(1) for n in range(3)] == [1, 2, 3]"),
    ),
    Task(
        ("import datetime as dt\nday = dt.date(1956, 10, 19)", "day = pd.Timestamp('1956-10-19')", "import datetime as dt\nday = dt.datetime(1956, 10, 19)", "day = '1956-10-19'", "import datetime as dt\nday = dt.date(1951, 9, 8)"),
        ("assert day.year == 1956", "assert str(day).startswith('1956-10-19')", "import datetime\nassert day == datetime.date(1956, 10, 19)", "assert day.strftime('%d.%m.%Y') == '19.10.1956'", "assert (day.month, day.day) == (10, 19)"),
    ),
    Task(
        ("nothing, missing = None, float('nan')", "nothing, missing = None, np.nan", "nothing, missing = 0, 0", "nothing = missing = pd.NA", "nothing, missing = None, None"),
        ("assert nothing is None", "assert math.isnan(missing)", "assert missing != missing", "assert pd.isna(missing)", "np.testing.assert_equal(missing, np.nan)", "assert not nothing"),
    ),
    Task(
        ("def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)", "def fib(n):\n    a, b = 0, 1\n    for _ in range(n): a, b = b, a + b\n    return a", "def fib(n):\n    return fib(n)", "def fib(n):\n    return n"),
        ("assert fib(10) == 55", "assert [fib(n) for n in range(6)] == [0, 1, 1, 2, 3, 5]", "assert fib(0) == 0 and fib(1) == 1"),
    ),
    Task(
        ("def mean_of(frame, column='people'):\n    return frame[column].mean()", "def mean_of(frame, column='people'):\n    return sum(frame[column]) / len(frame)", "def mean_of(frame, column):\n    return frame[column].mean()", "def mean_of(frame, column='people'):\n    frame['new'] = 1\n    return 4.0"),
        ("assert mean_of(towns) == 4", "assert mean_of(towns, 'people') == 4", "assert mean_of(frame=towns, column='people') == 4", "copy = towns.copy()\nmean_of(copy)\npd.testing.assert_frame_equal(copy, towns)", "import inspect\nassert list(inspect.signature(mean_of).parameters) == ['frame', 'column']", "assert math.isnan(mean_of(towns.head(0)))", "assert mean_of(towns[towns['town'] == 'Otaru']) == 3.5"),
    ),
    Task(
        ("rate = 3\ndef price(n):\n    return rate * n", "rate = 3\nprice = lambda n: n * 3", "def price(n):\n    return rate * n", "rate = '3'\ndef price(n):\n    return rate * n"),
        ("assert price(2) == 6", "rate = 10\nassert price(2) == 20", "assert rate == 3", "del rate\nwith case.assertRaises(NameError):\n    price(2)"),
    ),
    Task(
        ("import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1, 2, 3])\naxes.set_title('Fish')", "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots(1, 1)\naxes.set(title='Fish')\naxes.plot(range(1, 4))", "import matplotlib.pyplot as plt\nplt.plot([1])\naxes = plt.gca()", "axes = None"),
        ("assert axes.get_title() == 'Fish'", "assert len(axes.lines) == 1", "np.testing.assert_array_equal(axes.lines[0].get_ydata(), [1, 2, 3])", "assert axes.get_xlabel() == ''"),
    ),
    Task(
        ("from fractions import Fraction\nfrom decimal import Decimal\nparts = (Fraction(1, 3), Decimal('0.10'), 2 + 1j)", "from fractions import Fraction\nfrom decimal import Decimal\nparts = (Fraction(2, 6), Decimal('0.1'), complex(2, 1))", "parts = (1 / 3, 0.1, 2)", "parts = [1]"),
        ("assert parts[0] * 3 == 1", "assert str(parts[1]) == '0.10'", "assert parts[2].imag == 1", "assert len(parts) == 3", "from fractions import Fraction\nassert parts[0] == Fraction(1, 3)"),
    ),
    Task(
        ("log = []\ndef note(text):\n    log.append(text)", "log = []\ndef note(text):\n    global log\n    log = log + [text]", "log = []\ndef note(text):\n    pass", "def note(text, log=[]):\n    log.append(text)\n    return log"),
        ("note('a')\nassert log[-1] == 'a'", "before = len(log)\nnote('b')\nassert len(log) == before + 1", "log.clear()\nnote('c')\nassert log == ['c']", "assert note('d') is None"),
    ),
)  # fmt: skip
PARTIAL = ("1", "0.5", "0", "1 if {} else 0.5", "2 if {} else 0")


def drawn(random: Random) -> tuple[list[NotebookNode], dict[str, Task]]:
    """An assignment of twelve tasks, each with one or two tests; and the tasks by their cell."""
    cells, tasks = [locked("setup", SETUP)], {}
    for number, task in enumerate(random.sample(TASKS, 12)):
        tasks[f"s{number}"] = task
        cells.append(solution(f"s{number}", task.answers[0], "# Write here.\n"))
        cells += [
            check(f"t{number}-{part}", _test(random, task), random.randint(2, 3))
            for part in range(random.randint(1, 2))
        ]
    return cells, tasks


def _test(random: Random, task: Task) -> str:
    pieces = random.sample(task.tests, random.randint(1, min(3, len(task.tests))))
    if random.random() < 0.4:
        pieces[-1] = HIDDEN.format(pieces[-1])
    if random.random() < 0.2 and pieces[-1].startswith("assert ") and "\n" not in pieces[-1]:
        condition = ast.unparse(ast.parse(pieces[-1]).body[0].test)
        pieces[-1] = random.choice(PARTIAL).format(f"({condition})")
    return "\n".join(pieces)


def answered(random: Random, tasks: dict[str, Task]) -> dict[str, str]:
    """What one student writes; a third of it is the instructor's."""
    return {
        name: task.answers[0] if random.random() < 0.35 else random.choice(task.answers)
        for name, task in tasks.items()
    }


def fill(answers: dict[str, str]) -> Iterator[object]:
    """Write the answers into a notebook."""

    def work(nb: NotebookNode) -> None:
        for name, source in answers.items():
            find(nb, name).source = source

    return work
