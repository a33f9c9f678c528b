"""Start a JupyterLab as a student has it: a copy of the course, a fresh home, no network."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("notebooks", "docs", "exercises", "nbgrader_config.py", "README.md")
START_SECONDS = 60


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab.

    `root` is the copy of the course that it serves; `outgoing` is a file with a line for each
    address outside that the server or a kernel asked for (no file: none). `log` is what the
    terminal shows.
    """

    address: str
    token: str
    root: Path
    outgoing: Path
    log: Path

    def url(self, path: str = "lab") -> str:
        """Address of a page of this server, with the token."""
        return f"{self.address}/{path}?token={self.token}"


@contextmanager
def running_lab(folder: Path) -> Iterator[Lab]:
    """Start JupyterLab on a copy of the course in a folder, stop it at the end.

    In an empty folder the copy is made; in one that was used before, it is as it was left.
    """
    lab = Lab(
        address=f"http://127.0.0.1:{free_port()}",
        token=secrets.token_hex(16),
        root=folder / "course",
        outgoing=folder / "outgoing.txt",
        log=folder / "server.log",
    )
    if not lab.root.exists():
        copy_course(lab.root)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={lab.address.rsplit(':')[-1]}", "--ServerApp.port_retries=0"]
    command += [f"--ServerApp.root_dir={lab.root}"]
    command += ["--LabApp.expose_app_in_browser=True"]  # tests ask it which cells still wait
    if os.geteuid() == 0:
        command += ["--allow-root"]
    with lab.log.open("w") as lines:
        server = subprocess.Popen(
            command,
            cwd=lab.root,
            env=environment(lab, home=folder / "home"),
            stdout=lines,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_up(lab, server)
            yield lab
        finally:
            server.terminate()
            server.wait(timeout=30)


def copy_course(root: Path) -> None:
    """Copy what JupyterLab shows, without answers given in the working tree."""
    root.mkdir()
    (root / ".exchange").mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("answers"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, root / name)


def environment(lab: Lab, home: Path) -> dict[str, str]:
    """Give the server an empty home, as on a student's first day, and no network."""
    home.mkdir(exist_ok=True)
    return {
        **os.environ,
        "HOME": str(home),
        "JUPYTER_TOKEN": lab.token,
        "OUTGOING_LOG": str(lab.outgoing),
        "PYTHONPATH": str(ROOT / "tests" / "offline"),
    }


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(lab: Lab, server: subprocess.Popen) -> None:
    """Wait until the server answers; show its log if it never does."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(lab.url("api/status"), timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{lab.log.read_text()}")
