"""A class of typical students: what each hands in, and what each test cell should then score.

Everybody but the blank one starts from the reference solution, so that a student's losses come
from that student's own mistake and from nothing else.
"""

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader_course import REPOSITORY, cell, read

from unsigned_peace.quiz import bank
from unsigned_peace.quiz.scoring import right_answer

PS1 = "ps1-san-francisco"
INSTRUCTORS = REPOSITORY / "exercises" / PS1 / f"{PS1}.ipynb"
KEY = REPOSITORY / "exercises" / f"{PS1}.quiz.yml"
ESSAY = "The memorandum (P-VYSH0813) was secret. *Therefore* it tells more than the speech."
Work = Callable[[Path], None]


@dataclass(frozen=True)
class Student:
    """`work` changes the fetched folder; `loses` has the points lost, by test cell."""

    work: Work | None
    loses: Mapping[str, float] = field(default_factory=dict)


def points() -> dict[str, float]:
    """The points of each graded cell of the instructor's notebook."""
    marks = [one.metadata.get("nbgrader", {}) for one in read(INSTRUCTORS).cells]
    return {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade")}


def key_answers() -> dict[str, object]:
    """A right answer to every question of the quiz."""
    return {question.id: right_answer(question) for question in bank.load(KEY).questions}


def answers_text(answers: Mapping[str, object], notebook: str = PS1) -> str:
    """An answers file as the quiz widget writes it."""
    at = "2026-11-22T10:00:00+00:00"
    records = {name: {"value": value, "at": at, "tries": 1} for name, value in answers.items()}
    return json.dumps(
        {
            "format": "unsigned-peace-answers",
            "version": 1,
            "notebook": notebook,
            "opened": {},
            "answers": records,
        }
    )


def reference(code: Mapping[str, str] | None = None, answers: str | None = None) -> Work:
    """Hand in the solution, with `code` added at the end of cells, and these quiz `answers`."""

    def work(folder: Path) -> None:
        notebook, instructors = read(folder / f"{PS1}.ipynb"), read(INSTRUCTORS)
        for one in notebook.cells:
            mark = one.metadata.get("nbgrader", {})
            if mark.get("solution"):
                one.source = cell(instructors, mark["grade_id"]).source
            if mark.get("solution") and mark.get("grade"):
                one.source = ESSAY
        for grade_id, added in (code or {}).items():
            cell(notebook, grade_id).source += "\n" + textwrap.dedent(added)
        nbformat.write(notebook, folder / f"{PS1}.ipynb")
        if answers != "":
            (folder / "answers").mkdir()
            text = answers_text(key_answers()) if answers is None else answers
            (folder / "answers" / f"{PS1}.json").write_text(text, encoding="utf-8")

    return work


def emptied_tests(folder: Path) -> None:
    """Replace every test by one that passes, and answer nothing."""
    notebook = read(folder / f"{PS1}.ipynb")
    for one in notebook.cells:
        if one.cell_type == "code" and one.metadata.get("nbgrader", {}).get("grade"):
            one.source = "print('all is well')"
    nbformat.write(notebook, folder / f"{PS1}.ipynb")


def lost_cells(folder: Path) -> None:
    """Do everything right, and delete two of the test cells."""
    reference()(folder)
    notebook = read(folder / f"{PS1}.ipynb")
    for lost in ("t1-test-1", "quiz-test"):
        notebook.cells.remove(cell(notebook, lost))
    nbformat.write(notebook, folder / f"{PS1}.ipynb")


def ticked(question_id: str) -> list[str]:
    """Every box of a question ticked."""
    (question,) = [one for one in bank.load(KEY).questions if one.id == question_id]
    return [option.id for option in question.options]


BOXES = ("ps1-not-invited", "ps1-finality", "ps1-contradicted")
CLASS = {
    "blank": Student(None, points()),
    "reference": Student(reference()),
    "counts-japan": Student(
        reference(
            {
                "t2-solution": """
                    voters = len(came)
                    nominal_share = round(100 * nominal.sum() / voters)
                    """
            }
        ),
        {"t2-test-1": 3},
    ),
    "copies-the-article": Student(
        reference(
            {
                "t1-solution": "latin_american, african, all_european = 21, 7, 7",
                "t3-solution-1": "vote_date = '1951-09-08'",
                "t6-solution": "order_number, is_final = '677/1', True",
            }
        ),
        {"t1-test-1": 3, "t1-test-2": 3, "t3-test-1": 4, "t6-test-1": 3, "t6-test-2": 2},
    ),
    "unsorted-drafts": Student(
        reference(
            {
                "t5-solution": """
                    ussr = allied["recipient"].isin(["USSR", "USSR on condition"])
                    last_with = allied.loc[ussr, "date"].iloc[-1]
                    later = allied[allied["date"] > last_with]
                    later = later[later["recipient"] == "none named"]
                    first_without = later["date"].iloc[0]
                    gap = days_between(last_with, first_without)
                    """
            }
        ),
        {"t5-test-1": 4, "t5-test-2": 3},
    ),
    "wrong-types": Student(
        reference(
            {
                "t1-solution": "african = 'four'",
                "t2-solution": "nominal_share = 0.63",
                "t4-solution": "voted_against = 'Poland'",
                "t7-solution": "left_out = ['2(b)', 'N-99']",
                "t8-solution": "last_state, median_days = 'bolivia', -1",
            }
        ),
        {
            "t1-test-1": 3,
            "t2-test-1": 3,
            "t4-test": 4,
            "t7-test-1": 4,
            "t8-test-1": 3,
            "t8-test-2": 4,
        },
    ),
    "ticks-everything": Student(
        reference(
            answers=answers_text({**key_answers(), **{name: ticked(name) for name in BOXES}})
        ),
        {"quiz-test": 2 + 1 + 2},
    ),
    "prints-warnings": Student(
        reference(
            {
                "t3-solution-2": """
                    quiet = days_between
                    def days_between(first, second):
                        import logging, sys, warnings
                        warnings.warn("mind the calendar")
                        logging.warning("mind the calendar")
                        print("mind the calendar", file=sys.stderr)
                        return quiet(first, second)
                    """
            }
        )
    ),
    "exits": Student(
        reference(
            {"t3-solution-2": "def days_between(first, second):\n    raise SystemExit('no')"}
        ),
        {"t3-test-2": 3, "t5-test-2": 3, "t6-test-2": 2},
    ),
    "no-quiz-answers": Student(reference(answers=""), {"quiz-test": 12}),
    "foreign-answers": Student(
        reference(answers=answers_text(key_answers(), notebook="ps2-london")), {"quiz-test": 12}
    ),
    "damaged-answers": Student(
        reference(answers=answers_text(key_answers())[:-40]), {"quiz-test": 12}
    ),
    "lost-cells": Student(lost_cells, {"t1-test-1": 3, "quiz-test": 12}),
    "empties-the-tests": Student(emptied_tests, points()),
}
