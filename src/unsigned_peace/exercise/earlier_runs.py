"""Names whose cell stopped with an error: their values, if any, are those of an earlier run.

A student mends an answer, makes a slip, and the cell fails in red. The name still has the value of
the run before, and a check below would call it well formed. So the checks ask here first. Only
where somebody works in a notebook: where one is graded or tested, every cell runs once.
"""

import ast
import os
import re
from typing import Any

from IPython import get_ipython

_SETS = re.compile(r"^\s*(?:def\s+)?(\w+)\s*(?:=(?!=)|\()", re.MULTILINE)
_not_finished: set[str] = set()


def not_finished() -> frozenset[str]:
    """Return the names whose cell failed when it was run last."""
    return frozenset(_not_finished)


def watch(shell: Any) -> None:  # noqa: ANN401 - any of IPython's shells
    """Remember from now on which cells of a shell of IPython fail."""
    shell.events.register("post_run_cell", _after)


def set_in(source: str) -> set[str]:
    """Return the names that a cell sets, as far as one can see in a cell that is no Python.

    >>> sorted(set_in("a = 1; b, c = 2, 3")), sorted(set_in("african = (4"))
    (['a', 'b', 'c'], ['african'])
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return set(_SETS.findall(source))
    return {
        node.id if isinstance(node, ast.Name) else node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    }


def _after(result: Any) -> None:  # noqa: ANN401 - IPython's ExecutionResult
    names = set_in(result.info.raw_cell or "")
    if result.success:
        _not_finished.difference_update(names)
    else:
        _not_finished.update(names)


if "JPY_SESSION_NAME" in os.environ and get_ipython() is not None:
    watch(get_ipython())
