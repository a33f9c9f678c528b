"""Grade a whole class: keep the sandbox busy, save in order of arrival, report every trouble."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field

from unsigned_peace.grading.engine.cluster import ClusterError
from unsigned_peace.grading.engine.converter import Grading, Prepared
from unsigned_peace.grading.engine.execute import task_for
from unsigned_peace.grading.engine.outcome import Outcome
from unsigned_peace.grading.engine.settings import Grader
from unsigned_peace.grading.engine.submissions import Submission
from unsigned_peace.grading.engine.task import Done, run


@dataclass
class ClassRun:
    """Grades submissions with `executor`, at most `ahead` of them in the air at a time."""

    grading: Grading
    grader: Grader
    executor: Executor
    ahead: int
    told: Callable[[Outcome], None]
    _flying: dict[Future[Done], Prepared] = field(default_factory=dict)

    def run(self, submissions: Iterable[Submission]) -> None:
        """Grade them all; tell of each as it is done. A failure of one stops nobody else.

        Raises ClusterError if there is nobody left to run them.
        """
        for submission in submissions:
            while len(self._flying) >= self.ahead:
                self._land()
            self._launch(submission)
        while self._flying:
            self._land()

    def _launch(self, submission: Submission) -> None:
        try:
            prepared = self.grading.prepare(submission)
            self._flying[self._submit(prepared)] = prepared
        except Exception as error:  # noqa: BLE001 - one student's trouble is not the others'
            self._fail(submission, error)

    def _submit(self, prepared: Prepared) -> Future[Done]:
        pages = [page for page in prepared.pages if page.execute]
        if not pages:
            ready: Future[Done] = Future()
            ready.set_result(Done((), ()))
            return ready
        place = self.grading.destination(prepared.submission)
        notebooks = [page.notebook for page in pages]
        course = self.grading.coursedir
        task = task_for(pages[0].execute, course, self.grader, notebooks, (prepared.stage, place))
        return self.executor.submit(run, task)

    def _land(self) -> None:
        done, _ = wait(self._flying, return_when=FIRST_COMPLETED)
        for future in done:
            prepared = self._flying.pop(future)
            try:
                result = future.result()
                pages = [page for page in prepared.pages if page.execute]
                for page, notebook, played in zip(
                    pages, result.notebooks, result.played, strict=True
                ):
                    page.notebook = notebook
                    page.execute.after(page.notebook, page.resources, played)
                self.grading.finish(prepared)
            except ClusterError:
                raise
            except Exception as error:  # noqa: BLE001
                self._fail(prepared.submission, error)
            else:
                self.told(
                    Outcome(
                        prepared.submission.student,
                        flags=prepared.flags,
                        remarks=tuple(one.lost for one in result.played if one.lost),
                        cell_cpu_seconds=sum(one.cell_cpu_seconds for one in result.played),
                        peak_bytes=max((one.peak_bytes for one in result.played), default=0),
                    )
                )

    def _fail(self, submission: Submission, error: Exception) -> None:
        self.grading.staging.drop(submission.student)
        self.told(Outcome(submission.student, failure=f"{type(error).__name__}: {error}"))
