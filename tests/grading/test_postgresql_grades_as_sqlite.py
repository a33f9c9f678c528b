"""A gradebook in PostgreSQL: the same grades as in SQLite, and room for several graders."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell
from sqlalchemy import create_engine, text

from tests.grading.grading_course import Course, check, coded, find, new_course, solution, written
from tests.grading.postgresql_server import PASSWORD, postgresql
from unsigned_peace.grading.foreign.gradebook import one_gradebook

pytestmark = pytest.mark.slow

CELLS = (
    solution("s1", "total = 6", "total = None\n"),
    check("t1", "assert total == 6", 2),
    check("partial", "2 if total == 6 else 0.5", 3),
    coded("hand", 4),
    written("essay", 5),
)
FAILS_LATE = """
from nbgrader.preprocessors import NbGraderPreprocessor

class FailsLate(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        if resources["nbgrader"]["student"] == "unlucky":
            raise OSError("the disk is full")
        return nb, resources
"""
_numbers = count()


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    with postgresql() as folder:
        yield folder


@pytest.fixture
def db_url(server: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a new, empty database. The password is in a file, as in ~/.pgpass."""
    monkeypatch.setenv("PGPASSFILE", str(server / "pgpass"))
    address = f"postgresql+psycopg://grader@/{{}}?host={server}"
    name = f"gradebook{next(_numbers)}"
    engine = create_engine(address.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.format(name)


def wrong(nb: NotebookNode) -> None:
    find(nb, "s1").source = "total = 7"


def hand_in(course: Course, assignment: str, students: int = 0) -> None:
    course.hand_in("right", assignment, course.solve(assignment, "one"))
    course.hand_in("wrong", assignment, wrong, timestamp="2026-11-22 00:00:00 UTC")
    course.hand_in("blank", assignment)
    for number in range(students):
        course.hand_in(f"student-{number}", assignment, wrong)


def content(course: Course) -> list[tuple]:
    """All grades, comments and penalties, read as nbgrader reads them."""
    found = []
    with course.gradebook() as book:
        for assignment in book.assignments:
            for submission in book.assignment_submissions(assignment.name):
                who = (assignment.name, submission.student_id)
                late = submission.total_seconds_late
                found.append((*who, submission.score, submission.max_score, late))
                for notebook in submission.notebooks:
                    found.append((*who, notebook.name, notebook.late_submission_penalty))
                    for one in notebook.grades:
                        scores = (one.auto_score, one.manual_score, one.needs_manual_grade)
                        found.append((*who, notebook.name, one.name, *scores))
                    for one in notebook.comments:
                        text = (one.auto_comment, one.manual_comment)
                        found.append((*who, notebook.name, one.name, *text))
    return sorted(found, key=str)


def start(course: Course, assignment: str) -> subprocess.Popen:
    """A grader in a process of its own."""
    command = [Path(sys.executable).with_name("unsigned-peace"), "grade", assignment]
    return subprocess.Popen(
        command, cwd=course.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def two_assignments(course: Course) -> None:
    """Add 'a2', with the notebook of 'a1'."""
    (course.root / "source" / "a2").mkdir()
    (course.root / "source" / "a2" / "one.ipynb").write_bytes(
        (course.root / "source" / "a1" / "one.ipynb").read_bytes()
    )
    course.generate("a2")


def on_postgresql(root: Path, db_url: str, **settings: str) -> Course:
    return new_course(root, {"one": CELLS}, CourseDirectory__db_url=repr(db_url), **settings)


def test_the_grades_are_those_of_a_gradebook_in_a_file(tmp_path, db_url, ours, monkeypatch):
    monkeypatch.delenv("PGPASSFILE")
    db_url = db_url.replace("grader@", f"grader:{quote(PASSWORD)}@")
    late = {"LateSubmissionPlugin__penalty_method": "'zero'"}
    server = on_postgresql(tmp_path / "server", db_url, **late)
    file = new_course(tmp_path / "file", {"one": CELLS}, **late)
    for course in (server, file):
        course.due("a1", "2026-11-21 00:00:00 UTC")
        hand_in(course, "a1")
        assert ours(course) == 0
        with course.gradebook() as book:
            book.find_grade("essay", "one", "a1", "right").manual_score = 4.5
            book.find_comment("essay", "one", "a1", "right").manual_comment = "Хорошо, 良い"
            book.db.commit()
        assert ours(course, force=True) == 0
    assert content(server) == content(file)
    assert ("a1", "right", "one", "essay", None, 4.5, True) in content(server)
    assert ("a1", "right", "one", "t1", 2.0, None, False) in content(server)
    assert ("a1", "wrong", "one", 5.0) not in content(server)
    assert not (server.root / "gradebook.db").exists()


def test_two_graders_at_the_same_time(tmp_path, db_url):
    course = on_postgresql(tmp_path / "course", db_url)
    two_assignments(course)
    for assignment in ("a1", "a2"):
        hand_in(course, assignment, 5)  # the same students, new to the gradebook
    graders = [start(course, assignment) for assignment in ("a1", "a2")]
    for one in graders:
        out, err = one.communicate()
        assert (one.returncode, err) == (0, "")
        assert "8 graded, 0 failed" in out
    first, second = (
        [row[1:] for row in content(course) if row[0] == assignment] for assignment in ("a1", "a2")
    )
    assert first == second
    assert ("right", "one", "t1", 2.0, None, False) in first


def test_two_graders_with_the_same_new_student(tmp_path, db_url):
    """The second one waits for the first, finds the student there, and goes on."""
    course = on_postgresql(tmp_path / "course", db_url)
    hand_in(course, "a1")
    with one_gradebook(db_url, "small") as book:
        book.update_or_create_student("blank")  # not saved yet
        other = start(course, "a1")
        engine = create_engine(db_url)
        with engine.connect() as connection:
            waits = text("select count(*) from pg_locks where not granted")
            while other.poll() is None and not connection.execute(waits).scalar():
                connection.rollback()
        engine.dispose()
        assert other.poll() is None
        book.save()
        out, err = other.communicate()
    assert (other.returncode, err) == (0, "")
    assert "3 graded, 0 failed" in out


def test_two_graders_of_one_assignment(tmp_path, db_url):
    """The second program has to wait; a person who marks by hand meanwhile has not."""
    course = on_postgresql(tmp_path / "course", db_url)
    slow = new_code_cell("import time\ntime.sleep(4)")
    course.hand_in("slow", "a1", lambda nb: nb.cells.insert(0, slow))
    course.hand_in("ann", "a1")
    first = start(course, "a1")
    assert first.stdout.readline().startswith("[1/2] ann")
    first.send_signal(signal.SIGSTOP)  # it is at work for as long as the second one needs
    second = start(course, "a1")
    out, err = second.communicate()
    assert (second.returncode, out) == (2, "")
    assert "Another grader is at work on a1. Wait until it has finished." in err
    with course.gradebook() as book:
        book.find_grade("essay", "one", "a1", "ann").manual_score = 4.5
        book.db.commit()
    assert first.poll() is None
    first.send_signal(signal.SIGCONT)
    first.communicate()
    assert first.returncode == 0
    assert ("a1", "ann", "one", "essay", 0.0, 4.5, False) in content(course)
    assert "slow" in {row[1] for row in content(course)}


def test_a_submission_is_entered_all_or_not_at_all(tmp_path, db_url, ours, monkeypatch, capsys):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "late.py").write_text(FAILS_LATE)
    monkeypatch.syspath_prepend(tmp_path / "lib")
    steps = [f"nbgrader.preprocessors.{name}" for name in ("Execute", "SaveAutoGrades")]
    course = on_postgresql(
        tmp_path / "course",
        db_url,
        Autograde__autograde_preprocessors=repr([*steps, "late.FailsLate"]),
    )
    course.hand_in("ann", "a1", wrong)
    course.hand_in("unlucky", "a1", wrong)
    course.hand_in("zoe", "a1", wrong)
    assert ours(course) == 1
    assert "Failed: unlucky: OSError: the disk is full" in capsys.readouterr().out
    assert {row[1] for row in content(course)} == {"ann", "zoe"}
    assert not (course.root / "autograded" / "unlucky").exists()


def test_nbgraders_own_commands_work_on_it(tmp_path, db_url, ours):
    course = on_postgresql(tmp_path / "course", db_url)
    hand_in(course, "a1")
    assert ours(course) == 0
    before = content(course)
    command = Path(sys.executable).with_name("nbgrader")
    for arguments, told in (
        (["db", "student", "list"], "There are 3 students in the database"),
        (["export"], "Exporting grades to grades.csv"),
        (["generate_feedback", "a1"], "Writing"),
        (["db", "upgrade"], "Upgrading postgresql"),
    ):
        ran = subprocess.run(
            [command, *arguments], cwd=course.root, text=True, capture_output=True, check=True
        )
        assert told in ran.stdout + ran.stderr
    assert content(course) == before
    assert len((course.root / "grades.csv").read_text("utf-8").splitlines()) == 1 + 3
    assert (course.root / "feedback" / "right" / "a1" / "one.html").exists()
