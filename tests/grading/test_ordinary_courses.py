"""Courses of ordinary kinds, with answers that are right, wrong, half right or written otherwise.

Each grade is the one that `nbgrader autograde` has given, and nobody is flagged. nbgrader needs
minutes for them, so what it gave is written down. After a change of a course, write it down anew:
RECORD=1 pytest tests/grading/test_ordinary_courses.py
"""

import importlib
import json
import os
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from tests.grading.grading_course import SOLVED, check, new_course, twin
from tests.grading.ordinary_courses import built

pytestmark = pytest.mark.slow

COURSES = (
    "python", "classes", "objects", "functions", "numbers", "tables", "files", "answers",
    "simulations",
)  # fmt: skip
RECORD = os.environ.get("RECORD")
# What docs/threat-model.md does not promise: by course, student and test.
OTHERWISE = {
    "classes": {
        "student3 t4-3", "student3 t4-10",  # an answer of a class derived from a list
        "student4 t3-1", "student4 t3-2",  # objects of such a class that hold each other
        "student4 t3-6",  # what is derived from the instructor's class arrives as one of that
    },
    # Whether two answers are the same list, and of which class an error is: each is a copy.
    "answers": {"student1 t0-2", "student3 t4-22"},
}  # fmt: skip


def points(course) -> dict[str, float]:
    rows = course.rows()["grades"]
    return {f"{row[0]} {row[2]}": row[3] for row in sorted(rows, key=str)}


@pytest.mark.parametrize("name", COURSES)
def test_each_answer_gets_what_nbgrader_gives(name, tmp_path, ours, capsys) -> None:
    module = importlib.import_module(f"tests.grading.ordinary_{name}")
    course = built(tmp_path / "theirs", module, Execute__timeout="3")
    other = twin(course, tmp_path / "ours")
    assert ours(other) == 0
    said = capsys.readouterr().out
    noted = Path(__file__).with_name("ordinary_marks") / f"{name}.json"
    if RECORD:
        assert course.vanilla("a1")["success"]
        noted.write_text(json.dumps(points(course), indent=0), encoding="utf-8")
    theirs, mine = json.loads(noted.read_text("utf-8")), points(other)
    wrong = {one: (mine.get(one), theirs[one]) for one in theirs if mine.get(one) != theirs[one]}
    assert not {one: two for one, two in wrong.items() if one not in OTHERWISE.get(name, ())}
    assert [row for row in other.rows()["notebooks"] if row[2]] == []
    beside = next((int(one.split()[0]) for one in said.splitlines() if "own processes" in one), 0)
    tests = sum(len(task.tests) for task in module.TASKS)
    print(f"{tests - beside} of {tests} tests ran apart.")
    assert tests - beside >= tests / 2


def test_where_nbgrader_takes_solutions_in_any_cell_they_are_the_students(tmp_path, ours) -> None:
    cells = (new_code_cell(SOLVED.format("total = 6")), check("t1", "assert total == 6"))
    course = new_course(tmp_path, {"work": cells}, ClearSolutions__enforce_metadata="False")
    for total in (6, 7):
        work = f"total = {total}"
        course.hand_in(f"of{total}", "a1", lambda nb, work=work: nb.cells[0].update(source=work))
    assert ours(course) == 0
    assert course.scores("of6") == {"t1": (1, False)}
    assert course.scores("of7") == {"t1": (0, False)}
