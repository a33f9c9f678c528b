"""What speaks against a notebook, and against the outputs of its tests.

A flagged test has no automatic mark. nbgrader then counts 0 for it and shows it, in formgrader,
among those that need a person.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

from nbformat import NotebookNode

from unsigned_peace.grading.engine.parts import parsed, role_of
from unsigned_peace.grading.engine.structure import ALL


@dataclass
class Verdict:
    """What speaks against a notebook: each text with the test whose marks it touches.

    >>> verdict = Verdict()
    >>> verdict.add("The test t1 was changed.", "t1")
    >>> verdict.touches("t1"), verdict.touches("t2")
    (True, False)
    """

    evidence: dict[str, str] = field(default_factory=dict)  # text: nbgrader id, ALL or ""

    def add(self, text: str, touched: str = ALL) -> None:
        """Add a piece of evidence."""
        self.evidence.setdefault(text, touched)

    def touches(self, grade_id: str) -> bool:
        """Tell whether the mark of this test is withheld."""
        return any(touched in {ALL, grade_id} for touched in self.evidence.values())


def tests_of(notebook: NotebookNode) -> Iterable[NotebookNode]:
    """Give the cells that are marked by running them."""
    return (cell for cell in notebook.cells if cell.cell_type == "code" and role_of(cell) == "test")


def disarm(cell: NotebookNode) -> str:
    """Tell what a test shows that it cannot have given, or ""; and make it harmless.

    nbgrader takes the first result of a test as its mark, and gives up on one that is too high.
    So all results of such a test become ordinary output.
    """
    forged = forged_outputs(cell) or _too_much(cell)
    if forged:
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.output_type = "display_data"
                output.pop("execution_count", None)
    return forged


def forged_outputs(cell: NotebookNode) -> str:
    """Tell how the outputs of a test differ from what its code can show, or give "".

    nbgrader takes the first result as the mark, so an additional one would be a mark of one's own.

    >>> from nbformat.v4 import new_code_cell, new_output
    >>> five = new_output("execute_result", {"text/plain": "5"})
    >>> forged_outputs(new_code_cell("assert mark(x) == 3", outputs=[five]))
    'shows a result that its code does not give'
    >>> forged_outputs(new_code_cell("mark(x)", outputs=[five]))
    ''
    """
    kinds = [output.output_type for output in cell.outputs]
    results = kinds.count("execute_result")
    if not results:
        return ""
    body = parsed(cell.source).body
    gives = bool(body) and isinstance(body[-1], ast.Expr) and not _silent(cell.source)
    if body and not gives:
        return "shows a result that its code does not give"
    if results > 1 and body and sum(isinstance(one, ast.Expr) for one in body) < results:
        return "shows more results than its code gives"
    if "error" in kinds:
        return "shows a result, though it failed"
    return ""


def _silent(source: str) -> bool:
    return source.rstrip().endswith(";")


def _too_much(cell: NotebookNode) -> str:
    """Tell whether a test shows more points than it has: nbgrader stops at such a one."""
    for output in cell.outputs:
        if output.output_type == "execute_result":
            try:
                shown = float(output["data"]["text/plain"])
            except (KeyError, TypeError, ValueError):
                return ""
            if shown > float(cell.metadata.nbgrader["points"]):
                return "shows more points than it has"
            return ""
    return ""
