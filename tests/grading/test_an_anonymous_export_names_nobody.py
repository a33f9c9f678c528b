"""An anonymous file of marks names nobody, and whose pseudonym is whose stays as it was."""

import re
from pathlib import Path

import pytest

from tests.grading.class_gradebook import (
    in_course,
)
from tests.grading.class_of_five import CLASS, MARKS, by, read
from unsigned_peace.cli import main

pytestmark = pytest.mark.slow  # each course is made by nbgrader


def test_an_anonymous_file_names_nobody_and_the_pseudonyms_stay(class_of_five: Path):
    for kind in ("csv", "moodle", "canvas"):
        main(["export", "ps1", "--format", kind, "--anonymous"])
        text = (class_of_five / f"marks-{kind}.csv").read_text(encoding="utf-8-sig")
        for pupil in CLASS:
            betrayers = (pupil.id, pupil.first_name, pupil.last_name, pupil.email)
            assert not [one for one in betrayers if one in text.replace("Test, ", "")]
            assert not re.search(rf"\b{pupil.lms_user_id}\b", text)
        assert "2026-11-21" not in text  # when somebody handed in
    names = by(read(class_of_five / "pseudonyms.csv"), "student_id", "pseudonym")
    marks = by(read(class_of_five / "marks-csv.csv", "utf-8-sig"), "student_id", "score")
    assert {who: marks[names[who]] for who in MARKS} == MARKS
    assert list(marks) == sorted(marks)  # the order of the class would betray it
    in_course(class_of_five, lambda book: book.add_student("test-new"))
    main(["export", "ps1", "--format", "csv", "--anonymous", "--force"])
    later = by(read(class_of_five / "pseudonyms.csv"), "student_id", "pseudonym")
    assert later.items() > names.items()


def test_a_damaged_file_of_pseudonyms_is_not_replaced(
    class_of_five: Path, capsys: pytest.CaptureFixture
):
    (class_of_five / "kept.csv").write_text("pseudonym,student_id\np1,test-late\np1,test-comma\n")
    asked = ["export", "ps1", "--format", "csv", "--anonymous", "--pseudonyms", "kept.csv"]
    assert main(asked) == 1
    assert "kept.csv is damaged" in capsys.readouterr().err
    assert (class_of_five / "kept.csv").read_text().count("p1") == 2
    assert not (class_of_five / "marks-csv.csv").exists()
