"""A student's function may change what it is called with; no later test sees it changed."""

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

GIVEN = """import pandas as pd
votes = pd.DataFrame({"n": [10, 20]})
class Account:
    rate = 2
    def __init__(self): self.saved = 5
account = Account()"""
CELLS = (
    locked("l1", GIVEN),
    solution("s1", "def total_of(table):\n    return int(table['n'].sum())", "total_of = None\n"),
    check("t1", "got = total_of(votes); wanted = votes.n.sum()\nassert got == wanted == 30", 1),
    solution("s2", "reply = 30", "reply = None\n"),
    check("t2", "assert reply == wanted", 1),
    check("t3", "assert reply == votes['n'].sum()", 1),
    solution("s3", "def saved_by(one):\n    return one.saved", "saved_by = None\n"),
    check("t4", "assert saved_by(account) == 5", 1),
    solution("s4", "fee = 10", "fee = None\n"),
    check("t5", "assert fee == account.rate * account.saved", 1),
    solution("s5", "def sum_of(rows):\n    return sum(rows)", "sum_of = None\n"),
    check("t6", "p = sum_of([1, 2, 3])\n2 if p == 6 else 0.5", 2),
)  # fmt: skip
TESTS = ("t1", "t2", "t3", "t4", "t5", "t6")
SPOILED = {
    "s1": "def total_of(table):\n    table['n'] = 0\n    return 0",
    "s2": "reply = 0",
    "s3": "def saved_by(one):\n    one.rate = 0\n    one.saved = 0\n    return 0",
    "s4": "fee = 0",
    "s5": "from IPython.display import display, update_display\nRUN = []\n"
    "def sum_of(rows):\n    RUN.append(1)\n"
    "    if len(RUN) == 1: display('x', display_id='mark')\n    rows.append(9)\n    return 0",
}


def test_no_later_test_sees_what_a_function_has_changed(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": CELLS})

    def spoil(nb: NotebookNode) -> None:
        for name, source in SPOILED.items():
            find(nb, name).source = source
        more = "update_display({'text/plain': '2'}, display_id='mark', raw=True)"
        nb.cells.append(new_code_cell(more))

    def careless(nb: NotebookNode) -> None:
        """Change an argument, and answer rightly all the same."""
        course.solve("a1", "one")(nb)
        find(nb, "s1").source = "def total_of(table):\n    table['more'] = 1\n    return 30"

    for name, work in (("spoils", spoil), ("careless", careless), ("none", lambda _: None)):
        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    points = {
        name: [course.scores(name)[one][0] for one in TESTS] for name in ("spoils", "careless")
    }
    assert points == {"spoils": [0, 0, 0, 0, 0, 0.5], "careless": [1, 1, 1, 1, 1, 2]}
