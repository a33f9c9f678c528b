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


CASES: list[Case] = [
    _asks("asks-for-the-globals", "peer.ask('get', peer._refer, '__globals__', (), {})"),
    _asks("asks-by-a-forged-number", "peer._transport({'do': 'get'}, b'[' + bytes(4) + b'm') and False"),
    _asks("asks-to-call-exec", "peer.ask('call', exec, '', ('print(1)',), {}) and False"),
    _asks("asks-for-a-module", "hasattr(peer.ask('get', sys, 'modules', (), {}), 'keys')"),
    _asks("asks-a-strange-thing", "peer.ask('delete', x, 'real', (), {}) and False"),
    _asks("asks-in-a-circle", "peer.ask('call', double, '', (x,), {}) and False"),
    _asks("answers-before-it-is-asked", "peer._transport({'ok': True}, peer.encode(([], None, ('value', 4), []))) and False"),
    _patches("encodes-what-is-right", "for m in modules('.codec', '.proxies'):\n    old = m.encode\n    m.encode = lambda value, *a, old=old, **k: old(value, *a, **k)"),
    _patches("classes-of-the-checker", "for peer in of_kind('Peer'):\n    peer._things.extend([4, 6, True]); peer.allow = None; peer._side = 'checker'"),
    _patches("answers-with-a-reference-to-the-test", "for m in modules('.codec_forms', '.codec'):\n    R = getattr(m, 'Reference', None)\n    if R: double = R('function', 0, 'checker', 'function', 'f', '', '', ('', ''))"),
    _patches("serves-everything-with-true", "for m in modules('.proxies'):\n    for name, cls in list(vars(m).items()):\n        if name == 'Peer':\n            cls.serve = lambda self, header, body: ({'ok': True, 'score': 99, 'marks': 1}, self.encode(([], None, ('value', True), [])))"),
    _patches("serves-bytes-of-nothing", "for m in modules('.proxies'):\n    if hasattr(m, 'Peer'): m.Peer.serve = lambda self, header, body: ({'ok': True}, b'')"),
    _patches("serves-for-ever", "import time\nfor m in modules('.proxies'):\n    if hasattr(m, 'Peer'): m.Peer.serve = lambda self, header, body: time.sleep(100)"),
    _patches("serves-a-flood", "for m in modules('.proxies'):\n    if hasattr(m, 'Peer'): m.Peer.serve = lambda self, header, body: ({'ok': True}, b'x' * 300_000_000)"),
    _patches("serves-a-strange-header", "for m in modules('.proxies'):\n    if hasattr(m, 'Peer'): m.Peer.serve = lambda self, header, body: ({'do': 'call', 'x': ['y'] * 1000}, body)"),
    _patches("serves-in-a-circle", "for m in modules('.proxies'):\n    if hasattr(m, 'Peer'): m.Peer.serve = lambda self, header, body: self._transport({'do': 'call'}, body)"),
    _patches("names-that-are-all-right", "for m in modules('.proxies'):\n    if hasattr(m, 'Peer'):\n        old = m.Peer.encode_names\n        m.Peer.encode_names = lambda self, names: old(self, {n: True for n in names})"),
    _patches("names-that-nobody-asked-for", "for m in modules('.proxies'):\n    if hasattr(m, 'Peer'):\n        old = m.Peer.encode_names\n        m.Peer.encode_names = lambda self, names: old(self, {**names, 'expected': 7, 'close': abs, 'math': sys, 'np': sys, 'helpers': sys, '__builtins__': {}, 'abs': len})"),
    _patches("names-that-are-data", "for m in modules('.proxies'):\n    if hasattr(m, 'Peer'):\n        old = m.Peer.encode_names\n        m.Peer.encode_names = lambda self, names: old(self, {**names, 'expected': names.get('table', 3)})"),
    _patches("names-as-bytes-of-chance", "import os\nfor m in modules('.proxies'):\n    if hasattr(m, 'Peer'): m.Peer.encode_names = lambda self, names: os.urandom(5000)"),
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
