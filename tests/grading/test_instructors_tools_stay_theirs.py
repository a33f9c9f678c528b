"""A test may look at a table that the solution works on; what it looks with is the instructor's."""

import pytest
from nbformat.notebooknode import NotebookNode

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

TOOLS = "import math\nrows = [3, 1]\ndef close(a, b):\n    return abs(a - b) < 1e-9\nnear = close"
CELLS = (
    locked("l1", TOOLS),
    solution(
        "s1",
        "rows.append(2)\nmean = sum(rows) / len(rows) if close(1, 1) and near(1, 1) else math.pi",
        "mean = None\n",
    ),
    check("t1", "assert close(mean, 2) and near(mean, 2)\nassert math.isclose(mean, rows[-1])", 2),
)
IMPORTED = (
    solution(
        "s1",
        "from decimal import Decimal\nfrom statistics import mean\nprice = Decimal('2.50')\n"
        "def average(xs):\n    return mean(xs)",
        "price = average = None\n",
    ),
    check("t1", "assert price == Decimal('2.50')", 1),
    check("t2", "assert average([1, 3]) == mean([1, 3])", 1),
)
REPLACED = {
    "honest": ("", (1, 1)),
    "by-classes": ("Decimal = bool\nprice = True\nmean = list\naverage = list", (0, 0)),
    "by-functions": ("mean = average = lambda xs: 7\nDecimal = str\nprice = '2.50'", (0, 0)),
    "without": ("import decimal\nprice = decimal.Decimal('2.50')\naverage = lambda xs: 2", (0, 0)),
}  # fmt: skip
LIES = {
    "function": "close = near = lambda a, b: True\nrows.append(2)\nmean = 7",
    "module": "class Math:\n    isclose = staticmethod(lambda *a: True)\nmath = Math()\n"
    "close = near = lambda a, b: True\nrows.append(2)\nmean = 7",
    "right-numbers": "close = near = None\nrows.append(2)\nmean = 2.0",
}


def test_no_student_takes_the_place_of_what_a_test_uses(tmp_path, ours):
    course = new_course(tmp_path, {"one": CELLS})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    for name, lie in LIES.items():

        def work(nb: NotebookNode, lie: str = lie) -> None:
            find(nb, "s1").source = lie

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    points = {name: course.scores(name)["t1"][0] for name in ("honest", *LIES)}
    assert points == {"honest": 2, "function": 0, "module": 0, "right-numbers": 2}


def test_no_student_takes_the_place_of_what_a_solution_imports(tmp_path, ours):
    course = new_course(tmp_path, {"one": IMPORTED})
    for name, (source, _) in REPLACED.items():

        def work(nb: NotebookNode, source: str = source) -> None:
            course.solve("a1", "one")(nb)
            find(nb, "s1").source = source or find(nb, "s1").source

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    for name, (_, points) in REPLACED.items():
        scores = course.scores(name)
        assert (scores["t1"][0], scores["t2"][0]) == points, name
