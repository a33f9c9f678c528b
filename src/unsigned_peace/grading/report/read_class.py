"""Read what a class made of an assignment: gradebook, autograded notebooks, answers to the quiz."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.api import Notebook as NotebookRow
from nbgrader.coursedir import CourseDirectory

from unsigned_peace.grading.engine.course import (
    CourseError,
    find_assignments,
    folder_of,
    open_course,
    open_gradebook,
)
from unsigned_peace.grading.export.read_marks import gather as gather_marks
from unsigned_peace.grading.report import task_outline
from unsigned_peace.grading.report.class_change import AFTER, BEFORE, NO_GROUP, PairedMark
from unsigned_peace.grading.report.class_record import (
    TASK,
    Answer,
    ClassRecord,
    Participant,
    ReportItem,
)
from unsigned_peace.grading.report.quiz_answers import read_quiz
from unsigned_peace.grading.report.statistics import SMALL
from unsigned_peace.grading.report.task_outline import CellPlace, NotebookLook
from unsigned_peace.grading.report.write_report import write_report

_GROUP = re.compile(r"^group *= *([12])\b", re.MULTILINE)


def report(
    assignment: str, to: Path | None = None, *, anonymous: bool = False, force: bool = False
) -> int:
    """Write the report; return 1, after the reason, if that cannot be done."""
    try:
        course = open_course()
        with open_gradebook(course) as book:
            record = gather(book, course, assignment)
        folder = to or Path(f"report-{assignment}")
        notebook = write_report(record, folder, anonymous=anonymous, force=force)
    except (CourseError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote {notebook} and its tables. Open it in JupyterLab, then: Run > Run All Cells.")
    if len(record.graded) < SMALL:
        print(f"Only {len(record.graded)} graded: one student more could change the numbers.")
    return 0


def gather(book: Gradebook, course: CourseDirectory, name: str) -> ClassRecord:
    """Read all that the report tells of the assignment `name`.

    Raises CourseError if there is no such assignment, or if no submission was graded yet.
    """
    (row,) = find_assignments(book, [name])
    marks = gather_marks(book, course, [name])
    flagged = _flagged(book, row)
    participants = tuple(
        Participant(one, marks.table[one.id, name], one.id in flagged) for one in marks.students
    )
    graded = [one.student.id for one in participants if one.graded]
    if not graded:
        raise CourseError(
            f"No submission of {name!r} was graded yet, so there is nothing to report. "
            f"First run: nbgrader autograde {name}"
        )
    items, answers = _tasks(book, course, row, graded)
    questions, quiz_answers = read_quiz(course, name, graded)
    record = ClassRecord(
        name,
        float(row.max_score),
        (*items, *questions),
        participants,
        answers | quiz_answers,
    )
    earlier = name.removesuffix(AFTER) + BEFORE
    if name.endswith(AFTER) and earlier in {one.name for one in book.assignments}:
        try:
            return replace(record, pairs=_pairs(course, gather(book, course, earlier), record))
        except CourseError:  # nothing of it was graded: there is no change to tell
            return record
    return record


def _pairs(
    course: CourseDirectory, before: ClassRecord, after: ClassRecord
) -> tuple[PairedMark, ...]:
    """Bring together the marks of those whose two tasks are marked in full."""
    first, last = _by_item(before), _by_item(after)
    return tuple(
        PairedMark(
            _group(course, student, before.assignment, after.assignment),
            first[student],
            last[student],
        )
        for student in first
        if student in last
    )


def _by_item(record: ClassRecord) -> dict[str, dict[str, float]]:
    """Return the points of each student by the name of the item, where all are given."""
    found = {}
    for student in (one.student.id for one in record.graded):
        points = {item.id: record.answers[student, item].points for item in record.of(TASK)}
        if None not in points.values():
            found[student] = points
    return found


def _group(course: CourseDirectory, student: str, *assignments: str) -> int:
    """Return the group that a student has written into all of the notebooks, if it is one."""
    named = set()
    for assignment in assignments:
        folder = folder_of(course, "autograded", assignment, student)
        notebook = task_outline.read(folder / f"{assignment}.ipynb")
        cells = notebook.cells if notebook else []
        sources = [one.source for one in cells if one.cell_type == "code"]
        found = _GROUP.findall("\n".join(sources))
        named.add(int(found[-1]) if found else NO_GROUP)
    return named.pop() if len(named) == 1 else NO_GROUP


def _flagged(book: Gradebook, row: Assignment) -> set[str]:
    query = (
        book.db.query(SubmittedAssignment.student_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .filter(SubmittedAssignment.assignment_id == row.id, SubmittedNotebook.flagged)
    )
    return {student for (student,) in query}


def _tasks(
    book: Gradebook, course: CourseDirectory, row: Assignment, students: list[str]
) -> tuple[list[ReportItem], dict[tuple[str, ReportItem], Answer]]:
    """Read the graded cells of all notebooks of the assignment."""
    points = _points(book, row)
    items: list[ReportItem] = []
    answers: dict[tuple[str, ReportItem], Answer] = {}
    for notebook in sorted(row.notebooks, key=lambda one: one.name):
        places = _places(course, row.name, notebook.name)
        seen = dict(_seen(course, row.name, notebook.name, students))
        many = len(row.notebooks) > 1
        for cell, worth in _cells(notebook, places):
            place = places.get(cell, CellPlace("", ()))
            key = f"{notebook.name}/{cell}" if many else cell
            item = ReportItem(TASK, key, place.heading, worth)
            items.append(item)
            for student in students:
                earned = points.get((student, notebook.name, cell))
                look = seen.get(student)
                answers[student, item] = _answer(earned, worth, cell, place, look)
    return items, answers


def _cells(notebook: NotebookRow, places: Mapping[str, CellPlace]) -> list[tuple[str, float]]:
    """Return the graded cells with their worth: in the order of the notebook, the rest by name."""
    worth = {
        cell.name: float(cell.max_score or 0)
        for cell in (*notebook.grade_cells, *notebook.task_cells)
    }
    order = [cell for cell in places if cell in worth]
    order += sorted(cell for cell in worth if cell not in places)
    return [(cell, worth[cell]) for cell in order]


def _answer(
    earned: float | None,
    worth: float,
    cell: str,
    place: CellPlace,
    look: NotebookLook | None,
) -> Answer:
    answered = None
    if look and place.solutions:
        answered = any(solution in look.changed for solution in place.solutions)
    if earned is None or earned >= worth or not look or answered is False:
        return Answer(earned, answered)
    return Answer(earned, answered, look.errors.get(cell, ""))


def _points(book: Gradebook, row: Assignment) -> dict[tuple[str, str, str], float | None]:
    """Read the points of all students in all cells; None until a person has given them."""
    query = (
        book.db.query(
            SubmittedAssignment.student_id,
            NotebookRow.name,
            BaseCell.name,
            Grade.score,
            Grade.needs_manual_grade,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(NotebookRow, NotebookRow.id == SubmittedNotebook.notebook_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .filter(SubmittedAssignment.assignment_id == row.id)
    )
    return {
        (student, notebook, cell): None if waits else float(score)
        for student, notebook, cell, score, waits in query
    }


def _places(course: CourseDirectory, assignment: str, notebook: str) -> dict[str, CellPlace]:
    """Find headings and order in the instructor's notebook, if it is still there."""
    source = folder_of(course, "source", assignment)
    found = task_outline.read(source / f"{notebook}.ipynb")
    return task_outline.outline(found) if found else {}


def _seen(
    course: CourseDirectory, assignment: str, notebook: str, students: list[str]
) -> Iterator[tuple[str, NotebookLook]]:
    for student in students:
        folder = folder_of(course, "autograded", assignment, student)
        if found := task_outline.read(folder / f"{notebook}.ipynb"):
            yield student, task_outline.look(found)
