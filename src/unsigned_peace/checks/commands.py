"""The sub-command of this room: check."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from unsigned_peace import data
from unsigned_peace.checks import environment, notebooks, texts, treated
from unsigned_peace.quiz import commands as quizzes
from unsigned_peace.shared.problem import Problem, print_problems


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-command of this room to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> parser.parse_args(["check", "--fix"]).fix
    True
    """
    check = commands.add_parser(
        "check", help="print every problem of tables, quizzes, texts and package lists"
    )
    check.add_argument(
        "--fix", action="store_true", help="first write notebooks in their proper form"
    )
    check.set_defaults(run=check_course)


def check_course(arguments: argparse.Namespace) -> int:
    """Print every problem of the course; return 1 if there is any."""
    root = data.folder().parent
    if not (root / environment.PROJECT).is_file():
        print("This command checks a copy of the course. Run make install there, then try again.")
        return 1
    if arguments.fix:
        for path in notebooks.fix(root):
            print(f"Put in order: {path.relative_to(root)}")
    return print_problems(list(problems(root)), command="check", sound="No problem found.")


def problems(root: Path) -> Iterator[Problem]:
    """Yield every problem of every room."""
    yield from data.check()
    yield from quizzes.all_problems(root / "exercises")
    yield from notebooks.problems(root)
    yield from texts.problems(root)
    yield from treated.problems(root)
    yield from environment.problems(root)
