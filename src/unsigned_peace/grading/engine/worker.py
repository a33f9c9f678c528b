"""What a worker of a cluster does for `cluster`: it runs there, and only there.

The machine may have been set up by somebody else, with other versions, and a message of one that
cannot grade has to say which machine it is.
"""

import platform
import socket
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from unsigned_peace.grading.engine.payload import Payload, UnfitError, arrived, unpacked
from unsigned_peace.grading.engine.task import SERVERS, Task, TaskResult
from unsigned_peace.grading.sandbox.launch import MissingPartError, SandboxError, Setup

if TYPE_CHECKING:
    from distributed import Worker


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
