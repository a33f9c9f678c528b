"""Serve the grader's requests in a process that was forked for one notebook.

There are two kinds of such processes, and the grader asks them for different things. The one of
the student runs all cells (`execute`), hands out values (`snapshot`) and lets its functions be
called (`serve`). The checker runs the instructor's cells (`prepare`) and tests (`test`); while a
test runs it may ask for something, and the answer comes from the student's process.
"""

import asyncio
import contextlib
import json
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tornado.ioloop import IOLoop

from . import raised
from .channel import Channel, ClosedError, Message, answer_to
from .codec import CodecError, Missing
from .folders import Changes
from .kernel import STREAMS, CellKernel, adopt_streams
from .limit_errors import in_words, limit_behind, out_of_time
from .proxies import Peer


class Worker:
    """One notebook's process: its kernel, the line to the grader, and the other side."""

    def __init__(
        self, kernel: CellKernel, channel: Channel, changes: Changes | None, *, checks: bool
    ) -> None:
        """Serve as a checker or as the process of the student; `changes` are those of files."""
        self._kernel, self._channel = kernel, channel
        self._shell = kernel.shell
        self._post = channel.post
        self._asked = 0
        self._id = ""
        self._classes: dict[str, type] = {}
        side = "checker" if checks else "student"
        self._peer = Peer(side, self._ask, classes=self._classes, captured=self._captured)
        raised.frames_of = self._frames_of
        self._changes = changes

    def _know(self, names: list[str]) -> None:
        """Look up the instructor's classes, whose objects cross as what they are."""
        for name in names:
            if isinstance(found := self._shell.user_ns.get(name), type):
                self._classes[name] = found

    async def serve(self) -> None:
        """Answer until the grader closes the line."""
        self._kernel.session.post = self._post
        kinds = (self._comm, self.execute, self._snapshot, self._visible, self._serve)
        requests = {one.__name__.lstrip("_"): one for one in (*kinds, self._prepare, self._test)}
        with contextlib.suppress(ClosedError):
            while True:
                request, body = await self._channel.receive()
                self._id = request["id"]
                await requests[request["type"]](request, body)

    async def _comm(self, request: dict[str, Any], _: bytes) -> None:
        """Take what a widget in a page would send."""
        self._kernel.set_parent([b""], {"header": {"msg_id": "comm"}})
        self._kernel.comm_manager.comm_msg(None, None, request["message"])

    async def execute(self, request: dict[str, Any], _: bytes = b"") -> None:
        """Run one cell; its outputs, then its reply, go out through the kernel's session."""
        parent = self._parent(request)
        parent["content"]["code"] = request["code"]
        self._kernel._publish_status("busy", "shell")  # noqa: SLF001 - as the kernel does it
        began, trouble = time.process_time(), ""
        with self._interruptible():
            try:
                await self._kernel.execute_request(None, [b""], parent)
            except Exception as mistake:  # noqa: BLE001 - code that is no text, or too deep
                trouble = in_words(mistake)
        result = getattr(self._shell, "last_execution_result", None)
        error = result and (result.error_before_exec or result.error_in_exec)
        end = {
            "cpu_seconds": time.process_time() - began,
            "limit": limit_behind(error),
            "trouble": trouble,
            "used": sorted(self._peer.used),
            "changed": self._peer.changed,
        }
        self._channel.send({**answer_to(request, **end), "msg_type": "cell_end"})
        self._kernel._publish_status("idle", "shell")  # noqa: SLF001

    def _parent(self, request: dict[str, Any]) -> dict[str, Any]:
        parent = self._kernel.session.msg(
            "execute_request", {"silent": False, "stop_on_error": False}
        )
        parent["header"]["msg_id"] = request["id"]
        self._kernel.set_parent([b""], parent)
        return parent

    @contextlib.contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Let the grader stop what runs in this block, as the stop button does."""
        self._kernel.pre_handler_hook()
        try:
            yield
        finally:
            self._kernel.post_handler_hook()

    async def _silently(self, code: str) -> None:
        """Run code whose outputs and errors are nobody's business."""
        self._kernel.session.post = None
        try:
            with self._interruptible():
                await self._kernel.do_execute(code, silent=True, store_history=False)
        except Exception:  # noqa: BLE001, S110 - as with `execute`, but nobody asks
            pass
        finally:
            for name in STREAMS:
                with contextlib.suppress(Exception):
                    getattr(sys, name).flush()
            self._kernel.session.post = self._post

    # --- the student's process ---

    async def _snapshot(self, request: dict[str, Any], _: bytes) -> None:
        """Hand out values by name, and the files that have changed since the last time."""
        self._parent(request)
        names = self._shell.user_ns
        sentence, body = "", b""
        with self._interruptible():
            try:
                self._know(request["classes"])
                wanted = {name: names[name] for name in request["names"] if name in names}
                body = self._peer.encode_names(wanted)
            except CodecError as error:
                sentence = str(error)
            except BaseException as error:  # noqa: BLE001 - an interrupt, or no memory
                sentence = f"The answers could not be read: {in_words(error)}"
        files, content = self._changes.collect()
        count = self._shell.execution_count
        self._shell.execution_count = count + 1  # here stands a cell that runs elsewhere
        answer = answer_to(request, count=count, sentence=sentence, values=len(body), files=files)
        self._channel.send(answer, body + content)

    async def _visible(self, request: dict[str, Any], _: bytes) -> None:
        """Run the part of a test that students know, for the names that it leaves behind."""
        await self._silently(request["code"])
        self._channel.send(answer_to(request))

    async def _serve(self, request: dict[str, Any], body: bytes) -> None:
        self._answer(request, body)

    def _answer(self, request: dict[str, Any], body: bytes) -> None:
        """Do for the other side what it asks."""
        self._parent(request)
        with self._interruptible():
            header, result = self._peer.serve(request["header"], body)
        self._channel.send(answer_to(request, header=header), result)

    @contextlib.contextmanager
    def _captured(self) -> Iterator[list[list[str]]]:
        """Collect what is printed inside this block; what is shown goes its usual way."""
        printed: list[list[str]] = []

        def collect(raw: bytes, body: bytes = b"") -> None:
            if b'"stream"' in raw[:40] and (message := json.loads(raw))["msg_type"] == "stream":
                printed.append([message["content"]["name"], message["content"]["text"]])
            else:
                self._post(raw, body)

        self._flush()
        self._kernel.session.post = collect
        try:
            yield printed
        finally:
            self._flush()
            self._kernel.session.post = self._post

    def _frames_of(self, error: BaseException) -> list[str]:
        """Show where an error was raised, as a cell would show it."""
        trace = error.__traceback__
        while trace and Path(trace.tb_frame.f_code.co_filename).parent == Path(__file__).parent:
            trace = trace.tb_next
        shown = self._shell.InteractiveTB.structured_traceback(
            type(error), error, trace, tb_offset=0
        )
        return shown[2:-1]

    @staticmethod
    def _flush() -> None:
        for name in STREAMS:
            with contextlib.suppress(Exception):
                getattr(sys, name).flush()

    # --- the checker ---

    async def _prepare(self, request: dict[str, Any], _: bytes) -> None:
        """Run cells of the instructor's; the tests show what is missing if one fails."""
        for code in request["cells"]:
            await self._silently(code)
        self._channel.send(answer_to(request))

    async def _test(self, request: dict[str, Any], body: bytes) -> None:
        """Run a test with values of the student's."""
        names, sentence = self._shell.user_ns, ""
        allowed = request["allow"]
        self._peer.begin(
            None if allowed is None else frozenset(allowed),
            random=request["random"],
            write_back=request["write_back"],
        )
        ours = {one for one in request["shared"] if _is_tool(names.get(one))}
        values, files = body[: request["values"]], body[request["values"] :]
        try:
            self._know(request["classes"])
            self._changes.put(request["files"], files)
            given = self._peer.decode(values, request["names"])
            given = {name: value for name, value in given.items() if name not in ours}
            absent = [one for one in given.values() if isinstance(one, Missing)]
            sentence = absent[0].sentence if absent else ""
        except CodecError as error:
            sentence = str(error)
        except Exception as error:  # noqa: BLE001 - whatever the student's process has sent
            sentence = f"The answers arrived damaged ({type(error).__name__})."
        if sentence:
            self._channel.send(answer_to(request, sentence=sentence))
            return
        for name in set(request["names"]) - ours:
            names.pop(name, None)
        names.update(given)
        self._shell.execution_count = request["count"]
        await self.execute(request)

    def _ask(self, header: dict[str, Any], body: bytes) -> Message:
        """Ask the other side and wait; it may ask back meanwhile. Raises CodecError."""
        self._flush()
        self._asked += 1
        number = self._asked
        content = {"header": header, "number": number}
        self._channel.send({"msg_type": "ask", "parent": self._id, "content": content}, body)
        try:
            while True:
                request, answer = self._channel.receive_now()
                if request["type"] == "serve":
                    self._answer(request, answer)
                elif request.get("number") == number:  # an earlier question may have been given up
                    return request["header"], answer
        except ClosedError:
            raise CodecError("The student's notebook has ended.") from None


def _is_tool(value: object) -> bool:
    """Tell whether the instructor's value does something: no student's takes its place."""
    return callable(value) or isinstance(value, ModuleType)


def run(
    kernel: CellKernel, channel: Channel, memory: list[int], given: list[str], *, checks: bool
) -> None:
    """Serve requests until the grader closes the line or the notebook stops the loop."""
    adopt_streams(kernel, memory)
    shell = kernel.shell
    shell.db = type(shell.db)(tempfile.mkdtemp())  # %cd and %store write there
    signal.signal(signal.SIGXCPU, out_of_time)
    changes = Changes(Path.cwd(), given)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.add_signal_handler(signal.SIGURG, int)  # now a signal, every signal, wakes the loop
    kernel.io_loop = IOLoop.current()
    kernel.io_loop.run_sync(Worker(kernel, channel, changes, checks=checks).serve)


def reseed() -> None:
    """Give this process random numbers of its own."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
