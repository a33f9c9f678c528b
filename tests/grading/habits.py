"""What honest students do beside their answers, drawn at random; and how instructors test them."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from collections.abc import Callable
from random import Random

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.grading.grading_course import HIDDEN, check, find, locked, solution, written

SETUP = """import builtins, math, os, signal
from unittest import mock
import numpy as np
import pandas as pd

towns = pd.DataFrame({"town": ["Otaru", "Nemuro"], "people": [3, 5]})"""
_RUN_CELL = "get_ipython().run_cell('result = double(5)')\nassert result == 10"
_ALARM = "def late(*_):\n    raise TimeoutError\nsignal.signal(signal.SIGALRM, late)\nsignal.alarm(5)\nassert double(7) == 14\n_ = signal.alarm(0)"
CELLS = (
    locked("setup", SETUP),
    new_code_cell("if os.environ.get('NBGRADER_EXECUTION'):\n    print('graded')"),
    solution("s1", "def double(x):\n    return 2 * x", "def double(x):\n    pass\n"),
    check("plain", "assert double(2) == 4\n" + HIDDEN.format("assert double(-3) == -6"), 2),
    check("mocked", "with mock.patch('builtins.print') as said:\n    assert double(3) == 6"),
    check("captured", "%%capture out\nassert double(4) == 8"),
    check("run-cell", _RUN_CELL),
    check("alarm", _ALARM),
    solution("s2", "total = 6", "total = None\n"),
    check("semicolon", "assert total == 6;"),
    check("partial", "2 if total == 6 else 0.5", 2),
    solution("s3", "table = towns[towns['people'] > 3]", "table = None\n"),
    check("frame", "pd.testing.assert_frame_equal(table.reset_index(drop=True), towns.tail(1).reset_index(drop=True))", 2),
    check("rows", "assert len(table) == 1\nassert table['town'].iloc[0] == 'Nemuro'"),
    written("essay"),
)  # fmt: skip
ANSWERS = {
    "s1": ("def double(x):\n    return 2 * x", "double = lambda x: x + x", "def double(x):\n    y = x\n    y *= 2\n    return y",
           "from functools import lru_cache\n@lru_cache(None)\ndef double(x):\n    '''Twice.'''\n    return x << 1", "double = np.vectorize(lambda x: 2 * x)",
           "def double(x: int) -> int:\n    assert isinstance(x, int)\n    return sum([x, x])", "def double(x):\n    return x ** 2", "def double(x):\n    pass"),
    "s2": ("total = 6", "total = sum([1, 2, 3])", "total = 0\nfor _i in range(4): total += _i\ntotal", "total = np.sum([1, 2, 3])", "total = 6.0", "total = 7", "total = None"),
    "s3": ("table = towns[towns['people'] > 3]", "table = towns.query('people > 3')", "table = towns.loc[towns.people.gt(3)].copy()", "table = towns.tail(1)", "table = towns", "table = None"),
}  # fmt: skip
CODE = {
    "magics": (
        "%matplotlib inline", "%time sum(range(10))", "%%time\nx = 1", "%%capture quiet\nprint('hidden')", "%load_ext autoreload\n%autoreload 2", "%timeit -n 1 -r 1 1 + 1", "%whos", "%env MINE=1", "%pwd", "!echo shell", "files = !ls", "%%bash\necho hello", "%%writefile mine.py\ntwo = 2", "%precision 3", "%config InlineBackend.figure_format = 'png'", "%who_ls", "%xmode Plain", "%cd .", "%pinfo len", "%pip --version",
    ),
    "widgets": (
        "import ipywidgets\nipywidgets.IntSlider(3)", "import ipywidgets\n@ipywidgets.interact(n=(0, 3))\ndef show(n=1): print(n)", "import ipywidgets\nout = ipywidgets.Output()\nwith out:\n    print('inside')\nout", "import ipywidgets\nout = ipywidgets.Output()\nwith out:\n    for n in range(30): display(towns)\nout",
        "import ipywidgets\nbox = ipywidgets.Text('a')\nbox.observe(print, 'value')\nbox.value = 'b'\nipywidgets.HBox([box])", "from IPython.display import clear_output\nfor n in range(5):\n    clear_output(wait=True)\n    print(n)", "handle = display('a', display_id='mine')\nhandle.update('b')",
    ),
    "threads": (
        "import threading\nt = threading.Thread(target=print, args=('x',)); t.start(); t.join()", "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as pool:\n    print(list(pool.map(abs, [-1, 2])))", "import threading, time\nthreading.Thread(target=time.sleep, args=(30,), daemon=True).start()", "import asyncio\nawait asyncio.sleep(0.01)", "import asyncio\nasync def one(): return 1\nawait asyncio.gather(one(), one())", "import subprocess\nsubprocess.run(['true'], check=True)", "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)", "import threading\nlock = threading.Lock()\nwith lock: pass",
    ),
    "mocks": (
        "from unittest.mock import MagicMock\nm = MagicMock(return_value=3)\nassert m(1) == 3", "from unittest import mock\nwith mock.patch('builtins.input', return_value='4'):\n    n = int(input())", "import unittest\nunittest.TestCase().assertEqual(1, 1)", "import doctest\ndef f():\n    '''\n    >>> f()\n    1\n    '''\n    return 1\ndoctest.run_docstring_examples(f, {'f': f})", "input = lambda prompt='': '7'\nint(input('n?'))",
    ),
    "classes": (
        "class Treaty:\n    def __init__(self, year): self.year = year\n    def __eq__(self, other): return self.year == other.year\n    def __hash__(self): return self.year\n{Treaty(1951), Treaty(1956)} and None", "from dataclasses import dataclass\n@dataclass(order=True)\nclass P:\n    x: int = 0\nsorted([P(2), P(1)])", "import enum\nclass Side(enum.Enum):\n    A = 1\nSide.A", "class Any:\n    def __eq__(self, other): return True\n    __hash__ = None\nanything = Any()\nanything == 3", "class Number(int):\n    def __add__(self, other): return Number(int(self) + other)\nNumber(3) + 4", "from collections import namedtuple\nSpot = namedtuple('Spot', 'x y')\nSpot(1, 2)", "class Shown:\n    def _repr_html_(self): return '<b>x</b>'\nShown()", "class Auto:\n    def __getattr__(self, name): return name\nAuto().x", "from abc import ABC, abstractmethod\nclass Shape(ABC):\n    @abstractmethod\n    def area(self): ...",
    ),
    "plots": (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);", "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.bar(towns['town'], towns['people'])\nplt.show()", "towns.plot.bar(x='town')", "import matplotlib.pyplot as plt\nplt.style.use('ggplot')\nfor n in range(4):\n    plt.figure(); plt.plot([n])", "import matplotlib.pyplot as plt\nplt.savefig('mine.png')\nplt.close('all')", "import matplotlib\nmatplotlib.rcParams['figure.dpi'] = 50", "towns.style.highlight_max(subset=['people'])",
    ),
    "files": (
        "open('notes.txt', 'w').write('mine')", "towns.to_csv('towns.csv', index=False)\npd.read_csv('towns.csv')", "import json\njson.dump({'a': 1}, open('a.json', 'w'))", "import os\nos.makedirs('mine/deep', exist_ok=True)\nos.listdir()", "import pickle\npickle.loads(pickle.dumps(towns)).shape", "import sqlite3\nwith sqlite3.connect('mine.db') as db: db.execute('create table if not exists a (b)')\ndb.close()", "from pathlib import Path\nPath('x.txt').write_text('y')\nPath('x.txt').unlink()", "import tempfile\nwith tempfile.TemporaryDirectory() as d: print(len(d) > 3)", "import sys\nsys.path.append('mine')", "open('helper.py', 'w').write('three = 3')\nimport helper\nhelper.three",
    ),
    "hooks": (
        "import sys\nold = sys.excepthook\nsys.excepthook = lambda *a: old(*a)", "get_ipython().display_formatter.formatters['text/plain'].for_type(set, lambda s, p, c: p.text('set'))", "import atexit\natexit.register(lambda: None)", "import inspect\nprint(inspect.currentframe().f_code.co_name)", "import sys\nprint(sys._getframe().f_lineno)", "import builtins\nbuiltins.show = print", "import warnings\nwarnings.filterwarnings('ignore')", "import logging\nlogging.basicConfig(level=logging.INFO)\nlogging.getLogger('mine').info('hello')", "get_ipython().run_cell('mine = 3')", "import sys\nsys.setrecursionlimit(3000)", "np.set_printoptions(precision=3)\npd.set_option('display.max_rows', 9)", "from IPython.core.interactiveshell import InteractiveShell\nInteractiveShell.ast_node_interactivity = 'last_expr'", "import gc\ngc.disable(); gc.enable()", "import random\nrandom.seed(3)\nnp.random.seed(3)", "try:\n    1 / 0\nexcept ZeroDivisionError:\n    import traceback\n    print(traceback.format_exc()[:9])", "def trace(*a): return None\nimport sys\nsys.settrace(trace); sys.settrace(None)",
    ),
    "errors": ("1 / 0", "undefined_name", "def broken(:", "raise ValueError('mine')", "assert double(2) == 4", "input('Name?')", "%no_such_magic", "import no_such_module", "towns['no such column']", "[][0]"),
}  # fmt: skip


def _saved(nb: NotebookNode, _: Random) -> None:
    for number, cell in enumerate(nb.cells):
        if cell.cell_type == "code":
            cell.execution_count = number * 3
            cell.outputs = [new_output("stream", text="old output")]


def _vscode(nb: NotebookNode, random: Random) -> None:
    nb.metadata.vscode = {"interpreter": {"hash": "0"}}
    for cell in nb.cells:
        cell.metadata.vscode = {"languageId": "python"}
        cell.metadata.collapsed = random.random() < 0.5


def _colab(nb: NotebookNode, _: Random) -> None:
    nb.metadata.colab = {"provenance": []}
    nb.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    for cell in nb.cells:
        cell.metadata.id = "colab"


def _spaces(nb: NotebookNode, _: Random) -> None:
    """An editor takes away spaces at the ends of lines, and puts a last line."""
    for cell in nb.cells:
        cell.source = "\n".join(line.rstrip() for line in cell.source.split("\n")) + "\n"


def _quotes(nb: NotebookNode, _: Random) -> None:
    """A formatter has gone over all cells, those of the instructor too."""
    for cell in nb.cells:
        if cell.cell_type == "code" and not cell.source.startswith("%"):
            cell.source = cell.source.replace("'", '"')


def _copied(nb: NotebookNode, _: Random) -> None:
    """A test is copied into a cell of one's own, to try it."""
    nb.cells.insert(5, new_code_cell(find(nb, "plain").source))


def _notes(nb: NotebookNode, random: Random) -> None:
    for _ in range(3):
        nb.cells.insert(random.randrange(len(nb.cells)), new_markdown_cell("A note of mine."))
        nb.cells.insert(random.randrange(len(nb.cells)), new_code_cell(""))


EDITORS = (_saved, _vscode, _colab, _spaces, _quotes, _copied, _notes)


def habits(random: Random) -> Callable[[NotebookNode], None]:
    """What one honest student does to the notebook."""
    answers = {
        name: random.choice(texts[:-2] if random.random() < 0.7 else texts)
        for name, texts in ANSWERS.items()
    }
    kinds = random.sample([*CODE], random.randint(3, 5))
    added = [(random.randint(1, 12), random.choice(CODE[kind])) for kind in kinds]
    editors = random.sample(EDITORS, random.randint(0, 2))

    def work(nb: NotebookNode) -> None:
        for name, source in answers.items():
            find(nb, name).source = source
        find(nb, "essay").source = "My own words."
        for place, source in added:
            nb.cells.insert(place, new_code_cell(source))
        for editor in editors:
            editor(nb, random)

    return work
