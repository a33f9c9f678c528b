"""Honest students get their marks; hostile and broken submissions get what they deserve."""

import contextlib
import io
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.grading import (
    attacks_changing_python,
    attacks_changing_the_shell,
    attacks_learning_answers,
    attacks_lying_values,
    attacks_on_limits,
    attacks_on_the_two_processes,
    attacks_on_what_a_test_leans_on,
    attacks_put_back_in_time,
    attacks_reaching_outside,
    attacks_reading_hidden_tests,
    attacks_replacing_files,
    attacks_taking_marks,
    broken_notebooks,
    broken_outputs,
    honest_answers,
    honest_code,
    honest_notebooks,
    tampered_cells,
    tampered_folders,
)
from tests.grading.corpus import FULL, NOTEBOOK, Case, Contained, Failed, Flagged, Scores, build
from tests.grading.grading_course import Course
from unsigned_peace.grading.engine.grade import Options, grade

pytestmark = pytest.mark.slow

ATTACKS = [
    attacks_changing_python, attacks_changing_the_shell, attacks_learning_answers,
    attacks_lying_values, attacks_on_limits, attacks_on_the_two_processes,
    attacks_on_what_a_test_leans_on,
    attacks_put_back_in_time, attacks_reaching_outside, attacks_reading_hidden_tests,
    attacks_replacing_files, attacks_taking_marks, tampered_cells, tampered_folders,
]  # fmt: skip
HONEST = [honest_answers, honest_code, honest_notebooks]
BROKEN = [broken_notebooks, broken_outputs]
KINDS = {"honest": HONEST, "hostile": ATTACKS, "broken": BROKEN}
CASES = [
    replace(case, name=f"{kind}-{case.name}")
    for kind, files in KINDS.items()
    for file in files
    for case in file.CASES
]


@dataclass(frozen=True)
class Graded:
    """What came of the class."""

    course: Course
    status: int
    said: str

    def notebook(self, student: str) -> list[dict]:
        """The cells of the graded notebook."""
        path = self.course.root / "autograded" / student / "a1" / f"{NOTEBOOK}.ipynb"
        return json.loads(path.read_text(encoding="utf-8"))["cells"]

    def outputs(self, student: str) -> str:
        """All that it shows."""
        return json.dumps([cell.get("outputs") for cell in self.notebook(student)])

    def printed(self, student: str) -> str:
        """The same without tracebacks, which quote the submission itself."""
        outputs = [out for cell in self.notebook(student) for out in cell.get("outputs", [])]
        return json.dumps([out | {"traceback": []} for out in outputs])

    def evidence(self, student: str) -> str:
        """What a person finds at the top of a flagged notebook."""
        first = "".join(self.notebook(student)[0]["source"])
        return first if first.startswith("**Flagged by the grader.**") else ""

    def is_flagged(self, student: str) -> bool:
        """Whether formgrader shows a flag."""
        with self.course.gradebook() as book:
            return book.find_submission_notebook(NOTEBOOK, "a1", student).flagged


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded]:
    """Grade the whole class once."""
    root = tmp_path_factory.mktemp("corpus")
    yield grade_class(root, CASES)
    # Python cannot delete the folder that is three thousand folders deep.
    subprocess.run(["rm", "-rf", root], check=True)


def grade_class(root: Path, cases: list[Case]) -> Graded:
    """Hand in all cases and grade them."""
    course = build(root, cases)
    out = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = grade(Options("a1"))
    return Graded(course, status, out.getvalue())


def test_the_corpus_is_large_enough() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
    for kind, number in (("hostile", 350), ("broken", 170), ("honest", 120)):
        assert sum(case.name.startswith(kind) for case in CASES) >= number


def test_the_exit_status_says_that_some_failed(graded: Graded) -> None:
    assert graded.status == 1


def test_all_tests_run_apart(graded: Graded) -> None:
    assert "students' own processes" not in graded.said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_verdict(case: Case, graded: Graded) -> None:
    trouble = judge(case, graded)
    assert not trouble, trouble


def judge(case: Case, graded: Graded) -> str:
    """Say what is not as expected, or nothing."""
    failure = next(
        (one for one in graded.said.splitlines() if one.startswith(f"Failed: {case.name}: ")), ""
    )
    if isinstance(case.expected, Failed):
        written = (graded.course.root / "autograded" / case.name / "a1").exists()
        right = case.expected.words in failure and not written
        return "" if right else f"expected a failure, not {failure or 'a graded notebook'}"
    if failure:
        return failure
    printed = graded.printed(case.name)
    if "REACHED" in printed:
        return f"it has reached what it should not: {printed[printed.index('REACHED') :][:200]}"
    found = {
        cell: score for cell, (score, _) in graded.course.scores(case.name).items() if cell in FULL
    }
    evidence = graded.evidence(case.name)
    if graded.is_flagged(case.name) != bool(evidence):
        return f"formgrader's flag and the evidence differ: {evidence or 'no evidence'}"
    return _trouble(case.expected, evidence, found, graded.outputs(case.name))


def _trouble(
    expected: Scores | Contained | Flagged, flag: str, found: dict[str, float | None], shown: str
) -> str:
    told = f"{flag or 'no flag'}; {found}; {shown[-1000:]}"
    match expected:
        case Scores(marks, shows):
            return "" if not flag and found == marks and shows in shown else told
        case Contained(marks, shows):
            right = not shows or any(one in shown for one in shows)
        case Flagged(words, marks):
            right = any(word in flag for word in words)
    too_much = any((score or 0) > marks[cell] for cell, score in found.items())
    return "" if right and not too_much else told
