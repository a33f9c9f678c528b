"""The line from a notebook's process to the grader."""

import asyncio
import json
import os
import select
import signal
import socket
import threading
from typing import Any

from .framing import Unpacker, join, packets, split

_HELD_BACK = (signal.SIGINT, signal.SIGXCPU)
_PACKET = 1 << 20
Message = tuple[dict[str, Any], bytes]


class ClosedError(Exception):
    """The grader has closed the line."""


class Channel:
    """Sends messages and takes requests; several threads may share one."""

    def __init__(self, line: socket.socket) -> None:
        """Use `line`, which no program that is started from here inherits."""
        self._line = line
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._unpacker = Unpacker()
        os.register_at_fork(after_in_child=line.close)  # what a child prints comes another way

    def post(self, header: bytes, body: bytes = b"") -> None:
        """Send a message whose header is JSON already. A copy of the process sends nothing."""
        if os.getpid() != self._process:
            return
        with self._lock:
            # An interrupt in the middle would leave half a message.
            held = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
            try:
                for packet in packets(join(header, body)):
                    self._line.send(packet)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def send(self, header: dict[str, Any], body: bytes = b"") -> None:
        """Send a message."""
        self.post(json.dumps(header).encode(), body)

    def _take(self) -> Message | None:
        """Take one packet; give the message that it completes. Raises ClosedError."""
        packet = self._line.recv(_PACKET)
        if not packet:
            raise ClosedError
        whole = self._unpacker.add(packet)
        if whole is None:
            return None
        header, body = split(whole)
        return json.loads(header), body

    def receive_now(self) -> Message:
        """Wait for a message while everything else in this process waits, too.

        Raises ClosedError.
        """
        while True:
            select.select([self._line], [], [])
            if found := self._take():
                return found

    async def receive(self) -> Message:
        """Wait for a message; tasks of the event loop go on. Raises ClosedError."""
        loop = asyncio.get_running_loop()
        while True:
            ready = loop.create_future()
            loop.add_reader(self._line, lambda ready=ready: ready.done() or ready.set_result(None))
            try:
                await ready
            finally:
                loop.remove_reader(self._line)
            if found := self._take():
                return found


def answer_to(request: dict[str, Any], **content: Any) -> dict[str, Any]:  # noqa: ANN401
    """Make the header of an answer.

    >>> answer_to({"id": "cell-1"}, ok=True)
    {'msg_type': 'answer', 'parent': 'cell-1', 'content': {'ok': True}}
    """
    return {"msg_type": "answer", "parent": request["id"], "content": content}
