"""The source tasks before and after the course: parallel, new to students, marked by hand."""

import contextlib
import io
import json
import re
from itertools import chain

import pytest

from tests.problem_sets.nbgrader_course import REPOSITORY, cell, new_course, read
from tests.problem_sets.source_students import (
    AFTER,
    BEFORE,
    CRITERIA,
    PAPERS,
    SAMPLE,
    SAMPLES,
    answers,
    instructors,
)
from unsigned_peace import data
from unsigned_peace.exercise.answer_form import NotYetError

BOTH = pytest.mark.parametrize("name", [BEFORE, AFTER])
PAIRS = pytest.mark.parametrize("pair", PAPERS)


def shown(name: str, group: object) -> tuple[str, ...]:
    """The documents that the notebook shows to a group."""
    names = {"group": group}
    setup, papers = (cell(instructors(name), one).source for one in ("setup", "papers"))
    body, _, last = papers.rpartition("\n")
    with contextlib.redirect_stdout(io.StringIO()):
        exec(f"{setup}\n{body}\nfound = {last}", names)
    return tuple(document.id for document in names["found"].documents)


def test_the_groups_change_papers():
    assert shown(BEFORE, 1) == shown(AFTER, 2) == PAPERS["A"]
    assert shown(BEFORE, 2) == shown(AFTER, 1) == PAPERS["B"]


@pytest.mark.parametrize("group", [None, 3, "1"])
def test_a_group_that_is_none_is_said(group: object):
    with pytest.raises(NotYetError):
        shown(BEFORE, group)


def test_both_tasks_ask_the_same_and_are_marked_by_the_same_table():
    asked = [
        {one.id: one.source for one in instructors(name).cells if one.id not in {"intro", "papers"}}
        for name in (BEFORE, AFTER)
    ]
    assert asked[0] == asked[1]
    rows = re.findall(r"^\| \*\*([\w ]+)\*\* \|(.*)\|$", asked[0]["rubric"], re.MULTILINE)
    assert [name.lower().replace(" ", "-") for name, _ in rows] == list(CRITERIA)
    assert all(len(set(levels.split("|"))) == 4 for _, levels in rows)


@BOTH
def test_four_answers_of_four_points_each_are_marked_by_a_person(name: str):
    marks = [one.metadata.get("nbgrader", {}) for one in instructors(name).cells]
    graded = {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade")}
    assert graded == dict.fromkeys(CRITERIA, 4)
    assert all(mark["solution"] for mark in marks if mark.get("grade"))


@pytest.mark.parametrize("paper", [*PAPERS["A"], *PAPERS["B"]])
def test_the_papers_are_new_to_a_student_and_may_be_quoted(paper: str):
    document = data.document(paper)
    assert document.right_to_quote in {"official text", "public-domain government work"}
    assert any(passage.is_quoted for passage in document.passages)
    places = [
        *(REPOSITORY / "notebooks").glob("*.ipynb"),
        *(REPOSITORY / "data" / "quizzes").glob("*.yml"),
        *(REPOSITORY / "exercises").glob("[!e]*.yml"),  # an exam comes after them
        *(REPOSITORY / "exercises").glob("[!s]*/*.ipynb"),
        REPOSITORY / "data" / "hearings.csv",
    ]
    assert len(places) > 20
    assert not [path.name for path in places if paper in path.read_text(encoding="utf-8")]


def samples(pair: str) -> list[tuple[int, str]]:
    """The mark and the text of each sample on a pair of papers."""
    found = SAMPLE.findall(SAMPLES.read_text(encoding="utf-8"))
    return [(int(mark), sample) for own, mark, sample in found if own == pair]


def points(sample: str) -> dict[str, int]:
    rows = re.findall(r"^\| ([\w ]+) \| ([0-4]) \| .{15,} \|$", sample, re.MULTILINE)
    return {name.lower().replace(" ", "-"): int(earned) for name, earned in rows}


def answers_in(sample: str) -> dict[str, str]:
    found = re.findall(r"^> \*\*([\w ]+)\.\*\* (.*)$", sample, re.MULTILINE)
    return {name.lower().replace(" ", "-"): answer for name, answer in found}


def letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@PAIRS
def test_the_samples_are_marked_by_the_rubric_at_five_levels(pair: str):
    """Points from strong to weak, as near to the levels of the other texts as 16 points allow."""
    assert [mark for mark, _ in samples(pair)] == [15, 13, 10, 8, 5]
    for mark, sample in samples(pair):
        assert list(points(sample)) == list(answers_in(sample)) == list(CRITERIA)
        assert sum(points(sample).values()) == mark
        assert len(set(points(sample).values())) > 1, "uneven, as students' answers are"


@PAIRS
def test_the_samples_are_as_long_as_the_task_asks(pair: str):
    """Who marks by length learns from the samples that it fails."""
    texts = [answers_in(sample).values() for _, sample in samples(pair)]
    for answer in chain.from_iterable(texts):
        ends = re.findall(r'(?<!No)[.!?]"?(?=\s|$)', answer)  # "No. 1" ends no sentence
        assert 2 <= len(ends) <= 4, answer
    words = [sum(len(answer.split()) for answer in text) for text in texts]
    assert max(words) <= 1.1 * min(words)


@PAIRS
def test_a_sample_without_a_quotation_has_one_point_for_close_reading(pair: str):
    passages = [one for name in PAPERS[pair] for one in data.document(name).passages]
    read = letters(" ".join(f"{one.original} {one.english}" for one in passages))
    for _, sample in samples(pair):
        quoted = re.findall('"([^"]+)"', answers_in(sample)["close-reading"])[:1]
        assert bool(quoted) == (points(sample)["close-reading"] > 1)
        assert all(letters(words) in read for words in quoted)


@pytest.mark.slow
def test_a_task_goes_out_without_samples_and_waits_for_a_reader(tmp_path):
    course = new_course(tmp_path, BEFORE)
    folder = course.release(BEFORE)
    assert [path.name for path in folder.rglob("*")] == [f"{BEFORE}.ipynb"]
    released = json.dumps(read(folder / f"{BEFORE}.ipynb"))
    assert "rubrics" not in released
    assert "group = None" in released
    assert "group = 1\\n" not in released
    course.hand_in("answers", BEFORE, answers(BEFORE, 2))
    course.hand_in("blank", BEFORE)
    course.grade(BEFORE, ["answers", "blank"])
    assert "house-resolution-1951" in str(
        cell(course.autograded(BEFORE, "answers"), "papers").outputs
    )
    with course.api().gradebook as book:
        waits = {
            grade.name: grade.needs_manual_grade
            for notebook in book.find_submission(BEFORE, "answers").notebooks
            for grade in notebook.grades
        }
    assert waits == dict.fromkeys(CRITERIA, True)
    assert course.scores(BEFORE, "blank") == dict.fromkeys(CRITERIA, 0)
