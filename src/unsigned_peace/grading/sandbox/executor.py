"""Run the code cells of one notebook, and write their outputs into the notebook.

nbclient turns a kernel's messages into outputs (display ids, cleared outputs, output widgets, the
state of widgets). That part is nbclient's own, so outputs come out as under nbgrader. What is new
is the way the messages come, the limits, the tests that run apart, and what happens when a process
is lost: the cells that were not run get an error, and everything before it stands.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from nbclient.client import NotebookClient, timestamp
from nbclient.exceptions import CellExecutionComplete
from nbformat import NotebookNode
from nbformat.v4 import new_output

from unsigned_peace.grading.sandbox.launch import SandboxError
from unsigned_peace.grading.sandbox.limits import OF_SYSTEM, Limits, explain
from unsigned_peace.grading.sandbox.process import Timeout, WorkerExited, WorkerProcess, first_ready
from unsigned_peace.grading.sandbox.results import (
    Cell,
    Comms,
    ExecutionResult,
    GarbledError,
    Messages,
    Packet,
    error_output,
    packet_in,
)

GRACE = 4.0  # seconds for a cell to stop after an interrupt; nbclient waits as long for outputs
_SETTLE = 0.2  # seconds for an interrupt to arrive, so that it does not hit the next cell
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
        self._student, self._limits = student, limits
        self._over_at: float | None = None
        self._busy = student  # the process that has something to do
        self._carried = 0  # bytes of values, which are no output
        self._comms = Comms()
        self.kc = SimpleNamespace(session=Messages, shell_channel=self._comms)
        self.result = ExecutionResult()

    def run(
        self, shown: Sequence[Sequence[Mapping[str, Any]]] = (), *, keep: bool = False
    ) -> ExecutionResult:
        """Run every code cell, in order; `nb` is changed in place.

        `shown` are the messages of first cells that have run already. With `keep`, the files that
        the student's code has written stay for the next notebook.

        Raises SandboxError if the sandbox itself has failed: then nothing is known of the student.
        """
        if self._limits.notebook_seconds is not None:
            self._over_at = time.monotonic() + self._limits.notebook_seconds
        ready = list(shown)
        try:
            for index, cell in enumerate(self.nb.cells):
                if not runs(cell, self.skip_cells_with_tag):
                    continue
                if self.result.lost:
                    cell.outputs = [error_output("CellNotRunError", f"Not run. {self.result.lost}")]
                else:
                    self._run_cell(self._begin(index, cell), ready.pop(0) if ready else None)
            self.set_widgets_metadata()
            if keep and not self.result.lost:
                self._student.keep()
        finally:
            status = self._student.wait()
            self._end()
        self.result.cpu_seconds, self.result.peak_bytes = status.cpu_seconds, status.peak_bytes
        return self.result

    def _begin(self, index: int, node: NotebookNode) -> Cell:
        node.outputs = []
        node.metadata["execution"] = {}
        self.clear_before_next_output = False
        self.code_cells_executed += 1
        cell = Cell(index, node, self._student.received)
        now = time.monotonic()
        ends = [(self._over_at, "notebook")]
        if timeout := self._get_timeout(node):
            ends.append((now + timeout, "cell"))
            self._limits = replace(self._limits, cell_seconds=timeout)
        cell.deadline, cell.why = min(
            (one for one in ends if one[0] is not None), default=(None, "")
        )
        return cell

    def _end(self) -> None:
        """Do what is to be done when everything has run."""

    def _run_cell(self, cell: Cell, ready: Sequence[Mapping[str, Any]] | None) -> None:
        try:
            if ready is not None:
                for one in ready:
                    self._take(cell, Packet(one["msg_type"], cell.name, dict(one), b""))
            else:
                self._execute(cell)
        except WorkerExited:
            self._lose(cell)
        except GarbledError as error:
            self._student.kill()
            self._lose(cell, f"The cell sent what is no message: {error}.")
        else:
            cell.node["execution_count"] = self.code_cells_executed
            self._finish(cell)

    def _execute(self, cell: Cell) -> None:
        """Run the code of a cell. Raises WorkerExited and GarbledError."""
        self._send({"type": "execute", "id": cell.name, "code": cell.node.source}, cell)
        while not self._take(cell, self._next(cell)[1]):
            pass

    def _send(self, request: Mapping[str, Any], cell: Cell, body: bytes = b"") -> None:
        """Ask the student's process for something. Raises WorkerExited."""
        try:
            for message in self._comms.take():
                self._student.send(message, until=cell.deadline)
            self._student.send(request, body, cell.deadline)
        except Timeout:
            self._student.kill()
            raise WorkerExited(self._student) from None

    def _next(self, cell: Cell, *others: WorkerProcess) -> tuple[WorkerProcess, Packet]:
        """Wait for a whole message, of the student or of `others`, and watch the limits.

        Raises WorkerExited if one is gone, GarbledError if it sends nonsense.
        """
        while True:
            if cell.deadline is not None and time.monotonic() > cell.deadline:
                self._stop(cell, cell.why)
            worker = first_ready(self._student, *others, until=cell.deadline)
            if worker is None:
                continue
            try:
                whole = worker.receive(time.monotonic())
            except Timeout:
                continue
            if not cell.stopped:
                shown = self._student.received - cell.extra
                if shown - self._carried > self._limits.output_bytes:
                    self._stop(cell, "output")
                elif shown - cell.began_at > self._limits.cell_output_bytes:
                    self._stop(cell, "cell_output")
            if whole is not None and (packet := packet_in(whole, cell)):
                return worker, packet
            if whole is not None and not cell.stopped:
                self._stop(cell, "cell_output")

    def _stop(self, cell: Cell, why: str) -> None:
        """Interrupt the cell. If it was interrupted already, or all is over, end the process."""
        if cell.stopped or why in ("notebook", "output"):
            guilty = self._student if why in ("notebook", "output") else self._busy
            cell.stopped = cell.stopped or why
            guilty.kill()
            raise WorkerExited(guilty)
        cell.stopped, cell.deadline = why, time.monotonic() + GRACE
        self._interrupt()

    def _interrupt(self) -> None:
        self._student.interrupt()

    def _take(self, cell: Cell, packet: Packet) -> bool:
        """Deal with one message of a kernel; tell whether it was the last of the cell.

        Raises GarbledError.
        """
        content = packet.header["content"]
        if packet.parent != cell.name:
            return False  # it is an old thread of an earlier cell; nbclient drops it too
        try:
            match packet.kind:
                case "execute_reply":
                    cell.reply = packet.header
                    times = cell.node.metadata["execution"]
                    times["shell.execute_reply"] = timestamp(packet.of_kernel())
                case "cell_end":
                    self.result.cell_cpu_seconds += float(content["cpu_seconds"])
                    cell.limit, cell.trouble = str(content["limit"]), str(content["trouble"])
                    used = tuple(map(str, content["used"]))
                    self.result.used[cell.index] = used, int(content["changed"])
                case "answer" | "ask":
                    pass
                case kind if cell.stopped in _SILENCED and kind != "status":
                    pass
                case "update_display_data" | "comm_msg" if cell.stopped:
                    pass  # there may be thousands, and the time is over
                case _:
                    self.process_message(packet.of_kernel(), cell.node, cell.index)
        except CellExecutionComplete:
            return True
        except GarbledError:
            raise
        except Exception as error:
            raise GarbledError(f"{packet.kind}: {error!r}") from error
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
            content = cell.reply["content"]
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
        status = self._student.wait()
        why = why or status.explain(cell.stopped, self._limits)
        if not why:
            raise SandboxError(
                f"The sandbox could not be built for one notebook: {status.error}"
                if status.error
                else "The sandbox has broken down. Start again: what is graded stays."
            )
        cell.node["execution_count"] = self.code_cells_executed
        cell.node.outputs.append(error_output("DeadKernelError", why))
        self.result.lost = f"An earlier cell ended the run. {why}"


def runs(cell: NotebookNode, skip: str) -> bool:
    """Tell whether a cell is run at all; one with the tag `skip` is not."""
    code = cell.cell_type == "code" and bool(cell.source.strip())
    return code and skip not in cell.metadata.get("tags", [])
