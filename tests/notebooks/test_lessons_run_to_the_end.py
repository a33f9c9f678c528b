"""Each lesson runs from top to bottom, in a fresh kernel, without network and without a murmur."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"
WARNINGS_ARE_ERRORS = "import warnings; warnings.simplefilter('error')"


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
@pytest.mark.slow
@pytest.mark.timeout(180)
def test_lesson_runs(
    lesson: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    folder = tmp_path / "notebooks"  # answers are saved beside the notebook: not in the tree
    shutil.copytree(ROOT / "notebooks", folder, ignore=shutil.ignore_patterns("answers"))
    outgoing = tmp_path / "outgoing.txt"
    monkeypatch.setenv("OUTGOING_LOG", str(outgoing))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "offline"), prepend=os.pathsep)
    notebook = nbformat.read(lesson, as_version=4)
    first = nbformat.v4.new_code_cell(WARNINGS_ARE_ERRORS, id="warnings-are-errors")
    notebook.cells.insert(0, first)

    began = time.monotonic()
    client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}})
    client.execute()
    seconds = time.monotonic() - began
    record_property("seconds", round(seconds, 1))
    print(f"{lesson.name} ran in {seconds:.1f} s")

    said = {
        cell.id: output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.get("name") == "stderr"
    }
    assert said == {}
    assert mute_widgets(notebook) == []
    assert not outgoing.exists(), outgoing.read_text()


def mute_widgets(notebook: nbformat.NotebookNode) -> list[str]:
    """List the widgets that are only a name where no widget can be shown: on a page, in a mail."""
    shown = [
        (cell.id, output["data"].get("text/plain", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if WIDGET in output.get("data", {})
    ]
    assert shown, "no widget was shown"
    return [name for name, text in shown if len(text.split()) < 4 or "(children=" in text]
