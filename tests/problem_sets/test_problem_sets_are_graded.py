"""Every problem set goes through the whole of nbgrader: released, handed in, graded."""

import re

import pytest

from tests.problem_sets.classes import PROBLEM_SETS, for_each_set
from tests.problem_sets.nbgrader_course import cell
from tests.problem_sets.problem_set import ESSAY, ESSAYS, ProblemSet
from tests.problem_sets.school import School

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("ps", "name"),
    [pytest.param(ps, name, id=f"{ps}-{name}") for ps in PROBLEM_SETS for name in ps.students],
)
def test_each_student_gets_exactly_what_is_due(school: School, ps: ProblemSet, name: str):
    assert school.graded(ps).scores(ps.name, name) == ps.due(ps.students[name])


@for_each_set
def test_nobody_is_flagged(school: School, ps: ProblemSet):
    with school.graded(ps).api().gradebook as book:
        for name in ps.students:
            assert not book.find_submission_notebook(ps.name, ps.name, name).flagged


@for_each_set
def test_starter_code_runs(school: School, ps: ProblemSet):
    """In an untouched notebook only tests complain, and each says what to do next."""
    failing = {
        one.metadata.nbgrader.grade_id: output.evalue
        for one in school.graded(ps).autograded(ps.name, "blank").cells
        for output in one.get("outputs", [])
        if output.output_type == "error"
    }
    tests = {id_ for id_ in ps.points() if id_ not in ESSAYS}
    told_at_once = {"warm-up-check"} & set(failing)  # not graded
    assert set(failing) - told_at_once == tests - {"quiz-test"}  # its output is the mark sheet
    advice = "None|needs|should give|Write|Change"
    assert not {id_: said for id_, said in failing.items() if not re.search(advice, said)}


@for_each_set
def test_a_wrong_form_is_explained_in_one_sentence(school: School, ps: ProblemSet):
    """No traceback: the reader may never have programmed."""
    students = {name: student for name, student in ps.students.items() if student.says}
    assert "wrong-types" in students
    for name, student in students.items():
        notebook = school.graded(ps).autograded(ps.name, name)
        for grade_id, sentence in student.says.items():
            shown = cell(notebook, grade_id).outputs[-1]
            assert sentence in shown.evalue
            assert shown.traceback == [f"Not yet: {shown.evalue}"]


@for_each_set
def test_untouched_essays_score_zero_and_need_no_reader(school: School, ps: ProblemSet):
    assert _essays(school, ps, "blank") == dict.fromkeys(ESSAYS, (0, False))
    assert _essays(school, ps, "reference") == dict.fromkeys(ESSAYS, (None, True))


def _essays(school: School, ps: ProblemSet, student: str) -> dict[str, tuple[float | None, bool]]:
    with school.graded(ps).api().gradebook as book:
        grades = [book.find_grade(id_, ps.name, ps.name, student) for id_ in ESSAYS]
        return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in grades}


@for_each_set
def test_the_rubric_stands_before_each_essay(school: School, ps: ProblemSet):
    """What formgrader shows: the locked cell with the rubric, then the student's text."""
    cells = school.graded(ps).autograded(ps.name, "reference").cells
    for id_ in ESSAYS:
        (place,) = [i for i, one in enumerate(cells) if one.id == id_]
        assert cells[place].source == ESSAY
        assert cells[place - 1].metadata.nbgrader.locked
        assert "| **Close reading**" in cells[place - 1].source


@for_each_set
def test_feedback_keeps_the_key(school: School, ps: ProblemSet):
    """A student who ticked everything sees the own ticks and points, not which were right."""
    notebook = school.graded(ps).autograded(ps.name, "ticks-everything")
    report, marks = cell(notebook, "quiz-test").outputs
    shown = report.data["text/html"]
    worth = ps.points()["quiz-test"]
    lost = ps.students["ticks-everything"].loses["quiz-test"]
    assert marks.data["text/plain"] == f"{worth - lost:g}"
    assert f"Quiz: {worth - lost:g} of {worth:g} points" in shown
    options = [option for question in ps.boxes for option in question.options]
    assert any(option.text in shown for option in options)
    assert not [option.feedback for option in options if option.feedback in shown]


@for_each_set
def test_nothing_but_the_problem_set_is_an_assignment(school: School, ps: ProblemSet):
    """The key beside the folder is no assignment for formgrader."""
    course = school.released(ps)
    assert (course.exercises / f"{ps.name}.quiz.yml").is_file()
    assert course.api().get_source_assignments() == {ps.name}
