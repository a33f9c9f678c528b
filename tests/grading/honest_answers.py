"""Honest students whose answers are written in their own ways. Each gets exactly what is due."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import (
    FULL,
    NONE,
    RIGHT_ANSWERS,
    WRONG_ANSWERS,
    Case,
    Scores,
)

RIGHT, WRONG = Scores(FULL), Scores(NONE)


def _own(name: str, **cells: str) -> Case:
    return Case(name, RIGHT, bool, RIGHT_ANSWERS | cells)


def _object(name: str, s1: str) -> Case:
    """An answer that is an object where the instructor's is a number: it may not judge itself."""
    return Case(name, Scores(FULL | {"t1": 0.0}), bool, RIGHT_ANSWERS | {"s1": s1})


def _loud(name: str, s1: str) -> Case:
    """An answer that writes to stderr: under nbgrader's own rule its test scores 0."""
    return Case(name, Scores(FULL | {"t1": 0.0}), bool, RIGHT_ANSWERS | {"s1": s1})


CASES: list[Case] = [
    Case("right", RIGHT, bool, RIGHT_ANSWERS),
    Case("wrong", WRONG, bool, WRONG_ANSWERS),
    Case("blank", Scores(NONE), bool, {}),
    _own(
        "answer-of-a-subclass",
        s2="class Days(int):\n    def __str__(self): return 'days'\ntotal = Days(6)",
    ),
    _own("numpy-answers", s2="total = np.int64(6)", s4="mean = np.array([2, 3]).mean()"),
    _own(
        "decorated", s1="import functools\n@functools.lru_cache\ndef double(x):\n    return 2 * x"
    ),
    _own(
        "own-decorator",
        s1="def logged(f):\n    def inner(*a):\n        print('called', a)\n"
        "        return f(*a)\n    return inner\n@logged\ndef double(x):\n    return x + x",
    ),
    _own(
        "recursive",
        s1="def double(x):\n    if x < 0: return -double(-x)\n"
        "    return 0 if x == 0 else 2 + double(x - 1)",
    ),
    _own(
        "generator",
        s1="def steps(x):\n    yield x\n    yield x\ndef double(x):\n    return sum(steps(x))",
    ),
    _own(
        "dataclass",
        s2="from dataclasses import dataclass\n@dataclass(order=True)\nclass Vote:\n"
        "    side: str\n    n: int\nvotes = [Vote('a', 2), Vote('b', 4)]\n"
        "total = sum(v.n for v in votes)",
    ),
    _own(
        "named-tuple",
        s2="from collections import namedtuple\nV = namedtuple('V', 'a b')\ntotal = sum(V(2, 4))",
    ),
    _own(
        "enum",
        s2="import enum\nclass Side(enum.IntEnum):\n    A = 2\n    B = 4\ntotal = Side.A + Side.B",
    ),
    _own("lambda", s1="double = lambda x: 2 * x"),
    _own(
        "callable-object",
        s1="class Doubler:\n    def __call__(self, x): return 2 * x\ndouble = Doubler()",
    ),
    _own(
        "method",
        s1="class Doubler:\n    def double(self, x): return 2 * x\ndouble = Doubler().double",
    ),
    _own(
        "names-like-builtins",
        s2="list = [1, 2, 3]\nsum = 0\nfor id in list:\n    sum += id\ntotal = sum\n_ = 4",
    ),
    _own(
        "own-abs",
        s1="def abs(x):\n    return x if x > 0 else -x\n"
        "def max(a, b):\n    return a if a > b else b\ndef double(x):\n    return 2 * x",
    ),
    _own(
        "renamed-imports",
        s2="import pandas\nimport numpy as numpy_\nfrom math import isclose as same\n"
        "import pandas.testing as pt\ntotal = int(numpy_.sum([1, 2, 3]))",
    ),
    _own(
        "imports-again",
        s2="import math, importlib\nimport numpy as np\nimport pandas as pd\n"
        "from unsigned_peace import exercise\ntotal = 6",
    ),
    _own(
        "threads",
        s2="from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(3) as pool:\n    total = sum(pool.map(abs, [1, 2, 3]))",
    ),
    _own(
        "threads-left-idle",
        s2="from concurrent.futures import ThreadPoolExecutor\n"
        "pool = ThreadPoolExecutor(3)\ntotal = sum(pool.map(abs, [1, -2, 3]))",
    ),
    _own(
        "processes",
        s2="import subprocess, sys\n"
        "total = int(subprocess.run([sys.executable, '-c', 'print(6)'], capture_output=True).stdout)",
    ),
    _own(
        "asynchronous",
        s2="import asyncio\nasync def get(x):\n    await asyncio.sleep(0.01)\n"
        "    return x\ntotal = sum(await asyncio.gather(get(2), get(4)))",
    ),
    _own(
        "own-module",
        s2="open('helper_of_mine.py', 'w').write('SIX = 6')\n"
        "import importlib\nimport helper_of_mine\nimportlib.reload(helper_of_mine)\n"
        "total = helper_of_mine.SIX",
    ),
    _own("names-of-helpers", s2="sum = 4\nmax = 2\nlist = [1]\nstr = 'x'\ntotal = sum + max"),
    _own("index-called-i", s2="total = 0\nfor _i in [(1, 2), (3, 0)]:\n    total += _i[0] + _i[1]"),
    _own(
        "answer-of-an-own-class",
        s1="class Number:\n    def __init__(self, x): self.x = x\n"
        "    def __eq__(self, o): return self.x == getattr(o, 'x', o)\n"
        "    def __sub__(self, o): return Number(self.x - getattr(o, 'x', o))\n"
        "    def __abs__(self): return Number(abs(self.x))\n"
        "    def __lt__(self, o): return self.x < getattr(o, 'x', o)\n"
        "    def __float__(self): return float(self.x)\n    __hash__ = None\n"
        "def double(x):\n    return Number(2 * x)",
    ),
    _object(
        "modular-answer",
        s1="class Mod:\n    def __init__(self, x): self.x = x % 100\n"
        "    def __eq__(self, o): return (self.x - o) % 100 == 0\n"
        "    def __sub__(self, o): return (self.x - o) % 100\n    __hash__ = None\n"
        "def double(x):\n    return Mod(2 * x)",
    ),
    _own("fractions", s4="from fractions import Fraction\nmean = float(Fraction(5, 2))"),
    _own("array-scalars", s4="mean = np.float32(2.5)", s2="total = np.sum([1, 2, 3])"),
    _own(
        "series-answer",
        s3="table = pd.DataFrame({'year': [1951, 1956], 'n': [1, 2]}, dtype='int64')",
    ),
    _own(
        "counts-its-calls",
        s1="class Old:\n    def __eq__(self, other): return isinstance(other, Old)\n"
        "    __hash__ = None\ncalls = 0\ndef double(x):\n    global calls\n    calls += 1\n    return 2 * x",
    ),
    _own(
        "vectorised",
        s1="double = np.vectorize(lambda x: 2 * x)",
    ),
    _own(
        "partial",
        s1="from functools import partial\nimport operator\ndouble = partial(operator.mul, 2)",
    ),
    _loud(
        "prints-in-the-answer",
        s1="import logging\ndef double(x):\n    print(x)\n    logging.warning(x)\n    return 2 * x",
    ),
    _loud(
        "warns-in-the-answer",
        s1="import warnings\ndef double(x):\n    warnings.warn('slow', stacklevel=2)\n    return 2 * x",
    ),
    _loud(
        "stack-in-the-answer",
        s1="import traceback\ndef double(x):\n    traceback.print_stack()\n    return 2 * x",
    ),
    _own(
        "plots-in-the-answer",
        s1="import matplotlib.pyplot as plt\ndef double(x):\n    plt.plot([x])\n    plt.show()\n    return 2 * x",
    ),
    _own(
        "displays-in-the-answer",
        s1="def double(x):\n    display(x)\n    from IPython.display import clear_output\n    clear_output()\n    return 2 * x",
    ),
    _own(
        "random-and-slow",
        s1="import random, time\ndef double(x):\n    random.seed()\n    time.sleep(0.2)\n    return 2 * x",
    ),
    _own(
        "seeded-numbers-go-on",  # after a look at an object of a class of one's own
        s1="class Double:\n    def __call__(self, x): return 2 * x\n"
        "double = Double()\nimport random; random.seed(1)",
        s4="mean = 2.5 if random.random() == 0.13436424411240122 else 0",
    ),
]
