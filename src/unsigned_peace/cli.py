"""The command line `unsigned-peace`. Each room brings its own sub-commands."""

import argparse
from collections.abc import Sequence

from unsigned_peace.checks import commands as check_commands
from unsigned_peace.data import commands as data_commands
from unsigned_peace.grading import commands as grading_commands
from unsigned_peace.grading.debriefing import commands as debriefing_commands
from unsigned_peace.grading.engine import commands as engine_commands
from unsigned_peace.grading.export import commands as marks_commands
from unsigned_peace.grading.foreign import import_speed  # noqa: F401 - it has to come first
from unsigned_peace.grading.report import commands as report_commands
from unsigned_peace.quiz import commands as quiz_commands
from unsigned_peace.quiz.export import commands as export_commands

# A room joins with a module that has `register(commands)`; see `data/commands.py`.
ROOMS = (
    data_commands,
    check_commands,
    quiz_commands,
    export_commands,
    grading_commands,
    engine_commands,
    marks_commands,
    report_commands,
    debriefing_commands,
)


def parser() -> argparse.ArgumentParser:
    """Build the parser with the sub-commands of all rooms.

    Each sub-command sets `run`: a function of the parsed arguments that returns the exit code.

    >>> parser().parse_args(["check-data"]).run.__name__
    'check_data'
    """
    top = argparse.ArgumentParser(
        prog="unsigned-peace", description="Tools for the maintainers and teachers of the course."
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in ROOMS:
        room.register(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit code.

    >>> main(["write-docs", "--to", "no such folder"])
    There is no folder 'no such folder'. Run this in the folder of the course, or give --to.
    1
    """
    given = parser().parse_args(arguments)
    return given.run(given)
