"""Moodle and Canvas read our files of marks, and get their own files back filled in."""

import csv
import io
from pathlib import Path

import pytest

from tests.grading.class_gradebook import (
    Pupil,
    write_course,
)
from tests.grading.class_of_five import CLASS, MARKS, by, read
from unsigned_peace.cli import main
from unsigned_peace.grading.export.class_marks import (
    Assignment,
    AssignmentMark,
    Marks,
    MarkState,
    Student,
)
from unsigned_peace.grading.export.marks_file import ExportOptions
from unsigned_peace.grading.export.moodle_marks import write_moodle

pytestmark = pytest.mark.slow  # each course is made by nbgrader


def test_the_layout_of_canvas(class_of_five: Path):
    """The first rows and columns are those that Canvas's importer looks for."""
    main(["export", "ps1", "ps2", "--format", "canvas", "--column", "ps1=Problem set 1 (4711)"])
    with (class_of_five / "marks-canvas.csv").open(encoding="utf-8", newline="") as file:
        head, possible, *rows = csv.reader(file)
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert head[5:] == ["Problem set 1 (4711)", "ps2"]
    assert "Points Possible" in possible[0]
    assert possible[5:] == ["20", "5"]
    assert ["Проверкина, Тест", "102", "", "test-cyrillic", "", "0", "5"] in rows
    assert len(rows) == len(CLASS)


def test_the_layout_of_moodle(class_of_five: Path, capsys: pytest.CaptureFixture):
    main(["export", "ps1", "ps2", "--format", "moodle"])
    rows = read(class_of_five / "marks-moodle.csv")
    assert list(rows[0]) == [
        "First name", "Last name", "Username", "ID number", "Email address", "ps1", "ps2",
    ]  # fmt: skip
    assert by(rows, "Username", "ps1") == {who: mark or "-" for who, mark in MARKS.items()}
    said = capsys.readouterr().err
    assert "ps1 (20), ps2 (5)" in said
    assert "stops Moodle's whole import" not in said


def test_moodle_gets_no_column_of_ids_with_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Moodle gives a row without an id to the student of the row before."""
    pupils = [Pupil("test-1", email="one@test.invalid"), Pupil("test-2")]
    monkeypatch.chdir(write_course(tmp_path / "course", pupils))
    main(["export", "ps1", "--format", "moodle"])
    assert list(read(Path("marks-moodle.csv"))[0]) == [
        "First name", "Last name", "Username", "ps1",
    ]  # fmt: skip


def test_a_mark_above_the_maximum_stops_moodle_and_is_named():
    one = Assignment("ps1", 60)
    table = {
        ("test-1", "ps1"): AssignmentMark(MarkState.GRADED, 65.5),
        ("test-2", "ps1"): AssignmentMark(MarkState.GRADED, 60),
    }
    marks = Marks((one,), (Student("test-1"), Student("test-2")), table)
    notes = write_moodle(marks, ExportOptions()).notes
    assert any("test-1 in ps1: more than the maximum" in note for note in notes)
    assert not any("test-2" in note for note in notes)


CANVAS_EXPORT = """\
Student,ID,SIS User ID,SIS Login ID,Section,Problem set 1 (4711),ps2 (4712),Essay (4713),Final Score
,,,,,Manual Posting,,,
    Points Possible,,,,,25.00,5.00,10.00,(read only)
"Comma, Test",9001,S-1,test-comma,Group A,,,8.50,55.00
"Late, Test",9003,S-3,test-late,Group A,EX,1.00,,10.00
"Unmarked, Test",9004,S-4,test-unmarked,Group B,11.00,,,0.00
"Stranger, Test",9009,S-9,test-stranger,Group B,7.00,,,0.00
"""


def test_a_canvas_export_comes_back_with_the_marks_filled_in(
    class_of_five: Path, capsys: pytest.CaptureFixture
):
    (class_of_five / "export.csv").write_text(CANVAS_EXPORT, encoding="utf-8")
    asked = ["--template", "export.csv", "--column", "ps1=Problem set 1 (4711)"]
    assert main(["export", "ps1", "ps2", "--format", "canvas", *asked]) == 0
    written = (class_of_five / "marks-canvas.csv").read_bytes().decode().replace("\r\n", "\n")
    assert written == CANVAS_EXPORT.replace("Group A,,,8.50", "Group A,13.5,,8.50")
    said = capsys.readouterr().err
    assert "Left as it is (EX): test-late." in said
    assert "Not in export.csv, so not written: test-absent, test-cyrillic." in said
    assert "Not in the gradebook, so left as they are: test-stranger." in said
    assert "25.00 points in Canvas, 20 in the gradebook" in said


MOODLE_EXPORT = """\
"First name";Surname;"ID number";Institution;"Email address";"Assignment: ps1 (Real)";\
"Quiz: ps2 (Real)";"Last downloaded from this course"
Test;"Comma";"";"Test School";COMMA@test.invalid;-;-;1795000000
Тест;Проверкина;"";"";cyrillic@test.invalid;12.00;-;1795000000
Test;Stranger;"";"";stranger@test.invalid;-;-;1795000000
Test;"No address";"";"";"";3.00;-;1795000000
"""


def test_a_moodle_export_comes_back_with_the_marks_filled_in(
    class_of_five: Path, capsys: pytest.CaptureFixture
):
    (class_of_five / "export.csv").write_text("\ufeff" + MOODLE_EXPORT, encoding="utf-8")
    assert main(["export", "ps1", "--format", "moodle", "--template", "export.csv"]) == 0
    text = (class_of_five / "marks-moodle.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeff")  # as it came
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert rows[0] == next(csv.reader(io.StringIO(MOODLE_EXPORT), delimiter=";"))
    assert [row[4:] for row in rows[1:]] == [
        ["COMMA@test.invalid", "13.5", "-", "1795000000"],
        ["cyrillic@test.invalid", "0", "-", "1795000000"],
        ["stranger@test.invalid", "-", "-", "1795000000"],
    ]
    said = capsys.readouterr().err
    assert "1 rows with nothing under 'Email address' left out" in said
    assert "stranger@test.invalid" in said


@pytest.mark.parametrize(
    ("text", "more", "complaint"),
    [
        (CANVAS_EXPORT, [], "no column 'ps1'. Say which it is with --column"),
        (CANVAS_EXPORT, ["--column", "ps1=Essay"], "no column 'Essay'"),
        (CANVAS_EXPORT, ["--column", "ps1=Essay (4713)", "--match", "Login"],
         "has no column 'Login'"),
        (CANVAS_EXPORT, ["--column", "ps1=Problem set 1 (4711)", "--match", "Section"],
         "No student of the gradebook is in export.csv"),
        (CANVAS_EXPORT + '"Twice, Test",9010,S-10,test-late,,,,,\n',
         ["--column", "ps1=Problem set 1 (4711)"], "2 rows of export.csv have 'test-late'"),
        ("nothing", [], "is no table"),
        ("a,b\n1,2,3\n", [], "row 2 has more cells than the first row"),
    ],
)  # fmt: skip
def test_a_template_that_does_not_fit_is_refused(
    class_of_five: Path, capsys: pytest.CaptureFixture, text: str, more: list[str], complaint: str
):
    (class_of_five / "export.csv").write_text(text, encoding="utf-8")
    asked = ["export", "ps1", "--format", "canvas", "--template", "export.csv", *more]
    assert main(asked) == 1
    assert complaint in capsys.readouterr().err
    assert not (class_of_five / "marks-canvas.csv").exists()


def test_a_template_in_another_encoding_is_refused(
    class_of_five: Path, capsys: pytest.CaptureFixture
):
    (class_of_five / "export.csv").write_bytes("Имя,ID\n".encode("cp1251"))
    assert main(["export", "ps1", "--format", "canvas", "--template", "export.csv"]) == 1
    assert "is not UTF-8" in capsys.readouterr().err
