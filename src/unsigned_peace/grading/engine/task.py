"""The one thing that is done elsewhere: run the notebooks of one submission.

`run` takes data and gives data, writes nothing that stays, and gives the same again when it is
called again. So any executor of `concurrent.futures` can call it, on this machine or another.
"""

import atexit
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbformat import NotebookNode

from unsigned_peace.grading.engine.handed_in import is_ordinary
from unsigned_peace.grading.engine.structure import grade_id
from unsigned_peace.grading.sandbox.checking import NotebookExecutor, NotebookPlan
from unsigned_peace.grading.sandbox.executor import runs
from unsigned_peace.grading.sandbox.process import Limits, WorkerProcess
from unsigned_peace.grading.sandbox.results import ExecutionResult
from unsigned_peace.grading.sandbox.server import ForkServerClient, ForkServerHandle, Setup


@dataclass(frozen=True)
class Task:
    """The notebooks of one submission, and how to run them.

    `folder` holds the files of the submission; the notebooks see a copy of it at `place`.
    `plans` say, for each notebook, which tests run apart; `given` are the files of the instructor's
    in the folder; `traits` are settings of nbclient.
    """

    setup: Setup
    folder: Path
    place: Path
    limits: Limits
    notebooks: tuple[NotebookNode, ...] = ()
    plans: tuple[NotebookPlan, ...] = ()
    given: tuple[str, ...] = ()
    traits: dict[str, Any] = field(default_factory=dict)


# A notebook with its outputs, and what else there is to say of it.
Ran = tuple[NotebookNode, ExecutionResult]
Runner = Callable[[Task], list[Ran]]


class ForkServers:
    """The fork servers of this process, one per setup, started when first needed."""

    def __init__(self) -> None:
        """Start none."""
        self._servers: dict[Setup, ForkServerClient] = {}
        self._lock = threading.Lock()

    def get(self, setup: Setup) -> ForkServerClient:
        """Give the server for `setup`. It may not be ready yet."""
        with self._lock:
            if setup not in self._servers:
                self._servers[setup] = ForkServerClient(setup)
            return self._servers[setup]

    def end(self, *setups: Setup) -> None:
        """End the servers for these setups, or all of them."""
        with self._lock:
            for setup in setups or list(self._servers):
                if server := self._servers.pop(setup, None):
                    server.end()


SERVERS = ForkServers()
atexit.register(SERVERS.end)


def run(task: Task) -> list[Ran]:
    """Run the notebooks of one submission, one after the other, in one folder.

    Raises SandboxError if the sandbox has failed; whatever a student's code does is no error.
    """
    client = SERVERS.get(task.setup)
    client.wait()
    executors: list[NotebookExecutor] = []

    def new_checker(plan: NotebookPlan) -> tuple[WorkerProcess, int]:
        """Start a checker; tell how many of the instructor's cells it has run already."""
        server, shown = client.template_for(plan.cells[: plan.early], plan.texts)
        return server.start(
            task.folder, task.place, task.limits, checks=True, given=task.given
        ), len(shown)

    try:
        for notebook, plan in zip(task.notebooks, task.plans, strict=True):
            earlier = executors[-1] if executors else None
            server, shown = client, []
            if len(task.notebooks) == 1:  # else what one notebook writes, the next one finds
                server, shown = _server_for(client, notebook, plan, task)
            after = earlier.student if earlier and not earlier.result.lost else None
            student = server.start(
                task.folder, task.place, task.limits, given=task.given, after=after
            )
            notebook.metadata["language_info"] = NotebookNode(client.language_info)
            tests = {
                at: plan.tests[name]
                for at, cell in enumerate(notebook.cells)
                if cell.cell_type == "code" and (name := grade_id(cell)) in plan.tests
            }
            checker = partial(new_checker, plan)
            executor = NotebookExecutor(
                notebook, student, task.limits, checker, plan, tests, **task.traits
            )
            executors.append(executor)
            executor.run(shown)
            if earlier:  # not before: the new process has to find what the earlier one has mounted
                earlier.finish()
    finally:
        results = [one.finish() for one in executors]
    return [*zip(task.notebooks, results, strict=True)]


@contextmanager
def as_handed_in(folder: Path, handed_in: Path) -> Iterator[Path]:
    """Give a copy of a folder with the notebooks as they were handed in, without hidden tests."""
    with TemporaryDirectory() as place:
        copy = Path(place, folder.name)
        shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns("*.ipynb"))
        for path in filter(is_ordinary, handed_in.glob("*.ipynb")):
            shutil.copyfile(path, copy / path.name)
        yield copy


def _server_for(
    client: ForkServerClient, notebook: NotebookNode, plan: NotebookPlan, task: Task
) -> tuple[ForkServerHandle, list[Any]]:
    """Find the server that has run the first cells of a notebook, if they are the instructor's."""
    skip = task.traits.get("skip_cells_with_tag", "")
    sources = [cell.source for cell in notebook.cells if runs(cell, skip)]
    server, shown = client.template_for(plan.first, ())
    if tuple(sources[: len(shown)]) == plan.first[: len(shown)]:
        return server, shown
    return client, []
