"""Messages through a Unix socket: JSON, in pieces that the kernel of the system keeps apart.

The socket is of the kind SOCK_SEQPACKET: what one side sends in one call arrives in one call.
A message that is too long for one packet is cut; each packet begins with a byte that says
whether more follows. So a sender that dies in the middle of a message leaves no riddle behind.
"""

import signal
import socket
import threading

PIECE = 64_000  # bytes; the system takes about 200 000 in one packet
MORE, LAST = b"+", b"."
_HELD_BACK = (signal.SIGINT, signal.SIGXCPU)
Buffer = bytes | bytearray | memoryview


def pack(message: Buffer) -> list[bytes]:
    """Cut one message into packets.

    >>> pack(b"cell")
    [b'.cell']
    >>> [len(packet) for packet in pack(bytes(PIECE + 1))]
    [64001, 2]
    """
    view = memoryview(message)
    starts = range(0, max(len(view), 1), PIECE)
    return [
        (MORE if start + PIECE < len(view) else LAST) + bytes(view[start : start + PIECE])
        for start in starts
    ]


class Unpacker:
    """Puts packets together again.

    >>> whole = Unpacker()
    >>> [whole.add(packet) for packet in pack(b"cell")]
    [b'cell']
    """

    def __init__(self) -> None:
        """Start with nothing received."""
        self._pieces: list[bytes] = []
        self.waiting = 0  # bytes of a message that is not complete yet

    def add(self, packet: bytes) -> bytes | None:
        """Take one packet; give the message if it is complete now, otherwise None."""
        self._pieces.append(packet[1:])
        self.waiting += len(packet) - 1
        if packet[:1] == MORE:
            return None
        message = b"".join(self._pieces)
        self._pieces, self.waiting = [], 0
        return message


class Sender:
    """Sends messages; several threads may share one."""

    def __init__(self, channel: socket.socket) -> None:
        """Send through `channel`."""
        self._channel = channel
        self._lock = threading.RLock()

    def send(self, message: Buffer) -> None:
        """Send one message; wait while the other side is busy.

        Raises OSError if there is nobody on the other side.
        """
        with self._lock:
            # An interrupt in the middle would leave half a message.
            held = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
            try:
                for packet in pack(message):
                    self._channel.send(packet)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, held)
