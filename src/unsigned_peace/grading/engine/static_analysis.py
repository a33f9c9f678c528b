"""Read, without running it, which names a cell of the instructor's uses, and which it makes."""

import ast
import builtins
import symtable
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager

BUILT_IN = frozenset(dir(builtins)) | {"get_ipython", "display", "__name__", "In", "Out"}
_SURELY = (
    ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef,
    ast.ClassDef,
)  # fmt: skip

# What runs a text: harmless only if the text is the instructor's own.
_RUN_TEXT = frozenset(
    ("exec", "eval", "query", "run_cell", "sympify", "parse_expr", "import_module", "__import__")
)
_RUN_MAGIC = "get_ipython().run_line_magic('run'"
# What runs, or takes for objects, what may stand in a file of a student's.
_RUN_FILES = frozenset(
    ("subprocess", "system", "getoutput", "popen", "runpy", "pickle", "read_pickle", "dill",
     "joblib", "cloudpickle", "shelve", "marshal", "torch", "yaml", "allow_pickle")
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What a cell does with global names.

    `uses` are read before the cell itself makes them, `makes` are left behind, `deletes` taken
    away. `inner` are those that its functions read when they are called. `texts` are names in
    quotes. `classes` are those among `makes` that may be classes.
    """

    uses: frozenset[str] = frozenset()
    makes: frozenset[str] = frozenset()
    deletes: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    readable: bool = True


@lru_cache(maxsize=4096)
def names_in(source: str) -> Names:
    r"""Read one cell; magics are understood as IPython does. What is no Python is not readable.

    >>> found = names_in("total = add(values)\nassert total == 6")
    >>> sorted(found.uses), sorted(found.makes)
    (['add', 'values'], ['total'])
    >>> names_in("def f(:").readable
    False
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd escapes in strings are not our business
        try:
            tree = ast.parse(TransformerManager().transform_cell(source))
            return _names(tree)
        except (SyntaxError, ValueError, RecursionError):
            return Names(readable=False)


def runs_answers(source: str) -> str:
    """Name what in a test may run a text or a file of a student's; nothing, if there is none.

    >>> runs_answers("assert eval(formula) == 7"), runs_answers("rows.query('year > 1951')")
    ('eval', '')
    """
    try:
        tree = ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError):
        return ""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
                fixed = all(isinstance(one, ast.Constant) for one in args[:1])
                if name in _RUN_FILES or (name in _RUN_TEXT and not fixed):
                    return name
                if name == "run_line_magic" and ast.unparse(node).startswith(_RUN_MAGIC):
                    return "%run"
            case (
                ast.Name(id=name)
                | ast.keyword(arg=name)
                | ast.alias(name=name)
                | ast.ImportFrom(module=name)
            ):
                if name and name.partition(".")[0] in _RUN_FILES:
                    return name
    return ""


def _names(tree: ast.Module) -> Names:
    uses: set[str] = set()
    makes: set[str] = set()
    sure: set[str] = set()  # made for certain by an earlier statement
    inner: set[str] = set()
    deletes: set[str] = set()
    classes: set[str] = set()
    for statement in tree.body:
        alone = ast.unparse(ast.Module([statement], []))
        table = symtable.symtable(_top(alone), "cell", "exec")
        read = set(_read(table))
        made = {one.get_name() for one in table.get_symbols() if _is_made(one)}
        made |= {name for part in _below(table) for name in _declared_global(part)}
        if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
            read.add(statement.target.id)
        gone = set(_deleted(statement))
        uses |= (read | gone) - sure - set(_targets(statement))
        makes |= made
        if isinstance(statement, _SURELY):
            sure |= made
        inner |= {name for part in _below(table) for name in _read(part)}
        deletes |= gone
        if isinstance(statement, ast.ClassDef) or _may_make_class(statement):
            classes |= made
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.isidentifier()
    }
    frozen = (frozenset(one) for one in (uses, makes - deletes, deletes, inner, texts, classes))
    return Names(*frozen)


def _top(code: str) -> str:
    """Let a cell wait for something, as IPython does, without being a function's body."""
    try:
        symtable.symtable(code, "cell", "exec")
    except SyntaxError:
        return code.replace("await ", "")
    return code


def _read(table: symtable.SymbolTable) -> Iterator[str]:
    top = table.get_type() == "module"
    for one in table.get_symbols():
        if one.is_referenced() and (top or one.is_global()):
            yield one.get_name()
    for part in table.get_children():
        yield from (name for name in _read(part) if not _is_own(table, name, top=top))


def _is_own(table: symtable.SymbolTable, name: str, *, top: bool) -> bool:
    """Tell whether a name that an inner part takes for global belongs to this one."""
    if top or table.get_type() == "class":
        return False
    return name in table.get_identifiers() and table.lookup(name).is_local()


def _below(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for part in table.get_children():
        yield part
        yield from _below(part)


def _declared_global(table: symtable.SymbolTable) -> Iterator[str]:
    return (one.get_name() for one in table.get_symbols()
            if one.is_declared_global() and one.is_assigned())  # fmt: skip


def _is_made(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _targets(statement: ast.stmt) -> Iterator[str]:
    """Yield what a statement makes before it reads it."""
    match statement:
        case ast.For(target=target) | ast.AsyncFor(target=target):
            targets = [target]
        case ast.With(items=items) | ast.AsyncWith(items=items):
            targets = [one.optional_vars for one in items if one.optional_vars]
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
            return
        case _:
            return
    for target in targets:
        yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))


def _deleted(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del):
            yield node.id


def _may_make_class(statement: ast.stmt) -> bool:
    """Tell whether a call may give a class, as `namedtuple` does."""
    if not (isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call)):
        return False
    function = statement.value.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"namedtuple", "NamedTuple", "Enum", "IntEnum", "Flag", "make_dataclass", "type"}
