"""What was asked for on the command line, and the settings of the course it is asked of."""

import logging
from dataclasses import dataclass

from nbgrader.apps import NbGrader

from unsigned_peace.grading.course import find_assignments, open_gradebook

INTERRUPTED = 130  # what a shell reports after Ctrl-C


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line. `extra` goes to nbgrader as it is."""

    assignment: str
    students: tuple[str, ...] = ()
    jobs: int = 0
    force: bool = False
    unsafe: bool = False
    verbose: bool = False
    executor: str = "local"
    scheduler: str = ""
    extra: tuple[str, ...] = ()


def course_app(kind: type[NbGrader], options: Options) -> NbGrader:
    """Read the course's settings as nbgrader itself does, from the current folder.

    Raises CourseError if there is no gradebook, or if it does not have the assignment.
    """
    arguments = [options.assignment, *options.extra]
    if options.force:
        arguments.append("--force")
    app = kind()
    app.initialize(arguments)
    app.coursedir.assignment_id = options.assignment
    if not options.verbose:
        for handler in app.log.handlers:
            if not isinstance(handler, logging.FileHandler):
                handler.setLevel(logging.CRITICAL)
    with open_gradebook(app.coursedir) as book:
        find_assignments(book, [options.assignment])
    return app
