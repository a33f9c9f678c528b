"""`unsigned-peace grade`: from the command line to a graded class."""

import contextlib
import gc
from concurrent.futures import ThreadPoolExecutor

from nbgrader.apps.autogradeapp import AutogradeApp

from unsigned_peace.grading.engine.autograder import Autograder
from unsigned_peace.grading.engine.cluster import cluster_executor
from unsigned_peace.grading.engine.course import Grader, Options, course_app, folder_of, setup_for
from unsigned_peace.grading.engine.progress import exit_status, in_turn, show
from unsigned_peace.grading.engine.submissions import Staging
from unsigned_peace.grading.engine.task import SERVERS
from unsigned_peace.grading.foreign.gradebook import one_gradebook
from unsigned_peace.grading.foreign.validation_cache import quick_checks


@exit_status
def grade(options: Options) -> int:
    """Grade a class; give the exit status: 0 well, 1 somebody failed, 2 nothing could be done."""
    app = course_app(AutogradeApp, options, writing=True)
    grader, course = Grader(parent=app), app.coursedir
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
        grading = Autograder(book, staging, coursedir=course, parent=app)
        due = grading.due(options.students)
        if not due:
            return 0
        if grader.unsafe:
            print("UNSAFE: the sandbox is off. Students' code runs with your rights.")
        if options.executor == "dask":
            cluster = cluster_executor(options.scheduler, setup, grader.jobs)
            executor = stack.enter_context(cluster)
            grader.jobs = executor.places
        else:  # threads that talk to children here
            executor = ThreadPoolExecutor(grader.workers())
            stack.callback(executor.shutdown, wait=False, cancel_futures=True)
        grading.plan(executor)
        gc.freeze()  # what is loaded now stays: no need to look at it again with each submission
        gc.enable()
        most = grader.workers() + 1  # one more than run waits for its turn
        return show(in_turn(map(grading.lead, due), most), len(due), "graded")
