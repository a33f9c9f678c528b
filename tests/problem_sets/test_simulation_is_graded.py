"""*Two Islands* goes through the whole of nbgrader: released, handed in, graded, returned."""

from dataclasses import dataclass

import pytest

from tests.problem_sets.nbgrader_course import Course, cell, new_course, run
from tests.problem_sets.sim_students import CLASS, FORGED, NAME, STRONG, WORTH

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Graded:
    course: Course
    logs: dict[str, str]

    def report(self, name: str) -> tuple[str, str]:
        """The mark sheet of the log as text, and its points."""
        report, points = cell(self.course.autograded(NAME, name), "game-test").outputs
        return report.data["text/plain"], points.data["text/plain"]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    course = new_course(tmp_path_factory.mktemp("two-islands"), NAME)
    course.release(NAME)
    for name, student in CLASS.items():
        course.hand_in(name, NAME, student.work)
    return Graded(course, course.grade(NAME, CLASS))


@pytest.mark.parametrize("name", CLASS)
def test_each_student_gets_exactly_what_is_due(graded: Graded, name: str):
    assert graded.course.scores(NAME, name) == CLASS[name].earns


def test_starter_code_runs(graded: Graded):
    """In an untouched notebook only tests complain, and each says what to do next."""
    failing = {
        one.metadata.nbgrader.grade_id: output.evalue
        for one in graded.course.autograded(NAME, "blank").cells
        for output in one.get("outputs", [])
        if output.output_type == "error"
    }
    assert set(failing) == set(WORTH) - {"game-test", "reflection"}
    assert all("is None" in said for said in failing.values())


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_log_earns_nothing_and_the_evidence_is_shown(graded: Graded, name: str):
    report, points = graded.report(name)
    assert points == "0"
    assert "until a person has looked at it" in report
    assert "as handed in:" in report
    assert "as handed in:" in graded.logs[name]


def test_the_evidence_names_the_line_and_what_the_game_writes_there(graded: Graded):
    report, _ = graded.report("edits-a-reason")
    _, why, found, expected, _ = report.splitlines()
    assert "Line 7 or one before it was edited" in why
    assert found.startswith("Line 7 as handed in:")
    assert "I saw it." in found
    assert expected.startswith("Line 7 as the game writes it:")
    assert found != expected


def test_what_a_person_has_to_look_at_is_flagged(graded: Graded):
    with graded.course.api().gradebook as book:
        flagged = {
            name for name in CLASS if book.find_submission_notebook(NAME, NAME, name).flagged
        }
    assert {name for name, one in CLASS.items() if one.flagged} <= flagged
    assert not flagged & {"reference", "plays-in-moscow", "plays-in-twos", "no-game", "unfinished"}


def test_the_mark_sheet_says_what_was_missing(graded: Graded):
    notebook = graded.course.autograded(NAME, "no-reasons")
    report = cell(notebook, "game-test").outputs[0].data["text/html"]
    assert "Form: 6.57 of 10 points" in report
    assert "6 of 7 offers have no reason of their own" in report
    assert "It stands at move 9" in str(
        cell(graded.course.autograded(NAME, "unfinished"), "game-test").outputs
    )


@pytest.mark.parametrize(
    ("name", "grade_id", "sentence"),
    [(name, id_, said) for name, one in CLASS.items() for id_, said in one.says.items()],
)
def test_a_mistake_is_explained(graded: Graded, name: str, grade_id: str, sentence: str):
    assert sentence in cell(graded.course.autograded(NAME, name), grade_id).outputs[-1].evalue


def test_the_reader_finds_the_rubric_before_the_reflection(graded: Graded):
    cells = graded.course.autograded(NAME, "reference").cells
    (place,) = [i for i, one in enumerate(cells) if one.id == "reflection"]
    assert cells[place].source == STRONG
    assert cells[place - 1].metadata.nbgrader.locked
    assert "| **Close reading**" in cells[place - 1].source


def test_the_rest_of_the_way(graded: Graded):
    """A reader marks the reflection, feedback goes back, and the marks are exported."""
    course = graded.course
    with course.api().gradebook as book:
        blank, full = (
            book.find_grade("reflection", NAME, NAME, who) for who in ("blank", "reference")
        )
        assert (blank.auto_score, blank.needs_manual_grade) == (0, False)
        assert (full.auto_score, full.needs_manual_grade) == (None, True)
        full.manual_score, full.needs_manual_grade = 19, False
        book.db.commit()
    for who in ("reference", "edits-an-offer"):
        run(course.api().generate_feedback(NAME, who))
        run(course.api().release_feedback(NAME, who))
    run(course.api("edits-an-offer").fetch_feedback(NAME, "edits-an-offer"))
    (page,) = course.home("edits-an-offer").glob("**/feedback/**/*.html")
    assert "until a person has looked at it" in page.read_text(encoding="utf-8")
    totals = {row["student_id"]: float(row["score"]) for row in course.export()}
    assert totals["reference"] == 49
    assert totals["blank"] == 0
    assert totals["edits-an-offer"] == 20 - 4  # the tasks on the own game are lost, too
