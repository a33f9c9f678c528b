"""Run the code cells of one notebook, and write their outputs into the notebook.

nbclient turns a kernel's messages into outputs (display ids, cleared outputs, output widgets, the
state of widgets). That part is nbclient's own, so outputs come out as under nbgrader. What is new
is the way the messages come, the limits, the tests that run apart, and what happens when a process
is lost: the cells that were not run get an error, and everything before it stands.
"""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nbclient.client import NotebookClient, timestamp
from nbclient.exceptions import CellExecutionComplete
from nbformat import NotebookNode
from nbformat.v4 import new_output

from unsigned_peace.grading.sandbox.process import (
    OF_SYSTEM,
    Limits,
    WorkerExited,
    WorkerProcess,
    explain,
    wait_for,
)
from unsigned_peace.grading.sandbox.results import (
    MOST_PARTS,
    Cell,
    Comms,
    ExecutionResult,
    GarbledError,
    error_output,
    kernel_message,
    message_in,
)
from unsigned_peace.grading.sandbox.server import SandboxError

GRACE = 4.0  # seconds for a cell to stop after an interrupt; nbclient waits as long for outputs
_SETTLE = 0.2  # seconds for an interrupt to arrive, so that it does not hit the next cell
_MOST_PARTS_IN_ALL = 3 * MOST_PARTS  # of the messages of a notebook
_SILENCED = ("output", "cell_output")


class CellExecutor(NotebookClient):
    """Runs one notebook in one process. Its traits are those of nbclient; use `run`."""

    def __init__(
        self,
        nb: NotebookNode,
        student: WorkerProcess,
        limits: Limits,
        **traits: Any,  # noqa: ANN401
    ) -> None:
        """Run `nb` in the process `student`, within `limits`."""
        super().__init__(nb, **traits)
        self.student, self._limits = student, limits
        self._workers = [student]  # and whoever works for this notebook besides
        self._over_at = math.inf
        self._busy = student  # the process that has something to do
        self._parts = 0  # of all messages so far
        self.kc = Comms()
        self.result = ExecutionResult()

    def run(self, shown: Sequence[Sequence[Mapping[str, Any]]] = ()) -> None:
        """Run every code cell, in order; `nb` is changed in place. `finish` gives the result.

        `shown` are the messages of first cells that have run already.

        Raises SandboxError if the sandbox itself has failed: then nothing is known of the student.
        """
        if self._limits.notebook_seconds is not None:
            self._over_at = time.monotonic() + self._limits.notebook_seconds
        ready = list(shown)
        for index, cell in enumerate(self.nb.cells):
            if not runs(cell, self.skip_cells_with_tag):
                continue
            if self.result.lost:
                cell.outputs = [error_output("CellNotRunError", f"Not run. {self.result.lost}")]
            else:
                self._run_cell(self._begin(index, cell), ready.pop(0) if ready else None)
        self.set_widgets_metadata()

    def finish(self) -> ExecutionResult:
        """End all processes, with the files that they have written, and tell how all has gone."""
        status, *_ = [one.wait() for one in self._workers]
        self.result.cpu_seconds, self.result.peak_bytes = status.cpu_seconds, status.peak_bytes
        return self.result

    def _begin(self, index: int, node: NotebookNode) -> Cell:
        node.outputs = []
        node.metadata["execution"] = {}
        self.clear_before_next_output = False
        self.code_cells_executed += 1
        return self._clocked(index, node)

    def _clocked(self, index: int, node: NotebookNode) -> Cell:
        """Give a cell whose time begins now."""
        # What all cells before it have sent leaves less to this one.
        used = max(0, self._parts + MOST_PARTS - _MOST_PARTS_IN_ALL)
        cell = Cell(index, node, self._received(), parts=used)
        end = math.inf
        if timeout := self._get_timeout(node):
            end = time.monotonic() + timeout
            self._limits = replace(self._limits, cell_seconds=timeout)
        cell.deadline, cell.why = min((self._over_at, "notebook"), (end, "cell"))
        return cell

    def _run_cell(self, cell: Cell, ready: Sequence[Mapping[str, Any]] | None) -> None:
        began_with = cell.parts
        try:
            if ready is not None:
                for one in ready:
                    self._take(cell, kernel_message({**one, "parent": cell.name}))
            else:
                self._execute(cell)
        except WorkerExited:
            self._lose(cell)
        except GarbledError as error:
            self.student.kill()
            self._lose(cell, f"The cell sent what is no message: {error}.")
        else:
            cell.node["execution_count"] = self.code_cells_executed
            self._finish(cell)
        self._parts += cell.parts - began_with

    def _execute(self, cell: Cell) -> None:
        """Run the code of a cell. Raises WorkerExited and GarbledError."""
        self._send({"type": "execute", "id": cell.name, "code": cell.node.source}, cell)
        while not self._take(cell, self._next(cell)[1]):
            pass

    def _send(
        self, request: Mapping[str, Any], cell: Cell, descriptors: Sequence[int] = ()
    ) -> None:
        """Ask the student's process for something. Raises WorkerExited."""
        for message in self.kc.take():
            self.student.send(message, cell.deadline)
        self.student.send(request, cell.deadline, descriptors)

    def _next(self, cell: Cell, *others: WorkerProcess) -> tuple[WorkerProcess, dict[str, Any]]:
        """Wait for a whole message, of the student or of `others`, and watch the limits.

        What the student's process has shown in a call comes before what the other one says next:
        so it is looked at first. Raises WorkerExited if one is gone, GarbledError for nonsense.
        """
        workers = (self.student, *others)
        while True:
            if time.monotonic() > cell.deadline:
                self._stop(cell, cell.why)
            for worker in workers:
                line = worker.next_message()
                if not cell.stopped:
                    if self._received() > self._limits.output_bytes:
                        self._stop(cell, "output")
                    elif self._received() - cell.began_at > self._limits.cell_output_bytes:
                        self._stop(cell, "cell_output")
                if line is not None and (message := message_in(line, cell)):
                    return worker, message
                if line is not None and not cell.stopped:
                    self._stop(cell, "cell_output")
            wait_for(*workers, until=cell.deadline)

    def _received(self) -> int:
        """Count the bytes that have come so far."""
        return sum(one.received for one in self._workers)

    def _stop(self, cell: Cell, why: str) -> None:
        """Interrupt the cell. If it was interrupted already, or all is over, end the process."""
        if cell.stopped or why in ("notebook", "output"):
            guilty = self.student if why in ("notebook", "output") else self._busy
            cell.stopped = cell.stopped or why
            guilty.kill()
            raise WorkerExited(guilty)
        cell.stopped, cell.deadline = why, time.monotonic() + GRACE
        for one in self._workers:
            one.interrupt()

    def _take(self, cell: Cell, message: dict[str, Any]) -> bool:
        """Deal with one message of a kernel; tell whether it was the last of the cell.

        Raises GarbledError.
        """
        kind, content = message["msg_type"], message["content"]
        if message["parent_header"]["msg_id"] != cell.name:
            return False  # it is an old thread of an earlier cell; nbclient drops it too
        try:
            match kind:
                case "execute_reply":
                    cell.reply = content
                    cell.node.metadata["execution"]["shell.execute_reply"] = timestamp(message)
                case "cell_end":
                    seconds = float(content["cpu_seconds"])
                    if 0 <= seconds <= self._limits.cpu_seconds:  # the process may say anything
                        self.result.cell_cpu_seconds += seconds
                    cell.limit, cell.trouble = str(content["limit"]), str(content["trouble"])
                    used = tuple(map(str, content["used"]))
                    self.result.used[cell.index] = used, int(content["held_back"])
                    cell.refused, cell.replaced = str(content["refused"]), bool(content["replaced"])
                case "answer":
                    pass
                case _ if cell.stopped in _SILENCED and kind != "status":
                    pass
                case "update_display_data" | "comm_msg" if cell.stopped:
                    pass  # there may be thousands, and the time is over
                case _:
                    self.process_message(message, cell.node, cell.index)
        except CellExecutionComplete:
            return True
        except Exception as error:
            raise GarbledError(f"{kind}: {error!r}") from error
        return False

    def _finish(self, cell: Cell) -> None:
        """Add the errors that are not among the outputs yet, as nbgrader's Execute does."""
        if cell.sentence:
            cell.node.outputs.append(error_output("AnswerError", cell.sentence))
            return
        if cell.stopped:
            time.sleep(_SETTLE)
            content = self._reply_to_stopped(cell)
        elif cell.reply is None:  # the kernel itself has stumbled over the code
            why = f"IPython could not run this cell. {cell.trouble}"
            content = {"status": "error", "ename": "CellError", "evalue": why, "traceback": [why]}
        else:
            content = cell.reply
        outputs = cell.node.outputs
        shown = {one.ename for one in outputs if one.output_type == "error"}
        if content["status"] == "error" and content["ename"] not in shown:
            message = content["traceback"] or [
                "ERROR: An error occurred while showtraceback was disabled"
            ]
            outputs.append(
                new_output(
                    "error", ename=content["ename"], evalue=content["evalue"], traceback=message
                )
            )
        if cell.limit in OF_SYSTEM:
            outputs.append(error_output("LimitError", explain(cell.limit, self._limits)))

    def _reply_to_stopped(self, cell: Cell) -> dict[str, Any]:
        message = explain(cell.stopped, self._limits)
        if cell.stopped != "cell":
            said = {"ename": "LimitError", "evalue": message, "traceback": [message]}
            return {"status": "error", **said}
        error = dict(self.error_on_timeout or {"ename": "CellTimeoutError", "evalue": ""})
        return {"status": "error", **error, "traceback": [*error.get("traceback", []), message]}

    def _lose(self, cell: Cell, why: str = "") -> None:
        """Note why the process is gone; the cell gets an error, the ones after it will too."""
        status = self.student.wait()
        why = why or status.explain(cell.stopped, self._limits)
        if not why:
            raise SandboxError(
                f"The sandbox could not be built for one notebook: {status.error}"
                if status.error
                else "The sandbox has broken down. Start again: what is graded stays."
            )
        cell.node["execution_count"] = self.code_cells_executed
        cell.node.outputs.append(error_output("DeadKernelError", why))
        why = why.replace("This one", "That one")
        self.result.lost = f"Cell [{self.code_cells_executed}] ended the run. {why}"


def runs(cell: NotebookNode, skip: str) -> bool:
    """Tell whether a cell is run at all; one with the tag `skip` is not."""
    code = cell.cell_type == "code" and bool(cell.source.strip())
    return code and skip not in cell.metadata.get("tags", [])
