"""Start the fork server, and give it orders; `inside/forkserver.py` says what it does."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from itertools import count
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, TextIO

from unsigned_peace.grading.sandbox.process import Limits, WorkerProcess

_HERE = Path(__file__).parent
_CODE = "import sys; sys.path.append({!r}); from inside.forkserver import main; main({})"
_ANSWER_BYTES = 1 << 20
_MOST_LETTERS = 30_000  # in an order: the system takes some 200,000 bytes in one piece
_ENVIRONMENT = {
    "NBGRADER_EXECUTION": "autograde",
    "HOME": "/tmp",  # noqa: S108 - its own
    "PIP_RETRIES": "0",  # there is no network: say so at once
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class SandboxError(RuntimeError):
    """The sandbox cannot be built, or has broken down. It says what to do next."""


class MissingPartError(SandboxError):
    """A part of the sandbox is not to be had on this machine."""

    def __init__(self, part: str) -> None:
        """Say what is missing and which ways out there are."""
        super().__init__(
            f"This machine cannot build the sandbox. Missing: {part}. "
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
    python: str = ""  # of the one that runs this, if none is named
    sandbox: bool = True

    def visible_folders(self) -> list[Path]:
        """Find the folders that notebooks may read. Raises ImportError and the like.

        >>> Setup(Path("/c"), Path("/c/a"), visible=("/usr",)).visible_folders()
        [PosixPath('/usr')]
        """
        return [Path(resolve_name(one)() if ":" in one else one) for one in self.visible]


Texts = tuple[str, ...]
WarmServer = tuple["ForkServerHandle", list[Any]]
# A process that loads IPython, then waits to hear from the socket what else to load.
_Launched = tuple[socket.socket, subprocess.Popen[bytes]]
_waiting: list[_Launched] = []  # at most one, for this Python and without special variables


def _launch(python: str = sys.executable, wanted: Mapping[str, str] | None = None) -> _Launched:
    """Start a process of this `python`, or take the one that `early` has started."""
    if python == sys.executable and not wanted and _waiting:
        return _waiting.pop()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    # -P: the folder in which the grader was called is no place to import from.
    command = [python, "-P", "-c", _CODE.format(str(_HERE), theirs.fileno())]
    with theirs:
        process = subprocess.Popen(  # noqa: S603
            command,
            pass_fds=[theirs.fileno()],
            env=_environment(python, wanted or {}),
            stdin=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,  # Ctrl-C is for the grader alone
        )
    return ours, process


@contextlib.contextmanager
def early() -> Iterator[None]:
    """Start a process now, while the grader has libraries of its own to load for seconds."""
    if sys.platform == "linux":
        _waiting.append(_launch())
    try:
        yield
    finally:
        while _waiting:
            _end(*_waiting.pop())


def _end(orders: socket.socket, process: subprocess.Popen[bytes]) -> None:
    orders.close()
    process.kill()
    process.wait()


def _environment(python: str, wanted: Mapping[str, str]) -> dict[str, str]:
    """Give the fork server a clean environment: nothing of the grader's own but the language.

    Its home has caches of libraries, and no other user can write there: it starts with the
    grader's own rights, and Python and IPython run what they find at home.
    """
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    home = Path(caches, "unsigned-peace", "sandbox")
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        home = Path(tempfile.mkdtemp(prefix="unsigned-peace-"))
    return {
        "LANG": "C.UTF-8",
        **{name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ") if name in os.environ},
        **dict.fromkeys(_ONE_THREAD, "1"),
        "HOME": str(home),
        "SHELL": shutil.which("bash") or "sh",
        "USER": "student",
        "LOGNAME": "student",
        "PATH": f"{Path(python).parent}:/usr/local/bin:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as in every Jupyter kernel
        **wanted,
    }


class ForkServerHandle:
    """Gives orders to a fork server, or to one of its templates. Several threads may share one."""

    def __init__(self, orders: socket.socket, setup: Setup, numbers: Iterator[int]) -> None:
        """Send orders through `orders`; no two processes have one of the `numbers`."""
        self._orders, self._setup, self._numbers = orders, setup, numbers

    def _order(self, descriptors: list[int], **order: object) -> None:
        """Send an order with open files, which are closed here. Raises SandboxError."""
        try:
            socket.send_fds(self._orders, [json.dumps(order).encode()], descriptors)
        except OSError as error:
            raise SandboxError(f"The sandbox has broken down: {error}. Start again.") from error
        finally:
            for one in descriptors:
                os.close(one)

    def start(  # noqa: PLR0913
        self,
        folder: Path,
        place: Path,
        limits: Limits,
        *,
        checks: bool = False,
        given: tuple[str, ...] = (),
        after: WorkerProcess | None = None,
    ) -> WorkerProcess:
        """Fork a process that sees a copy of `folder` at `place`. Raises SandboxError.

        One that `checks` finds no code there but in the `given` files, and nothing of their kinds.
        `after` is an earlier process of the same student, whose files it sees instead.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003
        news, reported = os.pipe()
        number = next(self._numbers)
        files = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        self._order(
            [theirs.detach(), reported, files],
            type="start",
            number=number,
            after=after and after.number,
            cwd=str(place if self._setup.sandbox else folder),
            workplace=str(self._setup.workplace),
            limits=asdict(limits),
            checks=checks,
            given=given,
            environment=_ENVIRONMENT,
        )
        return WorkerProcess(number, partial(self._signal, number), ours, news)

    def template(self, cells: Texts, texts: Texts) -> tuple["ForkServerHandle", TextIO]:
        """Fork a server that runs `cells`; give it, and a pipe for what it says of them.

        The `texts` will run later; it reads them now. Raises SandboxError.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        answer, said = os.pipe()
        self._order([theirs.detach(), said], type="template", cells=cells, texts=texts)
        return ForkServerHandle(ours, self._setup, self._numbers), os.fdopen(answer)

    def _signal(self, number: int, signal: int) -> None:
        """Send a signal to a process, if it still runs."""
        with contextlib.suppress(SandboxError):
            self._order([], type="signal", number=number, signal=signal)

    def end(self) -> None:
        """End the server; what it has started goes on."""
        self._orders.close()


class ForkServerClient(ForkServerHandle):
    """One fork server and all its processes. Close it at the end."""

    def __init__(self, setup: Setup) -> None:
        """Start the server in the background; `wait` says when it is ready.

        Raises MissingPartError where there is no Linux.
        """
        if sys.platform != "linux":
            raise MissingPartError(f"a Linux kernel (this is {sys.platform})")
        orders, self._process = _launch(setup.python or sys.executable, dict(setup.environment))
        super().__init__(orders, setup, count(1))
        settings = {**asdict(setup), "visible": setup.visible_folders()}
        self._orders.send(json.dumps(settings, default=str).encode())
        self.language_info: dict[str, Any] = {}  # what every notebook says of its kernel
        self._lock = threading.Lock()
        self._templates: dict[tuple[Texts, Texts], WarmServer] = {}

    def wait(self) -> None:
        """Wait until the server can fork. Raises MissingPartError, or SandboxError."""
        with self._lock:
            if self.language_info:
                return
            answer: dict[str, Any] = {}
            with contextlib.suppress(ConnectionResetError):
                answer = json.loads(self._orders.recv(_ANSWER_BYTES) or b"{}")
            if "missing" in answer:
                raise MissingPartError(answer["missing"])
            if "language_info" not in answer:
                status = self._process.wait()
                raise SandboxError(
                    f"The sandbox did not start (exit status {status}). What it said stands above."
                )
            if answer["threads"] > 1:
                loaded = ", ".join((*self._setup.imports, *self._setup.preload))
                raise SandboxError(
                    "A preloaded module has started threads; they do not survive a fork. "
                    f"Take it out of c.Grader.preload: one of {loaded}."
                )
            self.language_info = answer["language_info"]

    def template_for(self, cells: Texts, texts: Texts) -> WarmServer:
        """Give a server that has run those of the `cells` that can be shared, and their messages.

        It has read the `texts`: none with tests in them is for students' processes.
        """
        self.wait()
        with self._lock:
            if (both := (cells, texts)) not in self._templates:
                self._templates[both] = self._shared(*both)
            return self._templates[both]

    def _shared(self, cells: Texts, texts: Texts) -> WarmServer:
        while cells and sum(map(len, cells + texts)) < _MOST_LETTERS:
            (server, first), (other, second) = self.template(cells, texts), self.template(cells, ())
            with first, second:
                one, two = (json.loads(pipe.read() or '{"shown": []}') for pipe in (first, second))
            other.end()
            good = min(len(one["shown"]), len(two["shown"]))
            if good == len(cells) and _to_compare(one) == _to_compare(two):
                return server, one["shown"]
            server.end()
            cells = cells[: min(good, len(cells) - 1)]
        return self, []

    def end(self) -> None:
        """End the server and every process."""
        for server, _ in self._templates.values():
            ForkServerHandle.end(server)  # among them may be this one
        _end(self._orders, self._process)


def _to_compare(hello: Mapping[str, Any]) -> list[object]:
    """Give what cells have left behind and shown, which has to be the same each time."""
    kinds = ("stream", "display_data", "execute_result")
    shown = [one["content"] for cell in hello["shown"] for one in cell if one["msg_type"] in kinds]
    return [shown, hello["names"], hello["random"]]
