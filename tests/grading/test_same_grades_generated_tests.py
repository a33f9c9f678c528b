"""Whatever an instructor tests, and however, our grades are nbgrader's."""

import os
from random import Random

import pytest

from tests.grading.generated_tests import answered, drawn, fill
from tests.grading.grading_course import differences, files, new_course, twin

pytestmark = pytest.mark.slow

# By hand, to look further: GENERATED=20 pytest tests/grading/test_same_grades_generated_tests.py
ROUNDS = int(os.environ.get("GENERATED", "1"))
STUDENTS = 6


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_generated_tests_give_the_same_grades(seed, tmp_path, ours, capsys) -> None:
    random = Random(seed)
    cells, tasks = drawn(random)
    course = new_course(tmp_path / "theirs", {"work": cells}, Execute__timeout="30")
    for number in range(STUDENTS):
        course.hand_in(f"student{number}", "a1", fill(answered(random, tasks)))
    other = twin(course, tmp_path / "ours")
    assert ours(other) == 0
    said = capsys.readouterr().out
    course.vanilla("a1")
    mine, theirs = other.rows(), course.rows()
    assert [row for row in mine["notebooks"] if row[2]] == []  # nobody is flagged
    wrong = {row[:5] for row in mine["grades"]} ^ {row[:5] for row in theirs["grades"]}
    assert not wrong, _told(other, course, wrong)
    tests = sum(one.metadata.nbgrader.grade_id.startswith("t") for one in cells)
    beside = next((int(one.split()[0]) for one in said.splitlines() if "own processes" in one), 0)
    print(f"{tests - beside} of {tests} tests ran apart.")
    assert tests - beside >= tests / 2


def _told(ours, theirs, rows) -> str:
    """The outputs of the cells that differ, in both ways."""
    told = []
    mine, nbgraders = files(ours), files(theirs)
    for name in sorted(mine):
        if name.endswith(".ipynb"):
            shown = differences(mine[name], nbgraders[name])
            told += [str((name, *one)) for one in shown if "outputs" not in str(one[0])]
    return "\n".join([str(sorted(rows, key=str)), *told])[:20_000]
