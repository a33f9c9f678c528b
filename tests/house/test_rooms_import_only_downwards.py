"""Each room of the package knows only those below it, and students' notebooks never load grading.

The order stands in `pyproject.toml`, under `tool.importlinter`; by hand: `.venv/bin/lint-imports`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")])


def imported(path: Path) -> Iterator[str]:
    """Name what the cells of a notebook import."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    kept = lint_imports(str(ROOT / "pyproject.toml"), cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_students_notebook_never_loads_grading(path: Path) -> None:
    names = list(imported(path))
    assert any(name.startswith("unsigned_peace.") for name in names)
    assert [name for name in names if name.startswith("unsigned_peace.grading")] == []
