"""The hygiene of notebooks: their form, their code, their prose, and the quizzes they ask.

Notebooks are kept without outputs and in the exact form that JupyterLab writes, so that a change in
git shows what a person changed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat

from unsigned_peace.checks import guesses, notebook_code, notebook_prose, notes
from unsigned_peace.checks.course_files import EXERCISES, LESSONS, as_notebook, notebooks
from unsigned_peace.checks.course_references import References
from unsigned_peace.shared import waking
from unsigned_peace.shared.atomic_file import AtomicFile
from unsigned_peace.shared.notebook_file import canonical
from unsigned_peace.shared.problem import Problem


def problems(root: Path) -> list[Problem]:
    """Check every notebook of a copy of the course.

    Args:
        root: the folder that holds `notebooks/` and, in an instructor's copy, `exercises/`.

    Returns:
        Every problem of every notebook, in the order of files and cells.

    >>> from unsigned_peace import data
    >>> problems(data.folder().parent)
    []

    """
    references = References.of(root)
    found = [problem for path in notebooks(root) for problem in one(path, references)]
    return found + list(_left_answers(root))


def one(path: Path, references: References) -> Iterator[Problem]:
    """Yield every problem of one notebook."""
    name = path.relative_to(references.root).as_posix()
    text = path.read_text(encoding="utf-8")
    try:
        notebook = as_notebook(text)
        if repeated := list(_ids_used_twice(notebook)):
            # nbformat would give new ids silently; all other checks name cells by their id.
            yield from (Problem(name, f"cell {i}", "two cells have this id") for i in repeated)
            return
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, nbformat.ValidationError) as error:
        yield Problem(name, "", f"is not a sound notebook: {str(error).splitlines()[0]}")
        return
    lesson = _is_lesson(path, references.root)
    yield from _form(name, text, notebook, lesson=lesson)
    for cell in notebook["cells"]:
        for message in _cell(cell, path, references):
            yield Problem(name, f"cell {cell['id']}", message)
    if lesson:
        cells = {cell["id"]: cell["source"] for cell in notebook["cells"] if _is_code(cell)}
        for cell_id, message in notebook_code.quizzes(cells, references.quizzes):
            yield Problem(name, f"cell {cell_id}" if cell_id else "", message)


def _form(name: str, text: str, notebook: Mapping, *, lesson: bool) -> Iterator[Problem]:
    """Yield what is wrong with a notebook apart from what its cells say."""
    if text != canonical(notebook):
        yield Problem(name, "", "is not in JupyterLab's own form; run unsigned-peace check --fix")
    if notebook["metadata"].get("kernelspec", {}).get("name") != "python3":
        yield Problem(name, "", "the kernel must be python3, or students are asked for one")
    if notebook["metadata"].get(waking.KEY) != waking.mark(notebook, lesson=lesson):
        yield Problem(name, "", "does not say which cells wake; run unsigned-peace check --fix")
    for cell, tag in _missing_tags(notebook, lesson=lesson):
        yield Problem(name, f"cell {cell['id']}", f"needs the tag {tag}; run check --fix")


def fix(root: Path) -> list[Path]:
    """Write every notebook in JupyterLab's own form, without outputs; return those that changed."""
    changed = []
    for path in notebooks(root):
        text = path.read_text(encoding="utf-8")
        notebook = as_notebook(text)
        for cell in notebook["cells"]:
            if _is_code(cell):
                cell["outputs"], cell["execution_count"] = [], None
        lesson = _is_lesson(path, root)
        for cell, tag in _missing_tags(notebook, lesson=lesson):
            cell["metadata"].setdefault("tags", []).append(tag)
        notebook["metadata"][waking.KEY] = waking.mark(notebook, lesson=lesson)
        if canonical(notebook) != text:
            AtomicFile(path).write(canonical(notebook))
            changed.append(path)
    return changed


def _cell(cell: Mapping, path: Path, references: References) -> Iterator[str]:
    """Say what is wrong with one cell."""
    text = cell["source"]
    yield from references.unknown_claims(text)
    if _is_code(cell):
        if cell["outputs"] or cell["execution_count"] is not None:
            yield "holds outputs; run unsigned-peace check --fix"
        yield from notebook_code.faults(text, lesson=_is_lesson(path, references.root))
    else:
        attached = set(cell.get("attachments", {}))
        listing = cell["id"] == notes.LIST  # titles of other people's works
        yield from notebook_prose.faults(text, path, references, attached, ours=not listing)


def _ids_used_twice(notebook: Mapping) -> Iterator[str]:
    ids = Counter(cell["id"] for cell in notebook["cells"])
    return (cell_id for cell_id, times in ids.items() if times > 1)


def _left_answers(root: Path) -> Iterator[Problem]:
    """Find answers that nbgrader would copy over every student's at grading."""
    for folder in sorted((root / EXERCISES).glob("*/answers")):
        name = folder.relative_to(root).as_posix()
        yield Problem(name, "", "answers from trying the quiz are left here; delete this folder")
    for exported in sorted((root / EXERCISES).glob("*/*.md")):
        name = exported.relative_to(root).as_posix()
        yield Problem(name, "", "was saved from an evidence board; students must not get it")


def _missing_tags(notebook: Mapping, *, lesson: bool) -> list[tuple[dict, str]]:
    """List the cells that lack a tag, with the tag.

    In a lesson a result waits for the student's guess. In a problem set no error of a student stops
    Run All.
    """
    if lesson:
        return [(cell, guesses.TAG) for cell in guesses.not_tagged(notebook)]
    ours = waking.mark(notebook, lesson=False)["wakes"]
    return [
        (cell, waking.GOES_ON)
        for cell in notebook["cells"]
        if _is_code(cell)
        and cell["id"] not in ours
        and waking.GOES_ON not in cell["metadata"].get("tags", [])
    ]


def _is_lesson(path: Path, root: Path) -> bool:
    return path.is_relative_to(root / LESSONS)


def _is_code(cell: Mapping) -> bool:
    return cell["cell_type"] == "code"
