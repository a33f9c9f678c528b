"""Serve the grader's requests in a process that was forked for one notebook.

There are two kinds of such processes. The one of the student runs all cells (`execute`) and lets
its values and functions be asked for (`serve`). The other is the `checker`. Both talk to the
grader, and over a link to each other, which comes with a request.
"""

import asyncio
import contextlib
import json
import random
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator
from io import IOBase
from pathlib import Path
from socket import socket
from threading import RLock, current_thread, main_thread
from typing import Any

from tornado.ioloop import IOLoop

from .kernel import STREAMS, CellKernel, Channel, ClosedError, adopt_streams
from .proxies.peer import Peer
from .values.value_forms import CodecError, expect
from .walls.confine import in_words, limit_behind, out_of_time
from .walls.files import Changes

# As in a kernel of Jupyter: a parser of arguments finds those.
_ARGUMENTS = ["ipykernel_launcher.py", "-f", "kernel.json", "--HistoryManager.hist_file=:memory:"]


class Worker:
    """One notebook's process: its kernel, the line to the grader, the link to the other side."""

    side = "student"
    answers = ("execute", "comm", "serve", "visible")

    def __init__(self, kernel: CellKernel, channel: Channel, changes: Changes | None) -> None:
        """Serve on this channel; `changes` are those of files."""
        self._kernel, self._channel, self._changes = kernel, channel, changes
        self._shell = kernel.shell
        self._post = channel.post
        self._link: Channel | None = None
        self._asked, self._asking = 0, RLock()
        self._id, self._refused, self._replaced = "", "", False
        self._peer = Peer(
            self.side,
            self._ask,
            classes={},
            offers={"names": self._names} if self.side == "student" else {},
            captured=self._captured,
            frames=self._frames,
        )

    async def run(self) -> None:
        """Answer until the grader closes the line."""
        self._kernel.session.post = self._post
        requests = {name: getattr(self, name) for name in self.answers}
        with contextlib.suppress(ClosedError):
            while request := json.loads(await self._channel.receive()):
                self._id = request.get("id", "")
                await requests[request["type"]](request)

    def _linked(self) -> Channel:
        """Take the socket to the other side, which came with a request."""
        self._link = Channel(socket(fileno=self._channel.descriptors.pop(0)))
        return self._link

    async def comm(self, request: dict[str, Any]) -> None:
        """Take what a widget in a page would send."""
        self._kernel.set_parent([b""], {"header": {"msg_id": "comm"}})
        self._kernel.comm_manager.comm_msg(None, None, request["message"])

    async def execute(self, request: dict[str, Any]) -> None:
        """Run one cell; its outputs, then its reply, go out through the kernel's session."""
        parent = self._parent()
        parent["content"]["code"] = request["code"]
        self._kernel._publish_status("busy", "shell")  # noqa: SLF001 - as the kernel does it
        began, trouble = time.process_time(), ""
        try:
            with interruptible():
                await self._kernel.execute_request(None, [b""], parent)
        # Code that is no text, or too deep; or an interrupt that comes when the code is done.
        except (Exception, KeyboardInterrupt) as mistake:  # noqa: BLE001
            trouble = in_words(mistake)
        result = getattr(self._shell, "last_execution_result", None)
        error = result and (result.error_before_exec or result.error_in_exec)
        self._tell(
            "cell_end",
            hold=True,
            cpu_seconds=time.process_time() - began,
            limit=limit_behind(error),
            trouble=trouble,
            used=self._peer.noted(),
            held_back=self._peer.held_back,
            refused=self._refused or ("" if error else self._peer.refused),
            replaced=self._replaced,
        )
        self._kernel._publish_status("idle", "shell")  # noqa: SLF001

    def _tell(self, kind: str, *, hold: bool = False, **content: Any) -> None:  # noqa: ANN401
        message = {"msg_type": kind, "parent": self._id, "content": content}
        self._channel.post(json.dumps(message).encode(), hold=hold)

    def _parent(self) -> dict[str, Any]:
        parent = self._kernel.session.msg(
            "execute_request", {"silent": False, "stop_on_error": False}
        )
        parent["header"]["msg_id"] = self._id
        self._kernel.set_parent([b""], parent)
        return parent

    async def _silently(self, code: str) -> None:
        """Run code whose outputs and errors are nobody's business."""
        self._kernel.session.post = None
        with contextlib.suppress(Exception), interruptible():
            await self._kernel.do_execute(code, silent=True, store_history=False)
        flush()
        self._kernel.session.post = self._post

    def _know(self, names: list[str]) -> None:
        """Look up the instructor's classes, whose objects cross as what they are."""
        found = {name: self._class(*name.rpartition(".")) for name in names}
        self._peer.classes.update({n: one for n, one in found.items() if isinstance(one, type)})

    def _class(self, module: str, _: str, name: str) -> object:
        """Find a class of the notebook's or, if it is loaded, of a module."""
        space = getattr(sys.modules.get(module), "__dict__", {}) if module else self._shell.user_ns
        return space.get(name)

    # Talk with the other side: a question begins with "?", an answer with "!", and both have the
    # number of the question; a point ends the test.

    def _hear(self) -> tuple[bytes, int, bytes]:
        """Wait for what the other side says. Raises CodecError and ClosedError."""
        said = self._link.receive_now()
        number, _, body = said[1:].partition(b" ")
        expect(number.isdigit() and len(number) <= 9)
        return said[:1], int(number), body

    def _ask(self, body: bytes) -> bytes:
        """Ask the other side and wait; it may ask back meanwhile. Raises CodecError.

        Threads of a student's ask one after the other. Those of a test run beside.
        """
        if self.side == "checker" and current_thread() is not main_thread():
            raise CodecError("A thread of the test cannot ask the student's notebook.")
        with self._asking:
            flush()
            self._asked += 1
            mine = self._asked  # while this one waits there may be others
            try:
                self._link.post(b"?%d %b" % (mine, body))
                while (heard := self._hear())[:2] != (b"!", mine):
                    if heard[0] == b"?":
                        self._answer(*heard[1:])
            except ClosedError:
                raise CodecError("The student's notebook has ended.") from None
            except CodecError:
                raise
            except Exception:  # an alarm of the test's: it waits no longer
                self._tell("given_up")
                while self._hear()[:2] != (b"!", mine):
                    pass
                raise
            return heard[2]

    def _answer(self, number: int, body: bytes) -> None:
        """Do for the other side what it asks."""
        self._parent()
        with interruptible():
            answer = self._peer.serve(body)
        self._link.post(b"!%d %b" % (number, answer))

    async def serve(self, request: dict[str, Any]) -> None:
        """Answer the checker until its test is over."""
        self._know(request["classes"])
        self._peer.forget()
        with warnings.catch_warnings():
            pass  # this makes Python warn anew: a test hears a warning as a cell does
        for name in request["made"]:  # there the test puts something else, which closes a file
            if isinstance(file := self._shell.user_ns.get(name), IOBase):
                with contextlib.suppress(Exception):  # its class may be the student's own
                    file.flush()
        with contextlib.closing(self._linked()), contextlib.suppress(ClosedError):
            while (said := self._hear())[0] != b".":
                if said[0] == b"?":
                    self._answer(*said[1:])
        self._tell("answer")

    async def visible(self, request: dict[str, Any]) -> None:
        """Run the part of a test that students know, for the names that it leaves behind."""
        await self._silently(request["code"])
        self._tell("answer")

    def _names(self, wanted: list[str]) -> dict[str, object]:
        """Give what names hold, and under "" the changed files and where the cells are."""
        names, count = self._shell.user_ns, self._shell.execution_count
        self._shell.execution_count = count + 1  # here stands a cell that runs elsewhere
        found = {name: names[name] for name in wanted if name in names}
        return {**found, "": (self._changes.collect(), self._changes.place(), count)}

    @contextlib.contextmanager
    def _captured(self) -> Iterator[list[list[str]]]:
        """Collect what is printed inside this block; what is shown goes its usual way."""
        printed: list[list[str]] = []

        def collect(raw: bytes, **how: bool) -> None:
            if b'"stream"' in raw[:40] and (message := json.loads(raw))["msg_type"] == "stream":
                printed.append([message["content"]["name"], message["content"]["text"]])
            else:
                self._post(raw, **how)

        flush()
        self._kernel.session.post = collect
        try:
            yield printed
        finally:
            flush()
            self._kernel.session.post = self._post

    def _frames(self, error: BaseException) -> list[str]:
        """Show where an error was raised, as a cell would show it."""
        trace = error.__traceback__
        ours = Path(__file__).parent
        while trace and Path(trace.tb_frame.f_code.co_filename).is_relative_to(ours):
            trace = trace.tb_next
        shown = self._shell.InteractiveTB.structured_traceback(
            type(error), error, trace, tb_offset=0
        )
        return shown[2:-1]


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Let the grader stop what runs in this block, as the stop button does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def flush() -> None:
    """Send what cells have printed."""
    for name in STREAMS:
        with contextlib.suppress(Exception):
            getattr(sys, name).flush()


def run(
    kernel: CellKernel, channel: Channel, memory: list[int], given: list[str], kind: type[Worker]
) -> None:
    """Be of this kind until the grader closes the line or the notebook stops the loop."""
    adopt_streams(kernel, memory)
    shell = kernel.shell
    shell.db = type(shell.db)(tempfile.mkdtemp())  # %cd and %store write there
    shell.user_ns["_dh"][:] = [str(Path.cwd())]  # to which `%cd -` goes back
    sys.argv[:] = _ARGUMENTS
    sys.breakpointhook = lambda *_, **__: None
    signal.signal(signal.SIGXCPU, out_of_time)
    changes = Changes(Path.cwd(), given)
    in_a_loop(kernel, kind(kernel, channel, changes).run)


def in_a_loop(kernel: CellKernel, run: Callable[[], Awaitable[None]]) -> None:
    """Run something to its end in an event loop of this process."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.add_signal_handler(signal.SIGURG, int)  # now a signal, every signal, wakes the loop
    kernel.io_loop = IOLoop.current()
    kernel.io_loop.run_sync(run)
    loop.close()


def reseed() -> None:
    """Give this process random numbers of its own."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
