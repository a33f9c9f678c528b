"""`unsigned-peace feedback`: the students' pages, written by several processes at a time.

Each process runs nbgrader's own converter and reads the gradebook for itself. No code of students
runs here. The pages of a student are built out of sight and put in their place as one.
"""

import contextlib
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbconvert.writers import FilesWriter
from nbgrader.apps import NbGrader
from nbgrader.apps.generatefeedbackapp import GenerateFeedbackApp
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException

from unsigned_peace.grading.course import CourseError
from unsigned_peace.grading.engine.course_setup import Grader
from unsigned_peace.grading.engine.hide_tests import HideTests
from unsigned_peace.grading.engine.options import INTERRUPTED, Options, course_app
from unsigned_peace.grading.engine.pipeline import name_of
from unsigned_peace.grading.engine.progress import Outcome, Progress
from unsigned_peace.grading.engine.staging import BusyError, Staging
from unsigned_peace.grading.engine.submissions import OneByOne, Submission
from unsigned_peace.grading.foreign.gradebook import one_gradebook
from unsigned_peace.grading.foreign.html_cache import QuickHTMLExporter, quick_pages
from unsigned_peace.grading.foreign.validation_cache import quick_checks


class Feedback(OneByOne, GenerateFeedback):
    """Writes the pages of one submission after the other."""

    def __init__(self, **named: object) -> None:
        """Prepare nbgrader's converter for many submissions."""
        super().__init__(**named)
        if self.exporter_class is HTMLExporter:
            self.exporter_class = QuickHTMLExporter
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)
        steps = [one for one in self.preprocessors if name_of(one) != HideTests.__name__]
        for step in (HideTests, *steps):
            self.exporter.register_preprocessor(step)

    def build(self, submission: Submission, stage: Path) -> None:
        """Write all pages of a submission into the folder `stage`."""
        self.notebooks = [str(one) for one in submission.notebooks]
        self.stage = stage
        try:
            self.run_pre_convert_hook()
            self.init_assignment(submission.assignment, submission.student)
            for notebook in self.notebooks:
                self.convert_single_notebook(notebook)
            self.set_permissions(submission.assignment, submission.student)
            self.run_post_convert_hook()
        finally:
            self.stage = None


def feedback(options: Options) -> int:
    """Write the pages of a class; give the exit status, as `grade` does."""
    try:
        app = course_app(GenerateFeedbackApp, options)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    course = app.coursedir
    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.chdir(course.root))
            step = Path(course.format_path(course.feedback_directory, ".", "."))
            staging = Staging(step.resolve(), course.assignment_id)
            stack.callback(staging.close)
            writer = Feedback(coursedir=course, parent=app)
            writer.staging = staging
            due = list(writer.due(options.students))
            if not due:
                return 0
            grader = Grader(parent=app)
            return _write(writer, due, options.jobs or grader.workers())
    except (NbGraderException, BusyError) as error:
        print(error, file=sys.stderr)
        return 2


def _write(writer: Feedback, due: Sequence[Submission], jobs: int) -> int:
    """Share the work among processes, show the progress, report; give the exit status."""
    progress = Progress(len(due), sys.stdout, "written")
    fork = get_context("fork")  # so that everything is loaded already
    executor = ProcessPoolExecutor(min(jobs, len(due)), fork, _open, (writer.parent,))
    try:
        staging = writer.staging
        jobs_of = {}
        for submission in due:
            try:
                job = executor.submit(_build, submission, writer.begin(submission))
            except NbGraderException as error:
                progress.add(Outcome(submission.student, failure=str(error)))
            else:
                jobs_of[job] = submission
        for job in as_completed(jobs_of):
            submission = jobs_of[job]
            failure = ""
            if error := job.exception():
                staging.drop(submission.student)
                failure = f"{type(error).__name__}: {error}"
            else:
                staging.ready(submission.student)
                staging.place(submission.student, writer.destination(submission))
            progress.add(Outcome(submission.student, failure=failure))
    except KeyboardInterrupt:
        progress.stopped()
        return INTERRUPTED
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
    progress.end()
    return 1 if progress.failed else 0


_mine: list[Feedback] = []  # the converter of a process, made when it starts
_open_for_good = contextlib.ExitStack()  # the process ends with it


def _open(app: NbGrader) -> None:
    """Make the converter of this process, with a gradebook that stays open."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process to handle
    course = app.coursedir
    for context in (quick_checks(), quick_pages(), one_gradebook(course.db_url, course.course_id)):
        _open_for_good.enter_context(context)
    _mine.append(Feedback(coursedir=course, parent=app))


def _build(submission: Submission, stage: Path) -> None:
    _mine[0].build(submission, stage)
