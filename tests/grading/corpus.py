"""A class of honest, hostile and broken submissions: how each is made, and what it deserves.

Every case hands in the one notebook of the same small assignment. A case says what is to become
of it; `test_everybody_gets_what_is_deserved` grades them all in one run and compares.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.grading.grading_course import (
    HIDDEN,
    Course,
    check,
    find,
    locked,
    new_course,
    solution,
    written,
)

NOTEBOOK = "work"
SETUP = """import math
import numpy as np
import pandas as pd
from unsigned_peace import exercise
import helpers

expected = pd.DataFrame({"year": [1951, 1956], "n": [1, 2]})


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-6)"""
CELLS = (
    new_markdown_cell("# One"),
    locked("setup", SETUP),
    solution("s1", "def double(x):\n    return 2 * x", "def double(x):\n    pass\n"),
    check("t1", "assert double(2) == 4\n" + HIDDEN.format("assert double(-3) == -6"), 2),
    solution("s2", "total = 6", "total = None\n"),
    check("t2", "exercise.whole_numbers(total=total)\nassert total == 6, f'not {total}'", 1),
    solution("s3", "table = expected.copy()", "table = None\n"),
    check("t3", "pd.testing.assert_frame_equal(table, expected)", 1),
    solution("s4", "mean = 2.5", "mean = None\n"),
    check("t4", "np.testing.assert_allclose(mean, 2.5)", 1),
    check("t5", "assert close(mean, 2.5)", 1),
    check("t6", "assert abs(mean - 2.5) < 0.01", 1),
    check("t7", "assert helpers.same(mean, 2.5)", 1),
    check("t8", "try:\n    double(1, 2)\n    assert False\nexcept TypeError:\n    pass", 1),
    check("partial", "2 if total == 6 else 0.5", 2),
    written("essay", 2),
)
RIGHT_ANSWERS = {
    "s1": "def double(x):\n    return 2 * x",
    "s2": "total = 6",
    "s3": "table = expected.copy()",
    "s4": "mean = 2.5",
    "essay": "My own words.",
}
WRONG_ANSWERS = {
    "s1": "def double(x):\n    return 3 * x",
    "s2": "total = 7",
    "s3": "table = expected.head(1)",
    "s4": "mean = 3.5",
    "essay": "My own words.",
}
FULL = {"t1": 2.0, **dict.fromkeys(("t2", "t3", "t4", "t5", "t6", "t7", "t8"), 1.0), "partial": 2.0}
NONE = {**dict.fromkeys(FULL, 0.0), "t8": 1.0, "partial": 0.5}  # a wrong `double` has one argument
LOST = dict.fromkeys(FULL, 0.0)
RIGHT_NUMBERS = FULL | {"t1": 0.0, "t3": 0.0}  # what an attack deserves that puts in the right ones
SETTINGS = {
    "Execute__timeout": "4",
    "Grader__notebook_seconds": "20",
    "Grader__cpu_seconds": "6",
    "Grader__memory_megabytes": "400",
    "Grader__processes": "40",
    "Grader__open_files": "100",
    "Grader__file_megabytes": "20",
    "Grader__written_megabytes": "40",
    "Grader__cell_output_megabytes": "2",
    "Grader__output_megabytes": "6",
}


@dataclass(frozen=True)
class Flagged:
    """A person has to look. One line of the evidence holds one of the words.

    What a test is given without a person is at most `marks`.
    """

    words: tuple[str, ...]
    marks: Mapping[str, float] = field(default_factory=lambda: NONE)


@dataclass(frozen=True)
class Scores:
    """Not flagged; exactly these marks. `shows` stands in the outputs, 'REACHED' does not."""

    marks: Mapping[str, float] = field(default_factory=lambda: NONE)
    shows: str = ""


@dataclass(frozen=True)
class Contained:
    """Flagged or not, it has reached nothing and got at most these marks.

    If `shows` names something, one of it stands in the outputs.
    """

    marks: Mapping[str, float] = field(default_factory=lambda: NONE)
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failed:
    """Reported as failed; the report has these words."""

    words: str


Expected = Flagged | Scores | Contained | Failed


@dataclass(frozen=True)
class Case:
    """One submission. `change` gets the folder that is handed in."""

    name: str
    expected: Expected
    change: Callable[[Path], None]
    answers: Mapping[str, str] = field(default_factory=lambda: WRONG_ANSWERS)


def flagged(*words: str, marks: Mapping[str, float] = NONE) -> Flagged:
    """Say that one line of the evidence holds one of the words."""
    return Flagged(words, marks)


def code(
    name: str,
    expected: Expected,
    source: str,
    answers: Mapping[str, str] = WRONG_ANSWERS,
    at: int = 2,
) -> Case:
    """A case with one cell more: by default after the instructor's first, before the answers."""

    def insert(nb: NotebookNode) -> None:
        nb.cells.insert(at, new_code_cell(source))

    return edited(name, expected, insert, answers)


def answer(name: str, expected: Expected, **cells: str) -> Case:
    """A case whose answers are the wrong ones, but for those given."""
    return Case(name, expected, bool, WRONG_ANSWERS | cells)


def edited(
    name: str,
    expected: Expected,
    work: Callable[[NotebookNode], object],
    answers: Mapping[str, str] = WRONG_ANSWERS,
) -> Case:
    """A case whose notebook was changed by `work`, and can still be written as one."""

    def change(folder: Path) -> None:
        path = folder / f"{NOTEBOOK}.ipynb"
        nb = nbformat.from_dict(json.loads(path.read_text(encoding="utf-8")))
        work(nb)
        if nb.nbformat_minor < 5:  # cells have no ids yet
            for cell in nb.cells:
                cell.pop("id", None)
        path.write_text(json.dumps(nb), encoding="utf-8")

    return Case(name, expected, change, answers)


def text(name: str, expected: Expected, rewrite: Callable[[str], str | bytes]) -> Case:
    """A case whose notebook file was rewritten, perhaps to something that is none."""

    def change(folder: Path) -> None:
        path = folder / f"{NOTEBOOK}.ipynb"
        new = rewrite(path.read_text(encoding="utf-8"))
        path.write_bytes(new if isinstance(new, bytes) else new.encode())

    return Case(name, expected, change, RIGHT_ANSWERS)


def build(root: Path, cases: list[Case]) -> Course:
    """A course in which every case has been handed in by a student of the case's name."""
    course = new_course(root, {NOTEBOOK: CELLS}, **SETTINGS)
    helpers = "def same(a, b):\n    return a == b\n"
    (course.source("a1") / "helpers.py").write_text(helpers, encoding="utf-8")
    for case in cases:
        folder = course.hand_in(case.name, "a1", answering(case.answers))
        case.change(folder)
    return course


def answering(answers: Mapping[str, str]) -> Callable[[NotebookNode], None]:
    """Write the answers into a notebook."""

    def work(nb: NotebookNode) -> None:
        for name, source in answers.items():
            find(nb, name).source = source

    return work
