"""An IPython kernel without threads, made before the fork and used after it, and its line out.

It is ipykernel's own kernel and shell, so cells behave, and look, as they do under nbgrader.
Only the way in and out is another one: a `Channel`, on which each message is one line of bytes,
and `ChannelSession` in the place of ZeroMQ.
"""

import asyncio
import fcntl
import io
import logging
import os
import signal
import socket
import sys
import threading
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

from ipykernel.iostream import IOPubThread, OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session, json_packer
from traitlets import Any as Anything
from traitlets import Type
from traitlets.config import Config

_MOST_BYTES = 50_000_000  # of a line
STREAMS = ("stdout", "stderr")
_HELD = ("execute_input", "execute_reply")  # something always follows
_FLUSH_AT = 32_000  # characters; a cell that prints without end is to be noticed soon
_READ_AT_MOST = 32_000_000  # bytes that other programs have printed


class ClosedError(Exception):
    """The other side has closed the line, or sends no end of it."""


class Channel:
    """One end of a socket, over which the other side may send open files, too."""

    def __init__(self, line: socket.socket) -> None:
        """Use `line`, which no program that is started from here inherits."""
        line.set_inheritable(False)
        self._line = line
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._read = bytearray()
        self._held = b""
        self.descriptors: list[int] = []
        self.close = line.close
        self.inherited = False  # by a child; what most of them print comes another way
        os.register_at_fork(after_in_child=self._leave)

    def _leave(self) -> None:
        if self.inherited:
            self._process = os.getpid()
        else:
            self.close()

    def post(self, message: bytes, *, hold: bool = False) -> None:
        """Send a message, from any thread, but from no copy of this process. Raises ClosedError.

        With `hold`, it goes out together with the next one: each sending wakes the grader.
        """
        if os.getpid() != self._process:
            return
        with self._lock:
            # An interrupt in the middle would leave half a message.
            held = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGXCPU))
            try:
                self._held += message + b"\n"
                if not hold:
                    ready, self._held = self._held, b""
                    self._line.sendall(ready)
            except (BrokenPipeError, ConnectionResetError):
                raise ClosedError from None
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def _read_more(self) -> None:
        more, found, _, _ = socket.recv_fds(self._line, 1 << 20, 1)
        self._read += more
        self.descriptors += found
        if not more or len(self._read) > _MOST_BYTES:
            raise ClosedError

    def _first(self) -> bytes:
        message, _, self._read = self._read.partition(b"\n")
        return bytes(message)

    def receive_now(self) -> bytes:
        """Wait for a message, and let all else here wait, too. Raises ClosedError."""
        while b"\n" not in self._read:
            self._read_more()
        return self._first()

    async def receive(self) -> bytes:
        """Wait for a message; tasks of the event loop go on. Raises ClosedError."""
        loop = asyncio.get_running_loop()
        while b"\n" not in self._read:
            ready = asyncio.Event()
            loop.add_reader(self._line, ready.set)
            try:
                await ready.wait()
            finally:
                loop.remove_reader(self._line)
            self._read_more()
        return self._first()


class ChannelSession(Session):
    """Gives the kernel's messages, as JSON, to `post`; without one they are dropped."""

    post: Callable[..., None] | None = Anything(None, allow_none=True)

    def send(  # noqa: PLR0913, PLR0917 - the signature is that of jupyter_client
        self,
        stream: object,  # noqa: ARG002
        msg_or_type: dict[str, Any] | str,
        content: dict[str, Any] | None = None,
        parent: dict[str, Any] | None = None,
        ident: object = None,  # noqa: ARG002
        buffers: list[Any] | None = None,
        track: bool = False,  # noqa: ARG002, FBT001, FBT002
        header: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Send one message and return it."""
        message = msg_or_type
        if isinstance(message, str):
            message = self.msg(message, content, parent, header, metadata)
        if self.post:
            binary = buffers or message.get("buffers") or []
            whole = {
                "msg_type": message["msg_type"],
                "parent": message["parent_header"].get("msg_id", ""),
                "metadata": message["metadata"],
                "content": message["content"],
                "buffers": [b64encode(one).decode("ascii") for one in binary],
            }
            busy = message["content"].get("execution_state") == "busy"
            self.post(json_packer(whole), hold=busy or message["msg_type"] in _HELD)
        return message


class _NoThread(IOPubThread):
    """What OutStream takes for the thread that sends its output."""

    def __init__(self) -> None:
        self.io_loop = self.thread = None


class CellStream(OutStream):
    """`sys.stdout` or `sys.stderr` of the cells.

    What other programs, or C code, write to the file descriptor of the same name goes to a file in
    memory, and `flush` looks how far it has grown.
    """

    def __init__(self, session: Session, name: str) -> None:
        """Make a stream that belongs to no process yet: see `adopt`."""
        super().__init__(session, _NoThread(), name, watchfd=False)
        self._original_stdstream_copy = 1 if name == "stdout" else 2
        self._memory, self._seen, self._written = -1, 0, 0

    def adopt(self, memory: int) -> None:
        """Belong to this process, and collect in `memory` what the file descriptor gets."""
        self._buffer_lock = threading.RLock()
        self._buffers = defaultdict(io.StringIO)
        self._master_pid = os.getpid()
        self._memory, self._seen, self._written = memory, 0, 0
        fcntl.fcntl(memory, fcntl.F_SETFL, os.O_APPEND)
        os.dup2(memory, self.fileno())

    def write(self, string: str) -> int:
        """Take text; show it at the next flush."""
        if os.getpid() != self._master_pid:
            os.write(self.fileno(), string.encode("utf-8", "surrogateescape"))
            return len(string)
        self._written += super().write(string)
        if self._written > _FLUSH_AT:
            self.flush()
        return len(string)

    def _schedule_flush(self) -> None:
        """Do nothing: no thread is there to flush by the clock."""

    def flush(self) -> None:
        """Send what has come since the last time."""
        if not self._is_master_process():
            return
        size = os.fstat(self._memory).st_size if self._memory >= 0 else 0
        if size > self._seen:
            raw = os.pread(self._memory, min(size - self._seen, _READ_AT_MOST), self._seen)
            self._seen = size
            super().write(raw.decode("utf-8", "replace"))
        self._written = 0
        self._flush()


class _Shell(ZMQInteractiveShell):
    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        """Show an error; one that came of a function elsewhere with the lines of that function."""
        frames = getattr(evalue, "frames", None)
        if type(frames) is list and type(evalue).__module__ != "__main__":
            ours = ("/proxies/peer.py:", "/proxies/mirrors.py:")
            shown = [one for one in stb if not any(part in one for part in ours)]
            stb = [*shown[:-1], *frames, *shown[-1:]]
        super()._showtraceback(etype, evalue, stb)

    def _update_exit_now(self, change: object) -> None:
        """Do nothing: a notebook goes on after `exit()`, and loses no points by it."""


for _name in ("__module__", "__qualname__", "__name__"):  # notebooks print them
    setattr(_Shell, _name, getattr(ZMQInteractiveShell, _name))


class CellKernel(IPythonKernel):
    """ipykernel's kernel, started without an application round it."""

    shell_class = Type(_Shell)

    _execute_sleep = 0.0
    # ipykernel asks it whether the cell runs in the main thread: here every cell does.
    shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())

    def _publish_status_and_flush(self, *_: object) -> None:
        """Do nothing: only sockets have to be flushed."""


def make_kernel() -> CellKernel:
    """Make the one kernel of this process, as `ipykernel_launcher` would, but silent so far."""
    # Where debugpy can be imported, ipykernel starts it, threads and all. Hide it for a moment.
    sys.modules["debugpy"] = None
    import ipykernel.debugger  # noqa: F401, PLC0415

    del sys.modules["debugpy"]
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    session = ChannelSession(key=b"", username="student")
    log = logging.getLogger("ipykernel")
    log.propagate = False  # what a notebook logs is its own affair
    app = IPKernelApp.instance()  # not started; some magics look here for the kernel
    app.kernel = CellKernel.instance(
        parent=app, session=session, config=config, iopub_socket=object(), log=log
    )
    app.kernel.shell.extension_manager.load_extension("storemagic")
    _ = app.kernel.shell.db  # it is made when first asked for, and a notebook may not make it
    return app.kernel


def take_streams(kernel: CellKernel) -> None:
    """Let this process, and its children, print through the kernel."""
    for name in STREAMS:
        setattr(sys, name, CellStream(kernel.session, name))


def adopt_streams(kernel: CellKernel, memory: Iterable[int]) -> None:
    """Let the streams work in this process; `memory` are two files for what programs print."""
    for name, file in zip(STREAMS, memory, strict=True):
        stream = getattr(sys, name)
        if not isinstance(stream, CellStream):  # a cell that ran before the fork has put it there
            stream = CellStream(kernel.session, name)
        stream.adopt(file)
