"""Fill marks into a file that the platform itself has exported.

Then ids and headings are the platform's own. The file comes back as it was; only the cells of the
assignments change, and only where there is a mark.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from unsigned_peace.grading.engine.course import CourseError
from unsigned_peace.grading.export.class_marks import Assignment, Marks, Student
from unsigned_peace.grading.export.marks_file import ExportOptions, MarksFile, listed
from unsigned_peace.grading.safe_csv import BOM, number

ANY_KEY = ("id", "lms_user_id", "email")


@dataclass(frozen=True)
class Template:
    """A file that a platform has exported, cell by cell."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    bom: bool = False


@dataclass(frozen=True)
class Layout:
    """What a platform's files have in common.

    `keys` names the columns that can tell who a student is, and what of a student may stand there.
    `column` finds an assignment's name in its heading. A cell with a text of `keep` is never
    changed. `points` marks the row with what can be earned. Rows that name nobody are kept, unless
    `without_key` says why they must go.
    """

    platform: str
    keys: Mapping[str, tuple[str, ...]]
    column: re.Pattern[str]
    keep: tuple[str, ...] = ()
    points: str = ""
    without_key: str = ""


def read_template(path: Path) -> Template:
    """Read a file that a platform has exported: comma, semicolon or tab between the cells.

    Raises OSError, or CourseError if the file is no table in UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CourseError(
            f"{path} is not UTF-8. Export it once more, and do not save it in a spreadsheet."
        ) from error
    bom = text.startswith(BOM)
    text = text.removeprefix(BOM)
    tables = [(_rows(text, delimiter), delimiter) for delimiter in ",;\t"]
    rows, delimiter = max(tables, key=lambda table: len(table[0][0]) if table[0] else 0)
    if not rows or len(rows[0]) < 2:
        raise CourseError(f"{path} is no table. Export the gradebook once more.")
    head, *rest = rows
    wide = [place for place, row in enumerate(rest, start=2) if len(row) > len(head)]
    if wide:
        raise CourseError(f"{path}: row {wide[0]} has more cells than the first row.")
    filled = tuple(tuple(row) + ("",) * (len(head) - len(row)) for row in rest)
    return Template(path.name, tuple(head), filled, delimiter, bom)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        return [
            row
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            if row
        ]
    except csv.Error:
        return []


def fill(template: Template, layout: Layout, marks: Marks, options: ExportOptions) -> MarksFile:
    """Fill the marks into a template; say which students only one side knows.

    Raises CourseError if a column cannot be found, or if two rows are the same student.
    """
    columns = {one: _column(template, layout, one, options) for one in marks.assignments}
    match, found = _matched(template, layout, marks, options)
    rows, kept, without = [template.head], [], 0
    for place, row in enumerate(template.rows):
        student, cells = found.get(place), list(row)
        special = bool(layout.points) and layout.points in row[0]
        if not row[match].strip() and not special and layout.without_key:
            without += 1
            continue
        if student:
            for assignment, column in columns.items():
                cell = options.cell(marks.of(student, assignment))
                if cell and cells[column].strip() in layout.keep:
                    kept.append(student.id)
                elif cell:
                    cells[column] = cell
        rows.append(tuple(cells))
    notes = _points_notes(template, layout, columns)
    if kept:
        notes.append(f"Left as it is ({', '.join(layout.keep)}): {listed(kept)}.")
    if without:
        notes.append(
            f"{without} rows with nothing under {template.head[match]!r} {layout.without_key}."
        )
    notes += _unknown(template, marks, match, found)
    return MarksFile(rows, notes, template.bom, template.delimiter)


def _column(
    template: Template, layout: Layout, assignment: Assignment, options: ExportOptions
) -> int:
    """Find the column of an assignment."""
    asked = options.columns.get(assignment.name)
    if asked is not None:
        places = [i for i, heading in enumerate(template.head) if heading == asked]
    else:
        name = assignment.name.casefold()
        places = [
            i
            for i, heading in enumerate(template.head)
            if name in {heading.casefold(), layout.column.fullmatch(heading)["name"].casefold()}
        ]
    if len(places) != 1:
        what = "more than one column" if places else "no column"
        raise CourseError(
            f"{template.name} has {what} {asked or assignment.name!r}. Say which it is with "
            f'--column "{assignment.name}=HEADING". Headings: {_quoted(template.head)}.'
        )
    return places[0]


def _matched(
    template: Template, layout: Layout, marks: Marks, options: ExportOptions
) -> tuple[int, dict[int, Student]]:
    """Choose the column that tells who a student is; return it with the student of each row."""
    if options.match and options.match not in template.head:
        raise CourseError(
            f"{template.name} has no column {options.match!r}. Headings: {_quoted(template.head)}."
        )
    keys = {options.match: ANY_KEY} if options.match else layout.keys
    best: tuple[int, dict[int, Student]] = (-1, {})
    for heading, fields in keys.items():
        if heading in template.head:
            column = template.head.index(heading)
            found = _students(template, column, marks.students, fields)
            if best[0] < 0 or len(found) > len(best[1]):
                best = column, found
    column, found = best
    if not found:
        raise CourseError(
            f"No student of the gradebook is in {template.name}. Say with --match which column "
            f"has the ids of the gradebook. Headings: {_quoted(template.head)}."
        )
    for student, times in Counter(found.values()).items():
        if times > 1:
            raise CourseError(
                f"{times} rows of {template.name} have {student.id!r} under "
                f"{template.head[column]!r}. Choose another column with --match."
            )
    return column, found


def _students(
    template: Template, column: int, students: Sequence[Student], fields: Sequence[str]
) -> dict[int, Student]:
    """Return the student of each row that one column names without doubt."""
    owners: dict[str, set[Student]] = {}
    for student in students:
        for field in fields:
            if key := _key(getattr(student, field)):
                owners.setdefault(key, set()).add(student)
    found = {}
    for place, row in enumerate(template.rows):
        who = owners.get(_key(row[column]), set())
        if len(who) == 1:
            (found[place],) = who
    return found


def _key(text: str) -> str:
    """E-mail addresses are the same in capital letters; ids need not be."""
    text = text.strip()
    return text.casefold() if "@" in text else text


def _points_notes(
    template: Template, layout: Layout, columns: Mapping[Assignment, int]
) -> list[str]:
    """Compare what can be earned, where the template says it."""
    notes = []
    for row in template.rows:
        if layout.points and layout.points in row[0]:
            for assignment, column in columns.items():
                points = row[column].strip()
                if points and not _same(points, assignment.max_score):
                    notes.append(
                        f"{template.head[column]}: {points} points in {layout.platform}, "
                        f"{number(assignment.max_score)} in the gradebook. The marks are points: "
                        f"change it in {layout.platform}."
                    )
    return notes


def _same(written: str, points: float) -> bool:
    try:
        return abs(float(written.replace(",", ".")) - points) < 0.01
    except ValueError:
        return False


def _unknown(
    template: Template,
    marks: Marks,
    match: int,
    found: Mapping[int, Student],
) -> list[str]:
    """Say which students only one side knows."""
    notes, there = [], set(found.values())
    here = [one.id for one in marks.students if one not in there]
    if here:
        notes.append(f"Not in {template.name}, so not written: {listed(here)}.")
    strangers = [
        row[match]
        for place, row in enumerate(template.rows)
        if place not in found and row[match].strip()
    ]
    if strangers:
        notes.append(f"Not in the gradebook, so left as they are: {listed(strangers)}.")
    return notes


def _quoted(head: Sequence[str]) -> str:
    return ", ".join(map(repr, head))
