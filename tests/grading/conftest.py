"""Ways to grade a course, for all tests of this folder."""

import contextlib
from collections.abc import Callable

import pytest

from tests.grading.grading_course import Course
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
