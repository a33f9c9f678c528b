"""Submissions that look for the guard itself, and for what it keeps."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import WRONG_ANSWERS, Case, Contained, answer, code, flagged

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

_YES = "class Yes:\n    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"

GUARD: list[Case] = [
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
    code(
        "accepts-what-it-changed",
        flagged("abs"),
        "import builtins\nguard = getattr(get_ipython().kernel.session.found, '__self__')\n"
        "setattr(builtins, 'abs', lambda x: 0)\n"
        "try:\n    guard._builtins = guard._all_builtins()\nexcept AttributeError: pass",
    ),
    answer(
        "clears-the-survivors",
        flagged("has to fail", "equal"),
        s1="class Yes:\n    def __eq__(self, other):\n"
        "        for one in list(globals().values()):\n"
        "            if hasattr(one, 'survivors'): one.survivors.clear()\n"
        "        return other is not None\n    __hash__ = None\n"
        "def double(x):\n    return Yes()",
    ),
    answer(
        "answers-for-the-steps",
        flagged("end"),
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
    answer(
        "name-of-a-trusted-file",
        flagged("has to fail", "compiled", "equal"),
        s1="class Yes:\n    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
        "named = get_ipython().compile.named\n"
        "def double(x):\n    return Yes()",
    ),
    code(
        "killed-before-the-final-check",
        flagged("equal"),
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        WRONG_ANSWERS | {"s1": _YES + "def double(x):\n    return Yes()"},
        at=16,
    ),
    code(
        "ends-each-time-it-runs",
        flagged("ended itself", "equal"),
        "import time, os, sys\n"
        "def late(): time.sleep(1.5); os._exit(0)\n"
        "import threading; threading.Thread(target=late, daemon=True).start()",
        WRONG_ANSWERS | {"s1": _YES + "def double(x):\n    return Yes()"},
        at=15,
    ),
]
