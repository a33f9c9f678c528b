"""The command line `unsigned-peace`: one table of its sub-commands.

Each line of the table says where the function of a command lives. Its module loads when the
command is given and not before: nbgrader alone takes seconds. The function gets the arguments by
their names and returns the exit code.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NamedTuple

from unsigned_peace.grading.foreign.import_speed import leave_out_web_addresses

ANYWHERE = "run it in any nbgrader course folder"
QUIZ_FORMATS = ("html", "html-key", "gift", "jupyterquiz", "moodle", "qti12", "qti21")
MARK_FORMATS = ("moodle", "canvas", "csv")


class Argument(NamedTuple):
    """An argument of a command, as `argparse` takes it."""

    names: tuple[str, ...]
    options: dict[str, Any]


class Command(NamedTuple):
    """A sub-command; `function` is `module:name`, inside this package."""

    name: str
    help: str
    function: str
    arguments: tuple[Argument, ...] = ()


def _argument(*names: str, **options: Any) -> Argument:  # noqa: ANN401 - whatever argparse takes
    return Argument(names, options)


def _switch(name: str, help_: str) -> Argument:
    return _argument(name, action="store_true", help=help_)


def _file(*names: str, metavar: str = "FILE", **options: Any) -> Argument:  # noqa: ANN401
    return _argument(*names, type=Path, metavar=metavar, **options)


def _pair(text: str) -> tuple[str, str]:
    assignment, equals, heading = text.partition("=")
    if not (assignment and equals and heading):
        raise argparse.ArgumentTypeError(f"{text!r} is not ASSIGNMENT=HEADING")
    return assignment, heading


_EXERCISES = _file(
    "--in",
    dest="exercises",
    default=Path("exercises"),
    metavar="FOLDER",
    help="folder of the problem sets (default: exercises)",
)
_OF_A_CLASS = (
    _argument("assignment"),
    _argument(
        "--student",
        dest="students",
        action="append",
        default=[],
        metavar="ID",
        help="only this student; may be given several times",
    ),
    _argument(
        "--jobs", type=int, default=0, metavar="N", help="notebooks at a time (one per processor)"
    ),
    _switch("--force", "do again what was done before"),
    _switch("--verbose", "show what nbgrader logs"),
    _argument(
        "--set",
        dest="extra",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting, as in nbgrader_config.py: --set Execute.timeout=60",
    ),
)

COMMANDS = (
    Command(
        "check-data",
        "print every problem of the tables in data/",
        "data.check_ledger:check_data",
    ),
    Command(
        "write-docs",
        "write the pages of docs/ that come from data/",
        "data.reference_pages:write_docs",
        (_file("--to", default=Path("docs"), metavar="FOLDER", help="folder (default: docs)"),),
    ),
    Command(
        "check",
        "print every problem of tables, quizzes, texts and package lists",
        "checks.whole_course:check_course",
        (_switch("--fix", "first write notebooks in their proper form"),),
    ),
    Command(
        "check-quizzes",
        "print every problem of the quiz banks and the list of modules",
        "quiz.course_modules:check_quizzes",
        (_file("paths", nargs="*", metavar="FILE.yml", help="default: all"), _EXERCISES),
    ),
    Command(
        "export-quiz",
        "write a quiz bank in another format",
        "quiz.export.formats:export_quiz",
        (
            _argument("bank", metavar="BANK", help="a .yml file, or the name of a notebook"),
            _argument(
                "--format",
                dest="form",
                required=True,
                choices=QUIZ_FORMATS,
                help="html-key unfolds answers",
            ),
            _file("--out", required=True),
        ),
    ),
    Command(
        "import-quiz",
        "start a quiz bank from jupyterquiz JSON",
        "quiz.export.formats:import_quiz",
        (
            _file("file", metavar="FILE.json"),
            _argument("--notebook", required=True, metavar="NAME", help="the notebook it is for"),
            _argument("--title", default="", help="default: NAME"),
            _file("--out", metavar="FILE.yml", help="default: NAME.yml, here"),
        ),
    ),
    Command(
        "keyless",
        "write the students' copy, without the key, of every graded quiz",
        "grading.students_copy:write_copies",
        (_EXERCISES,),
    ),
    Command(
        "grade",
        f"autograde a class in the sandbox: {ANYWHERE}",
        "grading.grade_commands:run_grade",
        (
            *_OF_A_CLASS,
            _switch("--unsafe", "grade without the sandbox, with your own rights"),
            _argument(
                "--executor",
                choices=("local", "dask"),
                default="local",
                help="where notebooks run",
            ),
            _argument("--scheduler", default="", metavar="ADDRESS", help="of the Dask cluster"),
        ),
    ),
    Command(
        "feedback",
        "write the feedback pages of a class, several at a time",
        "grading.grade_commands:run_feedback",
        _OF_A_CLASS,
    ),
    Command(
        "export",
        f"write the marks of a class for Moodle, Canvas or a spreadsheet: {ANYWHERE}",
        "grading.export.write_marks:export",
        (
            _argument("assignments", nargs="+", metavar="ASSIGNMENT"),
            _argument("--format", dest="form", required=True, choices=MARK_FORMATS),
            _file("--to", help="default: marks-<format>.csv, here"),
            _switch("--force", "replace the file if it exists"),
            _switch(
                "--partial", "also write marks of which a part still waits to be marked by hand"
            ),
            _file("--template", help="fill the marks into a file that Moodle or Canvas exported"),
            _argument(
                "--column",
                dest="columns",
                action="append",
                default=[],
                type=_pair,
                metavar="ASSIGNMENT=HEADING",
                help="the heading of an assignment's column; may be given several times",
            ),
            _argument(
                "--match",
                default="",
                metavar="HEADING",
                help="the column that holds the student ids of the gradebook",
            ),
            _switch("--anonymous", "pseudonyms in the place of names and ids"),
            _file(
                "--pseudonyms",
                help="where pseudonyms are kept; default: pseudonyms.csv in the course folder",
            ),
        ),
    ),
    Command(
        "report",
        f"show what a class made of an assignment: {ANYWHERE}",
        "grading.report.read_class:report",
        (
            _argument("assignment", metavar="ASSIGNMENT"),
            _file("--to", metavar="FOLDER", help="default: report-<assignment>, here"),
            _switch("--force", "replace an earlier report"),
            _switch("--anonymous", "name no student"),
        ),
    ),
    Command(
        "games",
        "show all games of a class in one picture, for the debriefing",
        "grading.debriefing.games_page:games",
        (
            _argument("assignment", help="such as sim-two-islands"),
            _file(
                "--in",
                dest="submitted",
                default=Path("submitted"),
                metavar="FOLDER",
                help="nbgrader's folder of submissions (submitted)",
            ),
            _file("--to", metavar="FOLDER", help="where to write (dist/<assignment>-games)"),
            _switch("--anonymous", "show no names"),
        ),
    ),
)


def parser() -> argparse.ArgumentParser:
    """Build the parser of the table.

    >>> parser().parse_args(["check-quizzes", "01.yml"]).function
    'quiz.course_modules:check_quizzes'
    """
    top = argparse.ArgumentParser(
        prog="unsigned-peace", description="Tools for the maintainers and teachers of the course."
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.help)
        for names, options in command.arguments:
            one.add_argument(*names, **options)
        one.set_defaults(function=command.function)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit code.

    >>> main(["write-docs", "--to", "no such folder"])
    There is no folder 'no such folder'. Run this in the folder of the course, or give --to.
    1
    """
    given = vars(parser().parse_args(arguments))
    leave_out_web_addresses()  # before any of them loads jsonschema
    return resolve_name(f"{__package__}.{given.pop('function')}")(**given)
