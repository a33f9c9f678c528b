"""Start the process that becomes a zygote; `inside/zygote.py` says what it does."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from unsigned_peace.grading.sandbox.environment import environment

_HERE = Path(__file__).parent
_CODE = "import sys; sys.path.append({!r}); from inside.zygote import main; main({})"


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
    """Start a process of this `python`, with the `wanted` environment variables.

    The one that `early` has started is taken if it is what is asked for.
    """
    if python == sys.executable and not wanted and _waiting:
        return _waiting.pop()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    # -P: the folder in which the grader was called is no place to import from.
    command = [python, "-P", "-c", _CODE.format(str(_HERE), theirs.fileno())]
    process = subprocess.Popen(  # noqa: S603
        command,
        pass_fds=[theirs.fileno()],
        env=environment(python, wanted or {}),
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
