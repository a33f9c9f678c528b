"""Play the code cells of one notebook in a child, and write their outputs into the notebook.

nbclient turns a kernel's messages into outputs (display ids, cleared outputs, output widgets, the
state of widgets). That part is nbclient's own, so outputs come out as under nbgrader. What is new
is the way the messages come, the limits, and what happens when a child is lost: the cells that
were not run get an error, and everything before it stands.
"""

import json
import secrets
import time
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from textwrap import indent
from types import MappingProxyType, SimpleNamespace
from typing import Any

from nbclient.client import NotebookClient, timestamp
from nbclient.exceptions import CellExecutionComplete
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from unsigned_peace.grading.sandbox.deaths import cause_of
from unsigned_peace.grading.sandbox.limits import Limits, explain
from unsigned_peace.grading.sandbox.pool import Child, Ended, SandboxError, Timeout

GRACE = 4.0  # seconds for a cell to stop after an interrupt; nbclient waits as long for outputs
_SETTLE = 0.2  # seconds for an interrupt to arrive, so that it does not hit the next cell
_SILENCED = ("output", "cell_output")
_MOST_FINDINGS, _LONGEST_FINDING = 30, 300
_CANARY_SECONDS = 10.0


@dataclass(frozen=True)
class Part:
    """What the grader knows of a cell.

    Its `role` is 'student', 'locked' (the instructor's, with nothing to mark) or 'test'. Of a
    test, `names` are the names that it uses, and `canaries` statements like its own, of which
    each has to fail.
    """

    role: str = "student"
    names: tuple[str, ...] = ()
    canaries: tuple[str, ...] = ()


class GarbledError(Exception):
    """The child sent something that no kernel sends."""


@dataclass
class Played:
    """What came out besides the outputs.

    `lost` says why the child was lost, if it was. `findings` are the signs of tampering, each
    with the number of the cell during which it was seen.
    """

    lost: str = ""
    findings: list[tuple[int, str]] = field(default_factory=list)
    cell_cpu_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0


@dataclass
class _Cell:
    """The cell that is being played."""

    index: int
    node: NotebookNode
    began_at: int  # bytes received before it
    deadline: float | None = None
    why: str = ""  # what the deadline is for
    stopped: str = ""  # which limit made us interrupt it
    reply: dict[str, Any] | None = None
    limit: str = ""  # which limit of the system it ran into
    survivors: list[int] | None = None  # canaries that should have died

    @property
    def name(self) -> str:
        return f"cell-{self.index}"


class Player(NotebookClient):
    """Plays one notebook. Its traits are those of nbclient; of its methods, use `play`."""

    def __init__(
        self,
        nb: NotebookNode,
        child: Child,
        limits: Limits,
        part: Mapping[int, Part] = MappingProxyType({}),
        **traits: Any,  # noqa: ANN401
    ) -> None:
        """Play `nb` in `child` within `limits`; `part` is what cells are, by their number."""
        super().__init__(nb, **traits)
        self._child, self._limits, self._part = child, limits, part
        self._over_at: float | None = None
        self.kc = SimpleNamespace(session=_Messages, shell_channel=_ToChild(child))
        self.played = Played()

    def play(self, *, keep: bool = False) -> Played:
        """Run every code cell, in order; `nb` is changed in place.

        With `keep`, the files that the child has written stay for the next notebook.

        Raises SandboxError if the sandbox itself has failed: then nothing is known of the student.
        """
        if self._limits.notebook_seconds is not None:
            self._over_at = time.monotonic() + self._limits.notebook_seconds
        for index, cell in enumerate(self.nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            if self.skip_cells_with_tag in cell.metadata.get("tags", []):
                continue
            if self.played.lost:
                cell.outputs = [_error("CellNotRunError", f"Not run. {self.played.lost}")]
            else:
                self._play_cell(_Cell(index, cell, self._child.received))
        if not self.played.lost:
            self._release_canaries()
        self.set_widgets_metadata()
        if keep and not self.played.lost:
            self._child.keep()
        death = self._child.bury()
        self.played.cpu_seconds, self.played.peak_bytes = death.cpu_seconds, death.peak_bytes
        return self.played

    def _play_cell(self, cell: _Cell) -> None:
        cell.node.outputs = []
        cell.node.metadata["execution"] = {}
        self.clear_before_next_output = False
        self.code_cells_executed += 1
        now = time.monotonic()
        ends = [(self._over_at, "notebook")]
        if timeout := self._get_timeout(cell.node):
            ends.append((now + timeout, "cell"))
            self._limits = replace(self._limits, cell_seconds=timeout)
        cell.deadline, cell.why = min(
            (one for one in ends if one[0] is not None), default=(None, "")
        )
        part = self._part.get(cell.index, Part())
        try:
            self._child.send(
                {
                    "type": "execute",
                    "id": cell.name,
                    "code": cell.node.source,
                    "role": part.role,
                    "names": part.names,
                }
            )
            while not self._step(cell):
                pass
        except Ended:
            self._lose(cell)
        except GarbledError as error:
            self._child.kill()
            self._note(cell.index, f"The cell sent a forged message: {error}.")
            self._lose(cell)
        else:
            cell.node["execution_count"] = self.code_cells_executed
            self._finish(cell)

    def _note(self, index: int, finding: str) -> None:
        if len(self.played.findings) < _MOST_FINDINGS:
            self.played.findings.append((index, finding[:_LONGEST_FINDING]))

    def _release_canaries(self) -> None:
        """Run variants of the tests that must fail; who lets them pass is not honest.

        It comes last, because a test may leave something behind when it runs.
        """
        canaries = [(number, code) for number, part in self._part.items() for code in part.canaries]
        if not canaries:
            return
        name = f"_{secrets.token_hex(8)}"
        code = "".join(
            f"try:\n{indent(one, '  ')}\n  {name}.append({number})\nexcept BaseException: pass\n"
            for number, (_, one) in enumerate(canaries)
        )
        cell = _Cell(len(self.nb.cells), new_code_cell(), self._child.received)
        cell.deadline, cell.why = time.monotonic() + _CANARY_SECONDS, "notebook"
        try:
            self._child.send({"type": "canaries", "id": cell.name, "name": name, "code": code})
            while cell.survivors is None:
                self._step(cell)
        except (Ended, GarbledError):
            if cell.stopped != "notebook":  # a test that takes long is no crime
                self._note(canaries[0][0], "The notebook ended itself during the final check.")
            self._child.kill()
            return
        for number in cell.survivors:
            index, code = canaries[number]
            self._note(index, f"A test that has to fail has passed: {code}")

    def _step(self, cell: _Cell) -> bool:
        """Wait for one packet and deal with it; tell whether the cell is finished.

        Raises Ended if the child is gone, GarbledError if it sends nonsense.
        """
        try:
            packet = self._child.receive(cell.deadline)
        except Timeout:
            self._stop(cell, cell.why)
            return False
        if not cell.stopped:
            if self._child.received > self._limits.output_bytes:
                self._stop(cell, "output")
            elif self._child.received - cell.began_at > self._limits.cell_output_bytes:
                self._stop(cell, "cell_output")
        return packet is not None and self._take(cell, _message(packet))

    def _stop(self, cell: _Cell, why: str) -> None:
        """Interrupt the cell. If it was interrupted already, or all is over, end the child."""
        if cell.stopped or why in ("notebook", "output"):
            cell.stopped = cell.stopped or why
            self._child.kill()
            raise Ended
        cell.stopped, cell.deadline = why, time.monotonic() + GRACE
        self._child.interrupt()

    def _take(self, cell: _Cell, message: dict[str, Any]) -> bool:
        """Deal with one message; tell whether it was the last of the cell."""
        content = message["content"]
        if message["msg_type"] == "finding":
            self._note(cell.index, str(content["text"]))
            return False
        if message["parent_header"]["msg_id"] != cell.name:
            if message["msg_type"] in {"execute_reply", "cell_end"}:
                self._note(cell.index, "An earlier cell was answered twice.")
            return False  # else it is an old thread of an earlier cell; nbclient drops it too
        match message["msg_type"]:
            case "execute_reply":
                cell.reply = message
                cell.node.metadata["execution"]["shell.execute_reply"] = timestamp(None)
            case "cell_end":
                self.played.cell_cpu_seconds += float(content["cpu_seconds"])
                cell.limit = str(content["limit"])
            case "canaries":
                cell.survivors = content["survivors"]
            case kind if cell.stopped in _SILENCED and kind != "status":
                pass
            case _:
                try:
                    self.process_message(message, cell.node, cell.index)
                except CellExecutionComplete:
                    return True
                except Exception as error:
                    raise GarbledError(f"{message['msg_type']}: {error!r}") from error
        return False

    def _finish(self, cell: _Cell) -> None:
        """Add the errors that are not among the outputs yet, as nbgrader's Execute does."""
        if cell.stopped:
            time.sleep(_SETTLE)
            content = self._reply_to_stopped(cell)
        elif cell.reply is None:
            raise SandboxError("A cell ended without a reply.")
        else:
            content = cell.reply["content"]
        outputs = cell.node.outputs
        shown = {one.ename for one in outputs if one.output_type == "error"}
        if content["status"] == "error" and content["ename"] not in shown:
            told = content["traceback"] or [
                "ERROR: An error occurred while showtraceback was disabled"
            ]
            outputs.append(new_output("error", **_parts(content, told)))
        if cell.limit:
            outputs.append(_error("LimitError", explain(cell.limit, self._limits)))

    def _reply_to_stopped(self, cell: _Cell) -> dict[str, Any]:
        told = explain(cell.stopped, self._limits)
        if cell.stopped != "cell":
            return {"status": "error", "ename": "LimitError", "evalue": told, "traceback": [told]}
        error = dict(self.error_on_timeout or {"ename": "CellTimeoutError", "evalue": ""})
        return {"status": "error", **error, "traceback": [*error.get("traceback", []), told]}

    def _lose(self, cell: _Cell) -> None:
        """Note why the child is gone; the cell gets an error, the ones after it will too."""
        why = cause_of(self._child.bury(), cell.stopped, self._limits)
        cell.node["execution_count"] = self.code_cells_executed
        cell.node.outputs.append(_error("DeadKernelError", why))
        self.played.lost = f"An earlier cell ended the run. {why}"


def _parts(content: dict[str, Any], told: list[str]) -> dict[str, Any]:
    return {"ename": content["ename"], "evalue": content["evalue"], "traceback": told}


def _error(name: str, text: str) -> NotebookNode:
    red = f"\x1b[0;31m{name}\x1b[0m: {text}"
    return new_output("error", ename=name, evalue=text, traceback=[red])


def _message(packet: bytes) -> dict[str, Any]:
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


class _Messages:
    """Makes the messages that an output widget sends back to the kernel."""

    @staticmethod
    def msg(
        kind: str,
        content: dict[str, Any],
        parent: object = None,  # noqa: ARG004 - nbclient names it
        metadata: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        return {"header": {"msg_type": kind}, "content": content, "metadata": metadata or {}}


@dataclass(frozen=True)
class _ToChild:
    """Sends them."""

    child: Child

    def send(self, message: dict[str, Any]) -> None:
        self.child.send({"type": "comm_msg", "message": {**message, "buffers": []}})
