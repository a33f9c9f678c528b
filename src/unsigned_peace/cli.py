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

    name: str
    options: dict[str, Any]


class Command(NamedTuple):
    """A sub-command; `function` is `module:name`, inside this package."""

    name: str
    help: str
    function: str
    arguments: tuple[Argument, ...] = ()


def _word(name: str, help_: str, **options: Any) -> Argument:  # noqa: ANN401 - as argparse has it
    return Argument(name, {"help": help_, **options})


def _switch(name: str, help_: str) -> Argument:
    return _word(name, help_, action="store_true")


def _path(name: str, help_: str, metavar: str = "FILE", **options: Any) -> Argument:  # noqa: ANN401
    return _word(name, help_, type=Path, metavar=metavar, **options)


def _several(name: str, dest: str, metavar: str, help_: str, **options: Any) -> Argument:  # noqa: ANN401
    return _word(name, help_, dest=dest, metavar=metavar, action="append", default=[], **options)


def _pair(text: str) -> tuple[str, str]:
    assignment, equals, heading = text.partition("=")
    if not (assignment and equals and heading):
        raise argparse.ArgumentTypeError(f"{text!r} is not ASSIGNMENT=HEADING")
    return assignment, heading


_EXERCISES = _path(
    "--in", "folder of the problem sets", "FOLDER", dest="exercises", default=Path("exercises")
)
_OF_A_CLASS = (
    _word("assignment", "its name"),
    _several("--student", "students", "ID", "only this student; may be given several times"),
    _word("--jobs", "notebooks at a time (or as many as suit)", type=int, default=0, metavar="N"),
    _switch("--force", "do again what was done before"),
    _switch("--verbose", "show what nbgrader logs"),
    _several("--set", "extra", "NAME=VALUE", "as in nbgrader_config.py: Execute.timeout=60"),
)
_SANDBOX = (
    _switch("--unsafe", "grade without the sandbox, with your own rights"),
    _word("--executor", "where notebooks run", choices=("local", "dask"), default="local"),
    _word("--scheduler", "of the Dask cluster", default="", metavar="ADDRESS"),
)
_SITE = (
    _path(
        "--out",
        "its folder; what an earlier build left there is replaced",
        "FOLDER",
        default=Path("dist/site"),
    ),
    _path("--course", "the folder of the course", "FOLDER", dest="root", default=Path()),
)
_BRING = (
    _path("file", "what the site saved: <module>.json"),
    _path(
        "--to", "the folder of the notebooks", "FOLDER", dest="folder", default=Path("notebooks")
    ),
)
_QUIZ_EXPORT = (
    _word("bank", "a .yml file, or the name of a notebook", metavar="BANK"),
    _word("--format", "html-key unfolds answers", dest="form", required=True, choices=QUIZ_FORMATS),
    _path("--out", "the file to write", required=True),
)
_QUIZ_IMPORT = (
    _path("file", "what jupyterquiz reads", "FILE.json"),
    _word("--notebook", "the notebook it is for", required=True, metavar="NAME"),
    _word("--title", "default: NAME", default=""),
    _path("--out", "default: NAME.yml, here", "FILE.yml"),
)
_MARKS = (
    _word("assignments", "their names", nargs="+", metavar="ASSIGNMENT"),
    _word("--format", "for which platform", dest="form", required=True, choices=MARK_FORMATS),
    _path("--to", "default: marks-<format>.csv, here"),
    _switch("--force", "replace the file if it exists"),
    _switch("--partial", "also write marks of which a part still waits to be marked by hand"),
    _path("--template", "fill the marks into a file that Moodle or Canvas has exported"),
    _several(
        "--column",
        "columns",
        "ASSIGNMENT=HEADING",
        "its column; may be given several times",
        type=_pair,
    ),
    _word("--match", "the column of the gradebook's student ids", default="", metavar="HEADING"),
    _switch("--anonymous", "pseudonyms in the place of names and ids"),
    _path("--pseudonyms", "where they are kept (pseudonyms.csv in the course folder)"),
)
_REPORT = (
    _word("assignment", "its name", metavar="ASSIGNMENT"),
    _path("--to", "default: report-<assignment>, here", "FOLDER"),
    _switch("--force", "replace an earlier report"),
    _switch("--anonymous", "name no student"),
)
_AGREEMENT = (
    _path("first", "the marks of one marker", "A.csv"),
    _path("second", "the marks of the other", "B.csv"),
)
_GAMES = (
    _word("assignment", "such as sim-two-islands"),
    _path("--in", "submissions", "FOLDER", dest="submitted", default=Path("submitted")),
    _path("--to", "where to write (dist/<assignment>-games)", "FOLDER"),
    _switch("--anonymous", "show no names"),
)
_TIMETABLE = (
    _word("--start", "the first day, as in 2027-02-01", required=True, metavar="DAY"),
    _word("--weeks", "how many: 5, 8 or 12", required=True, metavar="N"),
    _several("--skip", "skip", "DAY", "no meeting on this day; may be given several times"),
    _word("--weekday", "meet on another day of the week than --start", default="", metavar="DAY"),
    _path("--to", "where to write (dist/timetable)", "FOLDER"),
)
_SLIDES = (
    _path("--out", "where to write (dist/slides)", "FOLDER", default=Path("dist/slides")),
    _path("--course", "the folder of the course", "FOLDER", dest="root", default=Path()),
)
_DOCS = (_path("--to", "the folder (docs)", "FOLDER", default=Path("docs")),)
_FIX = (_switch("--fix", "first write notebooks in their proper form"),)
_BANKS = (_path("paths", "default: all", "FILE.yml", nargs="*"), _EXERCISES)

# fmt: off
COMMANDS = (
    Command("check-data", "print every problem of the tables in data/",
            "checks.ledger.check_ledger:check_data"),
    Command("write-docs", "write the pages of docs/ that come from data/",
            "checks.pages.reference_pages:write_docs", _DOCS),
    Command("check", "print every problem of tables, quizzes, texts and package lists",
            "checks.whole_course:check_course", _FIX),
    Command("notes", "number the notes of the notebooks, list their sources, write all times",
            "checks.written_parts:write_notes"),
    Command("site", "build the pages of the course, to read anywhere, without network",
            "explore.site.build:site", _SITE),
    Command("bring-answers", "take answers that were given on the site into JupyterLab",
            "quiz.answer_store:bring_answers", _BRING),
    Command("check-quizzes", "print every problem of the quiz banks and the list of modules",
            "quiz.course_modules:check_quizzes", _BANKS),
    Command("export-quiz", "write a quiz bank in another format",
            "quiz.export.formats:export_quiz", _QUIZ_EXPORT),
    Command("import-quiz", "start a quiz bank from jupyterquiz JSON",
            "quiz.export.formats:import_quiz", _QUIZ_IMPORT),
    Command("keyless", "write the students' copy, without the key, of every graded quiz",
            "grading.students_copy:write_copies", (_EXERCISES,)),
    Command("grade", f"autograde a class in the sandbox: {ANYWHERE}",
            "grading.engine:run_grade", _OF_A_CLASS + _SANDBOX),
    Command("feedback", "write the feedback pages of a class, several at a time",
            "grading.engine:run_feedback", _OF_A_CLASS),
    Command("export", f"write the marks of a class for Moodle, Canvas or a spreadsheet: {ANYWHERE}",
            "grading.export.write_marks:export", _MARKS),
    Command("report", f"show what a class made of an assignment: {ANYWHERE}",
            "grading.report.read_class:report", _REPORT),
    Command("agreement", "show how far two markers agree, and which texts to talk about",
            "grading.report.agreement:agreement", _AGREEMENT),
    Command("games", "show all games of a class in one picture, for the debriefing",
            "grading.debriefing.games_page:games", _GAMES),
    Command("slides", "build the slides of each module, to show without network",
            "grading.kit.slides:slides", _SLIDES),
    Command("timetable", "put days to a plan of 5, 8 or 12 weeks, as a page and as a calendar",
            "grading.kit.timetable:timetable", _TIMETABLE),
)
# fmt: on


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
        for argument in command.arguments:
            one.add_argument(argument.name, **argument.options)
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
