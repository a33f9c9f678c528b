"""What is there to do: the submissions of an assignment, led one by one to their place.

What students hand in is read without being led astray by links and monsters. A result is built out
of sight and put in its place as one. An interruption, a power cut or `kill -9` can come at any
moment, and in which order things happen decides what is left behind:

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
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from glob import escape, glob
from pathlib import Path

import nbformat
from filelock import FileLock
from filelock import Timeout as Locked
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.converters.base import BaseConverter, NbGraderException

from unsigned_peace.grading.engine.course import CourseError
from unsigned_peace.grading.engine.progress import Outcome, Work, in_words
from unsigned_peace.grading.sandbox.results import parts_of

_BUILD, _READY, _OLD = "build", "ready", "old"
_NOTEBOOK_BYTES = 50 << 20  # a notebook with many figures has one or two per cent of that
_NOTEBOOK_PARTS = 500_000  # objects and lists in a notebook; each takes memory
SUBMISSION_BYTES, _SUBMISSION_FILES, _DEEPEST = 500 << 20, 10_000, 100


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


_AGAIN = "Let it be saved in JupyterLab and handed in again."


class UnreadableError(ValueError):
    """A notebook cannot be read, or is not what it seems. The message is for the instructor."""


def read_notebook(path: Path) -> NotebookNode:
    """Read a submitted notebook, in nbformat's newest version.

    Raises UnreadableError for a link, for a monster, and for what is no notebook.

    >>> read_notebook(Path("/dev/zero"))
    Traceback (most recent call last):
    unsigned_peace.grading.engine.submissions.UnreadableError: zero is no ordinary file
    """
    if not is_ordinary(path):
        raise UnreadableError(f"{path.name} is no ordinary file")
    if (size := path.stat().st_size) > _NOTEBOOK_BYTES:
        raise UnreadableError(f"{path.name} is too large for a notebook: {size:,} bytes")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(f"{path.name} is not written in UTF-8. {_AGAIN}") from None
    if not text.strip():
        raise UnreadableError(f"{path.name} is empty. {_AGAIN}")
    if parts_of(text.encode("utf-8", "replace"), _NOTEBOOK_PARTS) > _NOTEBOOK_PARTS:
        raise UnreadableError(f"{path.name} has too many parts for a notebook")
    with unusable(path, Exception), warnings.catch_warnings():  # nbformat raises whatever comes
        warnings.simplefilter("ignore")  # a notebook of an old editor is no news to the grader
        return nbformat.reads(text, as_version=4)


@contextlib.contextmanager
def unusable(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Make of an error of these kinds one that names the notebook. Raises UnreadableError."""
    try:
        yield
    except kinds as error:
        why = str(error).partition("\n")[0].rstrip(".")
        if not isinstance(error, (ValueError, nbformat.ValidationError)):
            why = f"it has not the form of one ({type(error).__name__})"
        place = " in " + "/".join(map(str, at)) if (at := getattr(error, "path", None)) else ""
        said = f"{path.name} is no notebook that can be used: {why}{place}. {_AGAIN}"
        raise UnreadableError(said) from None


def time_of(submitted: Path) -> datetime | None:
    """Read when something was handed in, as nbgrader does, if it is said.

    nbgrader would wait for ever at a pipe, and give up the whole class at a date it cannot read.
    Raises UnreadableError.
    """
    path = submitted / "timestamp.txt"
    if not path.exists():
        return None
    if not is_ordinary(path) or path.stat().st_size > 1000:
        raise UnreadableError("timestamp.txt is no ordinary small file: delete it or write a date")
    try:
        text = path.read_text(encoding="utf-8").strip()
        return utils.parse_utc(text) if text else None
    except (ValueError, OverflowError):
        raise UnreadableError(
            "timestamp.txt does not hold a date such as 2026-11-20 10:00:00 UTC"
        ) from None


def weigh(folder: Path) -> None:
    """Refuse a folder with too much in it, or too deep. Raises UnreadableError."""
    size = count = 0
    for parent, _, names in os.walk(folder):
        if len(Path(parent).relative_to(folder).parts) > _DEEPEST:
            raise UnreadableError(f"it has more than {_DEEPEST} folders in one another: too deep")
        count += len(names)
        size += sum(Path(parent, name).lstat().st_size for name in names)
    if size > SUBMISSION_BYTES or count > _SUBMISSION_FILES:
        raise UnreadableError(f"the submission is too large: {count:,} files, {size:,} bytes")


def is_ordinary(path: Path) -> bool:
    """Tell a file from links, pipes and devices."""
    return path.is_file() and not path.is_symlink()


def files_in(folder: Path, ignore: Sequence[str]) -> list[Path]:
    """Find all files but notebooks and those that the course ignores, as nbgrader does."""
    return [*map(Path, utils.find_all_files(str(folder), [*ignore, "*.ipynb"]))]


def copy(files: Iterable[Path], folder: Path, stage: Path) -> None:
    """Copy files of a folder to the same places in another one.

    A folder in the place of a file, or a file in the place of its folder, gives way.
    """
    for path in files:
        target = stage / path.relative_to(folder)
        for place in filter(Path.is_file, (target, *target.parents)):
            place.unlink()
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
