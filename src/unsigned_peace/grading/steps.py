"""What our own steps of autograding share: files handed in, cells that the grader marks itself.

A step reads what was handed in beside the notebook, marks it in the grader's process, and writes
the points into a test cell as the number that nbgrader takes for partial credit
(`nbgrader.utils.get_partial_grade`). Until then the cell holds the error of its own hidden test,
so it scores zero. The student's kernel shows the same checks of form, but its word counts for
nothing here: a kernel can be made to say anything.
"""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, TypeVar

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from unsigned_peace.grading.engine.course import folder_of
from unsigned_peace.grading.engine.structure import RAISED, REMARKS, course_of, grade_id
from unsigned_peace.shared.form_check import Check
from unsigned_peace.shared.html_table import html_table
from unsigned_peace.shared.json_document import ForeignFileError

MOST_BYTES = 1_000_000  # what our widgets save has a few kilobytes; more is not ours to read
_NAMES, _LETTERS = 5, 60
HEAD = ("What was checked", "Points", "What was missing")
Resources = dict[str, Any]
T = TypeVar("T")


class AnswersError(ValueError):
    """A file that was handed in beside the notebook is damaged, or belongs to another notebook."""


class MarkingStep(NbGraderPreprocessor):
    """Runs in `nbgrader autograde` after `Execute` and before `SaveAutoGrades`.

    `what` is marked, say a game.
    """

    what = ""

    def source(self, resources: Resources) -> Path:
        """Give the instructor's folder of the assignment."""
        return folder_of(course_of(self), "source", resources["nbgrader"]["assignment"])

    def handed_in(self, resources: Resources) -> Path:
        """Give the folder that the student handed in."""
        names = resources["nbgrader"]
        return folder_of(course_of(self), "submitted", names["assignment"], names["student"])

    def tell(self, resources: Resources, notes: Sequence[str], *, flagged: bool = False) -> None:
        """Make each note a line of the report; `flagged` sets the flag that formgrader shows."""
        names = resources["nbgrader"]
        for note in notes:
            self.log.warning("%s of %s: %s", self.what, names["student"], note)
            kind = RAISED if flagged else REMARKS
            resources.setdefault(kind, []).append(f"{self.what}: {note}")
        if flagged:
            with Gradebook(names["db_url"]) as book:
                book.find_submission_notebook(
                    names["notebook"], names["assignment"], names["student"]
                ).flagged = True
                book.db.commit()


def read_text(path: Path) -> str:
    """Read a file that was handed in beside the notebook. It is only read, and stays as it was.

    Raises FileNotFoundError where there is no file, and AnswersError where it cannot be ours.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "ps1.json")
    >>> _ = file.write_bytes(bytes([255, 254]))
    >>> read_text(file)
    Traceback (most recent call last):
    unsigned_peace.grading.steps.AnswersError: ps1.json cannot be used: it is not text
    """
    try:
        size = path.lstat().st_size
    except NotADirectoryError as error:  # `answers` is a file
        raise FileNotFoundError(*error.args) from None
    # A link may lead to the answers of others; a pipe would keep the class waiting for ever.
    if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
        raise AnswersError(f"{path.name} is no ordinary file")
    if size > MOST_BYTES:
        raise AnswersError(f"{path.name} is too large to be a file of answers")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise AnswersError(f"{path.name} cannot be used: it is not text") from None


def read_document(
    path: Path, notebook: str, parse: Callable[[str, str], tuple[T, Sequence[str]]]
) -> T:
    """Read what a widget of this `notebook` has saved; `parse` gives it, and what is damaged in it.

    Raises as `read_text` does, and AnswersError where it is not sound, or another notebook's.
    """
    try:
        found, damaged = parse(read_text(path), notebook)
    except ForeignFileError as error:
        raise AnswersError(f"{path.name} cannot be used: {error}") from error
    if damaged:
        raise AnswersError(f"{path.name}: these parts are damaged: {few(damaged)}")
    return found


def few(names: Sequence[str]) -> str:
    """Name what a student has named, the first of many, so that it stays a line of the report.

    >>> few(["a" * 70, "b"])[-8:], few(list("abcdefgh"))
    ('aa..., b', 'a, b, c, d, e and 3 more')
    """
    shown = [name if len(name) <= _LETTERS else f"{name[:_LETTERS]}..." for name in names[:_NAMES]]
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    return ", ".join(shown) + more


def graded_cell(nb: NotebookNode, name: str) -> NotebookNode | None:
    """Return the cell with this nbgrader id; None if the student has lost it."""
    return next((cell for cell in nb.cells if grade_id(cell) == name), None)


def write_mark(
    cell: NotebookNode,
    title: str,
    points: tuple[float, float],
    table: str,
    notes: Sequence[str] = (),
) -> None:
    """Put a table for the student, and the number that nbgrader takes for partial credit.

    Args:
        cell: the test cell.
        title: what was marked, such as `Quiz`.
        points: what was earned, and what can be earned.
        table: HTML for the student.
        notes: plain text, to stand above the table.

    Raises:
        ValueError: if the cell is worth other points than can be earned. Then nbgrader reports
            the error and saves nothing.

    """
    earned, possible = points
    test = cell.metadata.nbgrader
    if possible != test.points:
        raise ValueError(
            f"{title} has {possible:g} points, but the cell {test.grade_id} has "
            f"{test.points:g}. Make them equal."
        )
    above = "".join(f"<p><strong>Note:</strong> {escape(note)}</p>" for note in notes)
    summary = "\n".join([*notes, f"{title}: {earned:g} of {possible:g} points"])
    shown = {"text/html": above + table, "text/plain": summary}
    cell.outputs = [
        new_output("display_data", {kind: _whole(one) for kind, one in shown.items()}),
        new_output("execute_result", {"text/plain": f"{earned:g}"}),
    ]


def _whole(text: str) -> str:
    """Replace halves of letters, which JSON can name and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def mark_form(cell: NotebookNode, checks: Sequence[Check], notes: Sequence[str] = ()) -> None:
    """Write the checks of form into their test cell. Raises ValueError as `write_mark` does.

    >>> from nbformat.v4 import new_code_cell
    >>> cell = new_code_cell(metadata={"nbgrader": {"grade_id": "board-test", "points": 2}})
    >>> mark_form(cell, [Check("A limit", 2, 0.5, "Give a limit.")])
    >>> cell.outputs[1].data
    {'text/plain': '1'}
    """
    earned = round(sum(check.earned for check in checks), 2)
    possible = sum(check.points for check in checks)
    rows = [
        (
            escape(check.name),
            f"{check.earned:g} of {check.points}",
            escape(check.missing) or "nothing",
        )
        for check in checks
    ]
    table = html_table(HEAD, rows, caption=f"Form: {earned:g} of {possible} points")
    write_mark(cell, "Form", (earned, possible), table, notes)
