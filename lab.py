"""Install the course, then open it in JupyterLab.

`make lab` runs this file. Without make, on Windows for example, run it yourself:

    py lab.py

It needs Python 3.11 or newer and nothing else. Everything is installed in the folder `.venv`
beside this file; to remove it all, delete that folder. A second run finds the work done and starts
in seconds.
"""

# This file must load in an old Python, if only to say that it is too old: write for 3.6 here.
# That is why annotations stand in quotation marks.

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    import fcntl
except ImportError:
    fcntl = None

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "unsigned-peace.json"  # what was installed; written last, taken away first
FIRST_PAGE = "notebooks/00-start-here.ipynb"
FIRST_PORT = 8888
OLDEST = (3, 11)
LAST_PORT = 65535
# With these set, pip finds packages elsewhere and installs none here, or installs them elsewhere.
ASTRAY = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_REQUIRE_VIRTUALENV",
)
WINDOWS = os.name == "nt"


def main() -> None:
    """Read the command line, install, open JupyterLab."""
    parser = argparse.ArgumentParser(prog="lab.py", description="Install and open the course.")
    parser.add_argument("--install-only", action="store_true", help="install and stop")
    parser.add_argument("--with-tests", action="store_true", help="install the test tools too")
    parser.add_argument(
        "--here",
        action="store_true",
        help="install nothing: use the Python that runs this file (conda, a classroom image)",
    )
    parser.add_argument("--port", type=int, help=f"default: {FIRST_PORT} or the next free one")
    parser.add_argument("--no-browser", action="store_true", help="print the address instead")
    options = parser.parse_args()
    if options.port is not None and not 0 < options.port <= LAST_PORT:
        parser.error(f"a port is a number from 1 to {LAST_PORT}, not {options.port}")
    if sys.version_info < OLDEST:
        use_newer_python()
    if options.here and importlib.util.find_spec("jupyterlab") is None:
        stop(
            f"JupyterLab is not installed for {sys.executable}.\n"
            "Install the packages first (conda: README.md says how), or leave out --here."
        )
    python = Path(sys.executable)
    if not options.here:
        python = VENV / ("Scripts" if WINDOWS else "bin") / "python"
        with one_at_a_time():
            install("requirements-dev.lock" if options.with_tests else "requirements.lock", python)
    if not options.install_only:
        environment = dict(os.environ) if options.here else clean_environment()
        browser = not options.no_browser and has_desktop()
        open_lab(python, options.port, environment, browser=browser)


def install(lock: str, python: Path) -> None:
    """Bring `.venv` to the state that the lock describes; do nothing if it is there already."""
    wanted = fingerprints(lock)
    done = stamped(python)
    if all(done.get(part) == value for part, value in wanted.items()):
        return
    began = time.monotonic()
    if not done:
        # No stamp: new, interrupted, moved, or its Python is gone. We start afresh, for a
        # half-written package breaks in strange ways. pip keeps what it has downloaded.
        make_venv()
    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if done.get(lock) != wanted[lock]:
        say(f"Installing the packages of {lock}: one or two minutes the first time ...")
        run([*pip, "--require-hashes", "-r", ROOT / lock])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT])
    if lock != "requirements.lock":  # the longer list holds the shorter one
        wanted.update(fingerprints("requirements.lock"))
    STAMP.write_text(json.dumps({**done, **wanted, **here(python)}, indent=1), encoding="utf-8")
    say(f"Installed in {time.monotonic() - began:.0f} seconds.")


def stamped(python: Path) -> "dict[str, str]":
    """Read what was installed here; nothing if the environment cannot be trusted.

    A folder that was moved keeps scripts that name its old place; a system whose Python was
    upgraded keeps packages that the new one does not look for.
    """
    try:
        done = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    place = here(python)
    return done if place and place.items() <= done.items() else {}


def here(python: Path) -> "dict[str, str]":
    """Tell where the environment stands and which Python it has; nothing if it does not run."""
    if not python.exists() or not runs([python, "-c", ""]):
        return {}
    asked = [str(python), "-c", "import sys; print(*sys.version_info[:2], sep='.')"]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    return {"place": str(ROOT), "python": version}


@contextlib.contextmanager
def one_at_a_time() -> "Iterator[None]":
    """Let a second run wait until the first has installed, instead of spoiling its work."""
    with Path(__file__).open(encoding="utf-8") as held:
        if fcntl:  # Windows has no such lock; there, start one run at a time
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another installation of this course is under way. Waiting until it ends ...")
                fcntl.flock(held, fcntl.LOCK_EX)
            except OSError:
                pass  # a network disk without locks; there too, start one run at a time
        yield


def fingerprints(lock: str) -> "dict[str, str]":
    """Name what must be installed: the lock, and what an install copies out of our package."""
    package = hashlib.sha256()
    for path in [ROOT / "pyproject.toml", *sorted((ROOT / "jupyter").rglob("*"))]:
        if path.is_file():
            package.update(path.read_bytes())
    return {
        lock: hashlib.sha256((ROOT / lock).read_bytes()).hexdigest(),
        "package": package.hexdigest(),
    }


def make_venv() -> None:
    """Create an empty `.venv`, or say what is missing for it."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian has it in a package of its own
        import venv  # noqa: F401, PLC0415
    except ImportError:
        stop(
            "This Python cannot create environments: a part of it is missing.\n"
            "On Debian and Ubuntu type:  sudo apt install python3-venv\n"
            "Then run the same command again."
        )
    say("Creating the environment in .venv ...")
    run([sys.executable, "-m", "venv", "--clear", VENV])


def use_newer_python() -> None:
    """Run again with a newer Python if this machine has one; otherwise say where to get it."""
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer and runs([newer, "-c", "import ensurepip, venv"]):
            sys.exit(subprocess.call([newer, *sys.argv]))
    stop(
        f"This is Python {sys.version_info[0]}.{sys.version_info[1]}; "
        f"the course needs Python {OLDEST[0]}.{OLDEST[1]} or newer.\n"
        "Get it from python.org or from your system's packages, then run the same command again.\n"
        "If it is installed already, name it:  make lab PYTHON=/path/to/python3"
    )


def open_lab(
    python: Path, port: "int | None", environment: "dict[str, str]", *, browser: bool
) -> None:
    """Start JupyterLab at the root of the course, on its first page; end when it ends."""
    if port is None:
        port = next(p for p in range(FIRST_PORT, FIRST_PORT + 100) if is_free(p))
    elif not is_free(port):
        stop(
            f"Port {port} is in use, perhaps by a JupyterLab that still runs.\n"
            f"Choose another one:  make lab PORT={port + 1}"
        )
    with contextlib.suppress(OSError):  # a course that somebody else installed: read-only
        (ROOT / ".exchange").mkdir(exist_ok=True)  # where nbgrader_config.py tells nbgrader to look
    token = secrets.token_hex(16)
    page = "/lab/tree/" + FIRST_PAGE
    say("The course is open at this address (it holds a password: do not share it):\n")
    say(f"    http://127.0.0.1:{port}{page}?token={token}\n")
    say("To stop, press Ctrl+C here. Your answers are saved as you give them.")
    command = [python, "-m", "jupyterlab", "--log-level=WARN", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    command += [
        "--ServerApp.base_url=/"
    ]  # the address above holds, whatever one's own settings say
    command += ["--ServerApp.answer_yes=True"]  # Ctrl+C stops it without a question
    command += [f"--ServerApp.root_dir={ROOT}", f"--LabApp.default_url={page}"]
    if not browser:
        command += ["--no-browser"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command += ["--allow-root"]  # a container; Jupyter refuses otherwise
    environment = {**environment, **writable_folders(), "JUPYTER_TOKEN": token}
    if environment.get("BROWSER") == "no":
        del environment["BROWSER"]
    command = [str(part) for part in command]
    os.chdir(str(ROOT))  # nbgrader looks for its settings where Jupyter was started
    if not WINDOWS:
        os.execve(command[0], command, environment)  # from here on this process is JupyterLab
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(subprocess.call(command, env=environment))


def clean_environment() -> "dict[str, str]":
    """Return the environment without what leads Python or pip away from `.venv`."""
    kept = {name: value for name, value in os.environ.items() if name not in ASTRAY}
    return {**kept, "PIP_USER": "0", "PYTHONNOUSERSITE": "1"}


def writable_folders() -> "dict[str, str]":
    """Give Jupyter folders of its own for this run where the home folder cannot be written."""
    home = Path.home()
    if os.access(str(home), os.W_OK):
        return {}
    say(f"The folder {home} cannot be written: JupyterLab forgets its layout when it ends.\n")
    place = Path(tempfile.mkdtemp(prefix="unsigned-peace-"))
    names = ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    names += ("MPLCONFIGDIR", "JUPYTERLAB_WORKSPACES_DIR", "JUPYTERLAB_SETTINGS_DIR")
    return {name: str(place / name.lower()) for name in names if name not in os.environ}


def has_desktop() -> bool:
    """Tell whether a browser can show up here. A guess, and a wrong one does no harm."""
    if WINDOWS or sys.platform == "darwin":
        return "SSH_CONNECTION" not in os.environ
    return any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def is_free(port: int) -> bool:
    """Tell whether nobody listens on this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def runs(command: list) -> bool:
    """Tell whether a command ends well, without showing what it says."""
    quiet = subprocess.DEVNULL
    command = [str(part) for part in command]
    try:
        return subprocess.call(command, stdout=quiet, stderr=quiet, env=clean_environment()) == 0
    except OSError:
        return False


def run(command: list) -> None:
    """Run one step of the installation; stop with a word of advice if it fails."""
    command = [str(part) for part in command]
    if subprocess.call(command, cwd=str(ROOT), env=clean_environment()) != 0:
        stop(
            "The installation stopped: the lines above say why.\n"
            "If the network failed, run the same command again: what was downloaded is kept."
        )


def say(text: str) -> None:
    """Print at once, even into a file."""
    print(text, flush=True)


def stop(text: str) -> None:
    """End with a message for a person."""
    sys.exit("\n" + text)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("Interrupted. Run the same command again to continue.")
