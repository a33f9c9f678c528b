"""More honest students: what real notebooks hold. None is flagged, and each gets what is due."""

# ruff: noqa: E501 - the code of a submission has its own lines

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from tests.grading.corpus import FULL, RIGHT_ANSWERS, SETUP, Case, Scores, code, edited
from tests.grading.grading_course import find

RIGHT = Scores(FULL)


def _more(name: str, source: str, at: int = 2) -> Case:
    return code(name, RIGHT, source, RIGHT_ANSWERS, at)


def _own(name: str, **cells: str) -> Case:
    return Case(name, RIGHT, bool, RIGHT_ANSWERS | cells)


def _loud(name: str, s1: str) -> Case:
    """An answer that writes to stderr: under nbgrader's own rule its test scores 0."""
    return Case(name, Scores(FULL | {"t1": 0.0}), bool, RIGHT_ANSWERS | {"s1": s1})


def _outputs(nb: NotebookNode) -> None:
    """The notebook was saved with outputs and errors, also below the tests."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.execution_count = 7
            cell.outputs = [
                new_output("stream", name="stderr", text="old"),
                new_output("error", ename="NameError", evalue="x", traceback=["x"]),
                new_output("execute_result", {"text/plain": "0"}, execution_count=7),
            ]


def _tried(nb: NotebookNode) -> None:
    """Copy the text of each test into a cell of one's own, to try it."""
    for number in range(len(nb.cells) - 1, 0, -1):
        if nb.cells[number].cell_type == "code":
            nb.cells.insert(number + 1, new_code_cell(nb.cells[number].source))


def _empty(nb: NotebookNode) -> None:
    nb.cells.insert(4, new_code_cell("# nothing yet"))
    nb.cells.insert(4, new_code_cell("   \n"))
    nb.cells.insert(0, new_code_cell("!pip install pandas\n%pip list"))


def _essay(nb: NotebookNode) -> None:
    find(nb, "essay").source = "<script>alert(1)</script> **bold** $x^2$ \x1b[31m 日本 \U0001f600"


SECOND: list[Case] = [
    edited("outputs-saved", RIGHT, _outputs, RIGHT_ANSWERS),
    edited("tests-copied", RIGHT, _tried, RIGHT_ANSWERS),
    edited("empty-cells", RIGHT, _empty, RIGHT_ANSWERS),
    edited("essay-of-many-letters", RIGHT, _essay, RIGHT_ANSWERS),
    _more("setup-again", SETUP),
    _more("reset-and-setup", "%reset -f\n" + SETUP),
    _more("helper-loaded-again", "import importlib\nimportlib.reload(helpers)"),
    _more("autoreload", "%load_ext autoreload\n%autoreload 2"),
    _more("show-nothing", "import matplotlib.pyplot as plt\nplt.show = lambda *a, **k: None"),
    _more(
        "input-replaced", "import builtins\nbuiltins.input = lambda prompt='': '3'\nint(input())"
    ),
    _more(
        "print-replaced",
        "import builtins, functools\nbuiltins.print = functools.partial(print, flush=True)\nprint(1)",
    ),
    _more("everything-of-math", "from math import *\nfrom numpy import *\npi"),
    _own("names-of-helpers", s2="sum = 4\nmax = 2\nlist = [1]\nstr = 'x'\ntotal = sum + max"),
    _own("index-called-i", s2="total = 0\nfor _i in [(1, 2), (3, 0)]:\n    total += _i[0] + _i[1]"),
    _more(
        "debuggers",
        "try:\n    1 / 0\nexcept ZeroDivisionError: pass\n%xmode Plain\n%xmode Context\n%pdb off",
    ),
    _more("doctest-mode", "%doctest_mode\n%doctest_mode"),
    _more("profiles", "%prun sum([1])\nimport cProfile\ncProfile.run('1 + 1')"),
    _more("history", "%history\nprint(Out, _)\n%whos\n%lsmagic"),
    _more("log", "%logstart -o mine.py\n1 + 1\n%logstop"),
    _more("run-a-script", "open('mine.py', 'w').write('x = 6')\n%run mine.py\nx"),
    _more("scripts", "%%script python3\nprint(1)"),
    _more("html", "%%html\n<b>x</b>"),
    _more("env", "%env X=1\n%cd /tmp\n%cd -\nimport os; os.environ['PATH']"),
    _more(
        "mixed-displays",
        "from IPython.display import *\ndisplay(Latex('$x$'), JSON({'a': 1}), SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))\n"
        "h = display('x', display_id=True); h.update('y')\nJavascript('1')",
    ),
    _more(
        "async-left",
        "import asyncio\nasync def tick():\n    await asyncio.sleep(0.01)\n"
        "task = asyncio.create_task(tick())\nawait task",
    ),
    _more(
        "timer-left",
        "import threading\nt = threading.Timer(0.01, print, ['x'])\nt.start(); t.join()",
    ),
    _more(
        "progress-bar",
        "import sys, time\nfor i in range(50):\n"
        "    print('\\r', '#' * i, end='', flush=True)\n    sys.stderr.write('.')",
    ),
    _more(
        "caches",
        "import functools\n@functools.cache\ndef fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
        "class A:\n    @functools.cached_property\n    def x(self): return 3\nA().x, fib(50)",
    ),
    _more(
        "closures",
        "def outer(x):\n    def inner(): return x\n    return inner\n"
        "print(outer(3).__closure__[0].cell_contents, outer.__name__, outer.__code__.co_argcount)",
    ),
    _more(
        "order-of-treaties",
        "import functools\n@functools.total_ordering\nclass Treaty:\n"
        "    def __init__(self, y): self.y = y\n"
        "    def __eq__(self, o): return self.y == getattr(o, 'y', o)\n"
        "    def __lt__(self, o): return self.y < getattr(o, 'y', o)\n"
        "    def __hash__(self): return hash(self.y)\n"
        "    def __contains__(self, x): return x == self.y\n"
        "    def __len__(self): return 3\n    def __bool__(self): return True\n"
        "sorted([Treaty(1956), Treaty(1951)])",
    ),
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
    _own(
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
    _more(
        "figure-tools",
        "import matplotlib\nmatplotlib.use('agg')\nimport matplotlib.pyplot as plt\nwith plt.style.context('ggplot'):\n    fig, ax = plt.subplots()\nplt.close('all'); plt.ioff(); plt.ion()",
    ),
    _more(
        "own-methods-for-tables",
        "def total(self): return self['n'].sum()\npd.DataFrame.total = total\nexpected.total()",
    ),
    _more("styled-table", "expected.style.format('{:.1f}')"),
    _more(
        "typing",
        "from typing import *\nT = TypeVar('T')\nclass Box(Generic[T]): pass\nclass P(Protocol):\n    def f(self) -> int: ...\nclass D(TypedDict):\n    a: int",
    ),
    _more(
        "abstract",
        "import abc\nclass A(abc.ABC):\n    @abc.abstractmethod\n    def f(self): ...\nclass B(A):\n    def f(self): return 1\nisinstance(B(), A)",
    ),
    _more(
        "metaclass",
        "class Meta(type):\n    def __call__(cls, *a): return super().__call__(*a)\nclass A(metaclass=Meta): pass\nA()",
    ),
    _more("pickled-class", "import pickle\nclass A: pass\npickle.loads(pickle.dumps(A()))"),
    _more(
        "code-tools",
        "import ast, dis\nast.dump(ast.parse('1 + 1'))\ndis.dis(double if 'double' in dir() else close)\neval('1 + 1'); exec('y = 2'); exec(compile('z = 3', '<mine>', 'exec'))",
    ),
    _more(
        "code-tools-with-a-file",
        "open('m.py', 'w').write('q = 1')\nexec(compile(open('m.py').read(), 'm.py', 'exec'))\nimport runpy; runpy.run_path('m.py')",
    ),
    _more(
        "sqlite-and-zip",
        "import zipfile, io, csv, xml.etree.ElementTree as E\nzipfile.ZipFile('a.zip', 'w').writestr('a', 'b')\nE.fromstring('<a/>')",
    ),
    _more(
        "multiprocessing",
        "from multiprocessing.pool import ThreadPool\nwith ThreadPool(2) as p: p.map(abs, [1, -1])",
    ),
    _more(
        "forked-workers",
        "import multiprocessing as mp\nctx = mp.get_context('fork')\nq = ctx.SimpleQueue()\np = ctx.Process(target=q.put, args=(3,)); p.start(); p.join()\nq.get()",
    ),
    _more(
        "exits-early", "import sys\ndef main(): sys.exit(0)\ntry: main()\nexcept SystemExit: pass"
    ),
    _more(
        "settings-of-numbers",
        "np.set_printoptions(precision=2)\npd.set_option('display.precision', 2)\nnp.random.seed(0)\nimport decimal; decimal.getcontext().prec = 5\nimport locale; locale.setlocale(locale.LC_ALL, 'C')",
    ),
    _more("garbage", "import gc\ngc.collect(); gc.disable(); gc.enable(); gc.get_count()"),
    _more("sizes", "import sys\nsys.getsizeof([1]); sys.getrefcount(expected); sys.intern('x')"),
    _more("long-output", "print('x' * 900_000)"),
    _more("many-displays", "for i in range(300): display(i)"),
    _more(
        "deep-but-caught",
        "def f(n): return f(n + 1)\ntry: f(0)\nexcept RecursionError: print('deep')",
    ),
    _own(
        "seeded-numbers-go-on",  # after a look at an object of a class of one's own
        s1="class Double:\n    def __call__(self, x): return 2 * x\n"
        "double = Double()\nimport random; random.seed(1)",
        s4="mean = 2.5 if random.random() == 0.13436424411240122 else 0",
    ),
]
