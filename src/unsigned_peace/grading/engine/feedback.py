"""`unsigned-peace feedback`: the students' pages, written by several processes at a time.

Each process runs nbgrader's own converter and reads the gradebook for itself. No code of students
runs here. The pages of a student are built out of sight and put in their place as one.
"""

import contextlib
import gc
import re
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from html import escape
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.filters import strip_ansi
from nbconvert.writers import FilesWriter
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from nbgrader.apps import NbGrader
from nbgrader.apps.generatefeedbackapp import GenerateFeedbackApp
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import NbGraderPreprocessor

from unsigned_peace.grading.engine.course import Grader, Options, course_app, folder_of
from unsigned_peace.grading.engine.pipeline import PREPARE, first
from unsigned_peace.grading.engine.progress import Outcome, Work, exit_status, in_turn, show
from unsigned_peace.grading.engine.structure import Both, cleared, is_test
from unsigned_peace.grading.engine.submissions import OneByOne, Staging, Submission
from unsigned_peace.grading.foreign.gradebook import OneGradebook, one_gradebook
from unsigned_peace.grading.foreign.html_cache import QuickHTMLExporter, quick_pages
from unsigned_peace.grading.foreign.validation_cache import quick_checks

_QUOTING = re.compile(r"^\s*(-*>)?\s*\d*\s")
_LETTERS = 300  # of the message of an error
_PAGE_SECONDS, _PART_SECONDS = 60, 5  # a page takes less than one


@contextlib.contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise TimeoutError after these seconds: some Markdown takes hours to turn into a page."""

    def late(*_: object) -> None:
        raise TimeoutError(f"it takes longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class PrepareFeedback(NbGraderPreprocessor):
    """Leaves hidden tests out, if the instructor wants that, and puts errors into a sentence."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> Both:
        """Change the code cells of a notebook as `c.Grader` says. Raises CourseError."""
        grader = Grader(parent=self)
        explain = grader.explainer()
        code = [cell for cell in nb.cells if cell.cell_type == "code"]
        if not grader.show_hidden_tests:
            self._hide(code)
        for cell in code:
            outputs = []
            for output in cell.outputs:
                if output.output_type == "error":
                    told = strip_ansi("\n".join(output.traceback))
                    try:
                        sentence = explain(output.ename, output.evalue, cell.source, told)
                    except Exception:
                        self.log.exception("c.Grader.explain_error has failed")
                        sentence = ""
                    if sentence:
                        html = f"<p><strong>{escape(sentence)}</strong></p>"
                        data = {"text/html": html, "text/plain": sentence}
                        outputs.append(new_output("display_data", data))
                outputs.append(output)
            cell.outputs = outputs
        return nb, resources

    def _hide(self, code: list[NotebookNode]) -> None:
        """Leave the hidden part of tests out, and of an error in it all but its message.

        A warning, or an error in a function that a test has made, quotes lines of it elsewhere.
        """
        hidden: set[str] = set()
        for cell in filter(is_test, code):
            visible = cleared(self, cell.source)
            # Brackets alone on a line tell nothing.
            hidden |= {one for one in _lines(cell.source) - _lines(visible) if len(one) > 2}
            for output in cell.outputs if visible != cell.source else ():
                if output.output_type == "error":
                    lines = [line for line in output.evalue.splitlines() if line.strip()]
                    message = lines[0].strip()[:_LETTERS] if lines else "A hidden test has failed."
                    output.evalue, output.traceback = message, [f"{output.ename}: {message}"]
            cell.source = visible
        for output in (one for cell in code for one in cell.outputs):
            if output.output_type == "error":
                output.traceback = [_without(hidden, part) for part in output.traceback]
            elif output.output_type == "stream":
                output.text = _without(hidden, output.text)


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()}


def _without(hidden: set[str], text: str) -> str:
    """Leave out the lines that quote a hidden one, perhaps after its number or an arrow."""
    lines = text.splitlines(keepends=True)
    return "".join(one for one in lines if _QUOTING.sub("", strip_ansi(one)).strip() not in hidden)


class SteadyHTMLExporter(QuickHTMLExporter):
    """Makes a page of every notebook: what cannot be shown is left out, and the page says so."""

    def from_notebook_node(
        self,
        nb: NotebookNode,
        resources: ResourcesDict | None = None,
        **named: Any,  # noqa: ANN401
    ) -> tuple[str, ResourcesDict]:
        """Make a page. Raises what the preprocessors raise."""
        try:
            with _within(_PAGE_SECONDS):
                return super().from_notebook_node(nb, resources, **named)
        except Exception:  # noqa: BLE001 - what students write breaks templates in many ways
            with _within(_PAGE_SECONDS):
                nb, resources = self._preprocess(from_dict(nb), self._init_resources(resources))
        steps, self._preprocessors = self._preprocessors, []  # they have had their turn
        try:
            self._mend(nb, resources)
            return super().from_notebook_node(nb, resources, **named)
        finally:
            self._preprocessors = steps

    def _mend(self, nb: NotebookNode, resources: ResourcesDict) -> None:
        """Leave out each output and each text that cannot be shown.

        When the time for the page is over, all that has not been looked at.
        """
        over = time.monotonic() + _PAGE_SECONDS

        def trouble(cell: NotebookNode) -> str:
            if time.monotonic() >= over:
                return "the whole page takes too long"
            try:
                page = NotebookNode(nb, cells=[cell])
                with _within(_PART_SECONDS):
                    super(SteadyHTMLExporter, self).from_notebook_node(page, resources)
            except Exception as error:  # noqa: BLE001
                return f"{error}" or type(error).__name__
            return ""

        nb.metadata.pop("widgets", None)  # the state of widgets concerns every cell
        for cell in sorted(nb.cells, key=lambda one: one.cell_type != "code"):  # results first
            if cell.cell_type == "code":
                for place, output in enumerate(cell.outputs):
                    if why := trouble(NotebookNode(cell, outputs=[output])):
                        text = f"An output of this cell cannot be shown: {why}\n"
                        cell.outputs[place] = new_output("stream", text=text)
            elif why := trouble(cell):
                cell.pop("attachments", None)
                lines = "\n    ".join(cell.source.splitlines())
                cell.source = f"*A part of this cannot be shown: {escape(why)}*\n\n    {lines}"


class Feedback(OneByOne, GenerateFeedback):
    """Writes the pages of one submission after the other."""

    def __init__(self, **named: object) -> None:
        """Prepare nbgrader's converter for many submissions."""
        super().__init__(**named)
        if self.exporter_class is HTMLExporter:
            self.exporter_class = SteadyHTMLExporter
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)
        for step in first(PREPARE, self.preprocessors):
            self.exporter.register_preprocessor(step)

    def steps(self, submission: Submission) -> Work:
        """Let a process write the pages of a submission, and put them in their place."""
        future = self.executor.submit(_build, submission, self.begin(submission))
        yield future
        future.result()
        self.staging.ready(submission.student)
        self.staging.place(submission.student, self.destination(submission))
        return Outcome(submission.student)

    def build(self, submission: Submission, stage: Path) -> None:
        """Write all pages of a submission into the folder `stage`."""
        self.stage = stage
        self.notebooks = [str(one) for one in submission.notebooks]
        self.run_pre_convert_hook()
        self.init_assignment(submission.assignment, submission.student)
        for notebook in self.notebooks:
            self.convert_single_notebook(notebook)
        self.set_permissions(submission.assignment, submission.student)
        self.run_post_convert_hook()


@exit_status
def feedback(options: Options) -> int:
    """Write the pages of a class; give the exit status, as `grade` does."""
    app = course_app(GenerateFeedbackApp, options)
    course, grader = app.coursedir, Grader(parent=app)
    grader.explainer()  # a name that is wrong is better known at once
    with contextlib.chdir(course.root):
        writer = Feedback(coursedir=course, parent=app)
        writer.staging = Staging(folder_of(course, "feedback", ".").resolve(), course.assignment_id)
        with contextlib.closing(writer.staging):
            if not (due := writer.due(options.students)):
                return 0
            with contextlib.closing(_written(writer, due, grader.workers())) as outcomes:
                return show(outcomes, len(due), "written")


def _written(writer: Feedback, due: Sequence[Submission], jobs: int) -> Iterator[Outcome]:
    """Share the work among processes.

    One that dies takes the work of the others with it, so what is left is done alone.
    """
    left = {one.student: one for one in due}
    fork = get_context("fork")  # so that everything is loaded already
    writer.executor = ProcessPoolExecutor(min(jobs, len(due)), fork, _open, (writer.parent,))
    try:
        for outcome in in_turn(map(writer.lead, due), 2 * jobs):
            if len(due) == 1 or not outcome.failure.startswith(BrokenProcessPool.__name__):
                del left[outcome.student]
                yield outcome
    finally:
        writer.executor.shutdown(wait=True, cancel_futures=True)
    for submission in left.values():
        yield from _written(writer, [submission], 1)


_mine: list[tuple[Feedback, OneGradebook]] = []  # those of a process, made when it starts
_open_for_good = contextlib.ExitStack()  # the process ends with it


def _open(app: NbGrader) -> None:
    """Make the converter of this process, with a gradebook that stays open."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process to handle
    gc.freeze()  # what is loaded now stays; pages that are done do not
    gc.enable()
    course = app.coursedir
    for context in (quick_checks(), quick_pages()):
        _open_for_good.enter_context(context)
    book = _open_for_good.enter_context(one_gradebook(course.db_url, course.course_id))
    _mine.append((Feedback(coursedir=course, parent=app), book))


def _build(submission: Submission, stage: Path) -> None:
    writer, book = _mine[0]
    try:
        writer.build(submission, stage)
    finally:
        book.undo()  # nobody asks for the rows of this student again
