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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.preprocessors.overwritecells import OverwriteCells
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Configurable

from unsigned_peace.grading.engine.course import Grader, folder_of
from unsigned_peace.grading.foreign.gradebook import Known, known_cells

KEY = "unsigned_peace_evidence"  # in the notebook's metadata and in nbconvert's resources
REMARKS = "grader_remarks"  # in the resources: a list to which any step may add sentences
RAISED = "grader_flags"  # in the resources as well: why a step has set formgrader's flag
IDS_SINCE = 5  # the minor version of the format of notebooks in which cells got ids
LOCKED = "locked"
SKIP = "skip-execution"  # nbclient does not run a cell with this tag
SCHEMA = 3  # the version of nbgrader's metadata
FLAGS = ("grade", "solution", "task")
_MARKS = {"schema_version", "grade_id", "locked", "points", "checksum", "cell_type", *FLAGS}
_LETTERS = 10_000  # that comments and white space may add to a locked cell
ALL = "*"  # the marks of every test of the notebook are touched
NOTED = "?"  # none is, and nothing speaks against the student: a line of the report
_WRITTEN_INTO = (
    "The cell {} was written into. The graded notebook has your text again: "
    "read the answer in the notebook that was handed in."
)
Both = tuple[NotebookNode, ResourcesDict]  # what goes from step to step
Released = Callable[[Known], Iterable[str]]


def _oddities(submitted: Path) -> list[str]:
    """Name the links, pipes and devices in a submission: no student needs one.

    nbgrader would follow a symbolic link, and so hand the student whatever the grader may read.
    """
    found = []
    for path in sorted(submitted.rglob("*")):
        if path.is_symlink():
            found.append(f"{path.relative_to(submitted)} is a symbolic link.")
        elif not (path.is_file() or path.is_dir()):
            found.append(f"{path.relative_to(submitted)} is no ordinary file.")
    if submitted.is_symlink() or submitted.parent.is_symlink():
        found.append("The folder of the submission is a symbolic link.")
    return found


class LookForTampering(NbGraderPreprocessor):
    """Compares a notebook with the gradebook, notes what was changed, and puts metadata right."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> Both:
        """Give the notebook with its evidence."""
        nb.metadata.pop(KEY, None)  # a student has no say in it
        if not Grader(parent=self).flag_tampering:
            return nb, resources
        names = resources["nbgrader"]
        course, assignment = course_of(self), names["assignment"]
        evidence = dict.fromkeys(
            _oddities(folder_of(course, "submitted", assignment, names["student"])), ALL
        )
        with Gradebook(names["db_url"]) as book:
            known = known_cells(book, names["notebook"], assignment)
        path = folder_of(course, "release", assignment) / f"{names['notebook']}.ipynb"
        texts, marked = _cells_in(path, path.stat().st_mtime_ns) if path.is_file() else ({}, {})

        def released(cell: Known) -> Iterator[str]:
            yield from texts.get(cell.name, ())
            yield cleared(self, cell.source)  # last: it takes its time

        puts_back = OverwriteCells(parent=self).add_missing_cells
        evidence |= look(nb, known, released, marked, puts_back=puts_back)
        if evidence:
            nb.metadata[KEY] = evidence
        return nb, resources


@lru_cache(maxsize=32)
def _cells_in(path: Path, changed: int) -> tuple[dict[str, list[str]], dict[str, set[str]]]:  # noqa: ARG001
    """Give the texts of the cells, and how they are marked: as locked, and with which tags.

    `changed` is there so that a notebook that was released anew is read anew.
    """
    texts: dict[str, list[str]] = {}
    marked: dict[str, set[str]] = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if name := grade_id(cell):
            texts.setdefault(name, []).append(cell.source)
            locked = [LOCKED] * bool(cell.metadata["nbgrader"].get("locked"))
            marked[name] = {*locked, *cell.metadata.get("tags", ())}
    return texts, marked


def look(
    notebook: NotebookNode,
    known: Mapping[str, Known],
    released: Released,
    marked: Mapping[str, Collection[str]] | None = None,
    *,
    puts_back: bool = False,
) -> dict[str, str]:
    """List what was changed that students are not to change, and put the metadata right.

    Each text is given with what it touches: the nbgrader id of a test, ALL for the marks of every
    test, "" or NOTED for none. `released` gives the texts with which a locked cell may go out
    to students; `marked` says how cells were marked then: as LOCKED, and with which tags. nbgrader
    `puts_back` missing cells that have points, if it is told so.

    Of a doubled cell the last one stays what it is, as with nbgrader; the others, and cells that
    the assignment does not have, lose their marks and become ordinary cells.
    """
    language = notebook.metadata.get("language_info")
    if not (isinstance(language, dict) and isinstance(language.get("name"), str)):
        notebook.metadata.pop("language_info", None)  # the kernel says it again
    found, others = {}, []
    copies: dict[str, list[NotebookNode]] = {}
    for cell in notebook.cells:
        copies.setdefault(grade_id(cell), []).append(cell)
    for name, truth in known.items():
        same = copies.pop(name, [])
        found |= _miscounted(truth, len(same), puts_back=puts_back)
        for cell in same:
            marks = (marked or {}).get(name, ())
            changes = [f"The cell {name}: {what}." for what in _mend(cell, truth, released, marks)]
            if LOCKED in marks and not cell.metadata["nbgrader"].get("locked"):
                changes.append(f"The cell {name} was unlocked.")
            found |= dict.fromkeys(changes, ALL if _supports(truth) else name)
            if truth.task and not any(_says_the_same(cell.source, one) for one in released(truth)):
                found[_WRITTEN_INTO.format(name)] = NOTED
        others += same[:-1]
    for cell in chain(others, *copies.values()):
        if not _is_inert(cell):
            cell.metadata.pop("nbgrader", None)
    return found


def _miscounted(truth: Known, count: int, *, puts_back: bool) -> dict[str, str]:
    """Say whether a cell that matters is missing, or is there more than once."""
    name = truth.name
    if not count and truth.points is not None and puts_back:
        return {f"The cell {name} was missing. nbgrader has put it back.": NOTED}
    if not count and truth.is_test:
        return {f"The test cell {name} is missing: it scores 0.": ""}
    if not count and truth.points is not None:  # nbgrader waits for ever, and says nothing
        return {f"The cell {name}, which a person marks, is missing.": NOTED}
    if not count and _supports(truth):
        return {f"The locked cell {name} is missing.": ALL}
    if count > 1 and (truth.points is not None or _matters(truth)):
        noted = not (truth.is_test or _matters(truth))
        return {f"The cell {name} is there {count} times.": NOTED if noted else name}
    return {}


def _supports(truth: Known) -> bool:
    """Tell whether tests rely on a cell: it is locked code."""
    return truth.locked and truth.cell_type == "code" and not truth.is_test


def _matters(truth: Known) -> bool:
    """Tell whether the text of a locked cell has to do with marks: one to read only has not."""
    return truth.locked and truth.cell_type == "code"


def _mend(
    cell: NotebookNode, truth: Known, released: Released, marked: Collection[str]
) -> Iterator[str]:
    """Put right what nbgrader reads of a cell; yield what was changed. It puts the text back."""
    marks = cell.metadata["nbgrader"]
    if cell.cell_type != truth.cell_type:
        yield f"its type was changed from {truth.cell_type} to {cell.cell_type}"
        _set_type(cell, truth.cell_type)
    if truth.points is not None and _points(marks) != truth.points:
        yield f"its points were changed from {truth.points:g} to {marks.get('points')}"
        marks["points"] = truth.points
    for flag in FLAGS:
        right = getattr(truth, flag)
        if bool(marks.get(flag, False)) != right:
            yield f"its mark '{flag}' was changed"
        if marks.get(flag, False) is not right:
            marks[flag] = right
    if (truth.locked or truth.is_test) and _drop_tags(cell, marked):
        yield f"it was given the tag '{SKIP}', so that it would not run"
    if _matters(truth) and not any(_says_the_same(cell.source, text) for text in released(truth)):
        kind = "the test" if truth.is_test else "the locked text"
        yield f"{kind} was changed (the original was put back)"
    for key in marks.keys() - _MARKS:
        del marks[key]
    if not isinstance(marks.get("cell_type", ""), str):
        marks["cell_type"] = truth.cell_type
    marks["schema_version"] = SCHEMA


def _drop_tags(cell: NotebookNode, released: Collection[str]) -> bool:
    """Take away what tags a cell was not released with; tell whether it would not have run.

    A course may skip cells with a tag of its own, too.
    """
    tags = cell.metadata.get("tags")
    if not isinstance(tags, list):
        return False
    cell.metadata["tags"] = [tag for tag in tags if tag in released]
    return SKIP in tags and SKIP not in released


def _set_type(cell: NotebookNode, kind: str) -> None:
    """Do what nbgrader does, which refuses cells with an id."""
    cell["cell_type"] = kind
    if kind == "code":
        cell.update(outputs=[], execution_count=None)
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _is_inert(cell: NotebookNode) -> bool:
    """Tell whether a cell has metadata that ask for nothing, as nbgrader gives to some cells."""
    marks = cell.metadata.get("nbgrader")
    if not isinstance(marks, dict):
        return False
    asks = any(marks.get(flag) for flag in (*FLAGS, "locked"))
    known = _MARKS.issuperset(marks) and isinstance(marks.get("grade_id", ""), str)
    return known and not asks and marks.get("schema_version") == SCHEMA and len(marks) > 1


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
