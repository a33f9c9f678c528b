"""Run the notebooks of a class on the machines of a Dask cluster.

The machines share only the network with this one: what a task needs goes along as bytes. A task
can be run again and gives the same, so a machine that dies costs nothing but time. What concerns
one submission fails that submission; what concerns the cluster ends the run, with ClusterError.
Everything graded until then stays, and the same command goes on from there.
"""

import io
import logging
import platform
import socket
import sys
import tarfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unsigned_peace.grading.engine.files import weigh
from unsigned_peace.grading.engine.task import SERVERS, Task, TaskResult
from unsigned_peace.grading.sandbox.launch import (
    MissingPartError,
    SandboxError,
    Setup,
    visible_folders,
)

if TYPE_CHECKING:
    from distributed import Client, Worker
    from distributed import Future as DaskFuture

CONNECT_SECONDS = 5
LOOK_SECONDS = 10.0  # how often to see whether there is anybody left to do the work
PATIENCE = 60.0  # seconds in which a cluster without workers may start new ones
PACKAGE = "unsigned-peace"
_MATTERS = (PACKAGE, "ipykernel", "ipython", "nbclient")
_SETTINGS = {
    # A submission is sent with its files. Dask would rather have large things sent ahead, but
    # then they would die with the worker that has them.
    "distributed.admin.large-graph-warning-threshold": "1TiB",
    "distributed.comm.timeouts.connect": f"{CONNECT_SECONDS}s",
}


class ClusterError(RuntimeError):
    """The cluster cannot go on, through no fault of any student. It says what to do next."""


class WorkersDiedError(RuntimeError):
    """Every worker that ran this submission has died."""


class UnfitError(RuntimeError):
    """A machine is not able to run the task as it is run here. The message names what it lacks."""


# --- Here -----------------------------------------------------------------------------------------


@contextmanager
def cluster_executor(address: str, setup: Setup, jobs: int = 0) -> Iterator["ClusterExecutor"]:
    """Connect to a cluster, look its workers over, and give tasks to them.

    `setup` is what most tasks need. `jobs` is how many notebooks run at a time; with 0 there is
    one for each thread of the workers. Raises ClusterError.
    """
    try:
        import dask  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise ClusterError(
            "Dask is not installed here. Type: pip install 'unsigned-peace[cluster]'"
        ) from None
    setup = travelling(setup)
    wanted = versions(packages_of(setup.imports))
    with dask.config.set(_SETTINGS), connected(address) as client:
        refuse_unfit(client, address, setup, wanted)
        executor = ClusterExecutor(
            client, jobs or sum(client.nthreads().values()), setup, wanted
        )  # fmt: skip
        try:
            yield executor
        finally:
            executor.stop()


@contextmanager
def connected(address: str) -> Iterator["Client"]:
    """Connect to a scheduler; for tls:// Dask's own settings say where the certificates are.

    Raises ClusterError.
    """
    from distributed import Client  # noqa: PLC0415
    from distributed.versions import VersionMismatchWarning  # noqa: PLC0415

    if not address:
        raise ClusterError("Say where the scheduler is: --scheduler tcp://HOST:8786")
    # Whatever happens becomes a ClusterError; Dask would print its traceback as well.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)  # we look for ourselves
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ClusterError(
            f"There is no Dask scheduler at {address}: {error}. The address is in the first lines "
            "that `dask scheduler` prints, as in tcp://10.0.0.5:8786."
        ) from None
    with client:
        yield client


def refuse_unfit(client: "Client", address: str, setup: Setup, wanted: Mapping[str, str]) -> None:
    """Raise ClusterError if there are no workers, or some that cannot grade; name each."""
    if not client.nthreads():
        raise ClusterError(
            f"The scheduler at {address} has no workers. Start some: dask worker {address}"
        )
    # Where our package is missing, nothing of ours can be called: ask in Python's own words.
    found = client.run(version, PACKAGE, on_error="return")
    with_ours = [where for where, one in found.items() if one == wanted[PACKAGE]]
    troubles = [
        f"{where}: {PACKAGE} is not there"
        if isinstance(one, Exception)
        else f"{where}: it has {PACKAGE} {one}, not {wanted[PACKAGE]}"
        for where, one in found.items()
        if where not in with_ours
    ]
    answers = client.run(make_ready, setup, wanted, workers=with_ours, on_error="return")
    troubles += [str(one) for one in answers.values() if one is not None]
    if troubles:
        raise ClusterError(
            "These workers cannot grade:\n" + "\n".join(f"- {one}" for one in troubles) + "\n"
            "Give them what this machine has, or take them out of the cluster. Then try again."
        )


class ClusterExecutor(ThreadPoolExecutor):
    """Gives tasks to the workers of a cluster. A thread waits for each task that is under way."""

    def __init__(
        self, client: "Client", places: int, setup: Setup, wanted: Mapping[str, str]
    ) -> None:
        """Keep `places` notebooks running, and one more waiting."""
        super().__init__(places + 1)
        self.places = places
        self._client, self._wanted = client, wanted
        self._setups = {setup}
        self._under_way: set[DaskFuture] = set()

    def submit(self, function: Callable[[Task], TaskResult], task: Task) -> Future[TaskResult]:
        """Run `function(task)` on one of the workers."""
        return super().submit(self._send, function, task)

    def _send(self, function: Callable[[Task], TaskResult], task: Task) -> TaskResult:
        """Send a task and wait for what comes back.

        Raises ClusterError, WorkersDiedError, and as `pack` and the function do.
        """
        from distributed import KilledWorker  # noqa: PLC0415 - an extra, and slow to load

        payload = pack(task)
        self._setups.add(payload.task.setup)
        try:
            future = self._client.submit(run_there, function, payload, self._wanted, pure=False)
            self._under_way.add(future)
            try:
                return self._result_of(future)
            finally:
                self._under_way.discard(future)
        except KilledWorker as error:
            raise WorkersDiedError(
                f"{error.allowed_failures + 1} workers died while they ran this submission. "
                "Their logs may say why. Try it on this machine, without --executor dask."
            ) from None
        except (UnfitError, ImportError) as error:
            raise ClusterError(f"A worker that has joined late cannot grade. {error}.") from None
        except (CancelledError, OSError):
            raise ClusterError("The connection to the scheduler is lost.") from None

    def _result_of(self, future: "DaskFuture") -> TaskResult:
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
                    self._client.run(let_go, setup, on_error="ignore")
        self.shutdown()


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
    """Take out what is where it is only on this machine: our Python.

    >>> travelling(Setup(Path("/course"), Path("/course/autograded"))).python
    ''
    """
    return replace(setup, python="" if setup.python == sys.executable else setup.python)


def packages_of(modules: Iterable[str]) -> tuple[str, ...]:
    """Name the packages whose version may change a grade: ours, and those that notebooks import.

    >>> packages_of(("pandas", "matplotlib.pyplot", "math"))
    ('ipykernel', 'ipython', 'matplotlib', 'nbclient', 'pandas', 'unsigned-peace')
    """
    found = packages_distributions()
    names = {module.split(".")[0] for module in modules}
    return tuple(sorted({*_MATTERS, *(one for name in names for one in found.get(name, ()))}))


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


# --- There: on a worker, which may have been set up by somebody else, with other versions ---------


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
    """Start the sandbox. Raises UnfitError."""
    try:
        with named(dask_worker):
            SERVERS.get(arrived(setup, Path(dask_worker.local_directory), wanted)).wait()
    except SandboxError as error:
        raise UnfitError(str(error)) from None


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

    >>> setup = travelling(Setup(Path("/course"), Path("/course/autograded")))
    >>> arrived(setup, Path("/scratch"), {}).python == sys.executable
    True
    >>> arrived(setup, Path("/scratch"), {"nbclient": "0.1"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    unsigned_peace.grading.engine.cluster.UnfitError: it has nbclient ..., not 0.1
    >>> arrived(replace(setup, visible=("/no/maps",)), Path("/scratch"), {})
    Traceback (most recent call last):
    unsigned_peace.grading.engine.cluster.UnfitError: /no/maps is not there; put it there, or take \
it out of c.Grader.visible
    """
    found = versions(tuple(wanted))
    other = [
        f"{name} {found[name]}, not {one}" for name, one in wanted.items() if found[name] != one
    ]
    if other:
        raise UnfitError(f"it has {'; '.join(other)}")
    try:
        needed = dict.fromkeys(visible_folders(setup), "c.Grader.visible")
    except (ImportError, AttributeError, OSError) as error:
        raise UnfitError(f"c.Grader.visible names what is not there: {error}") from None
    if setup.python:
        needed[Path(setup.python)] = "the kernels of the course"
    for path, where in needed.items():
        if not path.exists():
            raise UnfitError(f"{path} is not there; put it there, or take it out of {where}")
    return replace(setup, python=setup.python or sys.executable, secrets=(*setup.secrets, scratch))
