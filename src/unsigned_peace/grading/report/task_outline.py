"""What notebooks say about tasks: the instructor's of their order, a student's of the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import compute_checksum, is_grade, is_solution, is_task

MOST = 200  # letters of an error message


@dataclass(frozen=True)
class CellPlace:
    """Where a graded cell stands: below which heading, and which cells it is the answer of."""

    heading: str
    solutions: tuple[str, ...]


@dataclass(frozen=True)
class NotebookLook:
    """What an autograded notebook shows: the solution cells that were changed, and the errors."""

    changed: frozenset[str]
    errors: Mapping[str, str]


def read(path: Path) -> NotebookNode | None:
    """Read a notebook; None if there is none, or none that can be read."""
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError):
        return None


def outline(notebook: NotebookNode) -> dict[str, CellPlace]:
    """Find the graded cells of an instructor's notebook, in order.

    A test belongs to the solution cells before it, back to the last heading or the last test.

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> def cell(id_, **marks):
    ...     return new_code_cell("", metadata={"nbgrader": {"grade_id": id_, **marks}})
    >>> outline(new_notebook(cells=[
    ...     new_markdown_cell("## Task 1"), cell("s", solution=True), cell("t", grade=True)
    ... ]))
    {'t': CellPlace(heading='Task 1', solutions=('s',))}
    """
    found: dict[str, CellPlace] = {}
    heading, solutions, tested = "", [], False
    for cell in notebook.cells:
        title = _heading(cell)
        if title:
            heading, solutions, tested = title, [], False
        if is_task(cell) or (is_grade(cell) and is_solution(cell)):
            own = (cell.metadata.nbgrader.grade_id,) if is_solution(cell) else ()
            found[cell.metadata.nbgrader.grade_id] = CellPlace(heading, own)
        elif is_solution(cell):
            if tested:
                solutions, tested = [], False
            solutions.append(cell.metadata.nbgrader.grade_id)
        elif is_grade(cell):
            found[cell.metadata.nbgrader.grade_id] = CellPlace(heading, tuple(solutions))
            tested = True
    return found


def _heading(cell: NotebookNode) -> str:
    """Return the heading that a text begins with. `### BEGIN SOLUTION` is none."""
    text = cell.source.lstrip()
    graded = is_solution(cell) or is_grade(cell) or is_task(cell)
    if graded or cell.cell_type != "markdown" or not text.startswith("#"):
        return ""
    return text.splitlines()[0].lstrip("#").strip()


def look(notebook: NotebookNode) -> NotebookLook:
    """See what a student has done in an autograded notebook.

    nbgrader keeps in each solution cell the checksum of what was handed out.
    """
    changed, errors = set(), {}
    for cell in notebook.cells:
        mark = cell.metadata.get("nbgrader", {})
        if is_solution(cell) and mark.get("checksum") != compute_checksum(cell):
            changed.add(mark["grade_id"])
        if is_grade(cell) and (said := error_line(cell.get("outputs", []))):
            errors[mark["grade_id"]] = said
    return NotebookLook(frozenset(changed), errors)


def error_line(outputs: Iterable[NotebookNode]) -> str:
    """Return the first line of the first error in the outputs of a cell; empty if there is none.

    >>> from nbformat.v4 import new_output
    >>> error_line([new_output("error", ename="AssertionError", evalue="x is 2")])
    'AssertionError: x is 2'
    """
    for output in outputs:
        if output.output_type == "error":
            value = " ".join((output.get("evalue") or "").strip().splitlines()[:1])
            return ": ".join(filter(None, (output.get("ename", ""), value)))[:MOST]
    return ""
