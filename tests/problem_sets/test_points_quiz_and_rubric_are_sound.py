"""The form of every problem set: points add up, the quiz is sound, essays can be marked."""

import re

import yaml

from tests.problem_sets.classes import PROBLEM_SETS, for_each_set
from tests.problem_sets.nbgrader_course import REPOSITORY, cell, read
from tests.problem_sets.problem_set import ESSAYS, ProblemSet
from unsigned_peace.quiz import bank

LEVELS = [19, 16, 13, 10, 6]
CRITERIA = ("Sourcing", "Contextualisation", "Corroboration", "Close reading", "Argument")
SAMPLE = re.compile(
    r"^### Sample \w+: [\w ]+ \((\d+) of 20\)\n(.*?)(?=^###? |\Z)", re.DOTALL | re.MULTILINE
)


def test_every_problem_set_is_tested_and_listed():
    folders = {path.parent.name for path in (REPOSITORY / "exercises").glob("*/quiz.yml")}
    assert {ps.name for ps in PROBLEM_SETS} == folders
    text = (REPOSITORY / "data" / "course.yml").read_text(encoding="utf-8")
    listed = [one.get("problem_set", {}) for one in yaml.safe_load(text)["modules"]]
    assert folders <= {one.get("id") for one in listed}


@for_each_set
def test_points_add_up(ps: ProblemSet):
    points = ps.points()
    titles = [one.source for one in ps.cells() if one.source.startswith("## Task ")]
    assert len(titles) >= 6
    for number, title in enumerate(titles, start=1):
        promised = int(re.search(r"^## Task \d+\. .* \((\d+) points\)$", title, re.MULTILINE)[1])
        assert title.startswith(f"## Task {number}. ")
        assert promised == sum(p for id_, p in points.items() if id_.startswith(f"t{number}-"))
    tasks = sum(worth for id_, worth in points.items() if re.match(r"t\d", id_))
    assert (tasks, points["quiz-test"], *(points[id_] for id_ in ESSAYS)) == (48, 12, 20, 20)
    assert sum(points.values()) == 100


@for_each_set
def test_the_quiz_is_sound(ps: ProblemSet):
    key = ps.bank
    worth = cell(read(ps.instructors), "quiz-test").metadata.nbgrader.points
    assert sum(question.points for question in key.questions) == worth
    assert key.notebook == ps.name
    assert not bank.problems(ps.key)
    assert len(key.questions) == 8
    assert len({question.kind for question in key.questions}) >= 6


@for_each_set
def test_the_quiz_asks_nothing_that_was_practised(ps: ProblemSet):
    """The answers of a practice quiz are open to everybody."""
    practice = [bank.load(path) for path in (REPOSITORY / "data" / "quizzes").glob("*.yml")]
    prompts = {question.prompt for one in practice for question in one.questions}
    assert len(prompts) > 20
    assert not {question.prompt for question in ps.bank.questions} & prompts


@for_each_set
def test_each_rubric_describes_four_levels_of_five_criteria(ps: ProblemSet):
    for id_ in ESSAYS:
        rubric = cell(read(ps.instructors), f"{id_}-question").source
        rows = [row for row in rubric.splitlines() if row.startswith("| **")]
        assert tuple(re.match(r"\| \*\*([\w ]+)\*\*", row)[1] for row in rows) == CRITERIA
        for row in rows:
            levels = [level.strip() for level in row.strip("|").split("|")][1:]
            assert len(set(levels)) == 4
            assert all(len(level.split()) >= 3 for level in levels)


def words_of(sample: str) -> int:
    """Count the words of the student's text, which is quoted."""
    return len(re.sub(r"^(?!>).*$", "", sample, flags=re.MULTILINE).split())


@for_each_set
def test_the_samples_are_marked_by_the_rubric(ps: ProblemSet):
    """Levels from strong to weak; the points of the criteria give the mark in the heading."""
    samples = SAMPLE.findall(ps.samples.read_text(encoding="utf-8"))
    assert len(samples) == 2 * len(LEVELS)
    for mark, sample in samples:
        rows = re.findall(r"^\| ([\w ]+) \| ([0-4]) \| .{15,} \|$", sample, re.MULTILINE)
        assert tuple(name for name, _ in rows) == CRITERIA
        assert sum(int(points) for _, points in rows) == int(mark)
        assert 250 < words_of(sample) <= 420  # students are asked for 250 to 400


@for_each_set
def test_length_says_nothing_of_the_mark_of_a_sample(ps: ProblemSet):
    """Who marks by length, or gives all criteria alike, learns from the samples that it fails."""
    samples = SAMPLE.findall(ps.samples.read_text(encoding="utf-8"))
    for place in (0, len(LEVELS)):
        own = samples[place : place + len(LEVELS)]
        assert [int(mark) for mark, _ in own] == LEVELS
        lengths = [words_of(sample) for _, sample in own]
        assert max(lengths) <= 1.1 * min(lengths)
        profiles = [set(re.findall(r"\| ([0-4]) \|", sample)) for _, sample in own]
        assert all(len(points) > 1 for points in profiles)
        assert any(len(points) > 2 for points in profiles)
