"""A class graded on a Dask cluster: the same grades, and whatever goes wrong costs only time.

The cluster is real: a scheduler and workers in processes of their own, on loopback. The workers
cannot see the course: where it is, they have an empty folder of their own.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from grading_course import (
    Course,
    check,
    comparable,
    differences,
    files,
    find,
    new_course,
    solution,
    twin,
)
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from unsigned_peace.grading.engine import cluster
from unsigned_peace.grading.engine.cluster import ClusterError, cluster_executor
from unsigned_peace.grading.engine.files import UnreadableError
from unsigned_peace.grading.engine.parcel import pack
from unsigned_peace.grading.engine.task import Task
from unsigned_peace.grading.sandbox.limits import Limits
from unsigned_peace.grading.sandbox.pool import Setup

pytestmark = pytest.mark.slow

CELLS = (
    new_code_cell("from helper import halves"),
    solution("s1", "total = halves(open('data/given.txt').read())", "total = None\n"),
    check("t1", "assert total == [21, 21], total", 2),
    new_code_cell("import os\nos.getcwd(), sorted(os.listdir()), sorted(os.environ)"),
)
HIDE = 'mount -t tmpfs none "$0" && exec "$@"'  # in a view of the file system of its own


@dataclass
class Cluster:
    """A scheduler and its workers. `hidden` is a folder that no worker can see."""

    folder: Path
    hidden: Path
    environment: dict[str, str] = field(default_factory=dict)
    address: str = ""
    scheduler: subprocess.Popen | None = None
    workers: list[subprocess.Popen] = field(default_factory=list)

    def start_scheduler(self, *options: str) -> None:
        told = self.folder / "scheduler.json"
        command = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        command += ["--scheduler-file", str(told), *options]
        self.scheduler = self._start("scheduler", command)
        self._wait_until(told.exists)
        self.address = json.loads(told.read_text("utf-8"))["address"]

    def start_worker(self, *options: str, **environment: str) -> subprocess.Popen:
        """Start one with a home, a current folder and a name of its own; wait for it to join."""
        name = f"worker-{len(self.workers)}"
        command = ["worker", self.address, "--host", "127.0.0.1", "--no-dashboard", "--name", name]
        command += ["--nthreads", "1", "--local-directory", str(self.folder / name / "scratch")]
        root = os.geteuid() == 0
        hide = ["unshare", "--mount", *([] if root else ["--map-root-user"]), "sh", "-c", HIDE]
        started = self._start(name, command + list(options), [*hide, str(self.hidden)], environment)
        self.workers.append(started)
        log = self.folder / name / "log"
        self._wait_until(lambda: "Registered to:" in log.read_text("utf-8"))
        return started

    def _start(
        self,
        name: str,
        command: list[str],
        before: list[str] | None = None,
        more: dict[str, str] | None = None,
    ) -> subprocess.Popen:
        home = self.folder / name
        home.mkdir()
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), **self.environment}
        with (home / "log").open("wb") as log:
            return subprocess.Popen(
                [*(before or []), sys.executable, "-m", "dask", *command],
                env={**environment, **(more or {})},
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _wait_until(self, happened: Callable[[], bool]) -> None:
        for _ in range(600):
            if happened():
                return
            time.sleep(0.1)
        raise AssertionError([one.read_text("utf-8") for one in self.folder.glob("*/log")])

    def scratch(self) -> list[str]:
        """What submissions have left behind on the workers."""
        return [str(one) for one in self.folder.glob("worker-*/scratch/**/submission-*")]

    def stop(self) -> None:
        for one in [*self.workers, self.scheduler]:
            if one:
                one.terminate()
        for one in [*self.workers, self.scheduler]:
            if one:
                one.wait(60)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose notebooks need files: from the instructor, and from the student."""
    course = new_course(tmp_path_factory.mktemp("courses") / "course", {"one": CELLS})
    source = course.source("a1")
    (source / "data").mkdir()
    (source / "data" / "given.txt").write_text("42", encoding="utf-8")
    (source / "helper.py").write_text("def halves(x):\n    return [int(x) // 2] * 2\n", "utf-8")
    return course


@pytest.fixture
def prepared(course: Course, tmp_path: Path) -> Course:
    return twin(course, tmp_path / "courses" / "course")


@pytest.fixture
def computers(prepared: Course, tmp_path: Path) -> Iterator[Cluster]:
    """A cluster without workers, for the course `prepared`."""
    started = Cluster(tmp_path / "cluster", prepared.root)
    started.folder.mkdir()
    started.start_scheduler()
    yield started
    started.stop()


def asleep(nb: NotebookNode) -> None:
    """Take long enough for something to happen meanwhile."""
    nb.cells.insert(0, new_code_cell("import time\ntime.sleep(2)"))


def odd(nb: NotebookNode) -> None:
    nb.cells.insert(0, new_code_cell("open('own.txt').read(), 1 / 0"))
    find(nb, "s1").source = "import pathlib\npathlib.Path('made.txt').write_text('x')\ntotal = 3"


def moved(nb: NotebookNode, old: Path, new: Path) -> NotebookNode:
    """The notebook as if its course were in another folder."""
    return nbformat.reads(nbformat.writes(nb).replace(str(old), str(new)), as_version=4)


def hand_in(course: Course, count: int) -> list[str]:
    students = [f"student-{number}" for number in range(count)]
    for student in students:
        course.hand_in(student, "a1", asleep)
    return students


@contextlib.contextmanager
def grading(course: Course, address: str) -> Iterator[subprocess.Popen]:
    """`unsigned-peace grade` in a process of its own."""
    command = [str(Path(sys.executable).with_name("unsigned-peace"))]
    command += ["grade", "a1", "--executor", "dask", "--scheduler", address]
    with subprocess.Popen(
        command, cwd=course.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_the_grades_are_the_same_as_without_a_cluster(prepared, computers, ours, capsys, tmp_path):
    course = prepared
    course.hand_in("right", "a1", course.solve("a1", "one"))
    course.hand_in("blank", "a1")
    own = course.hand_in("own-files", "a1", odd)
    (own / "own.txt").write_text("mine", encoding="utf-8")
    (own / "deep" / "er").mkdir(parents=True)
    (own / "deep" / "er" / "big.bin").write_bytes(os.urandom(15 << 20))
    (own / "link").symlink_to("/etc/passwd")
    local = twin(course, tmp_path / "local")
    for _ in range(2):
        computers.start_worker()
    assert ours(course, executor="dask", scheduler=computers.address) == 0
    assert ours(local) == 0
    assert course.rows() == local.rows()
    assert course.scores("right") == {"t1": (2.0, False)}
    ours_, theirs = files(course), files(local)
    assert set(ours_) == set(theirs)
    for name, one in ours_.items():
        other = theirs[name]
        if name.endswith(".ipynb"):
            other = comparable(moved(other, local.root, course.root))
            assert not differences(one, other), name
        else:
            assert one == other, name
    assert computers.scratch() == []
