"""One open gradebook and one transaction per submission, for code that expects many.

nbgrader's preprocessors open the gradebook anew, look up one cell, commit and close, dozens of
times per notebook. Inside `one_gradebook` they get the same open gradebook every time: `close`
does nothing, `commit` keeps the change for the transaction that is ended by `save`, and what
was looked up once is remembered. They need not know; foreign preprocessors neither.

Changed: `nbgrader.api.Gradebook.__init__` of nbgrader 0.9.6, inside `one_gradebook` alone. Gained:
a submission is in the gradebook whole or not at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from nbgrader.api import Assignment as AssignmentRow
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Known:
    """What the gradebook knows of a cell. `points` is None where there is nothing to mark."""

    name: str
    cell_type: str
    source: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float | None

    @property
    def is_test(self) -> bool:
        """Whether the cell is marked by running it."""
        return self.grade and not self.solution and self.cell_type == "code"


class Transaction(Session):
    """A session in which `commit` keeps the change for the transaction that is open."""

    def commit(self) -> None:
        """Give new rows their numbers; changes of old rows wait for the next question."""
        if self.new or self.deleted:
            self.flush()

    def rollback(self) -> None:
        """Drop all changes. What was looked up and remembered keeps its values."""
        self.expunge_all()  # SQLAlchemy makes what it holds read its values again
        super().rollback()

    def remove(self) -> None:
        """Do nothing: nbgrader calls this when it closes a gradebook."""


class OneGradebook(Gradebook):
    """A gradebook that stays open, with `save` and `undo` around each submission."""

    db: Transaction

    def close(self) -> None:
        """Do nothing: see `really_close`."""

    def save(self) -> None:
        """End the transaction of one submission: all of it is in the gradebook now."""
        Session.commit(self.db)
        self._forget()

    def undo(self) -> None:
        """Drop everything since the last `save`."""
        self._forget()  # first: what is kept of the assignment must not go stale in the rollback
        self.db.rollback()

    def really_close(self) -> None:
        """Close the connection."""
        self.undo()
        self.db.close()
        self.engine.dispose()

    def _forget(self) -> None:
        """Keep nothing of this submission in memory, however large the class is."""
        self.db.expunge_all()
        self._mine: dict[tuple[str, str], dict[tuple[type, str, str], Any]] = {}

    def find_source_cell(self, name: str, notebook: str, assignment: str) -> SourceCell:
        """Find the instructor's version of a cell. Raises MissingEntry."""
        cells = self._cells(SourceCell, notebook, assignment)
        return cells.get(name) or super().find_source_cell(name, notebook, assignment)

    def find_graded_cell(self, name: str, notebook: str, assignment: str) -> GradeCell | TaskCell:
        """Find a cell with points. Raises MissingEntry."""
        for kind in (GradeCell, TaskCell):
            if found := self._cells(kind, notebook, assignment).get(name):
                return found
        return super().find_graded_cell(name, notebook, assignment)

    def find_grade(self, grade_cell: str, notebook: str, assignment: str, student: str) -> Grade:
        """Find the grade of a cell. Raises MissingEntry."""
        key = (Grade, notebook, grade_cell)
        found = self._rows(assignment, student).get(key)
        return found or super().find_grade(grade_cell, notebook, assignment, student)

    def find_comment(
        self, solution_cell: str, notebook: str, assignment: str, student: str
    ) -> Comment:
        """Find the comment on a cell. Raises MissingEntry."""
        key = (Comment, notebook, solution_cell)
        found = self._rows(assignment, student).get(key)
        return found or super().find_comment(solution_cell, notebook, assignment, student)

    def update_or_create_student(self, student: str, **kwargs: Any) -> Student:  # noqa: ANN401
        """Enter a student. Another grader may enter the same one at the same moment."""
        try:
            self.find_student(student)
        except MissingEntry:
            with suppress(IntegrityError), self.db.begin_nested():
                self.db.add(Student(id=student))
        return super().update_or_create_student(student, **kwargs)

    def find_submission(self, assignment: str, student: str) -> SubmittedAssignment:
        """Find a submission, its sums as they are now. Raises MissingEntry."""
        found = super().find_submission(assignment, student)
        self.db.expire(found)
        return found

    def find_submission_notebook(
        self, notebook: str, assignment: str, student: str
    ) -> SubmittedNotebook:
        """Find a submitted notebook, its sums as they are now. Raises MissingEntry."""
        found = super().find_submission_notebook(notebook, assignment, student)
        self.db.expire(found)
        return found

    def add_submission(self, assignment: str, student: str, **kwargs: Any) -> SubmittedAssignment:  # noqa: ANN401
        """Add a submission with all its empty grades. Raises InvalidEntry."""
        self._mine.pop((assignment, student), None)
        with self.db.no_autoflush:  # nbgrader adds the rows one to the other before it adds them
            return super().add_submission(assignment, student, **kwargs)

    def _cells(self, kind: type, notebook: str, assignment: str) -> dict[str, Any]:
        """Give the cells of one kind by name: they do not change while a class is graded."""
        key = (kind, notebook, assignment)
        if key not in self._sources:
            self._sources[key] = cells_of(self, kind, notebook, assignment)
        return self._sources[key]

    def _rows(self, assignment: str, student: str) -> dict[tuple[type, str, str], Any]:
        """Give all grades and comments of one submission by kind, notebook and cell."""
        if (assignment, student) not in self._mine:
            try:
                submission = self.find_submission(assignment, student)
            except MissingEntry:
                return {}
            rows = {}
            for notebook in submission.notebooks:
                name = notebook.notebook.name
                for kind, cells in (
                    (Grade, (TaskCell, GradeCell)),
                    (Comment, (TaskCell, SolutionCell)),
                ):
                    names = {
                        cell.id: cell.name
                        for one in cells
                        for cell in self._cells(one, name, assignment).values()
                    }
                    for row in self.db.query(kind).filter(kind.notebook_id == notebook.id):
                        if row.cell_id in names:
                            rows[kind, name, names[row.cell_id]] = row
            self._mine[assignment, student] = rows
        return self._mine[assignment, student]


def cells_of(book: Gradebook, kind: type, notebook: str, assignment: str) -> dict[str, Any]:
    """Give the rows of one kind of cell by their names."""
    query = book.db.query(kind).join(Notebook, Notebook.id == kind.notebook_id)
    query = query.join(AssignmentRow, AssignmentRow.id == Notebook.assignment_id)
    query = query.filter(Notebook.name == notebook, AssignmentRow.name == assignment)
    return {cell.name: cell for cell in query}


def known_cells(book: Gradebook, notebook: str, assignment: str) -> dict[str, Known]:
    """Give all that the gradebook knows of the cells of a notebook, by name."""
    find = book._cells if isinstance(book, OneGradebook) else partial(cells_of, book)  # noqa: SLF001
    kinds = (SourceCell, GradeCell, SolutionCell, TaskCell)
    sources, grades, solutions, tasks = (find(kind, notebook, assignment) for kind in kinds)
    return {
        name: Known(
            name=name,
            cell_type=cell.cell_type,
            source=cell.source or "",
            locked=bool(cell.locked),
            grade=name in grades,
            solution=name in solutions,
            task=name in tasks,
            points=(grades.get(name) or tasks[name]).max_score
            if name in grades or name in tasks
            else None,
        )
        for name, cell in sources.items()
    }


@contextmanager
def one_gradebook(db_url: str, course_id: str) -> Iterator[OneGradebook]:
    """Let every `Gradebook(db_url)` that is made inside this block be one and the same."""
    with Gradebook(db_url, course_id):  # makes the tables and the course if need be
        pass
    shared = OneGradebook.__new__(OneGradebook)
    Gradebook.__init__(shared, db_url)
    shared.db.remove()
    shared.db = Transaction(shared.engine, autoflush=True, expire_on_commit=False)
    shared._sources = {}  # noqa: SLF001
    shared._forget()  # noqa: SLF001
    original = Gradebook.__init__

    def attach(self: Gradebook, url: str, *arguments: object, **named: object) -> None:
        if url == db_url:
            self.__class__, self.__dict__ = OneGradebook, shared.__dict__
        else:
            original(self, url, *arguments, **named)

    Gradebook.__init__ = attach
    try:
        yield shared
    finally:
        Gradebook.__init__ = original
        shared.really_close()
