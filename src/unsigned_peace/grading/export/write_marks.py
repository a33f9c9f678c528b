"""`unsigned-peace export`: from the command line to a file."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from unsigned_peace.grading.engine.course import CourseError, open_course, open_gradebook
from unsigned_peace.grading.export.canvas_marks import write_canvas
from unsigned_peace.grading.export.class_marks import Assignment, Marks, MarkState, renamed
from unsigned_peace.grading.export.long_table import write_long
from unsigned_peace.grading.export.marks_file import ExportOptions, MarksFile
from unsigned_peace.grading.export.moodle_marks import write_moodle
from unsigned_peace.grading.export.platform_file import read_template
from unsigned_peace.grading.export.pseudonyms import pseudonyms
from unsigned_peace.grading.export.read_marks import gather
from unsigned_peace.grading.safe_csv import refuse_to_replace, save

TEMPLATED = {"moodle": write_moodle, "canvas": write_canvas}


def export(columns: Sequence[tuple[str, str]], **given: Any) -> int:  # noqa: ANN401
    """Write the marks of a class; return 1, after the reason, if nothing was written.

    Every argument is one of `ExportOptions`; `columns` has pairs of assignment and heading.
    """
    try:
        write_marks(ExportOptions(columns=dict(columns), **given))
    except (CourseError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def write_marks(options: ExportOptions) -> None:
    """Write the marks and say what was written, and what the instructor should know.

    Raises CourseError or OSError when nothing was written.
    """
    target = options.to or Path(f"marks-{options.form}.csv")
    refuse_to_replace([target], force=options.force)
    _check(options)
    course = open_course()
    with open_gradebook(course) as book:
        marks = gather(book, course, options.assignments)
    kept = options.pseudonyms or Path(course.root, "pseudonyms.csv")
    if options.anonymous:
        marks = renamed(marks, pseudonyms(kept, [one.id for one in marks.students]))
    sheet = _written(marks, options)
    save(target, sheet.text(), force=options.force)
    print(f"Wrote {target}")
    for assignment in marks.assignments:
        print(f"{assignment.name}: {_counts(marks, assignment)}")
    if options.anonymous:
        print(f"The pseudonyms are kept in {kept}. It leads back to the students: do not share it.")
    for note in (*_unfinished(marks, partial=options.partial), *sheet.notes):
        print(f"Warning: {note}", file=sys.stderr)


def _check(options: ExportOptions) -> None:
    """Refuse what does not go together."""
    if options.template and options.form not in TEMPLATED:
        raise CourseError("--template goes with --format moodle or --format canvas.")
    if options.template and options.anonymous:
        raise CourseError("--anonymous does not go with --template: it has names and ids.")
    unknown = [name for name in options.columns if name not in options.assignments]
    if unknown:
        raise CourseError(f"--column {unknown[0]}=...: {unknown[0]} is not to be exported.")


def _written(marks: Marks, options: ExportOptions) -> MarksFile:
    if options.form not in TEMPLATED:
        return write_long(marks, options)
    template = read_template(options.template) if options.template else None
    return TEMPLATED[options.form](marks, options, template)


def _counts(marks: Marks, assignment: Assignment) -> str:
    states = marks.states(assignment)
    return ", ".join(f"{states[state]} {state.value}" for state in MarkState if states[state])


def _unfinished(marks: Marks, *, partial: bool) -> list[str]:
    """Warn of empty cells that are not for want of work."""
    notes = []
    for assignment in marks.assignments:
        states = marks.states(assignment)
        if unmarked := states[MarkState.UNMARKED]:
            what = (
                "the points so far are in the file"
                if partial
                else "left empty; --partial writes the points so far"
            )
            notes.append(f"{assignment.name}: {unmarked} to be marked by hand: {what}.")
        if waiting := states[MarkState.WAITING]:
            notes.append(
                f"{assignment.name}: {waiting} handed in, not autograded: left empty. "
                "Grade them, then export again."
            )
    return notes
