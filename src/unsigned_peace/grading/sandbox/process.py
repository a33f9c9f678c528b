"""Talk to one process that runs a notebook, or checks it."""

import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from unsigned_peace.grading.sandbox.limits import ExitStatus

_AHEAD = 1 << 26  # bytes that may wait here while we send
_AT_ONCE = 1 << 18


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
        self,
        message: Mapping[str, Any],
        until: float | None = None,
        descriptors: Sequence[int] = (),
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

    def receive(self, until: float | None) -> bytes | None:
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


def wait_for(*workers: WorkerProcess, until: float | None, sending: bool = False) -> bool:
    """Wait until one of the processes has sent something; tell whether one has.

    `until` is a moment of `time.monotonic`; `None` waits for ever. With `sending` it is enough if
    one takes something.
    """
    poll = select.poll()
    for worker in workers:
        poll.register(worker, select.POLLIN | (select.POLLOUT if sending else 0))
    left = None if until is None else max(0.0, until - time.monotonic()) * 1000
    return bool(poll.poll(left))
