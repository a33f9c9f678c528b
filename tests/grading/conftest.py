"""Ways to grade a course, for all tests of this folder."""

import contextlib
from collections.abc import Callable

import pytest

from tests.grading.grading_course import Course
from unsigned_peace.grading.engine.grade import grade
from unsigned_peace.grading.engine.options import Options

Graded = Callable[..., int]


@pytest.fixture
def ours() -> Graded:
    """`unsigned-peace grade`, in this process; gives its exit status."""

    def run(course: Course, assignment: str = "a1", **options: object) -> int:
        with contextlib.chdir(course.root):
            return grade(Options(assignment, **options))

    return run
