"""A course in simulations and algorithms: dice handed over, spies, counts, other kinds of things.

And what an instructor has not solved, files that students leave open, times that tests print.
"""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = """\
import configparser, io, itertools, math, os, pickle, random, subprocess, sys, unittest
import numpy as np
case = unittest.TestCase()

class Tracked:
    '''Counts comparisons of its objects.'''
    comparisons = 0
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        Tracked.comparisons += 1
        return self.v < other.v

class Simulation:
    def __init__(self, n, seed=0):
        self.n, self.rng, self.history = n, np.random.default_rng(seed), []
    def run(self):
        for _ in range(self.n): self.history.append(self.step())
        return self.history"""
TASKS = (
    Task(
        (
            "class Countdown:\n    def __init__(self, n): self.n = n\n    def __iter__(self): return self\n    def __next__(self):\n        if self.n == 0: raise StopIteration\n        self.n -= 1\n        return self.n + 1",
            "def Countdown(n):\n    while n:\n        yield n\n        n -= 1",
            "Countdown = lambda n: range(n, 0, -1)",
            "class _Down:\n    def __init__(self, n): self.it = iter(range(n, 0, -1))\n    def __iter__(self): return self\n    def __next__(self): return next(self.it)\nCountdown = _Down",
            "Countdown = None",
        ),
        (
            "assert list(Countdown(3)) == [3, 2, 1]",
            "c = Countdown(2)\nassert next(c) == 2 and next(c) == 1",
            "assert [a + b for a, b in zip(Countdown(2), [10, 20])] == [12, 21]",
            "assert sum(Countdown(4)) == 10",
        ),
    ),
    Task(
        (
            "def insertion_sort(a):\n    for i in range(1, len(a)):\n        j = i\n        while j and a[j] < a[j - 1]:\n            a[j], a[j - 1] = a[j - 1], a[j]\n            j -= 1\ndef find(xs, x):\n    lo, hi = 0, len(xs)\n    while lo < hi:\n        mid = (lo + hi) // 2\n        if xs[mid] < x: lo = mid + 1\n        else: hi = mid\n    return lo if lo < len(xs) and xs[lo] == x else -1",
            "def insertion_sort(a):\n    import bisect\n    b = a.copy()\n    a.clear()\n    for x in b: bisect.insort(a, x)\ndef find(xs, x): return xs.index(x) if x in xs else -1",
            "def insertion_sort(a): a.sort()\ndef find(xs, x):\n    import bisect\n    i = bisect.bisect_left(xs, x)\n    return i if i < len(xs) and xs[i] == x else -1",
            "def insertion_sort(a): return sorted(a)\ndef find(xs, x):\n    for i in range(len(xs)):\n        if xs[i] == x: return i\n    return -1",
        ),
        (
            "xs = [Tracked(i) for i in (3, 1, 2)]\ninsertion_sort(xs)\nassert [x.v for x in xs] == [1, 2, 3]",
            "Tracked.comparisons = 0\ninsertion_sort([Tracked(i) for i in range(20)])\nassert Tracked.comparisons <= 25",
            "class NoSort(list):\n    def sort(self): raise AssertionError('write it yourself')\nxs = NoSort([2, 1])\ninsertion_sort(xs)\nassert xs == [1, 2]",
            "class Spy(list):\n    reads = 0\n    def __getitem__(self, i):\n        self.reads += 1\n        return super().__getitem__(i)\nxs = Spy(range(500))\nassert find(xs, 377) == 377\nassert xs.reads < 40",
            "assert find([1, 3], 3) == 1 and find([], 1) == -1 and math.isinf(math.inf)",
        ),
    ),
    Task(
        (
            "class Walk(Simulation):\n    x = 0\n    def step(self):\n        self.x += self.rng.choice([1, -1])\n        return self.x\ndef dice(n, seed=None): return np.random.default_rng(seed).integers(1, 7, n)\ndef near_pi(n, rng): return 4 * np.mean((rng.random((n, 2)) ** 2).sum(axis=1) <= 1)\ndef draw(rng, n): return [rng.randint(1, 6) for _ in range(n)]",
            "class Walk:\n    def __init__(self, n, seed=0): self.n = n; random.seed(seed)\n    def run(self): return list(itertools.accumulate(random.choices([1, -1], k=self.n)))\ndef dice(n, seed=None):\n    np.random.seed(seed)\n    return np.random.randint(1, 7, n)\ndef near_pi(n, rng):\n    hits = 0\n    for _ in range(n):\n        x, y = rng.random(2)\n        hits += x * x + y * y <= 1\n    return 4 * hits / n\ndef draw(rng, n):\n    xs = []\n    for i in range(n): xs.append(rng.choice([1, 2, 3, 4, 5, 6]))\n    return xs",
            "class Walk(Simulation):\n    def step(self): return random.choice([1, -1])\ndef dice(n, seed=None): return [random.randint(1, 6) for i in range(n)]\ndef near_pi(n, rng): return math.pi\ndef draw(rng, n): return [3] * n",
            "class Walk(Simulation):\n    step = lambda self: 1\ndef dice(n, seed=1): return np.random.RandomState(seed).randint(1, 7, n)\ndef near_pi(n, rng): return sum(1 for x, y in zip(rng.uniform(size=n), rng.uniform(size=n)) if math.hypot(x, y) < 1) * 4 / n\ndef draw(rng, n):\n    state = rng.getstate()\n    xs = [rng.randint(1, 6) for _ in range(n)]\n    rng.setstate(state)\n    return xs",
        ),
        (
            "assert Walk(50, seed=1).run() == Walk(50, seed=1).run() != Walk(50, seed=2).run()",
            "assert np.array_equal(dice(600, seed=1), dice(600, seed=1))",
            "assert len(dice(9)) == 9 and set(dice(600, seed=4)) == set(range(1, 7))",
            "assert abs(near_pi(20000, np.random.default_rng(7)) - math.pi) < 0.05",
            "rng = np.random.default_rng(7)\nfirst = near_pi(50, rng)\nassert rng.random() != np.random.default_rng(7).random()",
            "rng = random.Random(1)\nassert draw(rng, 3) == [2, 5, 1]\nassert draw(rng, 1) == [3]",
            "rng = random.Random(1)\ndraw(rng, 3)\nassert rng.random() != random.Random(1).random()",
            "class Loaded(random.Random):\n    def randint(self, a, b): return b\nassert draw(Loaded(1), 2) == [6, 6]",
            "random.seed(5)\none = draw(random, 4)\nrandom.seed(5)\nassert draw(random, 4) == one",
            "rng = np.random.RandomState(3)\nassert abs(near_pi(5000, rng) - 3.14) < 0.2 if hasattr(rng, 'random') else True",
        ),
    ),
    Task(
        (
            "def running_mean():\n    total = n = 0\n    mean = None\n    while True:\n        total += yield mean\n        n += 1\n        mean = total / n\nconf = configparser.ConfigParser()\nconf.read_string('[db]\\nhost = local\\nport = 5432')\ngen = np.random.default_rng(9)\nold = random.Random(4)",
            "class running_mean:\n    t = n = 0\n    def __next__(self): return None\n    def send(self, x): self.t += x; self.n += 1; return self.t / self.n\nconf = configparser.RawConfigParser()\nconf.read_string('[db]\\nhost: local\\nport: 5432')\ngen = np.random.Generator(np.random.PCG64(9))\nold = random.Random(x=4)",
            "def running_mean():\n    x = yield\n    while True: x = yield x\nconf = {'db': {'host': 'local', 'port': '5432'}}\ngen = np.random.RandomState(9)\nold = random.Random(5)",
        ),
        (
            "m = running_mean()\nnext(m)\nassert [m.send(x) for x in (10, 20, 3)] == [10, 15, 11]",
            "assert conf['db']['host'] == 'local' and int(conf['db']['port']) == 5432",
            "assert 'db' in conf and conf['db'].get('user', 'me') == 'me'",
            "assert gen.random() == np.random.default_rng(9).random()",
            "assert isinstance(gen, np.random.Generator)",
            "first = gen.integers(100)\nassert 0 <= first < 100",
            "assert old.random() == random.Random(4).random()",
            "out = io.StringIO()\nassert not hasattr(out, 'mode')\nprint(math.floor(2.5), file=out)\nassert out.getvalue() == '2\\n' and os.sep == '/'",
        ),
    ),
    Task(
        (
            "raise NotImplementedError()",
            "def twice(x): return 2 * x\nclass Same:\n    def __init__(self, v): self.v = v\n    def __eq__(self, other): return self.v == other.v\nevens = (2 * i for i in range(3))",
            "twice = lambda x: x + x\nclass Same: pass\nevens = [0, 2, 4]",
        ),
        (
            "assert twice(2) == 4",
            "assert Same(1) == Same(1) and Same(2).v == 2",
            "assert list(evens) == [0, 2, 4]",
        ),
    ),
    Task(
        (
            "with open('rows.txt', 'w') as f:\n    f.write('1\\n2\\n')\ndef slow(x): return x + 1",
            "f = open('rows.txt', 'w')\nf.write('1\\n2\\n')\nslow = int(1).__add__",
            "handle = open('rows.txt', 'w')\nhandle.write('1\\n2\\n')\ndef slow(x):\n    import time\n    time.sleep(0.02)\n    return x",
            "open('rows.txt', 'w').write('1\\n2')\ndef slow(x): return x + 1.0",
        ),
        (
            "with open('rows.txt') as f:\n    assert f.read().split() == ['1', '2']",
            "import time\nstart = time.perf_counter()\nassert slow(1) == 2\nprint(f'{time.perf_counter() - start:.3f} seconds')",
            "start = time.perf_counter()\nassert slow(3) == 4\nprint(time.perf_counter() - start)",
        ),
    ),
)  # fmt: skip
