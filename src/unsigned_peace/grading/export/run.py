"""`unsigned-peace export`: from the command line to a file."""

import argparse
import sys
from pathlib import Path

from unsigned_peace.grading.course import CourseError, open_course, open_gradebook
from unsigned_peace.grading.export.canvas import write_canvas
from unsigned_peace.grading.export.gather import gather
from unsigned_peace.grading.export.long import write_long
from unsigned_peace.grading.export.marks import Assignment, Marks, State, renamed
from unsigned_peace.grading.export.moodle import write_moodle
from unsigned_peace.grading.export.pseudonyms import pseudonyms
from unsigned_peace.grading.export.sheet import Sheet, Wish
from unsigned_peace.grading.export.template import read_template
from unsigned_peace.grading.sheets import refuse_to_replace, save

TEMPLATED = {"moodle": write_moodle, "canvas": write_canvas}


def run(arguments: argparse.Namespace) -> None:
    """Write the marks and say what was written, and what the instructor should know.

    Raises CourseError or OSError when nothing was written.
    """
    target = arguments.to or Path(f"marks-{arguments.format}.csv")
    refuse_to_replace([target], force=arguments.force)
    _check(arguments)
    course = open_course()
    with open_gradebook(course) as book:
        marks = gather(book, course, arguments.assignments)
    kept = arguments.pseudonyms or Path(course.root, "pseudonyms.csv")
    if arguments.anonymous:
        marks = renamed(marks, pseudonyms(kept, [one.id for one in marks.students]))
    sheet = _written(marks, arguments)
    save(target, sheet.text(), force=arguments.force)
    print(f"Wrote {target}")
    for assignment in marks.assignments:
        print(f"{assignment.name}: {_told(marks, assignment)}")
    if arguments.anonymous:
        print(f"The pseudonyms are kept in {kept}. It leads back to the students: do not share it.")
    for note in (*_unfinished(marks, partial=arguments.partial), *sheet.notes):
        print(f"Warning: {note}", file=sys.stderr)


def _check(arguments: argparse.Namespace) -> None:
    """Refuse what does not go together."""
    if arguments.template and arguments.format not in TEMPLATED:
        raise CourseError("--template goes with --format moodle or --format canvas.")
    if arguments.template and arguments.anonymous:
        raise CourseError("--anonymous does not go with --template: it has names and ids.")
    unknown = [name for name, _ in arguments.columns if name not in arguments.assignments]
    if unknown:
        raise CourseError(f"--column {unknown[0]}=...: {unknown[0]} is not to be exported.")


def _written(marks: Marks, arguments: argparse.Namespace) -> Sheet:
    wish = Wish(arguments.partial, dict(arguments.columns), arguments.match)
    if arguments.format not in TEMPLATED:
        return write_long(marks, wish)
    template = read_template(arguments.template) if arguments.template else None
    return TEMPLATED[arguments.format](marks, wish, template)


def _told(marks: Marks, assignment: Assignment) -> str:
    states = marks.states(assignment)
    return ", ".join(f"{states[state]} {state.value}" for state in State if states[state])


def _unfinished(marks: Marks, *, partial: bool) -> list[str]:
    """Warn of empty cells that are not for want of work."""
    notes = []
    for assignment in marks.assignments:
        states = marks.states(assignment)
        if unmarked := states[State.UNMARKED]:
            what = (
                "the points so far are in the file"
                if partial
                else "left empty; --partial writes the points so far"
            )
            notes.append(f"{assignment.name}: {unmarked} to be marked by hand: {what}.")
        if waiting := states[State.WAITING]:
            notes.append(
                f"{assignment.name}: {waiting} handed in, not autograded: left empty. "
                "Grade them, then export again."
            )
    return notes
