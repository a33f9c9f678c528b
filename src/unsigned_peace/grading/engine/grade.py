"""`unsigned-peace grade`: from the command line to a graded class."""

import contextlib
import gc
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from itertools import chain, islice

from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters.base import NbGraderException
from traitlets import TraitError

from unsigned_peace.grading.engine.autograder import Autograder, Prepared
from unsigned_peace.grading.engine.cluster import ClusterError, cluster_executor
from unsigned_peace.grading.engine.course import (
    INTERRUPTED,
    CourseError,
    Grader,
    Options,
    course_app,
    folder_of,
    setup_for,
)
from unsigned_peace.grading.engine.progress import Outcome, Progress, in_words
from unsigned_peace.grading.engine.submissions import BusyError, Staging, Submission
from unsigned_peace.grading.engine.task import SERVERS, TaskResult, run
from unsigned_peace.grading.foreign.gradebook import one_gradebook
from unsigned_peace.grading.foreign.validation_cache import quick_checks
from unsigned_peace.grading.sandbox.results import printable
from unsigned_peace.grading.sandbox.server import SandboxError, Setup

_AT_FIRST = 10  # submissions
_THEN = {"grade": "graded", "wait": "left for a person", "refuse": "refused"}


def grade(options: Options) -> int:
    """Grade a class; give the exit status: 0 well, 1 somebody failed, 2 nothing could be done."""
    try:
        return _grade(options)
    except (
        CourseError,
        TraitError,
        NbGraderException,
        SandboxError,
        BusyError,
        ClusterError,
    ) as error:
        print(error, file=sys.stderr)
    except OSError as error:  # a disk that is full, read-only, or knows no locks
        print(f"The folder of the course cannot be used. {in_words(error)}", file=sys.stderr)
    return 2


def _grade(options: Options) -> int:
    app = course_app(AutogradeApp, options, writing=True)
    grader, course = Grader(parent=app), app.coursedir
    grader.jobs = options.jobs or grader.jobs
    grader.unsafe = options.unsafe or grader.unsafe
    setup = setup_for(course, grader, "")
    if options.executor == "local":
        SERVERS.get(setup)  # it starts while we look around
    with contextlib.ExitStack() as stack:
        stack.callback(SERVERS.end)
        stack.enter_context(contextlib.chdir(course.root))
        stack.enter_context(quick_checks())
        book = stack.enter_context(one_gradebook(course.db_url, course.course_id))
        staging = Staging(folder_of(course, "autograded", ".").resolve(), course.assignment_id)
        stack.callback(staging.close)
        rows = book.assignment_submissions(course.assignment_id)
        staging.recorded = {row.student_id for row in rows}
        grading = Autograder(book, staging, coursedir=course, parent=app)
        due = list(grading.due(options.students))
        if not due:
            return 0
        if grader.unsafe:
            print("UNSAFE: the sandbox is off. Students' code runs with your rights.")
        ready = _prepared(grading, due)
        first = [*islice(ready, _AT_FIRST)]  # the sandbox still starts
        with executor_for(options, grader, setup) as executor:
            return run_class(grading, grader, executor, len(due), chain(first, ready))


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


def _prepared(grading: Autograder, due: Iterable[Submission]) -> Iterator[Prepared | Outcome]:
    """Prepare one after the other, or say why not. A failure of one stops nobody else."""
    for submission in due:
        try:
            yield grading.prepare(submission)
        except Exception as error:  # noqa: BLE001 - one student's trouble is not the others'
            yield _failed(grading, submission, error)


def run_class(
    grading: Autograder,
    grader: Grader,
    executor: Executor,
    count: int,
    ready: Iterable[Prepared | Outcome],
) -> int:
    """Grade `count` submissions that are ready; show the progress, report; give the exit status."""
    gc.freeze()  # what is loaded now stays: no need to look at it again with each submission
    gc.enable()
    progress = Progress(count, sys.stdout, "graded")
    try:
        grading.plan(grader, lambda task: executor.submit(run, task).result())
        if _tell_of_tests_beside(grading, grader) and grader.beside == "refuse":
            return 2
        for outcome in _outcomes(grading, grader, executor, ready):
            progress.add(outcome)
    except KeyboardInterrupt:
        SERVERS.end()
        progress.stopped()
        return INTERRUPTED
    except ClusterError as error:
        progress.end()
        left = count - len(progress.outcomes)
        print(
            f"{error}\n{left} not graded yet: run the same command again to go on.", file=sys.stderr
        )
        return 2
    progress.end()
    seconds = sum(one.cell_cpu_seconds for one in progress.outcomes)
    most = max((one.peak_bytes for one in progress.outcomes), default=0)
    print(f"The cells took {seconds:.1f} s of computing time, and at most {most >> 20} MB each.")
    return 1 if progress.failed else 0


def _tell_of_tests_beside(grading: Autograder, grader: Grader) -> bool:
    """Say which tests run in the students' processes, and why; tell whether there are any."""
    beside = [
        f"- {notebook}: {test}: {why}"
        for notebook, plan in grading.plans.items()
        for test, why in plan.beside.items()
    ]
    if beside:
        then = _THEN[grader.beside]
        print(f"{len(beside)} tests run in the students' own processes ({then}):")
        print("\n".join(map(printable, beside)))
    return bool(beside)


def _outcomes(
    grading: Autograder,
    grader: Grader,
    executor: Executor,
    ready: Iterable[Prepared | Outcome],
) -> Iterator[Outcome]:
    """Grade one after the other, some of them at a time.

    Raises ClusterError if there is nobody left to run them.
    """
    pending: dict[Future[TaskResult], Prepared] = {}
    for prepared in ready:
        if isinstance(prepared, Outcome):
            yield prepared
            continue
        try:
            task = grading.task(prepared, grader)
            future = executor.submit(run, task) if task else Future()
            if not task:
                future.set_result(TaskResult())
            pending[future] = prepared
        except Exception as error:  # noqa: BLE001
            yield _failed(grading, prepared.submission, error)
        while len(pending) > grader.workers():  # one more than run waits for its turn
            yield from _finished(grading, pending)
    while pending:
        yield from _finished(grading, pending)


def _finished(
    grading: Autograder, pending: dict[Future[TaskResult], Prepared]
) -> Iterator[Outcome]:
    for future in wait(pending, return_when=FIRST_COMPLETED).done:
        prepared = pending.pop(future)
        try:
            result = future.result()
            grading.finish(prepared, result)
        except ClusterError:
            raise
        except Exception as error:  # noqa: BLE001
            yield _failed(grading, prepared.submission, error)
        else:
            lost = (one.lost for one in result.results if one.lost)
            yield Outcome(
                prepared.submission.student,
                flags=prepared.flags,
                remarks=(*prepared.remarks, *lost),
                cell_cpu_seconds=sum(one.cell_cpu_seconds for one in result.results),
                peak_bytes=max((one.peak_bytes for one in result.results), default=0),
            )


def _failed(grading: Autograder, submission: Submission, error: Exception) -> Outcome:
    grading.staging.drop(submission.student)
    return Outcome(submission.student, failure=in_words(error))
