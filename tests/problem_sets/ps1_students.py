"""Problem set 1 and its class.

Besides the typical mistakes, this class has the students who do strange things to their files.
What becomes of these is the same in every problem set, so one class is enough.
"""

from dataclasses import replace
from pathlib import Path

import nbformat

from tests.problem_sets.nbgrader_course import cell, read
from tests.problem_sets.problem_set import ProblemSet, Student, answers_text

NAME = "ps1-san-francisco"
PLAIN = ProblemSet(
    name=NAME,
    tables=("delegations", "events", "drafts", "boundaries", "treaty_articles"),
    needs=("delegations", "region"),
)


def emptied_tests(folder: Path) -> None:
    """Replace every test by one that passes, and answer nothing."""
    notebook = read(folder / f"{NAME}.ipynb")
    for one in notebook.cells:
        if one.cell_type == "code" and one.metadata.get("nbgrader", {}).get("grade"):
            one.source = "print('all is well')"
    nbformat.write(notebook, folder / f"{NAME}.ipynb")


def lost_cells(folder: Path) -> None:
    """Do everything right, and delete two of the test cells."""
    PLAIN.solve(folder)
    notebook = read(folder / f"{NAME}.ipynb")
    for lost in ("t1-test-1", "quiz-test"):
        notebook.cells.remove(cell(notebook, lost))
    nbformat.write(notebook, folder / f"{NAME}.ipynb")


TYPICAL = {
    "counts-japan": Student(
        {
            "t2-solution": """
                voters = len(came)
                nominal_share = round(100 * nominal.sum() / voters)
                """
        },
        loses={"t2-test-1": 3},
    ),
    "copies-the-article": Student(
        {
            "t1-solution": "latin_american, african, all_european = 21, 7, 7",
            "t3-solution-1": "vote_date = '1951-09-08'",
            "t6-solution": "order_number, is_final = '677/1', True",
        },
        loses={"t1-test-1": 3, "t1-test-2": 3, "t3-test-1": 4, "t6-test-1": 3, "t6-test-2": 2},
    ),
    "unsorted-drafts": Student(
        {
            "t5-solution": """
                ussr = allied["recipient"].isin(["USSR", "USSR on condition"])
                last_with = allied.loc[ussr, "date"].iloc[-1]
                later = allied[allied["date"] > last_with]
                later = later[later["recipient"] == "none named"]
                first_without = later["date"].iloc[0]
                gap = days_between(last_with, first_without)
                """
        },
        loses={"t5-test-1": 4, "t5-test-2": 3},
    ),
    "wrong-types": Student(
        {
            "t1-solution": "african = 'four'",
            "t2-solution": "nominal_share = 0.63",
            "t4-solution": "voted_against = 'Poland'",
            "t7-solution": "left_out = ['2(b)', 'N-99']",
            "t8-solution": "last_state, median_days = 'bolivia', -1",
        },
        loses={
            "t1-test-1": 3,
            "t2-test-1": 3,
            "t4-test": 4,
            "t7-test-1": 4,
            "t8-test-1": 3,
            "t8-test-2": 4,
        },
        says={
            "t1-test-1": "african is 'four'. Make it a whole number",
            "t4-test": """voted_against is 'Poland'. Write a list: ["one name", "another name"].""",
            "t7-test-1": "left_out has 'N-99'. Did you mean 'N-9'?",
        },
    ),
    "prints-warnings": Student(
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
    ),
    "exits": Student(
        {"t3-solution-2": "def days_between(first, second):\n    raise SystemExit('no')"},
        loses={"t3-test-2": 3, "t5-test-2": 3, "t6-test-2": 2},
    ),
    "no-quiz-answers": Student(answers="", loses={"quiz-test": 12}),
    "foreign-answers": Student(
        answers=answers_text(PLAIN.key_answers(), "ps2-london"), loses={"quiz-test": 12}
    ),
    "damaged-answers": Student(
        answers=answers_text(PLAIN.key_answers(), NAME)[:-40], loses={"quiz-test": 12}
    ),
    "lost-cells": Student(work=lost_cells, loses={"t1-test-1": 3, "quiz-test": 12}),
    "empties-the-tests": Student(work=emptied_tests, loses=PLAIN.points()),
}
PS1 = replace(PLAIN, typical=TYPICAL)
