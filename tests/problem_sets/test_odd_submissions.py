"""What nbgrader makes of strange submissions, and the rest of the way: marks, feedback, export.

It is the same for every problem set, so the class of the first one is enough.
"""

from collections.abc import Iterator

import pytest

from tests.problem_sets.nbgrader_course import Course, cell, run
from tests.problem_sets.problem_set import ESSAYS
from tests.problem_sets.ps1_students import ODD_PS1 as PS1
from tests.problem_sets.school import School

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """A school in which problem set 1 has the class of odd submissions."""
    return School(tmp_path_factory.mktemp("odd"))


@pytest.mark.parametrize("name", PS1.students)
def test_each_student_gets_exactly_what_is_due(school: School, name: str):
    assert school.graded(PS1).scores(PS1.name, name) == PS1.due(PS1.students[name])


def test_warnings_are_shown_as_a_note(school: School):
    notebook = school.graded(PS1).autograded(PS1.name, "prints-warnings")
    outputs = cell(notebook, "t2-test-1").outputs
    printed = "".join(output.text for output in outputs)
    assert "It costs no points." in printed
    assert printed.count("mind the calendar") >= 3
    assert {output.name for output in outputs} == {"stdout"}


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("no-quiz-answers", "No answers to the quiz were handed in"),
        ("foreign-answers", "it belongs to the notebook 'ps2-london'"),
        ("damaged-answers", "it is damaged"),
    ],
)
def test_unusable_answers_are_said_to_be_so(school: School, name: str, note: str):
    notebook = school.graded(PS1).autograded(PS1.name, name)
    report, marks = cell(notebook, "quiz-test").outputs
    assert note in report.data["text/plain"]
    assert note.replace("'", "&#x27;") in report.data["text/html"]
    assert marks.data["text/plain"] == "0"
    said = school.logs[str(PS1)][name]
    assert note in said
    assert "rename" not in said, "the notebook is not the file that is missing"


def test_strange_answers_are_flagged_for_the_grader(school: School):
    with school.graded(PS1).api().gradebook as book:
        flagged = {
            name
            for name in PS1.students
            if book.find_submission_notebook(PS1.name, PS1.name, name).flagged
        }
    assert flagged == {"foreign-answers", "damaged-answers", "lost-cells", "empties-the-tests"}


@pytest.fixture
def marked(school: School) -> Iterator[Course]:
    """The class with the essays of `reference` marked by hand; the marks are taken back after."""
    course, name = school.graded(PS1), PS1.name

    def mark(scores: tuple[float | None, float | None], comment: str) -> None:
        with course.api().gradebook as book:
            for id_, score in zip(ESSAYS, scores, strict=True):
                grade = book.find_grade(id_, name, name, "reference")
                grade.manual_score, grade.needs_manual_grade = score, score is None
                book.find_comment(id_, name, name, "reference").manual_comment = comment and (
                    f"{comment}: {id_}"
                )
            book.db.commit()

    mark((20, 17.5), "Well argued")
    yield course
    mark((None, None), "")


def test_the_rest_of_the_way(marked: Course):
    """Essays are marked by hand, feedback goes back, and the marks are exported."""
    course, name = marked, PS1.name
    api = course.api()
    for who in ("reference", "ticks-everything", "blank"):
        run(api.generate_feedback(name, who))
        run(api.release_feedback(name, who))

    student = course.api("reference")
    run(student.fetch_feedback(name, "reference"))
    (page,) = course.home("reference").glob("**/feedback/**/*.html")
    html = page.read_text(encoding="utf-8")
    assert "Well argued: essay-a" in html
    assert "97.5 / 100" in html
    assert "Quiz: 12 of 12 points" in html

    totals = {row["student_id"]: float(row["score"]) for row in course.export()}
    assert totals["reference"] == 97.5
    assert totals["blank"] == 0
    assert totals["ticks-everything"] == 60 - 5
