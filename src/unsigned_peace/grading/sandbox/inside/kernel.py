"""An IPython kernel without sockets and threads, made before the fork and used after it.

It is ipykernel's own kernel and shell, so cells behave, and look, as they do under nbgrader.
Only the way in and out is another one: `ChannelSession` takes the place of ZeroMQ.
"""

import ast
import fcntl
import linecache
import logging
import os
import sys
import threading
import warnings
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from io import StringIO
from types import SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.iostream import OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.history import HistoryManager
from IPython.core.logger import Logger
from jupyter_client.session import Session, json_packer
from traitlets import Any as Anything
from traitlets import Type
from traitlets.config import Config

from .origins import notebook_frame
from .wire import Buffer

FLUSH_AT = 32_000  # characters; a cell that prints without end is to be noticed soon
STREAMS = ("stdout", "stderr")
READ_AT_MOST = 32_000_000  # bytes that other programs have printed
# No notebook has to send these: they are the kernel's, or the grader's own.
_OF_THE_KERNEL = {"execute_reply", "execute_input", "status"}
_OF_THE_GRADER = {"canaries", "cell_end", "finding"}


class ChannelSession(Session):
    """Sends the kernel's messages by a post, which is set after the fork."""

    post: Callable[[Buffer], None] | None = Anything(None, allow_none=True)
    found: Callable[[str], object] = Anything(print)

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
            own = message["msg_type"] in _OF_THE_KERNEL | _OF_THE_GRADER
            if own and notebook_frame(
                sys._getframe()  # noqa: SLF001
            ):
                self.found(f"The code sent a message of the kernel's own: {message['msg_type']}.")
            if message["msg_type"] in _OF_THE_GRADER:
                return message
            binary = buffers or message.get("buffers") or []
            self.post(
                json_packer(
                    {
                        "msg_type": message["msg_type"],
                        "header": message["header"],
                        "parent": message["parent_header"].get("msg_id", ""),
                        "metadata": message["metadata"],
                        "content": message["content"],
                        "buffers": [b64encode(one).decode("ascii") for one in binary],
                    }
                )
            )
        return message


class CellStream(OutStream):
    """`sys.stdout` or `sys.stderr` of the cells.

    It also shows what other programs, or C code, write to the file descriptor of the same name:
    that goes to a file in memory, and `flush` looks how far it has grown.
    """

    def __init__(self, session: Session, name: str, memory: int) -> None:
        """Make the stream, and collect in `memory` what is written to the file descriptor."""
        self.session, self.name = session, name
        self.pub_thread = threading.main_thread()  # OutStream takes None for 'closed'
        self.echo = None
        self._local = threading.local()
        self._buffer_lock = threading.RLock()
        self._buffers = defaultdict(StringIO)
        self._parent_header: ContextVar[dict[str, Any]] = ContextVar("parent_header")
        self._parent_header_global: dict[str, Any] = {}
        self._should_watch = self._isatty = False
        self._flush_pending = self._subprocess_flush_pending = False
        self._original_stdstream_copy = 1 if name == "stdout" else 2
        self._written = self._seen = 0
        self._master_pid = os.getpid()
        self._memory = memory
        fcntl.fcntl(self._memory, fcntl.F_SETFL, os.O_APPEND)
        os.dup2(self._memory, self.fileno())

    def write(self, string: str) -> int:
        """Take text; show it at the next flush."""
        if os.getpid() != self._master_pid:
            os.write(self.fileno(), string.encode("utf-8", "surrogateescape"))
            return len(string)
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string)}")
        with self._buffer_lock:
            self._buffers[frozenset(self.parent_header.items())].write(string)
            self._written += len(string)
        if self._written > FLUSH_AT:
            self.flush()
        return len(string)

    def _schedule_flush(self) -> None:
        """Do nothing: no thread is there to flush by the clock."""

    def flush(self) -> None:
        """Send what has come since the last time."""
        if os.getpid() != self._master_pid:
            return
        size = os.fstat(self._memory).st_size
        if size > self._seen:
            raw = os.pread(self._memory, min(size - self._seen, READ_AT_MOST), self._seen)
            self._seen = size
            with self._buffer_lock:
                self._buffers[frozenset(self.parent_header.items())].write(
                    raw.decode("utf-8", "replace")
                )
        self._written = 0
        self._flush()


class _History(HistoryManager):
    """Keeps no record of a cell whose text is not for the student."""

    def store_inputs(self, line_num: int, source: str, source_raw: str | None = None) -> None:
        """Store the text of a cell, or nothing in its place."""
        if self.shell.secret:
            source = source_raw = ""
        super().store_inputs(line_num, source, source_raw)


class _Log(Logger):
    """Writes down no cell whose text is not for the student."""

    def log(self, line_mod: str, line_ori: str) -> None:
        """Write down the text of a cell, or nothing."""
        if not self.shell.secret:
            super().log(line_mod, line_ori)


class _Compiler(XCachingCompiler):
    """Hands out the text of a secret cell to those who show tracebacks, and to nobody else."""

    secret = False
    text = ""  # of the next secret cell, as IPython has to run it
    found: Callable[[str], object] = print
    named: Callable[[str], object] | None = None  # told the file name of the next cell

    def cache(self, transformed_code: str, number: int = 0, raw_code: str | None = None) -> str:
        """Give the cell a file name, under which its text can be found."""
        name = super().cache(transformed_code, number, raw_code)
        if self.named:
            self.named(name)
            self.named = None
        if self.secret:
            if transformed_code.rstrip() != self.text.rstrip():
                self.found("The text of a test was changed before it ran.")
            # linecache asks when it needs the lines
            linecache.cache[name] = (self._texts(name, transformed_code).__next__,)
        return name

    def _texts(self, name: str, text: str) -> Iterator[str | None]:
        """Give the text of a secret cell while it runs, but not to what the cell calls.

        It is in a local variable of a generator, and Python tells who looks at those.
        """
        while True:
            frame = sys._getframe(1)  # noqa: SLF001
            while frame.f_code.co_filename == linecache.__file__:
                frame = frame.f_back
            asks, frame = frame, notebook_frame(frame)
            theirs = frame and frame.f_code.co_filename != name
            if theirs and asks is frame and self.secret:
                self.found("The code read the text of a test.")
            # A warning may name the line of a test as its cause.
            hidden = theirs or not self.secret or asks.f_code.co_filename == warnings.__file__
            yield None if hidden else text


class _Shell(ZMQInteractiveShell):
    """ipykernel's shell, which can run a cell without showing its text to the next one."""

    secret = False
    prepare: Callable[[ast.Module], ast.Module] | None = None  # is given the next cell

    def transform_ast(self, node: ast.Module) -> ast.Module:
        """Change a cell as IPython does, then as the guard wants it."""
        node = super().transform_ast(node)
        prepare, self.prepare = self.prepare, None
        return prepare(node) if prepare else node

    def init_history(self) -> None:
        """Use a history and a log that can keep a secret."""
        self.history_manager = _History(shell=self, parent=self)
        self.configurables.append(self.history_manager)
        self.logger = _Log("/", logfname="ipython_log.py", logmode="rotate")
        self.logger.shell = self

    def _update_exit_now(self, change: object) -> None:
        """Do nothing: a notebook goes on after `exit()`, and loses no points by it."""


_Shell.__module__, _Shell.__qualname__, _Shell.__name__ = (
    ZMQInteractiveShell.__module__,
    ZMQInteractiveShell.__qualname__,
    ZMQInteractiveShell.__name__,  # notebooks print the name
)


class CellKernel(IPythonKernel):
    """ipykernel's kernel, started without an application round it."""

    shell_class = Type(_Shell)
    compiler_class = Type(_Compiler)

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
    app = IPKernelApp.instance()  # not started; some magics look here for the kernel
    app.kernel = CellKernel.instance(
        parent=app, session=session, config=config, iopub_socket=object(), log=log
    )
    app.kernel.shell.extension_manager.load_extension("storemagic")
    return app.kernel


def connect(
    kernel: CellKernel,
    post: Callable[[Buffer], None],
    found: Callable[[str], object],
    memory: Iterable[int],
) -> None:
    """Give the kernel its way out, once it is in a process of its own.

    `memory` are two files in memory for what programs print.
    """
    kernel.session.post = post
    kernel.session.found = kernel.shell.compile.found = found
    for name, file in zip(STREAMS, memory, strict=True):
        setattr(sys, name, CellStream(kernel.session, name, file))
