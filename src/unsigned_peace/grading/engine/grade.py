"""`unsigned-peace grade`: from the command line to a graded class."""

import contextlib
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters.base import NbGraderException

from unsigned_peace.grading.course import CourseError
from unsigned_peace.grading.engine.autograder import Autograder
from unsigned_peace.grading.engine.cluster import ClusterError, cluster_executor
from unsigned_peace.grading.engine.course_setup import Grader, setup_for
from unsigned_peace.grading.engine.options import INTERRUPTED, Options, course_app
from unsigned_peace.grading.engine.progress import Outcome, Progress
from unsigned_peace.grading.engine.staging import BusyError, Staging
from unsigned_peace.grading.engine.submissions import Prepared, Submission
from unsigned_peace.grading.engine.task import SERVERS, TaskResult, run
from unsigned_peace.grading.foreign.gradebook import one_gradebook
from unsigned_peace.grading.foreign.validation_cache import quick_checks
from unsigned_peace.grading.sandbox.plan import NotebookPlan
from unsigned_peace.grading.sandbox.results import printable
from unsigned_peace.grading.sandbox.server import SandboxError, Setup


def grade(options: Options) -> int:
    """Grade a class; give the exit status: 0 well, 1 somebody failed, 2 nothing could be done."""
    try:
        app = course_app(AutogradeApp, options)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    grader = Grader(parent=app)
    grader.jobs = options.jobs or grader.jobs
    grader.unsafe = options.unsafe or grader.unsafe
    course = app.coursedir
    try:
        setup = setup_for(course, grader, "")
        if options.executor == "local":
            SERVERS.get(setup)  # it starts while we look around
        with contextlib.ExitStack() as stack:
            stack.callback(SERVERS.close)
            stack.enter_context(contextlib.chdir(course.root))
            stack.enter_context(quick_checks())
            book = stack.enter_context(one_gradebook(course.db_url, course.course_id))
            step = Path(course.format_path(course.autograded_directory, ".", "."))
            staging = Staging(step.resolve(), course.assignment_id)
            stack.callback(staging.close)
            grading = Autograder(book, staging, coursedir=course, parent=app)
            due = list(grading.due(options.students))
            if not due:
                return 0
            if grader.unsafe:
                print("UNSAFE: the sandbox is off. Students' code runs with your rights.")
            with executor_for(options, grader, setup) as executor:
                return run_class(grading, grader, executor, due)
    except (NbGraderException, SandboxError, BusyError, ClusterError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:  # a disk that is full, read-only, or knows no locks
        print(f"The folder of the course cannot be used: {error}", file=sys.stderr)
        return 2


def _tell_of_tests_beside(grading: Autograder, grader: Grader) -> int:
    """Say which tests run in the students' processes, and why; give 2 if that is not wanted."""
    beside = [
        (f"{notebook}: {test}", why)
        for notebook, plan in grading.plans.items()
        for test, why in plan.beside.items()
    ]
    if not beside:
        return 0
    then = {"grade": "graded", "wait": "left for a person", "refuse": "refused"}[grader.beside]
    print(f"{len(beside)} tests run in the students' own processes ({then}):")
    for test, why in beside:
        print(printable(f"- {test}: {why}"))
    return 2 if grader.beside == "refuse" else 0


@contextlib.contextmanager
def executor_for(options: Options, grader: Grader, setup: Setup) -> Iterator[Executor]:
    """Give what runs the cells: threads that talk to children here, or a cluster.

    Raises ClusterError and SandboxError.
    """
    if options.executor == "dask":
        with cluster_executor(options.scheduler, setup, grader.jobs) as executor:
            grader.jobs = executor.places
            yield executor
    else:
        SERVERS.get(setup).wait()
        executor = ThreadPoolExecutor(grader.workers())
        try:
            yield executor
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def run_class(
    grading: Autograder, grader: Grader, executor: Executor, due: Sequence[Submission]
) -> int:
    """Grade what is due, show the progress, report; give the exit status."""
    gc.freeze()  # what is loaded now stays: no need to look at it again with each submission
    progress = Progress(len(due), sys.stdout, "graded")
    batch = BatchGrader(grading, grader, executor, grader.workers() + 1, progress.add)
    try:
        grading.plan(grader, lambda task: executor.submit(run, task).result())
        if refused := _tell_of_tests_beside(grading, grader):
            return refused
        batch.run(due)
    except KeyboardInterrupt:
        SERVERS.close()
        progress.stopped()
        return INTERRUPTED
    except ClusterError as error:
        progress.end()
        left = len(due) - len(progress.outcomes)
        print(
            f"{error}\n{left} not graded yet: run the same command again to go on.", file=sys.stderr
        )
        return 2
    progress.end()
    seconds = sum(one.cell_cpu_seconds for one in progress.outcomes)
    most = max((one.peak_bytes for one in progress.outcomes), default=0)
    print(f"The cells took {seconds:.1f} s of computing time, and at most {most >> 20} MB each.")
    return 1 if progress.failed else 0


@dataclass
class BatchGrader:
    """Grades submissions with `executor`, at most `ahead` of them in the air at a time."""

    grading: Autograder
    grader: Grader
    executor: Executor
    ahead: int
    on_result: Callable[[Outcome], None]
    _pending: dict[Future[TaskResult], Prepared] = field(default_factory=dict)

    def run(self, submissions: Iterable[Submission]) -> None:
        """Grade them all; tell of each as it is done. A failure of one stops nobody else.

        Raises ClusterError if there is nobody left to run them.
        """
        for submission in submissions:
            while len(self._pending) >= self.ahead:
                self._collect()
            self._begin(submission)
        while self._pending:
            self._collect()

    def _begin(self, submission: Submission) -> None:
        try:
            prepared = self.grading.prepare(submission)
            self._pending[self._submit(prepared)] = prepared
        except Exception as error:  # noqa: BLE001 - one student's trouble is not the others'
            self._fail(submission, error)

    def _submit(self, prepared: Prepared) -> Future[TaskResult]:
        task = self.grading.task(prepared, self.grader)
        if task is None:
            ready: Future[TaskResult] = Future()
            ready.set_result(TaskResult((), ()))
            return ready
        return self.executor.submit(run, task)

    def _collect(self) -> None:
        done, _ = wait(self._pending, return_when=FIRST_COMPLETED)
        for future in done:
            prepared = self._pending.pop(future)
            try:
                result = future.result()
                pages = [page for page in prepared.pages if page.execute]
                for page, notebook in zip(pages, result.notebooks, strict=True):
                    plan = self.grading.plans.get(page.name, NotebookPlan())
                    page.notebook = notebook
                    page.execute.after(page.notebook, page.resources, plan)
                self.grading.finish(prepared)
            except ClusterError:
                raise
            except Exception as error:  # noqa: BLE001
                self._fail(prepared.submission, error)
            else:
                self.on_result(
                    Outcome(
                        prepared.submission.student,
                        flags=prepared.flags,
                        remarks=(
                            *prepared.remarks,
                            *(one.lost for one in result.results if one.lost),
                        ),
                        cell_cpu_seconds=sum(one.cell_cpu_seconds for one in result.results),
                        peak_bytes=max((one.peak_bytes for one in result.results), default=0),
                    )
                )

    def _fail(self, submission: Submission, error: Exception) -> None:
        self.grading.staging.drop(submission.student)
        self.on_result(Outcome(submission.student, failure=f"{type(error).__name__}: {error}"))
