"""The sandbox as a step of nbgrader: it takes the place of `Execute` (see `pipeline`)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute

from unsigned_peace.grading.engine import files
from unsigned_peace.grading.engine.course_setup import Grader, setup_for
from unsigned_peace.grading.engine.planning import Planner
from unsigned_peace.grading.engine.task import Task, grade_id, run
from unsigned_peace.grading.engine.withhold_marks import (
    KEY,
    Verdict,
    course_of,
    disarm,
    tests_of,
)
from unsigned_peace.grading.foreign.gradebook import known_cells
from unsigned_peace.grading.sandbox.plan import NotebookPlan

_TRAITS = (
    "timeout_func",
    "error_on_timeout",
    "skip_cells_with_tag",
    "store_widget_state",
    "display_data_priority",
)


class SandboxedExecute(Execute):
    """Runs a notebook in the sandbox. It understands the settings of nbgrader's `Execute`.

    `preprocess` is `before`, the run, and `after`. Who grades a class calls them one by one.
    With `c.Grader.unsafe` the notebook runs as nbgrader runs it.
    """

    def preprocess(
        self,
        nb: NotebookNode,
        resources: ResourcesDict,
        km: Any = None,  # noqa: ANN401 - nbconvert's; in the sandbox there is no kernel manager
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Run the notebook in the sandbox.

        Raises SandboxError and KernelError: then nbgrader reports the submission as failed.
        """
        self.before(nb, resources)
        grader = Grader(parent=self)
        if grader.unsafe:
            nb, resources = super().preprocess(nb, resources, km)
            self.after(nb, resources, NotebookPlan())
            return nb, resources
        folder = Path(resources["metadata"]["path"]).resolve()
        course, names = course_of(self), resources["nbgrader"]
        draft = draft_task(self, course, grader, kernel_of(self, nb), (folder, folder))
        with Gradebook(names["db_url"]) as book:
            known = known_cells(book, names["notebook"], names["assignment"])
        plan = Planner(course, self, draft, run).plan(names["notebook"], known)
        run(replace(draft, notebooks=(nb,), plans=(plan,)))
        self.after(nb, resources, plan)
        return nb, resources

    @staticmethod
    def before(nb: NotebookNode, resources: ResourcesDict) -> None:
        """Take over what `LookForTampering` has found."""
        resources[KEY] = Verdict(dict(nb.metadata.pop(KEY, {})))

    def after(self, nb: NotebookNode, resources: ResourcesDict, plan: NotebookPlan) -> None:
        """Look at what those tests have shown that ran in the process of the student."""
        grader, verdict = Grader(parent=self), resources[KEY]
        for cell in tests_of(nb):
            name = grade_id(cell)
            if name in plan.tests:
                continue
            if grader.beside == "wait":
                verdict.waits.add(name)
            if grader.flag_tampering and (forged := disarm(cell)):
                verdict.add(f"The test {name} {forged}.")


def kernel_of(execute: Execute, notebook: NotebookNode) -> str:
    """Name the kernel of a notebook."""
    return execute.kernel_name or notebook.metadata.get("kernelspec", {}).get("name", "")


def draft_task(
    execute: Execute,
    course: CourseDirectory,
    grader: Grader,
    kernel: str,
    places: tuple[Path, Path],
) -> Task:
    """Describe how to run the notebooks of one submission. Raises as `setup_for` does.

    `places` are the folder with the files, and the folder as which notebooks see it.
    """
    seconds = execute.timeout if execute.timeout and execute.timeout > 0 else None
    source = Path(course.format_path(course.source_directory, ".", course.assignment_id))
    excluded = execute.config.Autograde.exclude_overwriting
    kept = excluded.get(course.assignment_id, ()) if isinstance(excluded, dict) else ()
    given = files.given(source, course.ignore, kept) if source.is_dir() else ()
    return Task(
        setup=setup_for(course, grader, kernel),
        folder=places[0],
        place=places[1],
        limits=grader.limits(seconds),
        given=tuple(str(path.relative_to(source)) for path in given),
        traits={"timeout": seconds} | {name: getattr(execute, name) for name in _TRAITS},
    )
