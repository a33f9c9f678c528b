"""What a report says of a class that did the same before the course and after it."""

import csv
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from tests.grading.class_gradebook import Cells, Pupil, Work, write_course
from unsigned_peace.cli import main
from unsigned_peace.grading.report.class_change import PairedMark, changes
from unsigned_peace.grading.report.page import open_report

SKILLS = ("sourcing", "close-reading")
points = st.fixed_dictionaries({name: st.integers(0, 4).map(float) for name in SKILLS})
pairs = st.lists(st.builds(PairedMark, st.sampled_from([0, 1, 2]), points, points), max_size=12)


@given(pairs)
def test_no_row_tells_of_fewer_than_three_and_the_change_is_what_the_means_say(marks):
    for row in changes(marks, SKILLS):
        assert row.students >= 3
        assert row.low - 1e-9 <= row.change <= row.high + 1e-9 or row.low == row.high
        assert -8 <= row.change <= 8
    named = sum(one.group != 0 for one in marks)
    whole = [row for row in changes(marks, SKILLS) if row.what == "whole task"]
    assert not whole or whole[0].students <= named


def test_a_harder_paper_falls_out():
    """Papers B cost two points; everybody has learned one point's worth."""
    one = [PairedMark(1, {"sourcing": 3.0}, {"sourcing": 2.0})] * 3
    two = [PairedMark(2, {"sourcing": 1.0}, {"sourcing": 4.0})] * 9
    both, first, second = changes([*one, *two], ["sourcing"])
    assert (both.group, both.students, both.change) == ("both groups", 12, 1.0)
    assert (first.change, second.change) == (-1.0, 3.0)


def test_the_interval_is_wide_for_a_mixed_class_and_narrow_for_an_even_one():
    even = [PairedMark(1, {"s": 1.0}, {"s": 2.0})] * 6
    mixed = [PairedMark(1, {"s": 2.0}, {"s": after}) for after in (0.0, 4.0) * 3]
    (narrow,), (wide,) = changes(even, ["s"]), changes(mixed, ["s"])
    assert (narrow.low, narrow.high) == (1.0, 1.0)
    assert wide.low < 0 < wide.high
    assert changes(mixed, ["s"]) == changes(mixed, ["s"])


# --- from the gradebook to the page ---------------------------------------------------------------

TASK = Cells(dict.fromkeys(SKILLS, 4), written=SKILLS)
# Group as written into each notebook, then the points of both tasks; None is not marked yet.
CLASS = {
    "test-a": ("1", "1", (1, 1), (3, 2)),
    "test-b": ("1", "1", (2, 1), (2, 2)),
    "test-c": ("1", "1", (1, 2), (3, 3)),
    "test-d": ("2", "2", (1, 1), (2, 3)),
    "test-e": ("2", "2", (2, 2), (3, 2)),
    "test-f": ("2", "2", (1, 0), (2, 1)),
    "test-changes-group": ("1", "2", (0, 0), (4, 4)),
    "test-names-none": ("None", "None", (0, 0), (4, 4)),
    "test-half-marked": ("1", "1", (0, 0), (4, None)),
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    names = ("source-before", "source-after")
    pupils = [
        Pupil(
            student,
            work={
                name: Work(dict(zip(SKILLS, earned, strict=True)))
                for name, earned in zip(names, row[2:], strict=True)
            },
        )
        for student, row in CLASS.items()
    ]
    root = write_course(tmp_path / "course", pupils, dict.fromkeys(names, TASK))
    for student, row in CLASS.items():
        for name, group in zip(names, row[:2], strict=True):
            folder = root / "autograded" / student / name
            folder.mkdir(parents=True)
            cell = new_code_cell(f"group = {group}  # 1 or 2, as your instructor told you")
            nbformat.write(new_notebook(cells=[cell]), folder / f"{name}.ipynb")
    return root


@pytest.fixture
def folder(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(course)
    to = tmp_path / "report"
    assert main(["report", "source-after", "--anonymous", "--to", str(to)]) == 0
    return to


def rows(folder: Path) -> Iterator[tuple[str, ...]]:
    with (folder / "change.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            keys = ("group", "what", "points", "students", "before", "after", "change")
            yield tuple(row[key] for key in keys)


@pytest.mark.slow
def test_the_change_of_the_class_and_of_its_groups(folder: Path):
    assert list(rows(folder)) == [
        ("both groups", "whole task", "8", "6", "2.5", "4.67", "2.17"),
        ("both groups", "close-reading", "4", "6", "1.17", "2.17", "1"),
        ("both groups", "sourcing", "4", "6", "1.33", "2.5", "1.17"),
        ("group 1", "whole task", "8", "3", "2.67", "5", "2.33"),
        ("group 2", "whole task", "8", "3", "2.33", "4.33", "2"),
        ("no group named", "", "", "2", "", "", ""),
    ]


@pytest.mark.slow
def test_the_page_says_in_words_what_can_be_known_and_names_nobody(folder: Path):
    said = repr(open_report(folder).change())
    assert "6 students had a mean of 2.5 of 8 points before and 4.67 after, +2.17" in said
    assert "Only 6 graded" in said
    text = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert not [student for student in CLASS if student in text]
    page = nbformat.read(folder / "report-source-after.ipynb", as_version=4)
    assert "report.change()" in [cell.source for cell in page.cells]


@pytest.mark.slow
def test_a_report_without_an_earlier_task_has_no_such_part(
    course: Path, tmp_path: Path, monkeypatch
):
    monkeypatch.chdir(course)
    assert main(["report", "source-before", "--to", str(tmp_path / "first")]) == 0
    assert not (tmp_path / "first" / "change.csv").exists()
    assert "change()" not in (tmp_path / "first" / "report-source-before.ipynb").read_text()


@pytest.mark.slow
def test_the_notebook_runs(folder: Path):
    page = nbformat.read(folder / "report-source-after.ipynb", as_version=4)
    NotebookClient(page, resources={"metadata": {"path": folder}}, timeout=120).execute()
    html = "".join(
        output.data["text/html"] for cell in page.cells for output in cell.get("outputs", [])
    )
    assert "both groups" in html
