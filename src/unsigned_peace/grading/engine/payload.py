"""Carry a task to a machine that shares nothing with this one but the network."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from unsigned_peace import data
from unsigned_peace.grading.engine.files import (
    SUBMISSION_BYTES,
    SUBMISSION_FILES,
    UnreadableError,
)
from unsigned_peace.grading.engine.task import Task
from unsigned_peace.grading.sandbox.pool import Setup


class UnfitError(RuntimeError):
    """A machine is not able to run the task as it is run here. The message names what it lacks."""


@dataclass(frozen=True)
class Entry:
    """A file, or a folder if it has no content."""

    name: str
    mode: int
    content: bytes | None


@dataclass(frozen=True)
class Parcel:
    """A task with the files of its submission."""

    task: Task
    entries: tuple[Entry, ...]


def pack(task: Task) -> Parcel:
    """Put a task and the files of its folder into one piece.

    Raises UnreadableError if there are too many files, or too large ones.
    """
    return Parcel(replace(task, setup=travelling(task.setup)), tuple(_entries(task.folder)))


def _entries(folder: Path) -> Iterator[Entry]:
    """Read all files and folders. A link is not followed; what is no ordinary file stays out."""
    size = count = 0
    for parent, folders, names, handle in os.fwalk(folder):
        inner = Path(parent).relative_to(folder)
        for name in sorted(folders):
            entry = os.stat(name, dir_fd=handle, follow_symlinks=False)
            if stat.S_ISDIR(entry.st_mode):
                yield Entry(str(inner / name), stat.S_IMODE(entry.st_mode), None)
        for name in sorted(names):
            entry = os.stat(name, dir_fd=handle, follow_symlinks=False)
            if not stat.S_ISREG(entry.st_mode):
                continue
            size, count = size + entry.st_size, count + 1
            if size > SUBMISSION_BYTES or count > SUBMISSION_FILES:
                raise UnreadableError(
                    "the submission, with the files of the assignment, is too large to send: "
                    f"more than {SUBMISSION_FILES:,} files or {SUBMISSION_BYTES:,} bytes"
                )
            opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=handle)
            with os.fdopen(opened, "rb") as file:
                content = file.read(SUBMISSION_BYTES)
            yield Entry(str(inner / name), stat.S_IMODE(entry.st_mode), content)


@contextmanager
def unpacked(parcel: Parcel, scratch: Path) -> Iterator[Task]:
    """Lay out the files in a private folder in `scratch`, for as long as the block lasts.

    Raises UnfitError, and OSError, for one if the disk is full.
    """
    with TemporaryDirectory(prefix="submission-", dir=scratch) as given:
        folder = Path(given)
        for entry in parcel.entries:
            path = folder / entry.name
            if entry.content is None:
                path.mkdir(mode=entry.mode | stat.S_IRWXU)
            else:
                path.write_bytes(entry.content)
                path.chmod(entry.mode)
        yield replace(parcel.task, folder=folder, setup=arrived(parcel.task.setup, scratch))


def travelling(setup: Setup) -> Setup:
    """Take out what is where it is only on this machine: our Python and our tables.

    >>> setup = Setup(Path("/course"), Path("/course/autograded"), visible=(data.folder(),))
    >>> travelling(setup).python, travelling(setup).visible
    ('', ())
    """
    ours: set[Path] = set()
    with suppress(FileNotFoundError):
        ours.add(data.folder())
    return replace(
        setup,
        python="" if setup.python == sys.executable else setup.python,
        visible=tuple(one for one in setup.visible if one not in ours),
    )


def arrived(setup: Setup, scratch: Path) -> Setup:
    """Put in what is here: the Python that runs this, and the tables of the installed package.

    Nobody gets to see `scratch`, where the other submissions lie. Raises UnfitError.

    >>> setup = travelling(Setup(Path("/course"), Path("/course/autograded")))
    >>> arrived(setup, Path("/scratch")).python == sys.executable
    True
    >>> arrived(replace(setup, visible=(Path("/no/maps"),)), Path("/scratch"))
    Traceback (most recent call last):
    unsigned_peace.grading.engine.parcel.UnfitError: /no/maps is not there; put it there, or take \
it out of c.Grader.visible
    """
    for needed in (*setup.visible, *filter(None, [Path(setup.python) if setup.python else None])):
        if not needed.exists():
            where = "c.Grader.visible" if needed in setup.visible else "the kernels of the course"
            raise UnfitError(f"{needed} is not there; put it there, or take it out of {where}")
    visible = setup.visible
    with suppress(FileNotFoundError):
        visible = (data.folder(), *visible)
    return replace(
        setup,
        python=setup.python or sys.executable,
        visible=visible,
        secrets=(*setup.secrets, scratch),
    )
