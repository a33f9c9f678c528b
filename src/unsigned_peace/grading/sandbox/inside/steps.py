"""Know that a test has run to its end.

A test that fails says so by an exception. Code that is called by the test could make the shell
forget the exception, or leave out the rest of the test, and put everything back before anybody
looks. So each statement of a test reports when it is done, with a number that nobody can know.
"""

import ast
import secrets
import sys
from collections.abc import Callable, Generator, Sequence

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's


class Steps:
    """The statements of one test.

    >>> steps, names = Steps(), {}
    >>> tree = steps.into(ast.parse("x = 1; assert x == 1; x + 1"), names)
    >>> exec(compile(tree, "<test>", "exec"), names)
    >>> steps.done()
    True
    """

    def __init__(self) -> None:
        """Begin; without a test nothing is done."""
        self._ask: Callable[[], bool] = bool

    def into(self, tree: ast.Module, names: dict[str, object]) -> ast.Module:
        """Put the reports into the code of a test, which runs in the namespace `names`."""
        numbers = [secrets.randbits(60) for _ in range(len(tree.body) + 1)]
        count = _counting(numbers)
        next(count)
        name = f"_{secrets.token_hex(8)}"
        names[name] = count.send
        body: list[ast.stmt] = []
        for number, statement in zip(numbers, tree.body, strict=False):
            last = statement is tree.body[-1]
            if last and isinstance(statement, ast.Expr):  # what it gives may be shown
                statement.value = _report(name, number, statement.value)
                body.append(statement)
            else:
                nothing = ast.copy_location(ast.Constant(None), statement)
                report = _report(name, number, nothing)
                body += [statement, ast.copy_location(ast.Expr(report), statement)]
        tree.body = body

        def ask() -> bool:
            names.pop(name, None)
            return count.send((numbers[-1], None)) is True

        self._ask = ask
        return tree

    def done(self) -> bool:
        """Tell whether every statement was done, and clean up. To ask twice is no use."""
        ask, self._ask = self._ask, bool
        return ask()


def _report(name: str, number: int, value: ast.expr) -> ast.expr:
    """Write the call that reports a step and gives the value."""
    parts = ast.Tuple([ast.Constant(number), value], ast.Load())
    call = ast.Call(ast.Name(name, ast.Load()), [parts], [])
    for node in (parts.elts[0], parts, call.func, call):
        ast.copy_location(node, value)
    return call


def _counting(numbers: Sequence[int]) -> Generator[object, tuple[int, object], None]:
    """Count the steps in their order; the last number asks whether all are done.

    All of it is in local variables of a generator, and Python tells who looks at those.
    """
    value: object = None
    left = list(numbers)
    while True:
        number, value = yield value
        if number == numbers[-1]:
            value = left == [number]
        elif left and left[0] == number:
            del left[0]
        else:
            left = []
