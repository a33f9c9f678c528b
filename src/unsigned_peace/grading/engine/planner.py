"""Plan the notebooks of a course: what the instructor has, tried in the sandbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Configurable

from unsigned_peace.grading.engine import files
from unsigned_peace.grading.engine.hidden_tests import cleared
from unsigned_peace.grading.engine.planning import PlannedCell, Trial, plan_for, shown_in
from unsigned_peace.grading.engine.structure import Known
from unsigned_peace.grading.engine.task import Task, TaskResult, grade_id
from unsigned_peace.grading.sandbox.plan import NotebookPlan

Runner = Callable[[Task], TaskResult]


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
