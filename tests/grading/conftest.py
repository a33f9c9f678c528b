"""What the tests of this folder share: a way to grade, and what costs much to make."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.grading.class_gradebook import write_course, write_settings
from tests.grading.class_of_five import CLASS
from tests.grading.grading_course import Course
from tests.grading.two_sides import Pair
from unsigned_peace.grading.engine.course import Options
from unsigned_peace.grading.engine.grade import grade

Graded = Callable[..., int]


def grade_here(course: Course, assignment: str = "a1", **options: object) -> int:
    """`unsigned-peace grade`, in this process; gives its exit status."""
    with contextlib.chdir(course.root):
        return grade(Options(assignment, **options))


@pytest.fixture
def ours() -> Graded:
    """Give `grade_here`."""
    return grade_here


@pytest.fixture
def pair() -> Pair:
    """Both sides of the wire, in one process."""
    return Pair()


@pytest.fixture(scope="session")
def marked_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with the class of five, never changed: nbgrader takes seconds to make it."""
    return write_course(tmp_path_factory.mktemp("marked") / "course", CLASS)


@pytest.fixture
def class_of_five(marked_class: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that course, and the current folder in it."""
    shutil.copytree(marked_class, tmp_path / "course")
    write_settings(tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"
