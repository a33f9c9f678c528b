"""Withhold the marks that cannot be trusted, and show a person why.

A flagged test has no automatic mark. nbgrader then counts 0 for it and shows it, in formgrader,
among those that need a person. The evidence stands in a cell at the top of the notebook and below
each test whose mark is withheld. Nothing is withheld where a person has given a mark already.
"""

import ast
from dataclasses import dataclass, field

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from unsigned_peace.grading.engine.gradebook import OneGradebook
from unsigned_peace.grading.engine.parts import parsed, role_of

ALL = "*"  # the marks of every test of the notebook are touched


@dataclass
class Verdict:
    """What speaks against a notebook: each text with the tests whose marks it touches."""

    evidence: dict[str, str] = field(default_factory=dict)  # text: nbgrader id, ALL or ""

    def add(self, text: str, touched: str = ALL) -> None:
        """Add a piece of evidence."""
        self.evidence.setdefault(text, touched)

    def touches(self, grade_id: str) -> bool:
        """Tell whether the mark of this test is withheld."""
        return any(touched in {ALL, grade_id} for touched in self.evidence.values())


@dataclass(frozen=True)
class Withhold:
    """A step after nbgrader's SaveAutoGrades."""

    verdict: Verdict
    gradebook: OneGradebook

    def __call__(
        self, notebook: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Take the automatic marks back, raise nbgrader's flag, write down the evidence."""
        if not self.verdict.evidence:
            return notebook, resources
        names = [resources["nbgrader"][key] for key in ("notebook", "assignment", "student")]
        for cell in notebook.cells:
            if cell.cell_type != "code" or role_of(cell) != "test":
                continue
            grade_id = cell.metadata.nbgrader["grade_id"]
            if self.verdict.touches(grade_id):
                grade = self.gradebook.find_grade(grade_id, *names)
                grade.auto_score, grade.needs_manual_grade = None, True
                told = "The mark of this test is withheld: see the top of the notebook."
                cell.outputs.append(new_output("stream", name="stdout", text=f"{told}\n"))
        self.gradebook.find_submission_notebook(*names).flagged = True
        notebook.cells.insert(0, self._page(notebook))
        return notebook, resources

    def _page(self, notebook: NotebookNode) -> NotebookNode:
        lines = [f"- {_quiet(text)}" for text in self.verdict.evidence]
        cell = new_markdown_cell(
            "**Flagged by the grader.** A person has to look at this notebook before it gets the "
            "marks of these tests.\n\n" + "\n".join(lines)
        )
        if notebook.nbformat_minor < 5:  # that is the version in which cells got ids
            cell.pop("id", None)
        return cell


def forged_outputs(cell: NotebookNode) -> str:
    """Tell how the outputs of a test differ from what its code can show, or give "".

    nbgrader takes the first result as the mark, so an additional one would be a mark of one's own.

    >>> from nbformat.v4 import new_code_cell
    >>> five = new_output("execute_result", {"text/plain": "5"})
    >>> forged_outputs(new_code_cell("assert mark(x) == 3", outputs=[five]))
    'shows a result that its code does not give'
    >>> forged_outputs(new_code_cell("mark(x)", outputs=[five]))
    ''
    """
    kinds = [output.output_type for output in cell.outputs]
    results = kinds.count("execute_result")
    if not results:
        return ""
    body = parsed(cell.source).body
    gives = bool(body) and isinstance(body[-1], ast.Expr) and not _silent(cell.source)
    if body and not gives:
        return "shows a result that its code does not give"
    if results > 1 and body and sum(isinstance(one, ast.Expr) for one in body) < results:
        return "shows more results than its code gives"
    if "error" in kinds:
        return "shows a result, though it failed"
    return ""


def _silent(source: str) -> bool:
    return source.rstrip().endswith(";")


def _quiet(text: str) -> str:
    """Make a text that a student may have written harmless in a page."""
    return "`" + text.replace("`", "'").replace("\n", " ") + "`"
