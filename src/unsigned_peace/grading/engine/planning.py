"""Decide, once for an assignment, which tests run apart, and what they need.

The instructor's reference solution is run both ways: all in one process, as nbgrader does it, and
with the tests apart. A test that shows the same both ways runs apart for every student. Nothing
that a student hands in has a say in it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Configurable

from unsigned_peace.grading.engine import files
from unsigned_peace.grading.engine.hide_tests import cleared
from unsigned_peace.grading.engine.static_analysis import BUILT_IN, Names, names_in, runs_answers
from unsigned_peace.grading.engine.task import Task, TaskResult, grade_id
from unsigned_peace.grading.foreign.gradebook import Known
from unsigned_peace.grading.sandbox.plan import ApartTest, NotebookPlan

_ROUNDS = 5
_WITHOUT_REFERENCE = ("function",)  # what may come of a student where nothing else is known
_SEEDS = re.compile(r"\brandom|\bseed|\brng\b")
_ADDRESS = re.compile(r"0x[0-9a-f]{6,16}")
Shown = list[tuple[str, ...]]


@dataclass(frozen=True)
class PlannedCell:
    """A code cell of the instructor's notebook.

    Its `role` is 'student' for a solution, 'test', or 'cell'. `visible` is what students see of a
    test.
    """

    name: str
    role: str
    source: str
    visible: str = ""


@dataclass(frozen=True)
class Trial:
    """What each test has shown, and needed, when the reference solution was run."""

    shown: Mapping[str, Shown]
    used: Mapping[str, tuple[tuple[str, ...], int]]


Run = Callable[[NotebookPlan], Trial]
Runner = Callable[[Task], TaskResult]


def plan_for(cells: Sequence[PlannedCell], run: Run | None = None) -> NotebookPlan:
    """Plan one notebook. Raises what `run` raises.

    Without `run` there is no reference solution to try: then only what stands in the tests counts.
    """
    beside = dict(_read_in_the_cells(cells))
    if run is None:
        plan = _draft(cells, beside, frozenset())
        tests = {
            name: replace(one, allow=_WITHOUT_REFERENCE, changes=True)
            for name, one in plan.tests.items()
        }
        return replace(plan, tests=tests)
    together = run(NotebookPlan())
    wide: set[str] = set()
    for _ in range(_ROUNDS):
        plan = _draft(cells, beside, frozenset(wide))
        apart = run(plan)
        others = [one for one in plan.tests if apart.shown.get(one) != together.shown.get(one)]
        if not others:
            break
        for name in others:
            if name not in wide:
                wide.add(name)
            else:
                beside[name] = _difference(apart.shown.get(name, []), together.shown.get(name, []))
    else:
        beside |= dict.fromkeys(others, "it shows something else each time.")
        plan = _draft(cells, beside, frozenset(wide))
        apart = run(plan)
    nothing: tuple[tuple[str, ...], int] = ((), 0)
    tests = {
        name: replace(
            one,
            allow=apart.used.get(name, nothing)[0],
            changes=bool(apart.used.get(name, nothing)[1]),
        )
        for name, one in plan.tests.items()
    }
    return replace(plan, tests=tests)


def _read_in_the_cells(cells: Sequence[PlannedCell]) -> list[tuple[str, str]]:
    """Name the tests that cannot run apart, whatever a trial shows, and why."""
    theirs: set[str] = set()
    inner: set[str] = set()  # what students' functions read when they are called
    found = []
    for cell in cells:
        names = names_in(cell.source)
        if cell.role == "student":
            theirs |= names.makes
            inner |= names.inner
        elif cell.role == "test":
            if not names.readable:
                found.append((cell.name, "it is no Python."))
            elif what := runs_answers(cell.source):
                found.append((cell.name, f"it may run what a student wrote ({what})."))
            elif gone := names.deletes & (theirs | inner):
                found.append((cell.name, f"it deletes {', '.join(sorted(gone))}."))
            elif changed := names.makes & inner:
                names_set = ", ".join(sorted(changed))
                reason = f"it sets {names_set}, which the solution's functions read."
                found.append((cell.name, reason))
    return found


def _draft(
    cells: Sequence[PlannedCell],
    beside: Mapping[str, str],
    wide: frozenset[str],
) -> NotebookPlan:
    """Say which names each test asks for, and which cells the checker runs.

    A name that only the instructor's cells make is the instructor's, for every student. The tests
    in `wide` ask the student for such names, too, where the solution works with them.
    """
    ours: set[str] = set()
    theirs: set[str] = set()
    worked_on: set[str] = set()
    run: list[PlannedCell] = []
    classes: set[str] = set()
    tests: dict[str, ApartTest] = {}
    for cell in cells:
        names = names_in(cell.source)
        if cell.role == "student" or cell.name in beside:
            ours -= names.makes
            theirs |= names.makes
            worked_on |= names.uses | names.inner
        elif cell.role == "test":
            asked = names.uses | (names.texts & theirs)
            asked = {one for one in asked if one in theirs or one not in ours | BUILT_IN}
            shared = names.uses & ours & worked_on if cell.name in wide else frozenset()
            tests[cell.name] = ApartTest(
                names=tuple(sorted(asked | shared)),
                shared=tuple(sorted(shared)),
                before=len(run),
                visible=cell.visible if names_in(cell.visible).makes else "",
                random=bool(_SEEDS.search(cell.source)),
            )
            ours |= names.makes
            theirs -= names.makes
        elif names.readable and not (names.uses | names.inner) & theirs:
            run.append(cell)
            ours |= names.makes
            theirs -= names.makes
            classes |= names.classes
        else:  # it works with what students have made
            ours -= names.makes
            theirs |= names.makes
    return NotebookPlan(
        tests=tests,
        cells=tuple(one.source for one in run),
        early=_early(cells, run),
        classes=tuple(sorted(classes)),
        first=_first(cells),
        beside=dict(beside),
    )


def _early(cells: Sequence[PlannedCell], run: Sequence[PlannedCell]) -> int:
    """Count the cells that can run before all tests: no test before them has to do with them."""
    tests = Names()
    count = 0
    for cell in cells:
        names = names_in(cell.source)
        if cell.role == "test":
            tests = Names(uses=tests.uses | names.uses, makes=tests.makes | names.makes)
        elif cell in run:
            if names.makes & (tests.uses | tests.makes) or names.uses & tests.makes:
                break
            count += 1
    return count


def _first(cells: Sequence[PlannedCell]) -> tuple[str, ...]:
    """Give the cells with which the notebook begins, as long as they are the same for all."""
    found = []
    for cell in cells:
        if cell.role != "cell":
            break
        found.append(cell.source)
    return tuple(found)


def shown_in(cell: NotebookNode) -> Shown:
    """Give what a test shows, as something to compare: no places in memory, no tracebacks."""
    found: Shown = []
    for output in cell.get("outputs", ()):
        match output.output_type:
            case "error":
                one = ("error", output.ename, output.evalue)
            case "stream" if found and found[-1][:2] == ("stream", output.name):
                one = ("stream", output.name, found.pop()[2] + output.text)
            case "stream":
                one = ("stream", output.name, output.text)
            case kind:
                one = (kind, str(output.data.get("text/plain", sorted(output.data))))
        found.append(tuple(_ADDRESS.sub("0x", part) for part in one))
    return found


def _difference(apart: Shown, together: Shown) -> str:
    reason = next((one for one in apart if one not in together), ())
    if reason[:1] == ("error",):
        return f"{reason[1]}: {reason[2]}"[:300]
    return "it shows something else when it runs apart."


@dataclass
class Planner:
    """Plans notebooks, each once. `draft` is a task like those of students, without notebooks."""

    course: CourseDirectory
    step: Configurable
    draft: Task
    run: Runner

    def plan(self, notebook: str, known: Mapping[str, Known]) -> NotebookPlan:
        """Plan one notebook of which the gradebook has the `known` cells."""
        source, has_solutions = self._instructors(notebook)
        if source is None:
            return NotebookPlan()
        cells = []
        for cell in source.cells:
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            truth = known.get(grade_id(cell))
            if truth and truth.is_test:
                cell.source = truth.source
                visible = cleared(self.step, truth.source)
                cells.append(PlannedCell(truth.name, "test", truth.source, visible))
            elif truth and truth.solution:
                cells.append(PlannedCell(truth.name, "student", cell.source))
            else:
                if truth and truth.locked:  # what students have, if a step of the release wrote it
                    cell.source = truth.source
                cells.append(PlannedCell(grade_id(cell), "cell", cell.source))
        trial = partial(self._try, source) if has_solutions else None
        return plan_for(cells, trial)

    def _instructors(self, notebook: str) -> tuple[NotebookNode | None, bool]:
        """Read the instructor's version, or the released one; tell whether it has solutions."""
        assignment = self.course.assignment_id
        for folder in (self.course.source_directory, self.course.release_directory):
            path = Path(self.course.format_path(folder, ".", assignment), f"{notebook}.ipynb")
            if path.is_file():
                return files.read_notebook(path), folder == self.course.source_directory
        return None, False

    def _try(self, source: NotebookNode, plan: NotebookPlan) -> Trial:
        """Run the reference solution. Raises SandboxError."""
        notebook = nbformat.from_dict(source)
        result = self.run(replace(self.draft, notebooks=(notebook,), plans=(plan,)))
        names = [grade_id(cell) for cell in result.notebooks[0].cells]
        shown = {
            name: shown_in(cell)
            for name, cell in zip(names, result.notebooks[0].cells, strict=True)
        }
        return Trial(shown, {names[index]: one for index, one in result.results[0].used.items()})
