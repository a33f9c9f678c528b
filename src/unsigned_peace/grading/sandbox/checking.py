"""Run tests apart: the test in the checker, the student's code in its own process.

The test asks for names, and calls the functions among them, over a link between the two. This
process takes what they show, and keeps the time.
"""

import contextlib
import math
import socket
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from nbformat import NotebookNode

from unsigned_peace.grading.sandbox.executor import GRACE, CellExecutor
from unsigned_peace.grading.sandbox.inside.values.gaps import UNSURE
from unsigned_peace.grading.sandbox.process import Limits, WorkerExited, WorkerProcess
from unsigned_peace.grading.sandbox.results import Cell, plain_number

_PREPARING = 60.0  # seconds for the instructor's own cells
ENDED = "The process of the test has ended"
ONLY_WITH = "It passes only with changed values of names that were given"
UNSURELY = f"{ONLY_WITH}, or with missing, infinite or rough numbers."
CHANGES_ALL = "changes all"  # where nobody knows what the reference solution changes in place
_SHOWN_IN_CALLS = ("display_data", "update_display_data", "comm_open", "comm_msg", "comm_close")


@dataclass(frozen=True)
class ApartTest:
    """How one test runs apart.

    `names` are asked of the student's process. The `unmade` ones among them are made in the text of
    no cell: they are the instructor's, if a cell has made them, as `from helpers import *` does.
    Those `quoted` stand in a text of the test, which may mean something else by it. Of
    the `shared` ones among them, which are the instructor's, only data is taken: a solution may
    work on it. The `lent` ones are the instructor's, but stand in cells that students may change.
    `before` is how many of the instructor's cells run before it. `visible` is the part
    of the test that runs in the student's process, too, because it leaves names behind. What
    stands open under names that are `made` by the test is written to its file first. `allow` is
    what may come of the student besides data; None allows everything, and it is written down. With
    `random`, random numbers are those of the test. With `partial`, the reference solution is shown
    points. `tools` are those among the names that the solution imports, each with its statement: if
    a student has something of that name, the test gets the thing itself. One that begins with "*"
    stands for the unmade ones that its statement makes.
    """

    names: tuple[str, ...] = ()
    unmade: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    lent: tuple[str, ...] = ()
    before: int = 0
    visible: str = ""
    made: tuple[str, ...] = ()
    allow: tuple[str, ...] | None = None
    random: bool = False
    partial: bool = False
    tools: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NotebookPlan:
    """How one notebook of an assignment runs.

    `cells` are the instructor's cells that the checker runs, the `early` first ones before any
    test, and `classes` the names of the classes in them and, as `module.Class`, in the instructor's
    modules. `texts` is all that it will run. `first` are the cells with which each notebook begins.
    `tests` are those that run apart, by their nbgrader id; `beside` says of the others why they do
    not.
    """

    tests: Mapping[str, ApartTest] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    early: int = 0
    texts: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)


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

    def _execute(self, cell: Cell) -> None:
        test = self._tests.get(cell.index)
        if test is None:
            super()._execute(cell)
            return
        try:
            self._run_apart(cell, test)
        except WorkerExited as error:
            if error.worker is not self._checker:
                raise
            # Only this test fails; the next one gets a new checker.
            status = self._checker.wait()
            why = status.explain(cell.stopped, self._limits) or status.error or "it broke down"
            cell.sentence = f"{ENDED}: {why}"
            self._checker, self._prepared = None, 0
        finally:
            self._busy = self.student
            self.clear_display_id_mapping(cell.index)  # what a test has shown stays as it is
        if test.visible and not cell.stopped:
            again = self._clocked(cell.index, cell.node)  # it may take as long as the test
            self._send({"type": "visible", "id": cell.name, "code": test.visible}, again)
            while self._next(again)[1]["msg_type"] != "answer":
                pass

    def _run_apart(self, cell: Cell, test: ApartTest) -> None:
        """Run a test in the checker. Raises WorkerExited and GarbledError.

        The reference solution may leave an argument alone where a student's function changes
        it. Such a test has to pass without these changes, too. And what the solution imports a
        student may write: then the test has to pass with the library's and with the student's.
        What is run again leaves nothing behind.
        """
        self._ready_checker(test, cell)
        all_known = test.allow is None or CHANGES_ALL in test.allow
        self._run_test(cell, test, write_back=all_known)
        words, held_back = self.result.used.get(cell.index, ((), 0))
        replaced = cell.replaced
        if held_back:
            self._run_again(cell, test, write_back=True)
        allow = None if test.allow is None else (*test.allow, "function")
        if replaced:
            own = replace(test, allow=allow)
            self._run_again(cell, own, write_back=all_known, tools_are_ours=False)
        if test.lent and not cell.stopped:
            lent = replace(test, allow=allow, names=(*test.names, *test.lent))
            self._look(cell, lent, f"{ONLY_WITH}: {', '.join(test.lent)}.")
        if UNSURE in words and not cell.stopped:
            self._look(cell, test, UNSURELY, strict=True)

    def _run_again(self, cell: Cell, test: ApartTest, **how: bool) -> None:
        """Run a test once more, if it has come to its end; the lower points count."""
        if cell.sentence or cell.stopped:
            return
        first, cell.node.outputs = cell.node.outputs, []
        self.clear_display_id_mapping(cell.index)
        self._run_test(cell, test, **how, again=True)
        cell.node.outputs = min(cell.node.outputs, first, key=lambda one: _points(one, test))

    def _look(self, cell: Cell, test: ApartTest, said: str, *, strict: bool = False) -> None:
        """Run a test once more, and say so if a mark rests on what a student has changed.

        It has run without that, and now gets it. If it is `strict` now, it is the other way round.
        """
        points = -math.inf if cell.sentence else _points(cell.node.outputs, test)
        if points <= 0 if strict else points >= cell.node.metadata["nbgrader"]["points"]:
            return
        shown, known, reply = cell.node.outputs, cell.sentence, cell.reply
        cell.node.outputs, cell.sentence = [], ""
        self.clear_display_id_mapping(cell.index)
        self._run_test(cell, test, write_back=True, again=True, strict=strict)
        other = -math.inf if cell.sentence else _points(cell.node.outputs, test)
        cell.node.outputs, cell.reply = shown, reply
        differs = other < points if strict else other > points
        cell.sentence = said if differs else known

    def _ready_checker(self, test: ApartTest, cell: Cell) -> None:
        """See to a checker that has run the instructor's cells before the test.

        Raises WorkerExited.
        """
        if self._checker is None:
            self._checker, self._prepared = self._new_checker()
            self._workers.append(self._checker)
        cells = self._plan.cells[self._prepared : test.before]
        if cells:
            self._prepared = test.before
            until = time.monotonic() + _PREPARING
            self._checker.send({"type": "prepare", "cells": cells}, until)
            if self._checker.receive(until) is None:
                self._checker.kill()
                raise WorkerExited(self._checker)
            cell.deadline = max(cell.deadline, time.monotonic() + GRACE)

    def _run_test(self, cell: Cell, test: ApartTest, **how: bool) -> None:
        """Let the checker run a test, and the student's process answer it."""
        checker, classes = self._checker, self._plan.classes
        request = {
            **vars(test),
            "type": "test",
            "id": cell.name,
            "code": cell.node.source,
            "classes": classes,
            "tools_are_ours": True,
            "again": False,
            "strict": False,
            **how,
        }
        ours, theirs = socket.socketpair()
        with ours, theirs:
            serve = {"type": "serve", "id": cell.name, "classes": classes, "made": test.made}
            self._send(serve, cell, [ours.fileno()])
            checker.send(request, cell.deadline, [theirs.fileno()])
        self._busy = checker
        waiting = [self.student, checker]
        while waiting:
            worker, message = self._next(cell, checker)
            kind, about = message["msg_type"], message["parent_header"]["msg_id"]
            ends = kind == "answer" and about == cell.name
            if worker is self.student:
                if kind in _SHOWN_IN_CALLS:
                    self._take(cell, message)
            elif kind == "given_up":
                self.student.interrupt()
            else:
                ends = self._take_unhooked(cell, message)
            if ends and worker in waiting:
                waiting.remove(worker)
                self._busy = checker if checker in waiting else self.student
        if cell.refused:
            cell.sentence, cell.node.outputs = cell.refused[:1000], []

    def _take_unhooked(self, cell: Cell, message: dict[str, Any]) -> bool:
        """Deal with a message of the checker; no widget of the student's catches an output."""
        hooks, self.output_hook_stack = self.output_hook_stack, defaultdict(list)
        try:
            return self._take(cell, message)
        finally:
            self.output_hook_stack = hooks


def _points(outputs: list[NotebookNode], test: ApartTest) -> float:
    """Say what outputs are worth: nothing, or the part that they name; without one, all or none."""
    unread = -math.inf if test.partial else math.inf
    if any(one.output_type == "error" or one.get("name") == "stderr" for one in outputs):
        return -math.inf
    for one in outputs:
        if one.output_type == "execute_result":
            with contextlib.suppress(ValueError):
                points = float(plain_number(one.data.get("text/plain", "")))
                return unread if math.isnan(points) else points
    return unread
