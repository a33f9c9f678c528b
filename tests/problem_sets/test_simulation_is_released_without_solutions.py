"""What students receive of *Two Islands*, and the form of its rubric and samples."""

import re
from pathlib import Path

import pytest
import yaml

from tests.problem_sets.nbgrader_course import REPOSITORY, cell, new_course, read
from tests.problem_sets.sim_students import (
    GAME,
    INSTRUCTORS,
    NAME,
    REFLECTIONS,
    SAMPLE,
    SAMPLES,
    TASKS,
    WORTH,
)
from unsigned_peace import data
from unsigned_peace import simulation as sim
from unsigned_peace.exercise import gamelogs
from unsigned_peace.grading.release import obstacles

pytestmark = pytest.mark.slow  # each course is made by nbgrader

CRITERIA = ("Sourcing", "Contextualisation", "Corroboration", "Close reading", "Argument")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_course(tmp_path_factory.mktemp("two-islands"), NAME).release(NAME)


def test_the_release_is_the_notebook_alone(release: Path):
    assert [path.name for path in release.rglob("*")] == [f"{NAME}.ipynb"]


def test_no_solution_hidden_test_or_sample_is_released(release: Path):
    text = "\n".join(one.source for one in read(release / f"{NAME}.ipynb").cells)
    source = "\n".join(one.source for one in read(INSTRUCTORS).cells)
    hidden = re.findall(r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END", source, re.DOTALL)
    secrets = {line.strip() for part in hidden for line in part.splitlines() if len(line) > 20}
    assert len(secrets) > 30
    assert not {line for line in secrets if line in text}
    assert "rubrics" not in text
    lines = [line for line in SAMPLES.read_text(encoding="utf-8").splitlines() if len(line) > 80]
    assert not [line for line in lines if line in text]


def test_answers_notes_and_the_reflection_are_open_and_nothing_else(release: Path):
    cells = read(release / f"{NAME}.ipynb").cells
    editable = {one.id for one in cells if one.metadata.get("editable", True)}
    assert all(re.search("solution$|meaning$|^reflection$", id_) for id_ in editable)
    assert [one.id for one in cells] == [one.id for one in read(INSTRUCTORS).cells]


def test_an_instructors_own_game_stops_the_release(tmp_path: Path):
    source = new_course(tmp_path, NAME).exercises / NAME
    assert not list(obstacles(source))
    (source / "answers").mkdir()
    sim.save(GAME, source / "answers" / f"{NAME}.jsonl")
    (found,) = obstacles(source)
    assert "Delete that folder" in found


def test_no_game_lies_in_the_source_folders():
    assert not list((REPOSITORY / "exercises").rglob("*.jsonl"))


def test_points_add_up():
    marks = [one.metadata.get("nbgrader", {}) for one in read(INSTRUCTORS).cells]
    assert {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade")} == WORTH
    assert sum(WORTH.values()) == 50
    told = cell(read(INSTRUCTORS), "part-a").source
    promised = re.findall(r"^\| .* \| (\d+) \|$", told, re.MULTILINE)
    assert [int(points) for points in promised] == [one.points for one in gamelogs.of_game(None)]
    assert sum(map(int, promised)) == WORTH["game-test"]
    titles = [one.source for one in read(INSTRUCTORS).cells if one.source.startswith("## Task ")]
    for number, title in enumerate(titles, start=1):
        worth = sum(points for id_, points in TASKS.items() if id_.startswith(f"t{number}-"))
        assert re.match(rf"## Task {number}\. .* \({worth} points\)\n", title)
    assert 2 * len(titles) == len(TASKS)


def test_the_rubric_describes_four_levels_of_five_criteria():
    rubric = cell(read(INSTRUCTORS), "reflection-question").source
    rows = re.findall(r"^\| \*\*([\w ]+)\*\*: [^|]+ \|(.*)\|$", rubric, re.MULTILINE)
    assert tuple(name for name, _ in rows) == CRITERIA
    for _, levels in rows:
        described = {level.strip() for level in levels.split("|")}
        assert len(described) == 4
        assert all(len(level.split()) >= 4 for level in described)
    assert 4 * len(CRITERIA) == WORTH["reflection"]


def test_the_samples_are_marked_by_the_rubric():
    samples = SAMPLE.findall(SAMPLES.read_text(encoding="utf-8"))
    assert [int(mark) for mark, _ in samples] == [19, 16, 13, 10, 6]
    for mark, sample in samples:
        rows = re.findall(r"^\| ([\w ]+) \| ([0-4]) \| .{15,} \|$", sample, re.MULTILINE)
        assert tuple(name for name, _ in rows) == CRITERIA
        assert sum(int(points) for _, points in rows) == int(mark)
        assert len({points for _, points in rows}) > 1, "uneven, as students' texts are"
    for text in REFLECTIONS:
        assert 300 <= len(text.split()) <= 450
        cited = re.findall(r"\(([A-Z0-9]+-[A-Z0-9]+)\)", text)
        assert len(set(cited)) >= 2
        assert all(data.cite(source) for source in cited)


def test_what_the_samples_say_of_the_game_is_so():
    """The page for graders tells one game; the reflections argue from it."""
    end = sim.outcome(GAME.state)
    assert (end.kind, end.date) == ("declaration with islands", "1956-10-18")
    dates = [
        before.date
        for before, state in zip(GAME.states[:-1], GAME.states[1:], strict=True)
        if before.to_move == "Japan"
    ]
    page = SAMPLES.read_text(encoding="utf-8")
    assert dates == re.findall(r"^\| (\d{4}-\d\d-\d\d) \|", page, re.MULTILINE)
    july = next(state for state in GAME.states if state.date == "1955-07-28")
    assert sim.view(july, "USSR").refused_in_theirs == (
        "detainees", "fisheries", "UN admission", "alliances and bases", "straits",
    )  # fmt: skip
    faster = sim.what_if(GAME, {"khrushchev_until": 3}).record
    august = next(state for state in faster.states if state.date == "1955-08-16")
    papers = sim.view(august, "Japan")
    assert papers.theirs["territory"] == 3
    assert papers.refused_in_theirs == ()
    assert not sim.objections(august, "USSR", august.ussr.table)
    back = [state.goodwill for state in GAME.states if state.date in {"1955-08-30", "1955-09-13"}]
    assert back == [4, 2]


def test_the_course_lists_the_assignment():
    text = (REPOSITORY / "data" / "course.yml").read_text(encoding="utf-8")
    assert NAME in {one.get("problem_set", {}).get("id") for one in yaml.safe_load(text)["modules"]}
