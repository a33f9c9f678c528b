"""Read a student's code, without running it, for what no solution of a task needs.

Reading is easy to deceive, so it is not what the grader relies on: the sandbox hides what is to
be hidden, and the guard looks at what code does. But what stands there in plain words makes good
evidence, and it is found even in code that did not come to run.
"""

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

# An attribute with such a name is used for nothing else.
_ATTRIBUTES = {
    "ast_transformers": "changes IPython's AST transformers",
    "input_transformers_cleanup": "changes IPython's input transformers",
    "input_transformers_post": "changes IPython's input transformers",
    "input_transformer_manager": "changes IPython's input transformers",
    "set_custom_exc": "changes how IPython handles exceptions",
    "history_manager": "reads the history of cells",
    "input_hist_raw": "reads the history of cells",
    "displayhook": "writes outputs past IPython",
    "display_pub": "writes outputs past IPython",
    "iopub_socket": "writes outputs past IPython",
    "settrace": "sets a trace function",
    "setprofile": "sets a profile function",
    "addaudithook": "adds an audit hook",
    "_getframe": "looks at the frame of its caller",
    "currentframe": "looks at the frame of its caller",
    "f_back": "looks at the frame of its caller",
    "tb_frame": "looks at frames through a traceback",
    "gi_frame": "looks at frames through a generator",
    "get_objects": "asks for all objects in memory",
    "get_referrers": "asks who refers to an object",
    "co_consts": "reads the constants of code",
}
_NAMES = {
    "In": "reads the history of cells",
    "_ih": "reads the history of cells",
    "_i": "reads the history of cells",
    "_ii": "reads the history of cells",
}
_MODULES = {
    "ctypes": "imports ctypes",
    "linecache": "imports linecache, which has the text of all cells",
    "atexit": "registers code that runs at the exit",
}
_TEXTS = {
    "gradebook.db": "names the gradebook",
    "NBGRADER_EXECUTION": "asks whether it is being graded",
    "/proc/self/mem": "names the memory of the process",
    "/proc/self/fd": "names the channels of the process",
}
LONGEST = 200_000  # characters; Python needs a hundred times as many bytes to parse them
_MOST_WORK = 500_000  # IPython reads the whole cell again for each of its magics
_HARMLESS = {"breakpoint", "help", "input", "print"}  # no test learns from them
_CONTAINERS = dict.fromkeys(("builtins", "__builtins__"), "changes Python's built-in functions")


def suspicions(cells: Iterable[tuple[int, NotebookNode]]) -> list[tuple[int, str]]:
    """List what looks like tampering in code cells, each with the number of its cell."""
    return [
        (index, f"The code {what}.")
        for index, cell in cells
        for what in dict.fromkeys(_in_code(cell.source))
    ]


def _in_code(source: str) -> Iterator[str]:
    """Yield what is found in one cell.

    >>> list(_in_code("get_ipython().ast_transformers.append(Remover())"))
    ["changes IPython's AST transformers"]
    >>> list(_in_code("%matplotlib inline"))
    []
    """
    if len(source) > LONGEST:
        yield "is too long to be read"
        return
    marks = sum(source.count(mark) for mark in "%!?")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd escapes in strings are not our business
        tree = _parsed(source)
        if tree is None and marks * len(source) > _MOST_WORK:
            yield "has too many magics to be read"
        elif tree is None:
            tree = _parsed(source, TransformerManager().transform_cell)
    if tree is None:
        return
    own = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            yield from _in_expression(node, own)
        elif isinstance(node, ast.stmt):
            yield from _in_statement(node)


def _parsed(source: str, change: Callable[[str], str] = str) -> ast.AST | None:
    try:
        return ast.parse(change(source))
    except (SyntaxError, ValueError, RuntimeError, MemoryError):
        return None


def _in_expression(node: ast.AST, own: set[str]) -> Iterator[str]:
    """Yield what an expression does; a name that the cell gives to its `own` things is none."""
    match node:
        case ast.Attribute(attr=name):
            yield from _named(_ATTRIBUTES, name)
        case ast.Subscript(value=ast.Name(id=name)) if name not in own:
            yield from _named(_NAMES, name)
        case ast.Constant(value=str(text)):
            yield from (said for word, said in _TEXTS.items() if word in text)
            yield from _named(_ATTRIBUTES, text)  # for `getattr`
        case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[ast.Name(id=name), *_]):
            yield from _named(_CONTAINERS, name)


def _in_statement(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            for one in names:
                yield from _named(_MODULES, one.name.partition(".")[0])
        case ast.ImportFrom(module=str(name)):
            yield from _named(_MODULES, name.partition(".")[0])
        case ast.FunctionDef(name="__eq__", body=[ast.Return(ast.Constant(value=True))]):
            yield "defines objects that are equal to anything"
        case ast.Assign(targets=targets):
            for target in targets:
                yield from _in_target(target)


def _in_target(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Attribute(value=ast.Name(id=name), attr=part) if part not in _HARMLESS:
            yield from _named(_CONTAINERS, name)
        case ast.Subscript(value=ast.Name(id=name)):
            yield from _named(_CONTAINERS, name)
    match target:
        case ast.Attribute(attr="__code__" | "__globals__" | "__class__"):
            yield "changes the code or the class of something"


def _named(table: dict[str, str], name: str) -> Iterator[str]:
    if name in table:
        yield table[name]
