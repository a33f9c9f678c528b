"""The capstone goes through the whole of nbgrader: released, handed in, graded, returned."""

from dataclasses import dataclass

import pytest

from tests.problem_sets.capstone_students import CLASS, NAME, STRONG, WORTH
from tests.problem_sets.nbgrader_course import Course, cell, new_course, run

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Graded:
    course: Course
    logs: dict[str, str]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    course = new_course(tmp_path_factory.mktemp("capstone"), NAME)
    course.release(NAME)
    for name, student in CLASS.items():
        course.hand_in(name, NAME, student.work)
    return Graded(course, course.grade(NAME, CLASS))


@pytest.mark.parametrize("name", CLASS)
def test_each_student_gets_exactly_what_is_due(graded: Graded, name: str):
    assert graded.course.scores(NAME, name) == {**CLASS[name].earns, "essay": 0}


def test_starter_code_runs(graded: Graded):
    """In an untouched notebook nothing fails but the two checks, which are mark sheets by now."""
    notebook = graded.course.autograded(NAME, "blank")
    outputs = [output for one in notebook.cells for output in one.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    report, points = cell(notebook, "board-test").outputs
    assert points.data["text/plain"] == "0"
    assert "Choose a claim" in report.data["text/html"] or "choose a claim" in str(report.data)


def test_the_mark_sheet_says_what_was_missing(graded: Graded):
    notebook = graded.course.autograded(NAME, "weak")
    board, text = (
        cell(notebook, id_).outputs[0].data["text/html"] for id_ in ("board-test", "text-test")
    )
    assert "Form: 25.5 of 29 points" in board
    assert "EVT-151 (challenge): the reasoning only repeats the row." in board
    assert "Give a limit." in board
    assert "Not named: F55-094." in text
    assert "Not cited: EVT-157 (F55-094)." in text


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("no-board", "No board was handed in"),
        ("damaged-board", "it is damaged"),
        ("foreign-board", "it belongs to the notebook '05-verdict'"),
    ],
)
def test_unusable_boards_are_said_to_be_so(graded: Graded, name: str, note: str):
    report, points = cell(graded.course.autograded(NAME, name), "board-test").outputs
    assert note in report.data["text/plain"]
    assert note.replace("'", "&#x27;") in report.data["text/html"]
    assert points.data["text/plain"] == "0"
    assert note in graded.logs[name]


def test_strange_boards_are_flagged_for_the_grader(graded: Graded):
    with graded.course.api().gradebook as book:
        flagged = {
            name for name in CLASS if book.find_submission_notebook(NAME, NAME, name).flagged
        }
    tampered = {"rewrites-the-tests", "lost-cells"}  # who fakes the checks fools nobody
    assert flagged == {"damaged-board", "foreign-board", *tampered}


def test_the_reader_finds_the_rubric_before_the_essay(graded: Graded):
    cells = graded.course.autograded(NAME, "reference").cells
    (place,) = [i for i, one in enumerate(cells) if one.id == "essay"]
    assert cells[place].source == STRONG.essay
    assert cells[place - 1].metadata.nbgrader.locked
    assert "| **Close reading**" in cells[place - 1].source


def test_the_rest_of_the_way(graded: Graded):
    """A reader marks the essay, feedback goes back, and the marks are exported."""
    course = graded.course
    api = course.api()
    with api.gradebook as book:
        blank, full = (book.find_grade("essay", NAME, NAME, who) for who in ("blank", "reference"))
        assert (blank.auto_score, blank.needs_manual_grade) == (0, False)
        assert (full.auto_score, full.needs_manual_grade) == (None, True)
        full.manual_score, full.needs_manual_grade = 56, False
        book.db.commit()
    for who in ("blank", "reference", "weak"):
        run(api.generate_feedback(NAME, who))
        run(api.release_feedback(NAME, who))
    run(course.api("weak").fetch_feedback(NAME, "weak"))
    (page,) = course.home("weak").glob("**/feedback/**/*.html")
    assert "Not cited: EVT-157 (F55-094)." in page.read_text(encoding="utf-8")
    totals = {row["student_id"]: float(row["score"]) for row in course.export()}
    assert totals["reference"] == WORTH["board-test"] + WORTH["text-test"] + 56
    assert totals["weak"] == 34.75
    assert totals["blank"] == 0
