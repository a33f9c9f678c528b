"""A hundred honest students with habits of their own: nobody is flagged, grades are nbgrader's."""

import os
from random import Random

import pytest

from tests.grading.grading_course import new_course, twin
from tests.grading.habits import CELLS, habits

pytestmark = pytest.mark.slow

# By hand: HONEST=1000 pytest tests/grading/test_honest_habits.py
STUDENTS = int(os.environ.get("HONEST", "100"))


def test_honest_habits_change_no_grade_and_raise_no_flag(tmp_path, ours) -> None:
    course = new_course(tmp_path / "theirs", {"work": CELLS}, Execute__timeout="60")
    for number in range(STUDENTS):
        course.hand_in(f"student{number:03}", "a1", habits(Random(number)))
    other = twin(course, tmp_path / "ours")
    assert ours(other) == 0
    flagged = [row[0] for row in other.rows()["notebooks"] if row[2]]
    assert flagged == []
    course.vanilla("a1")
    mine, theirs = other.rows()["grades"], course.rows()["grades"]
    assert sorted({*mine} ^ {*theirs}, key=str) == []
