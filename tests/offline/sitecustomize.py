"""Close the network to every Python process that has this folder on its PYTHONPATH.

Python imports a module of this name when it starts. Connections inside the machine pass. Any other
address is refused and noted in the file that OUTGOING_LOG names, with the caller, so that a test
can show who asked.
"""

import os
import socket
import traceback
from pathlib import Path

INSIDE = {"localhost", "127.0.0.1", "::1", "", "0.0.0.0", "::", None}


def refuse(host: object) -> None:
    """Note the address and raise the error that a machine without network gives."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in INSIDE or name == socket.gethostname():
        return
    log = os.environ.get("OUTGOING_LOG")
    if log:
        here = ("sitecustomize.py", "socket.py")
        caller = next(f for f in traceback.extract_stack()[::-1] if not f.filename.endswith(here))
        with Path(log).open("a", encoding="utf-8") as lines:
            lines.write(f"{name} asked for by {caller.filename}:{caller.lineno}\n")
    raise OSError(f"The network is closed in this test: {name}")


def guarded(name: str) -> None:
    """Put a check of the address before one of the socket's methods."""
    original = getattr(socket.socket, name)

    def call(self: socket.socket, address: object) -> object:
        if isinstance(address, tuple):  # a text is a socket file on this machine
            refuse(address[0])
        return original(self, address)

    setattr(socket.socket, name, call)


guarded("connect")
guarded("connect_ex")
look_up = socket.getaddrinfo


def getaddrinfo(host: object, *args: object, **kwargs: object) -> list:
    """Refuse to look up a name outside, too: it is the first step of going there."""
    refuse(host)
    return look_up(host, *args, **kwargs)


socket.getaddrinfo = getaddrinfo
