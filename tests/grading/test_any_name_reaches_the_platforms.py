"""Any name and any id leave the gradebook as they are, and are no formula to a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

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

pytestmark = pytest.mark.slow

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
