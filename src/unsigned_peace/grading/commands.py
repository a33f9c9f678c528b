"""The sub-command of this room: keyless."""

import argparse
from pathlib import Path

from unsigned_peace.grading.copies import GRADED, keyless_text, students_copy
from unsigned_peace.quiz.bank import BankError


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-command of this room to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> parser.parse_args(["keyless"]).run is write_copies
    True
    """
    keyless = commands.add_parser(
        "keyless", help="write the students' copy, without the key, of every graded quiz"
    )
    keyless.add_argument(
        "--in", dest="exercises", type=Path, default=Path("exercises"), metavar="FOLDER"
    )
    keyless.set_defaults(run=write_copies)


def write_copies(arguments: argparse.Namespace) -> int:
    """Write `<problem set>/quiz.yml` for each bank with a key; return 1 if one cannot be written.

    >>> write_copies(argparse.Namespace(exercises=Path("no such folder")))
    There is no graded quiz (*.quiz.yml) in 'no such folder'.
    1
    """
    keys = sorted(arguments.exercises.glob(f"*{GRADED}"))
    if not keys:
        print(f"There is no graded quiz (*{GRADED}) in {str(arguments.exercises)!r}.")
        return 1
    failed = False
    for key in keys:
        try:
            students_copy(key).write_text(keyless_text(key), encoding="utf-8", newline="\n")
            print(f"Wrote {students_copy(key)}")
        except (OSError, BankError) as error:
            print(f"{key}: nothing written.\n{error}")
            failed = True
    return int(failed)
