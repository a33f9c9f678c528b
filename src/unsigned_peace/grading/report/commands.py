"""The sub-command of this room: report."""

import argparse
import sys
from pathlib import Path


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-command of this room to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> parser.parse_args(["report", "ps1", "--anonymous"]).run is report
    True
    """
    parser = commands.add_parser(
        "report",
        help="show what a class made of an assignment: run it in any nbgrader course folder",
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT")
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="default: report-<assignment>, here"
    )
    parser.add_argument("--force", action="store_true", help="replace an earlier report")
    parser.add_argument("--anonymous", action="store_true", help="name no student")
    parser.set_defaults(run=report)


def report(arguments: argparse.Namespace) -> int:
    """Write the report; return 1, after the reason, if that cannot be done."""
    # nbgrader takes seconds to load: not for `unsigned-peace --help`.
    from unsigned_peace.grading.course import (  # noqa: PLC0415
        CourseError,
        open_course,
        open_gradebook,
    )
    from unsigned_peace.grading.report.files import write_report  # noqa: PLC0415
    from unsigned_peace.grading.report.gather import gather  # noqa: PLC0415
    from unsigned_peace.grading.report.statistics import SMALL  # noqa: PLC0415

    folder = arguments.to or Path(f"report-{arguments.assignment}")
    try:
        course = open_course()
        with open_gradebook(course) as book:
            record = gather(book, course, arguments.assignment)
        notebook = write_report(
            record, folder, anonymous=arguments.anonymous, force=arguments.force
        )
    except (CourseError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote {notebook} and its tables. Open it in JupyterLab, then: Run > Run All Cells.")
    if len(record.graded) < SMALL:
        print(f"Only {len(record.graded)} graded: one student more could change the numbers.")
    return 0
