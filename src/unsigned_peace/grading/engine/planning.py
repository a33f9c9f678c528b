"""Decide, once for an assignment, which tests run apart, and what they need.

The instructor's reference solution is run both ways: all in one process, as nbgrader does it, and
with the tests apart. A test that shows the same both ways runs apart for every student. Nothing
that a student hands in has a say in it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from unsigned_peace.grading.engine.course import folder_of
from unsigned_peace.grading.engine.misled import keeping, noted
from unsigned_peace.grading.engine.planned_cells import (
    PlannedCell,
    beside_by_text,
    classes_in,
    count_early,
    given_in,
    is_for_all,
    made_alone,
    risks_in,
    with_verdicts,
)
from unsigned_peace.grading.engine.static_analysis import BUILT_IN, Names, names_in, reached
from unsigned_peace.grading.engine.structure import cleared, course_of, grade_id
from unsigned_peace.grading.engine.submissions import read_notebook
from unsigned_peace.grading.engine.task import Runner
from unsigned_peace.grading.engine.trials import Found, Trial
from unsigned_peace.grading.foreign.gradebook import Known
from unsigned_peace.grading.sandbox.checking import CHANGES_ALL, ApartTest, NotebookPlan
from unsigned_peace.grading.sandbox.inside.walls.files import NEW_FILES
from unsigned_peace.grading.sandbox.results import shown_in, shows_points

if TYPE_CHECKING:
    from unsigned_peace.grading.engine.pipeline import SandboxedExecute

_ROUNDS = 8
_WITHOUT_REFERENCE = ("function", CHANGES_ALL, NEW_FILES)  # what may come where nothing is known
_ALL_NAMES = {"globals", "locals", "vars", "dir"}
_SEEDS = re.compile(r"\brandom|\bseed|\brng\b")


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
    draft = partial(_draft, judged, found, modules)
    plan = draft()
    if run is None:
        return _with_needs(plan, Trial({}, dict.fromkeys(plan.tests, (_WITHOUT_REFERENCE, 0))))
    with ThreadPoolExecutor(2) as both_ways:
        together, apart = both_ways.map(run, (NotebookPlan(), plan))
    for _ in range(_ROUNDS):
        if not found.learn(judged, apart, together):
            break
        plan = draft()
        apart = run(plan)
    else:
        found.beside.update(dict.fromkeys(plan.tests, "the tests show something else each time."))
        plan = draft()
    return _with_needs(plan, apart)


def _with_needs(plan: NotebookPlan, seen: Trial) -> NotebookPlan:
    tests = {}
    for name, one in plan.tests.items():
        shown, (needs, _) = seen.shown.get(name, []), seen.used.get(name, ((), 0))
        if any(row[0] == "error" for row in shown):  # nobody knows what comes after it
            needs = (*needs, *_WITHOUT_REFERENCE)
        tests[name] = replace(one, allow=needs, partial=any(map(shows_points, shown)))
    return replace(plan, tests=tests)


def _draft(cells: Sequence[PlannedCell], found: Found, modules: Modules) -> NotebookPlan:
    """Say which names each test asks for, and which cells the checker runs.

    A name that only the instructor's cells make is the instructor's, for every student. Wide tests
    ask the student for such names, too, where the solution works with them. Of changing ones the
    visible part runs in the student's process as well.
    """
    ours, theirs, worked_on = set[str](), set[str](), set[str]()
    given = set[str]()  # the instructor's, but in cells that students may change
    stubs: dict[str, PlannedCell] = {}  # what is given in such cells
    tools: dict[str, str] = {}  # what solutions import
    inner: dict[str, frozenset[str]] = {}  # what the functions of a cell read, by what it makes
    run: list[PlannedCell] = []
    tests: dict[str, ApartTest] = {}
    behind: dict[str, str] = {}  # what tests beside leave behind or change, and which one
    for cell, changed in zip(
        cells, noted((one.source for one in cells), modules.keeping), strict=True
    ):
        names, kept = names_in(cell.source), Names()  # `kept` is what the checker has of it
        given -= names.makes
        if cell.role == "test" and (relied := reached(names.uses, inner) & behind.keys()):
            why = f"it relies on what {behind[min(relied)]} leaves behind."
            found.beside.setdefault(cell.name, why)
        behind = {name: one for name, one in behind.items() if name not in names.makes}
        tools = {name: one for name, one in tools.items() if name not in names.makes}
        if cell.role == "student" or cell.name in found.beside:
            worked_on |= names.uses | names.inner
            if cell.role == "student":
                tools |= dict(names.tools)
                stubs[cell.name] = stub = given_in(cell, theirs)
                run += [stub] * bool(stub.source)
                kept = names_in(stub.source)
                given |= kept.makes
                worked_on |= kept.makes
            elif names.readable:
                run.append(made_alone(cell, theirs))
                kept = names_in(run[-1].source)
                behind |= dict.fromkeys((names.makes - kept.makes) | (changed - theirs), cell.name)
        elif cell.role == "test":
            read = reached(names.uses, inner)
            asked = (read | names.texts) & theirs
            if names.uses & _ALL_NAMES:  # it may put names together, or ask for one too many
                asked |= theirs | (names.texts - ours - BUILT_IN)
            unmade = names.uses - theirs - ours - BUILT_IN
            stars = {one for one in tools if one[0] == "*" and unmade}
            shared = names.uses & ours & worked_on if cell.name in found.wide else set()
            left = names_in(cell.visible).makes
            tests[cell.name] = ApartTest(
                names=tuple(sorted(asked | unmade | shared)),
                unmade=tuple(sorted(unmade)),
                quoted=tuple(sorted(asked - read)),
                shared=tuple(sorted(shared)),
                lent=tuple(sorted(read & given & ours - shared)),
                before=len(run),
                visible=cell.visible if left or cell.name in found.changing else "",
                made=tuple(sorted(left | names.makes & theirs)),
                tools=tuple((one, tools[one]) for one in sorted((asked | stars) & tools.keys())),
                random=bool(_SEEDS.search(cell.source)),
            )
            kept = names
        elif names.readable and not (names.uses | names.inner) & theirs:
            run.append(cell)
            kept = names
            if not cell.visible:  # it is not locked
                given |= names.makes - {one for one, *_ in names.helpers}
        inner |= dict.fromkeys(kept.makes, kept.inner)
        ours = (ours - names.makes) | kept.makes
        theirs = (theirs | names.makes) - kept.makes
    classes = {name for one in run for name in names_in(one.source).classes}
    solved = (names_in(one.source).makes - given for one in cells if one.role == "student")
    return NotebookPlan(
        tests=tests,
        cells=tuple(one.source for one in run),
        early=count_early([stubs.get(one.name, one) for one in cells], run),
        texts=tuple(one.source for one in cells if one in run or one.name in tests),
        classes=(*sorted(classes.difference(*solved)), *modules.classes),
        first=tuple(one.source for one in takewhile(is_for_all, cells)),
        beside=dict(found.beside),
    )


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
    draft = step.task([source], [NotebookPlan()], folders[0], place)
    watched = (paths[0], *(folders[0] / name for name in draft.given))
    key = (
        *((path, path.stat().st_mtime_ns) for path in watched),
        frozenset(known.values()),
        repr(replace(draft, place=Path(), notebooks=())),
    )
    if key not in _plans:
        cells = _planned_cells(source, step, known)

        def trial(plan: NotebookPlan) -> Trial:
            task = replace(draft, notebooks=(deepcopy(source),), plans=(plan,))
            [(notebook, result)] = run(task)
            cells = notebook.cells
            shown = {grade_id(cell): shown_in(cell) for cell in cells}
            return Trial(shown, {grade_id(cells[at]): one for at, one in result.used.items()})

        tried = trial if paths[0].parent == folders[0] else None
        code = [one for one in draft.given if one.endswith(".py")]
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
