"""What the tests know of a problem set, and how its typical students work.

A new problem set needs one module such as `ps2_students.py` and one line in `classes.py`: every
test of this folder then runs for it, too.
"""

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from tests.problem_sets.nbgrader_course import REPOSITORY, cell, read
from tests.quiz.right_answers import right_answer
from unsigned_peace.grading.notebook_forms import read_forms, render
from unsigned_peace.quiz import bank
from unsigned_peace.quiz.forms import of_form
from unsigned_peace.quiz.model import Bank, Kind, Question

ESSAYS = ("essay-a", "essay-b")
ESSAY = "The paper was written for colleagues. *Therefore* it tells more than the speech."
Work = Callable[[Path], None]


@dataclass(frozen=True)
class Student:
    """Hands in the reference solution, changed by one sort of mistake and by nothing else.

    `code` is added at the end of cells, by cell id. `answers` is the text of the quiz answers file:
    None for a file of right answers, empty for no file. Who works in another way altogether has a
    `work`, which changes the fetched folder. `loses` has the points lost, by test cell, and `says`
    what such a cell then tells the student.
    """

    code: Mapping[str, str] = field(default_factory=dict)
    loses: Mapping[str, float] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    answers: str | None = None
    work: Work | None = None


@dataclass(frozen=True)
class ProblemSet:
    """One form of a problem set: its files, the tables it asks, and students with typical mistakes.

    `needs` names a table and a column on which graded answers rest. `told_by` has, for each answer
    that is a number or a day, the words by which a sentence elsewhere would tell it.
    """

    name: str
    tables: tuple[str, ...]
    needs: tuple[str, str]
    typical: Mapping[str, Student] = field(default_factory=dict)
    told_by: Mapping[str, str] = field(default_factory=dict)
    form: str = "1"

    def __str__(self) -> str:
        return self.short if self.form == "1" else f"{self.short}-form-{self.form}"

    @property
    def short(self) -> str:
        return self.name.partition("-")[0]

    @property
    def instructors(self) -> Path:
        return REPOSITORY / "exercises" / self.name / f"{self.name}.ipynb"

    @property
    def key(self) -> Path:
        return REPOSITORY / "exercises" / f"{self.name}.quiz.yml"

    @property
    def samples(self) -> Path:
        return REPOSITORY / "docs" / "rubrics" / f"{self.short}-samples.md"

    @property
    def students(self) -> dict[str, Student]:
        """The whole class: three students whom every problem set has, and the typical ones."""
        ticked = {question.id: [o.id for o in question.options] for question in self.boxes}
        return {
            "blank": Student(work=lambda _: None, loses=self.points()),
            "reference": Student(),
            "ticks-everything": Student(
                answers=answers_text({**self.key_answers(), **ticked}, self.name),
                loses={"quiz-test": sum(question.points for question in self.boxes)},
            ),
            **self.typical,
        }

    @property
    def boxes(self) -> list[Question]:
        """The questions of the quiz in which several boxes can be ticked."""
        many = (Kind.MULTIPLE, Kind.PASSAGE)
        return [question for question in self.bank.questions if question.kind in many]

    @property
    def bank(self) -> Bank:
        """The questions of this form, with their key."""
        return of_form(bank.load(self.key), self.form)

    def notebook(self) -> NotebookNode:
        """The instructor's notebook of this form, with solutions and hidden tests."""
        return render(read(self.instructors), read_forms(self.instructors.parent), self.form)

    def cells(self) -> list[NotebookNode]:
        """The cells of the instructor's notebook of this form."""
        return self.notebook().cells

    def points(self) -> dict[str, float]:
        """The points of each graded cell."""
        marks = [one.metadata.get("nbgrader", {}) for one in self.cells()]
        return {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade")}

    def due(self, student: Student) -> dict[str, float]:
        """What the student has earned in each graded cell before anybody reads the essays."""
        due = {id_: full - student.loses.get(id_, 0) for id_, full in self.points().items()}
        return due | dict.fromkeys(ESSAYS, 0)

    def key_answers(self) -> dict[str, object]:
        """A right answer to every question of the quiz."""
        return {question.id: right_answer(question) for question in self.bank.questions}

    def work(self, student: Student) -> Work:
        """What `student` does to the fetched folder."""
        return student.work or (lambda folder: self.solve(folder, student.code, student.answers))

    def solve(
        self, folder: Path, code: Mapping[str, str] | None = None, answers: str | None = None
    ) -> None:
        """Write the reference solution, with `code` added to cells, and the quiz answers."""
        notebook, instructors = read(folder / f"{self.name}.ipynb"), self.notebook()
        for one in notebook.cells:
            mark = one.metadata.get("nbgrader", {})
            if mark.get("solution"):
                one.source = cell(instructors, mark["grade_id"]).source
            if mark.get("solution") and mark.get("grade"):
                one.source = ESSAY
        for grade_id, added in (code or {}).items():
            cell(notebook, grade_id).source += "\n" + textwrap.dedent(added)
        nbformat.write(notebook, folder / f"{self.name}.ipynb")
        if answers != "":
            (folder / "answers").mkdir()
            text = answers_text(self.key_answers(), self.name) if answers is None else answers
            (folder / "answers" / f"{self.name}.json").write_text(text, encoding="utf-8")


def answers_text(answers: Mapping[str, object], notebook: str) -> str:
    """An answers file as the quiz widget writes it."""
    at = "2026-11-22T10:00:00+00:00"
    records = {name: {"value": value, "at": at, "tries": 1} for name, value in answers.items()}
    return json.dumps(
        {
            "format": "unsigned-peace-answers",
            "version": 1,
            "notebook": notebook,
            "opened": {},
            "answers": records,
        }
    )
