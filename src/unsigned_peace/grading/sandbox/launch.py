"""Start the process that becomes the fork server; `inside/forkserver.py` says what it does."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

_HERE = Path(__file__).parent
_CODE = "import sys; sys.path.append({!r}); from inside.forkserver import main; main({})"


class SandboxError(RuntimeError):
    """The sandbox cannot be built, or has broken down. It says what to do next."""


class MissingPartError(SandboxError):
    """A part of the sandbox is not to be had on this machine; `parts` names each."""

    def __init__(self, parts: list[str]) -> None:
        """Say what is missing and which ways out there are."""
        self.parts = parts
        super().__init__(
            f"This machine cannot build the sandbox. Missing: {'; '.join(parts)}. "
            "Students' code would run with your own rights. docs/threat-model.md says how to get "
            "the missing part. If you want to grade without it, say so: --unsafe, or "
            "c.Grader.unsafe = True in nbgrader_config.py."
        )


@dataclass(frozen=True)
class Setup:
    """What the fork server needs to know before it starts.

    `imports` and `preload` name modules to load once for all. `visible` are folders that notebooks
    may read besides Python's own, or functions that name one, as `module:function`. Nobody sees
    `course` and `secrets`. In `workplace` lie the folders in which notebooks run. Without
    `sandbox` there are only limits.
    """

    course: Path
    workplace: Path
    secrets: tuple[Path, ...] = ()
    visible: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    python: str = sys.executable
    sandbox: bool = True


def visible_folders(setup: Setup) -> list[Path]:
    """Find the folders that notebooks may read. Raises FileNotFoundError and ImportError.

    >>> visible_folders(Setup(Path("/c"), Path("/c/a"), visible=("/usr", "site:getuserbase")))[0]
    PosixPath('/usr')
    """
    found = []
    for one in setup.visible:
        module, colon, function = one.partition(":")
        found.append(Path(getattr(import_module(module), function)() if colon else one))
    return found


@dataclass(frozen=True)
class Launched:
    """A process that loads IPython and then waits, at `orders`, to hear what else to load."""

    orders: socket.socket
    process: subprocess.Popen[bytes]

    def close(self) -> None:
        """End the process and every child of it."""
        self.orders.close()
        self.process.kill()
        self.process.wait()


_waiting: list[Launched] = []  # at most one, for this Python and without special variables


def launch(python: str = sys.executable, wanted: Mapping[str, str] | None = None) -> Launched:
    """Start a process of this `python`, or take the one that `early` has started."""
    if python == sys.executable and not wanted and _waiting:
        return _waiting.pop()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    # -P: the folder in which the grader was called is no place to import from.
    command = [python, "-P", "-c", _CODE.format(str(_HERE), theirs.fileno())]
    process = subprocess.Popen(  # noqa: S603
        command,
        pass_fds=[theirs.fileno()],
        env=_environment(python, wanted or {}),
        stdin=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,  # Ctrl-C is for the grader alone
    )
    theirs.close()
    return Launched(ours, process)


@contextlib.contextmanager
def early() -> Iterator[None]:
    """Start a process now, while the grader has libraries of its own to load for seconds."""
    if sys.platform == "linux":
        _waiting.append(launch())
    try:
        yield
    finally:
        while _waiting:
            _waiting.pop().close()


def _environment(python: str, wanted: Mapping[str, str]) -> dict[str, str]:
    """Give the fork server a clean environment: nothing of the grader's own but the language."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ") if name in os.environ}
    threads = dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
    )
    folder = str(Path(python).parent)
    return {
        "LANG": "C.UTF-8",
        **kept,
        **threads,
        "HOME": str(_home()),
        "USER": "student",
        "LOGNAME": "student",
        "PATH": f"{folder}:/usr/local/bin:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as in every Jupyter kernel
        **wanted,
    }


def _home() -> Path:
    """Give the fork server a home in which libraries keep caches, and no other user can write.

    It starts with the grader's own rights, and Python and IPython run what they find at home.
    """
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    home = Path(caches, "unsigned-peace", "sandbox")
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="unsigned-peace-"))
    return home
