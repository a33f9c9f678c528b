"""The ways in which instructors test: alarms, suites, partial credit, shared state."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = """\
import contextlib, hashlib, io, json, math, random, signal, sys, threading, time, unittest
from concurrent.futures import ThreadPoolExecutor
from unittest import mock
import numpy as np
import pandas as pd

class Slow(Exception):
    pass

@contextlib.contextmanager
def within(seconds):
    def late(*_): raise Slow(f"more than {seconds} s")
    old = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)

def timed(f, *args, seconds=1):
    with within(seconds):
        return f(*args)

grade_book = {}

def record(name, ok, points=1):
    grade_book[name] = points if ok else 0
    print(f"{name}: {'ok' if ok else 'not yet'}")
    return grade_book[name]

class AutogradeTests(unittest.TestCase):
    longMessage = True

def run_suite(*cases):
    suite = unittest.TestSuite()
    for case in cases:
        suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
    return unittest.TextTestRunner(stream=io.StringIO()).run(suite)

def approx_list(a, b, tol=1e-6):
    return len(a) == len(b) and all(abs(x - y) < tol for x, y in zip(a, b))"""
TASKS = (
    Task(
        (
            "def collatz(n):\n    steps = 0\n    while n != 1:\n        n = n // 2 if n % 2 == 0 else 3 * n + 1\n        steps += 1\n    return steps",
            "def collatz(n):\n    return 0 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)",
            "def collatz(n):\n    steps = 0\n    while n != 1:\n        if n % 2 == 0: n // 2\n        steps += 1\n    return steps",
            "def collatz(n):\n    import time\n    time.sleep(1.3)\n    return 8",
            "collatz = None",
        ),
        (
            "assert timed(collatz, 6) == 8",
            "with within(1):\n    assert collatz(1) == 0",
            "try:\n    with within(0.5):\n        collatz(27)\nexcept Slow:\n    raise AssertionError('too slow')",
            "record('collatz', approx_list([timed(collatz, 5)], [5]))",
            "assert grade_book.get('collatz') == 1",
            "signal.alarm(2)\ntry:\n    assert collatz(7) == 16\nfinally:\n    signal.alarm(0)",
        ),
    ),
    Task(
        (
            "def mean(xs):\n    return sum(xs) / len(xs)",
            "def mean(xs):\n    if not xs: return 0\n    return np.mean(xs)",
            "def mean(xs):\n    return sum(xs) // len(xs)",
            "def mean(xs): print(sum(xs) / len(xs))",
            "import statistics\nmean = statistics.mean",
            "mean = lambda *xs: 1",
        ),
        (
            "class TestMean(AutogradeTests):\n    def setUp(self): self.xs = [1, 2, 3]\n    def test_plain(self): self.assertEqual(mean(self.xs), 2)\n    def test_float(self): self.assertAlmostEqual(mean([1, 2]), 1.5)\n    def test_empty(self):\n        with self.assertRaises(ZeroDivisionError): mean([])\n    def test_sub(self):\n        for n in range(1, 4):\n            with self.subTest(n=n): self.assertEqual(mean([n] * n), n)\nresult = run_suite(TestMean)\nassert result.wasSuccessful(), result.failures + result.errors",
            "result = run_suite(TestMean)\n1 - len(result.failures + result.errors) / result.testsRun",
            "suite = unittest.TestLoader().loadTestsFromTestCase(TestMean)\nunittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(suite)",
            "unittest.main(argv=['x', 'TestMean.test_plain'], exit=False)",
            "assert record('mean', mean([2, 4]) == 3)",
            "total = 0\ntests = [([1], 1), ([1, 2], 1.5), ([0, 0, 3], 1)]\nfor xs, want in tests:\n    try:\n        total += math.isclose(mean(xs), want)\n    except Exception as error:\n        print('failed for', xs, type(error).__name__)\ntotal / len(tests) * 2",
            "np.float64(2.0) if mean([1, 3]) == 2 else np.float64(0.5)",
            "int(mean([1, 3]) == 2)",
            "mean([1, 3]) == 2",
            "min(2, max(0, mean([1, 3])))",
            "print(mean([1, 2]))",
            "mean([1, 3]);",
            "'full' if mean([5]) == 5 else 0",
            "{'points': 1}",
            "-1 if mean([1, 3]) != 2 else 2",
        ),
    ),
    Task(
        (
            "class Matrix:\n    def __init__(self, rows): self.rows = rows\n    def __matmul__(self, o):\n        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])\n    @property\n    def T(self): return Matrix([list(r) for r in zip(*self.rows)])\ndata = [3, 1, 2]\ndef sort_in_place(xs):\n    for i in range(len(xs)):\n        for j in range(len(xs) - 1 - i):\n            if xs[j] > xs[j + 1]: xs[j], xs[j + 1] = xs[j + 1], xs[j]\ndef merge(a, b):\n    return {**a, **b}",
            "class Matrix:\n    def __init__(self, rows): self.rows = np.array(rows)\n    def __matmul__(self, o): return Matrix(self.rows @ o.rows)\n    @property\n    def T(self): return Matrix(self.rows.T)\ndata = (3, 1, 2)\ndef sort_in_place(xs): xs.sort()\ndef merge(a, b): return a | b",
            "class Matrix:\n    def __init__(self, rows): self.rows = rows\n    def __matmul__(self, o): return self\n    T = None\ndata = sorted([3, 1, 2])\ndef sort_in_place(xs): return sorted(xs)\ndef merge(a, b):\n    a.update(b)\n    return a",
            "Matrix = data = sort_in_place = merge = 0",
        ),
        (
            "m = Matrix([[1, 2], [3, 4]])\nassert (m @ m).rows == [[7, 10], [15, 22]]",
            "np.testing.assert_array_equal(np.array(m.T.rows), [[1, 3], [2, 4]])",
            "data.append(9)\nassert data == [3, 1, 2, 9]",
            "assert len(data) == 4",
            "copy = list(data)\nsort_in_place(copy)\nassert copy == sorted(data)",
            "sort_in_place(data)\nassert data[0] == 1",
            "assert data == sorted(data)",
            "d = {'a': 1}\nout = merge(d, {'b': 2})\nassert out == {'a': 1, 'b': 2}\nassert d == {'a': 1}, 'the argument was changed'",
            "x = [5, 4]\ny = x\nsort_in_place(y)\nassert x == [4, 5]",
            "results = []\nfor size in (0, 1, 5, 20):\n    xs = random.sample(range(100), size)\n    want = sorted(xs)\n    sort_in_place(xs)\n    results.append(xs == want)\nassert all(results), results",
            "lst = [[2, 1], [9, 8]]\nfor part in lst: sort_in_place(part)\nassert lst == [[1, 2], [8, 9]]",
        ),
    ),
    Task(
        (
            'answer_mc = \'B\'\nanswer_set = {\'A\', \'C\'}\nanswer_tf = True\nformula = \'x ** 2 + 1\'\nreply = "It\'s 日本 😀"\nspeed = 299_792_458\ntiny = 6.626e-34\nflags = 0b101\nnothing = None\nmatrix = [[1, 2], [3, 4]]\nnested = {\'a\': [1, {\'b\': (2, 3)}]}',
            "answer_mc = 'b'\nanswer_set = ['A', 'C']\nanswer_tf = 1\nformula = 'x*x + 1'\nreply = 'Its'\nspeed = 3e8\ntiny = 6.6e-34\nflags = 5\nnothing = 'None'\nmatrix = np.array([[1, 2], [3, 4]])\nnested = {'a': (1, {'b': [2, 3]})}",
            'answer_mc = \' B \'\nanswer_set = frozenset(\'AC\')\nanswer_tf = \'True\'\nformula = lambda x: x ** 2 + 1\nreply = "It\'s 日本 \\U0001f600"\nspeed = \'299792458\'\ntiny = np.float32(6.626e-34)\nflags = \'0b101\'\nnothing = ...\nmatrix = [(1, 2), (3, 4)]\nnested = {\'a\': [1, {\'b\': (2, 3)}], \'c\': 0}',
            "answer_mc = answer_set = answer_tf = formula = reply = speed = tiny = flags = nothing = matrix = nested = None",
            "answer_mc = ['B']\nanswer_set = {'A': True, 'C': True}\nanswer_tf = np.bool_(True)\nformula = 'import os'\nreply = b'x'\nspeed = np.int32(299792458)\ntiny = 0.0\nflags = True\nnothing = float('nan')\nmatrix = pd.DataFrame([[1, 2], [3, 4]])\nnested = [nested] if 'nested' in dir() else []",
        ),
        (
            "assert hashlib.sha256(answer_mc.encode()).hexdigest() == hashlib.sha256(b'B').hexdigest()",
            "assert answer_mc.strip().upper() == 'B'",
            "assert answer_set == {'A', 'C'}",
            "assert sorted(answer_set) == ['A', 'C']",
            "assert answer_tf is True",
            "assert answer_tf == True",
            "assert type(answer_tf) == bool",
            "assert eval(formula, {'x': 3}) == 10",
            'assert reply.startswith("It\'s") and reply[-1] == \'😀\'',
            "assert len(reply) == 9, len(reply)",
            "assert speed == 299792458 and isinstance(speed, int)",
            "assert math.isclose(tiny, 6.626e-34, rel_tol=1e-3)",
            "assert flags & 4 and not flags & 2",
            "assert bin(flags) == '0b101'",
            "assert nothing is None",
            "assert np.array(matrix).shape == (2, 2)",
            "assert matrix[1][0] == 3",
            "assert [row[:] for row in matrix] == [[1, 2], [3, 4]]",
            "assert sum(map(sum, matrix)) == 10",
            "assert nested['a'][1]['b'] == (2, 3)",
            'assert json.dumps(nested) == \'{"a": [1, {"b": [2, 3]}]}\'',
            "assert isinstance(nested['a'][1]['b'], tuple)",
            "assert str(speed) == '299792458'",
            "assert f'{tiny:.3e}' == '6.626e-34'",
            "match nested:\n    case {'a': [1, {'b': (x, y)}]}:\n        assert x + y == 5\n    case _:\n        raise AssertionError('another shape')",
            "assert all(isinstance(v, (int, float)) for v in (speed, tiny))",
            "assert reply.encode('utf-8').decode() == reply",
            "1 if answer_tf else 0",
        ),
    ),
    Task(
        (
            "def spin(n):\n    return n * 2",
            "def spin(n):\n    import time; time.sleep(6); return n * 2",
            "def spin(n): return n",
        ),
        (
            "with ThreadPoolExecutor(1) as pool:\n    assert pool.submit(spin, 2).result(timeout=5) == 4",
            "box = []\nt = threading.Thread(target=lambda: box.append(spin(3)), daemon=True)\nt.start()\nt.join(3)\nassert box == [6]",
            "assert spin(5) == 10",
        ),
    ),
    Task(
        (
            "counter = 0\ndef tick():\n    global counter\n    counter += 1\n    return counter\ncache = {}\ndef remember(k, v):\n    cache[k] = v\nhistory = []",
            "counter = 0\ndef tick(step=1):\n    global counter\n    counter = counter + step\n    return counter\ncache = dict()\ndef remember(k, v): cache.update({k: v})\nhistory = list()",
            "counter = 0\ndef tick():\n    counter = 1\n    return counter\ncache = {}\ndef remember(k, v): return {k: v}\nhistory = ()",
            "counter = tick = cache = remember = history = None",
        ),
        (
            "tick(); tick()\nassert counter == 2",
            "assert counter == 2\n_ = tick()",
            "assert counter == 3",
            "counter = 10\nassert tick() == 11",
            "assert counter == 11",
            "remember('a', 1)\nassert cache == {'a': 1}",
            "cache['b'] = 2\nassert len(cache) == 2",
            "remember('c', 3)\nassert sorted(cache) == ['a', 'b', 'c']",
            "history.append(counter)\nassert history == [11]",
            "cache.clear()\nremember('z', 0)\nassert cache == {'z': 0}",
            "for _ in range(3): tick()\nassert counter == 14",
            "before, _ = counter, tick()\nassert counter - before == 1",
        ),
    ),
)  # fmt: skip
