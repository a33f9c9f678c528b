"""Play the code cells of one notebook in a child, and write their outputs into the notebook.

nbclient turns a kernel's messages into outputs (display ids, cleared outputs, output widgets, the
state of widgets). That part is nbclient's own, so outputs come out as under nbgrader. What is new
is the way the messages come, the limits, and what happens when a child is lost: the cells that
were not run get an error, and everything before it stands.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType, SimpleNamespace
from typing import Any

from nbclient.client import NotebookClient, timestamp
from nbclient.exceptions import CellExecutionComplete
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from unsigned_peace.grading.sandbox.deaths import cause_of
from unsigned_peace.grading.sandbox.inside.wire import ForgedError
from unsigned_peace.grading.sandbox.last_check import SEEN, Part, last_check
from unsigned_peace.grading.sandbox.limits import Limits, explain
from unsigned_peace.grading.sandbox.messages import GarbledError, Messages, ToChild, message_in
from unsigned_peace.grading.sandbox.outputs import error_output, mark_in, printable
from unsigned_peace.grading.sandbox.played import Cell, Played
from unsigned_peace.grading.sandbox.pool import Child, Ended, Timeout

GRACE = 4.0  # seconds for a cell to stop after an interrupt; nbclient waits as long for outputs
_SETTLE = 0.2  # seconds for an interrupt to arrive, so that it does not hit the next cell
_SILENCED = ("output", "cell_output")
_MOST_FINDINGS, _LONGEST_FINDING = 30, 300
_CANARY_SECONDS, _PATIENCE = 10.0, 4
_ROUNDING = 0.01  # of a mark, when it is shown


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
        self._seconds_of_tests = 0.0
        self.kc = SimpleNamespace(session=Messages, shell_channel=ToChild(child))
        self.played = Played()

    def play(self, *, keep: bool = False) -> Played:
        """Run every code cell, in order; `nb` is changed in place.

        With `keep`, the files that the child has written stay for the next notebook.

        Raises SandboxError if the sandbox itself has failed: then nothing is known of the student.
        """
        began = time.monotonic()
        if self._limits.notebook_seconds is not None:
            self._over_at = began + self._limits.notebook_seconds
        for index, cell in enumerate(self.nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            if self.skip_cells_with_tag in cell.metadata.get("tags", []):
                continue
            if self.played.lost:
                cell.outputs = [error_output("CellNotRunError", f"Not run. {self.played.lost}")]
            else:
                self._play_cell(Cell(index, cell, self._child.received))
        if not self.played.lost:
            self._release_canaries()
        self.set_widgets_metadata()
        if keep and not self.played.lost:
            self._child.keep()
        death = self._child.bury()
        self.played.cpu_seconds, self.played.peak_bytes = death.cpu_seconds, death.peak_bytes
        self.played.seconds = time.monotonic() - began
        return self.played

    def _play_cell(self, cell: Cell) -> None:
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
                    "cell": cell.index,
                    "code": cell.node.source,
                    **part.told(),
                }
            )
            while not self._step(cell):
                pass
        except Ended:
            self._lose(cell)
        except (GarbledError, ForgedError) as error:
            self._child.kill()
            why = str(error) or "it is not sealed"
            self._note(cell.index, f"The cell sent a forged message: {why}.")
            self._lose(cell)
        else:
            cell.node["execution_count"] = self.code_cells_executed
            self._finish(cell)
        if part.role == "test":
            self._seconds_of_tests += time.monotonic() - now

    def _note(self, index: int, finding: str) -> None:
        if len(self.played.findings) < _MOST_FINDINGS:
            self.played.findings.append((index, printable(finding[:_LONGEST_FINDING])))

    def _release_canaries(self) -> None:
        """Run variants of the tests that must fail; who lets them pass is not honest.

        It comes last, because a test may leave something behind when it runs.
        """
        check = last_check(self._part)
        if check is None:
            return
        cell = Cell(len(self.nb.cells), new_code_cell(), self._child.received)
        cell.deadline, cell.why = time.monotonic() + _CANARY_SECONDS, "notebook"
        try:
            self._child.send({"type": "canaries", "id": cell.name, **check.request})
            while cell.survivors is None:
                self._step(cell)
        except (Ended, GarbledError, ForgedError):
            index = check.canaries[0][0]
            if cell.stopped != "notebook":
                self._note(index, "The notebook ended itself during the final check.")
            elif self._seconds_of_tests < _CANARY_SECONDS / _PATIENCE:  # else they take long
                self._note(index, "The final check took much longer than the tests themselves.")
            self._child.kill()
            return
        for number in cell.survivors:
            index, code = check.canaries[number]
            told = code.replace(SEEN, "")
            self._note(index, f"A test that has to fail has passed: {told}")

    def _step(self, cell: Cell) -> bool:
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
        if packet is None:
            return False
        try:
            return self._take(cell, message_in(packet))
        except (KeyError, TypeError, ValueError) as error:
            raise GarbledError(f"{type(error).__name__}: {error}") from error

    def _stop(self, cell: Cell, why: str) -> None:
        """Interrupt the cell. If it was interrupted already, or all is over, end the child."""
        if why == "cell" and not cell.begun:
            self._note(cell.index, "The cell did not begin: its code was taken from the channel.")
        if cell.stopped or why in ("notebook", "output"):
            cell.stopped = cell.stopped or why
            self._child.kill()
            raise Ended
        cell.stopped, cell.deadline = why, time.monotonic() + GRACE
        self._child.interrupt()

    def _take(self, cell: Cell, message: dict[str, Any]) -> bool:
        """Deal with one message; tell whether it was the last of the cell."""
        content = message["content"]
        if message["msg_type"] == "finding":
            index = content["cell"] if content["cell"] >= 0 else cell.index
            self._note(index, content["text"])
            return False
        if message["parent_header"]["msg_id"] != cell.name:
            if message["msg_type"] in {"execute_reply", "cell_end"}:
                self._note(cell.index, "An earlier cell was answered twice.")
            return False  # else it is an old thread of an earlier cell; nbclient drops it too
        cell.begun = True
        match message["msg_type"]:
            case "execute_reply":
                cell.reply = message
                cell.node.metadata["execution"]["shell.execute_reply"] = timestamp(None)
            case "cell_end":
                self.played.cell_cpu_seconds += float(content["cpu_seconds"])
                cell.limit, cell.gave = content["limit"], content.get("gave")
                cell.trouble, cell.finished = content["trouble"], content.get("finished", True)
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

    def _finish(self, cell: Cell) -> None:
        """Add the errors that are not among the outputs yet, as nbgrader's Execute does."""
        if cell.stopped:
            time.sleep(_SETTLE)
            content = self._reply_to_stopped(cell)
        elif cell.reply is None:  # the kernel itself has stumbled over the code
            why = f"IPython could not run this cell. {cell.trouble}"
            content = {"status": "error", "ename": "CellError", "evalue": why, "traceback": [why]}
        else:
            content = cell.reply["content"]
        outputs = cell.node.outputs
        shown = {one.ename for one in outputs if one.output_type == "error"}
        if content["status"] == "error" and content["ename"] not in shown:
            told = content["traceback"] or [
                "ERROR: An error occurred while showtraceback was disabled"
            ]
            outputs.append(new_output("error", **_parts(content, told)))
        failed = any(one.output_type == "error" for one in outputs)
        if not (cell.finished or failed):
            self._note(cell.index, "A test did not run to its end, but shows no error.")
        shown = None if cell.gave is None else mark_in(outputs)
        if shown is not None and abs(shown - cell.gave) > _ROUNDING:
            self._note(cell.index, f"A test shows the mark {shown:g}, but gave {cell.gave:g}.")
        if cell.limit:
            outputs.append(error_output("LimitError", explain(cell.limit, self._limits)))

    def _reply_to_stopped(self, cell: Cell) -> dict[str, Any]:
        told = explain(cell.stopped, self._limits)
        if cell.stopped != "cell":
            return {"status": "error", "ename": "LimitError", "evalue": told, "traceback": [told]}
        error = dict(self.error_on_timeout or {"ename": "CellTimeoutError", "evalue": ""})
        return {"status": "error", **error, "traceback": [*error.get("traceback", []), told]}

    def _lose(self, cell: Cell) -> None:
        """Note why the child is gone; the cell gets an error, the ones after it will too."""
        why = cause_of(self._child.bury(), cell.stopped, self._limits)
        cell.node["execution_count"] = self.code_cells_executed
        cell.node.outputs.append(error_output("DeadKernelError", why))
        self.played.lost = f"An earlier cell ended the run. {why}"
        if cell.stopped != "notebook":
            self.played.lost_at = cell.index


def _parts(content: dict[str, Any], told: list[str]) -> dict[str, Any]:
    return {"ename": content["ename"], "evalue": content["evalue"], "traceback": told}
