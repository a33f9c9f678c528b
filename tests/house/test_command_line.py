"""The command line answers quickly, and each command leads to a function that takes it."""

import inspect
import subprocess
import sys
from pkgutil import resolve_name

import pytest

from unsigned_peace import cli

SLOW = {"pandas", "matplotlib", "nbgrader", "jsonschema", "yaml"}


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_every_command_leads_to_a_function_that_takes_its_arguments(command):
    needed = ["x" for name, _ in command.arguments if not name.startswith("-")]
    for name, options in command.arguments:
        if options.get("required"):
            needed += [name, next(iter(options.get("choices", ["x"])))]
    given = vars(cli.parser().parse_args([command.name, *needed]))
    function = resolve_name(f"unsigned_peace.{given.pop('function')}")
    inspect.signature(function).bind(**given)


def test_help_loads_nothing_that_takes_long():
    code = (
        "import sys; from unsigned_peace.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "check-quizzes" in done.stdout
    assert not SLOW & set(done.stderr.split())


def test_an_unknown_command_is_refused_with_the_known_ones(capsys):
    with pytest.raises(SystemExit):
        cli.main(["chekc"])
    assert "check-quizzes" in capsys.readouterr().err
