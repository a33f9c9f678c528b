"""Give orders to the fork server: make processes, and templates of processes."""

import contextlib
import json
import os
import socket
import sys
import threading
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

from unsigned_peace.grading.sandbox.inside.framing import PIECE, Unpacker
from unsigned_peace.grading.sandbox.launch import (
    MissingPartError,
    SandboxError,
    Setup,
    launch,
    visible_folders,
)
from unsigned_peace.grading.sandbox.limits import Limits
from unsigned_peace.grading.sandbox.process import WorkerProcess

_ANSWER_BYTES = 1 << 20
_ENVIRONMENT = {
    "NBGRADER_EXECUTION": "autograde",
    "HOME": "/tmp",  # noqa: S108 - its own
    "PIP_RETRIES": "0",  # there is no network: say so at once
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


class ForkServerHandle:
    """Gives orders to a fork server, or to one of its templates. Several threads may share one."""

    def __init__(self, orders: socket.socket, setup: Setup, slots: set[int]) -> None:
        """Send orders through `orders`; `slots` are the user ids that are free."""
        self._orders, self._setup, self._slots = orders, setup, slots
        self._numbers = count()

    def start(  # noqa: PLR0913
        self,
        folder: Path,
        place: Path,
        limits: Limits,
        *,
        checks: bool = False,
        given: tuple[str, ...] = (),
        after: "WorkerProcess | None" = None,
    ) -> "WorkerProcess":
        """Fork a process that sees a copy of `folder` at `place`. Raises SandboxError.

        One that `checks` finds no code there but in the `given` files. Where an earlier process
        of the same student was kept, name it in `after`.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        news, reported = os.pipe()
        files = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        name = f"{id(self)}-{next(self._numbers)}"
        slot = self._slots.pop() if after is None else after.slot
        order = {
            "type": "start",
            "name": name,
            "slot": slot,
            "after": "" if after is None else after.name,
            "cwd": str(place if self._setup.sandbox else folder),
            "workplace": str(self._setup.workplace),
            "limits": limits.of_system(),
            "checks": checks,
            "given": given,
            "environment": _ENVIRONMENT,
        }
        try:
            socket.send_fds(
                self._orders, [json.dumps(order).encode()], [theirs.fileno(), reported, files]
            )
        except OSError as error:
            ours.close()
            os.close(news)
            raise SandboxError(f"The sandbox has broken down: {error}. Start again.") from error
        finally:
            theirs.close()
            os.close(reported)
            os.close(files)
        return WorkerProcess(self, name, slot, ours, news)

    def template(self, cells: tuple[str, ...]) -> tuple["ForkServerHandle", dict[str, Any]]:
        """Fork a server that has run these cells; give it, and what it says of them.

        Raises SandboxError.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        order = {"type": "template", "cells": cells}
        try:
            socket.send_fds(self._orders, [json.dumps(order).encode()], [theirs.fileno()])
            theirs.close()
            whole, unpacker = None, Unpacker()
            while whole is None and (packet := ours.recv(PIECE + 1)):
                whole = unpacker.add(packet)
            answer = json.loads(whole or b"{}")
        except OSError:
            answer = {}
        return ForkServerHandle(ours, self._setup, self._slots), answer or {"good": 0}

    def signal(self, name: str, number: int) -> None:
        """Send a signal to a process, if it still runs."""
        order = {"type": "signal", "name": name, "number": number}
        with contextlib.suppress(OSError):
            self._orders.send(json.dumps(order).encode())

    def keep(self, name: str) -> None:
        """Keep the files of a process for the next one; wait until that is done."""
        answer, reported = os.pipe()
        order = {"type": "keep", "name": name}
        with os.fdopen(answer, "rb") as pipe, contextlib.suppress(OSError):
            try:
                socket.send_fds(self._orders, [json.dumps(order).encode()], [reported])
            finally:
                os.close(reported)
            pipe.read()

    def release(self, slot: int) -> None:
        """Take back the user id of a process that has ended."""
        self._slots.add(slot)

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
            raise MissingPartError([f"a Linux kernel (this is {sys.platform})"])
        self._launched = launch(setup.python, dict(setup.environment))
        super().__init__(self._launched.orders, setup, set(range(4000)))
        settings = {
            "sandbox": setup.sandbox,
            "imports": setup.imports,
            "preload": setup.preload,
            "course": str(setup.course),
            "secrets": [str(one) for one in setup.secrets],
            "visible": [str(one) for one in visible_folders(setup)],
            "workplace": str(setup.workplace),
        }
        self._orders.send(json.dumps(settings).encode())
        self.language_info: dict[str, Any] = {}  # what every notebook says of its kernel
        self._ready = False
        self._lock = threading.Lock()
        self._templates: dict[tuple[str, ...], tuple[ForkServerHandle, list[Any]]] = {}

    def wait(self) -> None:
        """Wait until the server can fork. Raises MissingPartError, or SandboxError."""
        with self._lock:
            if not self._ready:
                self._hear()
                self._ready = True

    def _hear(self) -> None:
        """Take the server's first message."""
        try:
            answer = json.loads(self._orders.recv(_ANSWER_BYTES) or b"{}")
        except ConnectionResetError:
            answer = {}
        if "missing" in answer:
            raise MissingPartError(answer["missing"])
        if "language_info" not in answer:
            status = self._launched.process.wait()
            raise SandboxError(
                f"The sandbox did not start (exit status {status}). What it said stands above."
            )
        if answer["threads"] > 1:
            names = ", ".join((*self._setup.imports, *self._setup.preload))
            raise SandboxError(
                "A preloaded module has started threads; they do not survive a fork. "
                f"Take it out of c.Grader.preload: one of {names}."
            )
        self.language_info = answer["language_info"]

    def template_for(self, cells: tuple[str, ...]) -> tuple[ForkServerHandle, list[Any]]:
        """Give a server that has run as many of these cells as can be shared, and their messages.

        Where that is none it is this server.
        """
        self.wait()
        with self._lock:
            if cells not in self._templates:
                self._templates[cells] = self._shared(cells)
            return self._templates[cells]

    def _shared(self, cells: tuple[str, ...]) -> tuple[ForkServerHandle, list[Any]]:
        while cells:
            (server, one), (other, two) = self.template(cells), self.template(cells)
            other.end()
            good = min(one["good"], two["good"])
            if good == len(cells) and _is_same(one, two):
                return server, one["shown"]
            server.end()
            cells = cells[: min(good, len(cells) - 1)]
        return self, []

    def end(self) -> None:
        """End the server and every process."""
        for server, _ in self._templates.values():
            ForkServerHandle.end(server)  # among them may be this one
        self._launched.close()


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether the cells have left the same behind, and shown the same, both times."""
    kinds = ("stream", "display_data", "execute_result")
    shown = [
        [message["content"] for cell in run["shown"] for message in cell
         if message["msg_type"] in kinds]
        for run in (one, other)
    ]  # fmt: skip
    return shown[0] == shown[1] and all(one[key] == other[key] for key in ("names", "random"))
