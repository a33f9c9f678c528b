"""Honest students with odd habits. None is flagged, and each gets exactly what is due."""

# ruff: noqa: E501 - the code of a submission has its own lines

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.grading.corpus import (
    FULL,
    NONE,
    RIGHT_ANSWERS,
    WRONG_ANSWERS,
    Case,
    Scores,
    code,
    edited,
)
from tests.grading.grading_course import find

RIGHT, WRONG = Scores(FULL), Scores(NONE)


def _more(name: str, source: str, at: int = 2) -> Case:
    return code(name, RIGHT, source, RIGHT_ANSWERS, at)


def _own(name: str, **cells: str) -> Case:
    return Case(name, RIGHT, bool, RIGHT_ANSWERS | cells)


def _spaces(nb: NotebookNode) -> None:
    for cell in nb.cells:
        cell.source = cell.source + "\n\n" if cell.cell_type == "code" else cell.source + "  "


def _minor_5(nb: NotebookNode) -> None:
    nb.nbformat_minor = 5
    for number, cell in enumerate(nb.cells):
        cell.id = f"cell{number}"


def _editors(nb: NotebookNode) -> None:
    nb.metadata.update(
        vscode={"interpreter": {"hash": "0"}},
        colab={"provenance": [], "toc_visible": True},
        accelerator="GPU",
        language_info={"name": "python", "version": "3.12.1"},
    )
    nb.metadata.kernelspec = {"name": "python3", "display_name": "base"}
    for number, cell in enumerate(nb.cells):
        cell.metadata.update(
            id=f"a{number}", collapsed=True, scrolled=False, editable=False, deletable=False
        )
        cell.metadata.update(colab={"base_uri": "x"}, outputId="y", jupyter={"source_hidden": True})
        cell.metadata.update(tags=["mine"], slideshow={"slide_type": "slide"})
        if cell.cell_type == "code":
            cell.execution_count = 40 - number


def _tests_run_before(nb: NotebookNode) -> None:
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.execution_count = 3


def _added(nb: NotebookNode) -> None:
    for at in (9, 6, 3, 1):
        nb.cells.insert(at, new_code_cell("print('my own check', 1 + 1)"))
        nb.cells.insert(at, new_markdown_cell("A note of mine."))
    nb.cells.append(new_code_cell(""))


def _no_title(nb: NotebookNode) -> None:
    nb.cells.pop(0)


def _essay_lost(nb: NotebookNode) -> None:
    nb.cells.remove(find(nb, "essay"))


def _copied(nb: NotebookNode) -> None:
    """Copy an answer cell to try something: JupyterLab copies its marks too."""
    nb.cells.insert(3, nb.cells[2].copy())


HONEST: list[Case] = [
    Case("right", RIGHT, bool, RIGHT_ANSWERS),
    Case("wrong", WRONG, bool, WRONG_ANSWERS),
    Case("blank", Scores(NONE), bool, {}),
    _more(
        "prints-and-plots",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"
        "print('x' * 1000)\ndisplay(expected)\nexpected",
    ),
    _more(
        "class-with-eq",
        "class Treaty:\n    def __init__(self, year): self.year = year\n"
        "    def __eq__(self, other):\n"
        "        return isinstance(other, Treaty) and self.year == other.year\n"
        "    def __hash__(self): return hash(self.year)\n"
        "assert Treaty(1951) == Treaty(1951)",
    ),
    _more(
        "subclasses",
        "class Days(int):\n    def __str__(self): return f'{int(self)} days'\n"
        "class Register(dict):\n    def __missing__(self, key): return 0\nprint(Days(3), Register()['x'])",
    ),
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
    _more(
        "magics",
        "%timeit -n 1 -r 1 sum([1])\n%matplotlib inline\n%precision 3\n!ls\nfiles = !ls\n"
        "%time x = 1\n%who\n%pwd\n%config InlineBackend.figure_format = 'retina'",
    ),
    _more("cell-magics", "%%time\nx = sum(range(100))"),
    _more("capture", "%%capture out\nprint('x')"),
    _more("bash", "%%bash\necho hello; exit 0"),
    _more("write-file", "%%writefile mine.py\ndef two(): return 2"),
    _own(
        "own-module",
        s2="open('helper_of_mine.py', 'w').write('SIX = 6')\n"
        "import importlib\nimport helper_of_mine\nimportlib.reload(helper_of_mine)\n"
        "total = helper_of_mine.SIX",
    ),
    _more(
        "warnings",
        "import warnings\nwarnings.filterwarnings('ignore')\nwarnings.warn('x')\n"
        "with warnings.catch_warnings():\n    warnings.simplefilter('ignore')\n    warnings.warn('y')\n"
        "np.seterr(all='ignore'); pd.set_option('display.max_rows', 5)\n"
        "pd.options.display.float_format = '{:.2f}'.format",
    ),
    _more(
        "source-of-functions",
        "import inspect\nprint(inspect.getsource(close))\n"
        "print(inspect.signature(pd.read_csv))\nhelp(close)\nclose?\ndir(pd)\nclose.__doc__",
    ),
    _more(
        "tracebacks",
        "import traceback, sys\ntry:\n    1 / 0\nexcept ZeroDivisionError as e:\n"
        "    traceback.print_exc()\n    print(sys.exc_info()[0], e.__traceback__.tb_lineno)",
    ),
    _more(
        "logging",
        "import logging\nlogging.basicConfig(level=logging.INFO)\nlogging.info('started')",
    ),
    _more(
        "mocks",
        "from unittest import mock\n"
        "with mock.patch('math.isclose', return_value=True):\n    assert math.isclose(1, 2)\n"
        "m = mock.Mock(); m.x.return_value = 3; m.x()",
    ),
    _more(
        "unit-tests",
        "import unittest\nclass T(unittest.TestCase):\n"
        "    def test_one(self): self.assertEqual(1, 1)\n"
        "unittest.main(argv=[''], exit=False)",
    ),
    _more(
        "doctests",
        "import doctest\ndef one():\n    '''\n    >>> one()\n    1\n    '''\n    return 1\n"
        "doctest.testmod()",
    ),
    _more("input", "try:\n    name = input('Who?')\nexcept Exception as e:\n    print(type(e))"),
    _more(
        "regex-and-dates",
        "import re, datetime, random, collections, itertools, json, statistics\n"
        "random.seed(1); re.findall('a', 'aa'); datetime.date.today(); json.dumps({'a': 1})",
    ),
    _more(
        "files",
        "with open('notes.txt', 'w') as f:\n    f.write('x')\n"
        "import os, glob, pathlib, tempfile, shutil\nprint(os.listdir('.'), glob.glob('*'))\n"
        "with tempfile.TemporaryDirectory() as d: pathlib.Path(d, 'a').write_text('b')\n"
        "expected.to_csv('t.csv'); pd.read_csv('t.csv')",
    ),
    _more(
        "pickles",
        "import pickle, copy, sqlite3\npickle.loads(pickle.dumps(expected)); copy.deepcopy(expected)\n"
        "sqlite3.connect('my.db').execute('select 1').fetchall()",
    ),
    _more(
        "widgets",
        "import ipywidgets as w\nfrom IPython.display import display, HTML, Markdown, clear_output\n"
        "out = w.Output()\nwith out: print('x')\nw.interact(lambda x: x, x=3)\n"
        "display(HTML('<b>x</b>'), Markdown('x')); clear_output(wait=True)\nw.VBox([out, w.IntSlider()])",
    ),
    _more("deletes-names", "x = 1\ndel x\n%reset_selective -f y\nimport gc; gc.collect()"),
    _more(
        "settings",
        "import sys, os, locale\nsys.setrecursionlimit(3000)\nos.environ['X'] = '1'\n"
        "sys.path.append('.')\nprint(sys.version, os.getcwd(), sys.executable)\nget_ipython()",
    ),
    _more(
        "styles",
        "import matplotlib.pyplot as plt, matplotlib\nplt.style.use('ggplot')\n"
        "plt.rcParams['figure.figsize'] = (3, 2)\nmatplotlib.rcParams.update({'font.size': 9})\n"
        "plt.switch_backend('agg')",
    ),
    _more(
        "all-outputs",
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "InteractiveShell.ast_node_interactivity = 'all'\n1\n2",
    ),
    _more(
        "accessor",
        "@pd.api.extensions.register_dataframe_accessor('mine')\nclass Mine:\n"
        "    def __init__(self, frame): self.frame = frame\n"
        "    def total(self): return self.frame['n'].sum()\nexpected.mine.total()",
    ),
    _more(
        "timeout-alarm",
        "import signal\ndef stop(*a): raise TimeoutError\n"
        "old = signal.signal(signal.SIGALRM, stop)\nsignal.alarm(2)\nsignal.alarm(0)\n"
        "signal.signal(signal.SIGALRM, old)",
    ),
    _more(
        "scipy-like",
        "import decimal, fractions\nx = decimal.Decimal('2.5') + 1\nfractions.Fraction(1, 3)",
    ),
    _more("last-output", "3 * 2"),
    _more("reads-its-output", "3 * 2\n\n"),
    edited("white-space", RIGHT, _spaces, RIGHT_ANSWERS),
    edited("version-4.5", RIGHT, _minor_5, RIGHT_ANSWERS),
    edited("other-editors", RIGHT, _editors, RIGHT_ANSWERS),
    edited("run-before", RIGHT, _tests_run_before, RIGHT_ANSWERS),
    edited("added-cells", RIGHT, _added, RIGHT_ANSWERS),
    edited("title-deleted", RIGHT, _no_title, RIGHT_ANSWERS),
    edited("essay-deleted", RIGHT, _essay_lost, RIGHT_ANSWERS),
    edited("answer-copied", RIGHT, _copied, RIGHT_ANSWERS),
]
