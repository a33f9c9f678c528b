"""Compare a notebook that was handed in with what the gradebook knows of it, and repair it.

nbgrader restores the text, the points and the type of a cell, but trusts the rest of what the
notebook says about itself. A test cell that calls itself ungraded, or carries the tag
`skip-execution`, would get away with it; a doubled cell, or one with another version of the
metadata, would stop the whole class. So every cell that the gradebook knows gets the metadata
that the instructor gave it, before nbgrader looks at it.

`LookForTampering` comes first of all steps. What it finds travels on in the notebook's metadata,
because nbgrader writes the notebook to a file and reads it again before the cells run.
"""

import ast
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Configurable

from unsigned_peace.grading.engine.course import Grader, folder_of
from unsigned_peace.grading.foreign.gradebook import Known, known_cells

KEY = "unsigned_peace_evidence"  # in the notebook's metadata and in nbconvert's resources
REMARKS = "grader_remarks"  # in the resources: a list to which any step may add sentences
RAISED = "grader_flags"  # in the resources as well: why a step has set formgrader's flag
IDS_SINCE = 5  # the minor version of the format of notebooks in which cells got ids
SKIP = "skip-execution"  # nbclient does not run a cell with this tag
SCHEMA = 3  # the version of nbgrader's metadata
FLAGS = ("grade", "solution", "task")
_MARKS = {"schema_version", "grade_id", "locked", "points", "checksum", "cell_type", *FLAGS}
_LETTERS = 10_000  # that comments and white space may add to a locked cell
ALL = "*"  # the marks of every test of the notebook are touched
Released = Callable[[Known], Iterable[str]]


def _oddities(submitted: Path) -> list[str]:
    """Name the links, pipes and devices in a submission: no student needs one.

    nbgrader would follow a symbolic link, and so hand the student whatever the grader may read.
    """
    found = []
    for parent, folders, names in os.walk(submitted):
        for name in sorted([*folders, *names]):
            path = Path(parent, name)
            if path.is_symlink():
                found.append(f"{path.relative_to(submitted)} is a symbolic link.")
            elif not (path.is_file() or path.is_dir()):
                found.append(f"{path.relative_to(submitted)} is no ordinary file.")
    if submitted.is_symlink() or submitted.parent.is_symlink():
        found.append("The folder of the submission is a symbolic link.")
    return found


class LookForTampering(NbGraderPreprocessor):
    """Compares a notebook with the gradebook, notes what was changed, and puts metadata right."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Give the notebook with its evidence."""
        nb.metadata.pop(KEY, None)  # a student has no say in it
        if not Grader(parent=self).flag_tampering:
            return nb, resources
        names = resources["nbgrader"]
        folder = folder_of(course_of(self), "submitted", names["assignment"], names["student"])
        evidence = dict.fromkeys(_oddities(folder), ALL)
        with Gradebook(names["db_url"]) as book:
            known = known_cells(book, names["notebook"], names["assignment"])
        evidence |= look(nb, known, *self._released(names))
        repair(nb, known)
        if evidence:
            nb.metadata[KEY] = evidence
        return nb, resources

    def _released(
        self, names: dict[str, str]
    ) -> tuple[Callable[[Known], Iterator[str]], Collection[str]]:
        """Say with which texts a locked cell can have gone out, and which cells were locked."""
        folder = folder_of(course_of(self), "release", names["assignment"])
        path = folder / f"{names['notebook']}.ipynb"
        texts, locks = _cells_in(path, path.stat().st_mtime_ns) if path.is_file() else ({}, ())

        def released(cell: Known) -> Iterator[str]:
            yield from texts.get(cell.name, ())
            yield cleared(self, cell.source)

        return released, locks


@lru_cache(maxsize=32)
def _cells_in(path: Path, changed: int) -> tuple[dict[str, list[str]], set[str]]:  # noqa: ARG001
    """Give the texts of the cells, and the names of those that say that they are locked.

    `changed` is there so that a notebook that was released anew is read anew.
    """
    texts: dict[str, list[str]] = {}
    locks = set()
    for cell in nbformat.read(path, as_version=4).cells:
        if name := grade_id(cell):
            texts.setdefault(name, []).append(cell.source)
            if cell.metadata["nbgrader"].get("locked"):
                locks.add(name)
    return texts, locks


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
        elif truth.points is not None and count == 0:  # nbgrader waits for ever, and says nothing
            found[f"The cell {name}, which a person marks, is missing."] = ""
        elif truth.locked and truth.cell_type == "code" and count == 0:
            found[f"The locked cell {name} is missing."] = ALL
        if count > 1 and (truth.points is not None or _matters(truth)):
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


def _matters(truth: Known) -> bool:
    """Tell whether the text of a locked cell has to do with marks: one to read only has not."""
    return truth.locked and (truth.cell_type == "code" or truth.points is not None)


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
    if _matters(truth) and not any(_says_the_same(cell.source, text) for text in released(truth)):
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


def course_of(step: NbGraderPreprocessor) -> CourseDirectory:
    """Return the class directory in which a step of autograding works."""
    return step.parent.parent.coursedir


def is_test(cell: NotebookNode) -> bool:
    """Tell whether a cell is marked by running it."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def cleared(parent: Configurable, source: str) -> str:
    r"""Take out of a cell what nbgrader takes out before it is released.

    >>> cleared(None, "a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS")
    'a'
    """
    cell = NotebookNode(source=source)
    ClearHiddenTests(parent=parent)._remove_hidden_test_region(cell)  # noqa: SLF001
    ClearMarkScheme(parent=parent)._remove_mark_scheme_region(cell)  # noqa: SLF001
    return cell.source


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
