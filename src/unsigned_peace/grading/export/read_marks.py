"""Read the marks of a class from nbgrader's gradebook."""

from collections.abc import Sequence

from nbgrader.api import Assignment as AssignmentRow
from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory

from unsigned_peace.grading.engine.course import find_assignments, folder_of
from unsigned_peace.grading.export.class_marks import (
    Assignment,
    AssignmentMark,
    Marks,
    MarkState,
    Student,
    sorted_students,
)


def gather(book: Gradebook, course: CourseDirectory, names: Sequence[str]) -> Marks:
    """Read the marks of the assignments in `names`, for every student of the gradebook.

    Raises CourseError, which lists the known ones, if an assignment is unknown.
    """
    rows = find_assignments(book, names)
    students = sorted_students(
        Student(
            row.id,
            row.first_name or "",
            row.last_name or "",
            row.email or "",
            row.lms_user_id or "",
        )
        for row in book.students
    )
    table = {}
    for row in rows:
        graded = _graded(book, row)
        for student in students:
            handed_in = folder_of(course, "submitted", row.name, student.id).is_dir()
            without = MarkState.WAITING if handed_in else MarkState.MISSING
            table[student.id, row.name] = graded.get(
                student.id, AssignmentMark(without, duedate=row.duedate)
            )
    return Marks(tuple(Assignment(row.name, float(row.max_score)) for row in rows), students, table)


def _graded(book: Gradebook, row: AssignmentRow) -> dict[str, AssignmentMark]:
    """Read all submissions of one assignment with one question to the database."""
    query = book.db.query(
        SubmittedAssignment.student_id,
        SubmittedAssignment.needs_manual_grade,
        SubmittedAssignment.score,
        SubmittedAssignment.late_submission_penalty,
        SubmittedAssignment.timestamp,
        SubmittedAssignment.extension,
    ).filter(SubmittedAssignment.assignment_id == row.id)
    return {
        student: AssignmentMark(
            MarkState.UNMARKED if unmarked else MarkState.GRADED,
            score,
            penalty,
            timestamp,
            row.duedate + extension if row.duedate and extension else row.duedate,
        )
        for student, unmarked, score, penalty, timestamp, extension in query
    }
