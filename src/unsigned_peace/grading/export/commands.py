"""The sub-command of this room: export."""

import argparse
import sys
from pathlib import Path

FORMATS = ("moodle", "canvas", "csv")


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-command of this room to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> given = parser.parse_args(["export", "ps1", "--format", "moodle", "--column", "ps1=PS 1"])
    >>> given.run is export, given.columns
    (True, [('ps1', 'PS 1')])
    """
    parser = commands.add_parser(
        "export",
        help="write the marks of a class for Moodle, Canvas or a spreadsheet: run it in any "
        "nbgrader course folder",
    )
    parser.add_argument("assignments", nargs="+", metavar="ASSIGNMENT")
    parser.add_argument("--format", required=True, choices=FORMATS)
    parser.add_argument("--to", type=Path, metavar="FILE", help="default: marks-<format>.csv, here")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.add_argument(
        "--partial",
        action="store_true",
        help="also write marks of which a part still waits to be marked by hand",
    )
    parser.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="fill the marks into a file that Moodle or Canvas has exported",
    )
    parser.add_argument(
        "--column",
        dest="columns",
        action="append",
        default=[],
        type=_pair,
        metavar="ASSIGNMENT=HEADING",
        help="the heading of an assignment's column; may be given several times",
    )
    parser.add_argument(
        "--match",
        default="",
        metavar="HEADING",
        help="the column that holds the student ids of the gradebook",
    )
    parser.add_argument(
        "--anonymous", action="store_true", help="pseudonyms in the place of names and ids"
    )
    parser.add_argument(
        "--pseudonyms",
        type=Path,
        metavar="FILE",
        help="where pseudonyms are kept; default: pseudonyms.csv in the course folder",
    )
    parser.set_defaults(run=export)


def _pair(text: str) -> tuple[str, str]:
    assignment, equals, heading = text.partition("=")
    if not (assignment and equals and heading):
        raise argparse.ArgumentTypeError(f"{text!r} is not ASSIGNMENT=HEADING")
    return assignment, heading


def export(arguments: argparse.Namespace) -> int:
    """Write the marks; return 1, after the reason, if nothing was written."""
    # nbgrader takes seconds to load: not for `unsigned-peace --help`.
    from unsigned_peace.grading.course import CourseError  # noqa: PLC0415
    from unsigned_peace.grading.export.run import run  # noqa: PLC0415

    try:
        run(arguments)
    except (CourseError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
