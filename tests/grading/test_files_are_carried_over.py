"""What a student's code writes is there for the test; what the instructor gave stays as it was."""

import shutil
from pathlib import Path

import pytest

from unsigned_peace.grading.sandbox.inside.walls.files import Changes


@pytest.fixture
def folders(tmp_path):
    """The student's folder, the checker's, and a way to carry over."""
    for name in ("student", "checker"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "given.csv").write_text("1")
    student, checker = tmp_path / "student", tmp_path / "checker"
    theirs, ours = Changes(student), Changes(checker, ["data/given.csv"])
    return student, checker, lambda: ours.put(theirs.collect())


def inside(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_new_files_and_folders_arrive_and_go_again(folders):
    student, checker, carry = folders
    (student / "new" / "empty").mkdir(parents=True)
    (student / "new" / "notes.txt").write_text("mine")
    carry()
    assert inside(checker) == ["data", "data/given.csv", "new", "new/empty", "new/notes.txt"]
    assert (checker / "new" / "notes.txt").read_text() == "mine"
    shutil.rmtree(student / "new")
    carry()
    assert inside(checker) == ["data", "data/given.csv"]


def test_what_was_given_is_neither_changed_nor_taken_away(folders):
    student, checker, carry = folders
    (student / "data" / "given.csv").write_text("2")
    carry()
    shutil.rmtree(student / "data")
    carry()
    assert (checker / "data" / "given.csv").read_text() == "1"


def test_a_given_file_has_one_name_and_no_companions(folders):
    student, checker, carry = folders
    for name in ("given.csv-journal", "given.csv-wal", "given.csv-shm", "given.txt"):
        (student / "data" / name).write_text("x")
    carry()
    assert inside(checker) == ["data", "data/given.csv", "data/given.txt"]
    ours = Changes(checker, ["data/given.csv"])
    for name in ("./data/given.csv", "data//given.csv", "data/given.csv/.", "data/./given.csv"):
        ours.put({name: b"2"})
        ours.put({name: None})
    assert (checker / "data" / "given.csv").read_text() == "1"


def test_a_file_of_another_kind_with_the_name_of_a_given_one_arrives(folders):
    student, checker, carry = folders
    for name in ("given.csv.txt", "given.csv-2", "given"):
        (student / "data" / name).write_text("x")
    carry()
    names = ["given", "given.csv", "given.csv-2", "given.csv.txt"]
    assert inside(checker) == ["data", *(f"data/{name}" for name in names)]


def test_code_does_not_arrive(folders):
    student, checker, carry = folders
    for name in ("numpy.py", "helpers.pyc", "data/more.so"):
        (student / name).write_text("x")
    carry()
    assert inside(checker) == ["data", "data/given.csv"]


def test_what_holds_no_bytes_takes_no_file_away(folders):
    _, checker, _ = folders
    (checker / "made.txt").write_text("by a locked cell")
    with pytest.raises(TypeError):
        Changes(checker).put({"made.txt": object()})
    assert (checker / "made.txt").read_text() == "by a locked cell"


def test_paths_that_lead_elsewhere_are_left_out(tmp_path):
    (tmp_path / "here").mkdir()
    Changes(tmp_path / "here").put({"../out.txt": b"x", "/tmp/out": b"y", "a/../../b/": b""})
    assert inside(tmp_path) == ["here"]
