"""A hub on this machine: installed by its one command, with accounts that are made and removed."""

import contextlib
import csv
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

REPOSITORY = Path(__file__).parents[2]
TEACHER = "hubtest-tanaka"
STUDENTS = ("hubtest-ivanova", "hubtest-sato", "hubtest-somchai")
GRADER = "hubtest-grader"
START_SECONDS = 60


@dataclass
class HubMachine:
    """A place in which the hub is installed; `course` is the clone that it was installed from."""

    folder: Path
    port: int

    @property
    def course(self) -> Path:
        return self.folder / "clone"

    @property
    def place(self) -> Path:
        return self.folder / "srv"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "hub.log"

    def home(self, name: str) -> Path:
        return self.folder / "home" / name

    def passwords(self) -> dict[str, str]:
        with (self.place / "hub" / "first-passwords.csv").open() as file:
            return dict(csv.reader(file))

    def service(self) -> list[str]:
        """What starts an installed hub with the machine."""
        program = self.place / "venv" / "bin" / "jupyterhub"
        return [str(program), "-f", str(self.place / "hub" / "jupyterhub_config.py")]

    def command(self, *options: str) -> list[str]:
        """What `make hub` runs."""
        command = [sys.executable, str(self.course / "deploy/jupyterhub/install.py")]
        command += [str(self.folder / "class.csv"), f"--place={self.place}"]
        command += [f"--homes={self.folder / 'home'}", f"--grader={GRADER}"]
        return [*command, f"--port={self.port}", *options]

    def install(self) -> str:
        """Install, or bring up to date; return what it said."""
        done = subprocess.run(
            self.command("--install-only"), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextlib.contextmanager
    def running(self, command: list[str]) -> Iterator[None]:
        """Start the hub; stop it at the end, as with Ctrl+C."""
        hub_folder = self.place / "hub"
        with self.log.open("a") as log:
            hub = subprocess.Popen(command, cwd=hub_folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            self._wait_until_up(hub)
            yield
        finally:
            hub.send_signal(signal.SIGINT)
            hub.wait(timeout=180)  # it stops every server first

    def _wait_until_up(self, hub: subprocess.Popen) -> None:
        for _ in range(START_SECONDS * 5):
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{self.address}/hub/api/", timeout=10).ok:
                    return
            assert hub.poll() is None, self.log.read_text()
            time.sleep(0.2)
        pytest.fail(f"The hub was not there after {START_SECONDS} s: {self.log.read_text()}")

    def commit(self, message: str) -> None:
        """Commit a correction in the clone."""
        git = ["git", "-c", "user.name=c", "-c", "user.email=c@localhost", "-C", str(self.course)]
        subprocess.run([*git, "commit", "--quiet", "--all", "-m", message], check=True)


@contextlib.contextmanager
def hub_machine() -> Iterator[HubMachine]:
    """Install a hub; at the end remove its accounts and files."""
    if os.geteuid() != 0:
        pytest.fail(
            "These tests make accounts and start a hub: run them as root, in a container.",
            pytrace=False,
        )
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    folder.chmod(0o755)
    machine = HubMachine(folder, free_ports())
    for name in (TEACHER, *STUDENTS, GRADER):  # left by a run that was killed
        remove_account(name)
    try:
        copy_of_repository(machine.course)
        rows = [f"{TEACHER},instructor", *(f"{name},student" for name in STUDENTS)]
        (folder / "class.csv").write_text("\n".join(["name,role", *rows]) + "\n")
        machine.install()
        yield machine
    finally:
        for name in (TEACHER, *STUDENTS, GRADER):
            remove_account(name)
        subprocess.run(["rm", "-rf", str(folder)], check=True)  # 40,000 files: Python is slow


def copy_of_repository(target: Path) -> None:
    """Copy what git knows, as it stands in the working tree, into a repository of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (REPOSITORY / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, target / name)
    git = ["git", "-c", "user.name=c", "-c", "user.email=c@localhost", "-C", str(target)]
    for command in (["init", "-q"], ["add", "--all", "--force"], ["commit", "-q", "-m", "copy"]):
        subprocess.run([*git, *command], check=True)


def remove_account(name: str) -> None:
    """Remove an account that the installation made, with what still runs under it."""
    try:
        uid = pwd.getpwnam(name).pw_uid
    except KeyError:
        return
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if entry.stat().st_uid == uid:
                os.kill(int(entry.name), signal.SIGKILL)
    subprocess.run(["userdel", "--force", name], check=True, capture_output=True)


def free_ports() -> int:
    """Find four free ports in a row."""
    for first in range(18100, 19000, 10):
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            for port in range(first, first + 4):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first
    raise AssertionError("no four free ports in a row")
