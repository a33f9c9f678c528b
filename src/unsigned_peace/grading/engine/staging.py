"""Build a graded submission out of sight, then put it in its place as one.

An interruption, a power cut or `kill -9` can come at any moment. In which order things happen
decides what is left behind:

1. the new folder is built in the staging folder;
2. it is marked as ready;
3. the gradebook gets all grades of the submission in one transaction;
4. the new folder takes the place of the old one.

Before 3 nothing has happened for nbgrader. Between 3 and 4 the gradebook is new and the folder is
old or missing; the mark of step 2 tells the next run to grade this submission again.
"""

import contextlib
import shutil
from pathlib import Path

from filelock import FileLock
from filelock import Timeout as Locked

_BUILD, _READY, _OLD = "build", "ready", "old"


class BusyError(RuntimeError):
    """Another grader is at work on the same assignment."""


class Staging:
    """The staging folder of one assignment, for one grader at a time."""

    def __init__(self, step_folder: Path, assignment: str) -> None:
        """Use a hidden folder in `step_folder`, where graded submissions belong.

        It has to be there, and not in /tmp, because only inside one file system is a move a
        single act. nbgrader does not look into hidden folders.

        Raises BusyError.
        """
        self._folder = step_folder / ".unsigned-peace" / assignment
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self._folder / "lock")
        try:
            self._lock.acquire(timeout=0)
        except Locked:
            raise BusyError(
                f"Another grader is at work on {assignment}. Wait until it has finished."
            ) from None
        for step in (_BUILD, _OLD):
            shutil.rmtree(self._folder / step, ignore_errors=True)
        for step in (_BUILD, _READY, _OLD):
            (self._folder / step).mkdir(exist_ok=True)
        self._interrupted = {entry.name for entry in (self._folder / _READY).iterdir()}

    def was_interrupted(self, student: str) -> bool:
        """Tell whether an earlier run was cut off between the gradebook and the folder."""
        return student in self._interrupted

    def begin(self, student: str) -> Path:
        """Give an empty folder to build in."""
        stage = self._folder / _BUILD / student
        shutil.rmtree(stage, ignore_errors=True)
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
        self._interrupted.discard(student)

    def drop(self, student: str) -> None:
        """Forget what was built for a submission that failed."""
        for step in (_BUILD, _READY):
            shutil.rmtree(self._folder / step / student, ignore_errors=True)

    def close(self) -> None:
        """Let others grade. What was cut off stays marked."""
        self._lock.release()
