"""The mark sheet of a graded quiz, and the step of autograding that makes it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, LoggingConfigurable

from tests.problem_sets.nbgrader_course import Course, new_course
from tests.problem_sets.problem_set import answers_text
from tests.problem_sets.ps1_students import PS1
from unsigned_peace.grading.quiz import (
    AnswersError,
    JoinQuizKey,
    MarkQuiz,
    mark_quiz,
    read_answers,
    to_html,
)
from unsigned_peace.grading.steps import write_mark

BANK = PS1.bank
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*PS1.key_answers(), "no-such-question"]), JSON))
def test_no_answer_breaks_the_marking(answers: dict[str, object]):
    sheet = mark_quiz(BANK, answers)
    assert 0 <= sheet.points <= sheet.possible == 12
    assert len(sheet.marks) == 8
    assert ("no-such-question" in answers) == bool(sheet.notes)
    assert to_html(sheet).count("<tr>") == 9


def test_the_key_earns_everything_and_nothing_earns_nothing():
    assert mark_quiz(BANK, PS1.key_answers()).points == 12
    assert mark_quiz(BANK, {}).points == 0
    assert mark_quiz(BANK, dict.fromkeys(PS1.key_answers(), "")).points == 0


def test_what_a_student_types_cannot_become_a_tag():
    html = to_html(mark_quiz(BANK, {"ps1-declined": "<script>alert(1)</script>"}))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_half_a_letter_in_an_answer_stands_in_no_way():
    sheet = mark_quiz(BANK, {"ps1-declined": "\ud800", "no-\udfff": "x"})
    cell = new_code_cell(metadata={"nbgrader": {"grade_id": "quiz-test", "points": 12}})
    write_mark(cell, "Quiz", (sheet.points, sheet.possible), to_html(sheet), sheet.notes)
    assert "No such question in this quiz: no-?" in cell.outputs[0].data["text/plain"]
    assert all(one.encode() for one in cell.outputs[0].data.values())


def test_the_key_shows_only_when_an_instructor_wants_it():
    sheet = mark_quiz(BANK, {"ps1-brackets": "leak"})
    assert "That is a motive" not in to_html(sheet)
    assert "That is a motive" in to_html(sheet, show_feedback=True)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xff\xfe", "it is not text"),
        (b"[1, 2]", "not a file of quiz answers"),
        (b" " * 1_000_001, "too large"),
        (answers_text({}, notebook="ps2").encode(), "belongs to the notebook 'ps2'"),
        (
            answers_text({"ps1-brackets": "reader"}, PS1.name)
            .replace("2026-11-22", "tomorrow")
            .encode(),
            "damaged: ps1-brackets",
        ),
    ],
)
def test_strange_files_are_refused(tmp_path: Path, content: bytes, complaint: str):
    file = tmp_path / f"{PS1.name}.json"
    file.write_bytes(content)
    with pytest.raises(AnswersError, match=complaint):
        read_answers(file, PS1.name)


@pytest.mark.parametrize("trick", [os.mkfifo, lambda file: file.symlink_to(__file__), Path.mkdir])
def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path, trick: Callable[[Path], object]):
    """A pipe kept the whole class waiting; a link leads to the answers of somebody else."""
    file = tmp_path / f"{PS1.name}.json"
    trick(file)
    with pytest.raises(AnswersError, match="no ordinary file"):
        read_answers(file, PS1.name)


def test_a_thousand_unknown_questions_are_one_line(tmp_path: Path):
    file = tmp_path / f"{PS1.name}.json"
    answers = {f"{number}{'x' * 400}": "yes" for number in range(1000)}
    file.write_text(answers_text(answers, PS1.name), encoding="utf-8")
    (note,) = mark_quiz(BANK, read_answers(file, PS1.name)).notes
    assert "and 995 more" in note
    assert len(note) < 500


def test_a_key_that_is_missing_stops_the_marking(source: Path):
    source.with_name(f"{PS1.name}.quiz.yml").unlink()
    with pytest.raises(FileNotFoundError, match="Put the file back and autograde again"):
        _join(source)


def test_a_copy_in_the_place_of_the_key_stops_the_marking(source: Path):
    copy = (source / "quiz.yml").read_text(encoding="utf-8")
    source.with_name(f"{PS1.name}.quiz.yml").write_text(copy, encoding="utf-8")
    with pytest.raises(ValueError, match="is a copy without the key"):
        _join(source)


@pytest.mark.slow
def test_points_that_do_not_agree_stop_the_marking(source: Path):
    with pytest.raises(ValueError, match="has 12 points, but the cell quiz-test has 8"):
        _join(source, points=8)


def test_a_problem_set_without_a_quiz_is_left_alone(tmp_path: Path):
    course = new_course(tmp_path, PS1.name)
    (course.exercises / f"{PS1.name}.quiz.yml").unlink()
    notebook = new_notebook(cells=[new_code_cell("1 + 1")])
    source = course.exercises / PS1.name
    assert _step(source).preprocess(notebook, _names(source))[0] == notebook


def test_settings_under_the_name_of_version_0_1_still_count():
    old = Config({"JoinQuizKey": {"show_feedback": True}})
    assert JoinQuizKey(config=old).show_feedback
    assert JoinQuizKey(config=Config({"MarkQuiz": {"show_feedback": True}})).show_feedback
    assert not MarkQuiz(config=old).show_feedback


def _join(source: Path, points: int = 12) -> None:
    cell = new_code_cell("", metadata={"nbgrader": {"grade_id": "quiz-test", "points": points}})
    _step(source).preprocess(new_notebook(cells=[cell]), _names(source))


def _step(source: Path) -> MarkQuiz:
    """The step where nbgrader has it: below an exporter, below a converter."""
    Course(source.parents[1]).config()  # lets nbgrader find alembic
    converter, exporter = LoggingConfigurable(), LoggingConfigurable()
    converter.coursedir = CourseDirectory(
        root=str(source.parents[1]), source_directory=source.parent.name
    )
    exporter.parent = converter
    return MarkQuiz(parent=exporter)


def _names(source: Path) -> dict[str, dict[str, str]]:
    book = f"sqlite:///{source.parents[1] / 'gradebook.db'}"
    names = {"assignment": PS1.name, "notebook": PS1.name, "student": "anna", "db_url": book}
    return {"nbgrader": names}
