"""The grader can be stopped at any moment: nothing is half written, and it goes on where it was."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import psutil
import pytest
from nbformat.notebooknode import NotebookNode

from tests.grading.grading_course import (
    Course,
    check,
    differences,
    files,
    new_course,
    solution,
    twin,
)

pytestmark = pytest.mark.slow

STUDENTS = 8
# By hand, to try more moments: KILLS=100 pytest tests/grading/test_interruptions.py
KILLS = int(os.environ.get("KILLS", "3"))
CELLS = (
    solution("s1", "import time\ntime.sleep(0.6)\ntotal = 6", "total = None\n"),
    check("t1", "assert total == 6", 2),
    solution("s2", "text = 'x' * 500_000\nprint(text)", "text = ''\n"),
    check("t2", "assert len(text) == 500_000", 3),
)
PROGRAM = str(Path(sys.executable).with_name("unsigned-peace"))
GRADE = [PROGRAM, "grade", "a1", "--jobs", "2"]


def wrong(nb: NotebookNode) -> None:
    nb.cells[0].source = "import time\ntime.sleep(0.6)\ntotal = 7"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class that has handed in."""
    course = new_course(tmp_path_factory.mktemp("original"), {"one": CELLS})
    for number in range(STUDENTS):
        course.hand_in(f"s{number}", "a1", course.solve("a1", "one") if number % 3 else wrong)
    return course


def start(course: Course) -> subprocess.Popen[str]:
    return subprocess.Popen(
        GRADE, cwd=course.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def consistent(course: Course, whole: dict[str, list[tuple]]) -> int:
    """Check that each student is graded as in `whole` or not at all; count the graded ones."""
    with sqlite3.connect(course.root / "gradebook.db") as base:
        assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
    grades = course.rows()["grades"]
    students = {row[0] for row in grades}
    assert grades == [row for row in whole["grades"] if row[0] in students]
    for path in (course.root / "autograded").glob("[!.]*/a1"):
        assert path.parent.name in students
        assert {one.name for one in path.iterdir()} == {"one.ipynb", "timestamp.txt"}
    return len(students)


def test_killed_at_any_moment_it_goes_on_where_it_was(original: Course, tmp_path: Path):
    straight = twin(original, tmp_path / "straight")
    began = time.monotonic()
    said = start(straight).communicate()[0]
    assert f"{STUDENTS} graded, 0 failed" in said
    takes = time.monotonic() - began
    whole = straight.rows()
    chance = random.Random(1956)
    classes = (twin(original, tmp_path / f"killed{number}") for number in count())
    course, kills = next(classes), 0
    while kills < KILLS:
        process = start(course)
        try:
            process.wait(chance.uniform(0.3, 1.0) * takes)
        except subprocess.TimeoutExpired:
            children = family(process)
            process.kill()
            process.communicate()
            kills += 1
            consistent(course, whole)
            _, alive = psutil.wait_procs(children, timeout=10)
            assert not alive, "a killed grader leaves no process behind"
        else:  # it was finished before its time came: begin another class
            process.communicate()
            assert consistent(course, whole) == STUDENTS
            course = next(classes)
    said = start(course).communicate()[0]
    assert "0 failed" in said or "done already" in said
    assert consistent(course, whole) == STUDENTS
    assert course.rows() == whole
    mine, theirs = files(course), files(straight)
    assert mine.keys() == theirs.keys()
    for name, content in mine.items():
        if name.endswith(".ipynb"):
            assert not differences(content, theirs[name]), name


def test_control_c_stops_and_says_how_to_go_on(original: Course, tmp_path: Path):
    course = twin(original, tmp_path / "stopped")
    process = start(course)
    assert process.stdout
    first = process.stdout.readline()
    assert first.startswith(f"[1/{STUDENTS}]")
    children = family(process)
    process.send_signal(signal.SIGINT)
    said = process.communicate()[0]
    assert process.returncode == 130
    assert "not graded yet: run the same command again to go on" in said
    assert "Traceback" not in said
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
    said = start(course).communicate()[0]
    assert "done already" in said
    assert " graded, 0 failed" in said
