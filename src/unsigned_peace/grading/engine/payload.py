"""Carry a task to a machine that shares nothing with this one but the network, and run it there.

The machine may have been set up by somebody else, with other versions, and a message of one that
cannot grade has to say which machine it is.
"""

import os
import platform
import socket
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unsigned_peace.grading.engine.files import (
    SUBMISSION_BYTES,
    SUBMISSION_FILES,
    UnreadableError,
)
from unsigned_peace.grading.engine.task import SERVERS, Task, TaskResult
from unsigned_peace.grading.sandbox.server import MissingPartError, SandboxError, Setup

if TYPE_CHECKING:
    from distributed import Worker


class UnfitError(RuntimeError):
    """A machine is not able to run the task as it is run here. The message names what it lacks."""


@dataclass(frozen=True)
class Entry:
    """A file, or a folder if it has no content."""

    name: str
    mode: int
    content: bytes | None


@dataclass(frozen=True)
class Payload:
    """A task with the files of its submission."""

    task: Task
    entries: tuple[Entry, ...]


def pack(task: Task) -> Payload:
    """Put a task and the files of its folder into one piece.

    Raises UnreadableError if there are too many files, or too large ones.
    """
    return Payload(replace(task, setup=travelling(task.setup)), tuple(_entries(task.folder)))


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
def unpacked(payload: Payload, scratch: Path) -> Iterator[Task]:
    """Lay out the files in a private folder in `scratch`, for as long as the block lasts.

    Raises UnfitError, and OSError, for one if the disk is full.
    """
    with TemporaryDirectory(prefix="submission-", dir=scratch) as given:
        folder = Path(given)
        for entry in payload.entries:
            path = folder / entry.name
            if entry.content is None:
                path.mkdir(mode=entry.mode | stat.S_IRWXU)
            else:
                path.write_bytes(entry.content)
                path.chmod(entry.mode)
        yield replace(payload.task, folder=folder, setup=arrived(payload.task.setup, scratch))


def travelling(setup: Setup) -> Setup:
    """Take out what is where it is only on this machine: our Python.

    >>> travelling(Setup(Path("/course"), Path("/course/autograded"))).python
    ''
    """
    return replace(setup, python="" if setup.python == sys.executable else setup.python)


def arrived(setup: Setup, scratch: Path) -> Setup:
    """Put in what is here: the Python that runs this.

    Nobody gets to see `scratch`, where the other submissions lie. Raises UnfitError.

    >>> setup = travelling(Setup(Path("/course"), Path("/course/autograded")))
    >>> arrived(setup, Path("/scratch")).python == sys.executable
    True
    >>> arrived(replace(setup, visible=("/no/maps",)), Path("/scratch"))
    Traceback (most recent call last):
    unsigned_peace.grading.engine.payload.UnfitError: /no/maps is not there; put it there, or take \
it out of c.Grader.visible
    """
    try:
        needed = dict.fromkeys(setup.visible_folders(), "c.Grader.visible")
    except (ImportError, AttributeError, OSError) as error:
        raise UnfitError(f"c.Grader.visible names what is not there: {error}") from None
    if setup.python:
        needed[Path(setup.python)] = "the kernels of the course"
    for path, where in needed.items():
        if not path.exists():
            raise UnfitError(f"{path} is not there; put it there, or take it out of {where}")
    return replace(setup, python=setup.python or sys.executable, secrets=(*setup.secrets, scratch))


def run_there(
    function: Callable[[Task], TaskResult], payload: Payload, wanted: Mapping[str, str]
) -> TaskResult:
    """Unpack the files, run `function(task)`, and leave nothing behind.

    Raises UnfitError if this machine cannot do it, SandboxError if it cannot at the moment.
    """
    from distributed import get_worker  # noqa: PLC0415 - an extra

    worker = get_worker()
    where = place_of(worker)
    compare(wanted, where)
    try:
        with unpacked(payload, Path(worker.local_directory)) as task:
            return function(task)
    except (UnfitError, MissingPartError) as error:
        raise UnfitError(f"{where}: {error}") from None
    except (SandboxError, OSError) as error:
        raise SandboxError(f"{where}: {error}") from None


def make_ready(setup: Setup, wanted: Mapping[str, str], dask_worker: "Worker") -> None:
    """Start the sandbox. Raises UnfitError, and SandboxError."""
    where = place_of(dask_worker)
    compare(wanted, where)
    try:
        SERVERS.get(arrived(setup, Path(dask_worker.local_directory))).wait()
    except (UnfitError, SandboxError) as error:
        raise UnfitError(f"{where}: {error}") from None


def let_go(setup: Setup, dask_worker: "Worker") -> None:
    """End the sandbox and every notebook in it."""
    SERVERS.end(arrived(setup, Path(dask_worker.local_directory)))


def place_of(worker: "Worker") -> str:
    """Name a worker so that a person finds it."""
    return f"{worker.address} on {socket.gethostname()}"


def compare(wanted: Mapping[str, str], where: str) -> None:
    """Raise UnfitError unless this machine has the versions of the instructor's.

    >>> compare(versions(("nbclient",)), "here")
    >>> compare({"nbclient": "0.1"}, "here")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    unsigned_peace.grading.engine.payload.UnfitError: here: it has nbclient ..., not 0.1
    """
    found = versions(tuple(wanted))
    other = [
        f"{name} {found[name]}, not {ours}" for name, ours in wanted.items() if found[name] != ours
    ]
    if other:
        raise UnfitError(f"{where}: it has {'; '.join(other)}")


@lru_cache(maxsize=8)
def versions(packages: tuple[str, ...]) -> dict[str, str]:
    """Look up the versions of packages, and of Python as far as it matters.

    >>> versions(("no-such-package",))["no-such-package"]
    'none'
    """
    found = {"Python": ".".join(platform.python_version_tuple()[:2])}
    for name in packages:
        if name not in found:
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                found[name] = "none"
    return found
