"""Messages between processes: each is one line of bytes, most often JSON."""

import asyncio
import os
import signal
import socket
import threading

MOST_BYTES = 32_000_000  # of a line
_HELD_BACK = (signal.SIGINT, signal.SIGXCPU)
_AT_ONCE = 1 << 20  # bytes


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
        self.descriptors: list[int] = []
        os.register_at_fork(after_in_child=line.close)  # what a child prints comes another way

    def post(self, message: bytes) -> None:
        """Send a message; several threads may. A copy of the process sends nothing.

        Raises ClosedError.
        """
        if os.getpid() != self._process:
            return
        with self._lock:
            # An interrupt in the middle would leave half a message.
            held = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
            try:
                self._line.sendall(message + b"\n")
            except (BrokenPipeError, ConnectionResetError):
                raise ClosedError from None
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def _take(self) -> bytes | None:
        """Read some bytes; give the message, if one is whole. Raises ClosedError."""
        if b"\n" not in self._read:
            more, found, _, _ = socket.recv_fds(self._line, _AT_ONCE, 1)
            self._read += more
            self.descriptors += found
            if not more or len(self._read) > MOST_BYTES:
                raise ClosedError
        end = self._read.find(b"\n")
        if end < 0:
            return None
        message = bytes(self._read[:end])
        del self._read[: end + 1]
        return message

    def receive_now(self) -> bytes:
        """Wait for a message while everything else in this process waits, too.

        Raises ClosedError.
        """
        while (message := self._take()) is None:
            pass
        return message

    async def receive(self) -> bytes:
        """Wait for a message; tasks of the event loop go on. Raises ClosedError."""
        loop = asyncio.get_running_loop()
        while True:
            if b"\n" not in self._read:
                ready = loop.create_future()
                loop.add_reader(
                    self._line, lambda ready=ready: ready.done() or ready.set_result(None)
                )
                try:
                    await ready
                finally:
                    loop.remove_reader(self._line)
            if (message := self._take()) is not None:
                return message
