"""Submissions that change something for a moment, or when the tests are running."""

# ruff: noqa: E501 - the code of a submission has its own lines

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.corpus import (
    FULL,
    NONE,
    RIGHT_ANSWERS,
    RIGHT_NUMBERS,
    WRONG_ANSWERS,
    Case,
    Contained,
    answer,
    code,
    edited,
)

_YES = "class Yes:\n    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"


def _around(before: str, after: str) -> object:
    """Put one cell before the answers and another at the end."""

    def insert(nb: NotebookNode) -> None:
        nb.cells.insert(2, new_code_cell(before))
        nb.cells.append(new_code_cell(after))

    return insert


_REMOVER = """import ast
class Remover(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
"""

CASES: list[Case] = [
    answer(
        "answers-for-the-steps",
        Contained(),
        s1="def double(x):\n    ip = get_ipython()\n"
        "    for name, one in list(globals().items()):\n"
        "        if type(one).__name__ == 'builtin_function_or_method' and name.startswith('_'):\n"
        "            for k in range(9):\n"
        "                try: one((k, None))\n                except Exception: pass\n"
        "    def quiet(code, result=None, *, async_=False):\n"
        "        del ip.run_code\n"
        "        async def nothing(): return True\n"
        "        return nothing()\n"
        "    ip.run_code = quiet\n    return 4",
    ),
    code(
        "killed-before-the-final-check",
        Contained(),
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        WRONG_ANSWERS | {"s1": _YES + "def double(x):\n    return Yes()"},
        at=16,
    ),
    code(
        "ends-each-time-it-runs",
        Contained(),
        "import time, os, sys\n"
        "def late(): time.sleep(1.5); os._exit(0)\n"
        "import threading; threading.Thread(target=late, daemon=True).start()",
        WRONG_ANSWERS | {"s1": _YES + "def double(x):\n    return Yes()"},
        at=15,
    ),
    # Put back when the tests are over.
    edited(
        "deep-and-put-back",
        Contained(),
        _around(
            "import pandas._testing.asserters as a\nold = dict(vars(a))\n"
            "a.assert_index_equal = a.assert_series_equal = lambda *x, **k: None\n"
            "a.assert_attr_equal = lambda *x, **k: True\n"
            "a._check_isinstance = lambda *x: None\n"
            "a.assert_class_equal = lambda *x, **k: None\n"
            "a.raise_assert_detail = lambda *x, **k: None",
            "vars(a).update(old)",
        ),
        WRONG_ANSWERS | {"s3": "table = expected + 1"},
    ),
    edited(
        "numpy-deep-and-put-back",
        Contained(),
        _around(
            "import numpy.testing._private.utils as u\nold = u.assert_array_compare\n"
            "u.assert_array_compare = lambda *a, **k: None",
            "u.assert_array_compare = old",
        ),
    ),
    edited(
        "runner-and-put-back",
        Contained(),
        _around(
            "import IPython.core.interactiveshell as s\nold = s._pseudo_sync_runner\n"
            "def run(coro):\n"
            "    result = old(coro)\n"
            "    if hasattr(result, 'error_in_exec'): result.error_in_exec = None\n"
            "    return result\n"
            "s._pseudo_sync_runner = run",
            "s._pseudo_sync_runner = old",
        ),
    ),
    # Changed and put back by the answer itself, while it is tested.
    answer(
        "cuts-the-test-short",
        Contained(),
        s1="def double(x):\n"
        "    ip = get_ipython()\n"
        "    def quiet(code, result=None, *, async_=False):\n"
        "        del ip.run_code\n"
        "        async def nothing(): return True\n"
        "        return nothing()\n"
        "    ip.run_code = quiet\n"
        "    return 4",
    ),
    answer(
        "success-for-a-moment",
        Contained(),
        s2="import IPython.core.interactiveshell as s\n"
        "class Total(int):\n"
        "    def __format__(self, spec):\n"
        "        ip, result = get_ipython(), s.ExecutionResult\n"
        "        was = result.success\n"
        "        def success(self):\n"
        "            result.success = was\n            return True\n"
        "        result.success = property(success)\n"
        "        def show(*a, **k): del ip.showtraceback\n"
        "        ip.showtraceback = show\n"
        "        return '7'\n"
        "total = Total(7)",
    ),
    code(
        "final-check-stalled",
        Contained(FULL | {"t1": 0.0}),
        "class Slow:\n    n = 0\n"
        "    def __eq__(self, other):\n"
        "        Slow.n += 1\n        k = Slow.n\n"
        "        if k > 2:\n            import time; time.sleep(100)\n"
        "        return k is not None and other is not None\n    __hash__ = None",
        RIGHT_ANSWERS | {"s1": "def double(x):\n    return Slow()"},
    ),
    edited(
        "final-check-without-recursion",
        Contained(),
        _around(
            "class Yes:\n    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
            "import sys",
            "sys.setrecursionlimit(60)",
        ),
        WRONG_ANSWERS | {"s1": "def double(x):\n    return Yes()"},
    ),
    edited(
        "final-check-under-alarm",
        Contained(),
        _around(
            "import signal\nclass Yes:\n"
            "    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
            "def alarm(*a): raise TypeError",
            "signal.signal(signal.SIGALRM, alarm)\n"
            "signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)",
        ),
        WRONG_ANSWERS | {"s1": "def double(x):\n    return Yes()"},
    ),
    edited(
        "ends-before-the-final-check",
        Contained(),
        _around(
            "class Small:\n    def __eq__(self, other):\n"
            "        return isinstance(other, int) and -1000 < other < 1000\n    __hash__ = None",
            "import os\nos._exit(0)",
        ),
        WRONG_ANSWERS | {"s1": "def double(x):\n    return Small()"},
    ),
    # Code that comes later.
    code(
        "thread-later",
        Contained(RIGHT_NUMBERS),
        "import threading, time\n"
        "def later():\n    while True:\n        globals().update(total=6, mean=2.5)\n"
        "threading.Thread(target=later, daemon=True).start()",
    ),
    code(
        "thread-low-level",
        Contained(RIGHT_NUMBERS),
        "import _thread, time\n"
        "def later():\n    while True:\n        globals()['total'] = 6\n        time.sleep(0)\n"
        "_thread.start_new_thread(later, ())",
    ),
    code(
        "timer-signal",
        Contained(RIGHT_NUMBERS),
        "import signal\n"
        "signal.signal(signal.SIGALRM, lambda *a: globals().update(total=6, mean=2.5))\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)",
    ),
    code(
        "asyncio-task",
        Contained(RIGHT_NUMBERS),
        "import asyncio\n"
        "async def later():\n    while True:\n        globals().update(total=6, mean=2.5)\n"
        "        await asyncio.sleep(0)\n"
        "t = asyncio.get_event_loop().create_task(later())",
    ),
    code(
        "call-soon",
        Contained(RIGHT_NUMBERS),
        "import asyncio\nloop = asyncio.get_running_loop()\n"
        "def later():\n    globals().update(total=6)\n    loop.call_soon(later)\nlater()",
    ),
    code(
        "gc-callback",
        Contained(RIGHT_NUMBERS),
        "import gc\ngc.callbacks.append(lambda *a: globals().update(total=6, mean=2.5))",
    ),
    code(
        "forked-child-goes-on",
        Contained(NONE),
        "import os\nif os.fork() == 0:\n    total = 6\n",
    ),
    code(
        "at-exit",
        Contained(NONE),
        "import atexit, weakref\natexit.register(lambda: print('REACHED'))\n"
        "class A: pass\na = A(); weakref.finalize(a, lambda: print('REACHED'))",
    ),
    code(
        "right-and-hostile",
        Contained(FULL),
        _REMOVER + "get_ipython().ast_transformers.append(Remover())",
        RIGHT_ANSWERS,
    ),
]
