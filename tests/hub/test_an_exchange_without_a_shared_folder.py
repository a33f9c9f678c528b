"""ngshare, the exchange of a cluster: work goes out, comes back, and is returned over the network.

ngshare and its client run as they are, with the settings of `deploy/kubernetes/values.yaml`. Of the
hub one thing is played: it says whose a token is.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
import yaml

from tests.browser.jupyter_lab import free_port
from tests.problem_sets.ps1_students import NAME, PS1

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

ROOT = Path(__file__).resolve().parents[2]
COURSE = "unsigned-peace"
# In a cluster it comes with its chart; the client is in the lock of our image. With SQLAlchemy 2,
# ngshare 0.6.0 says that an assignment was released, and does not keep it.
SERVER = ("ngshare==0.6.0", "sqlalchemy<2")
# ngshare listens to every network, and a test to this machine alone.
ON_LOOPBACK = """
import sys
from tornado.httpserver import HTTPServer
listen = HTTPServer.listen
HTTPServer.listen = lambda self, port, address: listen(self, port, "127.0.0.1")
from ngshare.ngshare import main
main(sys.argv[1:])
"""
SECONDS = 60


class PlayedHub(BaseHTTPRequestHandler):
    """Says whose a token is. Here a token is the name."""

    def do_GET(self) -> None:
        """Answer `/hub/api/user`."""
        name = self.headers["Authorization"].removeprefix("token ")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"name": name, "kind": "user"}).encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@dataclass
class Exchange:
    """Where ngshare answers, and the folders of the people who use it."""

    folder: Path
    address: str
    packages: Path

    def place(self, name: str) -> Path:
        return self.folder / name

    def run(self, name: str, *command: str) -> str:
        """Run a command of the environment as a person, in her folder; return what it says."""
        settings = self.folder / "settings"
        environment = os.environ | {
            "HOME": str(self.place(name)),
            "JUPYTER_CONFIG_DIR": str(settings),
            "JUPYTERHUB_API_TOKEN": name,
            "JUPYTERHUB_USER": name,
            "PYTHONPATH": str(self.packages),
        }
        program = Path(sys.executable).parent / command[0]
        if not program.exists():
            program = self.packages / "bin" / command[0]
        done = subprocess.run(
            [sys.executable, program, *command[1:]],
            cwd=self.place(name) / (COURSE if name == "tanaka" else ""),
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"{name}: {command}: {said}"
        return said

    def ask(self, name: str, path: str, **data: str) -> requests.Response:
        """Ask ngshare itself, with a person's token."""
        headers = {"Authorization": f"token {name}"}
        method = "POST" if data else "GET"
        url = f"{self.address}/{path}"
        return requests.request(method, url, headers=headers, data=data, timeout=SECONDS)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install ngshare and its client, each in a folder of its own, beside this environment."""
    folder = tmp_path_factory.mktemp("packages")
    lock = (ROOT / "requirements-image.lock").read_text(encoding="utf-8")
    client = re.search(r"^ngshare-exchange==\S+", lock, flags=re.MULTILINE)[0]
    for name, wanted in {"server": SERVER, "client": ("--no-deps", client)}.items():
        # Python compiles what it needs, which is less than all.
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile"]
        subprocess.run([*pip, "--target", str(folder / name), *wanted], check=True)
    return folder


@pytest.fixture(scope="module")
def exchange(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    """Start ngshare, make the course with its class, and give everybody a folder."""
    folder, port = tmp_path_factory.mktemp("exchange"), free_port()
    hub = ThreadingHTTPServer(("127.0.0.1", 0), PlayedHub)
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    environment = os.environ | {
        "JUPYTERHUB_API_TOKEN": "ngshare",
        "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub.server_port}/hub/api",
        "JUPYTERHUB_CLIENT_ID": "service-ngshare",
        "JUPYTERHUB_SERVICE_PREFIX": "/services/ngshare/",
        "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": str(packages / "server"),
    }
    command = [sys.executable, "-c", ON_LOOPBACK, "--admins=tanaka"]
    command += [f"--database=sqlite:///{folder / 'ngshare.db'}", f"--storage={folder / 'files'}"]
    server = subprocess.Popen(command, env=environment, cwd=folder)
    found = Exchange(folder, f"http://127.0.0.1:{port}/services/ngshare", packages / "client")
    try:
        for _ in range(SECONDS * 5):
            with contextlib.suppress(requests.ConnectionError):
                if found.ask("tanaka", "healthz").ok:
                    break
            assert server.poll() is None
            time.sleep(0.2)
        prepare(found)
        yield found
    finally:
        server.terminate()
        server.wait(timeout=SECONDS)
        hub.shutdown()
        hub.server_close()


def prepare(exchange: Exchange) -> None:
    """Write the settings of the cluster; make the instructor's course and the class."""
    values = yaml.safe_load((ROOT / "deploy/kubernetes/values.yaml").read_text(encoding="utf-8"))
    settings = values["singleuser"]["extraFiles"]["nbgrader"]["stringData"]
    there = values["hub"]["services"]["ngshare"]["url"] + "/services/ngshare"
    exchange.place("settings").mkdir()
    config = exchange.place("settings") / "nbgrader_config.py"
    config.write_text(settings.replace(there, exchange.address), encoding="utf-8")
    for name in ("ivanova", "sato"):
        exchange.place(name).mkdir()
    course = exchange.place("tanaka") / COURSE
    shutil.copytree(ROOT / "exercises", course / "exercises")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    (course / "students.csv").write_text(
        "student_id,first_name,last_name,email\nivanova,,,\nsato,,,\n", encoding="utf-8"
    )
    manage = ("tanaka", "ngshare-course-management")
    exchange.run(*manage, "create_course", COURSE, "tanaka")
    exchange.run(*manage, "add_students", COURSE, "students.csv")


@pytest.fixture(scope="module")
def collected(exchange: Exchange) -> Exchange:
    """Release the first problem set; one student hands it in; the instructor collects."""
    exchange.run("tanaka", "nbgrader", "generate_assignment", NAME, "--create")
    exchange.run("tanaka", "nbgrader", "release_assignment", NAME)
    exchange.run("ivanova", "nbgrader", "fetch_assignment", NAME)
    PS1.solve(exchange.place("ivanova") / NAME)
    exchange.run("ivanova", "nbgrader", "submit", NAME)
    exchange.run("tanaka", "nbgrader", "collect", NAME)
    return exchange


def test_work_goes_out_comes_back_and_is_returned(collected: Exchange) -> None:
    said = collected.run("tanaka", "unsigned-peace", "grade", NAME)
    assert "1 graded, 0 failed" in said
    collected.run("tanaka", "unsigned-peace", "feedback", NAME)
    collected.run("tanaka", "nbgrader", "release_feedback", NAME)
    collected.run("ivanova", "nbgrader", "fetch_feedback", NAME)
    (page,) = (collected.place("ivanova") / NAME).rglob("*.html")
    full = sum(PS1.points().values())
    assert f"Score: {full - 40:.1f} / {full:.1f}" in page.read_text(encoding="utf-8")


def test_a_student_reaches_no_work_but_her_own(collected: Exchange) -> None:
    for path in (f"submissions/{COURSE}/{NAME}", f"submission/{COURSE}/{NAME}/ivanova"):
        assert collected.ask("tanaka", path).ok
        assert collected.ask("sato", path).status_code == 403
    outside = json.dumps([{"path": "../../of another", "content": ""}])
    assert collected.ask("sato", f"submission/{COURSE}/{NAME}", files=outside).status_code == 400
    assert collected.ask("stranger", f"assignment/{COURSE}/{NAME}").status_code == 403
