"""The layout of Canvas's gradebook import (Grades > Import).

What counts is what Canvas's importer does (`lib/gradebook_importer.rb`):

- The first columns are Student, ID, SIS User ID, SIS Login ID, Section. It finds students by ID,
  else by the SIS ids, else by name.
- A column `Name (id)` is the assignment with this id, else the one with this name. Any other
  heading would make a new assignment; Canvas asks first.
- A row whose first cell holds `Points Possible` has what can be earned.
- An empty cell takes away a mark that is there. `EX` excuses a student.
"""

import re

from unsigned_peace.grading.engine.course import CourseError
from unsigned_peace.grading.export.class_marks import Marks
from unsigned_peace.grading.export.marks_file import (
    ExportOptions,
    MarksFile,
    formula_ids,
    listed,
    marks_row,
)
from unsigned_peace.grading.export.platform_file import Layout, Template, fill
from unsigned_peace.grading.safe_csv import guarded, number

POINTS = "Points Possible"
EXCUSED = "EX"
STUDENT = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
COLUMN = re.compile(r"(?P<name>.*?)(?:\s*\(\d+\))?", re.DOTALL)
LAYOUT = Layout(
    platform="Canvas",
    keys={
        "SIS Login ID": ("id", "email"),
        "SIS User ID": ("id", "lms_user_id"),
        "ID": ("lms_user_id",),
    },
    column=COLUMN,
    keep=(EXCUSED,),
    points=POINTS,
)


def write_canvas(
    marks: Marks, options: ExportOptions, template: Template | None = None
) -> MarksFile:
    """Write one row for each student; with a template, fill in the marks there.

    >>> from unsigned_peace.grading.export.class_marks import AssignmentMark, MarkState, Student
    >>> from unsigned_peace.grading.export.class_marks import Assignment
    >>> one, test = Assignment("ps1", 5), Student("t1", "Test", "Student")
    >>> class_ = Marks((one,), (test,), {("t1", "ps1"): AssignmentMark(MarkState.GRADED, 4)})
    >>> for row in write_canvas(class_, ExportOptions()).rows: print(row)
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'ps1']
    ['    Points Possible', '', '', '', '', '5']
    ['Student, Test', '', '', 't1', '', '4']
    """
    if template:
        return fill(template, LAYOUT, marks, options)
    head = [*STUDENT, *map(options.heading, marks.assignments)]
    possible = [f"    {POINTS}", "", "", "", ""]
    rows = [head, possible + [number(one.max_score) for one in marks.assignments]]
    place = head.index(_id_column(options))
    for student in marks.students:
        row = [guarded(student.sortable), student.lms_user_id, "", "", ""]
        row[place] = student.id
        rows.append(row + marks_row(marks, student, options))
    unnumbered = [
        heading
        for heading in map(options.heading, marks.assignments)
        if COLUMN.fullmatch(heading)["name"] == heading
    ]
    notes = formula_ids(marks.students)
    if unnumbered:
        notes.append(
            f"{listed(unnumbered)}: no number in brackets. Canvas takes such a column for the "
            "assignment of that name, or offers to make a new one. See --column and --template."
        )
    return MarksFile(rows, notes)


def _id_column(options: ExportOptions) -> str:
    """Return the heading of the column for the ids of the gradebook."""
    if options.match and options.match not in STUDENT[1:4]:
        raise CourseError(f"--match for Canvas is one of {', '.join(STUDENT[1:4])}.")
    return options.match or "SIS Login ID"
