"""No test of this course shares a process with what it tests."""

import pytest

from tests.grading.conftest import grade_here
from tests.grading.grading_course import REPOSITORY, our_course

pytestmark = pytest.mark.slow
ASSIGNMENTS = sorted(path.name for path in (REPOSITORY / "exercises").iterdir() if path.is_dir())


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_every_test_runs_apart(name, tmp_path, capsys):
    course = our_course(tmp_path, name)
    course.hand_in("blank", name)
    assert grade_here(course, name) == 0
    said = capsys.readouterr().out
    assert "blank: graded" in said
    assert "students' own processes" not in said
