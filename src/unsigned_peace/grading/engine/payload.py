"""Carry a task to a machine that shares nothing with this one but the network, and run it there.

The machine may have been set up by somebody else, with other versions, and a message of one that
cannot grade has to say which machine it is.
"""

import io
import socket
import sys
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unsigned_peace.grading.engine.files import weigh
from unsigned_peace.grading.engine.task import SERVERS, Task, TaskResult
from unsigned_peace.grading.sandbox.server import MissingPartError, SandboxError, Setup

if TYPE_CHECKING:
    from distributed import Worker

PACKAGE = "unsigned-peace"
_MATTERS = (PACKAGE, "ipykernel", "ipython", "nbclient")


class UnfitError(RuntimeError):
    """A machine is not able to run the task as it is run here. The message names what it lacks."""


@dataclass(frozen=True)
class Payload:
    """A task with the files of its submission, as a tar archive."""

    task: Task
    files: bytes


def pack(task: Task) -> Payload:
    """Put a task and the files of its folder into one piece. A link does not travel.

    Raises UnreadableError if there are too many files, or too large ones.
    """
    weigh(task.folder)
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as files:
        ordinary = lambda one: one if one.isfile() or one.isdir() else None  # noqa: E731
        files.add(task.folder, "", filter=ordinary)
    return Payload(replace(task, setup=travelling(task.setup)), archive.getvalue())


def travelling(setup: Setup) -> Setup:
    """Take out what is where it is only on this machine: our Python."""
    return replace(setup, python="" if setup.python == sys.executable else setup.python)


def versions_for(modules: Iterable[str]) -> dict[str, str]:
    """Look up the versions that may change a grade: ours, and of the packages of these modules.

    >>> sorted(versions_for(("pandas", "matplotlib.pyplot", "math")))
    ['Python', 'ipykernel', 'ipython', 'matplotlib', 'nbclient', 'pandas', 'unsigned-peace']
    """
    packages = packages_distributions()
    names = {module.partition(".")[0] for module in modules}
    found = {*_MATTERS, *(one for name in names for one in packages.get(name, ()))}
    return {name: version_of(name) for name in ("Python", *sorted(found))}


@cache
def version_of(package: str) -> str:
    """Look up the version of a package, or of Python as far as it matters."""
    if package == "Python":
        return "{}.{}".format(*sys.version_info)
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def run_there(
    function: Callable[[Task], TaskResult], payload: Payload, wanted: Mapping[str, str]
) -> TaskResult:
    """Lay out the files in a private folder, run `function(task)`, and leave nothing behind.

    Raises UnfitError if this machine cannot do it, SandboxError if it cannot at the moment.
    """
    from distributed import get_worker  # noqa: PLC0415 - an extra

    worker = get_worker()
    scratch = Path(worker.local_directory)
    with named(worker), TemporaryDirectory(prefix="submission-", dir=scratch) as folder:
        setup = arrived(payload.task.setup, scratch, wanted)
        with tarfile.open(fileobj=io.BytesIO(payload.files)) as archive:
            archive.extractall(folder, filter="data")
        return function(replace(payload.task, folder=Path(folder), setup=setup))


def make_ready(setup: Setup, wanted: Mapping[str, str], dask_worker: "Worker") -> None:
    """Start the sandbox. Raises UnfitError and SandboxError."""
    with named(dask_worker):
        SERVERS.get(arrived(setup, Path(dask_worker.local_directory), wanted)).wait()


def let_go(setup: Setup, dask_worker: "Worker") -> None:
    """End the sandbox and every notebook in it."""
    SERVERS.end(arrived(setup, Path(dask_worker.local_directory), {}))


@contextmanager
def named(worker: "Worker") -> Iterator[None]:
    """Say in an error which machine it is. Raises UnfitError and SandboxError."""
    where = f"{worker.address} on {socket.gethostname()}"
    try:
        yield
    except (UnfitError, MissingPartError) as error:
        raise UnfitError(f"{where}: {error}") from None
    except (SandboxError, OSError) as error:
        raise SandboxError(f"{where}: {error}") from None


def arrived(setup: Setup, scratch: Path, wanted: Mapping[str, str]) -> Setup:
    """Put in what is here: the Python that runs this.

    Nobody gets to see `scratch`, where the other submissions lie. Raises UnfitError unless this
    machine has the `wanted` versions, and all that notebooks may read.

    >>> setup = Setup(Path("/course"), Path("/course/autograded"), python="")
    >>> arrived(setup, Path("/scratch"), {}).python == sys.executable
    True
    >>> arrived(setup, Path("/scratch"), {"nbclient": "0.1"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    unsigned_peace.grading.engine.payload.UnfitError: it has nbclient ..., not 0.1
    >>> arrived(replace(setup, visible=("/no/maps",)), Path("/scratch"), {})
    Traceback (most recent call last):
    unsigned_peace.grading.engine.payload.UnfitError: /no/maps is not there; put it there, or take \
it out of c.Grader.visible
    """
    other = [
        f"{name} {version_of(name)}, not {one}"
        for name, one in wanted.items()
        if version_of(name) != one
    ]
    if other:
        raise UnfitError(f"it has {'; '.join(other)}")
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
