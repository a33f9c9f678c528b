"""What students receive of the capstone, and the form of its rubric and samples."""

import re
from pathlib import Path

import pytest
import yaml

from tests.problem_sets.capstone_students import INSTRUCTORS, NAME, SAMPLES, WORTH, samples
from tests.problem_sets.nbgrader_course import REPOSITORY, cell, new_course, read
from unsigned_peace import data
from unsigned_peace.board.board_model import Board
from unsigned_peace.exercise.factcheck import of_board, of_text
from unsigned_peace.exercise.factcheck.text_form import words_in
from unsigned_peace.grading.release import obstacles

pytestmark = pytest.mark.slow  # each course is made by nbgrader

WEIGHTS = {
    "Sourcing": 3,
    "Contextualisation": 2,
    "Corroboration": 4,
    "Close reading": 2,
    "Argument": 4,
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_course(tmp_path_factory.mktemp("capstone"), NAME).release(NAME)


def test_the_release_is_the_notebook_alone(release: Path):
    assert [path.name for path in release.rglob("*")] == [f"{NAME}.ipynb"]


def test_no_solution_hidden_test_or_sample_is_released(release: Path):
    text = "\n".join(one.source for one in read(release / f"{NAME}.ipynb").cells)
    assert "RuntimeError" not in text
    assert "SOLUTION" not in text
    assert "rubrics" not in text
    lines = [line for line in SAMPLES.read_text(encoding="utf-8").splitlines() if len(line) > 80]
    assert len(lines) > 30
    assert not [line for line in lines if line in text]


def test_students_can_write_their_search_and_their_essay_and_nothing_else(release: Path):
    cells = read(release / f"{NAME}.ipynb").cells
    assert {one.id for one in cells if one.metadata.get("editable", True)} == {
        "claims-search",
        "essay",
    }
    assert [one.id for one in cells] == [one.id for one in read(INSTRUCTORS).cells]
    assert not [one.id for one in cells if one.get("outputs")]


def test_the_verdicts_of_the_course_are_not_shown(release: Path):
    code = "\n".join(
        one.source for one in read(release / f"{NAME}.ipynb").cells if one.cell_type == "code"
    )
    assert "verdict" not in code.replace(NAME, "")
    assert "what_sources_say" not in code


def test_the_claims_that_are_offered_exist():
    offered = re.findall(r"CLM-\d{3}", "".join(one.source for one in read(INSTRUCTORS).cells))
    assert len(set(offered)) == 12
    assert set(offered) <= set(data.claims()["claim_id"])


@pytest.mark.parametrize(
    "left", ["answers/capstone-verdict.board.json", f"{NAME}-outline.md", f"{NAME}-references-2.md"]
)
def test_an_instructors_own_board_stops_the_release(tmp_path: Path, left: str):
    course = new_course(tmp_path, NAME)
    source = course.exercises / NAME
    assert not list(obstacles(source))
    (source / left).parent.mkdir(exist_ok=True)
    (source / left).write_text("{}", encoding="utf-8")
    (found,) = obstacles(source)  # test_release.py shows that an obstacle stops nbgrader
    assert "elete" in found


def test_no_board_lies_in_the_source_folders():
    exercises = REPOSITORY / "exercises"
    assert not [*exercises.rglob("*.board.json"), *exercises.rglob("*.md")]


def test_the_course_lists_the_capstone():
    text = (REPOSITORY / "data" / "course.yml").read_text(encoding="utf-8")
    assert NAME in {one.get("problem_set", {}).get("id") for one in yaml.safe_load(text)["modules"]}


def test_points_add_up():
    marks = [one.metadata.get("nbgrader", {}) for one in read(INSTRUCTORS).cells]
    assert {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade")} == WORTH
    assert sum(WORTH.values()) == 100
    for id_, checks, told in (
        ("board-test", of_board(Board()), "part-b"),
        ("text-test", of_text("", Board()), "essay-question"),
    ):
        promised = re.findall(
            r"^\| .* \| (\d+) \|$", cell(read(INSTRUCTORS), told).source, re.MULTILINE
        )
        assert [int(points) for points in promised] == [check.points for check in checks]
        assert sum(check.points for check in checks) == WORTH[id_]


def test_the_rubric_describes_four_levels_of_five_criteria():
    text = cell(read(INSTRUCTORS), "essay-question").source
    rows = re.findall(r"^\| \*\*([\w ]+)\*\* \(×(\d)\): [^|]+ \|(.*)\|$", text, re.MULTILINE)
    assert {name: int(weight) for name, weight, _ in rows} == WEIGHTS
    assert 4 * sum(WEIGHTS.values()) == WORTH["essay"]
    for _, _, levels in rows:
        described = {level.strip() for level in levels.split("|")}
        assert len(described) == 4
        assert all(len(level.split()) >= 4 for level in described)


def test_the_samples_are_marked_by_the_rubric():
    """Levels from strong to weak; the points of the criteria give the mark in the heading."""
    text = SAMPLES.read_text(encoding="utf-8")
    marks = []
    for sample, part in zip(samples(), text.split("\n## Sample")[1:], strict=True):
        rows = re.findall(r"^\| ([\w ]+) \| ([0-4]) \| (\d+) \| .{15,} \|$", part, re.MULTILINE)
        assert [name for name, _, _ in rows] == list(WEIGHTS)
        assert all(int(level) * WEIGHTS[name] == int(points) for name, level, points in rows)
        assert len({level for _, level, _ in rows}) > 1, "uneven, as students' texts are"
        marks.append(sum(int(points) for _, _, points in rows))
        assert f"({marks[-1]} of 60; form " in sample.heading
    assert [round(mark / 3) for mark in marks] == [19, 16, 13, 10, 6]


def test_the_form_of_each_sample_is_what_the_program_counts():
    for sample in samples():
        board = Board((sample.case,))
        checks = (*of_board(board), *of_text(sample.essay, board))
        assert f"; form {sum(one.earned for one in checks):g} of 40)" in sample.heading


def test_length_says_nothing_of_the_mark_of_a_sample():
    words = [words_in(sample.essay) for sample in samples()]
    assert all(600 <= count <= 900 for count in words)
    assert max(words) <= 1.35 * min(words)
