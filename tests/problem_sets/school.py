"""One scratch course a problem set: released once and graded once, for all tests of this folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.problem_sets.nbgrader_course import Course, new_course
from tests.problem_sets.problem_set import ProblemSet


@dataclass(frozen=True)
class School:
    """Courses in which a problem set was released, and the logs of those that were graded."""

    root: Path
    courses: dict[str, Course] = field(default_factory=dict)
    logs: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def released(self, ps: ProblemSet) -> Course:
        """A scratch course in which `ps` was generated and released."""
        if str(ps) not in self.courses:
            course = new_course(self.root / str(ps), ps.name)
            course.release(ps.name, ps.form)
            self.courses[str(ps)] = course
        return self.courses[str(ps)]

    def graded(self, ps: ProblemSet) -> Course:
        """The course after the whole class of `ps` has handed in and was autograded."""
        course = self.released(ps)
        if str(ps) not in self.logs:
            students = ps.students
            for name, student in students.items():
                course.hand_in(name, ps.name, ps.work(student))
            self.logs[str(ps)] = course.grade(ps.name, students)
        return course
