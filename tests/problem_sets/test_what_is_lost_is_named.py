"""Answers, a board or a game that are not where they belong: a line of the report says so.

The line names the file that is missing, a file that may be meant, and what to do; an instructor's
`unsigned-peace grade` counts the submission as one to look at.
"""

import os
import shutil
import sysconfig
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config import LoggingConfigurable

from tests.problem_sets.ps1_students import PS1
from unsigned_peace.board.board_model import Board
from unsigned_peace.exercise.factcheck.board_form import of_board
from unsigned_peace.exercise.factcheck.text_form import of_text
from unsigned_peace.exercise.gamelogs.log_form import of_game
from unsigned_peace.grading.engine.structure import RAISED, REMARKS
from unsigned_peace.grading.factcheck import MarkFactCheck
from unsigned_peace.grading.game import MarkGame
from unsigned_peace.grading.quiz import MarkQuiz

EXERCISES = PS1.key.parent
CAPSTONE, GAME = "capstone-verdict", "sim-two-islands"
STEPS = {
    MarkQuiz: (
        PS1.name,
        f"{PS1.name}.json",
        {"quiz-test": sum(one.points for one in PS1.bank.questions)},
    ),
    MarkFactCheck: (
        CAPSTONE,
        f"{CAPSTONE}.board.json",
        {
            "board-test": sum(one.points for one in of_board(Board())),
            "text-test": sum(one.points for one in of_text("", Board())),
        },
    ),
    MarkGame: (GAME, f"{GAME}.jsonl", {"game-test": sum(one.points for one in of_game(None))}),
}


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook in which anna has handed in each of them."""
    path = tmp_path_factory.mktemp("course") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        # nbgrader calls alembic by name.
        patch.setenv("PATH", sysconfig.get_path("scripts"), prepend=os.pathsep)
        book = Gradebook(f"sqlite:///{path}")
    book.add_student("anna")
    for assignment, _, _ in STEPS.values():
        book.add_assignment(assignment)
        book.add_notebook(assignment, assignment)
        book.add_submission(assignment, "anna")
    book.close()
    return path


@pytest.fixture(params=STEPS, ids=lambda step: step.what)
def handed_in(request, tmp_path, gradebook):
    """The folder of a student, the name of the file that belongs there, and the step."""
    kind = request.param
    assignment, name, points = STEPS[kind]
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    shutil.copy(gradebook, tmp_path)
    folder = tmp_path / "submitted" / "anna" / assignment
    folder.mkdir(parents=True)
    converter, exporter = LoggingConfigurable(), LoggingConfigurable()
    converter.coursedir = CourseDirectory(root=str(tmp_path), source_directory=str(EXERCISES))
    exporter.parent = converter

    def remarks() -> tuple[list[str], bool]:
        """Mark what is there; give the lines of the report, and whether it is flagged."""
        cells = [
            new_code_cell(metadata={"nbgrader": {"grade_id": one, "points": worth}})
            for one, worth in points.items()
        ]
        names = {"assignment": assignment, "notebook": assignment, "student": "anna", "db_url": url}
        resources = {"nbgrader": names}
        kind(parent=exporter).preprocess(new_notebook(cells=cells), resources)
        assert float(cells[0].outputs[1].data["text/plain"]) == 0
        with Gradebook(url) as book:
            flagged = book.find_submission_notebook(assignment, assignment, "anna").flagged
        assert flagged == (RAISED in resources)
        return [*resources.get(REMARKS, []), *resources.get(RAISED, [])], flagged

    return folder, name, remarks


@pytest.mark.slow
def test_a_file_that_was_not_handed_in_is_named(handed_in):
    _, name, remarks = handed_in
    ((said,), flagged) = remarks()
    assert f"The file answers/{name} is missing." in said
    assert not flagged


@pytest.mark.parametrize(
    "place", ["{}", "answers/answers/{}", "Answers (1)/{}", "answers/{}.txt", "answers/copy of {}"]
)
def test_a_file_of_another_name_or_place_is_named_with_what_to_do(handed_in, place):
    folder, name, remarks = handed_in
    file = folder / place.format(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{}", encoding="utf-8")
    ((said,), _) = remarks()
    found = file.relative_to(folder).as_posix()
    assert said.endswith(f"There is {found}: rename or move it if it is the one.")


@pytest.mark.parametrize("content", [b"", b'{"format": "unsigned-', b"\xff\xfe{\x00}\x00"])
def test_a_file_that_was_cut_or_saved_in_another_code_is_named_and_flagged(handed_in, content):
    folder, name, remarks = handed_in
    (folder / "answers").mkdir()
    (folder / "answers" / name).write_bytes(content)
    said, flagged = remarks()
    assert name in " ".join(said)
    assert flagged


@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "linked-folder"])
def test_what_is_no_ordinary_file_is_not_opened_and_flagged(handed_in, kind, tmp_path):
    folder, name, remarks = handed_in
    other = tmp_path / "other" / "answers"
    other.mkdir(parents=True)
    (other / name).write_text("{}", encoding="utf-8")
    file = folder / "answers" / name
    if kind == "linked-folder":
        (folder / "answers").symlink_to(other)
    else:
        file.parent.mkdir()
        {"pipe": os.mkfifo, "folder": Path.mkdir}.get(
            kind, lambda one: one.symlink_to(other / name)
        )(file)
    said, flagged = remarks()
    assert f"{name} is no ordinary file" in " ".join(said)
    assert flagged


def test_a_file_in_the_place_of_the_folder_of_answers_is_no_answer(handed_in):
    folder, name, remarks = handed_in
    (folder / "answers").write_text("x", encoding="utf-8")
    ((said,), _) = remarks()
    assert f"The file answers/{name} is missing." in said
