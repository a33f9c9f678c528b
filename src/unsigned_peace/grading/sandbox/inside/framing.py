"""Messages through a Unix socket, in pieces that the kernel of the system keeps apart.

A message is a small JSON object, the header, and bytes that belong to it, the body. The socket is
of the kind SOCK_SEQPACKET: what one side sends in one call arrives in one call. A message that is
too long for one packet is cut; each packet begins with a byte that says whether more follows. So
a sender that dies in the middle of a message leaves no riddle behind.
"""

import json
from collections.abc import Mapping
from typing import Any

PIECE = 64_000  # bytes; the system takes about 200 000 in one packet
MORE, LAST = b"+", b"."
_LENGTH = 4  # bytes that say how long the header is
Buffer = bytes | bytearray | memoryview


class FramingError(ValueError):
    """What came is no message."""


def join(header: Buffer, body: Buffer = b"") -> bytes:
    """Make one piece of a header, which is JSON already, and its body."""
    return len(header).to_bytes(_LENGTH, "big") + bytes(header) + bytes(body)


def message(header: Mapping[str, Any], body: Buffer = b"") -> bytes:
    """Make one piece of a header and its body.

    >>> split(message({"type": "call"}, b"data"))
    (b'{"type": "call"}', b'data')
    """
    return join(json.dumps(header).encode(), body)


def split(whole: bytes) -> tuple[bytes, bytes]:
    """Take a header, still as JSON, and its body apart again. Raises FramingError.

    >>> split(b"....")
    Traceback (most recent call last):
    unsigned_peace.grading.sandbox.inside.framing.FramingError: it is cut off
    """
    end = _LENGTH + int.from_bytes(whole[:_LENGTH], "big")
    if len(whole) < _LENGTH or end > len(whole):
        raise FramingError("it is cut off")
    return whole[_LENGTH:end], whole[end:]


def packets(whole: Buffer) -> list[bytes]:
    """Cut one message into packets.

    >>> packets(b"cell")
    [b'.cell']
    >>> [len(packet) for packet in packets(bytes(PIECE + 1))]
    [64001, 2]
    """
    view = memoryview(whole)
    starts = range(0, max(len(view), 1), PIECE)
    return [
        (MORE if start + PIECE < len(view) else LAST) + bytes(view[start : start + PIECE])
        for start in starts
    ]


class Unpacker:
    """Puts packets together again.

    >>> whole = Unpacker()
    >>> [whole.add(packet) for packet in packets(b"cell")]
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
        whole = b"".join(self._pieces)
        self._pieces, self.waiting = [], 0
        return whole
