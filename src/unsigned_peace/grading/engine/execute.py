"""The sandbox as a step of nbgrader: for `nbgrader autograde` and the button in formgrader.

In nbgrader_config.py:

    from unsigned_peace.grading.engine import execute
    execute.use_sandbox(c)

Then every way to autograde runs students' code behind walls.
"""

from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute

from unsigned_peace.grading.engine.settings import Grader
from unsigned_peace.grading.engine.setups import setup_for
from unsigned_peace.grading.engine.task import Task, run

TRAITS = (
    "timeout_func",
    "error_on_timeout",
    "skip_cells_with_tag",
    "store_widget_state",
    "display_data_priority",
)


class SandboxedExecute(Execute):
    """Takes the place of nbgrader's `Execute`, whose settings it understands."""

    def preprocess(
        self,
        nb: NotebookNode,
        resources: ResourcesDict,
        km: Any = None,  # noqa: ANN401, ARG002 - nbconvert's; there is no kernel manager
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Run the notebook in the sandbox.

        Raises SandboxError and KernelError: then nbgrader reports the submission as failed.
        """
        course = self.parent.parent.coursedir if self.parent else CourseDirectory()
        folder = Path(resources["metadata"]["path"])
        run(task_for(self, course, Grader(parent=self), [nb], (folder, folder)))
        return nb, resources


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
    return Task(
        setup=setup_for(course, grader, kernel),
        folder=places[0],
        place=places[1],
        limits=grader.limits(seconds),
        notebooks=tuple(notebooks),
        traits={"timeout": seconds} | {name: getattr(execute, name) for name in TRAITS},
    )
