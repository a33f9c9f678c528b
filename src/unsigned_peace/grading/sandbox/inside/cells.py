"""Run one notebook's cells, one request at a time, in the process that was forked for it."""

import ast
import asyncio
import contextlib
import errno
import io
import json
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tornado.ioloop import IOLoop

from . import later
from .behind import behind
from .canaries import Canaries, run_tests
from .guard import Guard
from .kernel import CellKernel, ChannelSession, connect
from .wire import Post, Unpacker, finding

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


@dataclass(frozen=True)
class Ways:
    """What a notebook must not get at: the ways to the grader, and what watches the guard.

    What is sent through `channel` is sealed with `key`; `memory` is as in `connect`, and `whole`
    tells whether the guard is as it was.
    """

    channel: socket.socket
    key: bytes
    memory: Sequence[int]
    whole: Callable[[], bool]


def run_notebook(kernel: CellKernel, guard: Guard, ways: Ways) -> None:
    """Serve requests until the grader closes the channel or the notebook stops the loop."""
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    channel = ways.channel
    post = Post(channel, ways.key, [ChannelSession.send, _tell, _answer])
    os.register_at_fork(after_in_child=channel.close)  # what a child prints comes another way
    connect(kernel, post, behind(guard.find), ways.memory)
    guard.arm(partial(_tell, post))
    signal.signal(signal.SIGXCPU, _out_of_time)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.add_signal_handler(signal.SIGURG, int)  # now a signal, every signal, wakes the loop
    kernel.io_loop = IOLoop.current()
    kernel.io_loop.run_sync(lambda: _serve(kernel, guard, ways, post))


def _tell(post: Post, text: str, cell: int = -1) -> None:
    """Send a finding, past the kernel's session."""
    post(finding(text, cell))


def _answer(post: Post, kind: str, request: dict[str, Any], content: dict[str, Any]) -> None:
    """Send what only the grader understands, past the kernel's session."""
    message = {"msg_type": kind, "content": content, "parent": request["id"]}
    post(json.dumps({**message, "metadata": {}, "buffers": []}).encode())


async def _serve(kernel: CellKernel, guard: Guard, ways: Ways, post: Post) -> None:
    channel, told = Channel(ways.channel), False
    while request := await channel.receive():
        if request["type"] == "comm_msg":
            kernel.set_parent([b""], {"header": {"msg_id": "comm"}})
            kernel.comm_manager.comm_msg(None, None, request["message"])
        elif request["type"] == "canaries":
            await _release_canaries(kernel, guard, request, post)
        else:
            await _execute(kernel, guard, request, post)
        if not told and not ways.whole():
            told = True
            _tell(post, "The guard over the tests was changed.")


async def _release_canaries(
    kernel: CellKernel, guard: Guard, request: dict[str, Any], post: Post
) -> None:
    """Run code that has to fail, in silence; tell which of its parts did not.

    The code knows the canaries by the name `request["name"]`. Only the last canary goes all the
    way of a cell: IPython takes its time for text, and here is a lot of it.
    """
    shell = kernel.shell
    kernel.session.post = None
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()  # its own may be closed
    names = shell.user_ns
    canaries = Canaries(guard, names)
    names[request["name"]] = behind(canaries.look)
    names[f"{request['name']}_"] = behind(canaries.do)
    with watched(guard):
        guard.look_deeper()
        later.put_off()
    kernel.pre_handler_hook()
    try:
        guard.trust(file := f"<{request['name']}>")
        await run_tests(request["looks"], file, names)
        await run_tests(shell.transform_ast(ast.parse(request["canaries"])), file, names)
        shell.compile.named = behind(guard.trust)
        await kernel.do_execute(request["last"], silent=True, store_history=False)
    except Exception:  # noqa: BLE001 - of a notebook; then no canary has survived
        guard.find("The notebook disturbed the final check.")
    finally:
        kernel.post_handler_hook()
        kernel.session.post = post
        if not canaries.ended:
            guard.find("The final check did not run to its end.")
        _answer(post, "canaries", request, {"survivors": canaries.survivors})


async def _execute(kernel: CellKernel, guard: Guard, request: dict[str, Any], post: Post) -> None:
    """Run one cell; its outputs, then its reply, go out through the kernel's session."""
    shell, role = kernel.shell, request["role"]
    parent = kernel.session.msg("execute_request", {"silent": False, "stop_on_error": False})
    parent["header"]["msg_id"] = request["id"]
    kernel.set_parent([b""], parent)  # whoever asks for it does not find the code
    whole = {**parent, "content": {**parent["content"], "code": request["code"]}}
    kernel._publish_status("busy", "shell")  # noqa: SLF001 - as the kernel does it
    guard.cell = request["cell"]
    with watched(guard):
        guard.begin(request["given"])
        guard.before(role, request["taught"], request["text"])
    shell.secret = shell.compile.secret = role == "test"
    kernel.pre_handler_hook()
    began, trouble = time.process_time(), ""
    try:
        await kernel.execute_request(None, [b""], whole)
    except Exception as mistake:  # noqa: BLE001 - code that is no text, or too deep
        trouble = _in_words(mistake)
    finally:
        kernel.post_handler_hook()
        shell.secret = shell.compile.secret = finished = False
        seconds = time.process_time() - began
        result = getattr(shell, "last_execution_result", None)
        error = result and (result.error_before_exec or result.error_in_exec)
        with watched(guard):
            finished = guard.after(role, request["names"], passed=not (error or trouble))
        end = {"cpu_seconds": seconds, "limit": limit_behind(error), "trouble": trouble}
        if role == "test":
            end["finished"] = finished
            end["gave"] = _number(getattr(result, "result", None))
            if result and result.info:
                result.info.raw_cell = result.info.transformed_cell = ""
        _answer(post, "cell_end", request, end)
        kernel._publish_status("idle", "shell")  # noqa: SLF001


@contextlib.contextmanager
def watched(guard: Guard) -> Iterator[None]:
    """Make of an error in the guard a finding: a notebook must have caused it."""
    try:
        yield
    except Exception as error:  # noqa: BLE001
        guard.find(f"The check of a test was disturbed: {type(error).__name__}: {error}.")


def _in_words(mistake: Exception) -> str:
    """Word an error; a student's own may be one that cannot be shown."""
    try:
        return f"{type(mistake).__name__}: {mistake}"
    except Exception:  # noqa: BLE001
        return f"{type(mistake).__name__}, which cannot be shown."


def _number(value: object) -> float | None:
    """Give a mark, as long as it is a plain number.

    >>> _number(0.5), _number("all")
    (0.5, None)
    """
    kind = type(value)
    plain = kind in (int, float, bool) or kind.__module__ == "numpy"
    try:
        return float(value) if plain else None  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None


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
