"""Compare a notebook that was handed in with what the gradebook knows of it, and repair it.

nbgrader restores the text, the points and the type of a cell, but trusts the rest of what the
notebook says about itself. A test cell that calls itself ungraded, or carries the tag
`skip-execution`, would get away with it; a doubled cell, or one with another version of the
metadata, would stop the whole class. So every cell that the gradebook knows gets the metadata
that the instructor gave it, before nbgrader looks at it.
"""

import ast
from collections.abc import Callable, Collection, Iterable, Mapping

from nbformat import NotebookNode

from unsigned_peace.grading.foreign.gradebook import Known

SKIP = "skip-execution"  # nbclient does not run a cell with this tag
SCHEMA = 3  # the version of nbgrader's metadata
FLAGS = ("grade", "solution", "task")
_MARKS = {"schema_version", "grade_id", "locked", "points", "checksum", "cell_type", *FLAGS}
_LETTERS = 10_000  # that comments and white space may add to a locked cell
ALL = "*"  # the marks of every test of the notebook are touched
Released = Callable[[Known], Iterable[str]]


def look(
    notebook: NotebookNode,
    known: Mapping[str, Known],
    released: Released,
    locks: Collection[str] = (),
) -> dict[str, str]:
    """List what was changed that students are not to change: each text with what it touches.

    That is the nbgrader id of a test, ALL for the marks of every test, or "" for none. `released`
    gives the texts with which a locked cell may have gone out to students; `locks` are the names of
    cells that said of themselves that they were locked.
    """
    found = {}
    names = [name for cell in notebook.cells if (name := grade_id(cell)) in known]
    for name, truth in known.items():
        count = names.count(name)
        if truth.is_test and count == 0:
            found[f"The test cell {name} is missing: it scores 0."] = ""
        elif truth.locked and truth.cell_type == "code" and count == 0:
            found[f"The locked cell {name} is missing."] = ALL
        if count > 1 and (truth.is_test or truth.locked):
            found[f"The cell {name} is there {count} times."] = name
    for cell in notebook.cells:
        if truth := known.get(grade_id(cell)):
            # Tests rely on locked code.
            support = truth.locked and truth.cell_type == "code" and not truth.is_test
            touched = ALL if support else truth.name
            for what in _changes(cell, truth, released):
                found[f"The cell {truth.name}: {what}."] = touched
            if truth.name in locks and not cell.metadata["nbgrader"].get("locked"):
                found[f"The cell {truth.name} was unlocked."] = touched
    return found


def _changes(cell: NotebookNode, truth: Known, released: Released) -> Iterable[str]:
    marks = cell.metadata["nbgrader"]
    if cell.cell_type != truth.cell_type:
        yield f"its type was changed from {truth.cell_type} to {cell.cell_type}"
    if truth.points is not None and _points(marks) != truth.points:
        yield f"its points were changed from {truth.points:g} to {marks.get('points')}"
    for flag in FLAGS:
        if bool(marks.get(flag, False)) != getattr(truth, flag):
            yield f"its mark '{flag}' was changed"
    if SKIP in _tags(cell) and (truth.locked or truth.is_test):
        yield f"it was given the tag '{SKIP}', so that it would not run"
    if truth.locked and not any(_says_the_same(cell.source, text) for text in released(truth)):
        kind = "the test" if truth.is_test else "the locked text"
        yield f"{kind} was changed (the original was put back)"


def repair(notebook: NotebookNode, known: Mapping[str, Known]) -> None:
    """Give the cells the metadata that they should have; `notebook` is changed in place.

    Of a doubled cell the last one stays what it is, as with nbgrader; the others, and cells that
    the assignment does not have, lose their marks and become ordinary cells.
    """
    seen = set()
    for cell in reversed(notebook.cells):
        name = grade_id(cell)
        truth = known.get(name)
        if truth is None or name in seen:
            if not _is_inert(cell):
                cell.metadata.pop("nbgrader", None)
            continue
        seen.add(name)
        _set_type(cell, truth.cell_type)
        _mend(cell.metadata["nbgrader"], truth)
        if SKIP in _tags(cell) and (truth.locked or truth.is_test):
            cell.metadata["tags"] = [tag for tag in _tags(cell) if tag != SKIP]


def _mend(marks: dict[str, object], truth: Known) -> None:
    """Put right what nbgrader reads in the metadata of a cell; what is sound stays as it is."""
    for key in set(marks) - _MARKS:
        del marks[key]
    if not isinstance(marks.get("cell_type", ""), str):
        marks["cell_type"] = truth.cell_type
    for flag in FLAGS:
        if marks.get(flag, False) is not getattr(truth, flag):
            marks[flag] = getattr(truth, flag)
    marks["schema_version"] = SCHEMA
    if truth.points is not None and _points(marks) != truth.points:
        marks["points"] = truth.points


def _is_inert(cell: NotebookNode) -> bool:
    """Tell whether a cell has metadata that ask for nothing, as nbgrader gives to some cells."""
    marks = cell.metadata.get("nbgrader")
    if not isinstance(marks, dict):
        return False
    asks = any(marks.get(flag) for flag in (*FLAGS, "locked"))
    known = _MARKS.issuperset(marks) and isinstance(marks.get("grade_id", ""), str)
    return known and not asks and marks.get("schema_version") == SCHEMA and len(marks) > 1


def _set_type(cell: NotebookNode, kind: str) -> None:
    if cell.cell_type == kind:
        return
    cell["cell_type"] = kind
    if kind == "code":
        cell["outputs"], cell["execution_count"] = [], None
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def grade_id(cell: NotebookNode) -> str:
    """Give the nbgrader id of a cell, or ""; a student may have written anything there."""
    marks = cell.metadata.get("nbgrader")
    name = marks.get("grade_id", "") if isinstance(marks, dict) else ""
    return name if isinstance(name, str) else ""


def _tags(cell: NotebookNode) -> list[str]:
    tags = cell.metadata.get("tags", [])
    return tags if isinstance(tags, list) else []


def _points(marks: Mapping[str, object]) -> float | None:
    try:
        return float(marks.get("points"))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _says_the_same(one: str, other: str) -> bool:
    """Compare texts or code; an editor or a formatter may have gone over one of them.

    What is far longer than what was released is not parsed: that would take minutes and gigabytes.

    >>> _says_the_same("a = 'b'", 'a  =  "b"  # mine'), _says_the_same("a = 1", "a = 2")
    (True, False)
    """
    if _plain(one) == _plain(other):
        return True
    if len(one) > 4 * len(other) + _LETTERS:
        return False
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _plain(text: str) -> str:
    """Give a text without the white space that editors add and take away."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
