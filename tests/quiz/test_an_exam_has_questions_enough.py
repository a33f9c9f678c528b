"""Questions for an exam: enough for each module, on papers, and with no copy for students."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from unsigned_peace import cli
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.model import Kind

EXAM = Path(__file__).resolve().parents[2] / "exercises" / "exam-bank.quiz.yml"


def test_each_module_has_five_questions_and_half_of_all_show_a_paper() -> None:
    bank = banks.load(EXAM)
    assert [len(quiz.questions) for quiz in bank.quizzes] == [5, 5, 5, 5]
    kinds = Counter(question.kind for question in bank.questions)
    assert kinds[Kind.PASSAGE] >= 10
    assert all(question.source_ids for question in bank.questions)


@pytest.mark.parametrize("form", ["moodle", "qti12", "html-key"])
def test_the_exam_can_be_exported_with_every_question(tmp_path: Path, form: str) -> None:
    out = tmp_path / "exam"
    assert cli.main(["export-quiz", str(EXAM), "--format", form, "--out", str(out)]) == 0
    written = out.read_bytes() if form == "qti12" else out.read_text(encoding="utf-8")
    if form != "qti12":  # a zip file
        assert all(
            question.options[0].text[:20] in written for question in banks.load(EXAM).questions
        )
    assert written


def test_students_get_no_copy(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    shutil.copy(EXAM, tmp_path)
    assert cli.main(["keyless", "--in", str(tmp_path)]) == 0
    assert "students get no copy" in capsys.readouterr().out
    assert [path.name for path in tmp_path.rglob("*")] == [EXAM.name]
