"""Make one of the parallel forms of a problem set: one notebook goes in, with values it comes out.

`exercises/<problem set>.forms.yml` lists the variants of each task: mappings of names to values. In
the cells of task 3, whose ids begin with `t3-`, `${state}` stands for the value of `state`. The
quiz has alternatives to questions. `${form}` in any cell is the name of the form.

Which form a class has is written in one place: the gradebook keeps the cell that opens the quiz,
as it keeps the hidden tests, and both were released together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from unsigned_peace.grading.engine.structure import course_of
from unsigned_peace.grading.students_copy import key_beside, keyless_text
from unsigned_peace.quiz.forms import FIRST, variant
from unsigned_peace.shared import waking
from unsigned_peace.shared.atomic_file import AtomicFile
from unsigned_peace.shared.yaml_file import read_yaml

QUIZ_OPENED = "quiz-open"  # the nbgrader id of the cell that opens the quiz
FormValues = Mapping[str, str | int | float]
Forms = Mapping[str, Sequence[FormValues]]

_BLANK = re.compile(r"\$\{(\w+)\}")
_FORM = re.compile(r'form="([^"]+)"')


def read_forms(source: Path) -> Forms:
    """Return the variants of each task of the problem set in the folder `source`; {} without any.

    >>> read_forms(Path("exercises/no-such-set"))
    {}
    """
    path = source.with_name(f"{source.name}.forms.yml")
    return read_yaml(path) if path.is_file() else {}


def render(notebook: NotebookNode, forms: Forms, form: str) -> NotebookNode:
    """Fill in the values of one form. The cells of `notebook` are changed, and it is returned.

    Raises ValueError, with every fault, where the notebook and its variants do not fit together.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> asked = new_notebook(cells=[new_code_cell('state = "${state}"', id="t1-look")])
    >>> render(asked, {"t1": [{"state": "Peru"}, {"state": "Laos"}]}, "2").cells[0].source
    'state = "Laos"'
    """
    faults = [*_uneven(forms), *_unused(notebook, forms)]
    values = {task: many[variant(form, task, len(many))] for task, many in forms.items()}
    for cell in notebook.cells:
        known = {**values.get(_task(cell), {}), "form": form}
        unknown = sorted(set(_BLANK.findall(cell.source)) - set(known))
        faults += [f"cell {cell.id}: no variant says what ${{{name}}} is" for name in unknown]
        for name, value in known.items():
            cell.source = cell.source.replace(f"${{{name}}}", str(value))
    if faults:
        raise ValueError("\n".join(faults))
    if waking.KEY in notebook.metadata:
        notebook.metadata[waking.KEY] = waking.mark(notebook, lesson=False)
    return notebook


def released_form(db_url: str, notebook: str, assignment: str) -> str:
    """Return the form that the gradebook knows of a problem set; the first if it knows none."""
    with Gradebook(db_url) as book:
        try:
            opened = book.find_source_cell(QUIZ_OPENED, notebook, assignment)
        except MissingEntry:
            return FIRST
        found = _FORM.search(opened.source)
        return found[1] if found else FIRST


class MakeForm(NbGraderPreprocessor):
    """Runs in `nbgrader generate_assignment`, before solutions are taken out."""

    form = Unicode(
        default_value="",
        help="The form to release: a number such as 2, or seed: and words of your own. Left empty, "
        "the form stays what it was when the problem set was last generated; at first it is 1.",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Fill in the values of the form, and leave its questions in the released quiz.

        Raises ValueError if there is no such form, or if its variants do not fit the notebook.
        """
        course, names = course_of(self), resources["nbgrader"]
        assignment = names["assignment"]
        source = Path(course.format_path(course.source_directory, ".", assignment))
        form = self.form or released_form(course.db_url, names["notebook"], assignment)
        nb = render(nb, read_forms(source), form)
        if key_beside(source).is_file():
            release = Path(course.format_path(course.release_directory, ".", assignment))
            AtomicFile(release / "quiz.yml").write(keyless_text(key_beside(source), form))
        self.log.info("%s: form %s", assignment, form)
        return nb, resources


def _task(cell: NotebookNode) -> str:
    return cell.id.partition("-")[0]


def _uneven(forms: Forms) -> Iterator[str]:
    for task, many in forms.items():
        if len({frozenset(one) for one in many}) != 1:
            yield f"{task}: its variants do not all name the same values"


def _unused(notebook: NotebookNode, forms: Forms) -> Iterator[str]:
    """Name each value that no cell of its task asks for: a word misspelled on one of the sides."""
    for task, many in forms.items():
        cells = [cell.source for cell in notebook.cells if _task(cell) == task]
        for name in sorted(set(many[0]) - set(_BLANK.findall("\n".join(cells)))):
            yield f"{task}: no cell asks for ${{{name}}}"
