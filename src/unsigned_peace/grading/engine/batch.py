"""Grade a whole class: keep the sandbox busy, save in order of arrival, report every trouble."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field

from unsigned_peace.grading.engine.autograder import Autograder, Prepared
from unsigned_peace.grading.engine.cluster import ClusterError
from unsigned_peace.grading.engine.course_setup import Grader
from unsigned_peace.grading.engine.progress import Outcome
from unsigned_peace.grading.engine.submissions import Submission
from unsigned_peace.grading.engine.task import TaskResult, run
from unsigned_peace.grading.sandbox.plan import NotebookPlan


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
