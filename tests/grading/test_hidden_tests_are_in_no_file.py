"""No file that a student's code can open has a hidden test, whichever way a class is graded."""

import pytest

from tests.grading.grading_course import HIDDEN, Course, check, find, new_course, solution

pytestmark = pytest.mark.slow

NAMES = ("one", "two")
CELLS = (
    solution("s1", "def double(x):\n    return 2 * x"),
    check("t1", "assert double(2) == 4\n" + HIDDEN.format("assert double(-3) == -6, 'told' 'you'")),
)
SEARCHES = """import os
for folder, _, names in os.walk('.'):
    for name in names:
        with open(os.path.join(folder, name), errors='replace') as file:
            print(name, 'REACHED' if "'told' " "'you'" in file.read() else '')
def double(x): return 3 * x"""


@pytest.fixture
def course(tmp_path) -> Course:
    made = new_course(tmp_path / "course", dict.fromkeys(NAMES, CELLS))
    made.hand_in("ann", "a1", lambda nb: find(nb, "s1").update(source=SEARCHES))
    return made


def shown(course: Course) -> dict[str, str]:
    """What the search has printed in each notebook."""
    return {
        name: find(course.autograded("ann", "a1", name), "s1").outputs[0].text for name in NAMES
    }


def test_not_when_a_class_is_graded_or_one_notebook_again(course, ours):
    assert ours(course) == 0
    assert ours(course, force=True, extra=("--CourseDirectory.notebook_id=one",)) == 0
    for name, said in shown(course).items():
        assert f"{name}.ipynb" in said
        assert "REACHED" not in said
    again = course.autograded("ann", "a1", "two")
    assert "told" in find(again, "t1").source


@pytest.mark.parametrize("notebook", ["*", "one"])
def test_not_by_the_button_of_formgrader(course, notebook):
    config = course.root / "nbgrader_config.py"
    lines = [
        "from unsigned_peace.grading.engine.pipeline import use_sandbox",
        "use_sandbox(c)",
    ]
    config.write_text("\n".join([config.read_text("utf-8"), *lines]), encoding="utf-8")
    assert course.vanilla("a1")["success"]
    with config.open("a", encoding="utf-8") as file:
        file.write(f"\nc.CourseDirectory.notebook_id = {notebook!r}\n")
    assert course.vanilla("a1", force=True)["success"]
    for name, said in shown(course).items():
        assert f"{name}.ipynb" in said
        assert "REACHED" not in said
