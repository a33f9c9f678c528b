"""`unsigned-peace grade`: from the command line to a graded class."""

import contextlib
import logging
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters.base import NbGraderException

from unsigned_peace.grading.engine.class_run import ClassRun
from unsigned_peace.grading.engine.cluster import ClusterError, cluster_executor
from unsigned_peace.grading.engine.converter import Grading, Submission
from unsigned_peace.grading.engine.gradebook import one_gradebook
from unsigned_peace.grading.engine.progress import Progress
from unsigned_peace.grading.engine.quick import quick_checks
from unsigned_peace.grading.engine.settings import Grader
from unsigned_peace.grading.engine.setups import setup_for
from unsigned_peace.grading.engine.staging import BusyError, Staging
from unsigned_peace.grading.engine.task import POOLS
from unsigned_peace.grading.sandbox.pool import SandboxError, Setup

INTERRUPTED = 130  # what a shell reports after Ctrl-C


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line. `extra` goes to nbgrader as it is."""

    assignment: str
    students: tuple[str, ...] = ()
    jobs: int = 0
    force: bool = False
    unsafe: bool = False
    verbose: bool = False
    executor: str = "local"
    scheduler: str = ""
    extra: tuple[str, ...] = ()


def course_app(kind: type[NbGrader], options: Options) -> NbGrader:
    """Read the course's settings as nbgrader itself does, from the current folder."""
    arguments = [options.assignment, *options.extra]
    if options.force:
        arguments.append("--force")
    app = kind()
    app.initialize(arguments)
    app.coursedir.assignment_id = options.assignment
    if not options.verbose:
        for handler in app.log.handlers:
            if not isinstance(handler, logging.FileHandler):
                handler.setLevel(logging.CRITICAL)
    return app


def grade(options: Options) -> int:
    """Grade a class; give the exit status: 0 well, 1 somebody failed, 2 nothing could be done."""
    app = course_app(AutogradeApp, options)
    grader = Grader(parent=app)
    grader.jobs = options.jobs or grader.jobs
    grader.unsafe = options.unsafe or grader.unsafe
    course = app.coursedir
    try:
        setup = setup_for(course, grader, "")
        if options.executor == "local":
            POOLS.get(setup)  # it starts while we look around
        with contextlib.ExitStack() as stack:
            stack.callback(POOLS.close)
            stack.enter_context(contextlib.chdir(course.root))
            stack.enter_context(quick_checks())
            book = stack.enter_context(one_gradebook(course.db_url, course.course_id))
            step = Path(course.format_path(course.autograded_directory, ".", "."))
            staging = Staging(step.resolve(), course.assignment_id)
            stack.callback(staging.close)
            grading = Grading(book, staging, coursedir=course, parent=app)
            due = list(find_due(grading, options.students))
            if not due:
                return 0
            if grader.unsafe:
                print("UNSAFE: the sandbox is off. Students' code runs with your rights.")
            with executor_for(options, grader, setup) as executor:
                return run_class(grading, grader, executor, due)
    except (NbGraderException, SandboxError, BusyError, ClusterError) as error:
        print(error, file=sys.stderr)
        return 2


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
        POOLS.get(setup).wait()
        executor = ThreadPoolExecutor(grader.workers())
        try:
            yield executor
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def find_due(grading: Grading, students: Sequence[str]) -> Iterator[Submission]:
    """Yield what is to be graded. Raises NbGraderException where nothing was handed in."""
    skipped = 0
    for student in students or [grading.coursedir.student_id]:
        grading.coursedir.student_id = student
        for submission in grading.submissions():
            if grading.is_due(submission):
                yield submission
            else:
                skipped += 1
    if skipped:
        print(f"{skipped} graded already: nothing to do for them.")


def run_class(
    grading: Grading, grader: Grader, executor: Executor, due: Sequence[Submission]
) -> int:
    """Grade what is due, show the progress, report; give the exit status."""
    progress = Progress(len(due), sys.stdout)
    run = ClassRun(grading, grader, executor, grader.workers() + 1, progress.add)
    try:
        run.run(due)
    except KeyboardInterrupt:
        POOLS.close()
        progress.end()
        left = len(due) - len(progress.outcomes)
        print(f"Stopped. {left} not graded yet: run the same command again to go on.")
        return INTERRUPTED
    except ClusterError as error:
        progress.end()
        left = len(due) - len(progress.outcomes)
        print(
            f"{error}\n{left} not graded yet: run the same command again to go on.", file=sys.stderr
        )
        return 2
    progress.end()
    report(progress)
    return 1 if progress.failed else 0


def report(progress: Progress) -> None:
    """Say who needs attention, where and why."""
    for one in progress.flagged:
        print(f"Flagged: {one.student}: {'; '.join(one.flags)}")
    for one in progress.failed:
        print(f"Failed: {one.student}: {one.failure}", file=sys.stderr)
    good = len(progress.outcomes) - len(progress.failed)
    print(f"{good} graded, {len(progress.failed)} failed, {len(progress.flagged)} flagged.")
