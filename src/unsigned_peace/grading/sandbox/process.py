"""One process that runs a notebook, or checks it: what it may use, how to talk to it, its end."""

import json
import math
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MEGABYTE = 1 << 20
_AHEAD = 1 << 26  # bytes that may wait here while we send
_AT_ONCE = 1 << 18


@dataclass(frozen=True)
class Limits:
    """The limits of one notebook. Times are in seconds; `None` where no time is set."""

    cell_seconds: float | None = 30.0
    notebook_seconds: float | None = 600.0
    cpu_seconds: int = 300
    memory_bytes: int = 1024 * MEGABYTE
    processes: int = 100
    open_files: int = 256
    file_bytes: int = 100 * MEGABYTE
    written_bytes: int = 200 * MEGABYTE
    cell_output_bytes: int = 20 * MEGABYTE
    output_bytes: int = 60 * MEGABYTE


# Those that a process can tell of, because it has run into them.
OF_SYSTEM = frozenset({"cpu", "memory", "processes", "open_files", "file", "written"})
_SENTENCES = {
    "cell": "A cell may run for {cell_seconds}. This one was stopped.",
    "notebook": "The time for the whole notebook is over: {notebook_seconds}.",
    "cpu": "The limit of computing time was reached: {cpu_seconds} of the processor for one "
    "notebook.",
    "memory": "The limit of memory was reached: {memory_bytes} for one notebook.",
    "processes": "The limit of processes was reached: {processes} at a time.",
    "open_files": "The limit of open files was reached: {open_files} at a time.",
    "file": "The limit for one file was reached: {file_bytes}.",
    "written": "The limit for all written files was reached: {written_bytes}.",
    "cell_output": "The output of one cell may have {cell_output_bytes}. This one was stopped.",
    "output": "The output of the whole notebook may have {output_bytes}.",
}


def explain(limit: str, limits: Limits) -> str:
    """Say in plain words which limit was reached.

    >>> explain("memory", Limits(memory_bytes=512 * MEGABYTE))
    'The limit of memory was reached: 512 MB for one notebook.'
    """
    return _SENTENCES[limit].format(
        **{name: _said(name, one) for name, one in vars(limits).items()}
    )


def _said(name: str, limit: float | None) -> str:
    if limit is None:
        return "no time"
    if name.endswith("_bytes"):
        return f"{limit // MEGABYTE:,} MB"
    return f"{limit:g} second{'s' * (limit != 1)}" if name.endswith("_seconds") else f"{limit}"


@dataclass(frozen=True)
class ExitStatus:
    """How a process has ended, as the fork server saw it."""

    status: int | None = None
    error: str = ""
    reason: str = ""  # the limit that made the server end it
    cpu_seconds: float = 0.0
    peak_bytes: int = 0

    def explain(self, stopped: str, limits: Limits) -> str:
        """Say by which limit it ended, or by what it did to itself; "" if the sandbox is to blame.

        >>> ExitStatus(status=-11).explain("", Limits())
        'Python crashed (SIGSEGV).'
        >>> ExitStatus(status=0).explain("", Limits())
        'The notebook ended its own process, with exit status 0.'
        """
        if self.error or self.status is None:
            return ""
        if stopped or self.reason:
            return explain(stopped or self.reason, limits)
        if self.cpu_seconds >= limits.cpu_seconds:
            return explain("cpu", limits)
        if self.status == -signal.SIGKILL:
            return "It was killed by the system, which perhaps had no memory left."
        if self.status < 0:
            return f"Python crashed ({signal.Signals(-self.status).name})."
        return f"The notebook ended its own process, with exit status {self.status}."


class WorkerExited(Exception):  # noqa: N818 - not always an error
    """The process has ended or closed its channel."""

    def __init__(self, worker: "WorkerProcess") -> None:
        """Say which one."""
        super().__init__()
        self.worker = worker


@dataclass
class WorkerProcess:
    """A process that runs one notebook, or checks it; `number` is its name for the fork server.

    `signal` sends it a signal. `channel` does not block. `news` is a pipe, which tells how it has
    ended.
    """

    number: int
    signal: Callable[[int], None]
    channel: socket.socket
    news: int
    received: int = 0  # bytes
    _come: bytearray = field(default_factory=bytearray)  # what nobody has asked for yet
    _status: ExitStatus | None = None

    def fileno(self) -> int:
        """Let a worker be waited for."""
        return self.channel.fileno()

    def send(
        self, message: Mapping[str, Any], until: float, descriptors: Sequence[int] = ()
    ) -> None:
        """Send one request, with open files; take what the other side sends meanwhile.

        Raises WorkerExited, also if it does not listen until then.
        """
        rest = memoryview(json.dumps(message).encode() + b"\n")
        while rest:
            try:
                rest = rest[socket.send_fds(self.channel, [rest], descriptors) :]
                descriptors = ()
            except BlockingIOError:
                if len(self._come) > _AHEAD or not wait_for(self, until=until, sending=True):
                    self.kill()
                    raise WorkerExited(self) from None
                self._take()
            except OSError:
                raise WorkerExited(self) from None

    def receive(self, until: float) -> bytes | None:
        """Wait for a message; None if there is none `until` then. Raises WorkerExited."""
        while (message := self.next_message()) is None and wait_for(self, until=until):
            pass
        return message

    def next_message(self) -> bytes | None:
        """Give the next message, if it is here as a whole. Raises WorkerExited."""
        if b"\n" not in self._come:
            self._take()
        end = self._come.find(b"\n")
        if end < 0:
            return None
        message = bytes(self._come[:end])
        del self._come[: end + 1]
        return message

    def _take(self) -> None:
        try:
            more = self.channel.recv(_AT_ONCE)
        except BlockingIOError:
            return
        except ConnectionResetError:
            more = b""
        if not more:
            raise WorkerExited(self)
        self.received += len(more)
        self._come += more

    def interrupt(self) -> None:
        """Do what the stop button of a notebook does."""
        self.signal(signal.SIGINT)

    def kill(self) -> None:
        """End the process and all that it has started."""
        self.signal(signal.SIGKILL)

    def wait(self) -> ExitStatus:
        """Wait for the end, after which nothing of the process is left, and tell how it was."""
        if self._status is None:
            self.kill()  # it has nothing left to do, even if it has not noticed
            self.channel.close()
            with os.fdopen(self.news, "rb") as pipe:
                self._status = ExitStatus(**json.loads(pipe.read() or b"{}"))
        return self._status


def wait_for(*workers: WorkerProcess, until: float, sending: bool = False) -> bool:
    """Wait until one of the processes has sent something; tell whether one has.

    `until` is a moment of `time.monotonic`. With `sending` it is enough if one takes something.
    """
    poll = select.poll()
    for worker in workers:
        poll.register(worker, select.POLLIN | (select.POLLOUT if sending else 0))
    left = max(0.0, until - time.monotonic()) * 1000
    return bool(poll.poll(left if math.isfinite(left) else None))
