"""The sub-command of this room: check-quizzes."""

import argparse
from pathlib import Path

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz import course
from unsigned_peace.shared.problem import Problem, print_problems


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-command of this room to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> parser.parse_args(["check-quizzes"]).run is check_quizzes
    True
    """
    check = commands.add_parser(
        "check-quizzes", help="print every problem of the quiz banks and the list of modules"
    )
    check.add_argument("banks", nargs="*", type=Path, metavar="FILE.yml", help="default: all")
    check.add_argument(
        "--in",
        dest="exercises",
        type=Path,
        default=Path("exercises"),
        metavar="FOLDER",
        help="folder of the problem sets (default: exercises)",
    )
    check.set_defaults(run=check_quizzes)


def check_quizzes(arguments: argparse.Namespace) -> int:
    """Print every problem of the quiz banks; return 1 if there is any.

    >>> check_quizzes(argparse.Namespace(banks=[Path("no.yml")], exercises=Path()))
    no.yml: cannot be read: [Errno 2] No such file or directory: 'no.yml'
    1 problem(s). Correct them and run unsigned-peace check-quizzes again.
    1
    """
    if arguments.banks:
        found = banks.all_problems(arguments.banks, sources=_sources())
    else:
        found = all_problems(arguments.exercises)
    return print_problems(found, command="check-quizzes", sound="The quizzes are in order.")


def all_problems(exercises: Path) -> list[Problem]:
    """Return every problem of all practice banks, graded banks, their copies, and the modules."""
    practice = sorted(banks.folder().glob("*.yml"))
    graded = sorted(exercises.glob("*.quiz.yml"))
    copies = sorted(exercises.glob("*/quiz.yml"))
    return [
        *banks.all_problems([*practice, *graded], sources=_sources()),
        *(problem for path in copies for problem in banks.problems(path)),
        *course.problems(),
    ]


def _sources() -> set[str]:
    from unsigned_peace import data  # noqa: PLC0415  pandas loads only where the ledger is read

    return set(data.sources()["source_id"])
