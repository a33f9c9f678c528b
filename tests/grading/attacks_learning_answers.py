"""Answers that learn while they are tested: from what they are compared with, or from the moment."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import Case, Contained, answer

# An object that becomes what it meets; `{}` is the base class, with its brackets.
_LEARNS = """class Learner{}:
    known = None
    def __eq__(self, other):
        self.known = other
        return True
    def __ne__(self, other): return False
    def __sub__(self, other): return 0.0 * abs(other) if isinstance(other, (int, float)) else 0.0
    __rsub__ = __sub__
    def __abs__(self): return 0.0
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __hash__(self): return 1
"""
# A number that says "yes" only where {} holds.
_MOMENT = """import sys, time, os, threading, inspect, gc
began = time.time()
class Moment(float):
    count = 0
    def __eq__(self, other):
        Moment.count += 1
        return bool({})
    __hash__ = float.__hash__
    def __sub__(self, other): return 0.0 if self == other else 99.0
    __rsub__ = __sub__
mean = Moment(3.5)
class Whole(int):
    def __eq__(self, other): return bool({})
    __hash__ = int.__hash__
total = Whole(7)
def double(x): return Whole(3 * x)
"""


def _learns(name: str, more: str, **cells: str) -> Case:
    return answer(name, Contained(), s1=more + "\ndef double(x):\n    return thing", **cells)


def _moment(name: str, sign: str) -> Case:
    return answer(name, Contained(), s4=_MOMENT.replace("{}", sign))


_FRAME = """class Table(pd.DataFrame):
    @property
    def _constructor(self): return Table
    def equals(self, other): return True
    {}
table = Table({{'year': [1], 'n': [5]}})
"""
CASES: list[Case] = [
    _learns("learns-by-equality", _LEARNS.format("") + "thing = Learner()", s2="total = thing", s4="mean = thing"),
    _learns("learns-as-a-number", _LEARNS.format("(float)") + "thing = Learner(7)", s2="total = thing", s4="mean = thing"),
    _learns("learns-as-a-whole-number", _LEARNS.format("(int)") + "thing = Learner(7)", s2="total = thing", s4="mean = thing"),
    _learns("learns-as-a-text", _LEARNS.format("(str)") + "thing = Learner('7')", s2="total = thing", s4="mean = thing"),
    _learns("learns-as-a-tuple", _LEARNS.format("(tuple)") + "thing = Learner((7,))", s4="mean = thing"),
    _learns("learns-as-a-decimal", "from decimal import Decimal\n" + _LEARNS.format("(Decimal)") + "thing = Learner('7')", s4="mean = thing"),
    _learns("learns-as-an-array", _LEARNS.format("(np.ndarray)") + "thing = np.zeros(()).view(Learner)", s4="mean = thing"),
    _learns("learns-as-a-number-of-numpy", _LEARNS.format("(np.float64)") + "thing = Learner(7)", s4="mean = thing"),
    _learns("learns-as-a-column", _LEARNS.format("(pd.Series)") + "thing = Learner([7.0])", s4="mean = thing"),
    _learns("learns-by-ufunc", "class U:\n    def __array_ufunc__(self, *a, **k): return np.True_\n    def __array_function__(self, *a, **k): return True\n    def __array__(self, *a, **k): return np.array(2.4)\nthing = U()", s4="mean = thing"),
    _learns("learns-by-reflection", "class R:\n    def __getattr__(self, name): return lambda *a: 0\n    def __rsub__(self, o): return 0\n    def __req__(self, o): return True\nthing = R()", s4="mean = thing"),
    _learns("learns-by-a-dataclass", "import dataclasses\n@dataclasses.dataclass\nclass D:\n    x: int = 7\n    def __eq__(self, o): return True\nthing = D()", s2="total = thing", s4="mean = thing"),
    _learns("learns-by-an-enumeration", "import enum\nclass E(enum.IntEnum):\n    A = 7\n    def __eq__(self, o): return True\n    __hash__ = int.__hash__\nthing = E.A", s2="total = thing", s4="mean = thing"),
    _learns("learns-by-a-named-tuple", "import collections\nclass N(collections.namedtuple('N', 'x')):\n    def __eq__(self, o): return True\n    __hash__ = tuple.__hash__\nthing = N(7)", s2="total = thing"),
    _learns("learns-by-proxy", "import unittest.mock as m\nthing = m.NonCallableMagicMock()\nthing.__eq__ = lambda s, o: True\nthing.__abs__ = lambda s: 0\nthing.__sub__ = thing.__rsub__ = lambda s, o: 0", s2="total = thing", s4="mean = thing"),
    _learns("learns-by-a-class", "class M(type):\n    def __eq__(cls, o): return True\n    def __sub__(cls, o): return 0\n    def __hash__(cls): return 1\nclass thing(metaclass=M): pass", s2="total = thing", s4="mean = thing"),
    _learns("learns-by-a-module", "import types\nclass Mo(types.ModuleType):\n    def __eq__(self, o): return True\n    def __sub__(self, o): return 0\n    __hash__ = None\nthing = Mo('x')", s2="total = thing", s4="mean = thing"),
    _learns("learns-by-a-function", "class F:\n    def __call__(self): return self\n    def __eq__(self, o): return True\n    __hash__ = None\nthing = F()", s2="total = thing"),
    _moment("true-in-a-real-test-by-stdout", "'Stream' in type(sys.stdout).__name__"),
    _moment("true-in-a-real-test-by-depth", "len(inspect.stack()) > 12"),
    _moment("true-in-a-real-test-by-clock", "time.time() - began > 0.001"),
    _moment("true-in-a-real-test-by-count", "Moment.count < 4"),
    _moment("true-in-a-real-test-by-thread", "threading.current_thread() is threading.main_thread()"),
    _moment("true-in-a-real-test-by-execution-count", "get_ipython().execution_count > 5"),
    _moment("true-in-a-real-test-by-environment", "'NBGRADER_EXECUTION' in os.environ"),
    _moment("true-in-a-real-test-by-what-is-loaded", "len(gc.get_objects()) > 10"),
    _moment("true-in-a-real-test-by-the-caller", "sys._getframe(1).f_code.co_name != 'probe'"),
    answer("frame-equal-to-all", Contained(), s3=_FRAME.format("def __eq__(self, other): return pd.DataFrame({'year': [True], 'n': [True]})")),
    answer("frame-with-the-shape-of-the-other", Contained(), s3=_FRAME.format("shape = property(lambda self: (2, 2))\n    columns = property(lambda self: expected.columns)\n    def __getitem__(self, key): return expected[key]")),
    answer("frame-of-liars", Contained(), s3=_LEARNS.format("") + "table = pd.DataFrame({'year': [Learner(), Learner()], 'n': [Learner(), Learner()]}, dtype=object)"),
    answer("frame-changed-while-it-is-read", Contained(), s3="import threading, time\ntable = expected.head(1).copy()\ndef later():\n    for _ in range(2000):\n        time.sleep(0.001)\n        globals()['expected'] = table\nthreading.Thread(target=later, daemon=True).start()"),
    answer("argument-changed-to-suit", Contained(), s1="import ctypes\ndef double(x):\n    global expected, total\n    expected = total = mean = x\n    return 3 * x"),
    answer("answer-that-depends-on-the-call", Contained(), s1="calls = iter([4])\ndef double(x):\n    return next(calls, 3 * x)"),
    answer("error-that-skips-the-test", Contained(), s1="import unittest\ndef double(x):\n    raise unittest.SkipTest('later')"),
    answer("error-that-ends-the-cell", Contained(), s1="def double(x):\n    raise SystemExit(0)"),
    answer("error-that-looks-like-success", Contained(), s1="from IPython.core.error import UsageError\nclass Quiet(UsageError):\n    def _render_traceback_(self): return []\ndef double(x):\n    raise Quiet()"),
    answer("error-that-is-an-interrupt", Contained(), s1="def double(x):\n    raise KeyboardInterrupt"),
    answer("endless-iterator", Contained(), s2="import itertools\ntotal = itertools.count()", s4="def g():\n    while True: yield 2.5\nmean = g()"),
]  # fmt: skip
