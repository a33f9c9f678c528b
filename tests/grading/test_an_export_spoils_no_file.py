"""An export that cannot be made says why, and leaves the files that are there as they were."""

from pathlib import Path

import pytest

from unsigned_peace.cli import main

pytestmark = pytest.mark.slow  # each course is made by nbgrader


def test_a_file_is_not_replaced_unless_it_may_be(
    class_of_five: Path, capsys: pytest.CaptureFixture
):
    (class_of_five / "old.csv").write_text("mine")
    assert main(["export", "ps1", "--format", "csv", "--to", "old.csv"]) == 1
    assert "old.csv exists" in capsys.readouterr().err
    assert (class_of_five / "old.csv").read_text() == "mine"
    assert main(["export", "ps1", "--format", "csv", "--to", "old.csv", "--force"]) == 0
    assert "test-comma" in (class_of_five / "old.csv").read_text(encoding="utf-8")


def test_nothing_half_written_is_left(class_of_five: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (class_of_five / "marks-csv.csv").write_text("old")
    monkeypatch.setattr("os.fsync", full)
    assert main(["export", "ps1", "--format", "csv", "--force"]) == 1
    assert (class_of_five / "marks-csv.csv").read_text() == "old"
    assert not list(class_of_five.glob(".marks*"))


def test_an_unknown_assignment_names_the_known_ones(
    class_of_five: Path, capsys: pytest.CaptureFixture
):
    assert main(["export", "ps1", "ps9", "--format", "csv"]) == 1
    assert "no assignment 'ps9'. It has: ps1, ps2." in capsys.readouterr().err
    assert not (class_of_five / "marks-csv.csv").exists()


def test_without_a_gradebook_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.chdir(tmp_path)
    assert main(["export", "ps1", "--format", "csv"]) == 1
    assert "There is no gradebook" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_gradebook_is_named(class_of_five: Path, capsys: pytest.CaptureFixture):
    (class_of_five / "gradebook.db").write_text(
        "no database at all, and long enough to look at" * 9
    )
    assert main(["export", "ps1", "--format", "csv"]) == 1
    assert "gradebook.db cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (["--format", "csv", "--template", "x.csv"], "--template goes with"),
        (["--format", "canvas", "--template", "x.csv", "--anonymous"], "does not go with"),
        (["--format", "canvas", "--column", "ps3=x"], "ps3 is not to be exported"),
        (["--format", "canvas", "--match", "Section"], "--match for Canvas is one of"),
    ],
)
def test_what_does_not_go_together_is_refused(
    class_of_five: Path, capsys: pytest.CaptureFixture, asked: list[str], complaint: str
):
    assert main(["export", "ps1", *asked]) == 1
    assert complaint in capsys.readouterr().err
    assert not list(class_of_five.glob("marks*"))
