"""Start the zygote, ask it for children, and talk to them."""

import contextlib
import json
import os
import secrets
import select
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Self

from unsigned_peace.grading.sandbox.inside import wire
from unsigned_peace.grading.sandbox.launch import launch
from unsigned_peace.grading.sandbox.limits import Limits

_ANSWER_BYTES = 1 << 20


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


class Timeout(Exception):  # noqa: N818 - not an error: the caller asked to be woken
    """Nothing came in the given time."""


class Ended(Exception):  # noqa: N818 - nor is this one
    """The child has ended or closed its channel."""


@dataclass(frozen=True)
class Setup:
    """What the zygote needs to know before it starts.

    `imports` names modules to load once for all, and to watch; `preload` more to load; `visible`
    are folders that notebooks may read besides Python's own; nobody sees `course` and `secrets`;
    in `workplace` lie the folders in which notebooks run. Without `sandbox` there are only limits.
    """

    course: Path
    workplace: Path
    secrets: tuple[Path, ...] = ()
    visible: tuple[Path, ...] = ()
    imports: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    python: str = sys.executable
    sandbox: bool = True


@dataclass(frozen=True)
class Death:
    """How a child has ended, as the zygote saw it."""

    status: int | None = None
    error: str = ""
    reason: str = ""  # the limit that made the zygote end it
    cpu_seconds: float = 0.0
    peak_bytes: int = 0


class Pool:
    """One zygote and its children. Used from several threads; close it at the end."""

    def __init__(self, setup: Setup) -> None:
        """Start the zygote in the background; `wait` says when it is ready.

        Raises MissingPartError where there is no Linux.
        """
        if sys.platform != "linux":
            raise MissingPartError([f"a Linux kernel (this is {sys.platform})"])
        self.setup = setup
        self._numbers = count()
        self._slots = set(range(1000))
        self._zygote = launch(setup.python, dict(setup.environment))
        self._orders = self._zygote.orders
        settings = {
            "sandbox": setup.sandbox,
            "imports": setup.imports,
            "preload": setup.preload,
            "course": str(setup.course),
            "secrets": [str(one) for one in setup.secrets],
            "visible": [str(one) for one in setup.visible],
            "workplace": str(setup.workplace),
        }
        self._orders.send(json.dumps(settings).encode())
        self.language_info: dict[str, Any] = {}  # what every notebook says of its kernel
        self._ready = False
        self._waiting = threading.Lock()

    def wait(self) -> None:
        """Wait until the zygote can fork. Raises MissingPartError, or SandboxError."""
        with self._waiting:
            if not self._ready:
                self._hear()
                self._ready = True

    def _hear(self) -> None:
        """Take the zygote's first message."""
        try:
            answer = json.loads(self._orders.recv(_ANSWER_BYTES) or b"{}")
        except ConnectionResetError:
            answer = {}
        if "missing" in answer:
            raise MissingPartError(answer["missing"])
        if "language_info" not in answer:
            status = self._zygote.process.wait()
            raise SandboxError(
                f"The sandbox did not start (exit status {status}). What it said stands above."
            )
        if answer["threads"] > 1:
            names = ", ".join((*self.setup.imports, *self.setup.preload))
            raise SandboxError(
                "A preloaded module has started threads; they do not survive a fork. "
                f"Take it out of c.Grader.preload: one of {names}."
            )
        self.language_info = answer["language_info"]

    def start(
        self, folder: Path, place: Path, limits: Limits, after: "Child | None" = None
    ) -> "Child":
        """Fork a child that sees a copy of `folder` at `place`. Raises SandboxError.

        Where an earlier child of the same student was kept, name it in `after`.
        """
        self.wait()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        news, told = os.pipe()
        files = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        name = str(next(self._numbers))
        key = secrets.token_bytes(wire.KEY_BYTES)
        slot = self._slots.pop() if after is None else after.slot
        order = {
            "type": "start",
            "name": name,
            "slot": slot,
            "after": "" if after is None else after.name,
            "cwd": str(place if self.setup.sandbox else folder),
            "workplace": str(self.setup.workplace),
            "limits": limits.of_system(),
            "key": key.hex(),
            "environment": {"NBGRADER_EXECUTION": "autograde", "HOME": "/tmp"},  # noqa: S108
        }
        try:
            socket.send_fds(
                self._orders, [json.dumps(order).encode()], [theirs.fileno(), told, files]
            )
        except OSError as error:
            ours.close()
            os.close(news)
            raise SandboxError(f"The sandbox has broken down: {error}. Start again.") from error
        finally:
            theirs.close()
            os.close(told)
            os.close(files)
        return Child(self, name, slot, ours, news, wire.Sealer(key))

    def signal(self, name: str, number: int) -> None:
        """Send a signal to a child, if it still runs."""
        order = {"type": "signal", "name": name, "number": number}
        with contextlib.suppress(OSError):
            self._orders.send(json.dumps(order).encode())

    def keep(self, name: str) -> None:
        """Keep the files of a child that still runs for the next one; wait until that is done."""
        answer, told = os.pipe()
        order = {"type": "keep", "name": name}
        with os.fdopen(answer, "rb") as pipe, contextlib.suppress(OSError):
            try:
                socket.send_fds(self._orders, [json.dumps(order).encode()], [told])
            finally:
                os.close(told)
            pipe.read()

    def release(self, slot: int) -> None:
        """Take back the user id of a child that has ended."""
        self._slots.add(slot)

    def close(self) -> None:
        """End the zygote and every child."""
        self._zygote.close()

    def __enter__(self) -> Self:
        """Close at the end of a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close, whatever happened."""
        self.close()


@dataclass
class Child:
    """A process that runs one notebook."""

    _pool: Pool
    name: str
    slot: int
    _channel: socket.socket
    _news: int
    _sealer: wire.Sealer
    _unpacker: wire.Unpacker = field(default_factory=wire.Unpacker)
    received: int = 0

    def __post_init__(self) -> None:
        """Prepare to send and to wait."""
        self._sender = wire.Sender(self._channel)
        self._death: Death | None = None
        self._kept = False

    def send(self, message: dict[str, Any]) -> None:
        """Send one request. Raises Ended."""
        try:
            self._sender.send(json.dumps(message).encode())
        except OSError:
            raise Ended from None

    def receive(self, until: float | None) -> bytes | None:
        """Take one packet; give the message if it is whole.

        Raises Timeout and Ended, and wire.ForgedError if somebody else has written it.

        `until` is a moment of `time.monotonic`; `None` waits for ever.
        """
        poll = select.poll()
        poll.register(self._channel, select.POLLIN)
        wait = None if until is None else max(0.0, until - time.monotonic()) * 1000
        if not poll.poll(wait):
            raise Timeout
        try:
            packet = self._channel.recv(wire.PIECE + 1)
        except ConnectionResetError:
            packet = b""
        if not packet:
            raise Ended
        self.received += len(packet)
        sealed = self._unpacker.add(packet)
        return None if sealed is None else self._sealer.open(sealed)

    def interrupt(self) -> None:
        """Do what the stop button of a notebook does."""
        self._pool.signal(self.name, signal.SIGINT)

    def kill(self) -> None:
        """End the child and all that it has started."""
        self._pool.signal(self.name, signal.SIGKILL)

    def keep(self) -> None:
        """Keep its files, and its user id, for the next notebook of the same student."""
        self._pool.keep(self.name)
        self._kept = True

    def bury(self) -> Death:
        """Wait for the end, after which nothing of the child is left, and tell how it was."""
        if self._death is None:
            self.kill()  # it has nothing left to do, even if it has not noticed
            self._channel.close()
            with os.fdopen(self._news, "rb") as pipe:
                news = pipe.read()
            self._death = Death(**json.loads(news or b"{}"))
            if not self._kept:
                self._pool.release(self.slot)
        return self._death
