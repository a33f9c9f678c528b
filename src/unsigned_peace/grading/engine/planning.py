"""Decide, once for an assignment, which tests run apart, and what they need.

The instructor's reference solution is run both ways: all in one process, as nbgrader does it, and
with the tests apart. A test that shows the same both ways runs apart for every student. Nothing
that a student hands in has a say in it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from unsigned_peace.grading.engine.course import folder_of
from unsigned_peace.grading.engine.drafting import draft
from unsigned_peace.grading.engine.handed_in import read_notebook
from unsigned_peace.grading.engine.misled import keeping
from unsigned_peace.grading.engine.planned_cells import (
    PlannedCell,
    beside_by_text,
    classes_in,
    risks_in,
    with_verdicts,
)
from unsigned_peace.grading.engine.structure import cleared, course_of, grade_id
from unsigned_peace.grading.engine.task import Runner
from unsigned_peace.grading.engine.trials import Found, Trial
from unsigned_peace.grading.foreign.gradebook import Known
from unsigned_peace.grading.sandbox.checking import CHANGES_ALL, NotebookPlan
from unsigned_peace.grading.sandbox.inside.walls.files import NEW_FILES
from unsigned_peace.grading.sandbox.results import shown_in, shows_points

if TYPE_CHECKING:
    from unsigned_peace.grading.engine.pipeline import SandboxedExecute

_ROUNDS = 8
_WITHOUT_REFERENCE = ("function", CHANGES_ALL, NEW_FILES)  # what may come where nothing is known

Run = Callable[[NotebookPlan], Trial]


@dataclass(frozen=True)
class Modules:
    """What is known of the instructor's modules.

    `risky` is what `risks_in` gives, `keeping` what the function of this name does, and `classes`
    what `classes_in` does.
    """

    names: Collection[str] = ()
    risky: Mapping[str, str] = field(default_factory=dict)
    keeping: Collection[str] = ()
    classes: Sequence[str] = ()


_NO_MODULES = Modules()


def plan_for(
    cells: Sequence[PlannedCell],
    run: Run | None = None,
    modules: Modules = _NO_MODULES,
) -> NotebookPlan:
    """Plan one notebook, with the instructor's `modules`. Raises what `run` raises.

    Without `run` there is no reference solution to try: then only what stands in the tests counts.
    """
    judged = with_verdicts(cells, modules.names)
    found = Found(beside_by_text(judged, modules.risky))
    # What students see of a cell that is no test, students' later cells may need.
    found.changing.update(one.name for one in judged if one not in cells)
    anew = partial(draft, judged, found, modules.keeping, modules.classes)
    plan = anew()
    if run is None:
        return _with_needs(plan, Trial({}, dict.fromkeys(plan.tests, (_WITHOUT_REFERENCE, 0))))
    with ThreadPoolExecutor(2) as both_ways:
        together, apart = both_ways.map(run, (NotebookPlan(), plan))
    for _ in range(_ROUNDS):
        if not found.learn(judged, apart, together):
            break
        plan = anew()
        apart = run(plan)
    else:
        found.beside.update(dict.fromkeys(plan.tests, "the tests show something else each time."))
        plan = anew()
    return _with_needs(plan, apart)


def _with_needs(plan: NotebookPlan, seen: Trial) -> NotebookPlan:
    tests = {}
    for name, one in plan.tests.items():
        shown, (needs, _) = seen.shown.get(name, []), seen.used.get(name, ((), 0))
        if any(row[0] == "error" for row in shown):  # nobody knows what comes after it
            needs = (*needs, *_WITHOUT_REFERENCE)
        tests[name] = replace(one, allow=needs, partial=any(map(shows_points, shown)))
    return replace(plan, tests=tests)


_plans: dict[object, NotebookPlan] = {}  # formgrader's button grades one notebook at a time


def plan_notebook(
    step: "SandboxedExecute",
    notebook: str,
    known: Mapping[str, Known],
    place: Path,
    run: Runner,
) -> NotebookPlan:
    """Plan a notebook of which the gradebook has the `known` cells; once, while nothing changes.

    `step` would run it for students, in a folder like `place`. Raises SandboxError.
    """
    course = course_of(step)
    folders = [folder_of(course, one, course.assignment_id) for one in ("source", "release")]
    paths = [path for one in folders if (path := one / f"{notebook}.ipynb").is_file()]
    if not paths:
        return NotebookPlan()
    source = read_notebook(paths[0])
    blank = step.task([source], [NotebookPlan()], folders[0], place)
    watched = (paths[0], *(folders[0] / name for name in blank.given))
    key = (
        *((path, path.stat().st_mtime_ns) for path in watched),
        frozenset(known.values()),
        repr(replace(blank, place=Path(), notebooks=())),
    )
    if key not in _plans:
        cells = _planned_cells(source, step, known)

        def trial(plan: NotebookPlan) -> Trial:
            task = replace(blank, notebooks=(deepcopy(source),), plans=(plan,))
            [(notebook, result)] = run(task)
            cells = notebook.cells
            shown = {grade_id(cell): shown_in(cell) for cell in cells}
            return Trial(shown, {grade_id(cells[at]): one for at, one in result.used.items()})

        tried = trial if paths[0].parent == folders[0] else None
        code = [one for one in blank.given if one.endswith(".py")]
        modules = Modules(
            names={part for one in code for part in Path(one).with_suffix("").parts},
            risky=risks_in(watched),
            keeping=keeping(watched),
            classes=[kind for one in code for kind in classes_in(folders[0], one)],
        )
        _plans[key] = plan_for(cells, tried, modules)
    return _plans[key]


def _planned_cells(
    source: NotebookNode, step: NbGraderPreprocessor, known: Mapping[str, Known]
) -> list[PlannedCell]:
    """Give the code cells of the instructor's notebook; tests get the text of the gradebook.

    Where `ClearSolutions.enforce_metadata` is off, a solution may stand in any cell.
    """
    cells, solved = [], ClearSolutions(parent=step).begin_solution_delimeter
    for cell in source.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        truth = known.get(grade_id(cell))
        if truth and truth.is_test:
            cell.source = truth.source
            visible = cleared(step, truth.source)
            cells.append(PlannedCell(truth.name, "test", truth.source, visible))
        elif (truth and truth.solution) or solved in cell.source:
            stub = truth.source if truth else ""
            cells.append(PlannedCell(grade_id(cell), "student", cell.source, stub))
        else:
            locked = bool(truth and truth.locked)
            if locked:  # what students have, if a step of the release wrote it
                cell.source = truth.source
            cells.append(PlannedCell(grade_id(cell), "cell", cell.source, cell.source * locked))
    return cells
