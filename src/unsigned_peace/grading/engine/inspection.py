"""Gather what speaks against a notebook, at each stage of its way."""

from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme

from unsigned_peace.grading.engine import reading, structure
from unsigned_peace.grading.engine.gradebook import OneGradebook
from unsigned_peace.grading.engine.parts import role_of
from unsigned_peace.grading.engine.structure import Known
from unsigned_peace.grading.engine.verdict import Verdict, forged_outputs
from unsigned_peace.grading.sandbox.player import Played


class Inspector:
    """Inspects the notebooks of one class; what it knows of the assignment it asks once."""

    def __init__(self, gradebook: OneGradebook, exporter: Exporter, released: Path) -> None:
        """Compare with `gradebook`, and with the notebooks in the folder `released`, if any."""
        self._gradebook = gradebook
        self._clearers = (ClearHiddenTests(parent=exporter), ClearMarkScheme(parent=exporter))
        self._folder = released
        self._texts: dict[str, dict[str, list[str]]] = {}

    def restore(self, notebook: NotebookNode, name: str, assignment: str) -> Verdict:
        """List what was changed in a notebook that was handed in, and put its metadata right."""
        known = self._known(name, assignment)
        verdict = Verdict()
        for finding in structure.look(notebook, known, self._released(name, known)):
            verdict.add(finding.text, finding.cell)
        structure.repair(notebook, known)
        return verdict

    def read(self, notebook: NotebookNode, verdict: Verdict) -> None:
        """Read the student's own cells. Locked cells must have been restored before."""
        theirs = [
            cell if cell.cell_type != "code" or role_of(cell) == "student" else new_code_cell()
            for cell in notebook.cells
        ]
        for index, text in reading.suspicions(theirs):
            verdict.add(f"Cell {index + 1}: {text}")

    def hear(self, notebook: NotebookNode, played: Played, verdict: Verdict) -> None:
        """Note what was seen while the cells ran, and look at what the tests have shown.

        Results that a test cannot have given are turned into ordinary output, because nbgrader
        would take them for marks, or give up on them.
        """
        for index, text in played.findings:
            verdict.add(f"Cell {index + 1}: {text}")
        for cell in notebook.cells:
            if cell.cell_type == "code" and role_of(cell) == "test":
                forged = forged_outputs(cell) or _too_much(cell)
                if forged:
                    verdict.add(f"The test {cell.metadata.nbgrader['grade_id']} {forged}.")
                    for output in cell.outputs:
                        if output.output_type == "execute_result":
                            output.output_type = "display_data"
                            output.pop("execution_count", None)

    def _known(self, name: str, assignment: str) -> dict[str, Known]:
        return self._gradebook.known_cells(name, assignment)

    def _released(self, name: str, known: dict[str, Known]) -> Callable[[Known], Iterable[str]]:
        """Give the texts with which each locked cell can have gone out to students."""
        if name not in self._texts:
            texts = {one.name: [self._cleared(one)] for one in known.values() if one.locked}
            path = self._folder / f"{name}.ipynb"
            if path.exists():
                for cell in nbformat.read(path, as_version=4).cells:
                    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
                    texts.get(grade_id, []).append(cell.source)
            self._texts[name] = texts
        return lambda cell: self._texts[name].get(cell.name, [])

    def _cleared(self, known: Known) -> str:
        cell = NotebookNode(source=known.source)
        for clearer, remove in zip(
            self._clearers,
            ("_remove_hidden_test_region", "_remove_mark_scheme_region"),
            strict=True,
        ):
            getattr(clearer, remove)(cell)
        return cell.source


def _too_much(cell: NotebookNode) -> str:
    """Tell whether a test shows more points than it has: nbgrader stops at such a one."""
    for output in cell.outputs:
        if output.output_type == "execute_result":
            try:
                shown = float(output["data"]["text/plain"])
            except (KeyError, TypeError, ValueError):
                return ""
            if shown > float(cell.metadata.nbgrader["points"]):
                return "shows more points than it has"
            return ""
    return ""
