"""Nothing is asked that was not taught and practised before, and nothing is taught for nothing."""

import shutil
from pathlib import Path

import pytest

from unsigned_peace.checks import alignment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for folder in ("notebooks", "exercises", "data/quizzes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("course.yml", "objectives.yml", "objectives.schema.json"):
        shutil.copy(ROOT / "data" / name, tmp_path / "data" / name)
    return tmp_path


def said(course: Path) -> list[str]:
    return [str(problem) for problem in alignment.problems(course)]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_course_asks_only_what_it_teaches() -> None:
    assert said(ROOT) == []


GAPS = (
    ("[da-poll-wording, da-ninety]", "[]", "poll: has no practice question"),
    ("[mn-aide-passage,", "[mn-aide-pasage,", "practice question mn-aide-pasage, which no bank"),
    ("sim-two-islands: [game, t1, t2, t3, t4, t5, reflection]", "sim-3: []", "model: has no task"),
    ("", "", "names the problem set sim-3, which exercises/ does not have"),
    ("[board, essay, text]", "[board, essay, t9]", "names t9 of capstone-verdict, which has no"),
    ("", "", "no objective names text of capstone-verdict"),
    ("ps1-signed-only, ", "", "no objective names ps1-signed-only of ps1-san-francisco"),
    ("section: First reading", "section: Third reading", "has no heading of that name"),
    ("{module: 05-verdict,", "{module: 06-verdict,", "06-verdict, which is no module"),
    ("- id: number", "- id: voice", "two objectives have the id voice"),
    ("ps2-london: [essay-b, ", "ps1-san-francisco: [essay-b, ", "before 02-london-talks teaches"),
    ("[lt-code-hides, da-nearest,", "[da-nearest,", "in ps2-london, before it is practised"),
)


def test_every_gap_is_named(course: Path) -> None:
    for old, new, _ in GAPS:
        change(course / alignment.TABLE, old, new)
    found = said(course)
    missing = [message for _, _, message in GAPS if not any(message in one for one in found)]
    assert missing == []


def test_a_field_that_is_misspelt_is_named(course: Path) -> None:
    change(course / alignment.TABLE, "    words: Hear", "    wrods: Hear")
    assert any("words: is missing" in one for one in said(course))


def test_a_graded_question_on_papers_of_a_later_module_is_named(course: Path) -> None:
    """The note that Khrushchev dictated in 1960 is a paper of module 4, and of no earlier one."""
    change(
        course / "exercises/ps1-san-francisco.quiz.yml",
        "[F51-735, F51-732, P-STATUS, R-JAWIKI, P-IDN58]",
        "[WC-6001A]",
    )
    place = "exercises/ps1-san-francisco.quiz.yml: ps1-signed-only: "
    papers = "rests on papers that only 04-declaration-aftermath brings (WC-6001A)"
    assert said(course) == [place + papers]


def test_a_students_edition_has_no_problem_sets_to_compare(course: Path) -> None:
    shutil.rmtree(course / "exercises")
    assert said(course) == []


def test_the_page_shows_every_objective_with_its_tasks() -> None:
    page = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
    assert alignment.put_in(page, ROOT) == page
    for one in alignment.read(ROOT):
        row = next(line for line in page.splitlines() if line.startswith(f"| {one.words} |"))
        assert all(f"`{name}`" in row for name in one.practice)
        assert row.count("Problem set") + row.count("The ") == len(one.tasks)
