"""What a module, a hint or a quiz tells is no discovery: no key stands beside its subject there.

Keys are the values of the reference solution. `told_by` of a problem set says by which words a
sentence would be about each of them.
"""

import calendar
import contextlib
import re

import nbformat
import pandas as pd
import pytest
import yaml

from tests.problem_sets.classes import PROBLEM_SETS
from tests.problem_sets.nbgrader_course import REPOSITORY
from tests.problem_sets.problem_set import ProblemSet
from unsigned_peace.checks import markdown

WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
MONTH = "(?:" + "|".join(calendar.month_name[1:]) + ")"  # a day of a month is no number of things
DISCOVERING = [ps for ps in PROBLEM_SETS if ps.told_by]


def told() -> list[tuple[str, str]]:
    """Every sentence of modules and practice quizzes, with its place."""
    found = []
    for path in sorted((REPOSITORY / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                found += [
                    (f"{path.name} {cell.id}", one) for one in markdown.sentences(cell.source)
                ]
    for path in sorted((REPOSITORY / "data" / "quizzes").glob("*.yml")):
        for quiz in yaml.safe_load(path.read_text(encoding="utf-8"))["quizzes"]:
            for question in quiz["questions"]:
                found += [(f"{path.name} {question['id']}", one) for one in strings(question)]
    return found


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [one for part in value for one in strings(part)]
    return [str(value)]


def written(value: object) -> re.Pattern[str]:
    """How a key may stand in a text: a day with its month, a number in digits or as a word."""
    if isinstance(value, pd.Timestamp):
        return re.compile(rf"\b{value.day} {value:%B}\b|{value:%Y-%m-%d}")
    number = int(value)
    word = WORDS[number] if number < len(WORDS) else str(number)
    return re.compile(rf"(?<![\w.-])(?:{number}|{word})(?![\w-]|\.\d| {MONTH})", re.IGNORECASE)


def copied(values: dict[str, object], told_by: dict[str, str]) -> list[str]:
    """List each sentence that holds a key and is about its subject."""
    return [
        f"{name} = {values[name]}: {place}: {sentence}"
        for place, sentence in told()
        for name, subject in told_by.items()
        if re.search(subject, sentence, re.IGNORECASE) and written(values[name]).search(sentence)
    ]


def solved(ps: ProblemSet) -> dict[str, object]:
    names: dict[str, object] = {}
    for cell in ps.cells():
        if cell.cell_type == "code" and not cell.id.startswith(("quiz", "essay")):
            with contextlib.redirect_stdout(None):
                exec(compile(cell.source, cell.id, "exec"), names)
    return names


@pytest.mark.slow
@pytest.mark.parametrize("ps", DISCOVERING, ids=str)
def test_no_key_can_be_copied(ps: ProblemSet):
    assert copied(solved(ps), dict(ps.told_by)) == []


@pytest.mark.parametrize("ps", DISCOVERING, ids=str)
def test_every_counted_answer_is_looked_for(ps: ProblemSet):
    """An answer that is a number or a day, and that a check names, has its words in `told_by`."""
    code = "\n".join(cell.source for cell in ps.cells() if "-test-" in cell.id)
    values = solved(ps)
    named = {name for name, other in re.findall(r"\b(\w+)=(\w+)", code) if name == other}
    counted = {
        name
        for name in named
        if isinstance(values[name], pd.Timestamp | int) or type(values[name]).__module__ == "numpy"
    }
    assert counted == set(ps.told_by)


def test_a_printed_key_would_be_found():
    """The guard: what module 1 does tell is found there."""
    values = {"votes": 48, "day": pd.Timestamp("1951-09-05")}
    found = copied(values, {"votes": "rules", "day": "rules"})
    assert any("votes = 48" in one for one in found)
    assert any("day = " in one for one in found)
