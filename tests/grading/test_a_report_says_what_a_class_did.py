"""What a report says of a class, in a small course that is not ours and in one of ours."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell

from tests.grading.grading_course import (
    Course,
    check,
    find,
    new_course,
    our_course,
    solution,
    written,
)
from tests.quiz.right_answers import right_answer
from unsigned_peace.cli import main
from unsigned_peace.grading.report.page import open_report
from unsigned_peace.grading.report.statistics import (
    FEWEST,
    difficulty,
    discrimination,
    item_statistics,
    most_common,
)
from unsigned_peace.grading.safe_csv import unguarded
from unsigned_peace.quiz import bank
from unsigned_peace.quiz.forms import of_form
from unsigned_peace.shared.notebook_file import canonical

# --- the statistics -------------------------------------------------------------------------------

POINTS = st.integers(0, 10).map(float)
PAIRS = st.lists(st.tuples(POINTS, POINTS), min_size=FEWEST, max_size=30)


@given(st.lists(POINTS, min_size=1))
def test_difficulty_is_a_share_and_adding_a_zero_makes_it_harder(points: list[float]):
    share = difficulty(points, 10)
    assert 0 <= share <= 1
    assert difficulty([*points, 0.0], 10) <= share <= difficulty([*points, 10.0], 10)


@given(PAIRS, st.integers(1, 9), st.integers(-5, 5))
def test_discrimination_does_not_depend_on_the_unit(
    pairs: list[tuple[float, float]], scale: int, shift: int
):
    item, rest = (list(one) for one in zip(*pairs, strict=True))
    found = discrimination(item, rest)
    if len(set(item)) == 1 or len(set(rest)) == 1:
        assert found is None
        return
    assert -1 <= found <= 1
    assert discrimination(rest, item) == pytest.approx(found)
    other = [scale * one + shift for one in item]
    assert discrimination(other, rest) == pytest.approx(found)
    assert discrimination([-one for one in item], rest) == pytest.approx(-found)


@given(st.lists(POINTS, min_size=FEWEST, max_size=30).filter(lambda one: len(set(one)) > 1))
def test_an_item_is_not_correlated_with_itself(points: list[float]):
    """Without the correction every item would seem to tell something."""
    alone = item_statistics({"a": points}, {"a": 10})
    assert alone["a"].discrimination is None
    constant = item_statistics({"a": points, "b": [3.0] * len(points)}, {"a": 10, "b": 10})
    assert constant["a"].discrimination is None
    twice = item_statistics({"a": points, "b": points}, {"a": 10, "b": 10})
    assert twice["a"].discrimination == pytest.approx(1)


def test_what_is_not_marked_for_all_is_in_no_total():
    table = {"a": [0.0, 1.0, 2.0], "b": [0.0, 2.0, 4.0], "essay": [None, 0.0, 9.0]}
    found = item_statistics(table, {"a": 2, "b": 4, "essay": 10})
    assert found["a"].discrimination == pytest.approx(1)  # with b alone
    assert (found["essay"].marked, found["essay"].difficulty) == (2, 0.45)
    assert found["essay"].discrimination is None  # two students are too few


@given(st.lists(st.sampled_from("abcdefgh")), st.integers(1, 4), st.integers(1, 3))
def test_the_most_common_answers(answers: list[str], most: int, least: int):
    found = most_common(answers, most=most, least=least)
    assert len(found) <= most
    assert all(answers.count(answer) == times >= least for answer, times in found)
    times = [one for _, one in found]
    assert times == sorted(times, reverse=True)
    left = {one for one in answers if one not in dict(found)}
    if len(found) < most:
        assert all(answers.count(one) < least for one in left)


# --- a course that is not ours --------------------------------------------------------------------

CELLS = (
    new_markdown_cell("## Task 1. Add"),
    solution("add", "total = 4", "total = None\n"),
    check("add-test", "assert total == 4, f'total is {total}'", 4),
    new_markdown_cell("## Task 2. Name"),
    solution("name", "name = 'test'", "name = ''\n"),
    check("name-test", "assert name == 'test', 'wrong name'", 2),
    new_markdown_cell("## Task 3. Explain"),
    written("essay", 6),
)
ADD = {"test-right": "total = 4", "test-wrong": "total = 5", "test-wrong-too": "total = 5"}
FILES = {"summary.csv", "items.csv", "wrong-answers.csv", "scores.csv", "hand-ins.csv"}


def answers(total: str) -> Iterator:
    def work(nb: NotebookNode) -> None:
        find(nb, "add").source = total
        find(nb, "name").source = "name = 'test'" if total == "total = 4" else "name = '=1+1'"

    return work


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class of five: one right, two wrong, one blank and late, one who hands in nothing."""
    course = new_course(tmp_path_factory.mktemp("foreign"), {"p1": CELLS})
    course.due("a1", "2026-11-20 12:00:00 UTC")
    for student, total in ADD.items():
        course.hand_in(student, "a1", answers(total))
    course.hand_in("test-blank", "a1", timestamp="2026-11-21 18:00:00 UTC")
    assert course.vanilla("a1")["success"]
    with course.gradebook() as book:
        book.add_student("test-absent", first_name="Test", last_name="Absent, of course")
        book.find_submission_notebook("p1", "a1", "test-wrong").flagged = True
        book.db.commit()
    return course


@pytest.fixture
def folder(graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report of that class."""
    monkeypatch.chdir(graded.root)
    assert main(["report", "a1", "--to", str(tmp_path / "report")]) == 0
    return tmp_path / "report"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.slow
def test_every_task_with_what_became_of_it(folder: Path):
    items = rows(folder / "items.csv")
    assert [one["item"] for one in items] == ["add-test", "name-test", "essay"]
    assert [one["label"] for one in items] == ["Task 1. Add", "Task 2. Name", "Task 3. Explain"]
    add, name, essay = items
    assert (add["marked"], add["answered"], add["blank"]) == ("4", "3", "1")
    assert (add["difficulty"], name["difficulty"]) == ("0.25", "0.25")
    assert float(add["discrimination"]) == pytest.approx(1)
    assert (essay["marked"], essay["to_be_marked"]) == ("4", "0")
    assert (essay["answered"], essay["blank"], essay["difficulty"]) == ("0", "4", "0")
    assert essay["discrimination"] == ""


@pytest.mark.slow
def test_the_most_common_errors_and_nothing_of_blank_cells(folder: Path):
    assert [tuple(one.values()) for one in rows(folder / "wrong-answers.csv")] == [
        ("task", "add-test", "AssertionError: total is 5", "2"),
        ("task", "name-test", "AssertionError: wrong name", "2"),
    ]


@pytest.mark.slow
def test_who_needs_attention(folder: Path):
    people = {(one["student_id"], one["what"]) for one in rows(folder / "people.csv")}
    assert people == {
        ("test-blank", "late by 30.0 hours"),
        ("test-wrong", "flagged"),
        ("test-absent", "nothing handed in"),
    }
    summary = {one["what"]: one["value"] for one in rows(folder / "summary.csv")}
    wanted = {"students": "5", "graded": "4", "nothing handed in": "1", "late": "1", "flagged": "1"}
    assert wanted.items() <= summary.items()
    assert [tuple(one.values()) for one in rows(folder / "hand-ins.csv")] == [
        ("2026-11-20", "3", "0"),
        ("2026-11-21", "1", "1"),
    ]


@pytest.mark.slow
def test_the_notebook_is_canonical_and_runs_without_a_warning(folder: Path):
    path = folder / "report-a1.ipynb"
    text = path.read_text(encoding="utf-8")
    assert text == canonical(json.loads(text))
    page = nbformat.reads(text, as_version=4)
    assert not [one for one in page.cells if one.get("outputs") or one.get("execution_count")]
    assert "ASSIGNMENT" not in text
    assert "quiz" not in text  # this course has none
    page.cells.insert(
        0, nbformat.v4.new_code_cell("import warnings\nwarnings.simplefilter('error')")
    )
    NotebookClient(page, resources={"metadata": {"path": folder}}, timeout=120).execute()
    shown = [output for one in page.cells for output in one.get("outputs", [])]
    assert {output.output_type for output in shown} == {"execute_result"}
    html = "".join(output.data["text/html"] for output in shown)
    assert html.count("<img alt=") == html.count(">Show the table behind this figure") == 3
    assert "add-test, Task 1. Add: 25 per cent of the points, discrimination 1.00." in html
    assert "Only 4 graded" in html
    assert "Absent, of course" in html


@pytest.mark.slow
def test_a_cell_that_looks_like_a_formula_is_none(graded: Course, tmp_path: Path, monkeypatch):
    with graded.gradebook() as book:
        book.add_student("=1+1")
    monkeypatch.chdir(graded.root)
    try:
        assert main(["report", "a1", "--to", str(tmp_path / "again")]) == 0
    finally:
        with graded.gradebook() as book:
            book.remove_student("=1+1")
    ids = [one["student_id"] for one in rows(tmp_path / "again" / "people.csv")]
    assert "'=1+1" in ids
    assert "=1+1" in map(unguarded, ids)
    assert "=1+1" in open_report(tmp_path / "again").people().rows["student"].to_list()


@pytest.mark.slow
def test_an_anonymous_report_names_nobody_and_takes_the_old_names_away(
    folder: Path, capsys: pytest.CaptureFixture
):
    assert (folder / "people.csv").exists()
    assert main(["report", "a1", "--to", str(folder), "--anonymous"]) == 1
    assert "exists" in capsys.readouterr().err
    assert main(["report", "a1", "--to", str(folder), "--anonymous", "--force"]) == 0
    assert {one.name for one in folder.iterdir()} == FILES | {"report-a1.ipynb"}
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [one for one in (*ADD, "test-blank", "Absent") if one in text]
    assert "report.people()" not in (folder / "report-a1.ipynb").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_cannot_be_reported_is_said(
    graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.chdir(graded.root)
    assert main(["report", "a9", "--to", str(tmp_path / "none")]) == 1
    assert "no assignment 'a9'. It has: a1." in capsys.readouterr().err
    with graded.gradebook() as book:
        book.add_assignment("empty")
    assert main(["report", "empty", "--to", str(tmp_path / "none")]) == 1
    assert "First run: nbgrader autograde empty" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
def test_damaged_notebooks_cost_only_what_they_would_tell(
    graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The points come from the gradebook; only blank and error are not known."""
    monkeypatch.chdir(graded.root)
    path = graded.root / "autograded" / "test-wrong" / "a1" / "p1.ipynb"
    sound = path.read_text(encoding="utf-8")
    path.chmod(0o644)
    path.write_text(sound[:100], encoding="utf-8")
    try:
        assert main(["report", "a1", "--to", str(tmp_path / "report")]) == 0
    finally:
        path.write_text(sound, encoding="utf-8")
    add = rows(tmp_path / "report" / "items.csv")[0]
    assert (add["marked"], add["answered"], add["difficulty"]) == ("4", "2", "0.25")


# --- a problem set of ours ------------------------------------------------------------------------

PS = "ps1-san-francisco"


def quiz_answers(given: dict[str, object]) -> str:
    at = "2026-11-20T10:00:00+00:00"
    return json.dumps(
        {
            "format": "unsigned-peace-answers",
            "version": 1,
            "notebook": PS,
            "opened": {},
            "answers": {name: {"value": value, "at": at} for name, value in given.items()},
        }
    )


@pytest.mark.slow
def test_each_question_of_our_quiz(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    """Three give wrong answers, one gives right ones, one hands in no answers."""
    course = our_course(tmp_path / "course", PS)
    key = bank.load(course.source(PS).with_name(f"{PS}.quiz.yml"))
    right = {one.id: right_answer(one) for one in of_form(key, "1").questions}
    (rules,) = [one for one in key.questions if one.id == "ps1-brackets"]
    wrong = next(option for option in rules.options if not option.correct)
    given = [
        {"ps1-brackets": wrong.id, "ps1-declined": said} for said in ("Burma", "burma ", "India")
    ]
    for number, answers in enumerate([right, *given, None]):
        handed_in = course.hand_in(f"test-{number}", PS)
        if answers is not None:
            (handed_in / "answers").mkdir()
            text = quiz_answers(answers)
            (handed_in / "answers" / f"{PS}.json").write_text(text, encoding="utf-8")
        with course.gradebook() as book:  # the report asks the gradebook only who was graded
            book.add_student(f"test-{number}")
            book.add_submission(PS, f"test-{number}")
    monkeypatch.chdir(course.root)
    assert main(["report", PS]) == 0
    assert "Only 5 graded" in capsys.readouterr().out
    folder = course.root / f"report-{PS}"
    items = {one["item"]: one for one in rows(folder / "items.csv")}
    declined, order = items["ps1-declined"], items["ps1-order"]
    assert (declined["answered"], declined["blank"], declined["difficulty"]) == ("4", "1", "0.2")
    assert (order["answered"], order["blank"], order["kind"]) == ("1", "4", "question")
    assert items["t1-test-1"]["label"] == "Task 1. Late for the war (6 points)"
    common = [tuple(one.values())[1:] for one in rows(folder / "wrong-answers.csv")]
    assert ("ps1-brackets", wrong.text, "3") in common
    assert [one for one in common if one[0] == "ps1-declined"] == [
        ("ps1-declined", "burma", "2"),
        ("ps1-declined", "india", "1"),
    ]
    assert "report.questions()" in (folder / f"report-{PS}.ipynb").read_text(encoding="utf-8")


def test_a_page_without_its_tables_says_what_to_do(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="copy the whole folder"):
        open_report(tmp_path).overview()
