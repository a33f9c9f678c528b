"""The sandbox as a step of nbgrader: it takes the place of `Execute` (see `pipeline`)."""

from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute

from unsigned_peace.grading.engine import reading
from unsigned_peace.grading.engine.files import given as given_files
from unsigned_peace.grading.engine.parts import parts_of, role_of
from unsigned_peace.grading.engine.settings import Grader
from unsigned_peace.grading.engine.setups import setup_for
from unsigned_peace.grading.engine.tampering import KEY
from unsigned_peace.grading.engine.task import Task, run
from unsigned_peace.grading.engine.verdict import Verdict, disarm, tests_of
from unsigned_peace.grading.sandbox.played import Played
from unsigned_peace.grading.steps import course_of

TRAITS = (
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
            self.after(nb, resources, Played())
            return nb, resources
        folder = Path(resources["metadata"]["path"]).resolve()
        done = run(task_for(self, course_of(self), grader, [nb], (folder, folder)))
        self.after(nb, resources, done.played[0])
        return nb, resources

    def before(self, nb: NotebookNode, resources: ResourcesDict) -> None:
        """Take over what `LookForTampering` has found, and read the student's code."""
        verdict = Verdict(dict(nb.metadata.pop(KEY, {})))
        resources[KEY] = verdict
        if Grader(parent=self).flag_tampering:
            theirs = [
                (index, cell)
                for index, cell in enumerate(nb.cells)
                if cell.cell_type == "code" and role_of(cell) == "student"
            ]
            for index, text in reading.suspicions(theirs):
                verdict.add(f"Cell {index + 1}: {text}")

    def after(self, nb: NotebookNode, resources: ResourcesDict, played: Played) -> None:
        """Note what was seen while the cells ran, and look at what the tests have shown."""
        if not Grader(parent=self).flag_tampering:
            return
        verdict = resources[KEY]
        for index, text in played.findings:
            verdict.add(f"Cell {index + 1}: {text}")
        for cell in tests_of(nb):
            if forged := disarm(cell):
                verdict.add(f"The test {cell.metadata.nbgrader['grade_id']} {forged}.")


def task_for(
    execute: Execute,
    course: CourseDirectory,
    grader: Grader,
    notebooks: list[NotebookNode],
    places: tuple[Path, Path],
) -> Task:
    """Describe how to run the notebooks of one submission. Raises as `setup_for` does.

    `places` are the folder with the files, and the folder as which notebooks see it.
    """
    kernel = execute.kernel_name or notebooks[0].metadata.get("kernelspec", {}).get("name", "")
    seconds = execute.timeout if execute.timeout and execute.timeout > 0 else None
    source = Path(course.format_path(course.source_directory, ".", course.assignment_id))
    excluded = execute.config.Autograde.exclude_overwriting
    kept = excluded.get(course.assignment_id, ()) if isinstance(excluded, dict) else ()
    given = tuple(given_files(source, course.ignore, kept)) if source.is_dir() else ()
    names = tuple(str(path.relative_to(source)) for path in given)
    return Task(
        setup=setup_for(course, grader, kernel),
        folder=places[0],
        place=places[1],
        limits=grader.limits(seconds),
        notebooks=tuple(notebooks),
        parts=tuple(parts_of(notebook, names) for notebook in notebooks),
        traits={"timeout": seconds} | {name: getattr(execute, name) for name in TRAITS},
    )
