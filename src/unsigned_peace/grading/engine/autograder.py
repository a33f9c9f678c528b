"""nbgrader's `Autograde`, with a pause while the cells run.

The steps and their order are nbgrader's. What is different: nothing is written to the gradebook
before the cells have run, and the files are built in a staging folder and moved into place as one,
so that an interruption at any moment leaves a submission graded or not graded.
"""

import glob
import json
import shutil
import warnings
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbclient.client import NotebookClient
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbformat.v4.nbjson import BytesEncoder
from nbformat.v4.rwbase import strip_transient
from nbgrader import utils
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from unsigned_peace.grading.engine.course import CourseError, Grader, folder_of
from unsigned_peace.grading.engine.handed_in import (
    astray_in,
    copy,
    files_in,
    is_ordinary,
    read_notebook,
    time_of,
    unusable,
    weigh,
)
from unsigned_peace.grading.engine.pipeline import SandboxedExecute, given_files, guarded
from unsigned_peace.grading.engine.planning import plan_notebook
from unsigned_peace.grading.engine.progress import Outcome, Work
from unsigned_peace.grading.engine.structure import IDS_SINCE, RAISED, REMARKS
from unsigned_peace.grading.engine.submissions import OneByOne, Staging, Submission
from unsigned_peace.grading.engine.task import Ran, Task, run
from unsigned_peace.grading.engine.trials import believing
from unsigned_peace.grading.foreign.gradebook import OneGradebook, known_cells
from unsigned_peace.grading.sandbox.checking import NotebookPlan
from unsigned_peace.grading.sandbox.results import printable
from unsigned_peace.grading.sandbox.server import SandboxError

_THEN = {"grade": "graded", "wait": "left for a person", "refuse": "refused"}


@dataclass
class Page:
    """One notebook on its way; `steps` are those of nbgrader's that are left."""

    name: str
    notebook: NotebookNode
    resources: ResourcesDict
    steps: list[Preprocessor]

    def take(self, count: int) -> None:
        """Take it through so many steps. Raises what they raise, with a note of where."""
        for step in self.steps[:count]:
            try:
                self.notebook, self.resources = step(self.notebook, self.resources)
            except Exception as error:
                error.add_note(f"This was {type(step).__name__}, of {self.name}.ipynb.")
                raise
        self.steps = self.steps[count:]

    @property
    def runs(self) -> bool:
        """Whether the cells are to be run now."""
        return isinstance(self.steps[0], SandboxedExecute) and self.steps[0].enabled


class Autograder(OneByOne, Autograde):
    """Grades submissions one by one."""

    def __init__(self, gradebook: OneGradebook, staging: Staging, **named: Any) -> None:  # noqa: ANN401
        """Grade into `gradebook`, building files in `staging`."""
        super().__init__(**named)
        self.gradebook, self.staging = gradebook, staging
        self.sanitize_preprocessors, self.autograde_preprocessors = guarded(
            self.sanitize_preprocessors, self.autograde_preprocessors
        )
        self.exporter = self.exporter_class(parent=self, config=self.config)

    def plan(self, executor: Executor) -> None:
        """Begin to find out, for each notebook, which tests run apart; `executor` runs the cells.

        Meanwhile the first submissions are prepared. Raises TraitError if a setting of one of the
        steps is wrong.
        """
        for self._sanitizing in (False, True):
            self._init_preprocessors()
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
        for line in map(printable, believing(plans)):
            print(line)
        return plans

    def _run(self, task: Task) -> list[Ran]:
        return self.executor.submit(run, task).result()

    def steps(self, submission: Submission) -> Work:
        """Grade a submission.

        Raises NbGraderException, UnreadableError, SandboxError, and what nbgrader's steps raise.
        """
        time_of(submission.folder)  # one that cannot be read is better known at once
        weigh(submission.folder)
        known, astray = self._known(submission)
        stage = self.begin(submission)
        self.run_pre_convert_hook()
        self._copy_files(submission, stage)
        pages = [self._first_half(submission, path, stage) for path in known]
        copy(known, submission.folder, stage)  # for notebooks that read one another
        yield self.plans
        plans = self.plans.result()
        results = []
        if running := [page for page in pages if page.steps and page.runs]:
            step = running[0].steps[0]
            task = step.task(
                [page.notebook for page in running],
                [plans[page.name] for page in running],
                stage,
                self.destination(submission).resolve(),  # without links, as a kernel names it
            )
            future = self.executor.submit(run, task)
            yield future
            for page, (page.notebook, result) in zip(running, future.result(), strict=True):
                page.steps.pop(0).after(page.notebook, page.resources, plans[page.name])
                results.append(result)
                if result.lost:
                    remarks = page.resources.setdefault(REMARKS, [])
                    remarks.append(f"{page.name}: {result.lost}")
        self._save(submission, stage, pages)
        flags, remarks = (
            dict.fromkeys(text for page in pages for text in page.resources.get(kind, ()))
            for kind in (RAISED, REMARKS)
        )
        return Outcome(
            submission.student,
            flags=tuple(flags),
            remarks=(*astray, *remarks),
            cell_cpu_seconds=sum(one.cell_cpu_seconds for one in results),
            peak_bytes=max((one.peak_bytes for one in results), default=0),
        )

    def _copy_files(self, submission: Submission, stage: Path) -> None:
        """Copy all but notebooks, the instructor's files over the student's, as nbgrader does."""
        if self.coursedir.notebook_id != "*" and self.destination(submission).exists():
            leave = shutil.ignore_patterns("*.ipynb")  # they hold hidden tests: `_save` adds them
            shutil.copytree(self.destination(submission), stage, dirs_exist_ok=True, ignore=leave)
        own = files_in(submission.folder, self.coursedir.ignore)
        copy(filter(is_ordinary, own), submission.folder, stage)
        copy(given_files(self), folder_of(self.coursedir, "source", submission.assignment), stage)

    def _known(self, submission: Submission) -> tuple[list[Path], tuple[str, ...]]:
        """Leave out notebooks that the assignment does not have; name those that are missing."""
        source = folder_of(self.coursedir, "source", submission.assignment)
        given = [
            path.relative_to(source).as_posix() for path in files_in(source, self.coursedir.ignore)
        ]
        expected = [f"{name}.ipynb" for name in self.known]
        astray = astray_in(submission.folder, expected, [*expected, *given])
        known = [path for path in submission.notebooks if path.stem in self.known]
        if not known:
            hint = f"The gradebook knows no notebook {self.coursedir.notebook_id}.ipynb of it."
            raise NbGraderException(" ".join(astray) or hint)
        return known, astray

    def _first_half(self, submission: Submission, path: Path, stage: Path) -> Page:
        """Take one notebook through nbgrader's steps up to the one that runs the cells."""
        page = self._half(path, read_notebook(path), submission.folder, sanitizing=True)
        with unusable(path, nbformat.ValidationError, AttributeError):
            page.notebook = _normal(page.notebook)
            page.take(len(page.steps))
            page.notebook = _normal(page.notebook)  # steps may add cells
            nbformat.validate(page.notebook, relax_add_props=True)
        notebook = strip_transient(page.notebook)  # as if written and read again
        written = self.destination(submission) / path.name
        page = self._half(written, notebook, stage, sanitizing=False)
        runs = [isinstance(step, SandboxedExecute) for step in page.steps]
        page.take(runs.index(True) if any(runs) else 0)
        return page

    def _half(self, path: Path, notebook: NotebookNode, folder: Path, *, sanitizing: bool) -> Page:
        """Begin one half: with its steps, and what nbgrader and nbconvert tell each of them."""
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
        return Page(path.stem, notebook, self.exporter._init_resources(resources), steps)  # noqa: SLF001

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
                    page.take(len(page.steps))
                    text = _written(_normal(page.notebook))
                    (stage / f"{page.name}.ipynb").write_text(text, encoding="utf-8")
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
        course, names = self.coursedir, (submission.assignment, submission.student)
        source = course.format_path(course.source_directory, ".", submission.assignment)
        ignored = course.ignore
        # nbgrader would copy the files once more, and follow links.
        course.ignore = [glob.escape(one) for one in (self._format_source(*names), source)]
        try:
            self.init_assignment(*names)
        finally:
            course.ignore = ignored


def _written(notebook: NotebookNode) -> str:
    """Write a notebook as nbformat does, but in one line: Python's encoder is slow at indents."""
    nbformat.validate(notebook, relax_add_props=True)
    plain = strip_transient(notebook)
    return json.dumps(plain, cls=BytesEncoder, ensure_ascii=False, sort_keys=True) + "\n"


def _normal(notebook: NotebookNode) -> NotebookNode:
    """Give each cell an id of its own, as nbformat does, where that is not so already."""
    ids = [cell.get("id") for cell in notebook.cells]
    if notebook.nbformat_minor < IDS_SINCE or (None not in ids and len(set(ids)) == len(ids)):
        return notebook  # nbformat would only copy it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of each cell what it does
        return nbformat.validator.normalize(notebook)[1]
