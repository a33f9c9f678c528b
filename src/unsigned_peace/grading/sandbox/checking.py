"""Run tests apart: the test in the checker, the student's code in its own process.

The test asks for names, and calls the functions among them. What goes to and fro are bytes that
nobody reads here: this process only carries them, looks whose turn it is, and keeps the time.
"""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from nbformat import NotebookNode

from unsigned_peace.grading.sandbox.executor import GRACE, CellExecutor
from unsigned_peace.grading.sandbox.limits import Limits
from unsigned_peace.grading.sandbox.plan import ApartTest, NotebookPlan
from unsigned_peace.grading.sandbox.process import Timeout, WorkerExited, WorkerProcess
from unsigned_peace.grading.sandbox.results import Cell, GarbledError, Packet

_PREPARING = 60.0  # seconds for the instructor's own cells
_SHOWN_IN_CALLS = ("display_data", "update_display_data", "comm_open", "comm_msg", "comm_close")
_MOST_VALUES = 50_000_000  # bytes of values, files and answers in one test
_LOST = "The process of the test has ended: {}"


class NotebookExecutor(CellExecutor):
    """Runs one notebook, with a checker for the tests that run apart."""

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        nb: NotebookNode,
        student: WorkerProcess,
        limits: Limits,
        checker: Callable[[], tuple[WorkerProcess, int]],
        plan: NotebookPlan,
        tests: Mapping[int, ApartTest],
        **traits: Any,  # noqa: ANN401
    ) -> None:
        """Run `nb` in `student`, and the `tests`, by number of the cell, in a `checker`.

        `checker` gives a new one, and how many cells of the plan it has run already.
        """
        super().__init__(nb, student, limits, **traits)
        self._new_checker, self._plan, self._tests = checker, plan, tests
        self._checker: WorkerProcess | None = None
        self._prepared = 0  # cells of the plan that the checker has run

    def _end(self) -> None:
        if self._checker:
            self._checker.wait()

    def _interrupt(self) -> None:
        super()._interrupt()
        if self._checker:
            self._checker.interrupt()

    def _execute(self, cell: Cell) -> None:
        plan = self._tests.get(cell.index)
        if plan is None:
            super()._execute(cell)
            return
        request = {"type": "snapshot", "id": cell.name, "names": plan.names}
        self._send({**request, "classes": self._plan.classes}, cell)
        cell.extra = _MOST_VALUES
        answer = self._answer(cell)
        self._carried += len(answer.body)
        cell.sentence = str(answer.header["content"].get("sentence", ""))[:1000]
        if not cell.sentence:
            try:
                self._test(cell, plan, answer)
            except WorkerExited as error:
                if error.worker is not self._checker:
                    raise
                self._drop_checker(cell)
            except (KeyError, TypeError, ValueError) as error:
                raise GarbledError(f"{type(error).__name__} in an answer") from None
            finally:
                self._busy = self._student
        cell.began_at, cell.extra = self._student.received, 0
        if plan.visible:
            self._send({"type": "visible", "id": cell.name, "code": plan.visible}, cell)
            self._answer(cell)

    def _drop_checker(self, cell: Cell) -> None:
        """Fail this test alone; the next one gets a new checker."""
        status = self._checker.wait()
        why = status.explain(cell.stopped, self._limits) or status.error or "it broke down"
        cell.sentence = _LOST.format(why)
        self._checker, self._prepared = None, 0

    def _answer(self, cell: Cell) -> Packet:
        """Wait for what the student's process answers. Raises WorkerExited and GarbledError."""
        while True:
            _, packet = self._next(cell)
            if packet.kind == "answer" and packet.parent == cell.name:
                return packet

    def _ready_checker(self, plan: ApartTest, cell: Cell) -> WorkerProcess:
        """Give a checker that has run the instructor's cells before the test.

        Raises WorkerExited.
        """
        if self._checker is None:
            self._checker, self._prepared = self._new_checker()
        cells = self._plan.cells[self._prepared : plan.before]
        if cells:
            self._prepared = plan.before
            until = time.monotonic() + _PREPARING
            try:
                self._checker.send(
                    {"type": "prepare", "id": "prepare", "cells": cells}, until=until
                )
                while self._checker.receive(until) is None:
                    pass
            except Timeout:
                self._checker.kill()
                raise WorkerExited(self._checker) from None
            cell.deadline = cell.deadline and max(cell.deadline, time.monotonic() + GRACE)
        return self._checker

    def _test(self, cell: Cell, plan: ApartTest, answer: Packet) -> None:
        """Run a test in the checker. Raises WorkerExited and GarbledError.

        The reference solution may leave its arguments alone where a student's function changes
        them. Such a test has to pass without these changes, too.
        """
        checker = self._ready_checker(plan, cell)
        files = answer.header["content"]["files"]
        self._run_test(checker, cell, plan, answer, files, write_back=plan.changes)
        _, changed = self.result.used.get(cell.index, ((), 0))
        if changed and not plan.changes and not (cell.sentence or cell.stopped):
            first, cell.node.outputs = cell.node.outputs, []
            # Second, because it may change things of the instructor's for good.
            self._run_test(checker, cell, plan, answer, [], write_back=True)
            cell.node.outputs = min(cell.node.outputs, first, key=_points)

    def _run_test(  # noqa: PLR0913
        self,
        checker: WorkerProcess,
        cell: Cell,
        plan: ApartTest,
        answer: Packet,
        files: list[tuple[str, int]],
        *,
        write_back: bool,
    ) -> None:
        """Let the checker run a test, and carry what it asks and hears."""
        given = answer.header["content"]
        request = {
            "type": "test",
            "id": cell.name,
            "code": cell.node.source,
            "names": plan.names,
            "shared": plan.shared,
            "classes": self._plan.classes,
            "allow": plan.allow,
            "random": plan.random,
            "write_back": write_back,
            "values": int(given["values"]),
            "files": files,
            "count": int(given["count"]),
        }
        checker.send(request, answer.body, cell.deadline)
        turns: list[int] = []  # numbers of the questions that wait; the last one is answered first
        while True:
            self._busy = self._student if len(turns) % 2 else checker
            worker, packet = self._next(cell, checker)
            other = self._student if worker is checker else checker
            theirs = worker is self._student
            if packet.kind in ("ask", "answer") and packet.parent == cell.name:
                if theirs != len(turns) % 2:
                    continue  # it is not its turn: nobody has asked
                if packet.kind == "answer" and not turns:
                    cell.sentence = str(packet.header["content"]["sentence"])
                    return
                self._carry(other, packet, turns, cell)
            elif theirs:
                if packet.kind in _SHOWN_IN_CALLS:
                    self._take(cell, packet)
            elif self._take_unhooked(cell, packet):
                return

    def _take_unhooked(self, cell: Cell, packet: Packet) -> bool:
        """Deal with a message of the checker; no widget of the student's catches an output."""
        hooks, self.output_hook_stack = self.output_hook_stack, defaultdict(list)
        try:
            return self._take(cell, packet)
        finally:
            self.output_hook_stack = hooks

    def _carry(self, other: WorkerProcess, packet: Packet, turns: list[int], cell: Cell) -> None:
        """Bring a question or an answer to the other side."""
        content = packet.header["content"]
        if other is not self._student:
            self._carried += len(packet.body)
        if packet.kind == "ask":
            turns.append(int(content["number"]))
            request = {"type": "serve", "header": content["header"]}
        else:
            request = {"type": "answer", "header": content["header"], "number": turns.pop()}
        try:
            other.send({**request, "id": cell.name}, packet.body, cell.deadline)
        except Timeout:
            other.kill()
            raise WorkerExited(other) from None


def _points(outputs: list[NotebookNode]) -> float:
    """Say what outputs are worth: nothing, a part that they name, or all."""
    if any(one.output_type == "error" or one.get("name") == "stderr" for one in outputs):
        return -math.inf
    for one in outputs:
        if one.output_type == "execute_result":
            try:
                return float(one.data.get("text/plain", ""))
            except ValueError:
                return math.inf
    return math.inf


def tests_in(
    notebook: NotebookNode, plan: NotebookPlan, id_of: Callable[[NotebookNode], str]
) -> dict[int, ApartTest]:
    """Find the cells of a notebook that run apart."""
    return {
        index: plan.tests[name]
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and (name := id_of(cell)) in plan.tests
    }
