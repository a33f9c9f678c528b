"""Problem set 1 goes through the whole of nbgrader: released, handed in, graded, returned."""

import re

import pytest
from nbgrader_course import Course, cell, read, run
from ps1_students import CLASS, ESSAY, INSTRUCTORS, PS1, points

pytestmark = pytest.mark.slow
Graded = tuple[Course, dict[str, str]]
ESSAYS = ("essay-a", "essay-b")


@pytest.mark.parametrize("name", CLASS)
def test_each_student_gets_exactly_what_is_due(graded: Graded, name: str):
    course, _ = graded
    due = {id_: full - CLASS[name].loses.get(id_, 0) for id_, full in points().items()}
    due |= dict.fromkeys(ESSAYS, 0)  # nobody has read them yet
    assert course.scores(PS1, name) == due


def test_starter_code_runs(graded: Graded):
    """In an untouched notebook only tests complain, and each says what to do next."""
    course, _ = graded
    failing = {
        one.metadata.nbgrader.grade_id: output.evalue
        for one in course.autograded(PS1, "blank").cells
        for output in one.get("outputs", [])
        if output.output_type == "error"
    }
    tests = {id_ for id_ in points() if id_ not in ESSAYS}
    assert set(failing) == tests - {"quiz-test"}  # its output is the mark sheet by now
    assert not {id_: said for id_, said in failing.items() if not re.search("None|needs", said)}


def test_the_wrong_type_is_explained(graded: Graded):
    course, _ = graded
    notebook = course.autograded(PS1, "wrong-types")
    said = [cell(notebook, id_).outputs[-1].evalue for id_ in ("t1-test-1", "t4-test", "t7-test-1")]
    assert said[0] == "african is 'four'. Make it a whole number, such as 12."
    assert said[1] == """voted_against is 'Poland'. Write a list: ["one name", "another name"]."""
    assert said[2] == "left_out has 'N-99', which is not in the table above."


def test_a_check_speaks_in_one_sentence(graded: Graded):
    """No traceback: the reader may never have programmed."""
    course, _ = graded
    (output,) = cell(course.autograded(PS1, "blank"), "t1-test-1").outputs
    assert output.traceback == [
        "Not yet: latin_american is None. Make it a whole number, such as 12."
    ]


def test_warnings_are_shown_as_a_note(graded: Graded):
    course, _ = graded
    outputs = cell(course.autograded(PS1, "prints-warnings"), "t3-test-2").outputs
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
def test_unusable_answers_are_said_to_be_so(graded: Graded, name: str, note: str):
    course, logs = graded
    report, marks = cell(course.autograded(PS1, name), "quiz-test").outputs
    assert note in report.data["text/plain"]
    assert note.replace("'", "&#x27;") in report.data["text/html"]
    assert marks.data["text/plain"] == "0"
    assert note in logs[name]


def test_strange_answers_are_flagged_for_the_grader(graded: Graded):
    course, _ = graded
    with course.api().gradebook as book:
        flagged = {name for name in CLASS if book.find_submission_notebook(PS1, PS1, name).flagged}
    assert flagged == {"foreign-answers", "damaged-answers", "lost-cells"}


def test_untouched_essays_score_zero_and_need_no_reader(graded: Graded):
    course, _ = graded
    assert _essays(course, "blank") == dict.fromkeys(ESSAYS, (0, False))
    assert _essays(course, "reference") == dict.fromkeys(ESSAYS, (None, True))


def _essays(course: Course, student: str) -> dict[str, tuple[float | None, bool]]:
    with course.api().gradebook as book:
        grades = [book.find_grade(id_, PS1, PS1, student) for id_ in ESSAYS]
        return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in grades}


def test_the_rubric_stands_before_each_essay(graded: Graded):
    """What formgrader shows: the locked cell with the rubric, then the student's text."""
    course, _ = graded
    cells = course.autograded(PS1, "reference").cells
    for id_ in ESSAYS:
        (place,) = [i for i, one in enumerate(cells) if one.id == id_]
        assert cells[place].source == ESSAY
        assert cells[place - 1].metadata.nbgrader.locked
        assert "| **Close reading**" in cells[place - 1].source


def test_the_rest_of_the_way(graded: Graded):
    """Essays are marked by hand, feedback goes back, and the marks are exported."""
    course, _ = graded
    api = course.api()
    with api.gradebook as book:
        for id_, score in zip(ESSAYS, (20, 17.5), strict=True):
            grade = book.find_grade(id_, PS1, PS1, "reference")
            grade.manual_score, grade.needs_manual_grade = score, False
            book.find_comment(id_, PS1, PS1, "reference").manual_comment = f"Well argued: {id_}"
        book.db.commit()
    for who in ("reference", "ticks-everything", "blank"):
        run(api.generate_feedback(PS1, who))
        run(api.release_feedback(PS1, who))

    student = course.api("reference")
    run(student.fetch_feedback(PS1, "reference"))
    (page,) = course.home("reference").glob("**/feedback/**/*.html")
    html = page.read_text(encoding="utf-8")
    assert "Well argued: essay-a" in html
    assert "97.5 / 100" in html
    assert "Quiz: 12 of 12 points" in html

    totals = {row["student_id"]: float(row["score"]) for row in course.export()}
    assert totals["reference"] == 97.5
    assert totals["blank"] == 0
    assert totals["ticks-everything"] == 60 - 5


def test_feedback_keeps_the_key(graded: Graded):
    """A student who ticked everything sees points, not which ticks were right."""
    course, _ = graded
    (report, _) = cell(course.autograded(PS1, "ticks-everything"), "quiz-test").outputs
    shown = report.data["text/html"]
    assert "Quiz: 7 of 12 points" in shown
    assert "Republic of China (Taipei)" in shown  # the student's own tick
    assert "Left out as well" not in shown  # what the bank says about it


def test_nothing_but_the_problem_set_is_an_assignment(released: Course):
    """The key beside the folder is no assignment for formgrader."""
    assert (released.exercises / f"{PS1}.quiz.yml").is_file()
    assert released.api().get_source_assignments() == {PS1}


def test_points_add_up():
    assert sum(points().values()) == 100
    notebook = read(INSTRUCTORS)
    tasks = [int(text.split(" points)")[0].split("(")[-1]) for text in _titles(notebook)]
    for number, promised in enumerate(tasks, start=1):
        assert promised == sum(p for id_, p in points().items() if id_.startswith(f"t{number}-"))


def _titles(notebook) -> list[str]:
    return [one.source for one in notebook.cells if one.source.startswith("## Task ")]
