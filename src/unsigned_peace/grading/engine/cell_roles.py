"""Say of each cell what it is, and what its test must never let pass."""

import ast
import secrets
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePath

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution

from unsigned_peace.grading.sandbox.last_check import SEEN, Part

_CHECKS = ("assert", "expect")  # beginnings of the names of functions that raise when in doubt


def role_of(cell: NotebookNode) -> str:
    """Give a code cell's role: test, locked or student."""
    if is_grade(cell) and not is_solution(cell):
        return "test"
    return "locked" if is_locked(cell) else "student"


def parts_of(notebook: NotebookNode, given: Iterable[str] = ()) -> dict[int, Part]:
    """Describe the code cells of a notebook whose locked cells have been restored.

    `given` are the names of the instructor's files. What tests can do with one begins with its
    name, or that of the module in it, in an instructor's cell; and a module may read any of them.
    """
    given = tuple(given)
    text = "\n".join(one.source for one in notebook.cells if role_of(one) != "student")
    modules = any(_is_used(name, text) for name in given if name.endswith(".py"))
    used = tuple(name for name in given if modules or _is_used(name, text))
    students = Part(given=used)
    return {
        index: students if (role := role_of(cell)) == "student" else _part(role, cell.source, used)
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
    }


@lru_cache(maxsize=1024)  # the locked cells of a class are all the same
def _part(role: str, source: str, given: tuple[str, ...]) -> Part:
    tree = parsed(source)
    taught = tuple(sorted(set(_names(tree))))
    if role == "locked":
        return Part(role, tuple(_imported(tree)), taught=taught, given=given)
    return Part(
        role,
        names=tuple(sorted({one.id for one in ast.walk(tree) if isinstance(one, ast.Name)})),
        canaries=tuple(canaries_of(tree)),
        looks=tuple(looks_of(tree)),
        taught=taught,
        text=TransformerManager().transform_cell(source),  # as IPython runs it
        given=given,
    )


def _is_used(name: str, text: str) -> bool:
    """Tell whether a file is named, or the module in it.

    >>> _is_used("data/votes.csv", "open('data/votes.csv')"), _is_used("helpers.py", "1 + 1")
    (True, False)
    """
    path = PurePath(name)
    return path.name in text or (path.suffix == ".py" and path.stem in text)


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.ClassDef(name=name):
                yield name


def parsed(source: str) -> ast.Module:
    """Parse a cell; one with magics, or with mistakes, comes back empty."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def canaries_of(tree: ast.Module) -> Iterator[str]:
    """Yield, for each test that compares with a constant, the same test with another constant.

    What is equal to the one cannot be equal to the other: so each has to fail, unless somebody
    has taken the test's teeth, or hands in something that is equal to anything. Where two answers
    are compared by a function, the second becomes a text that nobody can know.

    >>> near, strict = canaries_of(ast.parse("assert total == 20, 'wrong'"))
    >>> strict.startswith("assert _seen_by_the_grader(total) == 1"), strict.endswith("'wrong'")
    (True, True)
    >>> near.startswith("assert 20 == _seen_by_the_grader(total) == 2")
    True
    >>> list(canaries_of(ast.parse("shown = total == 20")))
    []
    """
    for statement in tree.body:
        if isinstance(statement, ast.Assert):
            places = [statement.test]
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            places = _arguments(statement.value)
        else:
            continue
        found = [constant for place in places if (constant := _constant_in(place))]
        if found:
            if isinstance(statement, ast.Assert):
                yield from _both(statement, found[0])
            true, found[0].value = found[0].value, _other(found[0].value)
            yield _seen(statement)
            found[0].value = true
        elif isinstance(statement, ast.Expr) and places and _compares(statement.value):
            arguments = statement.value.args
            true, arguments[1] = arguments[1], ast.Constant(_unlike(arguments[1]))
            yield _seen(statement)
            arguments[1] = true


def looks_of(tree: ast.Module) -> Iterator[str]:
    """Yield the statements of a test that look at answers, but for plain assignments.

    >>> list(looks_of(ast.parse("y = f(2); assert x < y")))
    ['assert _seen_by_the_grader(x) < _seen_by_the_grader(y)']
    """
    for statement in tree.body:
        asks = any(isinstance(node, (ast.Assert, ast.Compare)) for node in ast.walk(statement))
        if asks or isinstance(statement, _STEPS):
            yield _seen(statement)


_STEPS = (ast.Expr, ast.For, ast.If, ast.Try, ast.While, ast.With)


class _Seen(ast.NodeTransformer):
    """Makes of each operand and argument an argument of the function `SEEN`."""

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        node.left, node.comparators = _wrap(node.left), [_wrap(one) for one in node.comparators]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        node.left, node.right = _wrap(node.left), _wrap(node.right)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        node.args = [_wrap(one) for one in node.args]
        return node


def _wrap(node: ast.expr) -> ast.expr:
    if isinstance(node, (ast.Constant, ast.Starred)):
        return node
    return ast.Call(ast.Name(SEEN, ast.Load()), [node], [])


def _seen(statement: ast.stmt) -> str:
    return ast.unparse(_Seen().visit(ast.parse(ast.unparse(statement)).body[0]))


def _compares(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return len(call.args) > 1 and any(word in name.lower() for word in ("equal", "close"))


def _arguments(call: ast.Call) -> list[ast.expr]:
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if not name.lower().startswith(_CHECKS):
        return []
    if "equal" in name.lower() and len(call.args) > 1:
        return [ast.Compare(call.args[0], [ast.Eq()], [call.args[1]])]
    return call.args


def _constant_in(test: ast.expr) -> ast.Constant | None:
    """Find a number or text without which the test cannot be true."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return next((found for one in test.values if (found := _constant_in(one))), None)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
        for side in (test.comparators[0], test.left):
            for one in side.elts if isinstance(side, (ast.Tuple, ast.List, ast.Set)) else [side]:
                value = one.value if isinstance(one, ast.Constant) else None
                if isinstance(value, (int, float, str)) and not isinstance(value, bool):
                    return one
    return None


def _both(test: ast.Assert, constant: ast.Constant) -> Iterator[str]:
    """Yield a test that its answer is equal both to the constant and to one that is near it."""
    sides = [test.test.left, *test.test.comparators] if isinstance(test.test, ast.Compare) else []
    answers = [one for one in sides if one is not constant]
    if len(answers) < len(sides):
        near = ast.Constant(_near(constant.value))
        both = ast.Compare(constant, [ast.Eq(), ast.Eq()], [*answers, near])
        yield _seen(ast.Assert(both, test.msg))


def _unlike(node: ast.expr) -> float | str:
    """Give something that is not equal to what stands here."""
    number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    return _other(node.value) if number else secrets.token_hex(8)


def _other(value: float | str) -> float | str:
    """Give a value that is like this one and, surely, not equal to it."""
    if isinstance(value, str):
        return value + secrets.token_hex(4)
    return value + 1_000_003 + secrets.randbelow(1_000_000)


def _near(value: float | str) -> float | str:
    """Give a value as a wrong answer would be.

    >>> _near(20) in range(22, 30), _near("Japan")[:-1]
    (True, 'Japan')
    """
    if isinstance(value, str):
        return value + secrets.choice(string.ascii_lowercase)
    return value + 2 + secrets.randbelow(8)
