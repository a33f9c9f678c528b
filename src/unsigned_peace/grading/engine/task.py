"""The one thing that is done elsewhere: run the notebooks of one submission.

`run` takes data and gives data, writes nothing that stays, and gives the same again when it is
called again. So any executor of `concurrent.futures` can call it, on this machine or another.
"""

import atexit
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from unsigned_peace.grading.sandbox.again import check_again, is_worth_it
from unsigned_peace.grading.sandbox.last_check import Part
from unsigned_peace.grading.sandbox.limits import Limits
from unsigned_peace.grading.sandbox.played import Played
from unsigned_peace.grading.sandbox.player import Player
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
        player = Player(notebook, child, task.limits, parts, **task.traits)
        played.append(player.play(keep=number < len(task.notebooks)))
        if is_worth_it(played[-1], parts):
            other = pool.start(task.folder, task.place, task.limits)
            check_again(notebook, other, task.limits, parts, played[-1], task.traits)
    return Done(task.notebooks, tuple(played))
