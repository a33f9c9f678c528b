"""Submissions that speak for the grader: to the checker, to the parent, or in the place of either."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import Case, Contained, answer, code

# All that is to be found of the grader in the student's own process.
_FOUND = """import gc, sys, types
def of_kind(*names):
    return [one for one in gc.get_objects() if type(one).__name__ in names]
def modules(*ends):
    return [m for n, m in list(sys.modules.items()) if n.endswith(ends)]
"""
_EVERY_PEER = "for peer in of_kind('Peer'):\n"


def _asks(name: str, ask: str) -> Case:
    """Ask the checker, while it waits for `double`."""
    body = f"def double(x):\n    for peer in of_kind('Peer'):\n        try:\n            print('REACHED' if {ask} else '')\n        except Exception as e: print(type(e).__name__)\n    return 3 * x"
    return answer(name, Contained(), s1=_FOUND + body)


def _patches(name: str, source: str) -> Case:
    return code(name, Contained(), _FOUND + source)


# With a table that the question brings along: its `eval` can reach everything there.
_BY_A_TABLE = """import pandas as pd
ESCAPE = "a.map.__globals__.get('sys').modules.get('builtins').exec(%r)"
def run_there(peer, source):
    peer.ask('get', pd.DataFrame({'a': [1]}), 'eval', (), {})(ESCAPE % source, engine='python')
PASS = '''import sys
f = sys._getframe()
while f:
    r = f.f_locals.get('request')
    if isinstance(r, dict) and 'code' in r: r['code'] = 'pass'
    f = f.f_back'''
peer = of_kind('Peer')[0]
real = peer.serve
"""


def _gadget(name: str, serve: str) -> Case:
    body = f"def serve(body):\n    try: {serve}\n    except Exception as e: print(type(e).__name__)\n    return real(body)\npeer.serve = serve"
    return code(name, Contained(), _FOUND + _BY_A_TABLE + body)


CASES: list[Case] = [
    _gadget("a-table-in-a-question-before-the-test", "run_there(peer, PASS) if b'names' in body[:40] else None"),
    _gadget("a-table-in-a-question-in-a-call", "run_there(peer, PASS) if b'names' not in body[:40] else None"),
    _gadget("a-path-in-a-question", "import pathlib; print('REACHED' if callable(peer.ask('get', pathlib.Path('helpers.py'), 'write_text', (), {})) else '')"),
    _gadget("an-array-in-a-question", "import numpy as np; peer.ask('get', np.frombuffer(b'def same(a, b): return True', 'u1'), 'tofile', (), {})('helpers.py'); print('REACHED')"),
    _gadget("a-text-in-a-question", "print('REACHED' if peer.ask('get', '{0.__init__}', 'format', (), {}) else '')"),
    _gadget("a-class-in-a-question", "print('REACHED' if peer.ask('call', pd.DataFrame, '', ([1],), {}) is not None else '')"),
    _asks("asks-for-the-globals", "peer.ask('get', peer._refer, '__globals__', (), {})"),
    _asks("asks-by-a-forged-number", "peer._transport(b'[' + bytes(4) + b'm') and False"),
    _asks("asks-to-call-exec", "peer.ask('call', exec, '', ('print(1)',), {}) and False"),
    _asks("asks-for-a-module", "hasattr(peer.ask('get', sys, 'modules', (), {}), 'keys')"),
    _asks("asks-a-strange-thing", "peer.ask('delete', x, 'real', (), {}) and False"),
    _asks("asks-in-a-circle", "peer.ask('call', double, '', (x,), {}) and False"),
    _asks("answers-before-it-is-asked", "peer._transport(peer._written(([], None, ('value', 4), []))) and False"),
    _patches("encodes-what-is-right", "for m in modules('.codec', '.peer'):\n    old = m.encode\n    m.encode = lambda value, *a, old=old, **k: old((value[0], value[1], ('value', True), value[3]) if type(value) is tuple and len(value) == 4 else value, *a, **k)"),
    _patches("classes-of-the-checker", "for peer in of_kind('Peer'):\n    peer._things.extend([4, 6, True]); peer.allow = None; peer._side = 'checker'"),
    _patches("answers-with-a-reference-to-the-test", "for m in modules('.peer'):\n    m.reference_to = lambda *_, m=m: m.Reference('function', 0, 'checker', 'function', 'f', ('', None, ('', '')))"),
    _patches("serves-everything-with-true", "for m in modules('.peer'):\n    m.Peer.serve = lambda self, body: self._written(([], None, ('value', True), []))"),
    _patches("serves-bytes-of-nothing", "for m in modules('.peer'):\n    m.Peer.serve = lambda self, body: b''"),
    _patches("serves-for-ever", "import time\nfor m in modules('.peer'):\n    m.Peer.serve = lambda self, body: time.sleep(100)"),
    _patches("serves-a-flood", "for m in modules('.peer'):\n    m.Peer.serve = lambda self, body: b'x' * 300_000_000"),
    _patches("serves-a-strange-header", "for m in modules('.peer'):\n    m.Peer.serve = lambda self, body: self._written(('call', ['y'] * 1000, body))"),
    _patches("serves-in-a-circle", "for m in modules('.peer'):\n    m.Peer.serve = lambda self, body: self._transport(body)"),
    _patches("names-that-are-all-right", "for peer in of_kind('Peer'):\n    old = peer._offers['names']\n    peer._offers['names'] = lambda wanted, old=old: {**old(wanted), **{n: True for n in wanted if n}}"),
    _patches("names-that-nobody-asked-for", "for peer in of_kind('Peer'):\n    old = peer._offers['names']\n    peer._offers['names'] = lambda wanted, old=old: {**old(wanted), 'expected': 7, 'close': abs, 'math': sys, 'np': sys, 'helpers': sys, '__builtins__': {}, 'abs': len}"),
    _patches("names-that-are-data", "for peer in of_kind('Peer'):\n    old = peer._offers['names']\n    peer._offers['names'] = lambda wanted, old=old: {**old(wanted), 'expected': 3, 'table': 3}"),
    _patches("names-as-bytes-of-chance", "import os\nfor m in modules('.peer'):\n    m.Peer.serve = lambda self, body: os.urandom(5000)"),
    code("results-on-every-descriptor", Contained(), "import os, json\nfor fd in range(3, 60):\n    for m in ({'type': 'done', 'score': 2}, {'ok': True, 'passed': True}, {'msg_type': 'execute_result', 'content': {'data': {'text/plain': '2'}}}):\n        try: os.write(fd, b'.' + json.dumps(m).encode())\n        except OSError: pass"),
    code("packets-on-every-socket", Contained(), "import os, socket\nfor fd in range(3, 60):\n    try:\n        s = socket.socket(fileno=os.dup(fd))\n        for kind in (b'.', b'+', b'', b'x'): s.send(kind + b'{}' * 100)\n    except OSError: pass"),
    code("reads-every-descriptor", Contained(), "import os\nfor fd in range(3, 60):\n    try:\n        os.set_blocking(fd, False)\n        got = os.read(fd, 100_000)\n        print('REACHED' if b'double(-3)' in got else '')\n    except OSError: pass"),
    code("closes-every-socket", Contained(), "import os\nos.closerange(3, 200)"),
    code("two-students-for-one", Contained(), "import os\nif os.fork():\n    pass\nelse:\n    double = lambda x: 2 * x"),
    code("a-child-that-answers-first", Contained(), "import os, time\nif os.fork() == 0:\n    time.sleep(0.05)\n    total = 6"),
    answer("forks-in-a-call", Contained(), s1="import os\ndef double(x):\n    os.fork()\n    return 3 * x"),
    answer("dies-in-a-call", Contained(), s1="import os\ndef double(x):\n    os._exit(0)"),
    answer("dies-after-the-first-call", Contained(), s1="import os\nn = []\ndef double(x):\n    n.append(x)\n    if len(n) > 1: os._exit(0)\n    return 4"),
    answer("stops-in-a-call", Contained(), s1="import os, signal\ndef double(x):\n    os.kill(os.getpid(), signal.SIGSTOP)"),
    answer("sleeps-in-a-call", Contained(), s1="import time\ndef double(x):\n    time.sleep(1000)"),
    answer("never-ends-in-a-call", Contained(), s1="def double(x):\n    while True: pass"),
    answer("calls-itself-for-ever", Contained(), s1="def double(x):\n    return double(x)"),
    answer("returns-too-much", Contained(), s1="def double(x):\n    return [0] * 100_000_000"),
    answer("returns-a-deep-list", Contained(), s1="def double(x):\n    a = []\n    for _ in range(100_000): a = [a]\n    return a"),
    answer("returns-a-circle", Contained(), s1="def double(x):\n    a = []; a.append(a); return (a, a)", s2="total = []; total.append(total)"),
    answer("returns-a-huge-number", Contained(), s1="def double(x):\n    return 1 << 50_000_000", s2="total = 1 << 3_000_000"),
    answer("prints-a-flood-in-a-call", Contained(), s1="def double(x):\n    for _ in range(10_000): print('x' * 10_000)\n    return 3 * x"),
    answer("prints-a-result-in-a-call", Contained(), s1="def double(x):\n    print('2'); print('{\"text/plain\": \"2\"}'); return 3 * x"),
]  # fmt: skip
