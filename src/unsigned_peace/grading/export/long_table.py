"""Our own layout: one row for each student and assignment, for spreadsheets and for programs.

Columns: `assignment`, `student_id`, `last_name`, `first_name`, `email`, `state`, `score`,
`max_score`, `raw_score`, `late_penalty`, `timestamp`, `duedate`. `score` is `raw_score` without
`late_penalty`, never below zero. Times are in UTC.
"""

from datetime import datetime

from unsigned_peace.grading.export.class_marks import Marks
from unsigned_peace.grading.export.marks_file import ExportOptions, MarksFile
from unsigned_peace.grading.safe_csv import guarded, number

HEAD = [
    "assignment", "student_id", "last_name", "first_name", "email", "state", "score", "max_score",
    "raw_score", "late_penalty", "timestamp", "duedate",
]  # fmt: skip


def write_long(marks: Marks, options: ExportOptions) -> MarksFile:
    """Write one row for each student and assignment.

    >>> from unsigned_peace.grading.export.class_marks import AssignmentMark, MarkState, Student
    >>> from unsigned_peace.grading.export.class_marks import Assignment
    >>> none = {("t1", "a1"): AssignmentMark(MarkState.MISSING)}
    >>> write_long(Marks((Assignment("a1", 5),), (Student("t1"),), none), ExportOptions()).rows[1]
    ['a1', 't1', '', '', '', 'nothing handed in', '', '5', '', '', '', '']
    """
    rows = [HEAD]
    for assignment in marks.assignments:
        for student in marks.students:
            mark = marks.of(student, assignment)
            shown = mark.counted(partial=options.partial) is not None
            names = (student.id, student.last_name, student.first_name, student.email)
            rows.append(
                [
                    guarded(assignment.name),
                    *map(guarded, names),
                    mark.state.value,
                    options.cell(mark),
                    number(assignment.max_score),
                    number(mark.raw_score) if shown else "",
                    number(mark.late_penalty) if shown else "",
                    _time(mark.timestamp),
                    _time(mark.duedate),
                ]
            )
    return MarksFile(rows, bom=True)


def _time(when: datetime | None) -> str:
    return when.strftime("%Y-%m-%d %H:%M:%S") if when else ""
