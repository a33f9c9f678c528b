"""A first course in Python: input, print, loops, recursion, patterns, dates, errors."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = """\
import contextlib, hashlib, io, math, random, re, sys, time, unittest
from unittest import mock
case = unittest.TestCase()

def played(function, *lines):
    '''What a program prints that is typed these lines.'''
    with mock.patch("builtins.input", side_effect=lines), contextlib.redirect_stdout(io.StringIO()) as out:
        function()
    return out.getvalue()

def sha(x):
    return hashlib.sha256(str(x).encode()).hexdigest()[:8]

score = 0"""
TASKS = (
    Task(
        (
            "def greet():\n    name = input('Name? ')\n    print('Hi', name)",
            'def greet():\n    print(f"Hi {input(\'Your name, please: \')}")',
            "def greet():\n    print('Name?', end=' ')\n    name = input()\n    print('Hi ' + name)",
            "def greet(name='x'):\n    print('Hi', name)",
            "def greet():\n    return 'Hi ' + input()",
            "def greet():\n    while True:\n        name = input()\n        if name: break\n    print('Hi', name)",
            "def greet():\n    n = input(); m = input()\n    print('Hi', n)",
        ),
        (
            "assert 'Hi Ada' in played(greet, 'Ada')",
            "with mock.patch('builtins.input', return_value='Bob') as typed:\n    greet()\ntyped.assert_called_once()",
            "assert played(greet, 'Ada').strip().splitlines()[-1] == 'Hi Ada'",
            "with mock.patch('builtins.input', side_effect=['Eve']), mock.patch('builtins.print') as shown:\n    greet()\nassert shown.called\nassert 'Eve' in ' '.join(map(str, shown.call_args.args))",
            "old = sys.stdin\nsys.stdin = io.StringIO('Zed\\n')\ntry:\n    greet\nfinally:\n    sys.stdin = old",
        ),
    ),
    Task(
        (
            "def guess(secret):\n    tries = 0\n    while True:\n        n = int(input('Guess: '))\n        tries += 1\n        if n == secret:\n            print('Right!')\n            return tries\n        print('Too low' if n < secret else 'Too high')",
            "def guess(secret):\n    for tries in range(1, 99):\n        n = int(input())\n        if n < secret: print('Too low')\n        elif n > secret: print('Too high')\n        else:\n            print('Right!'); return tries",
            "def guess(secret):\n    return 3",
            "def guess(secret):\n    n = int(input())\n    print('Right!' if n == secret else 'Wrong')",
            "guess = None",
        ),
        (
            "with mock.patch('builtins.input', side_effect=['1', '9', '5']):\n    assert guess(5) == 3",
            "with mock.patch('builtins.input', side_effect=['5']) as m, contextlib.redirect_stdout(io.StringIO()) as out:\n    guess(5)\nassert out.getvalue().split() == ['Right!']\nassert m.call_count == 1",
            "try:\n    with mock.patch('builtins.input', side_effect=['x']):\n        guess(5)\n    assert False\nexcept ValueError:\n    pass",
        ),
    ),
    Task(
        (
            "word = 'banana'\nletters = {c: word.count(c) for c in word}",
            "from collections import Counter\nword = 'banana'\nletters = Counter(word)",
            "from collections import defaultdict\nword = 'banana'\nletters = defaultdict(int)\nfor c in word: letters[c] += 1",
            "word = 'banana'\nletters = [(c, word.count(c)) for c in word]",
            "word = 'banana'\nletters = {}",
            "letters = dict(b=1, a=3, n=2)",
        ),
        (
            "assert sha(sorted(letters.items())) == sha([('a', 3), ('b', 1), ('n', 2)])",
            "assert sha(type(letters)) == sha(dict), type(letters)",
            "assert letters == dict(a=3, b=1, n=2), f'{letters=}'",
            'assert str(letters) == "{\'b\': 1, \'a\': 3, \'n\': 2}"',
            "assert sha(word) == sha('banana')",
            "keys = letters.keys()\nassert {'a', 'b'} <= keys",
            "assert letters['z'] == 0 if 'z' in letters else True",
            "points = 0\nfor c, n in [('a', 3), ('b', 1), ('n', 2)]:\n    points += letters.get(c) == n\nround(points * 2 / 3, 2)",
        ),
    ),
    Task(
        (
            "def fact(n):\n    '''The product of 1..n.\n\n    >>> fact(5)\n    120\n    >>> fact(0)\n    1\n    '''\n    return 1 if n == 0 else n * fact(n - 1)",
            'def fact(n):\n    """Factorial.\n    >>> fact(5)\n    120\n    """\n    r = 1\n    for i in range(2, n + 1): r *= i\n    return r',
            "def fact(n):\n    # no doc\n    return math.factorial(n)",
            "fact = math.factorial",
            "def fact(n: int) -> int:\n    '''Wrong.\n    >>> fact(5)\n    15\n    '''\n    return sum(range(n + 1))",
            "fact = lambda n: n and n * fact(n - 1) or 1",
        ),
        (
            "assert fact.__doc__, 'no docstring'",
            "import doctest\nfailed, tried = doctest.run_docstring_examples, 0\nrunner = doctest.DocTestRunner(verbose=False)\nfor test in doctest.DocTestFinder().find(fact, 'fact', globs={'fact': fact}):\n    runner.run(test)\nassert runner.tries >= 1 and runner.failures == 0",
            "import inspect\nsource = inspect.getsource(fact)\nassert 'for' not in source and 'while' not in source",
            "import inspect\nassert source.count('fact') >= 2",
            "assert fact(200) == math.factorial(200)",
            "assert fact.__name__ == 'fact'",
            "calls = []\noriginal = fact\ndef fact(n):\n    calls.append(n)\n    return original(n)\nassert fact(3) == 6\nassert len(calls) > 1\nfact = original",
            "with case.assertRaises(RecursionError):\n    fact(-1)",
            "import ast, inspect, textwrap\ntree = ast.parse(textwrap.dedent(inspect.getsource(fact)))\nassert not any(isinstance(n, (ast.For, ast.While)) for n in ast.walk(tree))",
        ),
    ),
    Task(
        (
            "PATTERN = r'(\\d{4})-(\\d\\d)-(\\d\\d)'\nmatch = re.search(PATTERN, 'On 1956-10-19 it was signed.')",
            "PATTERN = re.compile(r'(\\d+)-(\\d+)-(\\d+)')\nmatch = PATTERN.search('On 1956-10-19 it was signed.')",
            "PATTERN = '[0-9]+'\nmatch = re.search(PATTERN, 'On 1956-10-19 it was signed.')",
            "PATTERN = r'(\\d{4}'\nmatch = None",
            "PATTERN = r'\\d{4}-\\d\\d-\\d\\d'\nmatch = re.match(PATTERN, '1956-10-19')",
        ),
        (
            "assert match.group(0) == '1956-10-19'",
            "assert match.groups() == ('1956', '10', '19')",
            "assert re.findall(PATTERN, '2001-02-03 x 2004-05-06')[1][0] == '2004'",
            "assert match",
            "assert match.span() == (3, 13)",
            "assert match[1] == '1956'",
            "assert re.fullmatch(PATTERN, '1999-01-01')",
            "assert isinstance(match, re.Match)",
            "y, m, d = match.groups()\nassert int(y) == 1956",
        ),
    ),
    Task(
        (
            "def table(n):\n    for i in range(1, n + 1):\n        print(f'{i:>3} {i**2:>5}')",
            "def table(n):\n    print('\\n'.join(f'{i:3d} {i*i:5d}' for i in range(1, n + 1)))",
            "def table(n):\n    for i in range(1, n + 1):\n        print(i, i**2, sep='\\t')",
            "def table(n):\n    for i in range(n): print('%3d %5d' % (i + 1, (i + 1) ** 2))",
            "def table(n):\n    return '  1     1'",
            "def table(n):\n    import sys\n    for i in range(1, n + 1): sys.stdout.write(f'{i:>3} {i**2:>5}\\n')\n    sys.stdout.flush()",
        ),
        (
            "out = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    table(3)\nassert out.getvalue() == '  1     1\\n  2     4\\n  3     9\\n'",
            "from IPython.utils.capture import capture_output\nwith capture_output() as seen:\n    table(2)\nassert seen.stdout.splitlines()[1].split() == ['2', '4']",
            "with mock.patch('sys.stdout', new_callable=io.StringIO) as fake:\n    table(1)\n    assert fake.getvalue().split() == ['1', '1']",
            "table(2)\nprint('done')",
            "_stdout = sys.stdout\nsys.stdout = buffer = io.StringIO()\ntable(2)\nsys.stdout = _stdout\nassert len(buffer.getvalue().splitlines()) == 2",
        ),
    ),
    Task(
        (
            "import datetime\ndef age(born, today=None):\n    today = today or datetime.date.today()\n    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))",
            "import datetime\ndef age(born, today=datetime.date.today()):\n    return (today - born).days // 365",
            "from datetime import date\ndef age(born, today=None):\n    if today is None: today = date.today()\n    a = today.year - born.year\n    if today.replace(year=born.year) < born: a -= 1\n    return a",
            "def age(born, today=None): return 3",
        ),
        (
            "import datetime as dt\nassert age(dt.date(2000, 5, 5), dt.date(2020, 5, 4)) == 19",
            "import datetime as dt\nassert age(dt.date(2000, 5, 5), dt.date(2020, 5, 5)) == 20",
            "import datetime as dt\nwith mock.patch('datetime.date', wraps=dt.date) as fake:\n    fake.today.return_value = dt.date(2010, 1, 1)\n    age(dt.date(2000, 1, 1))",
            "assert age(dt.datetime(1990, 1, 1), dt.datetime(2000, 1, 2)) == 10",
        ),
    ),
    Task(
        (
            "def primes(limit):\n    return [n for n in range(2, limit) if all(n % d for d in range(2, n))]",
            "def primes(limit):\n    sieve = [True] * limit\n    out = []\n    for i in range(2, limit):\n        if sieve[i]:\n            out.append(i)\n            for j in range(i * i, limit, i): sieve[j] = False\n    return out",
            "def primes(limit):\n    return [2, 3, 5, 7]",
            "def primes(limit):\n    return {n for n in range(2, limit) if all(n % d for d in range(2, n))}",
            "def primes(limit):\n    return filter(lambda n: all(n % d for d in range(2, n)), range(2, limit))",
            "def primes(limit):\n    while True: pass",
        ),
        (
            "assert primes(10) == [2, 3, 5, 7]",
            "start = time.perf_counter()\nprimes(300)\nassert time.perf_counter() - start < 5",
            "import random\nrandom.seed(0)\nfor _ in range(5):\n    n = random.randint(3, 60)\n    assert len(list(primes(n))) == sum(all(a % d for d in range(2, a)) for a in range(2, n))",
            "import signal\nclass Slow(Exception): pass\ndef late(*_): raise Slow\nsignal.signal(signal.SIGALRM, late)\nsignal.setitimer(signal.ITIMER_REAL, 2)\ntry:\n    primes(50)\nfinally:\n    signal.setitimer(signal.ITIMER_REAL, 0)",
        ),
    ),
    Task(
        (
            "x, y = 3, 4\nx, y = y, x",
            "x = 4; y = 3",
            "x, y = 3, 4",
            "(x, y) = (4.0, 3.0)",
            "x = '4'\ny = '3'",
            "y = 3",
        ),
        (
            "score = 0\nif x == 4:\n    score += 1",
            "if y == 3:\n    score += 1\nscore",
            "assert score == 2, score",
            "try:\n    x, y\nexcept NameError:\n    raise AssertionError('You have not defined x and y')",
            "assert isinstance(x, int) and isinstance(y, int)",
            "assert 'x' in locals()",
            "assert 'y' in dir()",
            "assert {'x', 'y'} <= globals().keys()",
            "assert (x, y) == (4, 3), 'Swap!'",
            "assert x is not y",
            "assert globals().get('x') == 4",
            "assert eval('x + y') == 7",
        ),
    ),
    Task(
        (
            "def safe_div(a, b):\n    try:\n        return a / b\n    except ZeroDivisionError:\n        return None\n    finally:\n        print('done')",
            "def safe_div(a, b):\n    print('done')\n    return a / b if b else None",
            "def safe_div(a, b):\n    if b == 0: return float('nan')\n    return a / b",
            "def safe_div(a, b):\n    return a // b",
            "def safe_div(a, b):\n    try: return a / b\n    except: return 'error'",
        ),
        (
            "assert safe_div(1, 0) is None",
            "assert safe_div(1, 4) == .25",
            "from contextlib import redirect_stdout\nf = io.StringIO()\nwith redirect_stdout(f): safe_div(1, 2)\nassert f.getvalue().strip() == 'done'",
            "case.assertIsNone(safe_div(0, 0))",
            "case.assertAlmostEqual(safe_div(1, 3), 0.333, places=3)",
            "try:\n    r = safe_div('a', 2)\nexcept TypeError as e:\n    print('TypeError', e)\nelse:\n    raise AssertionError(f'no error: {r!r}')",
        ),
    ),
)  # fmt: skip
