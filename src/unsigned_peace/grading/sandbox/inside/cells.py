"""Run one notebook's cells, one request at a time, in the process that was forked for it."""

import asyncio
import errno
import json
import random
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from tornado.ioloop import IOLoop

from .guard import Guard
from .kernel import CellKernel, connect
from .wire import Sender, Unpacker

_LIMITS = {
    errno.ENOSPC: "written",
    errno.EFBIG: "file",
    errno.EMFILE: "open_files",
    errno.EAGAIN: "processes",
}


class Channel:
    """The requests of the grader, as something to await."""

    def __init__(self, channel: socket.socket) -> None:
        """Read from `channel`, which is not blocking while nothing is there."""
        self._channel = channel
        self._unpacker = Unpacker()

    async def receive(self) -> dict[str, Any] | None:
        """Wait for one request; None when the grader has no more."""
        while True:
            await self._readable()
            packet = self._channel.recv(1 << 20)
            if not packet:
                return None
            message = self._unpacker.add(packet)
            if message is not None:
                return json.loads(message)

    async def _readable(self) -> None:
        loop = asyncio.get_running_loop()
        ready = loop.create_future()
        loop.add_reader(self._channel, lambda: ready.done() or ready.set_result(None))
        try:
            await ready
        finally:
            loop.remove_reader(self._channel)


def run_notebook(kernel: CellKernel, guard: Guard, channel: socket.socket) -> None:
    """Serve requests until the grader closes the channel or the notebook stops the loop."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    connect(kernel, channel)
    tell = _teller(channel)
    kernel.shell.compile.leaked = lambda: tell("The code read the text of a test.")
    guard.arm(tell)
    signal.signal(signal.SIGXCPU, _out_of_time)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.add_signal_handler(signal.SIGURG, int)  # now a signal, every signal, wakes the loop
    kernel.io_loop = IOLoop.current()
    kernel.io_loop.run_sync(lambda: _serve(kernel, guard, Channel(channel)))


def _teller(channel: socket.socket) -> Callable[[str], None]:
    """Make a function that sends a finding to the grader, past the kernel's session."""
    sender = Sender(channel)

    def tell(finding: str, send: Callable[[bytes], None] = sender.send) -> None:
        message = {"msg_type": "finding", "content": {"text": finding}, "parent": ""}
        send(json.dumps({**message, "metadata": {}, "buffers": []}).encode())

    return tell


async def _serve(kernel: CellKernel, guard: Guard, channel: Channel) -> None:
    while request := await channel.receive():
        if request["type"] == "comm_msg":
            kernel.set_parent([b""], {"header": {"msg_id": "comm"}})
            kernel.comm_manager.comm_msg(None, None, request["message"])
        elif request["type"] == "canaries":
            await _release_canaries(kernel, request)
        else:
            await _execute(kernel, guard, request)


async def _release_canaries(kernel: CellKernel, request: dict[str, Any]) -> None:
    """Run code that has to fail, in silence; tell which of its parts did not.

    The code appends to the list `request["name"]` where nothing has stopped it.
    """
    parent = {"header": {"msg_id": request["id"]}}
    sender, kernel.session.channel = kernel.session.channel, None
    survivors: list[int] = []
    kernel.shell.user_ns[request["name"]] = survivors
    kernel.pre_handler_hook()
    try:
        await kernel.do_execute(request["code"], silent=True, store_history=False)
    finally:
        kernel.post_handler_hook()
        kernel.session.channel = sender
        kernel.session.send(None, "canaries", {"survivors": survivors}, parent)


async def _execute(kernel: CellKernel, guard: Guard, request: dict[str, Any]) -> None:
    """Run one cell; its outputs, then its reply, go out through the kernel's session."""
    shell, role = kernel.shell, request["role"]
    parent = kernel.session.msg("execute_request", {"silent": False, "stop_on_error": False})
    parent["header"]["msg_id"] = request["id"]
    kernel.set_parent([b""], parent)  # whoever asks for it does not find the code
    whole = {**parent, "content": {**parent["content"], "code": request["code"]}}
    kernel._publish_status("busy", "shell")  # noqa: SLF001 - as the kernel does it
    guard.before(role)
    shell.secret = shell.compile.secret = role == "test"
    kernel.pre_handler_hook()
    began = time.process_time()
    try:
        await kernel.execute_request(None, [b""], whole)
    finally:
        kernel.post_handler_hook()
        shell.secret = shell.compile.secret = False
        seconds = time.process_time() - began
        result = getattr(shell, "last_execution_result", None)
        error = result and (result.error_before_exec or result.error_in_exec)
        guard.after(role, request["names"], passed=not error)
        end = {"cpu_seconds": seconds, "limit": limit_behind(error)}
        kernel.session.send(None, "cell_end", end, parent)
        kernel._publish_status("idle", "shell")  # noqa: SLF001


class ProcessorTimeError(Exception):
    """The limit of computing time is near; the process will be ended soon."""


def _out_of_time(*_: object) -> None:
    raise ProcessorTimeError("The computing time for this notebook is used up.")


def limit_behind(error: BaseException | None) -> str:
    """Name the limit that shows itself in an error, or give "".

    >>> limit_behind(MemoryError()), limit_behind(OSError(errno.ENOSPC, "full"))
    ('memory', 'written')
    """
    for _ in range(5):  # errors that led to the error
        match error:
            case None:
                return ""
            case MemoryError():
                return "memory"
            case ProcessorTimeError():
                return "cpu"
            case OSError() if error.errno in _LIMITS:
                return _LIMITS[error.errno]
            case RuntimeError() if "can't start new thread" in str(error):
                return "processes"
        error = error.__cause__ or error.__context__
    return ""
