"""Whatever students do to a notebook, our grades and notebooks are nbgrader's."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.grading.generated_work import works
from tests.grading.grading_course import differences, files, new_course, twin
from tests.grading.test_same_grades import FIRST

pytestmark = pytest.mark.slow

# By hand, to look further: GENERATED=60 pytest tests/grading/test_same_grades_generated.py
EXAMPLES = int(os.environ.get("GENERATED", "1"))


@settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],  # to shrink a class would take hours
    derandomize=EXAMPLES == 1,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(works_of_class=st.lists(works(), min_size=12, max_size=12))
def test_a_generated_class_gets_the_same_grades(works_of_class, ours):
    with tempfile.TemporaryDirectory() as scratch:
        course = new_course(
            Path(scratch, "theirs"),
            {"one": FIRST},
            Grader__flag_tampering="False",
            Execute__timeout="20",
        )
        for number, work in enumerate(works_of_class):
            course.hand_in(f"student{number}", "a1", work)
        other = twin(course, Path(scratch, "ours"))
        vanilla = course.vanilla("a1")
        assert ours(other) == (0 if vanilla["success"] else 1), vanilla["log"]
        graded = {name.partition("/")[0] for name in files(course)}
        mine, theirs = other.rows(), course.rows()
        for table in ("grades", "comments", "notebooks"):
            assert [row for row in mine[table] if row[0] in graded] == [
                row for row in theirs[table] if row[0] in graded
            ]
        written, expected = files(other), files(course)
        assert written.keys() == expected.keys()
        for name in expected:
            if name.endswith(".ipynb"):
                assert differences(written[name], expected[name]) == [], name
