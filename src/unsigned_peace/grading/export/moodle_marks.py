"""The layout of Moodle's grade import (Grades > Import > CSV file).

What counts is what Moodle's importer does (`grade/import/csv/classes/load_data.php`):

- It finds users by the one column that is chosen under *Map from*: user name, id number or e-mail
  address. One unknown user stops the whole import. A row with an empty cell in that column is given
  to the user of the row before. So a column with gaps is not written.
- `-` is no grade. Moodle's own export writes it. An empty cell is no grade only for a grade item
  that exists already.
- A grade above the maximum of its item stops the whole import, unless the site allows unlimited
  grades. A grade item that the import makes anew has the maximum 100, whatever ours is: 10 of 60
  points would become 10 of 100. So the item is made first, with its maximum.
"""

import re
from dataclasses import replace

from unsigned_peace.grading.export.class_marks import Marks
from unsigned_peace.grading.export.marks_file import (
    ExportOptions,
    MarksFile,
    formula_ids,
    listed,
    marks_row,
)
from unsigned_peace.grading.export.platform_file import Layout, Template, fill
from unsigned_peace.grading.safe_csv import guarded

NO_GRADE = "-"
# "Assignment: Problem set 1 (Real)" is how Moodle names the column of a grade item.
COLUMN = re.compile(r"(?:[^:]+: )?(?P<name>.*?)(?: \(Real\))?", re.DOTALL)
LAYOUT = Layout(
    platform="Moodle",
    keys={
        "Username": ("id",),
        "ID number": ("id", "lms_user_id"),
        "Email address": ("email", "id"),
    },
    column=COLUMN,
    without_key="left out: Moodle would give their marks to the student of the row before",
)


def write_moodle(
    marks: Marks, options: ExportOptions, template: Template | None = None
) -> MarksFile:
    """Write one row for each student; with a template, fill in the marks there."""
    if template:
        sheet = fill(template, LAYOUT, marks, options)
        return replace(sheet, notes=[*_maxima(marks), *sheet.notes])
    extra = [
        (heading, values)
        for heading, values in (
            ("ID number", [one.lms_user_id for one in marks.students]),
            ("Email address", [one.email for one in marks.students]),
        )
        if values and all(values)
    ]
    head = ["First name", "Last name", options.match or "Username", *(name for name, _ in extra)]
    rows = [[*head, *map(options.heading, marks.assignments)]]
    for place, student in enumerate(marks.students):
        ids = [student.id, *(values[place] for _, values in extra)]
        names = map(guarded, (student.first_name, student.last_name))
        rows.append([*names, *ids, *marks_row(marks, student, options, NO_GRADE)])
    return MarksFile(rows, [*_maxima(marks), *formula_ids(marks.students)])


def _maxima(marks: Marks) -> list[str]:
    """Say what the grade items in Moodle must look like, and which marks it would refuse."""
    listing = ", ".join(f"{one.name} ({one.max_score:g})" for one in marks.assignments)
    above = [
        f"{student.id} in {one.name}"
        for one in marks.assignments
        for student in marks.students
        if (marks.of(student, one).counted(partial=True) or 0) > one.max_score
    ]
    first = f"Make each grade item in Moodle first, with its maximum grade: {listing}."
    notes = [f"{first} An item that the import makes is out of 100."]
    if above:
        notes.append(
            f"{listed(above)}: more than the maximum. One such mark stops Moodle's whole import "
            "unless the site allows unlimited grades. Raise the maximum of the item there."
        )
    return notes
