"""A course directory with a gradebook made by hand: no notebook has to run for it."""

import os
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Gradebook

DUE = datetime(2026, 11, 20, 12, 0, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Work:
    """What a student has earned: points by cell, None where a person has to mark."""

    points: Mapping[str, float | None]
    penalty: float = 0.0
    at: datetime = DUE
    flagged: bool = False


@dataclass(frozen=True)
class Pupil:
    """A student of the test class, and their work by assignment."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    lms_user_id: str | None = None
    work: Mapping[str, Work] = field(default_factory=dict)


@dataclass(frozen=True)
class Cells:
    """The graded cells of an assignment: worth, by name; `written` ones are marked by a person."""

    worth: Mapping[str, float]
    written: Sequence[str] = ()


ONE = Cells({"test-1": 4, "test-2": 6, "essay": 10}, written=("essay",))
TWO = Cells({"test-1": 5})


def write_course(
    root: Path, pupils: Sequence[Pupil], assignments: Mapping[str, Cells] | None = None
) -> Path:
    """Make a course directory in `root`, with a gradebook that has these students and marks."""
    # nbgrader calls `alembic` by name when it makes a gradebook.
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    root.mkdir(exist_ok=True)
    write_settings(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        for name, cells in (assignments or {"ps1": ONE, "ps2": TWO}).items():
            _add_assignment(book, name, cells)
        for pupil in pupils:
            book.add_student(
                pupil.id,
                first_name=pupil.first_name,
                last_name=pupil.last_name,
                email=pupil.email,
                lms_user_id=pupil.lms_user_id,
            )
            for assignment, work in pupil.work.items():
                _add_work(book, pupil.id, assignment, work)
    return root


def write_settings(root: Path) -> None:
    """Write the settings of a course directory."""
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        f"c.CourseDirectory.root = {str(root)!r}\n"
        "c.CourseDirectory.course_id = 'small'\n",
        encoding="utf-8",
    )


def _add_assignment(book: Gradebook, name: str, cells: Cells) -> None:
    book.add_assignment(name, duedate=DUE)
    book.add_notebook(name, name)
    for cell, worth in cells.worth.items():
        kind = "markdown" if cell in cells.written else "code"
        book.add_grade_cell(cell, name, name, max_score=worth, cell_type=kind)


def _add_work(book: Gradebook, student: str, assignment: str, work: Work) -> None:
    book.add_submission(assignment, student, timestamp=work.at)
    submitted = book.find_submission_notebook(assignment, assignment, student)
    submitted.flagged = work.flagged
    submitted.late_submission_penalty = work.penalty
    for cell, points in work.points.items():
        grade = book.find_grade(cell, assignment, assignment, student)
        grade.auto_score = points
        grade.needs_manual_grade = points is None
    book.db.commit()


def in_course(root: Path, inside: Callable[[Gradebook], None]) -> None:
    """Change the gradebook of a course."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        inside(book)
        book.db.commit()
