"""The sandbox among the steps of nbgrader's autograding.

`guarded` puts it into lists of steps. `unsigned-peace grade` uses it in every course. For
`nbgrader autograde` and the button in formgrader, say it in nbgrader_config.py:

    from unsigned_peace.grading.engine.pipeline import use_sandbox
    use_sandbox(c)
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue

from unsigned_peace.grading.engine.course import Grader, folder_of, setup_for
from unsigned_peace.grading.engine.handed_in import UnreadableError, files_in, read_notebook
from unsigned_peace.grading.engine.misled import misled_tests
from unsigned_peace.grading.engine.planning import plan_notebook
from unsigned_peace.grading.engine.structure import (
    ALL,
    IDS_SINCE,
    KEY,
    NOTED,
    RAISED,
    REMARKS,
    Both,
    course_of,
    grade_id,
    is_test,
)
from unsigned_peace.grading.engine.task import Task, as_handed_in, run
from unsigned_peace.grading.foreign.gradebook import known_cells
from unsigned_peace.grading.sandbox.checking import ONLY_WITH, NotebookPlan
from unsigned_peace.grading.sandbox.results import plain_number

_HERE = "unsigned_peace.grading.engine"
LOOK = f"{_HERE}.structure.LookForTampering"
RUN = f"{_HERE}.pipeline.SandboxedExecute"
WITHHOLD = f"{_HERE}.pipeline.WithholdMarks"
PREPARE = f"{_HERE}.feedback.PrepareFeedback"
_FLAGGED = "**Flagged by the grader.**"  # how the evidence begins
WAITS = "grader_waits"  # in the resources: tests of which a person gives the marks
Step = type | str
_TRAITS = (
    "timeout_func", "error_on_timeout", "skip_cells_with_tag", "store_widget_state",
    "display_data_priority",
)  # fmt: skip


class SandboxedExecute(Execute):
    """Runs a notebook in the sandbox. It understands the settings of nbgrader's `Execute`.

    `preprocess` is a plan, the run, and `after`. Who grades a class calls them one by one. With
    `c.Grader.unsafe` the notebook runs as nbgrader runs it.
    """

    def preprocess(
        self,
        nb: NotebookNode,
        resources: ResourcesDict,
        km: Any = None,  # noqa: ANN401 - nbconvert's; in the sandbox there is no kernel manager
    ) -> Both:
        """Run the notebook. Raises SandboxError and KernelError: then nbgrader reports it."""
        plan = NotebookPlan()
        if Grader(parent=self).unsafe:
            nb, resources = super().preprocess(nb, resources, km)
        else:
            folder = Path(resources["metadata"]["path"]).resolve()
            notebook, names = resources["nbgrader"]["notebook"], resources["nbgrader"]
            with Gradebook(names["db_url"]) as book:
                known = known_cells(book, notebook, names["assignment"])
            plan = plan_notebook(self, notebook, known, folder, run)
            own = folder_of(course_of(self), "submitted", names["assignment"], names["student"])
            with as_handed_in(folder, own) as seen:
                run(self.task([nb], [plan], seen, folder))
        self.after(nb, resources, plan)
        return nb, resources

    def task(
        self,
        notebooks: Sequence[NotebookNode],
        plans: Sequence[NotebookPlan],
        folder: Path,
        place: Path,
    ) -> Task:
        """Describe how to run the notebooks of one submission. Raises as `setup_for` does.

        `folder` has the files; `place` is the folder as which the notebooks see it.
        """
        kernel = self.kernel_name or notebooks[0].metadata.get("kernelspec", {}).get("name", "")
        grader, converter = Grader(parent=self), self.parent.parent
        seconds = self.timeout if self.timeout and self.timeout > 0 else None
        source = folder_of(course_of(self), "source", course_of(self).assignment_id)
        return Task(
            setup=setup_for(course_of(self), grader, kernel),
            folder=folder,
            place=place,
            limits=grader.limits(seconds),
            notebooks=tuple(notebooks),
            plans=tuple(plans),
            given=tuple(str(path.relative_to(source)) for path in given_files(converter)),
            traits={"timeout": seconds} | {name: getattr(self, name) for name in _TRAITS},
        )

    def after(self, nb: NotebookNode, resources: ResourcesDict, plan: NotebookPlan) -> None:
        """Look at what those tests have shown that ran in the process of the student."""
        grader, evidence = Grader(parent=self), evidence_in(nb, resources)
        waits, remarks = resources.setdefault(WAITS, set()), resources.setdefault(REMARKS, [])
        notebook = resources["nbgrader"]["notebook"]
        in_another_order, misled = misled_tests(nb, plan)
        waits |= misled if grader.flag_tampering else set()
        if in_another_order:
            text = "The tests stand in another order: one may miss what another one makes."
            remarks.append(f"{notebook}: {text}")
        for cell in filter(is_test, nb.cells):
            name = grade_id(cell)
            if apart := plan.tests.get(name):
                errors = (one.get("evalue", "") for one in cell.outputs)
                texts = [f"{name}: {one}" for one in errors if one.startswith(ONLY_WITH)]
                if doubtful(cell, partial=apart.partial):
                    texts += [f"{name} shows no points that it can give: a person has to mark it."]
                if texts and grader.flag_tampering:
                    waits.add(name)
                    remarks += [f"{notebook}: {text}" for text in texts]
                continue
            if grader.beside == "wait":
                waits.add(name)
            if grader.flag_tampering and doubtful(cell, partial=False):
                evidence[f"The test {name} shows more points than it has."] = ALL
        resources.setdefault(RAISED, []).extend(evidence)


def evidence_in(nb: NotebookNode, resources: ResourcesDict) -> dict[str, str]:
    """Give what speaks against a notebook: each text with the test whose marks it touches.

    `LookForTampering` has left it in the metadata.
    """
    if KEY not in resources:
        found, name = nb.metadata.pop(KEY, {}), resources["nbgrader"]["notebook"]
        noted = [f"{name}: {text}" for text, touched in found.items() if touched == NOTED]
        resources.setdefault(REMARKS, []).extend(noted)
        resources[KEY] = {text: one for text, one in found.items() if one != NOTED}
    return resources[KEY]


def given_files(converter: Autograde) -> list[Path]:
    """Find the instructor's files that take the place of students'."""
    course = converter.coursedir
    source = folder_of(course, "source", course.assignment_id)
    kept = {source / name for name in converter.exclude_overwriting.get(course.assignment_id, ())}
    return [path for path in files_in(source, course.ignore) if path not in kept]


def doubtful(cell: NotebookNode, *, partial: bool) -> bool:
    """Tell whether a test shows what cannot be its mark, and make that harmless.

    nbgrader gives up on a submission in which a test shows more points than it has. And it gives
    full points for a result that is no number, such as `Fraction(0, 1)`; with `partial`, there has
    to be a number, and one of numpy's becomes a plain one.
    """
    for output in cell.outputs:
        if output.output_type == "error" or output.get("name") == "stderr":
            return False
        if output.output_type == "execute_result":
            text = str(output.get("data", {}).get("text/plain", ""))
            if partial and (plain := plain_number(text)) != text:
                output["data"]["text/plain"] = text = plain
            try:
                points = float(text)
            except ValueError:
                return partial
            if points <= float(cell.metadata.nbgrader["points"]):
                return partial and points < 0
            output.output_type = "display_data"
            output.pop("execution_count", None)
            return True
    return partial


class WithholdMarks(NbGraderPreprocessor):
    """Takes back the automatic marks that cannot be trusted, and shows a person why.

    The evidence stands in a cell at the top of the notebook, with a line below each test whose
    mark is withheld. What a person has given stays.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> Both:
        """Raise nbgrader's flag where there is evidence, take it off where there is none any more.

        A flag that a person has raised stays.
        """
        evidence, waits = evidence_in(nb, resources), resources.get(WAITS, set())
        names = [resources["nbgrader"][key] for key in ("notebook", "assignment", "student")]
        graded = folder_of(course_of(self), "autograded", *names[1:]) / f"{names[0]}.ipynb"
        is_over = not evidence and not _is_flagged(nb) and _was_flagged(graded)
        if not (evidence or waits or is_over):
            return nb, resources
        touched = {*evidence.values(), *waits}
        where = "see the top of the notebook" if evidence else "a person marks it"
        text = f"The mark of this test is withheld: {where}.\n"
        with Gradebook(resources["nbgrader"]["db_url"]) as book:
            for cell in filter(is_test, nb.cells):
                if not touched.isdisjoint({ALL, grade_id(cell)}):
                    grade = book.find_grade(grade_id(cell), *names)
                    grade.auto_score, grade.needs_manual_grade = None, True
                    cell.outputs.append(new_output("stream", name="stdout", text=text))
            if evidence or is_over:
                book.find_submission_notebook(*names).flagged = bool(evidence)
            if evidence:
                nb.cells.insert(0, self._told(nb, evidence))
            book.db.commit()
        return nb, resources

    @staticmethod
    def _told(notebook: NotebookNode, evidence: Iterable[str]) -> NotebookNode:
        # A student may have written what stands there: it must do nothing in a page.
        quiet = (" ".join(text.replace("`", "'").split())[:400] for text in evidence)
        cell = new_markdown_cell(
            f"{_FLAGGED} A person has to look at this notebook before it gets the "
            "marks of these tests.\n\n" + "\n".join(f"- `{text}`" for text in quiet)
        )
        if notebook.nbformat_minor < IDS_SINCE:
            cell.pop("id", None)
        return cell


def _was_flagged(graded: Path) -> bool:
    """Tell whether an earlier grading has left evidence. What cannot be read has none."""
    with suppress(UnreadableError):
        return _is_flagged(read_notebook(graded))
    return False


def _is_flagged(nb: NotebookNode) -> bool:
    return any(cell.source.startswith(_FLAGGED) for cell in nb.cells[:1])


def name_of(step: Step) -> str:
    """Give the last part of a step's name.

    >>> name_of("nbgrader.preprocessors.Execute"), name_of(Autograde)
    ('Execute', 'Autograde')
    """
    return step.rpartition(".")[2] if isinstance(step, str) else step.__name__


def guarded(sanitize: Sequence[Step], autograde: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """Give the two lists of steps of a course with the sandbox and the watch for tampering.

    Steps that are there already stay where they are, but for the one that cuts long outputs: what
    it cuts away counts, too. A course that runs no cells gets no sandbox.

    >>> before, after = guarded(["ClearOutput"], ["Execute", "LimitOutput", "SaveAutoGrades"])
    >>> [name_of(step) for step in (*before, *after)]  # doctest: +NORMALIZE_WHITESPACE
    ['LookForTampering', 'ClearOutput', 'SandboxedExecute', 'SaveAutoGrades', 'LimitOutput',
     'WithholdMarks']
    >>> guarded(before, after) == (before, after)
    True
    """
    after: list[Step] = []
    saves = "SaveAutoGrades" in map(name_of, autograde)
    cut = [step for step in autograde if saves and name_of(step) == "LimitOutput"]
    for step in (one for one in autograde if one not in cut):
        ours = {"Execute": [RUN], "SaveAutoGrades": [step, *cut, WITHHOLD], name_of(WITHHOLD): []}
        after += ours.get(name_of(step), [step])
    return first(LOOK, sanitize), after


def use_sandbox(config: Config) -> None:
    """Guard the steps that a configuration names, or nbgrader's own.

    To call it again changes nothing: formgrader reads nbgrader_config.py for each of its pages.
    """
    steps, pages = config.Autograde, config.GenerateFeedback
    steps.sanitize_preprocessors, steps.autograde_preprocessors = guarded(
        _given(steps, Autograde, "sanitize_preprocessors"),
        _given(steps, Autograde, "autograde_preprocessors"),
    )
    pages.preprocessors = first(PREPARE, _given(pages, GenerateFeedback, "preprocessors"))


def first(step: str, others: Sequence[Step]) -> list[Step]:
    """Put a step before all others, once."""
    return [step, *(one for one in others if name_of(one) != name_of(step))]


def _given(config: Config, converter: type, name: str) -> list[Step]:
    steps = config[name]
    if isinstance(steps, LazyConfigValue):  # nothing was said, or something was inserted
        steps = steps.get_value(getattr(converter, name).default())
    return steps
