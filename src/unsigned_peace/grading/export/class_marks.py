"""The marks of a class, in no format yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MarkState(StrEnum):
    """How far a student's assignment has come."""

    MISSING = "nothing handed in"
    WAITING = "handed in, not autograded"
    UNMARKED = "to be marked by hand"
    GRADED = "graded"


@dataclass(frozen=True)
class Student:
    """A student as the gradebook has them; what it does not know is empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def sortable(self) -> str:
        """The name as lists are sorted by it, or the id where there is none.

        >>> Student("t1", "Test", "Student").sortable, Student("t2", "Test").sortable
        ('Student, Test', 'Test')
        """
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.id


@dataclass(frozen=True)
class Assignment:
    """An assignment, and what can be earned in it."""

    name: str
    max_score: float


@dataclass(frozen=True)
class AssignmentMark:
    """What the gradebook has of one student and one assignment. Times are in UTC."""

    state: MarkState
    raw_score: float = 0.0
    late_penalty: float = 0.0
    timestamp: datetime | None = None
    duedate: datetime | None = None

    @property
    def score(self) -> float:
        """The points that count: the penalty is taken off, but never below zero.

        >>> [AssignmentMark(MarkState.GRADED, 5, late).score for late in (2, 9)]
        [3, 0.0]
        """
        return max(0.0, self.raw_score - self.late_penalty)

    def counted(self, *, partial: bool = False) -> float | None:
        """Return the score once it stands; with `partial`, also what the machine has given so far.

        None is no mark: an empty cell, and not zero.

        >>> [AssignmentMark(state, 0).counted() for state in (MarkState.GRADED, MarkState.MISSING)]
        [0.0, None]
        >>> half = AssignmentMark(MarkState.UNMARKED, 4)
        >>> half.counted(), half.counted(partial=True)
        (None, 4.0)
        """
        stands = (MarkState.GRADED, MarkState.UNMARKED) if partial else (MarkState.GRADED,)
        return float(self.score) if self.state in stands else None


@dataclass(frozen=True)
class Marks:
    """All marks of some assignments: `table` has one for each student id and assignment name."""

    assignments: tuple[Assignment, ...]
    students: tuple[Student, ...]
    table: dict[tuple[str, str], AssignmentMark]

    def of(self, student: Student, assignment: Assignment) -> AssignmentMark:
        """Return one mark."""
        return self.table[student.id, assignment.name]

    def states(self, assignment: Assignment) -> Counter[MarkState]:
        """Count how far the students have come with an assignment."""
        return Counter(self.of(student, assignment).state for student in self.students)


def renamed(marks: Marks, names: dict[str, str]) -> Marks:
    """Give every student the new name in `names` (student id to pseudonym) and nothing else.

    The students are sorted by their new names, because the old order could betray them. When they
    handed in is left out for the same reason.

    >>> table = {("t1", "a1"): AssignmentMark(MarkState.GRADED, 4)}
    >>> class_ = Marks((Assignment("a1", 5),), (Student("t1", "Test"),), table)
    >>> renamed(class_, {"t1": "p7"}).students
    (Student(id='p7', first_name='', last_name='', email='', lms_user_id=''),)
    """
    table = {
        (names[student], assignment): AssignmentMark(mark.state, mark.raw_score, mark.late_penalty)
        for (student, assignment), mark in marks.table.items()
    }
    students = sorted(names[student.id] for student in marks.students)
    return Marks(marks.assignments, tuple(map(Student, students)), table)


def sorted_students(students: Iterable[Student]) -> tuple[Student, ...]:
    """Sort students as a list of a class is sorted: by last name, first name, id."""
    key = lambda one: (one.last_name.casefold(), one.first_name.casefold(), one.id)  # noqa: E731
    return tuple(sorted(students, key=key))
