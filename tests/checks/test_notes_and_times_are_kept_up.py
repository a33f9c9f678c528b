"""Notes are numbered and listed by a command, times are written by it, and the check sees both."""

import shutil
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_peace import data
from unsigned_peace.checks import (
    alignment,
    markdown,
    notes,
    short_paths,
    study_time,
    written_parts,
)
from unsigned_peace.quiz import bank, course_modules

ROOT = Path(__file__).resolve().parents[2]
KNOWN = data.known_sources()
A, B, C = "F51-735", "F51-732", "P-YALTA"


def words(*ids: str) -> str:
    """Cite in words, as an author does."""
    return " (" + "; ".join(f"[some words](../docs/sources.md#{one})" for one in ids) + ")"


def one(text: str) -> str:
    """Number the notes of a single cell; leave out its tooltips."""
    return notes.number({"a": text}, KNOWN)["a"].partition("\n\n[")[0]


def test_a_source_has_one_number_wherever_it_stands() -> None:
    cells = {"a": f"One.{words(A)} Two.{words(B, A)}", "b": f"Three.{words(C)} Four.{words(A)}"}
    written = notes.number(cells, KNOWN)
    assert written["a"].startswith(f"One.<sup>[1][{A}]</sup> Two.<sup>[2][{B}], [1][{A}]</sup>")
    assert written["b"].startswith(f"Three.<sup>[3][{C}]</sup> Four.<sup>[1][{A}]</sup>")
    listed = [line for line in written["notes"].splitlines() if line[:1].isdigit()]
    assert [line.split("[")[-1].split("]")[0] for line in listed] == [A, B, C]


def test_the_tooltip_says_what_the_source_is_and_whether_we_read_it() -> None:
    written = notes.number({"a": f"So.{words(B)}"}, KNOWN)["a"]
    assert f'[{B}]: ../docs/sources.md#{B} "' in written
    assert "doc. 732. Read in part." in written
    assert list(markdown.links(written)) == [(False, "1", f"../docs/sources.md#{B}")]


def test_sentences_in_a_row_on_one_source_have_one_note() -> None:
    assert one(f"One.{words(A)} Two.{words(A)} Three.{words(A)}") == (
        f"One. Two. Three.<sup>[1][{A}]</sup>"
    )


def test_a_sentence_without_a_note_between_two_keeps_both() -> None:
    text = one(f"One.{words(A)} We think so. Three.{words(A)}")
    assert text.count("<sup>") == 2


def test_a_new_paragraph_or_line_of_a_list_has_its_own_note() -> None:
    assert one(f"One.{words(A)}\n\nTwo.{words(A)}").count("<sup>") == 2
    assert one(f"- One.{words(A)}\n- Two.{words(A)}").count("<sup>") == 2


def test_not_verified_stays_in_words() -> None:
    warning = "[not verified](../docs/sources.md#GK)"
    text = one(f"One.{words(A)[:-1]}; {warning})")
    assert text == f"One.<sup>[1][{A}]</sup> ({warning})"
    assert notes.number({"a": f"One. ({warning})"}, KNOWN) == {"a": f"One. ({warning})"}


def test_a_source_that_is_not_there_stays_in_words_for_the_check_of_links() -> None:
    text = f"One.{words('F51-999')}"
    assert notes.number({"a": text}, KNOWN) == {"a": text}


def test_a_text_is_read_aloud_without_its_notes() -> None:
    written = notes.number({"a": f"He left.{words(A, B)} Who stayed?"}, KNOWN)["a"]
    assert markdown.sentences(written) == ["He left.", "Who stayed?"]


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["A cat sat.", "Who (if any) came?", "\n\n", "\n- It *is* so.", "No: one"]),
        st.lists(st.sampled_from([A, B, C]), max_size=2),
    )
)


@given(st.lists(PIECES, min_size=1, max_size=3))
def test_numbering_twice_changes_nothing_and_loses_no_source(cells: list) -> None:
    texts = {
        str(place): " ".join(text + (words(*ids) if ids else "") for text, ids in pieces)
        for place, pieces in enumerate(cells)
    }
    once = notes.number(texts, KNOWN)
    assert notes.number(once, KNOWN) == once
    for cell, text in texts.items():
        assert set(notes.cited(once[cell])) == set(notes.cited(text))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for folder in ("notebooks", "exercises", "data/quizzes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("course.yml", "objectives.yml", "session-plans.yml", "short-paths.yml"):
        shutil.copy(ROOT / "data" / name, tmp_path / "data" / name)
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs/teaching.md", tmp_path / "docs/teaching.md")
    (tmp_path / "README.md").write_text("# Course\n")
    return tmp_path


@pytest.mark.slow
def test_the_course_is_up_to_date() -> None:
    assert list(written_parts.problems(ROOT)) == []


@pytest.mark.slow
def test_a_longer_module_is_noticed_everywhere(course: Path) -> None:
    path = course / "notebooks/02-london-talks.ipynb"
    text = path.read_text()
    path.write_text(text.replace("## 1. What", "word " * 3000 + "\\n\\n## 1. What", 1))
    assert path.read_text() != text
    stale = {problem.file for problem in written_parts.problems(course)}
    assert stale == {
        "notebooks/02-london-talks.ipynb",
        "notebooks/00-start-here.ipynb",
        "docs/teaching.md",
        "data/course.yml",
    }
    assert set(written_parts.write(course)) == stale
    assert list(written_parts.problems(course)) == []


@pytest.mark.slow
def test_a_short_path_that_leaves_out_a_cell_that_is_not_there_is_noticed(course: Path) -> None:
    path = course / "data/short-paths.yml"
    path.write_text(path.read_text().replace("s9-score-head", "s99-score", 1))
    said = [str(problem) for problem in written_parts.problems(course)]
    assert any("s99-score is no cell of this module" in one for one in said)


def test_a_short_path_is_shorter_and_leaves_practice_for_each_objective() -> None:
    whole, short = written_parts.times(ROOT), written_parts.short_times(ROOT)
    left_out: set[str] = set()
    for name, path in short_paths.paths(ROOT).items():
        assert short[short_paths.key(name)] < whole[name]
        left_out |= questions_in(name, path.cells)
    assert left_out
    for one in alignment.read(ROOT):
        assert set(one.practice) - left_out, one.words


def questions_in(notebook: str, cells: frozenset[str]) -> set[str]:
    """The ids of the questions that some cells of a module ask."""
    read = nbformat.read(ROOT / f"notebooks/{notebook}.ipynb", as_version=4)
    code = "".join(cell.source for cell in read.cells if cell.id in cells)
    quizzes = bank.load(ROOT / f"data/quizzes/{notebook}.yml").quizzes
    return {one.id for quiz in quizzes if f'ask("{quiz.id}")' in code for one in quiz.questions}


@pytest.mark.slow
def test_a_number_changed_by_hand_is_noticed(course: Path) -> None:
    path = course / "notebooks/01-san-francisco-1951.ipynb"
    path.write_text(path.read_text().replace("[3][", "[33][", 1))
    assert [problem.file for problem in written_parts.problems(course)] == [
        "notebooks/01-san-francisco-1951.ipynb"
    ]


@pytest.mark.slow
def test_a_notebook_without_its_time_is_noticed(course: Path) -> None:
    path = course / "notebooks/05-verdict.ipynb"
    path.write_text(path.read_text().replace("<!--time 05-verdict-->", "<!--", 1))
    assert any("must give its time" in str(found) for found in written_parts.problems(course))


def test_the_progress_panel_gives_the_time_of_the_rule() -> None:
    minutes = written_parts.times(ROOT)
    assert {one.notebook: one.minutes for one in course_modules.modules()} == {
        one.notebook: minutes[one.notebook] for one in course_modules.modules()
    }


def test_more_questions_take_more_time() -> None:
    cells = [("code", 'ask("votes")', {})]
    assert study_time.lesson(cells, {"votes": 20}) > study_time.lesson(cells, {"votes": 2})


def test_a_point_by_hand_takes_longer_than_one_by_machine() -> None:
    def marked(*, solution: bool) -> int:
        mark = {"grade": True, "solution": solution, "points": 30}
        return study_time.problem_set([("markdown", "", {"nbgrader": mark})])

    assert (marked(solution=False), marked(solution=True)) == (75, 120)
