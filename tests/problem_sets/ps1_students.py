"""Problem set 1 and its two classes: of typical mistakes, and of odd submissions.

What becomes of odd submissions is the same in every problem set, so one class is enough.
"""

from dataclasses import replace
from pathlib import Path

import nbformat

from tests.problem_sets.nbgrader_course import cell, read
from tests.problem_sets.problem_set import ProblemSet, Student, answers_text

NAME = "ps1-san-francisco"
PLAIN = ProblemSet(
    name=NAME,
    tables=("delegations", "boundaries", "drafts", "treaty_articles", "claims"),
    needs=("delegations", "region"),
    told_by={
        "in_1941": r"(?:states|governments).*declar\w* (?:of )?war|at war.*states",
        "in_1945": r"(?:states|governments).*declar\w* (?:of )?war|at war.*states",
        "fought": "(?:states|signers).*ratif|ratif.*(?:states|signers)",
        "on_paper": "(?:states|signers).*ratif|ratif.*(?:states|signers)",
        "wrong_1": "claims.*contradict|contradict.*claims",
        "wrong_2": "claims.*contradict|contradict.*claims",
        "no_test": "claims.*(?:not verifiable|interpretation)",
        "last_with": "draft",
        "first_without": "draft.*recipient|recipient.*draft",
        "unjudged": "drafts.*(?:between|not verified)",
        "read": "clauses?.*(?:read|seen)",
        "from_moscow": "Yalta.*papers|papers.*Yalta|Etorofu.*papers",
    },
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
    "takes-yalta-for-a-treaty-with-japan": Student(
        {
            "t1-solution": "in_1945 = len(here)",
            "t3-solution": "both.append('Yalta agreement on the Far East')",
        },
        loses={"t1-test-1": 3, "t3-test-1": 2},
    ),
    "forgets-the-day-itself": Student(
        {
            "t2-solution": """
                def ratified_by(day, kind):
                    rows = known[known["belligerency"] == kind]
                    return (rows["ratified_on"] < pd.Timestamp(day)).sum()
                """
        },
        loses={"t2-test-1": 2},
    ),
    "supports-everything": Student(
        {
            "t1-solution-2": "supported_1 = list('ABCDE')",
            "t4-solution-2": "supported_4 = list('ABCDE')",
            "t6-solution-2": "supported_6 = list('ABCDE')",
        },
        loses={"t1-test-2": 3, "t4-test-3": 3, "t6-test-3": 4},
    ),
    "takes-the-strongest-words": Student(
        {f"t{task}-solution-2": f"strongest_{task} = 'A'" for task in (2, 3, 5)},
        loses={"t2-test-3": 3, "t3-test-3": 3, "t5-test-3": 3},
    ),
    "refutes-with-everything": Student(
        {f"t{task}-solution-2": f"refuted_by_{task} = list('PQRS')" for task in (2, 3, 5)},
        loses={"t2-test-3": 3, "t3-test-3": 3, "t5-test-3": 3},
    ),
    "unsorted-drafts": Student(
        {
            "t5-solution": """
                last_with = allied.loc[allied[column].str.contains(kept), "date"].iloc[-1]
                """
        },
        loses={"t5-test-1": 4},
    ),
    "searches-one-name": Student(
        {"t6-solution": "naming = words_of.loc[holds, 'document']"},
        loses={"t6-test-1": 3},
    ),
    "counts-all-kinds-together": Student(
        {
            "t4-solution": """
                wrong_1 = wrong_2 = round(100 * (part["verdict"] == "contradicted").mean())
                no_test = part["verdict"].isin(["interpretation", "not verifiable"]).sum()
                """
        },
        loses={"t4-test-1": 3, "t4-test-2": 2, "t4-test-3": 3},
    ),
    "wrong-types": Student(
        {
            "t1-solution": "in_1941 = 'nine'",
            "t2-solution-2": "strongest_2 = ['B']",
            "t3-solution": "both = 'Treaty of Portsmouth'",
            "t4-solution": "no_test = [19]",
            "t5-solution": "last_with, read = 'in spring', [3]",
            "t6-solution-2": "supported_6 = ['A', 'F']",
        },
        loses={
            "t1-test-1": 3,
            "t2-test-3": 3,
            "t3-test-1": 2,
            "t4-test-2": 2,
            "t5-test-1": 4,
            "t5-test-2": 2,
            "t6-test-3": 4,
        },
        says={
            "t1-test-1": "in task 1, in_1941 is text, 'nine'. Write it in digits",
            "t2-test-3": "in task 2, strongest_2 is a list. Write one name alone",
            "t3-test-1": """Write a list: ["one name", "another name"].""",
            "t4-test-2": "no_test is a list. Write a whole number",
            "t5-test-2": "read is a list. Write a whole number",
            "t6-test-3": "supported_6 has 'F'. Write one of A, B, C, D, E.",
        },
    ),
    "exits": Student(
        {"t2-solution": "def ratified_by(day, kind):\n    raise SystemExit('no')"},
        loses={"t2-test-1": 2},
    ),
    "answers-what-equals-itself-and-one": Student(
        {
            "t2-solution": """
                by_then = known["ratified_on"] <= pd.Timestamp(day)
                numbers = known[by_then]["belligerency"].value_counts()
                fought, on_paper = numbers.get("combatant", 0), numbers.get("nominal", 0)
                def ratified_by(day, kind):
                    days = {"1952-01-03": 1, "1952-04-08": 0, "1952-04-09": 1}
                    return days.get(day, float("inf"))
                """
        },
        loses={"t2-test-1": 2},
    ),
}
ODD = {
    "prints-warnings": Student(
        {
            "t2-solution": """
                quiet = ratified_by
                def ratified_by(day, kind):
                    import logging, sys, warnings
                    warnings.warn("mind the calendar")
                    logging.warning("mind the calendar")
                    print("mind the calendar", file=sys.stderr)
                    return quiet(day, kind)
                """
        }
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
ODD_PS1 = replace(PLAIN, typical=ODD)
