"""The one thing that is done elsewhere: run the notebooks of one submission.

`run` takes data and gives data, writes nothing that stays, and gives the same again when it is
called again. So any executor of `concurrent.futures` can call it, on this machine or another.
"""

import atexit
import copy
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from unsigned_peace.grading.sandbox.last_check import Part
from unsigned_peace.grading.sandbox.limits import Limits
from unsigned_peace.grading.sandbox.player import Played, Player
from unsigned_peace.grading.sandbox.pool import Pool, Setup


@dataclass(frozen=True)
class Task:
    """The notebooks of one submission, and how to run them.

    `folder` holds the files of the submission; the notebooks see a copy of it at `place`.
    `parts` say what the cells of each notebook are; `traits` are settings of nbclient.
    """

    setup: Setup
    folder: Path
    place: Path
    limits: Limits
    notebooks: tuple[NotebookNode, ...]
    parts: tuple[Mapping[int, Part], ...]
    traits: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """The notebooks with their outputs, and what else there is to say of each."""

    notebooks: tuple[NotebookNode, ...]
    played: tuple[Played, ...]


class Pools:
    """The zygotes of this process, one per setup, started when first needed."""

    def __init__(self) -> None:
        """Start none."""
        self._pools: dict[Setup, Pool] = {}
        self._lock = threading.Lock()

    def get(self, setup: Setup) -> Pool:
        """Give the zygote for `setup`. It may not be ready yet."""
        with self._lock:
            if setup not in self._pools:
                self._pools[setup] = Pool(setup)
            return self._pools[setup]

    def end(self, setup: Setup) -> None:
        """End the zygote for `setup`, if there is one."""
        with self._lock:
            pool = self._pools.pop(setup, None)
        if pool:
            pool.close()

    def close(self) -> None:
        """End them all."""
        with self._lock:
            for pool in self._pools.values():
                pool.close()
            self._pools.clear()


POOLS = Pools()
atexit.register(POOLS.close)


def run(task: Task) -> Done:
    """Run the notebooks of one submission, one after the other, in one folder.

    Raises SandboxError if the sandbox has failed; whatever a student's code does is no error.
    """
    pool = POOLS.get(task.setup)
    played: list[Played] = []
    child = None
    for number, notebook in enumerate(task.notebooks, start=1):
        after = child if played and not played[-1].lost else None
        child = pool.start(task.folder, task.place, task.limits, after)
        notebook.metadata["language_info"] = NotebookNode(pool.language_info)
        parts = task.parts[number - 1]
        began = time.monotonic()
        player = Player(notebook, child, task.limits, parts, **task.traits)
        played.append(player.play(keep=number < len(task.notebooks)))
        if played[-1].lost:
            _play_again(task, notebook, parts, played[-1], time.monotonic() - began)
    return Done(task.notebooks, tuple(played))


def _play_again(
    task: Task,
    notebook: NotebookNode,
    parts: Mapping[int, Part],
    lost: Played,
    seconds: float,
) -> None:
    """Play what came before the end of a notebook that has ended itself, for the final check.

    Otherwise whoever fears the check would end the notebook before it. Both runs together may
    take the time of one: `seconds` are used.
    """
    before = {index: part for index, part in parts.items() if index < lost.lost_at}
    limits = task.limits
    if limits.notebook_seconds is not None:
        limits = replace(limits, notebook_seconds=limits.notebook_seconds - seconds)
    in_time = limits.notebook_seconds is None or limits.notebook_seconds > 0
    if in_time and any(part.role == "test" for part in before.values()):
        again = copy.deepcopy(notebook)
        again.cells = again.cells[: lost.lost_at]
        child = POOLS.get(task.setup).start(task.folder, task.place, limits)
        lost.findings += Player(again, child, limits, before, **task.traits).play().findings
