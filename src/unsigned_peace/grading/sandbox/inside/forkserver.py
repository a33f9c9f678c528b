"""The fork server: a process that has everything loaded and forks one child per notebook.

It reads orders from one socket, one packet an order, and never anything that a student wrote:
a child talks to the grader through a socket of its own.

Orders: `start` (with three file descriptors: the child's channel, a pipe for the news of its end,
the folder of the submission), `signal`, and `template` (with a socket for its orders and a pipe for
what it says first): to fork a fork server that has also run the first cells of an assignment.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from . import checker, template, worker
from .kernel import STREAMS, CellKernel, Channel, make_kernel, take_streams
from .values.codec import decode, encode, refuse
from .walls import confine, filesystem, linux

_ORDER_BYTES = 1_000_000
_ALWAYS = ("matplotlib.figure", "matplotlib.backends.backend_agg")  # while the grader starts
_LATE = ("numpy.testing", "pandas.testing", "unittest.mock")  # tests ask for them
_LOOK_EVERY = 0.25  # seconds


@dataclass
class Child:
    """A running child: where to tell the grader that it has ended, and as whom it runs."""

    pid: int
    ended: int
    handle: int
    user: int
    limits: dict[str, int]
    reason: str = ""  # the limit for which it was killed


class ForkServer:
    """The orders and the children."""

    def __init__(
        self,
        orders: socket.socket,
        kernel: CellKernel,
        wall: confine.Wall | None,
        seeded: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Take `orders`; give each child `kernel`, behind a `wall` if there is one.

        With `seeded`, random numbers go on as the cells before the fork have left them.
        """
        self._orders, self._kernel, self._wall, self._seeded = orders, kernel, wall, seeded
        self._children: dict[int, Child] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(orders, selectors.EVENT_READ, None)
        self._look_at = 0.0
        self._size = psutil.Process().memory_info().rss  # what each child starts with

    def serve(self) -> None:
        """Work until the grader closes the socket. The children die with this process."""
        while True:
            for key, _ in self._selector.select(_LOOK_EVERY if self._children else None):
                if key.data is not None:
                    self._bury(key.data)
                elif not self._obey():
                    return
            if time.monotonic() > self._look_at:
                self._look_at = time.monotonic() + _LOOK_EVERY
                for child in self._children.values():
                    self._look(child)

    def _look(self, child: Child) -> None:
        """End a child that, with all that it has started, has used too much.

        The system's own limits count one process at a time.
        """
        with contextlib.suppress(psutil.Error, ProcessLookupError):
            head = psutil.Process(child.pid)
            family = [head, *head.children(recursive=True)]
            seconds = _sum(lambda one: sum(one.cpu_times()[:4]), family)
            if seconds > child.limits["cpu_seconds"] + confine.LAST_WORDS:
                child.reason = "cpu"
            most = child.limits["memory_bytes"] + self._size
            # What they share counts once. That is slow to find out, so it is looked at last.
            if (
                _sum(lambda one: one.memory_info().rss, family) > most
                and _sum(lambda one: one.memory_full_info().pss, family) > most
            ):
                child.reason = "memory"
            if child.reason:
                os.kill(child.pid, signal.SIGKILL)

    def _obey(self) -> bool:
        try:
            packet, descriptors, _, _ = socket.recv_fds(self._orders, _ORDER_BYTES, 4)
        except ConnectionResetError:
            return False
        if not packet:
            return False
        order = json.loads(packet)
        if order["type"] == "start":
            self._start(order, *descriptors)
        elif order["type"] == "template":
            self._make_template(order, *descriptors)
        elif order["number"] in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._children[order["number"]].pid, order["signal"])
        return True

    def _make_template(self, order: dict[str, Any], descriptor: int, answer: int) -> None:
        """Fork a server that runs cells first, for children that would all run them."""
        if os.fork():
            os.close(descriptor)
            os.close(answer)
            return
        try:
            self._let_go()
            orders = socket.socket(fileno=descriptor)
            hello, seeded = template.run_cells(self._kernel, order["cells"])
            template.read(self._kernel, order["texts"])
            gc.collect()
            gc.freeze()
            with os.fdopen(answer, "w") as pipe:
                json.dump(hello, pipe)
            ForkServer(orders, self._kernel, self._wall, seeded).serve()
        finally:
            os._exit(0)

    def _let_go(self) -> None:
        """Close, in a new process, what belongs to the old one alone."""
        self._selector.close()
        self._orders.close()
        for other in self._children.values():
            os.close(other.handle)
            os.close(other.ended)

    def _start(self, spec: dict[str, Any], channel: int, ended: int, folder: int) -> None:
        earlier = self._children.get(spec["after"])
        kept = None
        spec["user"] = earlier.user if earlier else spec["number"] % confine.USERS
        try:
            if earlier and self._wall:  # its files are those of the same student
                kept = os.open(f"/proc/{earlier.pid}/ns/mnt", os.O_RDONLY | os.O_CLOEXEC)
            pid = confine.fork(self._wall)
        except OSError as error:
            _tell(ended, {"error": f"fork: {error}"})
        else:
            if not pid:
                self._become_child(spec, channel, ended, folder, kept)
            child = Child(pid, ended, os.pidfd_open(pid), spec["user"], spec["limits"])
            self._children[spec["number"]] = child
            self._selector.register(child.handle, selectors.EVENT_READ, spec["number"])
        for descriptor in (channel, folder, kept):
            if descriptor is not None:
                os.close(descriptor)

    def _become_child(
        self, spec: dict[str, Any], channel: int, ended: int, folder: int, kept: int | None
    ) -> None:
        """Run the notebook in this new process; never come back."""
        try:
            self._let_go()
            if self._wall:
                confine.isolate(self._wall, spec, folder, kept)
            else:
                os.setsid()
                os.close(folder)
                os.chdir(spec["cwd"])
            memory = [os.memfd_create(name) for name in STREAMS]
            confine.limit(spec["limits"])
            with contextlib.nullcontext() if self._wall else contextlib.suppress(OSError):
                linux.make_filter()()
            os.environ.update(spec["environment"])
            sys.path.insert(0, "")
            os.close(ended)
            if not self._seeded:
                worker.reseed()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the grader has to know
            _tell(ended, {"error": f"{type(error).__name__}: {error}"})
            os._exit(1)
        try:
            line = Channel(socket.socket(fileno=channel))
            kind = checker.Checker if spec["checks"] else worker.Worker
            worker.run(self._kernel, line, memory, spec["given"], kind)
        finally:
            os._exit(0)

    def _bury(self, number: int) -> None:
        child = self._children.pop(number)
        self._selector.unregister(child.handle)
        _, status, used = os.wait4(child.pid, 0)
        _tell(
            child.ended,
            {
                "reason": child.reason,
                "status": os.waitstatus_to_exitcode(status),
                "cpu_seconds": used.ru_utime + used.ru_stime,
                "peak_bytes": used.ru_maxrss * 1024,
            },
        )
        os.close(child.handle)


def _sum(use: Callable[[psutil.Process], float], family: list[psutil.Process]) -> float:
    """Add up what processes use; some may have ended by now."""
    total = 0.0
    for one in family:
        with contextlib.suppress(psutil.Error):
            total += use(one)
    return total


def _tell(pipe: int, news: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError), os.fdopen(pipe, "w") as file:
        json.dump(news, file)


def main(descriptor: int) -> None:
    """Set up as the grader's first message says, answer, and serve."""
    orders = socket.socket(fileno=descriptor)
    gc.disable()  # what is loaded now is shared with every child, and never thrown away
    for module in _ALWAYS:
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    packet = orders.recv(_ORDER_BYTES)
    if not packet:
        return  # nobody needs a fork server
    settings = json.loads(packet)
    try:
        wall = confine.enter() if settings["sandbox"] else None
    except confine.MissingError as lack:
        orders.send(json.dumps({"missing": str(lack)}).encode())
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grader to handle
    kernel = make_kernel()
    template.read_once(kernel)
    with kernel.shell.builtin_trap:  # libraries ask for it when they are loaded, as in a cell
        for module in (*settings["imports"], *settings["preload"]):
            with contextlib.suppress(Exception):  # the notebook will hear it itself
                name, colon, function = module.partition(":")
                loaded = importlib.import_module(name)
                if colon:
                    getattr(loaded, function)()
        for module in _LATE:
            if module.partition(".")[0] in sys.modules:
                importlib.import_module(module)
        template.load_late_parts(kernel)
        decode(encode(None, refuse), refuse)  # it learns the kinds of values when first used
    if wall:
        wanted = filesystem.python_folders() | {Path(one) for one in settings["visible"]}
        secrets = [Path(one) for one in settings["secrets"]]
        filesystem.build(wanted, Path(settings["course"]), secrets, Path(settings["workplace"]))
        tempfile.tempdir = "/tmp"  # noqa: S108 - each child will have its own; here is none to try
    hello = {"threads": psutil.Process().num_threads(), "language_info": kernel.language_info}
    take_streams(kernel)
    gc.freeze()
    gc.enable()
    orders.send(json.dumps(hello).encode())
    ForkServer(orders, kernel, wall).serve()
