"""What comes out of running a notebook, and the messages of which it is made."""

import json
import math
import re
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

MOST_PARTS = 200_000  # objects and lists in the messages of one cell; each takes memory
_SMALL = 100
# Places in memory, and times; what is printed may be a time without a unit.
_BY_CHANCE = re.compile(r"0x[0-9a-f]{6,16}|\d+(\.\d+)?(e-\d+)? ?([mnuµμ]?s|sec(ond)?s?)\b")
_LONG = re.compile(r"\d+\.\d{9,}(e-\d+)?")
_POINTS = re.compile(
    r"(np\.\w+|array|Decimal|Fraction|mpf)\([-+.,'\s\de]+\)|[-+./\d]*\d\.?(e[-+]?\d+)?"
)
_NUMPYS = re.compile(r"np\.\w+\(([-+.\w]+)\)")
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*"')

Shown = list[tuple[str, ...]]


class GarbledError(Exception):
    """The process sent something that no kernel sends."""


@dataclass
class ExecutionResult:
    """What came out besides the outputs.

    `lost` says why the process was lost, if it was. `used` is, for each test that ran apart, what
    it has needed of the student besides data, and how many changes of arguments were held back.
    """

    lost: str = ""
    cell_cpu_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    used: dict[int, tuple[tuple[str, ...], int]] = field(default_factory=dict)


@dataclass
class Cell:
    """The cell that is being run."""

    index: int
    node: NotebookNode
    began_at: int = 0  # bytes received before it
    deadline: float = math.inf
    why: str = ""  # what the deadline is for
    stopped: str = ""  # which limit made us interrupt it
    reply: dict[str, Any] | None = None
    limit: str = ""  # which limit of the system it ran into
    trouble: str = ""  # what kept the kernel from running it
    sentence: str = ""  # why a test could not get at the answers
    refused: str = ""  # why a test did not get the answers, by its process
    replaced: bool = False  # whether a tool of the test is not the library's own
    parts: int = 0  # of the messages so far

    @property
    def name(self) -> str:
        """The id of its messages."""
        return f"cell-{self.index}"


def parts_of(text: bytes, most: int = MOST_PARTS) -> int:
    """Count the objects and lists in a JSON text, before they take memory.

    Up to `most`, brackets inside of texts may count as well.

    >>> parts_of(b'{"a": [1, "[[["]}')
    5
    """
    count = text.count(b"{") + text.count(b"[")
    if count > most:  # brackets in texts do no harm
        text = _TEXTS.sub(b"", text)
        count = text.count(b"{") + text.count(b"[")
    return count


def message_in(line: bytes, cell: Cell) -> dict[str, Any] | None:
    """Read a message; None if the cell has sent too much by now. Raises GarbledError."""
    parts = parts_of(line)
    cell.parts += parts
    if cell.parts > MOST_PARTS and parts > _SMALL:  # small ones say that the cell is at its end
        return None
    try:
        return kernel_message(json.loads(line))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise GarbledError(f"{type(error).__name__} while reading it") from None


def kernel_message(given: dict[str, Any]) -> dict[str, Any]:
    """Give a message as nbclient expects it. Raises ValueError, TypeError and KeyError."""
    kind, parent, content = given["msg_type"], given["parent"], given["content"]
    if not (isinstance(kind, str) and isinstance(parent, str) and isinstance(content, dict)):
        raise TypeError("it is no message of a kernel")
    return {
        "msg_type": kind,
        # Without a date nbclient 0.11 asks `utcnow`, of which Python 3.12 and later warn.
        "header": {"msg_type": kind, "date": datetime.now(UTC)},
        "parent_header": {"msg_id": parent},
        "content": content,
        "metadata": given.get("metadata", {}),
        "buffers": [b64decode(one, validate=True) for one in given.get("buffers", ())],
    }


class Comms:
    """Keeps the last message for each widget until the process has time for it.

    A kernel takes such messages between cells. What comes after replaces what came before: they
    tell the whole state each time. nbclient takes it for a session and a channel.
    """

    def __init__(self) -> None:
        """Start with nothing to tell."""
        self._last: dict[str, dict[str, Any]] = {}
        self.session = self.shell_channel = self

    @staticmethod
    def msg(kind: str, content: dict, metadata: dict | None = None, **_: object) -> dict[str, Any]:
        """Make a message."""
        return {"header": {"msg_type": kind}, "content": content, "metadata": metadata or {}}

    def send(self, message: dict[str, Any]) -> None:
        """Keep a message."""
        self._last[message["content"]["comm_id"]] = message

    def take(self) -> list[dict[str, Any]]:
        """Give what is to be told now."""
        latest, self._last = list(self._last.values()), {}
        return [{"type": "comm", "message": {**one, "buffers": []}} for one in latest]


def shown_in(cell: NotebookNode) -> Shown:
    """Give what a test shows, as something to compare: no places in memory, times, tracebacks."""
    found: Shown = []
    for output in cell.get("outputs", ()):
        match output.output_type:
            case "error":
                one = ("error", output.ename, output.evalue)
            case "stream" if found and found[-1][:2] == ("stream", output.name):
                one = ("stream", output.name, found.pop()[2] + _LONG.sub("0x", output.text))
            case "stream":
                one = ("stream", output.name, _LONG.sub("0x", output.text))
            case kind:
                one = (kind, str(output.data.get("text/plain", sorted(output.data))))
        found.append(tuple(_BY_CHANCE.sub("0x", part) for part in one))
    return found


def shows_points(shown: tuple[str, ...]) -> bool:
    """Tell whether an output is a number of some kind; "well done" says nothing of points.

    Nor does the shape of a table, or a date.

    >>> [shows_points(("execute_result", one)) for one in ("2.5", "Fraction(1, 2)", "(8, 2)")]
    [True, True, False]
    """
    return shown[0] == "execute_result" and bool(_POINTS.fullmatch(shown[1]))


def plain_number(text: str) -> str:
    """Give the digits of a number, without what numpy writes round them.

    >>> plain_number("np.float64(0.5)"), plain_number("0.5")
    ('0.5', '0.5')
    """
    found = _NUMPYS.fullmatch(text)
    return found[1] if found else text


def error_output(name: str, text: str) -> NotebookNode:
    """Make an output that looks like an error of Python's.

    >>> error_output("LimitError", "Too much.").evalue
    'Too much.'
    """
    red = f"\x1b[0;31m{name}\x1b[0m: {text}"
    return new_output("error", ename=name, evalue=text, traceback=[red])


def printable(text: str) -> str:
    """Replace what could steer a terminal, or cannot be written as UTF-8.

    >>> printable("the class " + chr(27) + "[31mX")
    'the class ?[31mX'
    """
    return "".join(one if one.isprintable() else "?" for one in text)
