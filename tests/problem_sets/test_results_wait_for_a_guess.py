"""A table for which a guess is asked waits for it; whatever the guess is, nothing else changes."""

import nbformat
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient

from tests.problem_sets.classes import PROBLEM_SETS
from tests.problem_sets.problem_set import ProblemSet
from unsigned_peace import exercise

TABLE = "a table"


class Unprintable:
    def __repr__(self):
        raise RuntimeError


def asking(ps: ProblemSet) -> dict[str, str]:
    """The cells in which a guess is written, each with the cell that shows the result."""
    ids = [cell.id for cell in ps.cells() if cell.cell_type == "code"]
    return {one: ids[place + 1] for place, one in enumerate(ids) if one.endswith("-guess")}


GUESSED = [ps for ps in PROBLEM_SETS if asking(ps)]


def seen(ps: ProblemSet, guesses: str | None) -> dict[str, tuple[str, bool]]:
    """Run All in a page whose answers are left as they are: each result's text, and its table."""
    notebook = ps.notebook()
    looks = set(asking(ps).values())
    notebook.cells = [one for one in notebook.cells if one.id in {"setup", *asking(ps), *looks}]
    for cell in notebook.cells:
        if cell.id in asking(ps) and guesses is not None:
            cell.source = cell.source.replace("None", guesses)
    NotebookClient(notebook, timeout=60).execute()  # raises at the first error, as Run All stops
    return {cell.id: shown(cell) for cell in notebook.cells if cell.id in looks}


def shown(cell: nbformat.NotebookNode) -> tuple[str, bool]:
    text = "".join(one.get("text", "") for one in cell.outputs)
    return text, any("text/html" in one.get("data", {}) for one in cell.outputs)


def test_problem_set_1_asks_for_a_guess_in_each_task_and_later_sets_do_not():
    assert {ps.name for ps in GUESSED} == {"ps1-san-francisco"}
    assert asking(GUESSED[0]) == {f"t{task}-guess": f"t{task}-look" for task in range(1, 7)}


@pytest.mark.slow
@pytest.mark.parametrize("ps", GUESSED, ids=str)
def test_without_a_guess_each_cell_says_what_to_do_and_shows_no_table(ps: ProblemSet):
    for look, (text, table) in seen(ps, None).items():
        assert f"The result waits for my_guess_{look[1]}." in text
        assert "write your guess in the place of None" in text
        assert not table


@pytest.mark.slow
@pytest.mark.parametrize("guess", ["3", '"no idea"'])
@pytest.mark.parametrize("ps", GUESSED, ids=str)
def test_after_any_guess_it_stands_above_the_table(ps: ProblemSet, guess: str):
    for text, table in seen(ps, guess).values():
        assert f"Your guess: {guess}." in text.replace("'", '"')
        assert "waits" not in text
        assert table


@pytest.mark.slow
@pytest.mark.parametrize("ps", GUESSED, ids=str)
def test_a_guess_that_fails_stops_nothing_below(ps: ProblemSet):
    """Such as a word without its quotation marks."""
    for text, table in seen(ps, "nominal").values():
        assert "The result waits for" in text
        assert not table


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_what_is_empty_is_no_guess(nothing: object, capsys: pytest.CaptureFixture[str]):
    assert exercise.after_guess(TABLE, my_guess_1=nothing) is None
    assert "waits for my_guess_1" in capsys.readouterr().out


@pytest.mark.parametrize(
    "odd",
    [
        0,
        -1,
        float("nan"),
        [],
        "x" * 5000,
        np.array([1, 2]),
        pd.DataFrame({"a": [1]}),
        Unprintable(),
    ],
    ids=lambda odd: type(odd).__name__,
)
def test_no_guess_is_refused(odd: object, capsys: pytest.CaptureFixture[str]):
    assert exercise.after_guess(TABLE, my_guess_1=odd) == TABLE
    said = capsys.readouterr().out
    assert said.startswith("Your guess: ")
    assert len(said) < 200
