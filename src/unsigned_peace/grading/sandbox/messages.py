"""Make of what a child sends the messages that nbclient expects, and the other way round."""

import json
from base64 import b64decode
from dataclasses import dataclass
from typing import Any

from unsigned_peace.grading.sandbox.pool import Child


class GarbledError(Exception):
    """The child sent something that no kernel sends."""


def message_in(packet: bytes) -> dict[str, Any]:
    """Read what came as one of nbclient's messages. Raises GarbledError."""
    try:
        given = json.loads(packet)
        kind, content = given["msg_type"], given["content"]
        whole = {
            "msg_type": kind,
            "header": {"msg_type": kind},
            "parent_header": {"msg_id": given["parent"]},
            "content": content,
            "metadata": given["metadata"],
            "buffers": [b64decode(one, validate=True) for one in given["buffers"]],
        }
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise GarbledError(f"{type(error).__name__} while reading it") from None
    if not (isinstance(kind, str) and isinstance(content, dict)):
        raise GarbledError("it is no message of a kernel")
    return whole


class Messages:
    """Makes the messages that an output widget sends back to the kernel."""

    @staticmethod
    def msg(
        kind: str,
        content: dict[str, Any],
        parent: object = None,  # noqa: ARG004 - nbclient names it
        metadata: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Make one."""
        return {"header": {"msg_type": kind}, "content": content, "metadata": metadata or {}}


@dataclass(frozen=True)
class ToChild:
    """Sends them."""

    child: Child

    def send(self, message: dict[str, Any]) -> None:
        """Send one."""
        self.child.send({"type": "comm_msg", "message": {**message, "buffers": []}})
