"""Find the course in whose folder a command was given, and open its gradebook."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry
from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError


class CourseError(Exception):
    """What was asked for is not in this course. The message says what to do."""


def open_course() -> CourseDirectory:
    """Read the settings of the course in the current folder, as nbgrader itself does."""
    app = NbGrader()
    app.initialize([])
    return app.coursedir


@contextmanager
def open_gradebook(course: CourseDirectory) -> Iterator[Gradebook]:
    """Open the gradebook of a course for reading, and close it at the end.

    nbgrader makes an empty gradebook where there is none. Here that is an error: CourseError.
    """
    url = make_url(course.db_url)
    name = url.render_as_string(hide_password=True)
    in_file = url.get_backend_name() == "sqlite"
    if in_file and not (url.database and Path(url.database).is_file()):
        raise CourseError(
            f"There is no gradebook {url.database or name}. Run this in the folder of a course, "
            "where nbgrader_config.py lies, after an assignment was generated."
        )
    try:
        with Gradebook(course.db_url, course.course_id) as book:
            yield book
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        raise CourseError(f"The gradebook {name} cannot be read: {reason}") from error


def find_assignments(book: Gradebook, names: Sequence[str]) -> list[Assignment]:
    """Find assignments by their names; each once, in the order given.

    Raises CourseError, which lists the known ones, if one is not in the gradebook.
    """
    known = ", ".join(sorted(one.name for one in book.assignments)) or "none at all"
    found = []
    for name in dict.fromkeys(names):
        try:
            found.append(book.find_assignment(name))
        except MissingEntry:
            raise CourseError(
                f"The gradebook has no assignment {name!r}. It has: {known}."
            ) from None
    return found


def folder_of(course: CourseDirectory, step: str, student: str, assignment: str) -> Path:
    """Return the folder of one student's assignment in a step: `submitted`, `autograded`."""
    directory = getattr(course, f"{step}_directory")
    return Path(course.format_path(directory, student, assignment))
