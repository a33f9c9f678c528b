"""Submissions that change how the shell reads, runs or reports a cell."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import RIGHT_NUMBERS, Case, Contained, code

_REMOVER = """import ast
class Remover(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
"""

CASES: list[Case] = [
    # What IPython keeps besides its lists of transformers.
    code(
        "prefilter-transformer",
        Contained(),
        "from IPython.core.prefilter import PrefilterTransformer\n"
        "ip = get_ipython()\n"
        "class T(PrefilterTransformer):\n"
        "    def transform(self, line, more):\n"
        "        return 'pass' if 'assert' in line or 'mean' in line else line\n"
        "T(shell=ip, prefilter_manager=ip.prefilter_manager)",
    ),
    code(
        "prefilter-lines",
        Contained(),
        "m = get_ipython().prefilter_manager\nold = m.prefilter_lines\n"
        "m.prefilter_lines = lambda lines, more=False: '' if 'mean' in lines else old(lines, more)",
    ),
    code(
        "built-in-of-the-trap",
        Contained(),
        "get_ipython().builtin_trap.auto_builtins['abs'] = lambda x: 0",
    ),
    code(
        "trap-replaced",
        Contained(),
        "ip = get_ipython()\nimport builtins\nold = ip.builtin_trap\n"
        "class Trap(type(old)):\n"
        "    def activate(self):\n"
        "        super().activate()\n        builtins.abs = lambda x: 0\n"
        "    def deactivate(self):\n"
        "        builtins.abs = was\n        super().deactivate()\n"
        "was = abs\nip.builtin_trap = Trap(shell=ip)",
    ),
    code(
        "user-module-replaced",
        Contained(),
        "import types, builtins\nip = get_ipython()\n"
        "m = types.ModuleType('__main__')\n"
        "m.__dict__['__builtins__'] = {**vars(builtins), 'abs': lambda x: 0}\n"
        "ip.user_module = m",
    ),
    code(
        "class-of-the-shell",
        Contained(),
        "ip = get_ipython()\n"
        "class Mine(type(ip)):\n"
        "    async def run_code(self, *a, **k):\n"
        "        await super().run_code('pass')\n        return False\n"
        "setattr(ip, '__cl' + 'ass__', Mine)",
    ),
    code(
        "mock-for-a-method",
        Contained(),
        "from unittest.mock import AsyncMock\n"
        "get_ipython().run_code = AsyncMock(return_value=False)",
    ),
    code(
        "built-in-for-a-method",
        Contained(),
        "ip = get_ipython()\nip.showtraceback = dict\nip._showtraceback = dict",
    ),
    code(
        "transformer-of-library-parts",
        Contained(),
        "import operator\n"
        "get_ipython().input_transformers_post.append(operator.itemgetter(slice(0, 0)))",
    ),
    code(
        "transformer-that-is-an-instance",
        Contained(),
        "import ast\nt = ast.NodeTransformer()\nt.visit_Assert = lambda node: None\n"
        "getattr(get_ipython(), 'ast_' + 'transformers').append(t)",
    ),
    code(
        "transformer-under-a-false-name",
        Contained(),
        "import ast\n"
        "T = type('NodeTransformer', (ast.NodeTransformer,), {\n"
        "    '__module__': 'ast', 'visit_Assert': staticmethod(lambda node: None)})\n"
        "getattr(get_ipython(), 'ast_' + 'transformers').append(T())",
    ),
    code(
        "events-of-library-parts",
        Contained(),
        "import builtins\nfrom functools import partial\nip = get_ipython()\n"
        "ip.events.register('pre_execute', partial(setattr, builtins, 'abs', np.zeros_like))\n"
        "ip.events.register('post_execute', partial(setattr, builtins, 'abs', abs))",
    ),
    # IPython's ways to change a cell before it runs.
    code(
        "ast-transformer",
        Contained(),
        _REMOVER + "get_ipython().ast_transformers.append(Remover())",
    ),
    code(
        "ast-transformer-by-getattr",
        Contained(),
        _REMOVER + "getattr(get_ipython(), 'ast_' + 'transformers').append(Remover())",
    ),
    code(
        "ast-transformer-for-one-test",
        Contained(),
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
        Contained(),
        "import base64\nexec(base64.b64decode('aW1wb3J0IGFzdApjbGFzcyBSKGFzdC5Ob2RlVHJhbnNmb3JtZXIpOgogICAgZGVmIHZpc2l0X0Fzc2VydChzZWxmLCBuKToKICAgICAgICByZXR1cm4gYXN0LlBhc3MoKQpnZXRfaXB5dGhvbigpLmFzdF90cmFuc2Zvcm1lcnMuYXBwZW5kKFIoKSk='))",
    ),
    code(
        "input-cleanup",
        Contained(),
        "get_ipython().input_transformers_cleanup.append(\n"
        "    lambda lines: [line for line in lines if 'assert' not in line] or ['pass'])",
    ),
    code(
        "input-post",
        Contained(),
        "get_ipython().input_transformers_post.append(\n"
        "    lambda lines: [line.replace('== ', '!= ') for line in lines])",
    ),
    code(
        "line-transforms",
        Contained(),
        "get_ipython().input_transformer_manager.line_transforms.insert(0,\n"
        "    lambda lines: [line.replace('assert ', 'bool ') for line in lines])",
    ),
    code(
        "token-transformers",
        Contained(),
        "m = get_ipython().input_transformer_manager\n"
        "class T:\n"
        "    @classmethod\n"
        "    def find(cls, tokens): return None\n"
        "m.token_transformers.append(T)",
    ),
    code(
        "transformer-manager-replaced",
        Contained(),
        "from IPython.core.inputtransformer2 import TransformerManager\n"
        "class M(TransformerManager):\n"
        "    def transform_cell(self, cell):\n"
        "        return super().transform_cell(cell.replace('assert', '#'))\n"
        "get_ipython().input_transformer_manager = M()",
    ),
    code(
        "transform-cell",
        Contained(),
        "ip = get_ipython()\nold = ip.transform_cell\n"
        "ip.transform_cell = lambda cell: old('pass' if 'assert' in cell else cell)",
    ),
    code(
        "shell-class-method",
        Contained(),
        "ip = get_ipython()\nold = type(ip).run_code\n"
        "async def quiet(self, *a, **k):\n"
        "    await old(self, *a, **k)\n"
        "    return False\n"
        "type(ip).run_code = quiet",
    ),
    code(
        "run-ast-nodes",
        Contained(),
        "ip = get_ipython()\nold = ip.run_ast_nodes\n"
        "async def few(nodes, *a, **k):\n"
        "    import ast\n"
        "    return await old([n for n in nodes if not isinstance(n, ast.Assert)], *a, **k)\n"
        "ip.run_ast_nodes = few",
    ),
    code(
        "run-cell-async",
        Contained(),
        "ip = get_ipython()\nold = ip.run_cell_async\n"
        "async def mine(raw, *a, **k):\n"
        "    k.pop('transformed_cell', None)\n"
        "    return await old('pass', *a, **k)\n"
        "ip.run_cell_async = mine",
    ),
    code(
        "showtraceback",
        Contained(),
        "get_ipython().showtraceback = lambda *a, **k: None",
    ),
    code(
        "show-traceback-private",
        Contained(),
        "get_ipython()._showtraceback = lambda *a, **k: None",
    ),
    code(
        "custom-exception-handler",
        Contained(),
        "get_ipython().set_custom_exc((AssertionError,), lambda *a, **k: None)",
    ),
    code(
        "custom-exceptions-directly",
        Contained(),
        "ip = get_ipython()\nip.custom_exceptions = (Exception,)\n"
        "ip.CustomTB = lambda *a, **k: None",
    ),
    code(
        "event-pre-run",
        Contained(RIGHT_NUMBERS),
        "def fix(*a):\n    globals().update(total=6, mean=2.5)\n"
        "get_ipython().events.register('pre_run_cell', fix)",
    ),
    code(
        "event-pre-execute",
        Contained(RIGHT_NUMBERS),
        "get_ipython().events.callbacks['pre_execute'].append(lambda: globals().update(total=6))",
    ),
    code(
        "event-post-run",
        Contained(),
        "def tell(result):\n    result.error_in_exec = None\n"
        "get_ipython().events.register('post_run_cell', tell)",
    ),
    code(
        "compile-flags",
        Contained(),
        "ip = get_ipython()\nold = type(ip.compile).__call__\n"
        "import ast\n"
        "def mine(self, tree, *a, **k):\n"
        "    tree.body = [n for n in tree.body if not isinstance(n, ast.Assert)]\n"
        "    return old(self, tree, *a, **k)\n"
        "type(ip.compile).__call__ = mine",
    ),
    code(
        "ast-parse-of-compiler",
        Contained(),
        "ip = get_ipython()\nold = ip.compile.ast_parse\n"
        "ip.compile.ast_parse = lambda source, *a, **k: old('pass' if 'assert' in source else source)",
    ),
    code(
        "optimised-asserts-away",
        Contained(),
        "import builtins\nold = builtins.compile\n"
        "builtins.compile = lambda *a, **k: old(*a, **{**k, 'optimize': 2})",
    ),
    code(
        "user-namespace-replaced",
        Contained(RIGHT_NUMBERS),
        "class Yes(dict):\n"
        "    def __getitem__(self, name):\n"
        "        return 6 if name == 'total' else super().__getitem__(name)\n"
        "get_ipython().user_ns = Yes(get_ipython().user_ns)",
    ),
    code(
        "interactivity-none",
        Contained(),
        "get_ipython().ast_node_interactivity = 'none'",
    ),
]
