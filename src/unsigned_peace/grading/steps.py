"""What our own steps of autograding share: the files and cells of a submission, and its flag."""

from collections.abc import Mapping
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from unsigned_peace.grading.engine.withhold_marks import course_of

MOST_BYTES = 1_000_000  # what our widgets save has a few kilobytes; more is not ours to read


class AnswersError(ValueError):
    """A file that was handed in beside the notebook is damaged, or belongs to another notebook."""


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
    if path.stat().st_size > MOST_BYTES:
        raise AnswersError(f"{path.name} is too large to be a file of answers")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise AnswersError(f"{path.name} cannot be used: it is not text") from None


def handed_in(step: NbGraderPreprocessor, names: Mapping[str, str]) -> Path:
    """Return the folder that the student handed in."""
    course = course_of(step)
    return Path(
        course.format_path(course.submitted_directory, names["student"], names["assignment"])
    )


def graded_cell(nb: NotebookNode, grade_id: str) -> NotebookNode | None:
    """Return the cell with this nbgrader id; None if the student has lost it.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> test = new_code_cell("", metadata={"nbgrader": {"grade_id": "quiz-test"}})
    >>> graded_cell(new_notebook(cells=[test]), "quiz-test") is test
    True
    """
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            return cell
    return None


def flag(names: Mapping[str, str]) -> None:
    """Set nbgrader's own flag, which formgrader shows beside the submission."""
    with Gradebook(names["db_url"]) as book:
        found = book.find_submission_notebook(
            names["notebook"], names["assignment"], names["student"]
        )
        found.flagged = True
        book.db.commit()
