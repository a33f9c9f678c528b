"""The sub-commands of the grading engine: grade and feedback."""

import argparse
from contextlib import nullcontext
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unsigned_peace.grading.engine.options import Options


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-commands to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> parser.parse_args(["grade", "ps1", "--jobs", "4"]).run is run_grade
    True
    """
    grade = commands.add_parser(
        "grade", help="autograde a class in the sandbox: run it in any nbgrader course folder"
    )
    _common(grade)
    grade.add_argument(
        "--unsafe", action="store_true", help="grade without the sandbox, with your own rights"
    )
    grade.add_argument(
        "--executor", choices=("local", "dask"), default="local", help="where notebooks run"
    )
    grade.add_argument("--scheduler", default="", metavar="ADDRESS", help="of the Dask cluster")
    grade.set_defaults(run=run_grade)
    feedback = commands.add_parser(
        "feedback", help="write the feedback pages of a class, several at a time"
    )
    _common(feedback)
    feedback.set_defaults(run=run_feedback)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("assignment")
    parser.add_argument(
        "--student",
        dest="students",
        action="append",
        default=[],
        metavar="ID",
        help="only this student; may be given several times",
    )
    parser.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="notebooks at a time (one per processor)"
    )
    parser.add_argument("--force", action="store_true", help="do again what was done before")
    parser.add_argument("--verbose", action="store_true", help="show what nbgrader logs")
    parser.add_argument(
        "--set",
        dest="extra",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting, as in nbgrader_config.py: --set Execute.timeout=60",
    )


def run_grade(arguments: argparse.Namespace) -> int:
    """Grade a class; give the exit status."""
    from unsigned_peace.grading.sandbox.launch import early  # noqa: PLC0415

    here = arguments.executor == "local"
    with early() if here else nullcontext():
        from unsigned_peace.grading.engine.grade import grade  # noqa: PLC0415 - slow to load

        return grade(_options(arguments))


def run_feedback(arguments: argparse.Namespace) -> int:
    """Write the feedback of a class; give the exit status."""
    from unsigned_peace.grading.engine.feedback import feedback  # noqa: PLC0415 - slow to load

    return feedback(_options(arguments))


def _options(arguments: argparse.Namespace) -> "Options":
    from unsigned_peace.grading.engine.options import Options  # noqa: PLC0415 - slow to load

    given = vars(arguments)
    named = {one.name: given[one.name] for one in fields(Options) if one.name in given}
    return Options(
        **named
        | {
            "students": tuple(arguments.students),
            "extra": tuple(f"--{one}" for one in arguments.extra),
        }
    )
