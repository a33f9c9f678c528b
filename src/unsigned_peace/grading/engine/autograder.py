"""nbgrader's `Autograde`, cut in three: before the cells run, the cells, and after.

`prepare` copies and restores a submission, `task.run` runs its cells, `finish` saves grades and
notebooks. The steps and their order are nbgrader's. What is different: nothing is written to the
gradebook before the cells have run, and the files are built in a staging folder and moved into
place as one, so that an interruption at any moment leaves a submission graded or not graded.
"""

import json
import shutil
from collections.abc import Sequence
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
from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from unsigned_peace.grading.engine.course import Grader, folder_of
from unsigned_peace.grading.engine.pipeline import SandboxedExecute, draft_task, guarded, kernel_of
from unsigned_peace.grading.engine.planning import Runner, plan_notebook
from unsigned_peace.grading.engine.progress import astray_in
from unsigned_peace.grading.engine.structure import IDS_SINCE, KEY, RAISED, REMARKS
from unsigned_peace.grading.engine.submissions import (
    OneByOne,
    Staging,
    Submission,
    copy_submitted,
    given_files,
    overwrite,
    read_notebook,
    time_of,
    unusable,
)
from unsigned_peace.grading.engine.task import Task, TaskResult
from unsigned_peace.grading.foreign.gradebook import OneGradebook, known_cells
from unsigned_peace.grading.sandbox.checking import NotebookPlan


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


@dataclass
class Prepared:
    """A submission that is ready to run."""

    submission: Submission
    stage: Path
    pages: list[Page]
    astray: tuple[str, ...] = ()

    @property
    def running(self) -> list[Page]:
        """The notebooks of which cells are to be run."""
        return [page for page in self.pages if page.execute]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What costs points for a reason that is not in the answers; steps may add to it."""
        remarks = [text for page in self.pages for text in page.resources.get(REMARKS, ())]
        return (*self.astray, *dict.fromkeys(remarks))

    @property
    def flags(self) -> tuple[str, ...]:
        """What speaks against it, and what a step has flagged."""
        verdicts = [page.resources[KEY] for page in self.pages if KEY in page.resources]
        raised = [text for page in self.pages for text in page.resources.get(RAISED, ())]
        return tuple(dict.fromkeys([*(text for one in verdicts for text in one.evidence), *raised]))


class Autograder(OneByOne, Autograde):
    """Grades submissions one by one, in three steps."""

    def __init__(self, gradebook: OneGradebook, staging: Staging, **named: Any) -> None:  # noqa: ANN401
        """Grade into `gradebook`, building files in `staging`."""
        super().__init__(**named)
        self.gradebook, self.staging = gradebook, staging
        self.source = folder_of(self.coursedir, "source", self.coursedir.assignment_id)
        self.sanitize_preprocessors, self.autograde_preprocessors = guarded(
            self.sanitize_preprocessors, self.autograde_preprocessors
        )
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)
        self.plans: dict[str, NotebookPlan] = {}

    def plan(self, grader: Grader, run: Runner) -> None:
        """Find out, for each notebook of the assignment, which tests run apart.

        Raises SandboxError, KernelError, and UnreadableError.
        """
        assignment, source = self.coursedir.assignment_id, self.source
        step = SandboxedExecute(parent=self.exporter)
        place = self.destination(Submission(assignment, "reference", Path(), ())).resolve()
        folder = source if source.is_dir() else self.staging.begin("reference")
        for row in self.gradebook.find_assignment(assignment).notebooks:
            path = source / f"{row.name}.ipynb"
            kernel = kernel_of(step, read_notebook(path)) if path.is_file() else ""
            draft = draft_task(step, grader, kernel, (folder, place))
            known = known_cells(self.gradebook, row.name, assignment)
            self.plans[row.name] = plan_notebook(step, draft, run, row.name, known)

    def task(self, prepared: Prepared, grader: Grader) -> Task | None:
        """Describe how to run a submission; None if nothing is to run. Raises as `draft_task`."""
        if not (pages := prepared.running):
            return None
        step, first = pages[0].execute, pages[0].notebook
        # As the kernel of a notebook would name it: without links on the way.
        places = prepared.stage, self.destination(prepared.submission).resolve()
        draft = draft_task(step, grader, kernel_of(step, first), places)
        notebooks = tuple(page.notebook for page in pages)
        return replace(draft, notebooks=notebooks, plans=tuple(map(self._plan_of, pages)))

    def _plan_of(self, page: Page) -> NotebookPlan:
        return self.plans.get(page.name, NotebookPlan())

    def prepare(self, submission: Submission) -> Prepared:
        """Copy the files and restore what the instructor had locked.

        Raises NbGraderException, UnreadableError, and what nbgrader's preprocessors raise.
        """
        time_of(submission.folder)  # one that cannot be read is better known at once
        known, astray = self._known(submission)
        stage = self.begin(submission)
        self.run_pre_convert_hook()
        if self.coursedir.notebook_id != "*" and self.destination(submission).exists():
            leave = shutil.ignore_patterns("*.ipynb")  # they hold hidden tests: `finish` adds them
            shutil.copytree(self.destination(submission), stage, dirs_exist_ok=True, ignore=leave)
        ignore = self.coursedir.ignore
        copy_submitted(submission.folder, stage, ignore)
        kept = self.exclude_overwriting.get(submission.assignment, [])
        overwrite(self.source, stage, ignore, kept)
        pages = [self._first_half(submission, path, stage) for path in known]
        for path in known:  # a notebook may read itself, or the others; the graded ones come later
            shutil.copyfile(path, stage / path.name)
        return Prepared(submission, stage, pages, astray)

    def _known(self, submission: Submission) -> tuple[list[Path], tuple[str, ...]]:
        """Leave out notebooks that the assignment does not have; name those that are missing."""
        rows = self.gradebook.find_assignment(submission.assignment).notebooks
        expected = [f"{row.name}.ipynb" for row in rows]
        given = given_files(self.source, self.coursedir.ignore, ()) if self.source.is_dir() else ()
        ours = [*expected, *(one.relative_to(self.source).as_posix() for one in given)]
        astray = astray_in(submission.folder, expected, ours)
        known = [path for path in submission.notebooks if path.name in expected]
        if not known:
            hint = "The gradebook has no notebook of it: run nbgrader generate_assignment."
            raise NbGraderException(" ".join(astray) or hint)
        return known, astray

    def _first_half(self, submission: Submission, path: Path, stage: Path) -> Page:
        """Take one notebook through nbgrader's steps up to the one that runs the cells."""
        notebook = read_notebook(path)
        resources, steps = self._half(path, notebook, submission.folder, sanitizing=True)
        with unusable(path, nbformat.ValidationError, AttributeError):
            notebook, _ = _through(_normal(notebook), resources, steps)
            nbformat.validate(notebook, relax_add_props=True)
        notebook = _normal(strip_transient(notebook))  # as if written and read again
        written = self.destination(submission) / path.name
        resources, steps = self._half(written, notebook, stage, sanitizing=False)
        runs = [isinstance(step, SandboxedExecute) for step in steps]
        if not any(runs):
            return Page(path.stem, notebook, resources, after=steps)
        where = runs.index(True)
        notebook, resources = _through(notebook, resources, steps[:where])
        page = Page(path.stem, notebook, resources, after=steps[where + 1 :])
        if steps[where].enabled:
            page.execute = steps[where]
            page.execute.before(notebook, resources)
        return page

    def _half(
        self, path: Path, notebook: NotebookNode, folder: Path, *, sanitizing: bool
    ) -> tuple[ResourcesDict, list[Preprocessor]]:
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
        return self.exporter._init_resources(resources), steps  # noqa: SLF001

    def finish(self, prepared: Prepared, result: TaskResult) -> None:
        """Save grades and notebooks, all or nothing. Raises what nbgrader's steps raise."""
        submission = prepared.submission
        for page, notebook in zip(prepared.running, result.notebooks, strict=True):
            page.notebook = notebook
            page.execute.after(page.notebook, page.resources, self._plan_of(page))
        self.notebooks = [str(one) for one in submission.notebooks]
        self.stage = prepared.stage
        try:
            self._record(submission)
            with utils.setenv(NBGRADER_EXECUTION="autograde"):
                if self.coursedir.notebook_id != "*":
                    for old in self.destination(submission).glob("*.ipynb"):
                        shutil.copy(old, prepared.stage)
                for page in prepared.pages:
                    self._second_half(page)
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
        """Enter student and submission into the gradebook; missing notebooks score zero."""
        book, assignment, student = self.gradebook, submission.assignment, submission.student
        if self.create_student:
            book.update_or_create_student(student)
        else:
            try:
                book.find_student(student)
            except MissingEntry:
                raise NbGraderException(
                    f"No student with ID {student!r} exists in the database"
                ) from None
        timestamp = time_of(submission.folder)
        given = {"timestamp": timestamp} if timestamp else {}
        entry = book.update_or_create_submission(assignment, student, **given)
        if timestamp and entry.total_seconds_late > 0:
            self.log.warning("%s is %s seconds late", entry, entry.total_seconds_late)
        for notebook in book.find_assignment(assignment).notebooks:
            if not (submission.folder / f"{notebook.name}.ipynb").exists():
                missing = book.find_submission_notebook(notebook.name, assignment, student)
                for grade in missing.grades:
                    grade.auto_score, grade.needs_manual_grade = 0, False
        book.db.commit()

    def _second_half(self, page: Page) -> None:
        """Take one notebook through the steps after the cells and write it."""
        notebook, resources = _through(page.notebook, page.resources, page.after)
        nbformat.validate(notebook, relax_add_props=True)
        if type(self.exporter) is NotebookExporter:  # it would check and copy everything again
            # As nbformat writes it, but in one line: Python's encoder is slow where it indents.
            text = json.dumps(
                strip_transient(notebook), cls=BytesEncoder, ensure_ascii=False, sort_keys=True
            )
            (self.stage / f"{page.name}.ipynb").write_text(f"{text}\n", encoding="utf-8")
            return
        self.exporter._preprocessors = []  # noqa: SLF001 - they have had their turn
        output, resources = self.exporter.from_notebook_node(notebook, resources)
        self.write_single_notebook(output, resources)


def _normal(notebook: NotebookNode) -> NotebookNode:
    """Give each cell an id of its own, as nbformat does, where that is not so already."""
    ids = [cell.get("id") for cell in notebook.cells]
    if notebook.nbformat_minor < IDS_SINCE or (None not in ids and len(set(ids)) == len(ids)):
        return notebook  # nbformat would only copy it
    return nbformat.validator.normalize(notebook)[1]


def _through(
    notebook: NotebookNode, resources: ResourcesDict, steps: Sequence[Preprocessor]
) -> tuple[NotebookNode, ResourcesDict]:
    for step in steps:
        notebook, resources = step(notebook, resources)
    return notebook, resources
