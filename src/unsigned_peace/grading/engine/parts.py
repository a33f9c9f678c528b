"""Say of each cell what it is, and what its test must never let pass."""

import ast
import secrets
from collections.abc import Iterator

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution

from unsigned_peace.grading.sandbox.player import Part

_CHECKS = ("assert", "expect")  # beginnings of the names of functions that raise when in doubt


def role_of(cell: NotebookNode) -> str:
    """Give a code cell's role: test, locked or student."""
    if is_grade(cell) and not is_solution(cell):
        return "test"
    return "locked" if is_locked(cell) else "student"


def parts_of(notebook: NotebookNode) -> dict[int, Part]:
    """Describe the code cells of a notebook whose locked cells have been restored."""
    parts = {}
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            role = role_of(cell)
            tree = parsed(cell.source) if role == "test" else ast.Module([], [])
            names = sorted({one.id for one in ast.walk(tree) if isinstance(one, ast.Name)})
            parts[index] = Part(role, tuple(names), tuple(canaries(tree)))
    return parts


def parsed(source: str) -> ast.Module:
    """Parse a cell; one with magics, or with mistakes, comes back empty."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def canaries(tree: ast.Module) -> Iterator[str]:
    """Yield, for each test that compares with a constant, the same test with another constant.

    What is equal to the one cannot be equal to the other: so each has to fail, unless somebody
    has taken the test's teeth, or hands in something that is equal to anything.

    >>> strict, = canaries(ast.parse("assert total == 20, 'wrong'"))
    >>> strict.startswith("assert total == 1"), strict.endswith("'wrong'")
    (True, True)
    >>> list(canaries(ast.parse("shown = total == 20")))
    []
    """
    for statement in tree.body:
        if isinstance(statement, ast.Assert):
            places = [statement.test]
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            places = _arguments(statement.value)
        else:
            continue
        for place in places:
            if constant := _constant_in(place):
                true = constant.value
                constant.value = _other(true)
                yield ast.unparse(statement)
                constant.value = true
                break


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


def _other(value: float | str) -> float | str:
    """Give a value that is like this one and, surely, not equal to it."""
    if isinstance(value, str):
        return value + secrets.token_hex(4)
    return value + 1_000_003 + secrets.randbelow(1_000_000)
