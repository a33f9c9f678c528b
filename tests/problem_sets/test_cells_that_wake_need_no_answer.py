"""JupyterLab runs some cells of a problem set by itself: they must not wait for an answer."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from unsigned_peace.grading.notebook_forms import read_forms, render
from unsigned_peace.quiz.forms import FIRST
from unsigned_peace.shared import waking

ROOT = Path(__file__).resolve().parents[2]
SETS = sorted((ROOT / "exercises").glob("*/*.ipynb"))
# What is made of a game or an essay can be shown only when there is one.
LATER = {"sim-two-islands": {"mine", "t1-look-1", "t5-look-1"}}


@pytest.mark.slow
@pytest.mark.timeout(180)
@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_wakes_runs_before_anything_is_answered(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / path.parent.name
    shutil.copytree(path.parent, folder, ignore=shutil.ignore_patterns("answers"))
    notebook = render(nbformat.read(path, as_version=4), read_forms(path.parent), FIRST)
    wakes = notebook.metadata[waking.KEY]["wakes"]
    asks = {"quiz-open"} if (path.parent / "quiz.yml").is_file() else set()
    assert {"setup", *asks} <= set(wakes)
    notebook.cells = [cell for cell in notebook.cells if cell.id in wakes]
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    failed = {
        cell.id
        for cell in notebook.cells
        for output in cell.outputs
        if output.output_type == "error"
    }
    assert failed <= LATER.get(path.stem, set())
