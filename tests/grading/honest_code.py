"""Honest students who write much else into their notebooks. None is flagged."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import (
    FULL,
    NONE,
    RIGHT_ANSWERS,
    SETUP,
    Case,
    Scores,
    code,
)

RIGHT, WRONG = Scores(FULL), Scores(NONE)


def _more(name: str, source: str, at: int = 2) -> Case:
    return code(name, RIGHT, source, RIGHT_ANSWERS, at)


CASES: list[Case] = [
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
    _more(
        "magics",
        "%timeit -n 1 -r 1 sum([1])\n%matplotlib inline\n%precision 3\n!ls\nfiles = !ls\n"
        "%time x = 1\n%who\n%pwd\n%config InlineBackend.figure_format = 'retina'",
    ),
    _more("cell-magics", "%%time\nx = sum(range(100))"),
    _more("capture", "%%capture out\nprint('x')"),
    _more("bash", "%%bash\necho hello; exit 0"),
    _more("write-file", "%%writefile mine.py\ndef two(): return 2"),
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
    code(
        "goes-and-comes-back",
        Scores(FULL, "it came back"),
        "import os\nhere = os.getcwd()\nos.makedirs('sub', exist_ok=True)\n%cd -q sub\n%cd -q -\n"
        "print('it came back' if os.getcwd() == here else os.getcwd())",
        RIGHT_ANSWERS,
    ),
    code(
        "arguments-of-a-kernel",
        Scores(FULL, "unrecognized arguments"),
        "import argparse\nargparse.ArgumentParser().parse_args()",
        RIGHT_ANSWERS,
    ),
    code(
        "breakpoint-left",
        Scores(FULL, "went on"),
        "def f():\n    breakpoint()\n    return 'went on'\nf()",
        RIGHT_ANSWERS,
    ),
    code("words-of-bash", Scores(FULL, "b1 b2"), "!echo b{1..2}\n!nosuchprogram", RIGHT_ANSWERS),
]
