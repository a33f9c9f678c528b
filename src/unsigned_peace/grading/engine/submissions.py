"""What is there to do: the submissions of an assignment, by nbgrader's names for things."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.converters.base import BaseConverter, NbGraderException

from unsigned_peace.grading.engine import files
from unsigned_peace.grading.engine.execute import SandboxedExecute
from unsigned_peace.grading.engine.staging import Staging
from unsigned_peace.grading.engine.withhold_marks import KEY

REMARKS = "grader_remarks"  # in nbconvert's resources: a list to which any step may add sentences


@dataclass(frozen=True)
class Submission:
    """What one student has in the folder from which a step of nbgrader starts."""

    assignment: str
    student: str
    folder: Path
    notebooks: tuple[Path, ...]


@dataclass
class Page:
    """One notebook on its way through the steps.

    `execute` is the step that runs the cells, if there is one; `after` are the steps after it.
    """

    name: str
    notebook: NotebookNode
    resources: ResourcesDict
    execute: SandboxedExecute | None = None
    after: list[Preprocessor] = field(default_factory=list)


@dataclass
class Prepared:
    """A submission that is ready to run."""

    submission: Submission
    stage: Path
    pages: list[Page]
    astray: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What costs points for a reason that is not in the answers; steps may add to it."""
        remarks = [text for page in self.pages for text in page.resources.get(REMARKS, ())]
        return (*self.astray, *dict.fromkeys(remarks))

    @property
    def flags(self) -> tuple[str, ...]:
        """What speaks against it."""
        verdicts = [page.resources[KEY] for page in self.pages if KEY in page.resources]
        return tuple(dict.fromkeys(text for one in verdicts for text in one.evidence))


class OneByOne(BaseConverter):
    """A converter of nbgrader that is led through its submissions one by one.

    It builds each result in a staging folder. `staging` and `stage`, the folder for the submission
    at hand, are set by whoever leads it.
    """

    staging: Staging
    stage: Path | None = None

    def submissions(self) -> list[Submission]:
        """Find what is there. Raises NbGraderException if there is nothing at all.

        nbgrader passes over a folder without a notebook. Here it is a submission, too, so that
        somebody hears of it.
        """
        self.init_notebooks()
        pattern = self._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        course = self.coursedir
        found = []
        pattern_of_all = self._format_source(course.assignment_id, course.student_id)
        for folder in sorted(glob(pattern_of_all)):  # noqa: PTH207 - as nbgrader finds them
            names = re.match(pattern, folder)
            if names is None:
                raise NbGraderException(f"Could not match {folder!r} with {pattern!r}")
            notebooks = tuple(Path(one) for one in sorted(self.assignments.get(folder, ())))
            found.append(Submission(**names.groupdict(), folder=Path(folder), notebooks=notebooks))
        return found

    def due(self, students: Sequence[str]) -> Iterator[Submission]:
        """Yield what is to be done for these students, or for all that the settings name.

        Raises NbGraderException where nothing is there.
        """
        skipped = 0
        for student in students or [self.coursedir.student_id]:
            self.coursedir.student_id = student
            for submission in self.submissions():
                if self.is_due(submission):
                    yield submission
                else:
                    skipped += 1
        if skipped:
            print(f"{skipped} done already: nothing to do for them. --force does them again.")

    def begin(self, submission: Submission) -> Path:
        """Give an empty folder to build in. Raises NbGraderException if no notebook is there."""
        if not submission.notebooks:
            raise NbGraderException(f"There is no notebook in {submission.folder.name}.")
        self.notebooks = [str(one) for one in submission.notebooks]
        return self.staging.begin(submission.student)

    def destination(self, submission: Submission) -> Path:
        """Say where the result belongs."""
        return Path(
            os.path.normpath(super()._format_dest(submission.assignment, submission.student))
        )

    def is_due(self, submission: Submission) -> bool:
        """Tell whether to do it: it is new, newer than what was done, cut off, or forced."""
        if submission.student in self.coursedir.student_id_exclude.split(","):
            return False
        done = self.destination(submission)
        if self.coursedir.notebook_id == "*":
            missing = not done.exists()
        else:
            ending = self.exporter.file_extension
            missing = any(
                not (done / f"{one.stem}{ending}").exists() for one in submission.notebooks
            )
        if missing or self.force or self.staging.was_interrupted(submission.student):
            return True
        try:
            new, old = files.timestamp(submission.folder), files.timestamp(done)
        except files.UnreadableError:
            return True  # whoever takes it up will hear what is wrong
        return new is not None and old is not None and new > old

    def _format_dest(self, assignment_id: str, student_id: str, escape: bool = False) -> str:  # noqa: FBT001, FBT002 - nbgrader's
        """Let nbgrader's own methods work in the staging folder while we build there."""
        if self.stage:
            return str(self.stage)
        return super()._format_dest(assignment_id, student_id, escape)
