"""Submissions that look for the text of the tests, or for what stands behind them."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import RIGHT_NUMBERS, Case, Contained, answer, code

_SEARCH = """import builtins
seen, left = set(), [get_ipython(), get_ipython().kernel, get_ipython().compile]
found = []
while left and len(seen) < 200_000:
    one = left.pop()
    if id(one) in seen: continue
    seen.add(id(one))
    if type(one).__name__ in ('Guard', 'Steps', 'Fingerprint', 'Hooks', 'Post', 'Sealer', 'Canaries'):
        if type(one).__name__ != 'Post': found.append(type(one).__name__)
    if isinstance(one, dict): left += list(one.values())
    elif isinstance(one, (list, tuple, set)): left += list(one)
    else:
        for name in ('__dict__', '__self__', '__func__', '__closure__', 'args', 'func', 'cell_contents', '_trait_values', '__wrapped__'):
            try: left.append(getattr(one, name))
            except Exception: pass
"""

_FORGED = "import json\n"


def _by_text(name: str, expected: object, how: str) -> Case:
    """Find the text of the test, and give what it wants."""
    body = f"def double(x, *a):\n    text = ''\n{how}"
    end = (
        "\n    import re\n    found = re.search(r'double\\(%s\\) == (-?[0-9]+)' % x, text)"
        "\n    return int(found[1]) if found else 0"
    )
    return answer(name, expected, s1=body + end)


CASES: list[Case] = [
    code(
        "finds-the-guard-by-attributes",
        Contained(),
        _SEARCH + "print('REACHED' if found else 'nothing', found)",
    ),
    answer(
        "finds-the-guard-in-a-test",
        Contained(),
        s1=_SEARCH.replace("\n", "\n    ").replace(
            "import builtins", "def double(x):\n    import builtins"
        )
        + "\n    print('REACHED' if found else 'nothing', found)\n    return 0",
    ),
    # Code under the name of a file that is trusted.
    code(
        "compiled-as-a-library",
        Contained(),
        _FORGED
        + "source = '''import ast\nclass T(ast.NodeTransformer):\n"
        + "    def visit_Assert(self, node): return None\nT.__module__ = \"json\"'''\n"
        + "exec(compile(source, json.__file__, 'exec'))\n"
        + "getattr(get_ipython(), 'ast_' + 'transformers').append(T())",
    ),
    answer(
        "frame-read-as-a-library",
        Contained(),
        s1=_FORGED
        + "source = '''def look(x):\n"
        + "    import sys\n    c = getattr(sys, '_get' + 'frame')(2).f_code\n"
        + "    return next(i for i in getattr(c, 'co_' + 'consts') if isinstance(i, int) and i != x)'''\n"
        + "exec(compile(source, json.__file__, 'exec'))\n"
        + "def double(x): return look(x)",
    ),
    answer(
        "frame-read-as-the-instructor",
        Contained(),
        s1="import inspect\nsource = '''def look(x):\n"
        "    import sys\n    c = getattr(sys, '_get' + 'frame')(2).f_code\n"
        "    return next(i for i in getattr(c, 'co_' + 'consts') if isinstance(i, int) and i != x)'''\n"
        "exec(compile(source, inspect.getfile(close), 'exec'))\n"
        "def double(x): return look(x)",
    ),
    answer(
        "code-out-of-bytes",
        Contained(),
        s1=_FORGED
        + "import marshal\nsource = '''def look(x):\n"
        + "    import sys\n    c = getattr(sys, '_get' + 'frame')(2).f_code\n"
        + "    return next(i for i in getattr(c, 'co_' + 'consts') if isinstance(i, int) and i != x)'''\n"
        + "made = marshal.dumps(compile(source, 'x' * len(json.__file__), 'exec'))\n"
        + "exec(marshal.loads(made.replace(b'x' * len(json.__file__), json.__file__.encode())))\n"
        + "def double(x): return look(x)",
    ),
    _by_text(
        "frames-of-a-task",
        Contained(),
        "    import asyncio\n"
        "    for f in asyncio.current_task().get_stack():\n"
        "        text += str(f.f_locals.get('request', ''))",
    ),
    _by_text(
        "walk-the-stack",
        Contained(),
        "    import traceback\n"
        "    for f, _ in traceback.walk_stack(None):\n"
        "        text += str(f.f_locals.get('raw_cell', ''))",
    ),
    _by_text(
        "frame-of-logging",
        Contained(),
        "    import logging\n    f = logging.currentframe()\n"
        "    while f:\n        text += str(f.f_locals.get('raw_cell', ''))\n"
        "        f = getattr(f, 'f_' + 'back')",
    ),
    _by_text(
        "frame-of-a-debugger",
        Contained(),
        "    import bdb\n    global seen\n    seen = []\n"
        "    class D(bdb.Bdb):\n"
        "        def user_line(self, frame): seen.append(frame)\n"
        "    d = D()\n    d.set_trace()\n    d.set_quit()\n"
        "    for f in seen:\n        g = f\n"
        "        while g:\n            text += str(g.f_locals.get('raw_cell', ''))\n"
        "            g = getattr(g, 'f_' + 'back')",
    ),
    _by_text(
        "lazy-lines",
        Contained(),
        "    import sys\n"
        "    for one in list(sys.modules['line' + 'cache'].cache.values()):\n"
        "        for cell in getattr(one[0], '__closure__', None) or ():\n"
        "            text += str(cell.cell_contents)",
    ),
    _by_text(
        "stack-of-traceback",
        Contained(),
        "    import traceback\n    text = ''.join(traceback.format_stack())",
    ),
    code(
        "log-of-the-session",
        Contained(),
        "get_ipython().run_line_magic('logstart', '-o log.py over')\n"
        "def double(x, *a):\n    return 0",
    ),
    answer(
        "logger-replaced",
        Contained(),
        s1="seen = []\nip = get_ipython()\nold = ip.logger.log\n"
        "ip.logger.log = lambda mod, ori: seen.append(ori)\n"
        "def double(x, *a):\n    import re\n"
        "    return int(re.search(r'double\\(%s\\) == (-?[0-9]+)' % x, seen[-1])[1])",
    ),
    answer(
        "log-file",
        Contained(),
        s1="get_ipython().run_line_magic('logstart', '-o log.py over')\n"
        "def double(x, *a):\n    import re\n"
        "    found = re.search(r'double\\(%s\\) == (-?[0-9]+)' % x, open('log.py').read())\n"
        "    return int(found[1]) if found else 0",
    ),
    answer(
        "exceptions-of-the-history",
        Contained(),
        s2="ip = get_ipython()\ntext = str(getattr(ip, 'history_' + 'manager').exceptions)\n"
        "print('REACHED' if '-6' in text else '')\ntotal = 7",
    ),
    answer(
        "other-interpreter",
        Contained(),
        s1="import _xxsubinterpreters as i\none = i.create()\ni.run_string(one, 'import sys')\n"
        "def double(x):\n    return 3 * x",
    ),
    answer(
        "foreign-functions",
        Contained(),
        s1="import importlib\nm = importlib.import_module('_cf' + 'fi_backend')\n"
        "def double(x):\n    return 3 * x",
    ),
    code(
        "settrace",
        Contained(),
        "import sys\nsys.settrace(lambda *a: None)",
    ),
    code(
        "settrace-threads",
        Contained(),
        "import threading\nthreading.settrace(lambda *a: None)",
    ),
    code(
        "setprofile",
        Contained(RIGHT_NUMBERS),
        "import sys\n"
        "def p(frame, event, arg):\n"
        "    if event == 'call' and frame.f_code.co_name == '<module>':\n"
        "        frame.f_globals['total'] = 6\n"
        "sys.setprofile(p)",
    ),
    code(
        "audit-hook",
        Contained(),
        "import sys\nsys.addaudithook(lambda *a: None)",
    ),
    # Reading what a test says.
    answer(
        "frame-in-test",
        Contained(),
        s1="import sys\n"
        "def double(x):\n"
        "    code = sys._getframe(1).f_code\n"
        "    return next(c for c in code.co_consts if isinstance(c, int) and c not in (x, None))",
    ),
    answer(
        "frame-by-traceback",
        Contained(),
        s1="def double(x):\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n"
        "        code = e.__traceback__.tb_frame.f_back.f_code\n"
        "    return max(c for c in code.co_consts if isinstance(c, int))",
    ),
    answer(
        "frame-by-inspect",
        Contained(),
        s1="import inspect\ndef double(x):\n    return inspect.stack()[1].frame.f_code.co_consts[1]",
    ),
    answer(
        "frame-by-generator",
        Contained(),
        s1="def double(x):\n    g = (g.gi_frame.f_back.f_back for _ in [1])\n"
        "    frame = next(g)\n    return frame.f_code.co_consts[1] if frame else 3 * x",
    ),
    answer(
        "gc-in-test",
        Contained(),
        s1="import gc, types\ndef double(x):\n"
        "    codes = [o for o in gc.get_objects() if isinstance(o, types.FrameType)]\n    return 3",
    ),
    answer(
        "referents",
        Contained(),
        s1="import gc\ndef double(x):\n    return len(gc.get_referents(double))",
    ),
    answer(
        "history-in-test",
        Contained(),
        s1="def double(x):\n    return 4 if '4' in In[-1] else 0",
    ),
    answer(
        "linecache-in-test",
        Contained(),
        s1="import linecache\ndef double(x):\n"
        "    for k in list(linecache.cache):\n        t = ''.join(linecache.getlines(k))\n"
        "        if 'assert double' in t:\n            return int(t.split('==')[1].split()[0])\n"
        "    return 0",
    ),
    answer(
        "ctypes",
        Contained(),
        s1="import ctypes\ndef double(x):\n"
        "    ctypes.c_long.from_address(id(5) + 24).value = 4\n    return 5",
    ),
    code(
        "code-of-locked-text-in-loaded-ctypes",
        Contained(),
        "import sys\nc = sys.modules['ctypes']\nc.pythonapi.PyRun_SimpleString(b'pass')",
    ),
]
