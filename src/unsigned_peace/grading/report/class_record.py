"""What a class made of an assignment, in no format yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from unsigned_peace.grading.export.class_marks import AssignmentMark, MarkState, Student
from unsigned_peace.grading.report.class_change import PairedMark

TASK, QUESTION = "task", "question"


@dataclass(frozen=True)
class ReportItem:
    """A task or a question of the quiz. `label` says in words which."""

    kind: str
    id: str
    label: str
    worth: float


@dataclass(frozen=True)
class Answer:
    """One student's answer to one item.

    `points` is None until they are given, `answered` where it cannot be known. `wrong` is the wrong
    answer in words, or the error that it caused.
    """

    points: float | None
    answered: bool | None = None
    wrong: str = ""


@dataclass(frozen=True)
class Participant:
    """A student, how far they have come, and what needs attention."""

    student: Student
    mark: AssignmentMark
    flagged: bool = False

    @property
    def graded(self) -> bool:
        """Whether the gradebook has a submission, marked by hand or not yet."""
        return self.mark.state in (MarkState.GRADED, MarkState.UNMARKED)

    @property
    def hours_late(self) -> float:
        """How late the work came, extensions counted; 0 if in time or if nobody knows."""
        if self.mark.timestamp is None or self.mark.duedate is None:
            return 0.0
        return max(0.0, (self.mark.timestamp - self.mark.duedate).total_seconds() / 3600)


@dataclass(frozen=True)
class ClassRecord:
    """An assignment, its items and its class. `answers` has those of the graded participants.

    `pairs` has the marks of those who did the same before the course and after it.
    """

    assignment: str
    max_score: float
    items: tuple[ReportItem, ...]
    participants: tuple[Participant, ...]
    answers: Mapping[tuple[str, ReportItem], Answer]
    pairs: tuple[PairedMark, ...] = ()

    @property
    def graded(self) -> tuple[Participant, ...]:
        """The participants whose work was graded."""
        return tuple(one for one in self.participants if one.graded)

    def of(self, kind: str) -> tuple[ReportItem, ...]:
        """Return the items of one kind."""
        return tuple(item for item in self.items if item.kind == kind)

    def given(self, item: ReportItem) -> tuple[Answer, ...]:
        """Return the answers to an item, in the order of the graded participants."""
        return tuple(self.answers[one.student.id, item] for one in self.graded)
