"""A class graded on a Dask cluster: the same grades, and whatever goes wrong costs only time."""

import contextlib
import io
import os
import signal
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import dask
import nbformat
import pytest
from distributed import Client
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.dask_cluster import Cluster
from tests.grading.grading_course import (
    Course,
    Work,
    check,
    differences,
    find,
    new_course,
    solution,
    twin,
)
from tests.grading.grading_course import files as files_of
from unsigned_peace.grading.engine import cluster, handed_in
from unsigned_peace.grading.engine.cluster import WorkersDiedError, cluster_executor, pack
from unsigned_peace.grading.engine.handed_in import UnreadableError
from unsigned_peace.grading.engine.task import Task
from unsigned_peace.grading.sandbox.process import Limits
from unsigned_peace.grading.sandbox.server import Setup

pytestmark = pytest.mark.slow

CELLS = (
    new_code_cell("from helper import halves"),
    solution("s1", "total = halves(open('data/given.txt').read())", "total = None\n"),
    check("t1", "assert total == [21, 21], total", 2),
    new_code_cell("import os\nos.getcwd(), sorted(os.listdir()), sorted(os.environ)"),
)


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
    started.start_scheduler()
    yield started
    started.stop()


def asleep(seconds: int) -> Work:
    """Take long enough for something to happen meanwhile."""
    cell = new_code_cell(f"import time\ntime.sleep({seconds})")
    return lambda nb: nb.cells.insert(0, cell)


def odd(nb: NotebookNode) -> None:
    nb.cells.insert(0, new_code_cell("open('own.txt').read(), 1 / 0"))
    find(nb, "s1").source = "import pathlib\npathlib.Path('made.txt').write_text('x')\ntotal = 3"


def moved(nb: NotebookNode, old: Path, new: Path) -> NotebookNode:
    """The notebook as if its course were in another folder."""
    return nbformat.reads(nbformat.writes(nb).replace(str(old), str(new)), as_version=4)


def hand_in(course: Course, count: int, seconds: int) -> list[str]:
    students = [f"student-{number}" for number in range(count)]
    for student in students:
        course.hand_in(student, "a1", asleep(seconds))
    return students


@contextlib.contextmanager
def grading(course: Course, address: str) -> Iterator[subprocess.Popen]:
    """`unsigned-peace grade` in a process of its own."""
    command = [str(Path(sys.executable).with_name("unsigned-peace")), "grade", "a1"]
    command += ["--executor", "dask", "--scheduler", address]
    with subprocess.Popen(
        command, cwd=course.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_grades_are_the_same_as_without_a_cluster(prepared, computers, ours, tmp_path):
    course = prepared
    course.hand_in("right", "a1", course.solve("a1", "one"))
    course.hand_in("blank", "a1")
    own = course.hand_in("own-files", "a1", odd)
    (own / "own.txt").write_text("mine", encoding="utf-8")
    (own / "deep" / "er").mkdir(parents=True)
    (own / "deep" / "er" / "big.bin").write_bytes(os.urandom(15 << 20))
    local = twin(course, tmp_path / "local")
    for _ in range(2):
        computers.start_worker("--no-nanny")
    with Client(computers.address, set_as_default=False) as client:
        assert list(client.run(os.listdir, str(course.root)).values()) == [[], []]
    assert ours(course, executor="dask", scheduler=computers.address) == 0
    assert ours(local) == 0
    assert course.rows() == local.rows()
    assert course.scores("right") == {"t1": (2.0, False)}
    written, expected = files_of(course), files_of(local)
    assert set(written) == set(expected)
    for name, one in written.items():
        if name.endswith(".ipynb"):
            assert not differences(one, moved(expected[name], local.root, course.root)), name
        else:
            assert one == expected[name], name
    assert computers.left_behind() == []


def test_a_worker_that_dies_costs_nothing_but_time(prepared, computers):
    students = hand_in(prepared, 6, seconds=1)
    victim, _ = [computers.start_worker("--no-nanny") for _ in range(2)]
    with grading(prepared, computers.address) as process:
        assert process.stdout.readline().startswith("[1/6]")
        victim.kill()
        out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert "6 graded, 0 failed, 0 flagged." in out
    assert {row[0] for row in prepared.rows()["submissions"]} == set(students)


def test_without_its_scheduler_a_run_ends_and_can_go_on_elsewhere(prepared, computers, ours):
    hand_in(prepared, 4, seconds=1)
    computers.start_worker("--no-nanny")
    with grading(prepared, computers.address) as process:
        assert process.stdout.readline().startswith("[1/4]")
        computers.processes[0].kill()
        _, err = process.communicate()
    assert process.returncode == 2
    assert "The connection to the scheduler is lost." in err
    assert "not graded yet: run the same command again to go on." in err
    assert "Traceback" not in err, err
    done = prepared.rows()["submissions"]
    assert 0 < len(done) < 4
    assert ours(prepared) == 0
    assert len(prepared.rows()["submissions"]) == 4


def test_ctrl_c_stops_the_workers_too(prepared, computers):
    hand_in(prepared, 2, seconds=25)  # nbgrader stops a cell after 30
    prepared.hand_in("fast", "a1")
    for _ in range(3):  # so that none waits for another
        computers.start_worker("--no-nanny")
    with grading(prepared, computers.address) as process:
        assert process.stdout.readline().startswith("[1/3] fast")
        assert computers.left_behind()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, err) == (130, "")
    assert "Stopped. 2 not graded yet: run the same command again to go on." in out
    computers.wait_until(lambda: not computers.left_behind())
    assert len(prepared.rows()["submissions"]) == 1


def test_a_submission_that_kills_its_workers_fails_alone(prepared, tmp_path, monkeypatch):
    helper = tmp_path / "helper"
    helper.mkdir()
    (helper / "deadly.py").write_text(
        "import os\ndef die(task):\n    os._exit(1)\ndef live(task):\n    return task.place\n"
    )
    monkeypatch.syspath_prepend(helper)
    import deadly  # noqa: PLC0415

    setup = Setup(prepared.root, prepared.root / "autograded")
    task = Task(setup, prepared.source("a1"), Path("/place"), Limits(), (), ())
    computers = Cluster(tmp_path / "cluster", prepared.root)
    try:
        computers.start_scheduler(
            DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1", PYTHONPATH=str(helper)
        )
        computers.start_worker(PYTHONPATH=str(helper))  # with a nanny, which starts it again
        with cluster_executor(computers.address, setup) as executor:
            with pytest.raises(WorkersDiedError, match="2 workers died while they ran this"):
                executor.submit(deadly.die, task).result()
            assert executor.submit(deadly.live, task).result() == Path("/place")
    finally:
        computers.stop()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("tcp://127.0.0.1:1", "There is no Dask scheduler at tcp://127.0.0.1:1"),
        ("nonsense", "There is no Dask scheduler at nonsense"),
        ("what://127.0.0.1:1", "There is no Dask scheduler at what://127.0.0.1:1"),
        ("tls://127.0.0.1:1", "There is no Dask scheduler at tls://127.0.0.1:1"),
        ("", "--scheduler tcp://HOST:8786"),
    ],
)
def test_a_wrong_address_is_said_at_once(prepared, ours, capsys, address, told):
    prepared.hand_in("ann", "a1")
    assert ours(prepared, executor="dask", scheduler=address) == 2
    err = capsys.readouterr().err
    assert told in err
    assert "Traceback" not in err, err


def test_each_worker_that_cannot_grade_is_named(prepared, computers, ours, capsys, tmp_path):
    prepared.hand_in("ann", "a1")

    def refused() -> str:
        assert ours(prepared, executor="dask", scheduler=computers.address) == 2
        return capsys.readouterr().err

    assert "has no workers. Start some: dask worker tcp://127.0.0.1:" in refused()
    for name in ("nbclient", "unsigned_peace"):
        information = tmp_path / name / f"{name}-0.0.1.dist-info" / "METADATA"
        information.parent.mkdir(parents=True)
        information.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.0.1\n")
    without = tmp_path / "without"
    without.mkdir()
    for one in Path(nbformat.__file__).parents[1].iterdir():
        if not one.name.startswith(("unsigned_peace", "_editable", "_unsigned")):
            (without / one.name).symlink_to(one)
    computers.start_worker("--no-nanny", PYTHONPATH=str(tmp_path / "nbclient"))
    computers.start_worker("--no-nanny", PYTHONPATH=str(tmp_path / "unsigned_peace"))
    computers.start_worker("--no-nanny", flags=("-S",), PYTHONPATH=str(without))
    computers.start_worker("--no-nanny", before="echo 0 >/proc/sys/user/max_user_namespaces;")
    computers.start_worker("--no-nanny")
    told = refused()
    assert f"it has nbclient 0.0.1, not {version('nbclient')}" in told
    assert f"it has unsigned-peace 0.0.1, not {version('unsigned-peace')}" in told
    assert "unsigned-peace is not there" in told
    assert "This machine cannot build the sandbox. Missing: namespaces" in told
    assert told.count("- tcp://127.0.0.1:") == 4
    assert not prepared.rows()["submissions"]


def test_a_worker_that_joins_late_and_cannot_grade_ends_the_run(prepared, computers):
    hand_in(prepared, 8, seconds=1)
    first = computers.start_worker("--no-nanny")
    with grading(prepared, computers.address) as process:
        assert process.stdout.readline().startswith("[1/8]")
        computers.start_worker("--no-nanny", before="echo 0 >/proc/sys/user/max_user_namespaces;")
        first.kill()
        _, err = process.communicate()
    assert process.returncode == 2
    assert "A worker that has joined late cannot grade." in err
    assert "This machine cannot build the sandbox." in err
    assert "not graded yet" in err


def test_a_cluster_without_workers_is_left(prepared, computers, ours, capsys, monkeypatch):
    monkeypatch.setattr(cluster, "LOOK_SECONDS", 0.5)
    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    hand_in(prepared, 2, seconds=5)
    worker = computers.start_worker("--no-nanny")
    with Client(computers.address, set_as_default=False) as client:

        def kill_when_busy() -> None:
            computers.wait_until(lambda: any(client.processing().values()))
            worker.kill()

        killer = threading.Thread(target=kill_when_busy)
        killer.start()
        assert ours(prepared, executor="dask", scheduler=computers.address) == 2
        killer.join()
    told = capsys.readouterr().err
    assert "No worker is left in the cluster.\n2 not graded yet" in told


def test_with_tls_only_who_has_a_certificate_gets_in(prepared, ours, capsys, tmp_path):
    prepared.hand_in("ann", "a1", prepared.solve("a1", "one"))
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=course"]
    command += ["-days", "2", "-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)
    files = ["--tls-ca-file", certificate, "--tls-cert", certificate, "--tls-key", key]
    computers = Cluster(tmp_path / "cluster", prepared.root)
    try:
        computers.start_scheduler("--protocol", "tls", *files)
        computers.start_worker("--no-nanny", *files)
        assert computers.address.startswith("tls://")
        assert ours(prepared, executor="dask", scheduler=computers.address) == 2
        assert "There is no Dask scheduler at tls://" in capsys.readouterr().err
        with dask.config.set(
            {
                "distributed.comm.tls.ca-file": certificate,
                "distributed.comm.tls.client.cert": certificate,
                "distributed.comm.tls.client.key": key,
            }
        ):
            assert ours(prepared, executor="dask", scheduler=computers.address) == 0
    finally:
        computers.stop()
    assert prepared.scores("ann") == {"t1": (2.0, False)}


def test_nothing_travels_but_ordinary_files_and_not_too_many(tmp_path, monkeypatch):
    (tmp_path / "stage" / "inner").mkdir(parents=True)
    (tmp_path / "stage" / "inner" / "own.txt").write_text("mine")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "key.txt").write_text("42")
    (tmp_path / "stage" / "folder").symlink_to(tmp_path / "secrets")
    (tmp_path / "stage" / "file").symlink_to(tmp_path / "secrets" / "key.txt")
    os.mkfifo(tmp_path / "stage" / "pipe")
    setup = Setup(tmp_path, tmp_path)
    task = Task(setup, tmp_path / "stage", Path("/place"), Limits(), (), ())
    with tarfile.open(fileobj=io.BytesIO(pack(task.folder))) as archive:
        assert archive.getnames() == ["", "inner", "inner/own.txt"]
        assert archive.extractfile("inner/own.txt").read() == b"mine"
    monkeypatch.setattr(handed_in, "SUBMISSION_BYTES", 3)
    with pytest.raises(UnreadableError, match="the submission is too large"):
        pack(task.folder)
