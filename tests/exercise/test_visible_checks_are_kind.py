"""The visible checks: kind to what a beginner may write, and clear about what is missing."""

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from unsigned_peace import data, exercise
from unsigned_peace.exercise import earlier_runs

COLUMN = pd.Series([-3, 3])  # what a filter leaves before it is counted


@pytest.fixture(autouse=True)
def nothing_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier_runs, "_not_finished", set())


def test_numbers_from_a_table_are_numbers():
    signed = data.delegations()["signed"]
    exercise.whole_numbers(signed=signed.sum(), most=52)
    exercise.numbers(share=signed.mean())
    exercise.percentages(share=100 * signed.mean())


def test_a_column_is_a_list_of_names():
    came = data.delegations()["state"]
    exercise.lists(came, first=came.head(3), second=["Peru"], third=np.array(["Japan"]))


@pytest.mark.parametrize("day", ["1951-09-05", "5 September 1951", pd.Timestamp("1951-09-05")])
def test_a_day_may_be_written_in_several_ways(day):
    exercise.days(day=day, among=data.events()["date"])


@pytest.mark.parametrize(
    ("check", "complaint"),
    [
        (lambda: exercise.whole_numbers(n=True), "Make it a whole number"),
        (lambda: exercise.whole_numbers(n=20.5), "Make it a whole number"),
        (lambda: exercise.whole_numbers(n=-1), "cannot be less than 0"),
        (lambda: exercise.whole_numbers(n=53, most=52), "cannot be more than 52"),
        (lambda: exercise.whole_numbers(n=None, most=4), "such as 2"),
        (lambda: exercise.numbers(n="241"), "'241'. Write it in digits without quotation"),
        (lambda: exercise.whole_numbers(n="three"), "'three'. Write it in digits"),
        (lambda: exercise.whole_numbers(n=[3]), r"n is a list. Write a whole number"),
        (lambda: exercise.whole_numbers(n="some"), "n is 'some'. Make it a whole number"),
        (lambda: exercise.names(["Peru", "Poland"], s="Polnad"), "Did you mean 'Poland'"),
        (lambda: exercise.names(["Peru"] * 9, s=["Peru"]), "Write one name alone, without"),
        (lambda: exercise.names("ABC", s="a"), "Write one of A, B, C"),
        (lambda: exercise.lists("ABC", s=["A", "D"]), "s has 'D'. Write one of A, B, C"),
        (lambda: exercise.lists([89, 95], s=[89, "95"]), "s has '95'. Write a number, without"),
        (lambda: exercise.lists([89, 95], s=[89, 96]), "s has 96. "),
        (lambda: exercise.names([f"x{n}" * 9 for n in range(9)], s="?"), "as in the table above"),
        (lambda: exercise.texts(y=True, task=4), "^in task 4, y is"),
        (lambda: exercise.at_once(4, "Count again.", n=5, task=1), "in task 1, n is 5.* Count"),
        (lambda: exercise.numbers(n=float("nan")), "has to be more than 0"),
        (lambda: exercise.percentages(n=None), "Make it a number of per cent"),
        (lambda: exercise.days(d=None), "Write a day as text"),
        (lambda: exercise.days(d="on Friday"), "Write a day as text"),
        (lambda: exercise.names(["Peru"], s=None), "Write one name in quotation marks"),
        (lambda: exercise.lists(["Peru"], s="Peru"), "Write a list"),
        (lambda: exercise.texts(t=677), "Write text in quotation marks"),
        (lambda: exercise.texts(t=" "), "Write text in quotation marks"),
        (lambda: exercise.lists(["Peru"], s=[["Peru"]]), r"s has \['Peru'\]"),
        (lambda: exercise.lists([89], s=np.array(88)), "s has .*88"),
        (lambda: exercise.whole_numbers(n=COLUMN == 3), r"whole column.*\.sum\(\) counts the True"),
        (lambda: exercise.numbers(n=COLUMN), r"whole column.*len\(\) counts its rows"),
        (
            lambda: exercise.names(["Peru"], s=COLUMN.to_frame()),
            "whole table.* Make it one name",
        ),
        (lambda: exercise.at_once(1, "Count.", n=COLUMN == 3), r"\.sum\(\) counts the True"),
        (lambda: exercise.gives(abs, COLUMN, result=1), "whole column.* one value, here 1"),
        (lambda: exercise.gives(7, result=7), "a function should stand here, and it is 7"),
        (lambda: exercise.gives(min, 3, 7, result=7), r"min\(3, 7\) should give 7, but it gives 3"),
    ],
)
def test_each_check_says_what_to_do(check, complaint: str):
    with pytest.raises(exercise.NotYetError, match=complaint):
        check()


def test_a_mistake_in_a_students_function_is_shown_as_it_is():
    with pytest.raises(ZeroDivisionError):
        exercise.gives(lambda: 1 / 0, result=7)


def test_a_notebook_shows_one_sentence(capsys: pytest.CaptureFixture[str]):
    """IPython asks the exception itself how it wants to be shown."""
    shell = InteractiveShell()
    shell.run_cell("from unsigned_peace import exercise; exercise.texts(order_number=None)")
    shown = "".join(capsys.readouterr())
    assert shown.strip() == "Not yet: order_number is None. Write text in quotation marks."


class Notebook:
    """A notebook in which somebody works, cell by cell."""

    def __init__(self) -> None:
        self.shell = InteractiveShell()
        earlier_runs.watch(self.shell)
        self.run("from unsigned_peace import exercise")

    def run(self, cell: str) -> bool:
        return self.shell.run_cell(cell).success


@pytest.mark.parametrize(
    "broken", ["african = 1 / 0", "african = (4", "african = four", "african = 'x"]
)
def test_a_value_of_an_earlier_run_is_not_judged(capsys: pytest.CaptureFixture[str], broken: str):
    """The cell failed in red, and the check below said that its form is right."""
    notebook = Notebook()
    assert notebook.run("african = 4")
    assert notebook.run("exercise.whole_numbers(african=african, task=1)")
    assert not notebook.run(broken)
    capsys.readouterr()
    assert not notebook.run("exercise.whole_numbers(african=african, task=1)")
    told = "Not yet: in task 1, the cell that sets african stopped with an error."
    assert told in "".join(capsys.readouterr())
    assert notebook.run("african = 5")
    assert notebook.run("exercise.whole_numbers(african=african, task=1)")


def test_a_function_of_an_earlier_run_is_not_judged():
    notebook = Notebook()
    check = "exercise.gives(count, 1, result=1)"
    assert notebook.run("def count(n):\n    return n")
    assert notebook.run(check)
    assert not notebook.run("def count(n:\n    return n")
    assert not notebook.run(check)


def test_a_shell_in_which_nobody_works_is_left_alone():
    shell = InteractiveShell()
    shell.run_cell("from unsigned_peace import exercise; african = 4")
    shell.run_cell("african = 1 / 0")
    assert shell.run_cell("exercise.whole_numbers(african=african)").success
