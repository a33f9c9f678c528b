"""What students receive: no solution, no hidden test, no key, no answers of an instructor."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from nbgrader_course import REPOSITORY, Course, cell, new_course, read
from ps1_students import INSTRUCTORS, KEY, PS1

from unsigned_peace.cli import main
from unsigned_peace.grading.copies import keyless_text
from unsigned_peace.grading.release import obstacles
from unsigned_peace.quiz import bank

SAMPLES = REPOSITORY / "docs" / "rubrics" / "ps1-samples.md"
KEY_FIELDS = {"correct", "right", "answer", "accept", "tolerance", "feedback", "mistakes"}


@pytest.fixture(scope="module")
def release(released: Course) -> Path:
    return released.root / "release" / PS1


def secret_lines(begin: str, end: str) -> set[str]:
    """Lines between two markers of the instructor's notebook that stand nowhere else in it."""
    source = "\n".join(one.source for one in read(INSTRUCTORS).cells)
    hidden = re.findall(rf"### {begin}\n(.*?)### {end}", source, flags=re.DOTALL)
    open_text = re.sub(rf"### {begin}\n.*?### {end}", "", source, flags=re.DOTALL)
    lines = {line.strip() for region in hidden for line in region.splitlines() if line.strip()}
    return {line for line in lines if line not in open_text}


def test_the_release_is_the_notebook_and_the_quiz_without_its_key(release: Path):
    assert {path.relative_to(release).as_posix() for path in release.rglob("*")} == {
        f"{PS1}.ipynb",
        "quiz.yml",
    }


@pytest.mark.parametrize(
    ("begin", "end"),
    [("BEGIN SOLUTION", "END SOLUTION"), ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")],
)
def test_no_solution_and_no_hidden_test_is_released(release: Path, begin: str, end: str):
    text = "\n".join(one.source for one in read(release / f"{PS1}.ipynb").cells)
    secrets = secret_lines(begin, end)
    assert len(secrets) > 20
    assert not {line for line in secrets if line in text}
    assert begin not in text


def test_no_sample_answer_is_released(release: Path):
    text = "\n".join(path.read_text(encoding="utf-8") for path in release.iterdir())
    paragraphs = [
        line for line in SAMPLES.read_text(encoding="utf-8").splitlines() if len(line) > 80
    ]
    assert len(paragraphs) > 10
    assert not [line for line in paragraphs if line in text]
    assert "rubrics" not in text


def test_no_outputs_are_released(release: Path):
    assert not [one.id for one in read(release / f"{PS1}.ipynb").cells if one.get("outputs")]


def test_the_cells_keep_their_readable_ids(release: Path):
    ids = [one.id for one in read(release / f"{PS1}.ipynb").cells]
    assert ids == [one.id for one in read(INSTRUCTORS).cells]
    assert {"t1-question", "t1-solution", "t1-test-1", "quiz-test", "essay-a"} <= set(ids)


def test_what_students_write_in_is_the_only_thing_open(release: Path):
    """Tests, questions and rubrics are locked; answer cells and the ungraded notes are not."""
    cells = read(release / f"{PS1}.ipynb").cells
    editable = {one.id for one in cells if one.metadata.get("editable", True)}
    assert all(re.search("solution|meaning|^essay-.$", id_) for id_ in editable)


def test_the_quiz_has_no_key_in_any_form(release: Path):
    raw = (release / "quiz.yml").read_text(encoding="utf-8")
    fields: set[str] = set()
    _collect_fields(yaml.safe_load(raw), fields)
    assert not fields & KEY_FIELDS
    assert not bank.load(release / "quiz.yml").keyed
    whole = raw + (release / f"{PS1}.ipynb").read_text(encoding="utf-8")
    assert "quiz.yml" in whole
    secrets = [one.feedback for q in bank.load(KEY).questions for one in q.options if one.feedback]
    assert not [text for text in secrets if text in whole]
    assert not re.search(r"\b[0-9a-f]{32,}\b", raw)  # no hash either


def _collect_fields(thing: object, fields: set[str]) -> None:
    if isinstance(thing, dict):
        fields |= set(thing)
        thing = list(thing.values())
    if isinstance(thing, list):
        for part in thing:
            _collect_fields(part, fields)


def test_the_students_copy_is_made_from_the_key():
    copy = REPOSITORY / "exercises" / PS1 / "quiz.yml"
    assert copy.read_text(encoding="utf-8") == keyless_text(KEY)


def test_keyless_writes_the_copy(source: Path, capsys: pytest.CaptureFixture[str]):
    (source / "quiz.yml").unlink()
    assert main(["keyless", "--in", str(source.parent)]) == 0
    assert str(source / "quiz.yml") in capsys.readouterr().out
    assert (source / "quiz.yml").read_text(encoding="utf-8") == keyless_text(KEY)


def test_keyless_says_what_is_wrong_with_a_bank(source: Path, capsys: pytest.CaptureFixture[str]):
    before = (source / "quiz.yml").read_text(encoding="utf-8")
    source.with_name(f"{PS1}.quiz.yml").write_text("notebook: ps1", encoding="utf-8")
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
    course = new_course(tmp_path, PS1)
    answers = course.exercises / PS1 / "answers"
    answers.mkdir()
    (answers / f"{PS1}.json").write_text("{}", encoding="utf-8")
    with pytest.raises(AssertionError, match="Delete that folder"):
        course.release(PS1)
    assert not (course.root / "release" / PS1).exists()


@pytest.mark.parametrize(
    ("spoil", "advice"),
    [
        (lambda source: (source / "quiz.yml").unlink(), "Run: unsigned-peace keyless"),
        (lambda source: (source / "quiz.yml").write_text("old"), "Run: unsigned-peace keyless"),
        (lambda source: source.with_name(f"{PS1}.quiz.yml").unlink(), "Put it back"),
        (lambda source: shutil.copytree(source, source / "answers"), "Delete that folder"),
    ],
)
def test_obstacles_to_a_release_are_found(source: Path, spoil, advice: str):
    assert not list(obstacles(source))
    spoil(source)
    (found,) = obstacles(source)
    assert advice in found


def test_the_points_of_the_quiz_are_those_of_its_cell():
    key = bank.load(KEY)
    worth = cell(read(INSTRUCTORS), "quiz-test").metadata.nbgrader.points
    assert sum(question.points for question in key.questions) == worth
    assert key.notebook == PS1
    assert not bank.problems(KEY)
