"""One released problem set and one graded class for all tests of this folder."""

from pathlib import Path

import pytest
from nbgrader_course import Course, new_course
from ps1_students import CLASS, PS1


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A scratch course in which problem set 1 was generated and released."""
    course = new_course(tmp_path_factory.mktemp("course"), PS1)
    course.release(PS1)
    return course


@pytest.fixture(scope="session")
def graded(released: Course) -> tuple[Course, dict[str, str]]:
    """The course after the whole class has handed in and was autograded, with the logs."""
    for name, student in CLASS.items():
        released.hand_in(name, PS1, student.work)
    return released, released.grade(PS1, CLASS)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the instructor's folder, to spoil."""
    return new_course(tmp_path, PS1).exercises / PS1
