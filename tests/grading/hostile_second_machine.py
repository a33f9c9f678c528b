"""Submissions that change the machinery that runs a test, in places that are easy to forget."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import Case, answer, code, flagged

_FORGED = "import json\n"  # a file of Python's library, in whose name code can be compiled


MACHINE: list[Case] = [
    # What IPython keeps besides its lists of transformers.
    code(
        "prefilter-transformer",
        flagged("prefilter", "text of a test"),
        "from IPython.core.prefilter import PrefilterTransformer\n"
        "ip = get_ipython()\n"
        "class T(PrefilterTransformer):\n"
        "    def transform(self, line, more):\n"
        "        return 'pass' if 'assert' in line or 'mean' in line else line\n"
        "T(shell=ip, prefilter_manager=ip.prefilter_manager)",
    ),
    code(
        "prefilter-lines",
        flagged("prefilter", "text of a test"),
        "m = get_ipython().prefilter_manager\nold = m.prefilter_lines\n"
        "m.prefilter_lines = lambda lines, more=False: '' if 'mean' in lines else old(lines, more)",
    ),
    code(
        "built-in-of-the-trap",
        flagged("builtin"),
        "get_ipython().builtin_trap.auto_builtins['abs'] = lambda x: 0",
    ),
    code(
        "trap-replaced",
        flagged("trap", "builtin"),
        "ip = get_ipython()\nimport builtins\nold = ip.builtin_trap\n"
        "class Trap(type(old)):\n"
        "    def activate(self):\n"
        "        super().activate()\n        builtins.abs = lambda x: 0\n"
        "    def deactivate(self):\n"
        "        builtins.abs = was\n        super().deactivate()\n"
        "was = abs\nip.builtin_trap = Trap(shell=ip)",
    ),
    code(
        "display-trap-hook",
        flagged("trap", "mark", "display"),
        "t = get_ipython().display_trap\nold = t.hook\n"
        "class Hook:\n"
        "    exec_result = None\n"
        "    def __call__(self, value): old(2 if value == 0.5 else value)\n"
        "t.hook = Hook()",
    ),
    code(
        "user-module-replaced",
        flagged("user_module", "namespace", "builtins"),
        "import types, builtins\nip = get_ipython()\n"
        "m = types.ModuleType('__main__')\n"
        "m.__dict__['__builtins__'] = {**vars(builtins), 'abs': lambda x: 0}\n"
        "ip.user_module = m",
    ),
    code(
        "class-of-the-shell",
        flagged("class", "shell", "InteractiveShell"),
        "ip = get_ipython()\n"
        "class Mine(type(ip)):\n"
        "    async def run_code(self, *a, **k):\n"
        "        await super().run_code('pass')\n        return False\n"
        "setattr(ip, '__cl' + 'ass__', Mine)",
    ),
    code(
        "class-of-the-session",
        flagged("session"),
        "s = get_ipython().kernel.session\n"
        "class Mine(type(s)):\n"
        "    def send(self, stream, kind, content=None, *a, **k):\n"
        "        if kind == 'error': return {}\n"
        "        if isinstance(content, dict) and content.get('status') == 'error':\n"
        "            content = {**content, 'status': 'ok'}\n"
        "        return super().send(stream, kind, content, *a, **k)\n"
        "setattr(s, '__cl' + 'ass__', Mine)",
    ),
    code(
        "packer-of-the-session",
        flagged("Session.pack", "end"),
        "import json\ns = get_ipython().kernel.session\nold = s.pack\n"
        "def mine(message):\n"
        "    c = message['content']\n"
        "    if message['msg_type'] == 'error':\n"
        "        message = {**message, 'msg_type': 'stream', 'content': {'name': 'stdout', 'text': ''}}\n"
        "    elif c.get('status') == 'error':\n"
        "        message = {**message, 'content': {**c, 'status': 'ok'}}\n"
        "    return old(message)\ns.pack = mine",
    ),
    code(
        "mock-for-a-method",
        flagged("InteractiveShell.run_code"),
        "from unittest.mock import AsyncMock\n"
        "get_ipython().run_code = AsyncMock(return_value=False)",
    ),
    code(
        "built-in-for-a-method",
        flagged("InteractiveShell"),
        "ip = get_ipython()\nip.showtraceback = dict\nip._showtraceback = dict",
    ),
    code(
        "transformer-of-library-parts",
        flagged("input transformers"),
        "import operator\n"
        "get_ipython().input_transformers_post.append(operator.itemgetter(slice(0, 0)))",
    ),
    code(
        "transformer-that-is-an-instance",
        flagged("AST transformers"),
        "import ast\nt = ast.NodeTransformer()\nt.visit_Assert = lambda node: None\n"
        "getattr(get_ipython(), 'ast_' + 'transformers').append(t)",
    ),
    code(
        "transformer-under-a-false-name",
        flagged("AST transformers"),
        "import ast\n"
        "T = type('NodeTransformer', (ast.NodeTransformer,), {\n"
        "    '__module__': 'ast', 'visit_Assert': staticmethod(lambda node: None)})\n"
        "getattr(get_ipython(), 'ast_' + 'transformers').append(T())",
    ),
    code(
        "events-of-library-parts",
        flagged("event callbacks"),
        "import builtins\nfrom functools import partial\nip = get_ipython()\n"
        "ip.events.register('pre_execute', partial(setattr, builtins, 'abs', np.zeros_like))\n"
        "ip.events.register('post_execute', partial(setattr, builtins, 'abs', abs))",
    ),
    # Code under the name of a file that is trusted.
    code(
        "compiled-as-a-library",
        flagged("compiled", "AST transformers"),
        _FORGED
        + "source = '''import ast\nclass T(ast.NodeTransformer):\n"
        + "    def visit_Assert(self, node): return None\nT.__module__ = \"json\"'''\n"
        + "exec(compile(source, json.__file__, 'exec'))\n"
        + "getattr(get_ipython(), 'ast_' + 'transformers').append(T())",
    ),
    answer(
        "frame-read-as-a-library",
        flagged("compiled", "frame"),
        s1=_FORGED
        + "source = '''def look(x):\n"
        + "    import sys\n    c = getattr(sys, '_get' + 'frame')(2).f_code\n"
        + "    return next(i for i in getattr(c, 'co_' + 'consts') if isinstance(i, int) and i != x)'''\n"
        + "exec(compile(source, json.__file__, 'exec'))\n"
        + "def double(x): return look(x)",
    ),
    answer(
        "frame-read-as-the-instructor",
        flagged("compiled", "frame"),
        s1="import inspect\nsource = '''def look(x):\n"
        "    import sys\n    c = getattr(sys, '_get' + 'frame')(2).f_code\n"
        "    return next(i for i in getattr(c, 'co_' + 'consts') if isinstance(i, int) and i != x)'''\n"
        "exec(compile(source, inspect.getfile(close), 'exec'))\n"
        "def double(x): return look(x)",
    ),
    answer(
        "code-out-of-bytes",
        flagged("code object", "compiled"),
        s1=_FORGED
        + "import marshal\nsource = '''def look(x):\n"
        + "    import sys\n    c = getattr(sys, '_get' + 'frame')(2).f_code\n"
        + "    return next(i for i in getattr(c, 'co_' + 'consts') if isinstance(i, int) and i != x)'''\n"
        + "made = marshal.dumps(compile(source, 'x' * len(json.__file__), 'exec'))\n"
        + "exec(marshal.loads(made.replace(b'x' * len(json.__file__), json.__file__.encode())))\n"
        + "def double(x): return look(x)",
    ),
    # A new global name hides one of Python's.
    code(
        "hides-a-builtin-in-a-library",
        flagged("exercise", "isinstance", "helpers", "utils"),
        "import numpy.testing._private.utils as u\n"
        "u.isinstance = lambda *a: True\nu.bool = lambda x: True\nu.all = lambda *a: True",
    ),
    code(
        "hides-exec",
        flagged("exec", "end", "final check"),
        "import IPython.core.interactiveshell as s\ns.exec = lambda code, *a: None",
    ),
    code(
        "hides-compile",
        flagged("compile", "end"),
        "import codeop, builtins\n"
        "codeop.compile = lambda *a, **k: builtins.compile(*a, optimize=2)",
    ),
    code(
        "hides-a-builtin-in-the-shell",
        flagged("interactiveshell.isinstance"),
        "import IPython.core.interactiveshell as s, asyncio\n"
        "s.isinstance = lambda a, b: True if b is AssertionError else isinstance(a, b)",
    ),
]
