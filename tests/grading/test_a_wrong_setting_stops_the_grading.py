"""A mistake in nbgrader_config.py is one sentence, and nobody is graded with other settings."""

import pytest

from tests.grading.grading_course import Course, check, new_course, solution
from unsigned_peace.grading.engine.course import Options
from unsigned_peace.grading.engine.feedback import feedback

pytestmark = pytest.mark.slow  # nbgrader makes a course

CELLS = (solution("s1", "x = 1"), check("t1", "assert x == 1"))
MISTAKES = {
    "c.Grader = (": "was never closed (nbgrader_config.py",
    "c.Grader.jobs = one": "name 'one' is not defined",
    "import no_such_module": "No module named 'no_such_module'",
    "c.Grader.jobs = 'one'": "expected an int, not the str 'one'",
    "c.Grader.beside = 'maybe'": "expected any of",
    "c.Execute.timeout = 'long'": "expected an int, not the str 'long'",
    "c.LimitOutput.max_lines = 'few'": "expected an int, not the str 'few'",
    "c.CourseDirectory.db_url = 'nonsense'": "Could not parse SQLAlchemy URL",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which one has handed in."""
    course = new_course(tmp_path_factory.mktemp("settings") / "course", {"one": CELLS})
    course.hand_in("ann", "a1", course.solve("a1", "one"))
    return course


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_settings_is_one_sentence(course, mistake, ours, capsys, monkeypatch):
    config = course.root / "nbgrader_config.py"
    sound = config.read_text(encoding="utf-8")
    config.write_text(f"{sound}\n{mistake}\n", encoding="utf-8")
    monkeypatch.chdir(course.root)
    try:
        assert ours(course) == 2
        said = capsys.readouterr()
        assert MISTAKES[mistake] in said.err + said.out
        if "Execute" not in mistake and "Limit" not in mistake:  # of which feedback knows nothing
            assert feedback(Options("a1")) == 2
    finally:
        config.write_text(sound, encoding="utf-8")
    assert not [*course.root.glob("autograded/ann")]
