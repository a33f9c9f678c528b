"""A folder that cannot be written costs a sentence, with the place and what to do, and no class."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.grading.grading_course import Course, check, new_course, solution, twin

pytestmark = pytest.mark.slow

PROGRAM = str(Path(sys.executable).with_name("unsigned-peace"))
CELLS = (solution("s1", "total = 6", "total = None\n"), check("t1", "assert total == 6", 2))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class of two that has handed in."""
    course = new_course(tmp_path_factory.mktemp("original"), {"one": CELLS})
    for student in ("ann", "bob"):
        course.hand_in(student, "a1", course.solve("a1", "one"))
    return course


def with_read_only(course: Course, place: str, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where `place` is read-only, for the system administrator as well."""
    path = course.root / place
    mounted = 'mount --bind "$0" "$0"; mount -o remount,bind,ro "$0"; exec "$@"'
    shell = ["unshare", "--mount", "--map-root-user", "sh", "-ec", mounted, str(path)]
    return subprocess.run(
        [*shell, PROGRAM, command, "a1"],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("place", "command"), [("autograded", "grade"), ("feedback", "feedback")])
def test_a_step_whose_folder_is_read_only_says_so_at_once(original, tmp_path, place, command):
    course = twin(original, tmp_path / "course")
    (course.root / place).mkdir(exist_ok=True)
    (course.root / "autograded" / "ann" / "a1").mkdir(parents=True)
    (course.root / "autograded" / "ann" / "a1" / "one.ipynb").touch()
    done = with_read_only(course, place, command)
    assert done.returncode == 2
    assert f"/{place}/" in done.stderr
    assert "Read-only file system. Make it possible to read and write there" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_gradebook_that_cannot_be_written_is_named(original: Course, tmp_path: Path):
    course = twin(original, tmp_path / "course")
    done = with_read_only(course, "gradebook.db", "grade")
    assert done.returncode == 2
    assert "gradebook.db" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_one_student_whose_folder_cannot_be_written_stops_nobody(original, tmp_path, ours, capsys):
    course = twin(original, tmp_path / "course")
    (course.root / "autograded").mkdir()
    (course.root / "autograded" / "ann").write_text("a file in the place of the folder")
    assert ours(course) == 1
    said = capsys.readouterr().out
    assert "Failed: ann: " in said
    assert "autograded/ann" in said
    assert "run the same command again" in said
    assert course.scores("bob") == {"t1": (2.0, False)}
    (course.root / "autograded" / "ann").unlink()
    assert ours(course) == 0  # the gradebook had ann already, and her folder comes now
    assert (course.root / "autograded" / "ann" / "a1" / "one.ipynb").is_file()
