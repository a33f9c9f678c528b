"""Read, without running it, which names a cell of the instructor's uses, and which it makes."""

import ast
import builtins
import dis
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from inspect import CO_NEWLOCALS
from itertools import chain
from types import CodeType

from IPython.core.inputtransformer2 import TransformerManager

BUILT_IN = frozenset(dir(builtins)) | {"get_ipython", "display", "__name__", "In", "Out"}
SURELY = (
    ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef,
    ast.ClassDef,
)  # fmt: skip
_LASTING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_AT_ONCE = ("<listcomp>", "<setcomp>", "<dictcomp>")  # of their own until Python 3.11
_PYTHONS_OWN = {
    "__annotations__", "__annotate__", "__conditional_annotations__", "__doc__", "__name__",
}  # fmt: skip
_MAKE_CLASSES = frozenset(
    ("namedtuple", "NamedTuple", "Enum", "IntEnum", "Flag", "make_dataclass", "type")
)
# What runs a text: harmless only if the text is the instructor's own.
_RUN_TEXT = frozenset(
    ("exec", "eval", "__import__", "query", "run_cell", "ev", "ex", "runsource", "timeit",
     "sympify", "parse_expr", "lambdify", "import_module", "get_type_hints", "sqldf", "ols",
     "dmatrix", "dmatrices", "from_formula", "runcode", "FunctionType")
)  # fmt: skip
# `map(eval, answers)`; and what a student's function is not to be given: `apply(getattr, thing)`
_BY_NAME = frozenset(
    ("exec", "eval", "__import__", "compile", "getattr", "setattr", "vars", "globals", "locals",
     "open")
)  # fmt: skip
# What instructions do with global names: anywhere, and outside of functions and classes.
_ANYWHERE = {
    "LOAD_NAME": "read", "LOAD_GLOBAL": "read", "LOAD_FROM_DICT_OR_GLOBALS": "read",
    "STORE_GLOBAL": "made", "DELETE_GLOBAL": "gone",
}  # fmt: skip
_AT_TOP = _ANYWHERE | {"STORE_NAME": "made", "DELETE_NAME": "gone"}
_RUN_MAGICS = ("run", "sx", "system", "sc", "bg", "macro", "loadpy")
_OF_PYTHON = ("capture", "time", "timeit", "prun")  # of a whole cell
_TO_SHOW = ("writefile", "html", "HTML", "latex", "markdown", "svg", "SVG", "javascript", "js")
# What runs, or takes for objects, what may stand in a file or in a documentation of a student's.
_RUN_FILES = frozenset(
    ("subprocess", "system", "getoutput", "popen", "runpy", "pickle", "read_pickle", "dill",
     "joblib", "cloudpickle", "shelve", "marshal", "torch", "yaml", "allow_pickle", "load_model",
     "read_hdf", "HDFStore", "exec_module", "load_module", "doctest", "jinja2", "numexpr", "duckdb",
     "eval_str", "extractall", "unpack_archive", "singledispatch", "singledispatchmethod",
     "beartype", "pydantic", "typeguard", "dictConfig", "fileConfig", "sympy", "ctypes", "pexpect",
     "create_subprocess_exec", "create_subprocess_shell", "posix_spawn", "posix_spawnp",
     *(f"{do}{how}" for do in ("exec", "spawn") for how in ("l", "le", "lp", "v", "ve", "vp")))
)  # fmt: skip
_FORMAT = ("format", "format_map")  # what stands in the braces of a student's text is looked up


@dataclass(frozen=True)
class Names:
    """What a cell does with global names.

    `uses` are read before the cell itself makes them, `makes` are left behind, `deletes` taken
    away. `inner` are those that its functions read when they are called. `texts` are names in
    quotes. `classes` are those among `makes` that may be classes. `tools` are those that are
    imported, each with the statement that does it, and "* x" for all that is in x. `runs` names
    what may run a text or a file of a student's; it is empty if nothing does. `helpers` are the
    functions, classes and modules among `makes`, each with what it reads and what it may run.
    `attributes` are mentioned, `counted` are those that methods set of their class.
    """

    uses: frozenset[str] = frozenset()
    makes: frozenset[str] = frozenset()
    deletes: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    tools: tuple[tuple[str, str], ...] = ()
    runs: str = ""
    helpers: tuple[tuple[str, frozenset[str], str], ...] = ()
    attributes: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    readable: bool = True

    @property
    def mentions(self) -> frozenset[str]:
        """All names with which the cell has to do."""
        return self.uses | self.makes | self.inner | self.texts


def parsed(source: str) -> ast.Module:
    """Read one cell as Python. Raises SyntaxError, ValueError and RecursionError.

    >>> ast.unparse(parsed("%time 1"))
    "get_ipython().run_line_magic('time', '1')"
    """
    return ast.parse(TransformerManager().transform_cell(source))


@lru_cache(maxsize=4096)
def names_in(source: str) -> Names:
    r"""Read one cell; magics are understood as IPython does. What is no Python is not readable.

    >>> found = names_in("total = add(values)\nassert total == 6")
    >>> sorted(found.uses), sorted(found.makes)
    (['add', 'values'], ['total'])
    >>> names_in("assert eval(formula) == 7").runs, names_in("rows.query('year > 1951')").runs
    ('eval', '')
    >>> names_in("def f(:").readable
    False
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd escapes in strings are not our business
        try:
            return _names(parsed(source))
        except (SyntaxError, ValueError, RecursionError):
            return Names(readable=False)


def reached(names: frozenset[str], inner: Mapping[str, frozenset[str]]) -> set[str]:
    """Add to names what is read by the functions that may lie behind them.

    >>> sorted(reached(frozenset(["f"]), {"f": frozenset(["g"]), "g": frozenset(["rate"])}))
    ['f', 'g', 'rate']
    """
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += inner.get(one, ())
    return found


def _names(tree: ast.Module) -> Names:
    uses: set[str] = set()
    sure: set[str] = set()  # made for certain by an earlier statement
    all_: dict[str, set[str]] = defaultdict(set)
    tools: dict[str, str] = {}
    classes: set[str] = set()
    helpers: list[tuple[str, frozenset[str], str]] = []
    for statement in chain.from_iterable(map(_one_by_one, tree.body)):
        module = ast.Module([statement], [])
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        found: dict[str, set[str]] = defaultdict(set)
        for what, name in _accesses(
            compile(module, "cell", "exec", flags, dont_inherit=True, optimize=0)
        ):
            found[what].add(name)
        # Python itself takes away the name of an error that was caught.
        caught = {one.name for one in ast.walk(statement) if isinstance(one, ast.ExceptHandler)}
        made, gone = found["made"], found["gone"] - caught
        uses |= (found["read"] | gone) - sure - set(_made_first(statement))
        if isinstance(statement, SURELY):
            sure |= made
        if isinstance(statement, ast.ClassDef) or _may_make_class(statement):
            classes |= made
        tools = {name: one for name, one in tools.items() if name not in made}
        if isinstance(statement, ast.Import | ast.ImportFrom):
            star = f"* {statement.module}" if statement.names[0].name == "*" else ""
            tools |= dict.fromkeys(made | {star} - {""}, ast.unparse(statement))
        if isinstance(statement, _LASTING) or _is_another_name(statement):
            reads, how = frozenset(found["read"]), _what_runs(statement)
            named = {getattr(statement, "name", "")} & made or made
            helpers += [(name, reads, how) for name in named]
        all_["made"] |= made
        all_["gone"] |= gone
        all_["inner"] |= found["inner"]
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return Names(
        uses=frozenset(uses),
        makes=frozenset(all_["made"] - all_["gone"]),
        deletes=frozenset(all_["gone"]),
        inner=frozenset(all_["inner"]),
        texts=frozenset(one for one in constants if isinstance(one, str) and one.isidentifier()),
        classes=frozenset(classes),
        tools=tuple(tools.items()),
        runs=_what_runs(tree),
        helpers=tuple(helpers),
        attributes=frozenset(one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)),
        counted=frozenset(_counted(tree)),
    )


def _accesses(code: CodeType, what: Mapping[str, str] = _AT_TOP) -> Iterator[tuple[str, str]]:
    """Yield the global names that code, and the functions and classes in it, deal with.

    They are 'read', 'made' or 'gone'; 'inner' are those that a function reads.
    """
    steps = [*dis.get_instructions(code)]
    body = {one.argval for one in steps if one.opname == "STORE_NAME" and what is _ANYWHERE}
    called = code.co_flags & CO_NEWLOCALS and code.co_name not in _AT_ONCE
    for step in steps:
        kind, name = what.get(step.opname), step.argval
        if kind and name not in body and name not in _PYTHONS_OWN:
            yield kind, name
            if kind == "read" and called:
                yield "inner", name
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _accesses(part, _ANYWHERE)


def _one_by_one(statement: ast.stmt) -> list[ast.stmt]:
    """Take an import of several names apart: what one of them may run, the others may not."""
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        return [statement]
    return [type(statement)(**{**vars(statement), "names": [one]}) for one in statement.names]


def _counted(tree: ast.Module) -> Iterator[str]:
    """Yield the attributes of classes that their own methods set, as a count of calls."""
    for kind in (one for one in ast.walk(tree) if isinstance(one, ast.ClassDef)):
        whole = {kind.name, "cls", "type(self)", "self.__class__"}
        for node in ast.walk(kind):
            match node:
                case ast.Attribute(value=owner, attr=name, ctx=ast.Store()):
                    if ast.unparse(owner) in whole:
                        yield name


def _made_first(statement: ast.stmt) -> Iterator[str]:
    """Yield what a statement makes before it reads it."""
    match statement:
        case ast.For(target=target) | ast.AsyncFor(target=target):
            targets = [target]
        case ast.With(items=items) | ast.AsyncWith(items=items):
            targets = [one.optional_vars for one in items if one.optional_vars]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            targets = [ast.Name(name)]
        case _:
            targets = []
    for target in targets:
        yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))


def _may_make_class(statement: ast.stmt) -> bool:
    """Tell whether a call may give a class, as `namedtuple` does."""
    match statement:
        case ast.Assign(value=ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name))):
            return name in _MAKE_CLASSES
    return False


def _magic_that_runs(call: str, arguments: list[ast.expr]) -> str:
    """Name a magic that runs more than Python in this process; of a whole cell, all but a few."""
    match [call, *(getattr(one, "value", "") for one in arguments)]:
        case ["run_line_magic", name, *_]:
            return f"%{name}" * (name in _RUN_MAGICS)
        case ["run_cell_magic", name, *_, body] if name not in _TO_SHOW:
            return names_in(str(body)).runs if name in _OF_PYTHON else f"%%{name}"
    return ""


def _is_another_name(statement: ast.stmt) -> bool:
    """Tell whether something that can be called gets a name."""
    return isinstance(statement, ast.Assign) and isinstance(
        statement.value, ast.Lambda | ast.Name | ast.Attribute
    )


def _what_runs(tree: ast.AST) -> str:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    ways = (_way_of(node, called=id(node) in called) for node in ast.walk(tree))
    return next(filter(None, ways), "")


def _way_of(node: ast.AST, *, called: bool) -> str:
    """Name what may run a text or a file here; `called` are names and attributes in a call."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            first = node.args[:1] or [one.value for one in node.keywords]
            fixed = all(isinstance(one, ast.Constant | ast.Lambda) for one in first)
            owner = getattr(node.func, "value", None)
            formats = name in _FORMAT and not isinstance(owner, ast.Constant | ast.JoinedStr)
            text = name in _RUN_TEXT or getattr(owner, "id", "") == "smf"  # formulas of statsmodels
            runs = name in _RUN_FILES or (text and not fixed) or formats
            return name if runs else _magic_that_runs(name, node.args)
        case ast.Attribute(attr=name) if not called:
            return name if name in _RUN_TEXT | _RUN_FILES else ""
        case (
            ast.Name(id=name)
            | ast.keyword(arg=name)
            | ast.alias(name=name)
            | ast.ImportFrom(module=name)
        ):
            by_name = name in _BY_NAME and not called
            return name if by_name or (name or "").partition(".")[0] in _RUN_FILES else ""
    return ""
