"""A Dask cluster on loopback: a scheduler and workers in processes of their own.

The workers cannot see the course: where it is, they have an empty folder of their own.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Cluster:
    """A scheduler and its workers. `hidden` is a folder that no worker can see."""

    folder: Path
    hidden: Path
    address: str = ""
    processes: list[subprocess.Popen] = field(default_factory=list)

    def start_scheduler(self, *options: str, **environment: str) -> subprocess.Popen:
        told = self.folder / "scheduler.json"
        command = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        command += ["--scheduler-file", str(told), *options]
        started = self._start([sys.executable, "-m", "dask", *command], environment)
        self.wait_until(lambda: told.exists() and told.read_text("utf-8").endswith("}"))
        self.address = json.loads(told.read_text("utf-8"))["address"]
        return started

    def start_worker(
        self, *options: str, flags: tuple[str, ...] = (), before: str = "", **environment: str
    ) -> subprocess.Popen:
        """Start one with a home, a current folder and a name of its own; wait for it to join.

        `before` is done by a shell that becomes the worker.
        """
        name = f"process-{len(self.processes)}"
        command = ["worker", self.address, "--no-dashboard", "--name", name, "--nthreads", "1"]
        command += ["--local-directory", str(self.folder / name / "scratch"), *options]
        started = self._start(
            [
                *("unshare", "--mount", "--map-root-user"),
                *("sh", "-ec", f'mount -t tmpfs none "$0"; {before} exec "$@"', str(self.hidden)),
                *(sys.executable, *flags, "-m", "dask", *command),
            ],
            environment,
        )
        log = self.folder / name / "log"
        self.wait_until(lambda: "Registered to:" in log.read_text("utf-8"))
        return started

    def _start(self, command: list[str], environment: dict[str, str]) -> subprocess.Popen:
        home = self.folder / f"process-{len(self.processes)}"
        home.mkdir(parents=True)
        with (home / "log").open("wb") as log:
            started = subprocess.Popen(
                command,
                env={"PATH": os.environ["PATH"], "HOME": str(home), **environment},
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.processes.append(started)
        return started

    def wait_until(self, happened: Callable[[], bool]) -> None:
        for _ in range(600):
            if happened():
                return
            time.sleep(0.1)
        raise AssertionError([one.read_text("utf-8") for one in self.folder.glob("*/log")])

    def left_behind(self) -> list[Path]:
        """What of submissions is on the disks of the workers."""
        return list(self.folder.glob("process-*/scratch/**/submission-*"))

    def stop(self) -> None:
        for one in reversed(self.processes):
            one.terminate()
            one.wait(60)
