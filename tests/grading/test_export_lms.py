"""The marks leave the gradebook whole: as Moodle, as Canvas and as a spreadsheet read them."""

import csv
import io
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.apps.exportapp import ExportApp
from nbgrader.plugins import CsvExportPlugin

from tests.grading.class_gradebook import (
    DUE,
    Pupil,
    Work,
    in_course,
    write_course,
    write_settings,
)
from unsigned_peace.cli import main
from unsigned_peace.grading.export.canvas_marks import write_canvas
from unsigned_peace.grading.export.class_marks import (
    Assignment,
    AssignmentMark,
    Marks,
    MarkState,
    Student,
)
from unsigned_peace.grading.export.long_table import write_long
from unsigned_peace.grading.export.marks_file import ExportOptions
from unsigned_peace.grading.export.moodle_marks import write_moodle
from unsigned_peace.grading.safe_csv import FORMULA, unguarded

pytestmark = pytest.mark.slow  # each course is made by nbgrader

WHOLE = Work({"test-1": 4, "test-2": 2.5, "essay": 7})
CLASS = (
    Pupil("test-comma", "Test", 'Comma, "Quoted"', "comma@test.invalid", "101", {"ps1": WHOLE}),
    Pupil("test-cyrillic", "Тест", "Проверкина", "cyrillic@test.invalid", "102",
          {"ps1": Work({"test-1": 0, "test-2": 0, "essay": 0}), "ps2": Work({"test-1": 5})}),
    Pupil("test-late", "テスト", "試験\n用", "Late@test.invalid", "103",
          {"ps1": Work({"test-1": 4, "test-2": 6, "essay": 10}, 3.5, DUE + timedelta(days=1))}),
    Pupil("test-unmarked", "Test", "Unmarked", "unmarked@test.invalid", "104",
          {"ps1": Work({"test-1": 4, "test-2": 1, "essay": None})}),
    Pupil("test-absent", "Test", "Absent", "absent@test.invalid", "105"),
)  # fmt: skip
MARKS = {
    "test-comma": "13.5",
    "test-cyrillic": "0",
    "test-late": "16.5",
    "test-unmarked": "",
    "test-absent": "",
}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_course(tmp_path_factory.mktemp("model") / "course", CLASS)


@pytest.fixture
def course(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with a class of five, and the current folder in it."""
    shutil.copytree(model, tmp_path / "course")
    write_settings(tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


def read(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, strict=True))


def by(rows: list[dict[str, str]], key: str, value: str) -> dict[str, str]:
    return {row[key]: row[value] for row in rows}


# --- what stands in a cell ------------------------------------------------------------------------


def test_nothing_handed_in_is_empty_and_a_zero_is_a_zero(course: Path):
    assert main(["export", "ps1", "--format", "csv"]) == 0
    assert by(read(course / "marks-csv.csv", "utf-8-sig"), "student_id", "score") == MARKS


def test_names_come_through_whole(course: Path):
    main(["export", "ps1", "--format", "csv"])
    rows = read(course / "marks-csv.csv", "utf-8-sig")
    assert {(row["first_name"], row["last_name"]) for row in rows} == {
        (pupil.first_name, pupil.last_name) for pupil in CLASS
    }


def test_excel_is_told_that_the_spreadsheet_is_utf_8_and_platforms_are_not_bothered(course: Path):
    for kind in ("csv", "moodle", "canvas"):
        main(["export", "ps1", "--format", kind])
        marked = (course / f"marks-{kind}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert marked == (kind == "csv")


def test_scores_and_penalties_are_those_of_nbgrader(course: Path):
    """nbgrader writes names unquoted, so only simple names are compared."""
    app = ExportApp()
    app.initialize(["--log-level=ERROR"])
    theirs = course / "theirs.csv"
    simple = [pupil.id for pupil in CLASS[3:]] + ["test-cyrillic"]

    in_course(course, lambda book: book.update_or_create_student("test-late", last_name="Late"))
    with Gradebook(app.coursedir.db_url, "small") as book:
        plugin = CsvExportPlugin(parent=app, to=str(theirs), student=[*simple, "test-late"])
        plugin.export(book)
    main(["export", "ps1", "ps2", "--format", "csv", "--partial"])
    ours = {
        (row["assignment"], row["student_id"]): row
        for row in read(course / "marks-csv.csv", "utf-8-sig")
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


def test_what_waits_for_a_person_is_empty_and_told(course: Path, capsys: pytest.CaptureFixture):
    main(["export", "ps1", "--format", "canvas"])
    said = capsys.readouterr()
    assert "1 to be marked by hand" in said.out
    assert "ps1: 1 to be marked by hand: left empty" in said.err
    main(["export", "ps1", "--format", "canvas", "--partial", "--force"])
    rows = by(read(course / "marks-canvas.csv"), "SIS Login ID", "ps1")
    assert rows["test-unmarked"] == "5"
    assert rows["test-absent"] == ""
    assert "the points so far are in the file" in capsys.readouterr().err


def test_what_was_handed_in_and_not_graded_is_not_called_missing(
    course: Path, capsys: pytest.CaptureFixture
):
    (course / "submitted" / "test-absent" / "ps1").mkdir(parents=True)
    main(["export", "ps1", "--format", "csv"])
    states = by(read(course / "marks-csv.csv", "utf-8-sig"), "student_id", "state")
    assert states == {
        "test-comma": "graded",
        "test-cyrillic": "graded",
        "test-late": "graded",
        "test-unmarked": "to be marked by hand",
        "test-absent": "handed in, not autograded",
    }
    assert "ps1: 1 handed in, not autograded" in capsys.readouterr().err


# --- the platforms' layouts -----------------------------------------------------------------------


def test_the_layout_of_canvas(course: Path):
    """The first rows and columns are those that Canvas's importer looks for."""
    main(["export", "ps1", "ps2", "--format", "canvas", "--column", "ps1=Problem set 1 (4711)"])
    with (course / "marks-canvas.csv").open(encoding="utf-8", newline="") as file:
        head, possible, *rows = csv.reader(file)
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert head[5:] == ["Problem set 1 (4711)", "ps2"]
    assert "Points Possible" in possible[0]
    assert possible[5:] == ["20", "5"]
    assert ["Проверкина, Тест", "102", "", "test-cyrillic", "", "0", "5"] in rows
    assert len(rows) == len(CLASS)


def test_the_layout_of_moodle(course: Path, capsys: pytest.CaptureFixture):
    main(["export", "ps1", "ps2", "--format", "moodle"])
    rows = read(course / "marks-moodle.csv")
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


# --- templates ------------------------------------------------------------------------------------

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
    course: Path, capsys: pytest.CaptureFixture
):
    (course / "export.csv").write_text(CANVAS_EXPORT, encoding="utf-8")
    asked = ["--template", "export.csv", "--column", "ps1=Problem set 1 (4711)"]
    assert main(["export", "ps1", "ps2", "--format", "canvas", *asked]) == 0
    written = (course / "marks-canvas.csv").read_bytes().decode().replace("\r\n", "\n")
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
    course: Path, capsys: pytest.CaptureFixture
):
    (course / "export.csv").write_text("\ufeff" + MOODLE_EXPORT, encoding="utf-8")
    assert main(["export", "ps1", "--format", "moodle", "--template", "export.csv"]) == 0
    text = (course / "marks-moodle.csv").read_text(encoding="utf-8")
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
    course: Path, capsys: pytest.CaptureFixture, text: str, more: list[str], complaint: str
):
    (course / "export.csv").write_text(text, encoding="utf-8")
    asked = ["export", "ps1", "--format", "canvas", "--template", "export.csv", *more]
    assert main(asked) == 1
    assert complaint in capsys.readouterr().err
    assert not (course / "marks-canvas.csv").exists()


def test_a_template_in_another_encoding_is_refused(course: Path, capsys: pytest.CaptureFixture):
    (course / "export.csv").write_bytes("Имя,ID\n".encode("cp1251"))
    assert main(["export", "ps1", "--format", "canvas", "--template", "export.csv"]) == 1
    assert "is not UTF-8" in capsys.readouterr().err


# --- anonymous ------------------------------------------------------------------------------------


def test_an_anonymous_file_names_nobody_and_the_pseudonyms_stay(course: Path):
    for kind in ("csv", "moodle", "canvas"):
        main(["export", "ps1", "--format", kind, "--anonymous"])
        text = (course / f"marks-{kind}.csv").read_text(encoding="utf-8-sig")
        for pupil in CLASS:
            betrayers = (pupil.id, pupil.first_name, pupil.last_name, pupil.email)
            assert not [one for one in betrayers if one in text.replace("Test, ", "")]
            assert not re.search(rf"\b{pupil.lms_user_id}\b", text)
        assert "2026-11-21" not in text  # when somebody handed in
    names = by(read(course / "pseudonyms.csv"), "student_id", "pseudonym")
    marks = by(read(course / "marks-csv.csv", "utf-8-sig"), "student_id", "score")
    assert {who: marks[names[who]] for who in MARKS} == MARKS
    assert list(marks) == sorted(marks)  # the order of the class would betray it
    in_course(course, lambda book: book.add_student("test-new"))
    main(["export", "ps1", "--format", "csv", "--anonymous", "--force"])
    later = by(read(course / "pseudonyms.csv"), "student_id", "pseudonym")
    assert later.items() > names.items()


def test_a_damaged_file_of_pseudonyms_is_not_replaced(course: Path, capsys: pytest.CaptureFixture):
    (course / "kept.csv").write_text("pseudonym,student_id\np1,test-late\np1,test-comma\n")
    asked = ["export", "ps1", "--format", "csv", "--anonymous", "--pseudonyms", "kept.csv"]
    assert main(asked) == 1
    assert "kept.csv is damaged" in capsys.readouterr().err
    assert (course / "kept.csv").read_text().count("p1") == 2
    assert not (course / "marks-csv.csv").exists()


# --- what is refused ------------------------------------------------------------------------------


def test_a_file_is_not_replaced_unless_it_may_be(course: Path, capsys: pytest.CaptureFixture):
    (course / "old.csv").write_text("mine")
    assert main(["export", "ps1", "--format", "csv", "--to", "old.csv"]) == 1
    assert "old.csv exists" in capsys.readouterr().err
    assert (course / "old.csv").read_text() == "mine"
    assert main(["export", "ps1", "--format", "csv", "--to", "old.csv", "--force"]) == 0
    assert "test-comma" in (course / "old.csv").read_text(encoding="utf-8")


def test_nothing_half_written_is_left(course: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (course / "marks-csv.csv").write_text("old")
    monkeypatch.setattr("os.fsync", full)
    assert main(["export", "ps1", "--format", "csv", "--force"]) == 1
    assert (course / "marks-csv.csv").read_text() == "old"
    assert not list(course.glob(".marks*"))


def test_an_unknown_assignment_names_the_known_ones(course: Path, capsys: pytest.CaptureFixture):
    assert main(["export", "ps1", "ps9", "--format", "csv"]) == 1
    assert "no assignment 'ps9'. It has: ps1, ps2." in capsys.readouterr().err
    assert not (course / "marks-csv.csv").exists()


def test_without_a_gradebook_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.chdir(tmp_path)
    assert main(["export", "ps1", "--format", "csv"]) == 1
    assert "There is no gradebook" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_gradebook_is_named(course: Path, capsys: pytest.CaptureFixture):
    (course / "gradebook.db").write_text("no database at all, and long enough to look at" * 9)
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
    course: Path, capsys: pytest.CaptureFixture, asked: list[str], complaint: str
):
    assert main(["export", "ps1", *asked]) == 1
    assert complaint in capsys.readouterr().err
    assert not list(course.glob("marks*"))


# --- any name and any id --------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
ODD = st.sampled_from(
    ["=1+1", "'=1+1", "-2", "@SUM(A1)", "\t=1", "＝1", "'t Hooft", 'a"b', "a\r\nb"]
)
STUDENTS = st.lists(
    st.builds(Student, TEXT.filter(bool) | ODD, TEXT | ODD, TEXT | ODD, TEXT | ODD, TEXT | ODD),
    unique_by=lambda student: student.id,
    max_size=5,
)
PS1 = Assignment("ps1", 20)


def class_of(students: list[Student]) -> Marks:
    table = {
        (one.id, "ps1"): AssignmentMark(MarkState.GRADED, place)
        for place, one in enumerate(students)
    }
    return Marks((PS1,), tuple(students), table)


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(STUDENTS)
def test_any_name_survives_in_a_spreadsheet_and_is_no_formula(students: list[Student]):
    head, *rows = parsed(
        write_long(class_of(students), ExportOptions()).text().removeprefix("\ufeff")
    )
    assert [list(map(unguarded, row[1:5])) for row in rows] == [
        [one.id, one.last_name, one.first_name, one.email] for one in students
    ]
    assert [row[head.index("score")] for row in rows] == list(map(str, range(len(students))))
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@given(STUDENTS)
def test_any_id_reaches_moodle_as_it_is(students: list[Student]):
    head, *rows = parsed(write_moodle(class_of(students), ExportOptions()).text())
    assert [row[head.index("Username")] for row in rows] == [one.id for one in students]
    names = [[unguarded(row[0]), unguarded(row[1])] for row in rows]
    assert names == [[one.first_name, one.last_name] for one in students]
    assert [row[-1] for row in rows] == list(map(str, range(len(students))))
    if "Email address" in head:
        column = head.index("Email address")
        assert [row[column] for row in rows] == [one.email for one in students]
        assert all(row[column] for row in rows)


@given(STUDENTS)
def test_any_id_reaches_canvas_as_it_is(students: list[Student]):
    sheet = write_canvas(class_of(students), ExportOptions())
    _, _, *rows = parsed(sheet.text())
    assert [row[3] for row in rows] == [one.id for one in students]
    assert [unguarded(row[0]) for row in rows] == [one.sortable for one in students]
    assert [row[1] for row in rows] == [one.lms_user_id for one in students]
    risky = [one for one in students if FORMULA.match(one.id)]
    assert not risky or "Do not open this file in a spreadsheet" in sheet.notes[0]
