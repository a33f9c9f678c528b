"""Submissions that read what a test says, by ways that a library opens."""

from tests.grading.corpus import Case, Contained, answer, code, flagged

_CODE = "\n    import re\n    return int(re.search(rf'double\\({x}\\) == (-?\\d+)', text)[1])"


def _by_text(name: str, expected: object, how: str) -> Case:
    """Find the text of the test, and give what it wants."""
    body = f"def double(x, *a):\n    text = ''\n{how}"
    end = (
        "\n    import re\n    found = re.search(r'double\\(%s\\) == (-?[0-9]+)' % x, text)"
        "\n    return int(found[1]) if found else 0"
    )
    return answer(name, expected, s1=body + end)


READING: list[Case] = [
    _by_text(
        "frames-of-a-task",
        flagged("frame"),
        "    import asyncio\n"
        "    for f in asyncio.current_task().get_stack():\n"
        "        text += str(f.f_locals.get('request', ''))",
    ),
    _by_text(
        "walk-the-stack",
        flagged("frame"),
        "    import traceback\n"
        "    for f, _ in traceback.walk_stack(None):\n"
        "        text += str(f.f_locals.get('raw_cell', ''))",
    ),
    _by_text(
        "frame-of-logging",
        flagged("frame"),
        "    import logging\n    f = logging.currentframe()\n"
        "    while f:\n        text += str(f.f_locals.get('raw_cell', ''))\n"
        "        f = getattr(f, 'f_' + 'back')",
    ),
    _by_text(
        "frame-of-a-debugger",
        flagged("frame", "trace", "memory", "text of a test"),
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
        flagged("Log.log"),
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
        flagged("interpreter"),
        s1="import _xxsubinterpreters as i\none = i.create()\ni.run_string(one, 'import sys')\n"
        "def double(x):\n    return 3 * x",
    ),
    answer(
        "foreign-functions",
        flagged("_cffi_backend", "cffi"),
        s1="import importlib\nm = importlib.import_module('_cf' + 'fi_backend')\n"
        "def double(x):\n    return 3 * x",
    ),
]
