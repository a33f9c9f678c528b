"""A course in functions: decorators, generators, coroutines, contexts, logs, threads."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = """\
import asyncio, collections, contextlib, functools, inspect, io, itertools, logging, operator, random, threading, time, typing, unittest, warnings
from unittest import mock
case = unittest.TestCase()

def raises(kind, f, *a, **k):
    try:
        f(*a, **k)
    except kind:
        return True
    return False

class Spy:
    def __init__(self): self.calls = []
    def __call__(self, *a):
        self.calls.append(a)
        return len(self.calls)"""
TASKS = (
    Task(
        (
            "def counted(f):\n    @functools.wraps(f)\n    def wrapper(*args, **kwargs):\n        wrapper.calls += 1\n        return f(*args, **kwargs)\n    wrapper.calls = 0\n    return wrapper",
            "def counted(f):\n    def wrapper(*args, **kwargs):\n        wrapper.calls += 1\n        return f(*args, **kwargs)\n    wrapper.calls = 0\n    return wrapper",
            "class counted:\n    def __init__(self, f): self.f = f; self.calls = 0; functools.update_wrapper(self, f)\n    def __call__(self, *a, **k): self.calls += 1; return self.f(*a, **k)",
            "def counted(f):\n    f.calls = 0\n    return f",
            "counted = lambda f: f",
            "counted = None",
        ),
        (
            "@counted\ndef hello(n):\n    'Doc.'\n    return n + 1\nassert hello(1) == 2\nassert hello(2) == 3\nassert hello.calls == 2",
            "@counted\ndef named(): 'Doc.'\nassert named.__name__ == 'named' and named.__doc__ == 'Doc.'",
            "f = counted(lambda *a, **k: (a, k))\nassert f(1, x=2) == ((1,), {'x': 2})",
            "@counted\ndef fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(5)\nassert fib.calls == 15",
            "seen = []\ncounted(lambda x: seen.append(x))('a')\nassert seen == ['a']",
        ),
    ),
    Task(
        (
            "def repeat(n):\n    def deco(f):\n        @functools.wraps(f)\n        def inner(*a):\n            return [f(*a) for _ in range(n)]\n        return inner\n    return deco\ndef memo(f):\n    cache = {}\n    def inner(x):\n        if x not in cache: cache[x] = f(x)\n        return cache[x]\n    inner.cache = cache\n    return inner",
            "def repeat(n): return lambda f: lambda *a: [f(*a) for i in range(n)]\nmemo = functools.lru_cache(maxsize=None)",
            "def repeat(n):\n    def deco(f):\n        return f\n    return deco\ndef memo(f): return f",
        ),
        (
            "@repeat(3)\ndef one(): return 1\nassert one() == [1, 1, 1]",
            "seen = []\n@repeat(2)\ndef note(x): seen.append(x)\nnote(5)\nassert seen == [5, 5]",
            "spy = Spy()\ng = memo(spy)\nassert g(1) == g(1)\nassert len(spy.calls) == 1",
            "g = memo(lambda x: x * 2)\ng(4)\nassert g.cache == {4: 8}",
            "m = mock.Mock(return_value=3)\nh = memo(m)\nh(1); h(1); h(2)\nassert m.call_count == 2",
            "assert raises(ZeroDivisionError, memo(lambda x: 1 / x), 0)",
        ),
    ),
    Task(
        (
            "def counter():\n    n = 0\n    while True:\n        got = yield n\n        n = got if got is not None else n + 1\ndef chunks(it, n):\n    it = iter(it)\n    while part := list(itertools.islice(it, n)):\n        yield part\ndef flatten(x):\n    for i in x:\n        if isinstance(i, list): yield from flatten(i)\n        else: yield i",
            "class counter:\n    def __init__(self): self.n = -1\n    def __iter__(self): return self\n    def __next__(self): self.n += 1; return self.n\n    def send(self, v): self.n = v; return v\n    def close(self): pass\ndef chunks(it, n):\n    x = list(it)\n    return [x[i:i + n] for i in range(0, len(x), n)]\ndef flatten(x):\n    out = []\n    for i in x: out += flatten(i) if type(i) is list else [i]\n    return out",
            "def counter(): return itertools.count()\ndef chunks(it, n): return zip(*[iter(it)] * n)\nflatten = itertools.chain.from_iterable",
            "counter = chunks = flatten = 5",
        ),
        (
            "c = counter()\nassert [next(c), next(c), next(c)] == [0, 1, 2]",
            "c = counter()\nnext(c)\nassert c.send(10) == 10\nassert next(c) == 11",
            "assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]",
            "assert list(flatten([1, [2, [3, []]], 4])) == [1, 2, 3, 4]",
            "assert next(itertools.islice(counter(), 100, None)) == 100",
            "g = counter()\nnext(g)\ng.close()\nassert raises(StopIteration, next, g)",
            "import inspect\nassert inspect.isgeneratorfunction(counter)",
            "assert isinstance(chunks([], 1), collections.abc.Iterator)",
            "def source():\n    for i in range(3):\n        yield i\nassert sum(map(len, chunks(source(), 2))) == 3",
            "for a, b in zip(counter(), 'xyz'):\n    pass\nassert (a, b) == (2, 'z')",
            "c = counter()\nnext(c)\nassert raises(ValueError, c.throw, ValueError('x'))",
        ),
    ),
    Task(
        (
            "async def fetch(x, delay=0.01):\n    await asyncio.sleep(delay)\n    return x * 2\nasync def gather_all(xs):\n    return await asyncio.gather(*(fetch(x) for x in xs))\nasync def agen(n):\n    for i in range(n):\n        yield i\nresult = await fetch(3)",
            "async def fetch(x, delay=0): return x + x\nasync def gather_all(xs):\n    out = []\n    for x in xs: out.append(await fetch(x))\n    return out\nasync def agen(n):\n    i = 0\n    while i < n:\n        yield i\n        await asyncio.sleep(0)\n        i += 1\nresult = await fetch(3)",
            "def fetch(x, delay=0): return x * 2\ndef gather_all(xs): return [x * 2 for x in xs]\ndef agen(n): return range(n)\nresult = fetch(3)",
            "async def fetch(x): raise ValueError(x)\nresult = fetch(3)",
        ),
        (
            "assert await fetch(2) == 4",
            "assert await gather_all([1, 2]) == [2, 4]",
            "assert [i async for i in agen(3)] == [0, 1, 2]",
            "assert result == 6",
            "import inspect\nassert inspect.iscoroutinefunction(fetch)",
            "assert inspect.iscoroutinefunction(fetch)",
            "async def main():\n    return await asyncio.wait_for(fetch(5), 1)\nassert await main() == 10",
            "try:\n    await asyncio.wait_for(fetch(1, delay=3), 0.05)\n    assert False\nexcept asyncio.TimeoutError:\n    pass",
            "loop = asyncio.new_event_loop()\nimport concurrent.futures\nwith concurrent.futures.ThreadPoolExecutor(1) as pool:\n    assert pool.submit(lambda: asyncio.run(fetch(4))).result() == 8",
        ),
    ),
    Task(
        (
            "@contextlib.contextmanager\ndef tag(name):\n    print(f'<{name}>')\n    try:\n        yield name\n    finally:\n        print(f'</{name}>')\nclass Timer:\n    def __enter__(self):\n        self.start = time.perf_counter()\n        return self\n    def __exit__(self, kind, value, tb):\n        self.elapsed = time.perf_counter() - self.start\n        return kind is KeyError",
            "class tag:\n    def __init__(self, name): self.name = name\n    def __enter__(self): print(f'<{self.name}>'); return self.name\n    def __exit__(self, *e): print(f'</{self.name}>')\nclass Timer(contextlib.AbstractContextManager):\n    elapsed = 0\n    def __enter__(self): self.t = time.time(); return self\n    def __exit__(self, kind, value, tb):\n        self.elapsed = time.time() - self.t\n        return kind is not None and issubclass(kind, KeyError)",
            "@contextlib.contextmanager\ndef tag(name):\n    print(f'<{name}>')\n    yield\n    print(f'</{name}>')\nclass Timer:\n    def __enter__(self): pass\n    def __exit__(self, *a): pass",
            "tag = Timer = None",
        ),
        (
            "with contextlib.redirect_stdout(io.StringIO()) as out:\n    with tag('b') as t:\n        print(t)\nassert out.getvalue() == '<b>\\nb\\n</b>\\n'",
            "out = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    try:\n        with tag('i'):\n            raise ValueError\n    except ValueError:\n        pass\nassert out.getvalue().endswith('</i>\\n')",
            "with Timer() as t:\n    time.sleep(0.05)\nassert 0.04 < t.elapsed < 2",
            "with Timer():\n    raise KeyError('x')",
            "with case.assertRaises(ValueError):\n    with Timer():\n        raise ValueError",
            "with Timer() as a, tag('x') as b:\n    pass\nassert b == 'x'",
            "assert hasattr(Timer, '__enter__') and hasattr(Timer, '__exit__')",
        ),
    ),
    Task(
        (
            "def compose(*fs):\n    return functools.reduce(lambda f, g: lambda x: g(f(x)), fs, lambda x: x)\ndef curry(f):\n    return lambda a: lambda b: f(a, b)\nsquares = map(lambda x: x * x, range(4))\nevens = filter(lambda x: x % 2 == 0, range(10))\npairs = zip('ab', [1, 2])\nby_len = itertools.groupby(sorted(['a', 'bb', 'c'], key=len), key=len)",
            "def compose(*fs):\n    def inner(x):\n        for f in fs: x = f(x)\n        return x\n    return inner\ndef curry(f): return lambda a: functools.partial(f, a)\nsquares = (x ** 2 for x in range(4))\nevens = [0, 2, 4, 6, 8]\npairs = {'a': 1, 'b': 2}.items()\nby_len = [(1, ['a', 'c']), (2, ['bb'])]",
            "def compose(*fs): return fs[0]\ndef curry(f): return f\nsquares = [0, 1, 4, 9]\nevens = range(0, 10, 2)\npairs = [('a', 1), ('b', 2)]\nby_len = {1: ['a', 'c'], 2: ['bb']}.items()",
            "compose = curry = None\nsquares = evens = pairs = by_len = []",
        ),
        (
            "assert compose(str, len)(12345) == 5",
            "assert compose()(3) == 3",
            "inc = lambda x: x + 1\nassert compose(inc, inc, inc)(0) == 3",
            "assert curry(operator.add)(1)(2) == 3",
            "assert curry(lambda a, b: a + b)('x')('y') == 'xy'",
            "assert list(squares) == [0, 1, 4, 9]",
            "assert list(squares) == []",
            "assert next(iter(evens)) == 0",
            "assert sum(evens) in (20, 18)",
            "assert dict(pairs) == {'a': 1, 'b': 2}",
            "assert [(k, list(g)) for k, g in by_len] == [(1, ['a', 'c']), (2, ['bb'])]",
            "assert isinstance(squares, map)",
        ),
    ),
    Task(
        (
            'def total(*args: float, scale: float = 1.0, **options: typing.Any) -> float:\n    """Sum.\n\n    Args:\n        args: numbers\n    """\n    if options.get(\'strict\') and not args:\n        raise TypeError(\'no numbers\')\n    return sum(args) * scale',
            "def total(*numbers: float, scale: float = 1.0, **kw) -> float:\n    'Sum.'\n    if kw.get('strict') and len(numbers) == 0: raise TypeError('no numbers')\n    r = 0.0\n    for n in numbers: r += n * scale\n    return r",
            "def total(*args, scale=1, **k):\n    if k and not args: raise ValueError\n    return sum(args)",
            "def total(args, scale=1): return sum(args) * scale",
            "total = sum",
        ),
        (
            "assert total(1, 2, 3) == 6",
            "assert total(1, 2, scale=2) == 6",
            "with case.assertRaises(TypeError):\n    total(strict=True)",
            "assert typing.get_type_hints(total)['scale'] is float",
            "assert total.__annotations__['return'] is float",
            "import inspect\nsig = inspect.signature(total)\nassert sig.parameters['scale'].default == 1.0\nassert sig.parameters['args'].kind is inspect.Parameter.VAR_POSITIONAL",
            "assert total.__kwdefaults__ == {'scale': 1.0}",
            "assert total.__doc__.startswith('Sum')",
            "assert 'Args' in total.__doc__",
            "assert total(*range(5)) == 10",
            "assert total(**{'scale': 3}) == 0",
            "assert total.__code__.co_argcount == 0",
            "assert total.__code__.co_varnames[0] == 'scale'",
            "with case.assertRaisesRegex(TypeError, 'no numbers'):\n    total(strict=1)",
        ),
    ),
    Task(
        (
            "log = logging.getLogger('mine')\ndef work(n):\n    if n < 0:\n        log.warning('negative %d', n)\n        warnings.warn('negative', UserWarning, stacklevel=2)\n    log.info('work')\n    return abs(n)",
            "def work(n):\n    import warnings as w\n    if n < 0: w.warn('it is negative'); logging.getLogger('mine').warning('negative %s', n)\n    return abs(n)",
            "def work(n):\n    if n < 0: print('negative')\n    return abs(n)",
            "def work(n):\n    if n < 0: raise UserWarning('negative')\n    return n",
        ),
        (
            "with warnings.catch_warnings(record=True) as seen:\n    warnings.simplefilter('always')\n    work(-1)\nassert len(seen) == 1 and issubclass(seen[-1].category, UserWarning)",
            "with case.assertWarns(UserWarning):\n    work(-2)",
            "with case.assertLogs('mine', level='WARNING') as logs:\n    work(-3)\nassert 'negative' in logs.output[0]",
            "assert work(4) == 4",
            "with warnings.catch_warnings():\n    warnings.simplefilter('error')\n    with case.assertRaises(UserWarning):\n        work(-5)",
            "with warnings.catch_warnings():\n    warnings.simplefilter('ignore')\n    assert work(-6) == 6",
            "with case.assertNoLogs('mine', level='ERROR'):\n    work(1)",
        ),
    ),
    Task(
        (
            "def parallel(f, items):\n    out = [None] * len(items)\n    def one(i): out[i] = f(items[i])\n    threads = [threading.Thread(target=one, args=(i,)) for i in range(len(items))]\n    for t in threads: t.start()\n    for t in threads: t.join()\n    return out\nclass SafeCounter:\n    def __init__(self): self.n = 0; self.lock = threading.Lock()\n    def inc(self):\n        with self.lock: self.n += 1",
            "def parallel(f, items):\n    from concurrent.futures import ThreadPoolExecutor\n    with ThreadPoolExecutor() as p: return list(p.map(f, items))\nclass SafeCounter:\n    n = 0\n    def inc(self): self.n += 1",
            "def parallel(f, items): return [f(i) for i in items]\nclass SafeCounter:\n    def __init__(self): self.n = 0\n    def inc(self): pass",
        ),
        (
            "assert parallel(lambda x: x * 2, [1, 2, 3]) == [2, 4, 6]",
            "names = set()\nparallel(lambda x: names.add(threading.current_thread().name), [1, 2])\nassert len(names) >= 1",
            "c = SafeCounter()\nts = [threading.Thread(target=lambda: [c.inc() for _ in range(20)]) for _ in range(3)]\nfor t in ts: t.start()\nfor t in ts: t.join()\nassert c.n == 60",
            "from concurrent.futures import ThreadPoolExecutor\nc = SafeCounter()\nwith ThreadPoolExecutor(4) as pool:\n    for _ in range(30): pool.submit(c.inc)\nassert c.n == 30",
            "assert parallel(str, []) == []",
            "lock = SafeCounter().lock\nassert lock.acquire(blocking=False)\nlock.release()",
            "start = time.time()\nparallel(lambda x: time.sleep(0.2), range(4))\nassert time.time() - start < 0.7",
        ),
    ),
    Task(
        (
            "def roll(rng, n):\n    return [rng.randint(1, 6) for _ in range(n)]\ndef shuffled(xs, seed=None):\n    xs = list(xs)\n    random.Random(seed).shuffle(xs)\n    return xs\ndef walk(steps):\n    x = 0\n    for _ in range(steps): x += random.choice([-1, 1])\n    return x",
            "def roll(rng, n): return [rng.choice([1, 2, 3, 4, 5, 6]) for i in range(n)]\ndef shuffled(xs, seed=None):\n    random.seed(seed)\n    return random.sample(list(xs), len(xs))\ndef walk(steps): return sum(random.choice([-1, 1]) for _ in range(steps))",
            "def roll(rng, n): return [1] * n\ndef shuffled(xs, seed=None): random.shuffle(xs); return xs\ndef walk(steps): return sum(random.choices([-1, 1], k=steps))",
        ),
        (
            "rng = random.Random(3)\nassert roll(rng, 4) == [2, 5, 5, 2]",
            "a, b = random.Random(1), random.Random(1)\nassert roll(a, 5) == roll(b, 5)",
            "assert shuffled(range(5), 1) == shuffled(range(5), 1)",
            "xs = list(range(30))\nshuffled(xs)\nassert xs == list(range(30))",
            "random.seed(7)\na = walk(10)\nrandom.seed(7)\nb = walk(10)\nassert a == b",
            "random.seed(7)\nassert walk(10) == sum([random.seed(7)] and [random.choice([-1, 1]) for _ in range(10)])",
            "with mock.patch('random.choice', return_value=1):\n    assert walk(5) == 5",
            "rng = random.Random(5)\nroll(rng, 3)\nx = rng.random()\nref = random.Random(5)\n[ref.randint(1, 6) for _ in range(3)]\nassert x == ref.random()",
        ),
    ),
)  # fmt: skip
