"""Honest students whose notebooks have been through editors and hands. None is flagged."""

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.grading.corpus import (
    FULL,
    NONE,
    RIGHT_ANSWERS,
    Case,
    Scores,
    edited,
)
from tests.grading.grading_course import find

RIGHT, WRONG = Scores(FULL), Scores(NONE)


def _spaces(nb: NotebookNode) -> None:
    for cell in nb.cells:
        cell.source = cell.source + "\n\n" if cell.cell_type == "code" else cell.source + "  "


def _minor_5(nb: NotebookNode) -> None:
    nb.nbformat_minor = 5
    for number, cell in enumerate(nb.cells):
        cell.id = f"cell{number}"


def _editors(nb: NotebookNode) -> None:
    nb.metadata.update(
        vscode={"interpreter": {"hash": "0"}},
        colab={"provenance": [], "toc_visible": True},
        accelerator="GPU",
        language_info={"name": "python", "version": "3.12.1"},
    )
    nb.metadata.kernelspec = {"name": "python3", "display_name": "base"}
    for number, cell in enumerate(nb.cells):
        cell.metadata.update(
            id=f"a{number}", collapsed=True, scrolled=False, editable=False, deletable=False
        )
        cell.metadata.update(colab={"base_uri": "x"}, outputId="y", jupyter={"source_hidden": True})
        cell.metadata.update(tags=["mine"], slideshow={"slide_type": "slide"})
        if cell.cell_type == "code":
            cell.execution_count = 40 - number


def _kernel_of_the_quickstart(nb: NotebookNode) -> None:
    nb.metadata.kernelspec = {"name": "python", "display_name": "Python", "language": "python"}


def _tests_run_before(nb: NotebookNode) -> None:
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.execution_count = 3


def _added(nb: NotebookNode) -> None:
    for at in (9, 6, 3, 1):
        nb.cells.insert(at, new_code_cell("print('my own check', 1 + 1)"))
        nb.cells.insert(at, new_markdown_cell("A note of mine."))
    nb.cells.append(new_code_cell(""))


def _no_title(nb: NotebookNode) -> None:
    nb.cells.pop(0)


def _essay_lost(nb: NotebookNode) -> None:
    nb.cells.remove(find(nb, "essay"))


def _copied(nb: NotebookNode) -> None:
    """Copy an answer cell to try something: JupyterLab copies its marks too."""
    nb.cells.insert(3, nb.cells[2].copy())


def _outputs(nb: NotebookNode) -> None:
    """The notebook was saved with outputs and errors, also below the tests."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.execution_count = 7
            cell.outputs = [
                new_output("stream", name="stderr", text="old"),
                new_output("error", ename="NameError", evalue="x", traceback=["x"]),
                new_output("execute_result", {"text/plain": "0"}, execution_count=7),
            ]


def _tried(nb: NotebookNode) -> None:
    """Copy the text of each test into a cell of one's own, to try it."""
    for number in range(len(nb.cells) - 1, 0, -1):
        if nb.cells[number].cell_type == "code":
            nb.cells.insert(number + 1, new_code_cell(nb.cells[number].source))


def _empty(nb: NotebookNode) -> None:
    nb.cells.insert(4, new_code_cell("# nothing yet"))
    nb.cells.insert(4, new_code_cell("   \n"))
    nb.cells.insert(0, new_code_cell("!pip install pandas\n%pip list"))


def _essay(nb: NotebookNode) -> None:
    find(nb, "essay").source = "<script>alert(1)</script> **bold** $x^2$ \x1b[31m 日本 \U0001f600"


CASES: list[Case] = [
    edited("white-space", RIGHT, _spaces, RIGHT_ANSWERS),
    edited("version-4.5", RIGHT, _minor_5, RIGHT_ANSWERS),
    edited("kernel-of-the-quickstart", RIGHT, _kernel_of_the_quickstart, RIGHT_ANSWERS),
    edited("other-editors", RIGHT, _editors, RIGHT_ANSWERS),
    edited("run-before", RIGHT, _tests_run_before, RIGHT_ANSWERS),
    edited("added-cells", RIGHT, _added, RIGHT_ANSWERS),
    edited("title-deleted", RIGHT, _no_title, RIGHT_ANSWERS),
    edited("essay-deleted", RIGHT, _essay_lost, RIGHT_ANSWERS),
    edited("answer-copied", RIGHT, _copied, RIGHT_ANSWERS),
    edited("outputs-saved", RIGHT, _outputs, RIGHT_ANSWERS),
    edited("tests-copied", RIGHT, _tried, RIGHT_ANSWERS),
    edited("empty-cells", RIGHT, _empty, RIGHT_ANSWERS),
    edited("essay-of-many-letters", RIGHT, _essay, RIGHT_ANSWERS),
]
