"""A hundred honest students with habits of their own: nobody is flagged, grades are nbgrader's."""

import os
from random import Random

import pytest

from tests.grading.grading_course import new_course, twin
from tests.grading.habits import CELLS, habits

pytestmark = pytest.mark.slow

STUDENTS = 100
# nbgrader needs seconds for each. By hand: COMPARED=100 pytest tests/grading/test_honest_habits.py
COMPARED = int(os.environ.get("COMPARED", "5"))


def test_honest_habits_change_no_grade_and_raise_no_flag(tmp_path, ours) -> None:
    course = new_course(tmp_path / "theirs", {"work": CELLS}, Execute__timeout="60")
    few = range(0, STUDENTS, STUDENTS // COMPARED)
    for number in few:
        course.hand_in(f"student{number:03}", "a1", habits(Random(number)))
    other = twin(course, tmp_path / "ours")
    for number in sorted({*range(STUDENTS)} - {*few}):
        other.hand_in(f"student{number:03}", "a1", habits(Random(number)))
    assert ours(other) == 0
    assert [row[0] for row in other.rows()["notebooks"] if row[2]] == []
    course.vanilla("a1")
    mine, theirs = other.rows()["grades"], course.rows()["grades"]
    assert len({row[0] for row in theirs}) == len(few)
    assert sorted({*theirs} - {*mine}, key=str) == []
