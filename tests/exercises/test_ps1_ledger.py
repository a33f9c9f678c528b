"""Graded answers rest on verified cells of the ledger alone."""

import contextlib
from collections.abc import Callable

import pandas as pd
import pytest
from nbgrader_course import read
from ps1_students import INSTRUCTORS

from unsigned_peace import data

TABLES = ("delegations", "events", "drafts", "boundaries", "treaty_articles")


def blanked(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every cell emptied that its row calls unverified."""
    table = table.astype({name: "boolean" for name in table if table[name].dtype == bool})
    for row, names in table["unverified"].items():
        for name in names:
            table.loc[row, name] = None
    return table


def run_the_solution() -> None:
    """Run the instructor's notebook with its hidden tests; a wrong answer fails."""
    names: dict[str, object] = {}
    for cell in read(INSTRUCTORS).cells:
        if cell.cell_type == "code" and not cell.id.startswith("quiz"):
            with contextlib.redirect_stdout(None):
                exec(compile(cell.source, cell.id, "exec"), names)


def test_the_solution_is_right():
    run_the_solution()


def test_the_solution_is_the_same_without_unverified_cells(monkeypatch: pytest.MonkeyPatch):
    emptied = 0
    for name in TABLES:
        table = getattr(data, name)()
        emptied += table["unverified"].map(len).sum()
        monkeypatch.setattr(data, name, _loader(blanked(table)))
    assert emptied > 50  # or this test would show nothing
    run_the_solution()


def test_blanking_changes_what_depends_on_unverified_cells(monkeypatch: pytest.MonkeyPatch):
    """The guard of the test above: were a needed cell unverified, the solution would fail."""
    table = data.delegations()
    table["unverified"] = [("region",)] * len(table)
    monkeypatch.setattr(data, "delegations", _loader(blanked(table)))
    with pytest.raises(AssertionError):
        run_the_solution()


def _loader(table: pd.DataFrame) -> Callable[[], pd.DataFrame]:
    return table.copy
