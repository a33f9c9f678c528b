"""nbgrader's `Autograde`, with a pause while the cells run.

The steps and their order are nbgrader's. What is different: nothing is written to the gradebook
before the cells have run, and the files are built in a staging folder and moved into place as one,
so that an interruption at any moment leaves a submission graded or not graded.
"""

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbclient.client import NotebookClient
from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbconvert.writers import FilesWriter
from nbformat import NotebookNode
from nbformat.v4.nbjson import BytesEncoder
from nbformat.v4.rwbase import strip_transient
from nbgrader import utils
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from unsigned_peace.grading.engine.course import CourseError, Grader, folder_of
from unsigned_peace.grading.engine.pipeline import SandboxedExecute, given_files, guarded
from unsigned_peace.grading.engine.planning import plan_notebook
from unsigned_peace.grading.engine.progress import Outcome, Work
from unsigned_peace.grading.engine.structure import IDS_SINCE, RAISED, REMARKS
from unsigned_peace.grading.engine.submissions import (
    OneByOne,
    Staging,
    Submission,
    copy,
    files_in,
    is_ordinary,
    read_notebook,
    time_of,
    unusable,
    weigh,
)
from unsigned_peace.grading.engine.task import Task, TaskResult, run
from unsigned_peace.grading.foreign.gradebook import OneGradebook, known_cells
from unsigned_peace.grading.sandbox.checking import NotebookPlan
from unsigned_peace.grading.sandbox.results import printable
from unsigned_peace.grading.sandbox.server import SandboxError

_THEN = {"grade": "graded", "wait": "left for a person", "refuse": "refused"}


@dataclass
class Page:
    """One notebook on its way through the steps.

    `execute` is the step that runs the cells, if there is one; `after` are the steps after it.
    """

    name: str
    notebook: NotebookNode
    resources: ResourcesDict
    execute: SandboxedExecute | None = None
    after: list[Preprocessor] = field(default_factory=list)

    def go_through(self, steps: Sequence[Preprocessor]) -> None:
        """Let steps of nbgrader's change the notebook."""
        for step in steps:
            self.notebook, self.resources = step(self.notebook, self.resources)


class Autograder(OneByOne, Autograde):
    """Grades submissions one by one."""

    def __init__(self, gradebook: OneGradebook, staging: Staging, **named: Any) -> None:  # noqa: ANN401
        """Grade into `gradebook`, building files in `staging`."""
        super().__init__(**named)
        self.gradebook, self.staging = gradebook, staging
        self.sanitize_preprocessors, self.autograde_preprocessors = guarded(
            self.sanitize_preprocessors, self.autograde_preprocessors
        )
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)

    def plan(self, executor: Executor) -> None:
        """Begin to find out, for each notebook, which tests run apart; `executor` runs the cells.

        Meanwhile the first submissions are prepared.
        """
        book, assignment = self.gradebook, self.coursedir.assignment_id
        names = [one.name for one in book.find_assignment(assignment).notebooks]
        self.known = {name: known_cells(book, name, assignment) for name in names}
        self.executor = executor
        self.plans = ThreadPoolExecutor(1).submit(self._plan)

    def _plan(self) -> dict[str, NotebookPlan]:
        """Plan all notebooks. Raises CourseError where nobody can be graded."""
        assignment = self.coursedir.assignment_id
        place = self.destination(Submission(assignment, "reference", Path(), ())).resolve()
        step = SandboxedExecute(parent=self.exporter)
        try:
            plans = {
                name: plan_notebook(step, name, cells, place, self._run)
                for name, cells in self.known.items()
            }
        except SandboxError as error:
            raise CourseError(str(error)) from error
        beside = [
            f"- {name}: {test}: {why}"
            for name, plan in plans.items()
            for test, why in plan.beside.items()
        ]
        if beside:
            then = Grader(parent=self).beside
            print(f"{len(beside)} tests run in the students' own processes ({_THEN[then]}):")
            print("\n".join(map(printable, beside)))
            if then == "refuse":
                raise CourseError("c.Grader.beside refuses an assignment with such tests.")
        return plans

    def _run(self, task: Task) -> TaskResult:
        return self.executor.submit(run, task).result()

    def steps(self, submission: Submission) -> Work:
        """Grade a submission.

        Raises NbGraderException, UnreadableError, SandboxError, and what nbgrader's steps raise.
        """
        time_of(submission.folder)  # one that cannot be read is better known at once
        stage = self.begin(submission)
        self.run_pre_convert_hook()
        self._copy_files(submission, stage)
        known, astray = self._known(submission)
        pages = [self._first_half(submission, path, stage) for path in known]
        copy(known, submission.folder, stage)  # for notebooks that read one another
        yield self.plans
        plans = self.plans.result()
        result = TaskResult()
        if running := [page for page in pages if page.execute]:
            task = running[0].execute.task(
                [page.notebook for page in running],
                [plans[page.name] for page in running],
                stage,
                # As the kernel of a notebook would name it: without links on the way.
                self.destination(submission).resolve(),
            )
            future = self.executor.submit(run, task)
            yield future
            result = future.result()
            for page, page.notebook in zip(running, result.notebooks, strict=True):
                page.execute.after(page.notebook, page.resources, plans[page.name])
        self._save(submission, stage, pages)
        lost = [one.lost for one in result.results if one.lost]
        flags, remarks = (
            dict.fromkeys(text for page in pages for text in page.resources.get(kind, ()))
            for kind in (RAISED, REMARKS)
        )
        return Outcome(
            submission.student,
            flags=tuple(flags),
            remarks=(*astray, *remarks, *lost),
            cell_cpu_seconds=sum(one.cell_cpu_seconds for one in result.results),
            peak_bytes=max((one.peak_bytes for one in result.results), default=0),
        )

    def _copy_files(self, submission: Submission, stage: Path) -> None:
        """Copy all but notebooks, the instructor's files over the student's, as nbgrader does."""
        if self.coursedir.notebook_id != "*" and self.destination(submission).exists():
            leave = shutil.ignore_patterns("*.ipynb")  # they hold hidden tests: `_save` adds them
            shutil.copytree(self.destination(submission), stage, dirs_exist_ok=True, ignore=leave)
        weigh(submission.folder)
        own = files_in(submission.folder, self.coursedir.ignore)
        copy(filter(is_ordinary, own), submission.folder, stage)
        copy(given_files(self), folder_of(self.coursedir, "source", submission.assignment), stage)

    def _known(self, submission: Submission) -> tuple[list[Path], list[str]]:
        """Leave out notebooks that the assignment does not have; name those that are missing."""
        expected = self.known.keys()
        found = {path.stem for path in submission.folder.glob("*.ipynb")}
        others = ", ".join(f"{name}.ipynb" for name in sorted(found - expected))
        hint = f" There is {others}: rename it if it is the one." if others else ""
        astray = [f"{name}.ipynb is missing.{hint}" for name in sorted(expected - found)]
        known = [path for path in submission.notebooks if path.stem in expected]
        if not known:
            raise NbGraderException(
                "No notebooks found, did you forget to run 'nbgrader generate_assignment'? "
                + " ".join(astray)
            )
        return known, astray

    def _first_half(self, submission: Submission, path: Path, stage: Path) -> Page:
        """Take one notebook through nbgrader's steps up to the one that runs the cells."""
        notebook = read_notebook(path)
        page, steps = self._half(path, notebook, submission.folder, sanitizing=True)
        with unusable(path, nbformat.ValidationError, AttributeError):
            page.notebook = _normal(notebook)
            page.go_through(steps)
            nbformat.validate(page.notebook, relax_add_props=True)
        notebook = _normal(strip_transient(page.notebook))  # as if written and read again
        written = self.destination(submission) / path.name
        page, steps = self._half(written, notebook, stage, sanitizing=False)
        for at, step in enumerate(steps):
            if isinstance(step, SandboxedExecute):
                page.go_through(steps[:at])
                return replace(page, execute=step if step.enabled else None, after=steps[at + 1 :])
        return replace(page, after=steps)

    def _half(
        self, path: Path, notebook: NotebookNode, folder: Path, *, sanitizing: bool
    ) -> tuple[Page, list[Preprocessor]]:
        """Give the steps of one half, and what nbgrader and nbconvert tell each of them."""
        self._sanitizing = sanitizing
        try:
            self._init_preprocessors()  # anew for each notebook, as nbgrader does
            resources = ResourcesDict(**self.init_single_notebook_resources(str(path)))
        finally:
            self._sanitizing = True
        steps = list(self.exporter._preprocessors)  # noqa: SLF001 - nbgrader sets them there
        for step in steps:
            if isinstance(step, NotebookClient) and not isinstance(step, SandboxedExecute):
                raise NbGraderException(
                    f"This course runs cells with a step of its own, {type(step).__name__}, "
                    "outside the sandbox. Take it out of c.Autograde.autograde_preprocessors, or "
                    "derive it from unsigned_peace.grading.engine.pipeline.SandboxedExecute."
                )
        date = f"{datetime.now(tz=UTC):%B %-d, %Y}"
        resources["metadata"] = ResourcesDict(name=path.stem, path=str(folder), modified_date=date)
        if isinstance(language := notebook.metadata.get("language"), str):
            resources["language"] = language.lower()
        resources = self.exporter._init_resources(resources)  # noqa: SLF001
        return Page(path.stem, notebook, resources), steps

    def _save(self, submission: Submission, stage: Path, pages: Sequence[Page]) -> None:
        """Save grades and notebooks, all or nothing. Raises what nbgrader's steps raise."""
        self.notebooks = [str(one) for one in submission.notebooks]
        self.stage = stage
        try:
            self._record(submission)
            with utils.setenv(NBGRADER_EXECUTION="autograde"):
                if self.coursedir.notebook_id != "*":
                    for old in self.destination(submission).glob("*.ipynb"):
                        shutil.copy(old, stage)
                for page in pages:
                    page.go_through(page.after)
                    self._write(page)
            self.set_permissions(submission.assignment, submission.student)
            self.staging.ready(submission.student)
            self.gradebook.save()
        except BaseException:
            self.gradebook.undo()
            raise
        finally:
            self.stage = None
        self.staging.place(submission.student, self.destination(submission))
        self.run_post_convert_hook()

    def _record(self, submission: Submission) -> None:
        """Enter student, submission and missing notebooks into the gradebook, as nbgrader does."""
        ignored = self.coursedir.ignore
        self.coursedir.ignore = ["*"]  # the files are there already, and without links
        try:
            self.init_assignment(submission.assignment, submission.student)
        finally:
            self.coursedir.ignore = ignored

    def _write(self, page: Page) -> None:
        nbformat.validate(page.notebook, relax_add_props=True)
        if type(self.exporter) is NotebookExporter:  # it would check and copy everything again
            # As nbformat writes it, but in one line: Python's encoder is slow where it indents.
            text = json.dumps(
                strip_transient(page.notebook), cls=BytesEncoder, ensure_ascii=False, sort_keys=True
            )
            (self.stage / f"{page.name}.ipynb").write_text(f"{text}\n", encoding="utf-8")
            return
        self.exporter._preprocessors = []  # noqa: SLF001 - they have had their turn
        self.write_single_notebook(*self.exporter.from_notebook_node(page.notebook, page.resources))


def _normal(notebook: NotebookNode) -> NotebookNode:
    """Give each cell an id of its own, as nbformat does, where that is not so already."""
    ids = [cell.get("id") for cell in notebook.cells]
    if notebook.nbformat_minor < IDS_SINCE or (None not in ids and len(set(ids)) == len(ids)):
        return notebook  # nbformat would only copy it
    return nbformat.validator.normalize(notebook)[1]
