"""Few new names a module, and no long stretch without a task: the check finds what breaks that."""

import json
import shutil
from pathlib import Path

import pytest

from unsigned_peace.checks import lesson_rules
from unsigned_peace.shared.notebook_file import canonical

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = [
    {"person_id": "PER-001", "english": "Nishimura Kumao", "state": "Japan"},
    {"person_id": "PER-002", "english": "Herbert Hoover Jr.", "state": "USA"},
    {"person_id": "PER-003", "english": "Allen W. Dulles", "state": "USA"},
    {"person_id": "PER-004", "english": "John Foster Dulles", "state": "USA"},
]
LONG = "word " * 200


def names(text: str, known: tuple[str, ...] = ()) -> list[str]:
    found = lesson_rules.strangers([("a", "markdown", text)], PEOPLE, known)
    return [name for _, name in found]


def test_a_person_without_introduction_is_found_by_the_family_name() -> None:
    assert names("Then Hoover wrote to Nishimura.") == ["Herbert Hoover Jr.", "Nishimura Kumao"]


def test_whoever_is_in_the_cast_may_be_named() -> None:
    assert names("Nishimura answered.", ("PER-001",)) == []
    assert names("Dulles answered.", ("PER-004",)) == []


def test_names_in_notes_links_and_further_reading_do_not_count() -> None:
    text = 'So it was.<sup>[1][A]</sup>\n\n[A]: ../docs/sources.md#A "Hoover, a report. Not seen."'
    assert names(text) == []
    assert names("See [this](names.md#Herbert-Hoover-Jr.).") == []
    assert names("**Further reading.** Hoover, a life.\n\nNext.") == []
    assert names("**Further reading.** A life.\n\nNext comes Hoover.") == ["Herbert Hoover Jr."]


def test_a_part_of_a_longer_name_is_another_name() -> None:
    assert names("Hooverville is a town.") == []


@pytest.mark.parametrize(
    "between",
    [
        ("code", 'ask("votes")'),
        ("code", 'explore.read("yalta-1945")'),
        ("code", 'explore.hearing("01 Moscow")'),
        ("code", 'explore.judge_claims("01")'),
        ("markdown", "My answer: write here."),
    ],
)
def test_something_to_do_begins_a_new_stretch(between: tuple[str, str]) -> None:
    cells = [("a", "markdown", LONG), ("b", *between), ("c", "markdown", LONG)]
    assert list(lesson_rules.too_long(cells)) == []


@pytest.mark.parametrize("look", ["explore.cast('01')", "figures.table(rows, 'Rows')", "claims"])
def test_something_to_look_at_does_not(look: str) -> None:
    cells = [("a", "markdown", LONG), ("b", "code", look), ("c", "markdown", LONG)]
    assert list(lesson_rules.too_long(cells)) == [("c", 400)]


def test_an_explorer_counts_if_the_text_before_it_asks_for_something() -> None:
    def after(text: str) -> list:
        cells = [("a", "markdown", LONG + text), ("b", "code", "explore.timeline()")]
        return list(lesson_rules.too_long([*cells, ("c", "markdown", LONG)]))

    assert after("Which day has two events?") == []
    assert after("Here is a timeline.") == [("c", 404)]


def test_a_cell_counts_if_its_result_is_asked_for_in_the_line_before() -> None:
    def after(text: str) -> list:
        cells = [("a", "markdown", LONG + text), ("b", "code", "table.sum()")]
        return list(lesson_rules.too_long([*cells, ("c", "markdown", LONG)]))

    assert after("\n\nHow many do you expect?") == []
    assert after("\n\nPredict the sum.") == []
    assert after("\n\nWho asked?\n\nHere is the sum.") == [("c", 406)]


def test_what_is_folded_away_is_not_counted() -> None:
    hint = f"<details><summary>Hint</summary>\n\n{LONG}{LONG}\n\n</details>"
    assert list(lesson_rules.too_long([("a", "markdown", hint)])) == []


@pytest.fixture
def course(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    (tmp_path / "data").mkdir()
    for name in ("people", "cast"):
        shutil.copy(ROOT / f"data/{name}.csv", tmp_path / "data")
    return tmp_path


def test_a_thirteenth_new_name_is_too_many(course: Path) -> None:
    table = course / "data/cast.csv"
    more = "".join(f"01,PER-{number:03},office,wish,say,GK\n" for number in range(1, 7))
    table.write_text(table.read_text() + more)
    found = [str(problem) for problem in lesson_rules.problems(course)]
    assert any("module 01: has" in one and "at most 12" in one for one in found)


def test_a_paragraph_too_much_is_noticed(course: Path) -> None:
    path = course / "notebooks/01-san-francisco-1951.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "more", "metadata": {}, "source": LONG * 2}
    )
    path.write_text(canonical(notebook))
    places = [problem.place for problem in lesson_rules.problems(course)]
    assert "up to cell more" in places
