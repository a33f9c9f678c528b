"""Honest students whose notebooks have been through editors and hands. None is flagged."""

import json
from functools import partial

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

from tests.grading.corpus import (
    FULL,
    NONE,
    RIGHT_ANSWERS,
    Case,
    Scores,
    edited,
    text,
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


def _written_anew(file: str, **how: bool) -> str:
    return json.dumps(json.loads(file), indent=4, sort_keys=True, **how)


def _minor(minor: int, file: str) -> str:
    return json.dumps({**json.loads(file), "nbformat_minor": minor})


def _marked_by(marks: dict[str, object], nb: NotebookNode) -> None:
    for cell in nb.cells:
        cell.metadata.update(marks)


def _kernel(name: str, nb: NotebookNode) -> None:
    nb.metadata.kernelspec = {"name": name, "display_name": name, "language": "python"}


def _tests_last(nb: NotebookNode) -> None:
    nb.cells.sort(key=lambda one: bool(one.metadata.get("nbgrader", {}).get("grade")))


def _only_marked(nb: NotebookNode) -> None:
    nb.cells = [one for one in nb.cells if "nbgrader" in one.metadata]


def _in_its_own_cell(nb: NotebookNode) -> None:
    """Write the answer into a new cell, and leave the one for it empty."""
    answer = find(nb, "s1")
    nb.cells.insert(nb.cells.index(answer), new_code_cell(answer.source))
    answer.source = ""


def _split(nb: NotebookNode) -> None:
    """Go on in a second cell."""
    answer = find(nb, "s1")
    nb.cells.insert(nb.cells.index(answer) + 1, new_code_cell(answer.source))
    answer.source = "def helper():\n    return 2"


def _attached(nb: NotebookNode) -> None:
    picture = {"a.png": {"image/png": "iVBORw0KGgo="}}
    nb.cells.insert(1, new_markdown_cell("![x](attachment:a.png)", attachments=picture))
    nb.cells.insert(1, new_raw_cell("\\newpage", metadata={"format": "text/latex"}))


def _long(nb: NotebookNode) -> None:
    find(nb, "s2").source += "  # " + "x" * 200_000
    nb.cells[1:1] = [new_code_cell(f"x{number} = {number}") for number in range(100)]


def _lines_of_windows(nb: NotebookNode) -> None:
    for cell in nb.cells:
        cell.source = cell.source.replace("\n", "\r\n")


MARKS_OF_EDITORS = {
    "pycharm": {"pycharm": {"name": "#%%\n"}, "ExecuteTime": {"end_time": "2026-01-01T00:00"}},
    "datalore": {"datalore": {"node_id": "x", "type": "CODE"}},
    "deepnote": {"cell_id": "0001", "deepnote_cell_type": "code", "execution_millis": 2},
    "kaggle": {"_uuid": "d6", "_cell_guid": "x", "papermill": {"duration": 1}},
    "databricks": {"application/vnd.databricks.v1+cell": {"nuid": "a", "inputWidgets": {}}},
    "classic": {"trusted": True, "run_control": {"marked": True}, "hideCode": True},
}
KERNELS = ("conda-env-ds-py", "venv", "python3.9", "Python3", "xpython", "")
WORKS = {
    "tests-at-the-end": _tests_last, "notes-deleted": _only_marked, "answer-split": _split,
    "answer-in-its-own-cell": _in_its_own_cell, "attachments": _attached, "long": _long,
    "lines-of-windows": _lines_of_windows,
}  # fmt: skip
CASES: list[Case] = [
    *(
        edited(f"marks-of-{name}", RIGHT, partial(_marked_by, marks), RIGHT_ANSWERS)
        for name, marks in MARKS_OF_EDITORS.items()
    ),
    *(
        edited(f"kernel-{number}", RIGHT, partial(_kernel, name), RIGHT_ANSWERS)
        for number, name in enumerate(KERNELS)
    ),
    *(edited(name, RIGHT, work, RIGHT_ANSWERS) for name, work in WORKS.items()),
    *(text(f"format-4-{minor}", RIGHT, partial(_minor, minor)) for minor in range(5)),
    text("file-of-windows", RIGHT, lambda file: _written_anew(file).replace("\n", "\r\n")),
    text("letters-as-they-are", RIGHT, lambda file: _written_anew(file, ensure_ascii=False)),
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
