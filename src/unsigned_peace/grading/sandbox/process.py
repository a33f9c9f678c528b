"""Talk to one process that runs a notebook, or checks it."""

import contextlib
import json
import os
import select
import signal
import socket
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from unsigned_peace.grading.sandbox.inside import framing
from unsigned_peace.grading.sandbox.limits import ExitStatus

_AHEAD = 1 << 26  # bytes that may wait here while we send


class Timeout(Exception):  # noqa: N818 - not an error: the caller asked to be woken
    """Nothing came in the given time."""


class WorkerExited(Exception):  # noqa: N818 - nor is this one
    """The process has ended or closed its channel."""

    def __init__(self, worker: "WorkerProcess") -> None:
        """Say which one."""
        super().__init__()
        self.worker = worker


class Server(Protocol):
    """What a process needs of the fork server that has made it."""

    def signal(self, name: str, number: int) -> None:
        """Send a signal to a process."""

    def keep(self, name: str) -> None:
        """Keep the files of a process."""

    def release(self, slot: int) -> None:
        """Take back the user id of a process."""


@dataclass
class WorkerProcess:
    """A process that runs one notebook, or checks it."""

    _server: Server
    name: str
    slot: int
    _channel: socket.socket
    _news: int
    _unpacker: framing.Unpacker = field(default_factory=framing.Unpacker)
    received: int = 0

    def __post_init__(self) -> None:
        """Prepare to send and to wait."""
        self._channel.setblocking(False)  # noqa: FBT003
        self._early: deque[bytes] = deque()  # packets that came while we sent
        self._status: ExitStatus | None = None
        self._kept = False

    def fileno(self) -> int:
        """Let a worker be waited for."""
        return self._channel.fileno()

    @property
    def has_packet(self) -> bool:
        """Whether a packet is here already."""
        return bool(self._early)

    def send(
        self, header: Mapping[str, Any], body: bytes = b"", until: float | None = None
    ) -> None:
        """Send one request; take what the other side sends meanwhile.

        Raises WorkerExited, and Timeout if it does not listen.
        """
        waiting = 0
        for packet in framing.packets(framing.message(header, body)):
            while True:
                try:
                    self._channel.send(packet)
                    break
                except BlockingIOError:
                    if waiting > _AHEAD:
                        raise WorkerExited(self) from None
                    self._wait(select.POLLIN | select.POLLOUT, until)
                    with contextlib.suppress(BlockingIOError):
                        self._early.append(self._take())
                        waiting += len(self._early[-1])
                except OSError:
                    raise WorkerExited(self) from None

    def receive(self, until: float | None) -> bytes | None:
        """Take one packet; give the message if it is whole.

        Raises Timeout and WorkerExited. `until` is a moment of `time.monotonic`; `None` waits for
        ever.
        """
        if self._early:
            packet = self._early.popleft()
        else:
            self._wait(select.POLLIN, until)
            try:
                packet = self._take()
            except BlockingIOError:
                return None
        self.received += len(packet)
        return self._unpacker.add(packet)

    def _wait(self, what: int, until: float | None) -> None:
        poll = select.poll()
        poll.register(self._channel, what)
        if not poll.poll(_milliseconds(until)):
            raise Timeout

    def _take(self) -> bytes:
        try:
            packet = self._channel.recv(framing.PIECE + 1)
        except ConnectionResetError:
            packet = b""
        if not packet:
            raise WorkerExited(self)
        return packet

    def interrupt(self) -> None:
        """Do what the stop button of a notebook does."""
        self._server.signal(self.name, signal.SIGINT)

    def kill(self) -> None:
        """End the process and all that it has started."""
        self._server.signal(self.name, signal.SIGKILL)

    def keep(self) -> None:
        """Keep its files, and its user id, for the next notebook of the same student."""
        self._server.keep(self.name)
        self._kept = True

    def wait(self) -> ExitStatus:
        """Wait for the end, after which nothing of the process is left, and tell how it was."""
        if self._status is None:
            self.kill()  # it has nothing left to do, even if it has not noticed
            self._channel.close()
            with os.fdopen(self._news, "rb") as pipe:
                news = pipe.read()
            self._status = ExitStatus(**json.loads(news or b"{}"))
            if not self._kept:
                self._server.release(self.slot)
        return self._status


def first_ready(*workers: WorkerProcess, until: float | None) -> WorkerProcess | None:
    """Wait until one of the processes has sent something; None if none has, in the given time."""
    for worker in workers:
        if worker.has_packet:
            return worker
    poll = select.poll()
    for worker in workers:
        poll.register(worker.fileno(), select.POLLIN)
    ready = {number for number, _ in poll.poll(_milliseconds(until))}
    return next((one for one in workers if one.fileno() in ready), None)


def _milliseconds(until: float | None) -> float | None:
    return None if until is None else max(0.0, until - time.monotonic()) * 1000
