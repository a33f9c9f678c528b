"""What every writer gives back: the rows of a file, and what the instructor should know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unsigned_peace.grading.export.class_marks import Assignment, AssignmentMark, Marks, Student
from unsigned_peace.grading.safe_csv import FORMULA, csv_text, number


@dataclass(frozen=True)
class ExportOptions:
    """What the instructor asked for.

    Attributes:
        assignments: names of assignments, in the order of the columns.
        form: moodle, canvas or csv.
        to: the file to write; `marks-<form>.csv` if left out.
        force: whether a file that is there may be replaced.
        partial: whether to write marks of which a part still waits for a person.
        columns: the heading to use for an assignment, where it is not its name.
        match: the column that names students.
        template: a file of the platform to fill in.
        anonymous: whether pseudonyms take the place of names and ids.
        pseudonyms: the file that keeps them; `pseudonyms.csv` in the course folder if left out.

    """

    assignments: Sequence[str] = ()
    form: str = "csv"
    to: Path | None = None
    force: bool = False
    partial: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    match: str = ""
    template: Path | None = None
    anonymous: bool = False
    pseudonyms: Path | None = None

    def heading(self, assignment: Assignment) -> str:
        """Return the heading for an assignment: the one that was asked for, or its name."""
        return self.columns.get(assignment.name, assignment.name)

    def cell(self, mark: AssignmentMark, blank: str = "") -> str:
        """Write a mark; `blank` where there is none."""
        score = mark.counted(partial=self.partial)
        return blank if score is None else number(score)


@dataclass(frozen=True)
class MarksFile:
    """The rows of a file to be, and notes about them."""

    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    bom: bool = False
    delimiter: str = ","

    def text(self) -> str:
        """Write the file."""
        return csv_text(self.rows, bom=self.bom, delimiter=self.delimiter)


def listed(names: Sequence[str], most: int = 10) -> str:
    """Name some, and count the rest.

    >>> listed(["t1", "t2", "t3"], most=2)
    't1, t2 and 1 more'
    """
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def marks_row(marks: Marks, student: Student, options: ExportOptions, blank: str = "") -> list[str]:
    """Write the marks of one student, in the order of the assignments."""
    return [options.cell(marks.of(student, one), blank) for one in marks.assignments]


def formula_ids(students: Sequence[Student]) -> list[str]:
    """Warn of ids that a spreadsheet would run. A platform must recognise them, so they stay.

    >>> formula_ids([Student("t1")]), len(formula_ids([Student("=t1")]))
    ([], 1)
    """
    found = [
        student.id
        for student in students
        if any(map(FORMULA.match, (student.id, student.email, student.lms_user_id)))
    ]
    if not found:
        return []
    return [
        (
            f"Do not open this file in a spreadsheet: the ids of {listed(found)} look like "
            "formulas. They are written as they are, so that the platform recognises them."
        )
    ]
