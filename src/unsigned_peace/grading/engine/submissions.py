"""What is there to do: the submissions of an assignment, led one by one to their place.

A result is built out of sight and put in its place as one. An interruption, a power cut or
`kill -9` can come at any moment, and in which order things happen decides what is left behind:

1. the new folder is built in the staging folder;
2. it is marked as ready;
3. the gradebook gets all grades of the submission in one transaction;
4. the new folder takes the place of the old one.

Before 3 nothing has happened for nbgrader. Between 3 and 4 the gradebook is new and the folder is
old or missing; the mark of step 2 tells the next run to grade this submission again.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from glob import escape, glob
from pathlib import Path

from filelock import FileLock
from filelock import Timeout as Locked
from nbgrader.converters.base import BaseConverter, NbGraderException

from unsigned_peace.grading.engine.course import CourseError
from unsigned_peace.grading.engine.handed_in import UnreadableError, time_of
from unsigned_peace.grading.engine.progress import Outcome, Work, in_words

_BUILD, _READY, _OLD = "build", "ready", "old"


class Staging:
    """The hidden folder in which results are built, for one grader of an assignment at a time."""

    def __init__(self, step_folder: Path, assignment: str) -> None:
        """Use a folder in `step_folder`, where graded submissions belong.

        Only inside one file system is a move a single act, and nbgrader does not look into hidden
        folders. Raises CourseError if another grader is at work.
        """
        self._folder = step_folder / ".unsigned-peace" / assignment
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self._folder / "lock")
        try:
            self._lock.acquire(timeout=0)
        except Locked:
            raise CourseError(
                f"Another grader is at work on {assignment}. Wait until it has finished."
            ) from None
        for step in (_BUILD, _OLD):
            shutil.rmtree(self._folder / step, ignore_errors=True)
        for step in (_BUILD, _READY, _OLD):
            (self._folder / step).mkdir(exist_ok=True)
        self.recorded: set[str] | None = None  # whom the gradebook has, where that matters

    def was_interrupted(self, student: str) -> bool:
        """Tell whether a run was cut off between gradebook and folder, or the former made anew."""
        unknown = self.recorded is not None and student not in self.recorded
        return unknown or (self._folder / _READY / student).exists()

    def begin(self, student: str) -> Path:
        """Give an empty folder to build in."""
        self.drop(student)
        stage = self._folder / _BUILD / student
        stage.mkdir()
        return stage

    def ready(self, student: str) -> None:
        """Say that the folder is complete and that the gradebook is about to be written."""
        ready = self._folder / _READY / student
        shutil.rmtree(ready, ignore_errors=True)
        (self._folder / _BUILD / student).rename(ready)

    def place(self, student: str, destination: Path) -> None:
        """Put the complete folder in its place; what was there before is deleted."""
        old = self._folder / _OLD / student
        destination.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            destination.rename(old)
        (self._folder / _READY / student).rename(destination)
        shutil.rmtree(old, ignore_errors=True)

    def drop(self, student: str) -> None:
        """Forget what was built for a submission that failed; what is ready stays marked."""
        shutil.rmtree(self._folder / _BUILD / student, ignore_errors=True)

    def close(self) -> None:
        """Let others grade. What was cut off stays marked."""
        self._lock.release()


@dataclass(frozen=True)
class Submission:
    """What one student has in the folder from which a step of nbgrader starts."""

    assignment: str
    student: str
    folder: Path
    notebooks: tuple[Path, ...]


class OneByOne(BaseConverter):
    """A converter of nbgrader that is led through its submissions one by one.

    It builds each result in the staging folder; `stage` is the folder for the one at hand. What it
    does for one, `steps` says.
    """

    staging: Staging
    stage: Path | None = None

    def due(self, students: Sequence[str]) -> list[Submission]:
        """Find what is to be done for these students, or for all that the settings name.

        A folder without a notebook is a submission, too; brackets in its name are no pattern.
        Raises NbGraderException where nothing is there.
        """
        course, found = self.coursedir, []
        pattern = self._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        for student in map(escape, students) if students else [course.student_id]:
            place = self._format_source(course.assignment_id, student)
            folders = sorted(glob(place))  # noqa: PTH207 - as nbgrader finds them
            if not folders:
                raise NbGraderException(f"No folder was found that matches {place}.")
            for folder in folders:
                names = re.match(pattern, folder, re.DOTALL).groupdict()
                inside = sorted(glob(f"{course.notebook_id}.ipynb", root_dir=folder))  # noqa: PTH207
                notebooks = tuple(Path(folder, one) for one in inside)
                found.append(Submission(**names, folder=Path(folder), notebooks=notebooks))
        due = [one for one in found if self._is_due(one)]
        if skipped := len(found) - len(due):
            print(f"{skipped} done already: nothing to do for them. --force does them again.")
        return due

    def _is_due(self, submission: Submission) -> bool:
        """Tell whether it is new, newer than what was done, cut off, or forced."""
        if submission.student in self.coursedir.student_id_exclude.split(","):
            return False
        made = [done := self.destination(submission)]
        if self.coursedir.notebook_id != "*":
            ending = self.exporter.file_extension
            made = [done / f"{one.stem}{ending}" for one in submission.notebooks]
        if self.force or self.staging.was_interrupted(submission.student):
            return True
        try:
            new, old = time_of(submission.folder), time_of(done)
        except UnreadableError:
            return True  # whoever takes it up will hear what is wrong
        return bool(new and old and new > old) or not all(one.exists() for one in made)

    def lead(self, submission: Submission) -> Work:
        """Do all that is to be done for a submission; its trouble is not the others'.

        Raises CourseError where nobody's can be done.
        """
        try:
            return (yield from self.steps(submission))
        except CourseError:
            raise
        except Exception as error:  # noqa: BLE001
            self.staging.drop(submission.student)
            return Outcome(submission.student, in_words(error))

    def steps(self, submission: Submission) -> Work:
        """Do all that is to be done for a submission. Raises whatever goes wrong."""
        raise NotImplementedError

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

    def _format_dest(self, assignment_id: str, student_id: str, escape: bool = False) -> str:  # noqa: FBT001, FBT002 - nbgrader's
        """Let nbgrader's own methods work in the staging folder while we build there."""
        return str(self.stage or super()._format_dest(assignment_id, student_id, escape))
