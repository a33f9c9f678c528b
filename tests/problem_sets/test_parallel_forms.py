"""Parallel forms: other values and other questions, and one place that says which."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.problem_sets.classes import PROBLEM_SETS
from tests.problem_sets.nbgrader_course import REPOSITORY, Course, new_course, read, run
from tests.problem_sets.problem_set import ProblemSet
from tests.problem_sets.ps1_students import PS1
from unsigned_peace.grading.notebook_forms import read_forms, released_form, render
from unsigned_peace.quiz import bank
from unsigned_peace.quiz.forms import of_form

WITH_FORMS = sorted(
    path.name.removesuffix(".forms.yml") for path in (REPOSITORY / "exercises").glob("*.forms.yml")
)
SEEDS = ["seed:Kyoto 2027", "seed:Tomsk 2028", "seed:Ann Arbor 2029"]


def texts(name: str, form: str) -> dict[str, str]:
    """The cells of one form of a problem set."""
    folder = REPOSITORY / "exercises" / name
    made = render(read(folder / f"{name}.ipynb"), read_forms(folder), form)
    return {cell.id: cell.source for cell in made.cells}


def asked() -> nbformat.NotebookNode:
    return new_notebook(
        cells=[
            new_markdown_cell("What of ${state}?", id="t1-question"),
            new_code_cell('state, form = "${state}", "${form}"', id="t1-look"),
            new_code_cell("x = 1", id="t2-look"),
        ]
    )


TWO = {"t1": [{"state": "Peru"}, {"state": "Laos"}]}


def test_a_value_stands_in_text_and_code_of_its_task():
    made = [cell.source for cell in render(asked(), TWO, "2").cells]
    assert made == ["What of Laos?", 'state, form = "Laos", "2"', "x = 1"]


@pytest.mark.parametrize(
    ("forms", "fault"),
    [
        ({}, "cell t1-question: no variant says what ${state} is"),
        ({"t2": [{"state": "Peru"}]}, "cell t1-look: no variant says what ${state} is"),
        ({"t1": [{"state": "Peru"}, {"sate": "Laos"}]}, "do not all name the same values"),
        ({"t1": [{"state": "Peru", "year": 1}]}, "t1: no cell asks for ${year}"),
        ({**TWO, "t9": [{"state": "Peru"}]}, "t9: no cell asks for ${state}"),
    ],
)
def test_what_does_not_fit_is_named(forms, fault: str):
    with pytest.raises(ValueError, match=re.escape(fault)):
        render(asked(), forms, "1")


@pytest.mark.parametrize("form", ["0", "-1", "two", "", "seed:", "²"])
def test_a_name_that_names_no_form_is_refused(form: str):
    with pytest.raises(ValueError, match="names no form"):
        render(asked(), TWO, form)


@pytest.mark.parametrize("name", WITH_FORMS)
def test_the_second_form_changes_every_task(name: str):
    """Somebody with the answers of the first form has none of the second by heart."""
    first, second = texts(name, "1"), texts(name, "2")
    tasks = {re.match(r"t\d+", id_)[0] for id_ in first if re.match(r"t\d+-", id_)}
    changed = {id_.partition("-")[0] for id_ in first if first[id_] != second[id_]}
    assert tasks <= changed
    assert first.keys() == second.keys()


@pytest.mark.parametrize("name", WITH_FORMS)
@pytest.mark.parametrize("form", ["2", *SEEDS])
def test_the_quiz_of_each_form_has_as_many_points(name: str, form: str):
    whole = bank.load(REPOSITORY / "exercises" / f"{name}.quiz.yml")
    first, other = of_form(whole, "1"), of_form(whole, form)
    assert [one.points for one in other.questions] == [one.points for one in first.questions]
    assert len({one.kind for one in other.questions}) >= 6
    if form == "2":
        kept = {one.id for one in first.questions} & {one.id for one in other.questions}
        assert len(kept) <= len(first.questions) / 2


@pytest.mark.parametrize("name", WITH_FORMS)
def test_a_seed_gives_the_same_form_everywhere_and_others_differ(name: str):
    made = [texts(name, form) for form in SEEDS]
    assert made == [texts(name, form) for form in SEEDS]
    assert len({str(one.values()) for one in made}) == len(SEEDS)


@pytest.mark.slow
def test_a_form_is_released_graded_and_remembered(tmp_path):
    """Formgrader's button, pressed later, does not turn a released form into another."""
    course = new_course(tmp_path, PS1.name)
    folder = course.release(PS1.name, "seed:Kyoto 2027")
    assert form_in(course) == "seed:Kyoto 2027"
    drawn = ProblemSet(PS1.name, PS1.tables, PS1.needs, form="seed:Kyoto 2027")
    asked = bank.load(folder / "quiz.yml").questions
    assert [one.id for one in asked] == [one.id for one in drawn.bank.questions]
    before = (folder / f"{PS1.name}.ipynb").read_text(encoding="utf-8")
    run(course.api().generate_assignment(PS1.name))
    assert form_in(course) == "seed:Kyoto 2027"
    assert (folder / f"{PS1.name}.ipynb").read_text(encoding="utf-8") == before
    for who, student in (("blank", drawn.students["blank"]), ("full", drawn.students["reference"])):
        course.hand_in(who, PS1.name, drawn.work(student))
    course.grade(PS1.name, ("blank", "full"))
    assert sum(course.scores(PS1.name, "blank").values()) == 0
    assert course.scores(PS1.name, "full") == drawn.due(drawn.students["reference"])


def form_in(course: Course) -> str:
    return released_form(course.api().coursedir.db_url, PS1.name, PS1.name)


def test_two_forms_are_tested():
    """Whoever adds variants to a problem set adds its second form to the tests of all classes."""
    tested = {ps.name for ps in PROBLEM_SETS if ps.form == "2"}
    assert tested == set(WITH_FORMS)
