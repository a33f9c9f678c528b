"""The two steps of nbgrader that look for tampering and withhold marks.

`LookForTampering` comes first of all, while the notebook is as it was handed in. What it finds
travels on in the notebook's metadata, because nbgrader writes the notebook to a file and reads it
again before the cells run. `SandboxedExecute` adds what was seen while they ran, and
`WithholdMarks` comes after nbgrader has saved its marks.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Configurable

from unsigned_peace.grading.engine import files, structure
from unsigned_peace.grading.engine.course import Grader, folder_of
from unsigned_peace.grading.engine.structure import ALL, grade_id
from unsigned_peace.grading.foreign.gradebook import Known, known_cells

KEY = "unsigned_peace_evidence"  # in the notebook's metadata and in nbconvert's resources
REMARKS = "grader_remarks"  # in the resources: a list to which any step may add sentences
IDS_SINCE = 5  # the minor version of the format of notebooks in which cells got ids
MOST_CHARACTERS = 400


@dataclass
class Verdict:
    """What speaks against a notebook: each text with the test whose marks it touches.

    The tests in `waits` wait for a person, too, though nothing speaks against them.

    >>> verdict = Verdict({"The test t1 was changed.": "t1"})
    >>> verdict.touches("t1"), verdict.touches("t2")
    (True, False)
    """

    evidence: dict[str, str] = field(default_factory=dict)  # text: nbgrader id, ALL or ""
    waits: set[str] = field(default_factory=set)

    def touches(self, name: str) -> bool:
        """Tell whether the mark of this test is withheld."""
        return name in self.waits or not {ALL, name}.isdisjoint(self.evidence.values())


def course_of(step: NbGraderPreprocessor) -> CourseDirectory:
    """Return the class directory in which a step of autograding works."""
    return step.parent.parent.coursedir


def is_test(cell: NotebookNode) -> bool:
    """Tell whether a cell is marked by running it."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def cleared(parent: Configurable, source: str) -> str:
    r"""Take out of a cell what nbgrader takes out before it is released.

    >>> cleared(None, "a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS")
    'a'
    """
    cell = NotebookNode(source=source)
    ClearHiddenTests(parent=parent)._remove_hidden_test_region(cell)  # noqa: SLF001
    ClearMarkScheme(parent=parent)._remove_mark_scheme_region(cell)  # noqa: SLF001
    return cell.source


def disarm(cell: NotebookNode) -> bool:
    """Tell whether a test shows more points than it has, and make it harmless.

    nbgrader gives up on such a test, and on the whole submission.
    """
    for output in cell.outputs:
        if output.output_type == "execute_result":
            try:
                shown = float(output["data"]["text/plain"])
            except (KeyError, TypeError, ValueError):
                return False
            if shown <= float(cell.metadata.nbgrader["points"]):
                return False
            output.output_type = "display_data"
            output.pop("execution_count", None)
            return True
    return False


class LookForTampering(NbGraderPreprocessor):
    """Compares a notebook with the gradebook, notes what was changed, and puts metadata right."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Give the notebook with its evidence."""
        nb.metadata.pop(KEY, None)  # a student has no say in it
        if not Grader(parent=self).flag_tampering:
            return nb, resources
        names = resources["nbgrader"]
        folder = folder_of(course_of(self), "submitted", names["assignment"], names["student"])
        evidence = dict.fromkeys(files.oddities(folder), ALL)
        with Gradebook(names["db_url"]) as book:
            known = known_cells(book, names["notebook"], names["assignment"])
        evidence |= structure.look(nb, known, *self._released(names))
        structure.repair(nb, known)
        if evidence:
            nb.metadata[KEY] = evidence
        return nb, resources

    def _released(
        self, names: dict[str, str]
    ) -> tuple[Callable[[Known], Iterator[str]], Collection[str]]:
        """Say with which texts a locked cell can have gone out, and which cells were locked."""
        folder = folder_of(course_of(self), "release", names["assignment"])
        path = folder / f"{names['notebook']}.ipynb"
        texts, locks = _cells_in(path, path.stat().st_mtime_ns) if path.is_file() else ({}, ())

        def released(cell: Known) -> Iterator[str]:
            yield from texts.get(cell.name, ())
            yield cleared(self, cell.source)

        return released, locks


@lru_cache(maxsize=32)
def _cells_in(path: Path, changed: int) -> tuple[dict[str, list[str]], set[str]]:  # noqa: ARG001
    """Give the texts of the cells, and the names of those that say that they are locked.

    `changed` is there so that a notebook that was released anew is read anew.
    """
    texts: dict[str, list[str]] = {}
    locks = set()
    for cell in nbformat.read(path, as_version=4).cells:
        if name := grade_id(cell):
            texts.setdefault(name, []).append(cell.source)
            if cell.metadata["nbgrader"].get("locked"):
                locks.add(name)
    return texts, locks


class WithholdMarks(NbGraderPreprocessor):
    """Takes back the automatic marks that cannot be trusted, and shows a person why.

    The evidence stands in a cell at the top of the notebook, with a line below each test whose
    mark is withheld. What a person has given stays.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Raise nbgrader's flag where there is evidence; leave other notebooks alone."""
        verdict = resources.get(KEY) or Verdict(nb.metadata.pop(KEY, {}))  # if no cell was run
        if not (verdict.evidence or verdict.waits):
            return nb, resources
        where = "see the top of the notebook" if verdict.evidence else "a person marks it"
        text = f"The mark of this test is withheld: {where}.\n"
        names = [resources["nbgrader"][key] for key in ("notebook", "assignment", "student")]
        with Gradebook(resources["nbgrader"]["db_url"]) as book:
            for cell in filter(is_test, nb.cells):
                if verdict.touches(grade_id(cell)):
                    grade = book.find_grade(grade_id(cell), *names)
                    grade.auto_score, grade.needs_manual_grade = None, True
                    cell.outputs.append(new_output("stream", name="stdout", text=text))
            if verdict.evidence:
                book.find_submission_notebook(*names).flagged = True
                nb.cells.insert(0, _page(nb, verdict.evidence))
            book.db.commit()
        return nb, resources


def _page(notebook: NotebookNode, evidence: Iterable[str]) -> NotebookNode:
    cell = new_markdown_cell(
        "**Flagged by the grader.** A person has to look at this notebook before it gets the "
        "marks of these tests.\n\n" + "\n".join(f"- {_quiet(text)}" for text in evidence)
    )
    if notebook.nbformat_minor < IDS_SINCE:
        cell.pop("id", None)
    return cell


def _quiet(text: str) -> str:
    """Make a text that a student may have written harmless in a page."""
    return "`" + " ".join(text.replace("`", "'").split())[:MOST_CHARACTERS] + "`"
