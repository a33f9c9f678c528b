"""Run the notebooks of a class on the machines of a Dask cluster.

The machines share only the network with this one, and may have been set up by somebody else. What
a task needs goes along as bytes. It can be run again and gives the same, so a machine that dies
costs nothing but time. What concerns one submission fails that submission; what concerns the
cluster ends the run, with ClusterError. What is graded stays, and the same command goes on.
"""

import io
import logging
import socket
import sys
import tarfile
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unsigned_peace.grading.engine.course import ClusterError
from unsigned_peace.grading.engine.handed_in import weigh
from unsigned_peace.grading.engine.task import SERVERS, Ran, Runner, Task
from unsigned_peace.grading.sandbox.server import MissingPartError, SandboxError, Setup

if TYPE_CHECKING:
    from distributed import Client, Worker
    from distributed import Future as DaskFuture

PACKAGE = "unsigned-peace"
_MATTERS = (PACKAGE, "ipykernel", "ipython", "nbclient")
_CONNECT_SECONDS = 5
LOOK_SECONDS = 10.0  # how often to see whether there is anybody left to do the work
PATIENCE = 60.0  # seconds in which a cluster without workers may start new ones
_SETTINGS = {
    # A submission is sent with its files. Dask would rather have large things sent ahead, but
    # then they would die with the worker that has them.
    "distributed.admin.large-graph-warning-threshold": "1TiB",
    "distributed.comm.timeouts.connect": f"{_CONNECT_SECONDS}s",
}
Versions = Mapping[str, str]


class UnfitError(RuntimeError):
    """A machine is not able to run the task as it is run here. The message names what it lacks."""


class WorkersDiedError(RuntimeError):
    """Every worker that ran this submission has died."""


@contextmanager
def cluster_executor(address: str, setup: Setup, jobs: int = 0) -> Iterator["ClusterExecutor"]:
    """Connect to a cluster, look its workers over, and give tasks to them.

    `setup` is what most tasks need. At most `jobs` notebooks run at a time; with 0, one for each
    thread of the workers. Where certificates for tls:// are, Dask's own settings say. Raises
    ClusterError.
    """
    try:
        import dask  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise ClusterError(
            "Dask is not installed here. Type: pip install 'unsigned-peace[cluster]'"
        ) from None
    wanted = versions_for(setup.imports)
    with dask.config.set(_SETTINGS), _connect(address) as client:
        _refuse_unfit(client, address, setup, wanted)
        places = jobs or sum(client.nthreads().values())
        executor = ClusterExecutor(client, places, setup, wanted)
        try:
            yield executor
        finally:
            executor.stop()


def _connect(address: str) -> "Client":
    from distributed import Client  # noqa: PLC0415
    from distributed.versions import VersionMismatchWarning  # noqa: PLC0415

    if not address:
        raise ClusterError("Say where the scheduler is: --scheduler tcp://HOST:8786")
    # Whatever happens becomes a ClusterError; Dask would print its traceback as well.
    for name in ("distributed", "distributed.client"):  # the second has a level of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)  # we look for ourselves
            return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ClusterError(
            f"There is no Dask scheduler at {address}: {error}. The address is in the first lines "
            "that `dask scheduler` prints, as in tcp://10.0.0.5:8786."
        ) from None


def _refuse_unfit(client: "Client", address: str, setup: Setup, wanted: Versions) -> None:
    """Raise ClusterError if there are no workers, or some that cannot grade; name each."""
    if not client.nthreads():
        raise ClusterError(
            f"The scheduler at {address} has no workers. Start some: dask worker {address}"
        )
    # Where our package is missing, nothing of ours can be called: ask in Python's own words.
    found = client.run(version, PACKAGE, on_error="return")
    ours = [where for where, one in found.items() if isinstance(one, str)]
    answers = client.run(_make_ready, setup, wanted, workers=ours, on_error="return")
    troubles = [f"{where}: {PACKAGE} is not there" for where in found if where not in ours]
    troubles += [str(one) for one in answers.values() if one is not None]
    if troubles:
        raise ClusterError(
            "These workers cannot grade:\n" + "\n".join(f"- {one}" for one in troubles) + "\n"
            "Give them what this machine has, or take them out of the cluster. Then try again."
        )


class ClusterExecutor(ThreadPoolExecutor):
    """Gives tasks to the workers of a cluster. A thread waits for each task that is under way."""

    def __init__(self, client: "Client", places: int, setup: Setup, wanted: Versions) -> None:
        """Keep `places` notebooks running, and one more waiting."""
        super().__init__(places + 1)
        self.places = places
        self._client, self._wanted = client, wanted
        self._setups = {setup}
        self._under_way: set[DaskFuture] = set()

    def submit(self, function: Runner, task: Task) -> Future[list[Ran]]:
        """Run `function(task)` on one of the workers."""
        return super().submit(self._send, function, task)

    def _send(self, function: Runner, task: Task) -> list[Ran]:
        """Send a task and wait for what comes back.

        Raises ClusterError, WorkersDiedError, and as `pack` and the function do.
        """
        from distributed import KilledWorker  # noqa: PLC0415 - an extra, and slow to load

        files = pack(task.folder)
        self._setups.add(task.setup)
        try:
            future = self._client.submit(
                _run_there, function, task, files, self._wanted, pure=False
            )
            self._under_way.add(future)
            future.add_done_callback(self._under_way.discard)
            return self._result_of(future)
        except KilledWorker as error:
            raise WorkersDiedError(
                f"{error.allowed_failures + 1} workers died while they ran this submission. "
                "Their logs may say why. Try it on this machine, without --executor dask."
            ) from None
        except (UnfitError, ImportError) as error:
            raise ClusterError(f"A worker that has joined late cannot grade. {error}.") from None
        except (CancelledError, OSError):
            raise ClusterError("The connection to the scheduler is lost.") from None

    def _result_of(self, future: "DaskFuture") -> list[Ran]:
        """Wait for the result. Raises ClusterError if nobody is left to do the work."""
        alone = 0.0
        while alone < PATIENCE:
            try:
                return future.result(timeout=LOOK_SECONDS)
            except TimeoutError:  # ours: on a worker it would have become a SandboxError
                alone = 0.0 if self._client.nthreads() else alone + LOOK_SECONDS
        raise ClusterError("No worker is left in the cluster.")

    def stop(self) -> None:
        """Cancel what is under way, and end what is running on the workers."""
        self.shutdown(wait=False, cancel_futures=True)
        with suppress(OSError):  # the scheduler may have gone, or go now
            if self._client.status == "running":
                self._client.cancel(list(self._under_way), force=True)
                for setup in self._setups:
                    self._client.run(_let_go, setup, on_error="ignore")
        self.shutdown()


def pack(folder: Path) -> bytes:
    """Put the files of a folder into a tar archive, but no links, pipes and devices.

    Raises UnreadableError if there are too many files, or too large ones.
    """
    weigh(folder)
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as files:
        files.add(folder, "", filter=lambda one: one if one.isfile() or one.isdir() else None)
    return archive.getvalue()


def versions_for(modules: Iterable[str]) -> Versions:
    """Look up the versions that may change a grade: ours, and of the packages of these modules.

    >>> sorted(versions_for(("pandas", "matplotlib.pyplot", "math")))
    ['Python', 'ipykernel', 'ipython', 'matplotlib', 'nbclient', 'pandas', 'unsigned-peace']
    """
    packages = packages_distributions()
    names = {module.partition(".")[0] for module in modules}
    found = {*_MATTERS, *(one for name in names for one in packages.get(name, ()))}
    return {name: _version_of(name) for name in ("Python", *sorted(found))}


@cache
def _version_of(package: str) -> str:
    """Look up the version of a package, or of Python as far as it matters."""
    try:
        return version(package) if package != "Python" else "{}.{}".format(*sys.version_info)
    except PackageNotFoundError:
        return "none"


# What is done on the other machine.


def _run_there(function: Runner, task: Task, files: bytes, wanted: Versions) -> list[Ran]:
    """Run `function(task)` with the files in a private folder, and leave nothing behind.

    Raises UnfitError if this machine cannot do it, SandboxError if it cannot at the moment.
    """
    from distributed import get_worker  # noqa: PLC0415 - an extra

    worker = get_worker()
    with _named(worker), TemporaryDirectory("", "submission-", worker.local_directory) as folder:
        setup = arrived(task.setup, Path(worker.local_directory), wanted)
        with tarfile.open(fileobj=io.BytesIO(files)) as archive:
            archive.extractall(folder, filter="data")
        return function(replace(task, folder=Path(folder), setup=setup))


def _make_ready(setup: Setup, wanted: Versions, dask_worker: "Worker") -> None:
    """Start the sandbox. Raises UnfitError and SandboxError."""
    with _named(dask_worker):
        SERVERS.get(arrived(setup, Path(dask_worker.local_directory), wanted)).wait()


def _let_go(setup: Setup, dask_worker: "Worker") -> None:
    """End the sandbox and every notebook in it."""
    SERVERS.end(arrived(setup, Path(dask_worker.local_directory), {}))


@contextmanager
def _named(worker: "Worker") -> Iterator[None]:
    """Name the machine in an error. Raises UnfitError and SandboxError."""
    where = f"{worker.address} on {socket.gethostname()}"
    try:
        yield
    except (UnfitError, MissingPartError) as error:
        raise UnfitError(f"{where}: {error}") from None
    except (SandboxError, OSError) as error:
        raise SandboxError(f"{where}: {error}") from None


def arrived(setup: Setup, scratch: Path, wanted: Versions) -> Setup:
    """Hide `scratch`, where the other submissions lie.

    Raises UnfitError unless this machine has the `wanted` versions, and all that notebooks may
    read.

    >>> arrived(Setup(Path("/c"), Path("/c/a")), Path("/s"), {"nbclient": "0.1"})
    ... # doctest: +ELLIPSIS
    Traceback (most recent call last):
    unsigned_peace.grading.engine.cluster.UnfitError: it has nbclient ..., not 0.1
    """
    here = [(name, _version_of(name), one) for name, one in wanted.items()]
    if other := [f"{name} {mine}, not {one}" for name, mine, one in here if mine != one]:
        raise UnfitError(f"it has {'; '.join(other)}")
    try:
        needed = dict.fromkeys(setup.visible_folders(), "c.Grader.visible")
    except (ImportError, AttributeError, ValueError, OSError) as error:
        raise UnfitError(f"c.Grader.visible names what is not there: {error}") from None
    if setup.python:
        needed[Path(setup.python)] = "the kernels of the course"
    for path, where in needed.items():
        if not path.exists():
            raise UnfitError(f"{path} is not there; put it there, or take it out of {where}")
    return replace(setup, secrets=(*setup.secrets, scratch))
