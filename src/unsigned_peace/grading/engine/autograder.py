"""nbgrader's `Autograde`, cut in three: before the cells run, the cells, and after.

`prepare` copies and restores a submission, `task.run` runs its cells, `finish` saves grades and
notebooks. The steps and their order are nbgrader's. What is different: nothing is written to the
gradebook before the cells have run, and the files are built in a staging folder and moved into
place as one, so that an interruption at any moment leaves a submission graded or not graded.
"""

import json
import shutil
from dataclasses import replace
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

from unsigned_peace.grading.engine import files
from unsigned_peace.grading.engine.course_setup import Grader
from unsigned_peace.grading.engine.execute import SandboxedExecute, draft_task, kernel_of
from unsigned_peace.grading.engine.pipeline import guarded
from unsigned_peace.grading.engine.planning import Planner, Runner
from unsigned_peace.grading.engine.staging import Staging
from unsigned_peace.grading.engine.submissions import OneByOne, Page, Prepared, Submission
from unsigned_peace.grading.engine.task import Task
from unsigned_peace.grading.foreign.gradebook import OneGradebook, known_cells
from unsigned_peace.grading.sandbox.plan import NotebookPlan

IDS_SINCE = 5  # the minor version of the format of notebooks in which cells got ids


class Autograder(OneByOne, Autograde):
    """Grades submissions one by one, in three steps."""

    def __init__(self, gradebook: OneGradebook, staging: Staging, **named: Any) -> None:  # noqa: ANN401
        """Grade into `gradebook`, building files in `staging`."""
        super().__init__(**named)
        self.gradebook, self.staging = gradebook, staging
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
        assignment = self.coursedir.assignment_id
        step = SandboxedExecute(parent=self.exporter)
        place = self.destination(Submission(assignment, "reference", Path(), ())).resolve()
        source = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", assignment))
        for row in self.gradebook.find_assignment(assignment).notebooks:
            path = source / f"{row.name}.ipynb"
            kernel = kernel_of(step, files.read_notebook(path)) if path.is_file() else ""
            folder = source if source.is_dir() else self.staging.begin("reference")
            draft = draft_task(step, self.coursedir, grader, kernel, (folder, place))
            planner = Planner(self.coursedir, step, draft, run)
            known = known_cells(self.gradebook, row.name, assignment)
            self.plans[row.name] = planner.plan(row.name, known)

    def task(self, prepared: Prepared, grader: Grader) -> Task | None:
        """Describe how to run a submission; None if nothing is to run. Raises as `draft_task`."""
        pages = [page for page in prepared.pages if page.execute]
        if not pages:
            return None
        step, first = pages[0].execute, pages[0].notebook
        # As the kernel of a notebook would name it: without links on the way.
        places = prepared.stage, self.destination(prepared.submission).resolve()
        draft = draft_task(step, self.coursedir, grader, kernel_of(step, first), places)
        notebooks = tuple(page.notebook for page in pages)
        plans = tuple(self.plans.get(page.name, NotebookPlan()) for page in pages)
        return replace(draft, notebooks=notebooks, plans=plans)

    def prepare(self, submission: Submission) -> Prepared:
        """Copy the files and restore what the instructor had locked.

        Raises NbGraderException, UnreadableError, and what nbgrader's preprocessors raise.
        """
        files.timestamp(submission.folder)  # one that cannot be read is better known at once
        stage = self.begin(submission)
        self.run_pre_convert_hook()
        if self.coursedir.notebook_id != "*" and self.destination(submission).exists():
            shutil.copytree(self.destination(submission), stage, dirs_exist_ok=True)
        ignore = self.coursedir.ignore
        files.copy_submitted(submission.folder, stage, ignore)
        source = self.coursedir.format_path(
            self.coursedir.source_directory, ".", submission.assignment
        )
        kept = self.exclude_overwriting.get(submission.assignment, [])
        files.overwrite(Path(source), stage, ignore, kept)
        known = self._known(submission)
        pages = [self._first_half(submission, path, stage) for path in known]
        for path in known:  # a notebook may read itself, or the others; the graded ones come later
            shutil.copyfile(path, stage / path.name)
        return Prepared(submission, stage, pages, self._astray(submission))

    def _known(self, submission: Submission) -> list[Path]:
        """Leave out notebooks that the assignment does not have."""
        try:
            self.gradebook.find_assignment(submission.assignment)
        except MissingEntry:
            raise NbGraderException(
                f"No assignment with ID {submission.assignment!r} exists in the database"
            ) from None
        known = []
        for path in submission.notebooks:
            try:
                self.gradebook.find_notebook(path.stem, submission.assignment)
            except MissingEntry:
                self.log.warning("Skipping unknown notebook: %s", path)
            else:
                known.append(path)
        if not known:
            raise NbGraderException(
                "No notebooks found, did you forget to run 'nbgrader generate_assignment'? "
                + " ".join(self._astray(submission))
            )
        return known

    def _astray(self, submission: Submission) -> tuple[str, ...]:
        """Name the notebooks that are not there, beside those that nobody expects."""
        rows = self.gradebook.find_assignment(submission.assignment).notebooks
        expected = {row.name for row in rows}
        found = {path.stem for path in submission.folder.glob("*.ipynb")}
        others = ", ".join(f"{name}.ipynb" for name in sorted(found - expected))
        hint = f" There is {others}: rename it if it is the one." if others else ""
        return tuple(f"{name}.ipynb is missing.{hint}" for name in sorted(expected - found))

    def _first_half(self, submission: Submission, path: Path, stage: Path) -> Page:
        """Take one notebook through nbgrader's steps up to the one that runs the cells."""
        self._sanitizing = True
        notebook = files.read_notebook(path)
        resources = self._resources(path, notebook, submission.folder)
        with files.unusable(path, nbformat.ValidationError, AttributeError):
            notebook, _ = _through(_normal(notebook), resources, self._steps())
            nbformat.validate(notebook, relax_add_props=True)
        notebook = _normal(strip_transient(notebook))  # as if written and read again
        self._sanitizing = False
        try:
            written = self.destination(submission) / path.name
            resources = self._resources(written, notebook, stage)
            page = Page(path.stem, notebook, resources)
            steps = self._steps()
        finally:
            self._sanitizing = True
        self._refuse_strangers(steps)
        where = next(
            (number for number, one in enumerate(steps) if isinstance(one, SandboxedExecute)), None
        )
        if where is None:
            page.after = steps
        else:
            page.notebook, page.resources = _through(notebook, page.resources, steps[:where])
            if steps[where].enabled:
                page.execute = steps[where]
                page.execute.before(page.notebook, page.resources)
            page.after = steps[where + 1 :]
        return page

    @staticmethod
    def _refuse_strangers(steps: list[Preprocessor]) -> None:
        for step in steps:
            if isinstance(step, NotebookClient) and not isinstance(step, SandboxedExecute):
                raise NbGraderException(
                    f"This course runs cells with a step of its own, {type(step).__name__}, "
                    "outside the sandbox. Take it out of c.Autograde.autograde_preprocessors, or "
                    "derive it from unsigned_peace.grading.engine.execute.SandboxedExecute."
                )

    def _resources(self, path: Path, notebook: NotebookNode, folder: Path) -> ResourcesDict:
        """Give what nbgrader and nbconvert tell every preprocessor."""
        resources = ResourcesDict()
        resources.update(self.init_single_notebook_resources(str(path)))
        today = datetime.now(tz=UTC)
        date = f"{today:%B} {today.day}, {today.year}"
        resources["metadata"] = ResourcesDict(name=path.stem, path=str(folder), modified_date=date)
        if isinstance(language := notebook.metadata.get("language"), str):
            resources["language"] = language.lower()
        return self.exporter._init_resources(resources)  # noqa: SLF001

    def _steps(self) -> list[Preprocessor]:
        self._init_preprocessors()
        return list(self.exporter._preprocessors)  # noqa: SLF001 - nbgrader sets them there

    def finish(self, prepared: Prepared) -> None:
        """Save grades and notebooks, all or nothing. Raises what nbgrader's steps raise."""
        submission = prepared.submission
        self.notebooks = [str(one) for one in submission.notebooks]
        self.stage = prepared.stage
        try:
            self._record(submission)
            with utils.setenv(NBGRADER_EXECUTION="autograde"):
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
        timestamp = files.timestamp(submission.folder)
        given = {"timestamp": timestamp} if timestamp else {}
        entry = book.update_or_create_submission(assignment, student, **given)
        if timestamp and entry.total_seconds_late > 0:
            self.log.warning("%s is %s seconds late", entry, entry.total_seconds_late)
        handed_in = {one.stem for one in submission.folder.glob("*.ipynb")}
        for notebook in book.find_assignment(assignment).notebooks:
            if notebook.name not in handed_in:
                self.log.warning("No submitted file: %s.ipynb", notebook.name)
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
    notebook: NotebookNode, resources: ResourcesDict, steps: list[Preprocessor]
) -> tuple[NotebookNode, ResourcesDict]:
    for step in steps:
        notebook, resources = step(notebook, resources)
    return notebook, resources
