"""The visible checks: kind to what a beginner may write, and clear about what is missing."""

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from unsigned_peace import data, exercise


def test_numbers_from_a_table_are_numbers():
    signed = data.delegations()["signed"]
    exercise.whole_numbers(signed=signed.sum(), most=52)
    exercise.numbers(share=signed.mean())
    exercise.percentages(share=100 * signed.mean())
    exercise.yes_or_no(all_signed=signed.all(), japan=True)


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
        (lambda: exercise.numbers(n="241"), "Make it a number"),
        (lambda: exercise.numbers(n=float("nan")), "has to be more than 0"),
        (lambda: exercise.percentages(n=None), "Make it a number of per cent"),
        (lambda: exercise.days(d=None), "Write a day as text"),
        (lambda: exercise.days(d="on Friday"), "Write a day as text"),
        (lambda: exercise.names(["Peru"], s=None), "Write one name in quotation marks"),
        (lambda: exercise.lists(["Peru"], s="Peru"), "Write a list"),
        (lambda: exercise.texts(t=677), "Write text in quotation marks"),
        (lambda: exercise.texts(t=" "), "Write text in quotation marks"),
        (lambda: exercise.yes_or_no(y="True"), "without quotation marks"),
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
