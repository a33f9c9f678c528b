"""The modules of the course, from `data/course.yml`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from unsigned_peace import data
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz import bank_form
from unsigned_peace.shared.json_schema import FileForm
from unsigned_peace.shared.problem import Problem, print_problems
from unsigned_peace.shared.yaml_file import read_yaml

_FILE = "course.yml"
_SCHEMA = "course.schema.json"


@dataclass(frozen=True, slots=True)
class Module:
    """One notebook of the course. `problem_set` and its id are empty where there is none."""

    notebook: str
    title: str
    minutes: int
    available: bool
    problem_set: str = ""
    problem_set_id: str = ""


def time_in_words(minutes: int) -> str:
    """Say a time, on every page in the same way.

    >>> time_in_words(75), time_in_words(120), time_in_words(155)
    ('75 minutes', '2 hours', '2 hours 35 minutes')
    """
    if minutes <= 90 and minutes != 60:
        return f"{minutes} minutes"
    hours, rest = divmod(minutes, 60)
    return f"{hours} hour{'' if hours == 1 else 's'}" + (f" {rest} minutes" if rest else "")


def modules(path: Path | None = None) -> tuple[Module, ...]:
    """Return the modules in their order; raises BankError, with every problem, for a bad file.

    >>> modules()[0].notebook
    '00-start-here'
    """
    raw, problems = _read(path or banks.folder().parent / _FILE)
    if problems:
        raise banks.BankError(problems)
    return tuple(
        Module(
            entry["notebook"],
            entry["title"],
            entry["minutes"],
            entry["status"] == "available",
            entry.get("problem_set", {}).get("title", ""),
            entry.get("problem_set", {}).get("id", ""),
        )
        for entry in raw
    )


def problems(path: Path | None = None) -> list[Problem]:
    """Return everything that is wrong with the list of modules, missing quiz banks included."""
    try:
        known = modules(path)
    except banks.BankError as error:
        return list(error.problems)
    available = {module.notebook for module in known if module.available}
    there = set(banks.names())
    return [
        *(
            _problem(name, "status", "is available, but has no quiz bank")
            for name in sorted(available - there)
        ),
        *(
            _problem(name, "notebook", "has a quiz bank, but is no available module")
            for name in sorted(there - available)
        ),
    ]


def check_quizzes(paths: Sequence[Path], exercises: Path) -> int:
    """Print every problem of the quiz banks; return 1 if there is any.

    >>> check_quizzes([Path("no.yml")], Path())
    no.yml: cannot be read: [Errno 2] No such file or directory: 'no.yml'
    1 problem(s). Correct them and run unsigned-peace check-quizzes again.
    1
    """
    found = banks.all_problems(paths, sources=_sources()) if paths else all_problems(exercises)
    return print_problems(found, command="check-quizzes", sound="The quizzes are in order.")


def all_problems(exercises: Path) -> list[Problem]:
    """Return every problem of all practice banks, graded banks, their copies, and the modules."""
    practice = sorted(banks.folder().glob("*.yml"))
    graded = sorted(exercises.glob("*.quiz.yml"))
    copies = sorted(exercises.glob("*/quiz.yml"))
    return [
        *banks.all_problems([*practice, *graded], sources=_sources()),
        *(problem for path in copies for problem in banks.problems(path)),
        *problems(),
    ]


def _sources() -> set[str]:
    return set(data.known_sources())


def _read(path: Path) -> tuple[list[dict], list[Problem]]:
    try:
        raw = read_yaml(path)
    except (OSError, ValueError, yaml.YAMLError) as error:
        return [], [_problem("", "", f"cannot be read: {error}")]
    found = [
        _problem(*bank_form.where(fault, raw), fault.message)
        for fault in FileForm.read(data.folder() / _SCHEMA).faults(raw)
    ]
    return [] if found else raw["modules"], found


def _problem(name: str, field: str, message: str) -> Problem:
    return bank_form.problem(_FILE, name, field, message)
