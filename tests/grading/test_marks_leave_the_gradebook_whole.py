"""The marks leave the gradebook whole: what was graded, what waits, and what was not handed in."""

from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.exportapp import ExportApp
from nbgrader.plugins import CsvExportPlugin

from tests.grading.class_gradebook import (
    Pupil,
    Work,
    in_course,
    write_course,
)
from tests.grading.class_of_five import CLASS, MARKS, by, read
from unsigned_peace.cli import main
from unsigned_peace.grading.export.class_marks import (
    MarkState,
)

pytestmark = pytest.mark.slow  # each course is made by nbgrader


def test_nothing_handed_in_is_empty_and_a_zero_is_a_zero(class_of_five: Path):
    assert main(["export", "ps1", "--format", "csv"]) == 0
    assert by(read(class_of_five / "marks-csv.csv", "utf-8-sig"), "student_id", "score") == MARKS


def test_names_come_through_whole(class_of_five: Path):
    main(["export", "ps1", "--format", "csv"])
    rows = read(class_of_five / "marks-csv.csv", "utf-8-sig")
    assert {(row["first_name"], row["last_name"]) for row in rows} == {
        (pupil.first_name, pupil.last_name) for pupil in CLASS
    }


def test_excel_is_told_that_the_spreadsheet_is_utf_8_and_platforms_are_not_bothered(
    class_of_five: Path,
):
    for kind in ("csv", "moodle", "canvas"):
        main(["export", "ps1", "--format", kind])
        marked = (class_of_five / f"marks-{kind}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert marked == (kind == "csv")


def test_scores_and_penalties_are_those_of_nbgrader(class_of_five: Path):
    """nbgrader writes names unquoted, so only simple names are compared."""
    app = ExportApp()
    app.initialize(["--log-level=ERROR"])
    theirs = class_of_five / "theirs.csv"
    simple = [pupil.id for pupil in CLASS[3:]] + ["test-cyrillic"]

    in_course(
        class_of_five, lambda book: book.update_or_create_student("test-late", last_name="Late")
    )
    with Gradebook(app.coursedir.db_url, "small") as book:
        plugin = CsvExportPlugin(parent=app, to=str(theirs), student=[*simple, "test-late"])
        plugin.export(book)
    main(["export", "ps1", "ps2", "--format", "csv", "--partial"])
    ours = {
        (row["assignment"], row["student_id"]): row
        for row in read(class_of_five / "marks-csv.csv", "utf-8-sig")
    }
    compared = 0
    for row in read(theirs):
        mine = ours[row["assignment"], row["student_id"]]
        assert float(mine["max_score"]) == float(row["max_score"])
        if mine["state"] == MarkState.MISSING.value:
            assert (mine["score"], row["score"]) == ("", "0.0")
            continue
        compared += 1
        assert float(mine["score"]) == float(row["score"])
        assert float(mine["raw_score"]) == float(row["raw_score"])
        assert float(mine["late_penalty"]) == float(row["late_submission_penalty"])
        assert mine["timestamp"] == row["timestamp"]
    assert compared == 4


def test_a_penalty_never_makes_a_mark_negative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    late = Work({"test-1": 2, "test-2": 0, "essay": 0}, penalty=5)
    monkeypatch.chdir(write_course(tmp_path / "course", [Pupil("test-1", work={"ps1": late})]))
    main(["export", "ps1", "--format", "csv"])
    (row,) = read(Path("marks-csv.csv"), "utf-8-sig")
    assert (row["raw_score"], row["late_penalty"], row["score"]) == ("2", "5", "0")


def test_what_waits_for_a_person_is_empty_and_told(
    class_of_five: Path, capsys: pytest.CaptureFixture
):
    main(["export", "ps1", "--format", "canvas"])
    said = capsys.readouterr()
    assert "1 to be marked by hand" in said.out
    assert "ps1: 1 to be marked by hand: left empty" in said.err
    main(["export", "ps1", "--format", "canvas", "--partial", "--force"])
    rows = by(read(class_of_five / "marks-canvas.csv"), "SIS Login ID", "ps1")
    assert rows["test-unmarked"] == "5"
    assert rows["test-absent"] == ""
    assert "the points so far are in the file" in capsys.readouterr().err


def test_what_was_handed_in_and_not_graded_is_not_called_missing(
    class_of_five: Path, capsys: pytest.CaptureFixture
):
    (class_of_five / "submitted" / "test-absent" / "ps1").mkdir(parents=True)
    main(["export", "ps1", "--format", "csv"])
    states = by(read(class_of_five / "marks-csv.csv", "utf-8-sig"), "student_id", "state")
    assert states == {
        "test-comma": "graded",
        "test-cyrillic": "graded",
        "test-late": "graded",
        "test-unmarked": "to be marked by hand",
        "test-absent": "handed in, not autograded",
    }
    assert "ps1: 1 handed in, not autograded" in capsys.readouterr().err
