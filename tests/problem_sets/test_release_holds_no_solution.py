"""What students receive: no solution, no hidden test, no key, no answers of an instructor."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from tests.problem_sets.classes import for_each_set
from tests.problem_sets.nbgrader_course import REPOSITORY, new_course, read
from tests.problem_sets.problem_set import ProblemSet
from tests.problem_sets.ps1_students import PS1
from tests.problem_sets.school import School
from unsigned_peace.cli import main
from unsigned_peace.grading.release import obstacles
from unsigned_peace.grading.students_copy import keyless_text
from unsigned_peace.quiz import bank

pytestmark = pytest.mark.slow  # each course is made by nbgrader

KEY_FIELDS = {"correct", "right", "answer", "accept", "tolerance", "feedback", "mistakes"}


@pytest.fixture
def release(school: School, ps: ProblemSet) -> Path:
    """The folder that students of `ps` receive."""
    return school.released(ps).root / "release" / ps.name


def secret_lines(ps: ProblemSet, begin: str, end: str) -> set[str]:
    """Lines between two markers of the instructor's notebook that stand nowhere else in it."""
    source = "\n".join(one.source for one in ps.cells())
    hidden = re.findall(rf"### {begin}\n(.*?)### {end}", source, flags=re.DOTALL)
    open_text = re.sub(rf"### {begin}\n.*?### {end}", "", source, flags=re.DOTALL)
    lines = {line.strip() for region in hidden for line in region.splitlines() if line.strip()}
    return {line for line in lines if line not in open_text}


@for_each_set
def test_the_release_is_the_notebook_and_the_quiz_without_its_key(ps: ProblemSet, release: Path):
    assert {path.relative_to(release).as_posix() for path in release.rglob("*")} == {
        f"{ps.name}.ipynb",
        "quiz.yml",
    }


@for_each_set
@pytest.mark.parametrize(
    ("begin", "end"),
    [("BEGIN SOLUTION", "END SOLUTION"), ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")],
)
def test_no_solution_and_no_hidden_test_is_released(
    ps: ProblemSet, release: Path, begin: str, end: str
):
    text = "\n".join(one.source for one in read(release / f"{ps.name}.ipynb").cells)
    secrets = secret_lines(ps, begin, end)
    assert len(secrets) > 20
    assert not {line for line in secrets if line in text}
    assert begin not in text


@for_each_set
def test_no_sample_answer_is_released(ps: ProblemSet, release: Path):
    text = "\n".join(path.read_text(encoding="utf-8") for path in release.iterdir())
    lines = ps.samples.read_text(encoding="utf-8").splitlines()
    paragraphs = [line for line in lines if len(line) > 80]
    assert len(paragraphs) > 10
    assert not [line for line in paragraphs if line in text]
    assert "rubrics" not in text


@for_each_set
def test_no_outputs_are_released(ps: ProblemSet, release: Path):
    assert not [one.id for one in read(release / f"{ps.name}.ipynb").cells if one.get("outputs")]


@for_each_set
def test_the_cells_keep_their_readable_ids(ps: ProblemSet, release: Path):
    ids = [one.id for one in read(release / f"{ps.name}.ipynb").cells]
    assert ids == [one.id for one in ps.cells()]
    assert {"t1-question", "t1-look", "t1-test-1", "quiz-test", "essay-a"} <= set(ids)


@for_each_set
def test_what_students_write_in_is_the_only_thing_open(ps: ProblemSet, release: Path):
    """Tests, questions and rubrics are locked; answer cells and the ungraded notes are not."""
    cells = read(release / f"{ps.name}.ipynb").cells
    editable = {one.id for one in cells if one.metadata.get("editable", True)}
    assert all(re.search("solution|meaning|guess|^essay-.$", id_) for id_ in editable)


@for_each_set
def test_the_quiz_has_no_key_in_any_form(ps: ProblemSet, release: Path):
    raw = (release / "quiz.yml").read_text(encoding="utf-8")
    fields: set[str] = set()
    _collect_fields(yaml.safe_load(raw), fields)
    assert not fields & KEY_FIELDS
    assert not bank.load(release / "quiz.yml").keyed
    whole = raw + (release / f"{ps.name}.ipynb").read_text(encoding="utf-8")
    assert "quiz.yml" in whole
    questions = ps.bank.questions
    secrets = [one.feedback for q in questions for one in q.options if one.feedback]
    assert not [text for text in secrets if text in whole]
    assert not re.search(r"\b[0-9a-f]{32,}\b", raw)  # no hash either


def _collect_fields(thing: object, fields: set[str]) -> None:
    if isinstance(thing, dict):
        fields |= set(thing)
        thing = list(thing.values())
    if isinstance(thing, list):
        for part in thing:
            _collect_fields(part, fields)


@for_each_set
def test_the_students_copy_is_made_from_the_key(ps: ProblemSet):
    copy = ps.instructors.with_name("quiz.yml")
    assert copy.read_text(encoding="utf-8") == keyless_text(ps.key)


def test_keyless_writes_the_copy(source: Path, capsys: pytest.CaptureFixture[str]):
    (source / "quiz.yml").unlink()
    assert main(["keyless", "--in", str(source.parent)]) == 0
    assert str(source / "quiz.yml") in capsys.readouterr().out
    assert (source / "quiz.yml").read_text(encoding="utf-8") == keyless_text(PS1.key)


def test_keyless_says_what_is_wrong_with_a_bank(source: Path, capsys: pytest.CaptureFixture[str]):
    before = (source / "quiz.yml").read_text(encoding="utf-8")
    source.with_name(f"{PS1.name}.quiz.yml").write_text("notebook: ps1", encoding="utf-8")
    assert main(["keyless", "--in", str(source.parent)]) == 1
    said = capsys.readouterr().out
    assert "nothing written" in said
    assert "title: is missing" in said
    assert (source / "quiz.yml").read_text(encoding="utf-8") == before


def test_no_answers_lie_in_the_source_folders():
    """They would go out to all students and replace their own answers at grading."""
    assert not list((REPOSITORY / "exercises").glob("*/answers"))
    assert not list((REPOSITORY / "exercises").glob("**/*answers*.json"))


def test_an_instructors_answers_stop_the_release(tmp_path: Path):
    course = new_course(tmp_path, PS1.name)
    answers = course.exercises / PS1.name / "answers"
    answers.mkdir()
    (answers / f"{PS1.name}.json").write_text("{}", encoding="utf-8")
    with pytest.raises(AssertionError, match="Delete that folder"):
        course.release(PS1.name)
    assert not (course.root / "release" / PS1.name).exists()


@pytest.mark.parametrize(
    ("spoil", "advice"),
    [
        (lambda source: (source / "quiz.yml").unlink(), "Run: unsigned-peace keyless"),
        (lambda source: (source / "quiz.yml").write_text("old"), "Run: unsigned-peace keyless"),
        (lambda source: source.with_name(f"{PS1.name}.quiz.yml").unlink(), "Put it back"),
        (lambda source: shutil.copytree(source, source / "answers"), "Delete that folder"),
    ],
)
def test_obstacles_to_a_release_are_found(source: Path, spoil, advice: str):
    assert not list(obstacles(source))
    spoil(source)
    (found,) = obstacles(source)
    assert advice in found
