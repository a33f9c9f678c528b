"""Graded answers rest on verified cells of the ledger alone."""

import contextlib
from collections.abc import Callable

import pandas as pd
import pytest

from tests.problem_sets.classes import for_each_set
from tests.problem_sets.problem_set import ProblemSet
from unsigned_peace import data, exercise


def blanked(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every cell emptied that its row calls unverified."""
    missable = {"bool": "boolean", "int64": "Int64"}  # what can hold an empty cell
    kinds = {name: missable.get(str(kind)) for name, kind in table.dtypes.items()}
    table = table.astype({name: kind for name, kind in kinds.items() if kind})
    for row, names in table["unverified"].items() if "unverified" in table else ():
        for name in names:
            table.loc[row, name] = None
    return table


def run_the_solution(ps: ProblemSet) -> None:
    """Run the instructor's notebook with its hidden tests; a wrong answer fails."""
    names: dict[str, object] = {}
    for cell in ps.cells():
        if cell.cell_type == "code" and not cell.id.startswith("quiz"):
            with contextlib.redirect_stdout(None):
                exec(compile(cell.source, cell.id, "exec"), names)


@pytest.mark.slow
@for_each_set
def test_the_solution_is_right(ps: ProblemSet):
    run_the_solution(ps)


@for_each_set
def test_no_other_table_is_asked(ps: ProblemSet):
    """Or the next test would overlook its unverified cells."""
    code = "\n".join(cell.source for cell in ps.cells() if cell.cell_type == "code")
    asked = {name for name in dir(data) if f"data.{name}()" in code}
    assert asked == set(ps.tables)


@pytest.mark.slow
@for_each_set
def test_the_solution_is_the_same_without_unverified_cells(
    monkeypatch: pytest.MonkeyPatch, ps: ProblemSet
):
    emptied = 0
    for name in ps.tables:
        table = getattr(data, name)()
        emptied += table["unverified"].map(len).sum() if "unverified" in table else 0
        monkeypatch.setattr(data, name, _loader(blanked(table)))
    assert emptied > 10  # or this test would show nothing
    run_the_solution(ps)


@for_each_set
def test_blanking_changes_what_depends_on_unverified_cells(
    monkeypatch: pytest.MonkeyPatch, ps: ProblemSet
):
    """The guard of the test above: were a needed cell unverified, the solution would fail."""
    name, column = ps.needs
    table = getattr(data, name)()
    table["unverified"] = [(column,)] * len(table)
    monkeypatch.setattr(data, name, _loader(blanked(table)))
    with pytest.raises((AssertionError, LookupError, ValueError, TypeError)):
        run_the_solution(ps)


def _loader(table: pd.DataFrame) -> Callable[[], pd.DataFrame]:
    return table.copy


def test_of_no_rows_no_rows_are_verified():
    states = data.delegations()
    misspelt = states[states["region"] == "latin america"]
    assert exercise.verified(misspelt, "war_declared").empty
    with pytest.raises(LookupError, match=r"no column 'war_declare'\. Did you mean 'war_declared'"):
        exercise.verified(states, "war_declare")
    known = exercise.verified(states, "war_declared", "ratified_on")
    assert 0 < len(known) < len(states)
    assert known[["war_declared", "ratified_on"]].notna().to_numpy().all()
    assert not any({"war_declared", "ratified_on"} & set(cells) for cells in known["unverified"])
