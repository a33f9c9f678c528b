"""Decide, once for an assignment, which tests run apart, and what they need.

The instructor's reference solution is run both ways: all in one process, as nbgrader does it, and
with the tests apart. A test that shows the same both ways runs apart for every student. Nothing
that a student hands in has a say in it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from unsigned_peace.grading.engine.course import folder_of
from unsigned_peace.grading.engine.static_analysis import (
    BUILT_IN,
    names_in,
    reached,
    risks,
    risks_in,
)
from unsigned_peace.grading.engine.structure import cleared, course_of, grade_id
from unsigned_peace.grading.engine.submissions import read_notebook
from unsigned_peace.grading.engine.task import Task, TaskResult
from unsigned_peace.grading.foreign.gradebook import Known
from unsigned_peace.grading.sandbox.checking import ApartTest, NotebookPlan
from unsigned_peace.grading.sandbox.results import Shown, shown_in, shows_points

_ROUNDS = 5
_WITHOUT_REFERENCE = ("function",)  # what may come of a student where nothing else is known
_SEEDS = re.compile(r"\brandom|\bseed|\brng\b")
Needs = tuple[tuple[str, ...], int]  # what comes of a student besides data; arguments changed


@dataclass(frozen=True)
class PlannedCell:
    """A code cell of the instructor's notebook.

    Its `role` is 'student' for a solution, 'test', or 'cell'. `visible` is what students see of a
    test, or of a cell that is locked.
    """

    name: str
    role: str
    source: str
    visible: str = ""


@dataclass(frozen=True)
class Trial:
    """What each test has shown, and needed, when the reference solution was run."""

    shown: Mapping[str, Shown]
    used: Mapping[str, Needs]


Run = Callable[[NotebookPlan], Trial]
Runner = Callable[[Task], TaskResult]


def plan_for(
    cells: Sequence[PlannedCell], run: Run | None = None, risky: Mapping[str, str] | None = None
) -> NotebookPlan:
    """Plan one notebook; `risky` is what `risks_in` gives. Raises what `run` raises.

    Without `run` there is no reference solution to try: then only what stands in the tests counts.
    """
    cells = _with_verdicts(cells)
    beside = _read_in_the_cells(cells, risky or {})
    if run is None:
        plan = _draft(cells, beside)
        needs = dict.fromkeys(plan.tests, (_WITHOUT_REFERENCE, 1))
        return _with_needs(plan, Trial({}, needs))
    wide: set[str] = set()
    plan = _draft(cells, beside)
    with ThreadPoolExecutor(2) as both_ways:
        together, apart = both_ways.map(run, (NotebookPlan(), plan))
    for attempt in range(_ROUNDS):
        if attempt:
            plan = _draft(cells, beside, wide)
            apart = run(plan)
        others = [one for one in plan.tests if apart.shown.get(one) != together.shown.get(one)]
        if not others:
            break
        for name in others:
            if name in wide:
                beside[name] = _difference(apart.shown.get(name, []), together.shown.get(name, []))
        wide.update(others)
    else:
        beside |= dict.fromkeys(others, "it shows something else each time.")
        plan = _draft(cells, beside, wide)
        apart = run(plan)
    return _with_needs(plan, apart)


def _with_needs(plan: NotebookPlan, seen: Trial) -> NotebookPlan:
    tests = {
        name: replace(one, allow=needs, changes=bool(changes), partial=partial)
        for name, one in plan.tests.items()
        for needs, changes in [seen.used.get(name, ((), 0))]
        for partial in [any(map(shows_points, seen.shown.get(name, ())))]
    }
    return replace(plan, tests=tests)


def _with_verdicts(cells: Sequence[PlannedCell]) -> list[PlannedCell]:
    """Take locked cells for tests that make of students' names what a test relies on.

    As a function that compares an answer, or a list of what is wrong.
    """
    theirs, needed = set[str](), set[str]()
    verdicts = []
    for at, cell in enumerate(cells):
        names = names_in(cell.source)
        works = bool(names.uses & theirs)
        if cell.role == "cell" and works and cell.visible:
            verdicts.append(at)
        theirs = theirs | names.makes if works or cell.role == "student" else theirs - names.makes
    found = [*cells]
    for at, cell in reversed([*enumerate(cells)]):
        names = names_in(cell.source)
        if at in verdicts and names.makes & needed:
            found[at] = replace(cell, role="test")
        if found[at].role == "test":
            needed |= names.uses
    return found


def _read_in_the_cells(cells: Sequence[PlannedCell], risky: Mapping[str, str]) -> dict[str, str]:
    """Name the tests that cannot run apart, whatever a trial shows, and why."""
    theirs, inner = set[str](), set[str]()  # `inner`: what students' functions read when called
    found = {}
    for cell in cells:
        names = names_in(cell.source)
        if cell.role == "student":
            theirs |= names.makes
            inner |= names.inner
        elif cell.role == "test":
            ways = names.runs, *(risky[one] for one in sorted(names.uses) if one in risky)
            if not names.readable:
                found[cell.name] = "it is no Python."
            elif how := next(filter(None, ways), ""):
                found[cell.name] = f"it may run what a student wrote ({how})."
            elif gone := names.deletes & (theirs | inner):
                found[cell.name] = f"it deletes {', '.join(sorted(gone))}."
            elif changed := ", ".join(sorted(names.makes & inner)):
                found[cell.name] = f"it sets {changed}, which the solution's functions read."
        risky = risks(risky, names, is_students=cell.role == "student")
    return found


def _draft(
    cells: Sequence[PlannedCell], beside: Mapping[str, str], wide: Collection[str] = ()
) -> NotebookPlan:
    """Say which names each test asks for, and which cells the checker runs.

    A name that only the instructor's cells make is the instructor's, for every student. The tests
    in `wide` ask the student for such names, too, where the solution works with them.
    """
    ours, theirs, worked_on = set[str](), set[str](), set[str]()
    tools: dict[str, str] = {}  # what solutions import
    inner: dict[str, frozenset[str]] = {}  # what the functions of a cell read, by what it makes
    run: list[PlannedCell] = []
    classes: set[str] = set()
    tests: dict[str, ApartTest] = {}
    for cell in cells:
        names = names_in(cell.source)
        tools = {name: one for name, one in tools.items() if name not in names.makes}
        if cell.role == "student" or cell.name in beside:
            tools |= dict(names.tools)
            ours -= names.makes
            theirs |= names.makes
            worked_on |= names.uses | names.inner
        elif cell.role == "test":
            asked = reached(names.uses, inner) & theirs | (names.texts & theirs)
            unmade = names.uses - theirs - ours - BUILT_IN
            shared = names.uses & ours & worked_on if cell.name in wide else frozenset()
            tests[cell.name] = ApartTest(
                names=tuple(sorted(asked | unmade | shared)),
                unmade=tuple(sorted(unmade)),
                shared=tuple(sorted(shared)),
                before=len(run),
                visible=cell.visible if names_in(cell.visible).makes else "",
                tools=tuple((one, tools[one]) for one in sorted(asked & tools.keys())),
                random=bool(_SEEDS.search(cell.source)),
            )
            inner |= dict.fromkeys(names.makes, names.inner)
            ours |= names.makes
            theirs -= names.makes
        elif names.readable and not (names.uses | names.inner) & theirs:
            run.append(cell)
            inner |= dict.fromkeys(names.makes, names.inner)
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
        # As long as they are the same for all.
        first=tuple(one.source for one in takewhile(lambda one: one.role == "cell", cells)),
        beside=dict(beside),
    )


def _early(cells: Sequence[PlannedCell], run: Sequence[PlannedCell]) -> int:
    """Count the cells that can run before all tests: no test before them has to do with them."""
    used, made, inner = set[str](), set[str](), set[str]()
    count = 0
    for cell in cells:
        names = names_in(cell.source)
        inner |= names.inner
        if cell.role == "test":
            used |= names.uses | inner
            made |= names.makes
        elif cell in run:
            if names.makes & (used | made) or names.uses & made:
                break
            count += 1
    return count


def _difference(apart: Shown, together: Shown) -> str:
    reason = next((one for one in apart if one not in together), ())
    if reason[:1] == ("error",):
        return f"{reason[1]}: {reason[2]}"[:300]
    return "it shows something else when it runs apart."


_plans: dict[object, NotebookPlan] = {}  # formgrader's button grades one notebook at a time


def plan_notebook(
    step: NbGraderPreprocessor, draft: Task, run: Runner, notebook: str, known: Mapping[str, Known]
) -> NotebookPlan:
    """Plan a notebook of which the gradebook has the `known` cells; once, while nothing changes.

    `draft` is a task like those of students, without notebooks. Raises SandboxError.
    """
    course = course_of(step)
    folders = [folder_of(course, one, course.assignment_id) for one in ("source", "release")]
    paths = [path for one in folders if (path := one / f"{notebook}.ipynb").is_file()]
    if not paths:
        return NotebookPlan()
    watched = (paths[0], *(folders[0] / name for name in draft.given))
    key = (
        *((path, path.stat().st_mtime_ns) for path in watched),
        frozenset(known.values()),
        repr(replace(draft, folder=Path(), place=Path())),
    )
    if key not in _plans:
        source = read_notebook(paths[0])
        cells = _planned_cells(source, step, known)

        def trial(plan: NotebookPlan) -> Trial:
            return _seen(
                run(replace(draft, notebooks=(nbformat.from_dict(source),), plans=(plan,)))
            )

        tried = trial if paths[0].parent == folders[0] else None
        _plans[key] = plan_for(cells, tried, risks_in(watched))
    return _plans[key]


def _planned_cells(
    source: NotebookNode, step: NbGraderPreprocessor, known: Mapping[str, Known]
) -> list[PlannedCell]:
    """Give the code cells of the instructor's notebook; tests get the text of the gradebook."""
    cells = []
    for cell in source.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        truth = known.get(grade_id(cell))
        if truth and truth.is_test:
            cell.source = truth.source
            visible = cleared(step, truth.source)
            cells.append(PlannedCell(truth.name, "test", truth.source, visible))
        elif truth and truth.solution:
            cells.append(PlannedCell(truth.name, "student", cell.source))
        else:
            locked = bool(truth and truth.locked)
            if locked:  # what students have, if a step of the release wrote it
                cell.source = truth.source
            cells.append(PlannedCell(grade_id(cell), "cell", cell.source, cell.source * locked))
    return cells


def _seen(result: TaskResult) -> Trial:
    cells = result.notebooks[0].cells
    shown = {grade_id(cell): shown_in(cell) for cell in cells}
    return Trial(shown, {grade_id(cells[at]): one for at, one in result.results[0].used.items()})
