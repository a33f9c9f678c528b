"""Submissions that take the teeth out of the tests, or read what they are about."""

# ruff: noqa: E501 - the code of a submission has its own lines

from corpus import NONE, RIGHT_ANSWERS, Case, Contained, answer, code, flagged

_REMOVER = """import ast
class Remover(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
"""
_LIAR = "class Liar{base}:\n    def __eq__(self, other):\n        {body}\n    __hash__ = None\n"


def _liar(base: str = "", body: str = "return True", made: str = "Liar()") -> dict[str, str]:
    source = _LIAR.format(base=base, body=body)
    return {"s1": f"{source}\ndef double(x):\n    return {made}", "s2": f"total = {made}"}


TESTS: list[Case] = [
    # IPython's ways to change a cell before it runs.
    code(
        "ast-transformer",
        flagged("AST transformers"),
        _REMOVER + "get_ipython().ast_transformers.append(Remover())",
    ),
    code(
        "ast-transformer-by-getattr",
        flagged("AST transformers"),
        _REMOVER + "getattr(get_ipython(), 'ast_' + 'transformers').append(Remover())",
    ),
    code(
        "ast-transformer-for-one-test",
        flagged("AST transformers"),
        _REMOVER
        + "ip = get_ipython()\n"
        + "class Once(Remover):\n"
        + "    def visit_Module(self, node):\n"
        + "        if 'total' in ast.unparse(node) and any(isinstance(n, ast.Assert) for n in node.body):\n"
        + "            ip.ast_transformers.remove(self)\n"
        + "            return self.generic_visit(node)\n"
        + "        return node\n"
        + "ip.ast_transformers.append(Once())",
    ),
    code(
        "ast-transformer-exec",
        flagged("AST transformers"),
        "import base64\nexec(base64.b64decode('aW1wb3J0IGFzdApjbGFzcyBSKGFzdC5Ob2RlVHJhbnNmb3JtZXIpOgogICAgZGVmIHZpc2l0X0Fzc2VydChzZWxmLCBuKToKICAgICAgICByZXR1cm4gYXN0LlBhc3MoKQpnZXRfaXB5dGhvbigpLmFzdF90cmFuc2Zvcm1lcnMuYXBwZW5kKFIoKSk='))",
    ),
    code(
        "input-cleanup",
        flagged("input transformers"),
        "get_ipython().input_transformers_cleanup.append(\n"
        "    lambda lines: [line for line in lines if 'assert' not in line] or ['pass'])",
    ),
    code(
        "input-post",
        flagged("input transformers"),
        "get_ipython().input_transformers_post.append(\n"
        "    lambda lines: [line.replace('== ', '!= ') for line in lines])",
    ),
    code(
        "line-transforms",
        flagged("input transformers"),
        "get_ipython().input_transformer_manager.line_transforms.insert(0,\n"
        "    lambda lines: [line.replace('assert ', 'bool ') for line in lines])",
    ),
    code(
        "token-transformers",
        flagged("input transformers"),
        "m = get_ipython().input_transformer_manager\n"
        "class T:\n"
        "    @classmethod\n"
        "    def find(cls, tokens): return None\n"
        "m.token_transformers.append(T)",
    ),
    code(
        "transformer-manager-replaced",
        flagged("input transformer", "transformer_manager", "transform_cell"),
        "from IPython.core.inputtransformer2 import TransformerManager\n"
        "class M(TransformerManager):\n"
        "    def transform_cell(self, cell):\n"
        "        return super().transform_cell(cell.replace('assert', '#'))\n"
        "get_ipython().input_transformer_manager = M()",
    ),
    code(
        "transform-cell",
        flagged("InteractiveShell"),
        "ip = get_ipython()\nold = ip.transform_cell\n"
        "ip.transform_cell = lambda cell: old('pass' if 'assert' in cell else cell)",
    ),
    code(
        "shell-class-method",
        flagged("run_code"),
        "ip = get_ipython()\nold = type(ip).run_code\n"
        "async def quiet(self, *a, **k):\n"
        "    await old(self, *a, **k)\n"
        "    return False\n"
        "type(ip).run_code = quiet",
    ),
    code(
        "run-ast-nodes",
        flagged("InteractiveShell"),
        "ip = get_ipython()\nold = ip.run_ast_nodes\n"
        "async def few(nodes, *a, **k):\n"
        "    import ast\n"
        "    return await old([n for n in nodes if not isinstance(n, ast.Assert)], *a, **k)\n"
        "ip.run_ast_nodes = few",
    ),
    code(
        "run-cell-async",
        flagged("InteractiveShell"),
        "ip = get_ipython()\nold = ip.run_cell_async\n"
        "async def mine(raw, *a, **k):\n"
        "    k.pop('transformed_cell', None)\n"
        "    return await old('pass', *a, **k)\n"
        "ip.run_cell_async = mine",
    ),
    code(
        "showtraceback",
        flagged("InteractiveShell"),
        "get_ipython().showtraceback = lambda *a, **k: None",
    ),
    code(
        "show-traceback-private",
        flagged("InteractiveShell"),
        "get_ipython()._showtraceback = lambda *a, **k: None",
    ),
    code(
        "custom-exception-handler",
        flagged("handles exceptions"),
        "get_ipython().set_custom_exc((AssertionError,), lambda *a, **k: None)",
    ),
    code(
        "custom-exceptions-directly",
        flagged("exceptions", "CustomTB"),
        "ip = get_ipython()\nip.custom_exceptions = (Exception,)\n"
        "ip.CustomTB = lambda *a, **k: None",
    ),
    code(
        "event-pre-run",
        flagged("event callbacks"),
        "def fix(*a):\n    globals().update(total=6, mean=2.5)\n"
        "get_ipython().events.register('pre_run_cell', fix)",
    ),
    code(
        "event-pre-execute",
        flagged("event callbacks"),
        "get_ipython().events.callbacks['pre_execute'].append(lambda: globals().update(total=6))",
    ),
    code(
        "event-post-run",
        flagged("event callbacks"),
        "def tell(result):\n    result.error_in_exec = None\n"
        "get_ipython().events.register('post_run_cell', tell)",
    ),
    code(
        "compile-flags",
        flagged("Compiler"),
        "ip = get_ipython()\nold = type(ip.compile).__call__\n"
        "import ast\n"
        "def mine(self, tree, *a, **k):\n"
        "    tree.body = [n for n in tree.body if not isinstance(n, ast.Assert)]\n"
        "    return old(self, tree, *a, **k)\n"
        "type(ip.compile).__call__ = mine",
    ),
    code(
        "ast-parse-of-compiler",
        flagged("Compiler"),
        "ip = get_ipython()\nold = ip.compile.ast_parse\n"
        "ip.compile.ast_parse = lambda source, *a, **k: old('pass' if 'assert' in source else source)",
    ),
    code(
        "optimised-asserts-away",
        flagged("builtins.compile"),
        "import builtins\nold = builtins.compile\n"
        "builtins.compile = lambda *a, **k: old(*a, **{**k, 'optimize': 2})",
    ),
    code(
        "user-namespace-replaced",
        flagged("namespace", "replaced", "user_ns"),
        "class Yes(dict):\n"
        "    def __getitem__(self, name):\n"
        "        return 6 if name == 'total' else super().__getitem__(name)\n"
        "get_ipython().user_ns = Yes(get_ipython().user_ns)",
    ),
    # Python's own parts.
    code(
        "builtins-abs",
        flagged("builtins.abs"),
        "import builtins\nbuiltins.abs = lambda x: 0",
    ),
    code(
        "builtins-isinstance-by-dict",
        Contained(),  # nothing works any more
        "__builtins__.__dict__['isinstance'] = lambda *a: True",
    ),
    code(
        "builtins-build-class",
        flagged("builtins.__build_class__"),
        "import builtins\nold = builtins.__build_class__\n"
        "builtins.__build_class__ = lambda *a, **k: old(*a, **k)",
    ),
    code(
        "builtins-import",
        flagged("builtins.__import__"),
        "import builtins\nold = builtins.__import__\n"
        "builtins.__import__ = lambda *a, **k: old(*a, **k)",
    ),
    code(
        "own-builtins",
        flagged("__builtins__"),
        "import builtins\nglobals()['__builtins__'] = {**vars(builtins), 'abs': lambda x: 0}",
    ),
    code(
        "settrace",
        flagged("trace"),
        "import sys\nsys.settrace(lambda *a: None)",
    ),
    code(
        "settrace-threads",
        flagged("trace"),
        "import threading\nthreading.settrace(lambda *a: None)",
    ),
    code(
        "setprofile",
        flagged("profile"),
        "import sys\n"
        "def p(frame, event, arg):\n"
        "    if event == 'call' and frame.f_code.co_name == '<module>':\n"
        "        frame.f_globals['total'] = 6\n"
        "sys.setprofile(p)",
    ),
    code(
        "audit-hook",
        flagged("audit hook"),
        "import sys\nsys.addaudithook(lambda *a: None)",
    ),
    code(
        "display-hook",
        flagged("past IPython"),
        "import sys\nold = sys.displayhook\nsys.displayhook = lambda value: old(2)",
    ),
    # Libraries that tests rely on.
    code(
        "numpy-testing",
        flagged("numpy.testing"),
        "import numpy.testing\nnumpy.testing.assert_allclose = lambda *a, **k: None",
    ),
    code(
        "pandas-testing",
        flagged("pandas.testing"),
        "import pandas.testing\npandas.testing.assert_frame_equal = lambda *a, **k: None",
    ),
    code(
        "pandas-testing-module",
        flagged("pandas.testing", "pd.testing"),
        "class T:\n    assert_frame_equal = staticmethod(lambda *a, **k: None)\npd.testing = T",
    ),
    code(
        "pandas-testing-deep",
        flagged("asserters"),
        "import pandas._testing.asserters as a\n"
        "a.assert_index_equal = a.assert_series_equal = lambda *a, **k: None\n"
        "a.assert_attr_equal = lambda *a, **k: True",
    ),
    code(
        "pandas-testing-code",
        flagged("__code__"),
        "import pandas.testing\n"
        "pandas.testing.assert_frame_equal.__code__ = (lambda *a, **k: None).__code__",
    ),
    code(
        "numpy-deep",
        flagged("numpy"),
        "import numpy.testing._private.utils as u\nu.assert_array_compare = lambda *a, **k: None",
    ),
    code(
        "frame-equals",
        flagged("pandas"),
        "pd.DataFrame.equals = lambda self, other: True\npd.DataFrame.__eq__ = lambda s, o: s",
    ),
    code(
        "math-isclose",
        flagged("math.isclose"),
        "math.isclose = lambda *a, **k: True",
    ),
    code(
        "math-replaced",
        flagged("math", "close"),
        "class math:\n    isclose = staticmethod(lambda *a, **k: True)",
    ),
    code(
        "exercise-helper",
        flagged("unsigned_peace.exercise.answer_form"),
        "from unsigned_peace import exercise as e\ne.whole_numbers = lambda **k: None",
    ),
    code(
        "modules-replaced",
        flagged("numpy"),
        "import sys, types\n"
        "fake = types.ModuleType('numpy')\nfake.testing = types.SimpleNamespace(\n"
        "    assert_allclose=lambda *a, **k: None)\nsys.modules['numpy'] = fake\nnp = fake",
    ),
    code(
        "import-hook",
        flagged("import system"),
        "import sys\n"
        "class Finder:\n    @staticmethod\n    def find_spec(*a): return None\n"
        "sys.meta_path.insert(0, Finder)",
    ),
    code(
        "locked-helper",
        flagged("close"),
        "def close(a, b):\n    return True",
    ),
    code(
        "locked-helper-code",
        flagged("__code__"),
        "close.__code__ = (lambda a, b: True).__code__",
    ),
    code(
        "locked-helper-defaults",
        flagged("__globals__", "math", "close", "replaced"),
        "close.__globals__['math'] = type('M', (), {'isclose': staticmethod(lambda *a, **k: True)})",
    ),
    # Answers that lie.
    answer(
        "replaced-abs",
        flagged("abs, a function of Python"),
        s4="mean = 9.0\ndef abs(x):\n    return 0",
    ),
    answer(
        "replaced-exception",
        flagged("TypeError, a function of Python"),
        s1="TypeError = Exception\ndef double(x, y=0):\n    raise ValueError",
    ),
    code(
        "helper-of-the-instructor-replaced-first",
        flagged("helpers.same, on which the tests rely"),
        "import helpers\nhelpers.same = lambda a, b: True",
        at=1,
    ),
    answer("liar", flagged("equal"), **_liar()),
    answer(
        "liar-int",
        flagged("Liar"),
        **_liar("(int)", "return isinstance(other, int)", "Liar(6)"),
    ),
    answer("liar-str", flagged("equal", "Liar"), **_liar("(str)", "return type(other) is int")),
    answer(
        "liar-class",
        flagged("class", "equal", "Liar"),
        **_liar("", "return True", "Liar()")
        | {
            "s1": "class Liar(int):\n    __class__ = property(lambda s: int)\n    __eq__ = lambda s, o: o in (4, -6, 6)\n    __hash__ = None\ndef double(x):\n    return Liar()"
        },
    ),
    answer(
        "liar-counts",
        flagged("equal", "Liar"),
        s1="class Liar:\n    n = 0\n    def __eq__(self, other):\n        Liar.n += 1\n"
        "        return Liar.n < 3\ndef double(x):\n    return Liar()",
    ),
    answer(
        "liar-arithmetic",
        flagged("Liar"),
        s4="class Liar(float):\n    def __sub__(self, o): return 0.0\n    __rsub__ = __sub__\n"
        "    def __eq__(self, o): return isinstance(o, float)\n    __hash__ = float.__hash__\n"
        "mean = Liar(9)",
    ),
    answer(
        "liar-made-by-type",
        flagged("equal", "Liar"),
        s2="total = type('Liar', (int,), {'__' + 'eq__': lambda s, o: 1 == 1})(3)",
    ),
    answer(
        "liar-frame",
        flagged("Liar", "equal", "frame"),
        s3="class Liar(pd.DataFrame):\n    @property\n    def _constructor(self): return Liar\n"
        "    def __eq__(self, other): return True\n    def equals(self, other): return True\n"
        "    shape = property(lambda self: expected.shape)\n"
        "    def __class_getitem__(cls, k): return cls\n"
        "    __class__ = property(lambda s: pd.DataFrame)\n"
        "    index = property(lambda self: expected.index)\n"
        "    columns = property(lambda self: expected.columns)\n"
        "    def _ixs(self, i, axis=0): return expected._ixs(i, axis)\n"
        "    def _get_value(self, *a): return expected._get_value(*a)\n"
        "table = Liar({'x': [1]})",
    ),
    answer(
        "liar-array",
        flagged("Liar", "equal"),
        s4="class Liar(np.ndarray):\n"
        "    def __array_ufunc__(self, *a, **k): return np.True_\n"
        "    def __array_function__(self, *a, **k): return np.True_\n"
        "    def __float__(self): return 2.5\n"
        "mean = np.array(9.9).view(Liar)",
    ),
    answer(
        "liar-float",
        flagged("Liar"),
        s4="class Liar(float):\n    def __float__(self): return 2.5\n"
        "    def __array__(self, *a, **k): return np.array(2.5)\n"
        "    def __sub__(self, o): return 0.0\n    __rsub__ = __sub__\n"
        "    def __eq__(self, o): return True\nmean = Liar(9)",
    ),
    answer(
        "liar-metaclass",
        flagged("equal", "Meta"),
        s2="class Meta(type):\n    def __eq__(cls, other): return True\n"
        "    __hash__ = type.__hash__\nclass total(int, metaclass=Meta):\n    pass",
        s1="class Meta(type):\n    def __eq__(cls, other): return True\n"
        "    __hash__ = type.__hash__\nclass Yes(metaclass=Meta): pass\n"
        "def double(x):\n    return Yes",
    ),
    # Reading what a test says.
    answer(
        "frame-in-test",
        flagged("frame"),
        s1="import sys\n"
        "def double(x):\n"
        "    code = sys._getframe(1).f_code\n"
        "    return next(c for c in code.co_consts if isinstance(c, int) and c not in (x, None))",
    ),
    answer(
        "frame-by-traceback",
        flagged("tb_frame"),
        s1="def double(x):\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n"
        "        code = e.__traceback__.tb_frame.f_back.f_code\n"
        "    return max(c for c in code.co_consts if isinstance(c, int))",
    ),
    answer(
        "frame-by-inspect",
        flagged("frame"),
        s1="import inspect\ndef double(x):\n    return inspect.stack()[1].frame.f_code.co_consts[1]",
    ),
    answer(
        "frame-by-generator",
        flagged("gi_frame"),
        s1="def double(x):\n    g = (g.gi_frame.f_back.f_back for _ in [1])\n"
        "    frame = next(g)\n    return frame.f_code.co_consts[1] if frame else 3 * x",
    ),
    answer(
        "gc-in-test",
        flagged("objects in memory"),
        s1="import gc, types\ndef double(x):\n"
        "    codes = [o for o in gc.get_objects() if isinstance(o, types.FrameType)]\n    return 3",
    ),
    answer(
        "referents",
        flagged("refer"),
        s1="import gc\ndef double(x):\n    return len(gc.get_referents(double))",
    ),
    answer(
        "history-in-test",
        flagged("history"),
        s1="def double(x):\n    return 4 if '4' in In[-1] else 0",
    ),
    answer(
        "linecache-in-test",
        flagged("linecache", "text of a test"),
        s1="import linecache\ndef double(x):\n"
        "    for k in list(linecache.cache):\n        t = ''.join(linecache.getlines(k))\n"
        "        if 'assert double' in t:\n            return int(t.split('==')[1].split()[0])\n"
        "    return 0",
    ),
    answer(
        "ctypes",
        flagged("ctypes"),
        s1="import ctypes\ndef double(x):\n"
        "    ctypes.c_long.from_address(id(5) + 24).value = 4\n    return 5",
    ),
    code(
        "code-of-locked-text-in-loaded-ctypes",
        flagged("ctypes"),
        "import sys\nc = sys.modules['ctypes']\nc.pythonapi.PyRun_SimpleString(b'pass')",
    ),
    # Code that comes later.
    code(
        "thread-later",
        flagged("thread"),
        "import threading, time\n"
        "def later():\n    while True:\n        globals().update(total=6, mean=2.5)\n"
        "threading.Thread(target=later, daemon=True).start()",
    ),
    code(
        "thread-low-level",
        flagged("thread"),
        "import _thread, time\n"
        "def later():\n    while True:\n        globals()['total'] = 6\n        time.sleep(0)\n"
        "_thread.start_new_thread(later, ())",
    ),
    code(
        "timer-signal",
        flagged("signal"),
        "import signal\n"
        "signal.signal(signal.SIGALRM, lambda *a: globals().update(total=6, mean=2.5))\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)",
    ),
    code(
        "asyncio-task",
        flagged("task", "event loop"),
        "import asyncio\n"
        "async def later():\n    while True:\n        globals().update(total=6, mean=2.5)\n"
        "        await asyncio.sleep(0)\n"
        "t = asyncio.get_event_loop().create_task(later())",
    ),
    code(
        "call-soon",
        flagged("event loop"),
        "import asyncio\nloop = asyncio.get_running_loop()\n"
        "def later():\n    globals().update(total=6)\n    loop.call_soon(later)\nlater()",
    ),
    code(
        "gc-callback",
        flagged("garbage"),
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
        flagged("AST transformers"),
        _REMOVER + "get_ipython().ast_transformers.append(Remover())",
        RIGHT_ANSWERS,
    ),
    code(
        "interactivity-none",
        flagged("results of cells"),
        "get_ipython().ast_node_interactivity = 'none'",
    ),
    code(
        "guard-silenced",
        Contained(),
        "import sys\n"
        "for name, module in list(sys.modules.items()):\n"
        "    if name.startswith('inside') or 'sandbox' in name:\n"
        "        for key, value in list(vars(module).items()):\n"
        "            if callable(value) and getattr(value, '__module__', '') == name:\n"
        "                setattr(module, key, lambda *a, **k: None)\n"
        "for kind in object.__subclasses__():\n"
        "    if kind.__name__ in ('Guard', 'Tripwires', 'Fingerprint'):\n"
        "        for key in list(vars(kind)):\n"
        "            if callable(getattr(kind, key)) and not key.startswith('__'):\n"
        "                setattr(kind, key, lambda *a, **k: [])\n",
    ),
]
