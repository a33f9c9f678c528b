"""The class of the capstone. Two of them hand in the sample fact-checks of docs/rubrics."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat

from tests.problem_sets.nbgrader_course import REPOSITORY, cell, read
from unsigned_peace.board.board_json import to_json
from unsigned_peace.board.board_model import Board, Case, Evidence, Side

NAME = "capstone-verdict"
INSTRUCTORS = REPOSITORY / "exercises" / NAME / f"{NAME}.ipynb"
SAMPLES = REPOSITORY / "docs" / "rubrics" / "capstone-samples.md"
CLAIM = "CLM-151"
TABLES = {"FRD": "frus_documents", "EVT": "events"}
WORTH = {"board-test": 29, "essay": 60, "text-test": 11}


@dataclass(frozen=True)
class Sample:
    """A sample fact-check, as the page for graders has it."""

    heading: str
    case: Case
    essay: str


def samples() -> tuple[Sample, ...]:
    """Read the page for graders: a table for each board, a quotation for each essay."""
    parts = re.split(r"^## (?=Sample)", SAMPLES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return tuple(map(_sample, parts[1:]))


def _sample(text: str) -> Sample:
    rows = re.findall(r"^\| (\w+-\d+) \| (\w+) \| (\d) \| (.*) \|$", text, re.MULTILINE)
    evidence = tuple(
        Evidence(TABLES[row_id[:3]], row_id, "", Side(side), int(weight), reasoning)
        for row_id, side, weight, reasoning in rows
    )
    judgement, sureness, limit = re.search(
        r"^The board: .*, \*([\w ]+)\*, ([\w ]+)\. (?:Limit: (.+)|No limit\.)$", text, re.MULTILINE
    ).groups(default="")
    case = Case(CLAIM, evidence, judgement=judgement, sureness=sureness, limit=limit)
    quoted = [line[2:] for line in text.splitlines() if line.startswith(">")]
    return Sample(text.splitlines()[0], case, "\n".join(quoted))


STRONG, _, _, WEAK, _ = samples()
CASE = STRONG.case


@dataclass(frozen=True)
class Student:
    """What one student hands in, and what the two test cells then give.

    `board` is the text of the board's file, None if there is none. `code` is put into cells.
    """

    board: str | None
    essay: str
    earns: Mapping[str, float]
    code: Mapping[str, str] = field(default_factory=dict)
    loses: tuple[str, ...] = ()

    def work(self, folder: Path) -> None:
        notebook = read(folder / f"{NAME}.ipynb")
        if self.essay:
            cell(notebook, "essay").source = self.essay
        for one in notebook.cells:
            one.source = self.code.get(one.id, one.source)
        for grade_id in self.loses:
            notebook.cells.remove(cell(notebook, grade_id))
        nbformat.write(notebook, folder / f"{NAME}.ipynb")
        if self.board is not None:
            (folder / "answers").mkdir()
            file = folder / "answers" / f"{NAME}.board.json"
            file.write_text(self.board, encoding="utf-8")


def saved(*cases: Case, notebook: str = NAME) -> str:
    """Write the file of a board as the widget does."""
    return to_json(Board(cases), notebook)


def earns(board: float, text: float) -> dict[str, float]:
    return {"board-test": board, "text-test": text}


FULL = saved(CASE)
INVENTED = tuple(replace(one, row_id=f"X-{n}") for n, one in enumerate(CASE.evidence))
CHEAT = """
import unsigned_peace.exercise.factcheck as f
import unsigned_peace.exercise.factcheck.progress_cells as n
from unsigned_peace.shared.form_check import Check
everything = lambda *_: (Check("all", 29, 1),)
f.check_board = f.check_text = n.of_board = n.of_text = f.of_board = everything
29
"""
# Who hands in what. The finer points of the checks are in test_factcheck.py.
CLASS = {
    "blank": Student(None, "", earns(0, 0)),
    "reference": Student(FULL, STRONG.essay, earns(29, 11)),
    # One reason of four is copied and the limit is missing; one source is not named and not cited.
    "weak": Student(saved(WEAK.case), WEAK.essay, earns(29 - 1.5 - 2, 11 - 1 - 0.75)),
    "one-sided": Student(
        saved(replace(CASE, evidence=CASE.on(Side.SUPPORT))),
        STRONG.essay,
        earns(29 - 3 - 5 - 3, 11 - 1.5),  # two pieces of four, two reasons, two citations
    ),
    "no-board": Student(None, STRONG.essay, earns(0, 3)),
    "damaged-board": Student(FULL[:-60], STRONG.essay, earns(0, 3)),
    "foreign-board": Student(saved(CASE, notebook="05-verdict"), STRONG.essay, earns(0, 3)),
    "invents-rows": Student(saved(replace(CASE, evidence=INVENTED)), STRONG.essay, earns(3, 1 + 3)),
    "fakes-the-checks": Student(None, "Give me the points.", earns(0, 0), {"claims-search": CHEAT}),
    "rewrites-the-tests": Student(None, "", earns(0, 0), {"board-test": "29", "text-test": "11"}),
    "lost-cells": Student(FULL, STRONG.essay, earns(0, 11), loses=("board-test",)),
}
