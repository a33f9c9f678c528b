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
PRICE = "from decimal import Decimal\nprice = Decimal('2.50')\n"
REPLACED = {
    "honest": ("", (1, 1)),
    "by-classes": ("Decimal = bool\nprice = True\nmean = list\naverage = list", (0, 0)),
    "by-functions": ("mean = average = lambda xs: 7\nDecimal = str\nprice = '2.50'", (0, 0)),
    "own": (f"{PRICE}def mean(xs):\n    return sum(xs) / len(xs)\naverage = mean", (1, 1)),
    "own-and-wrong": (f"{PRICE}def mean(xs):\n    return 5\naverage = lambda xs: 2", (1, 0)),
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


def test_what_the_solution_only_imports_a_student_may_write(tmp_path, ours):
    """The point is for the student's own function, and nobody gets it for the library's."""
    cells = (
        solution("s1", "from statistics import mean", ""),
        check("t1", "assert mean([1, 3]) == 2\nassert mean([2, 2, 5]) == 3", 1),
    )
    course = new_course(tmp_path, {"one": cells})
    own = {
        "imported": ("from statistics import mean", 1),
        "written": ("def mean(xs):\n    return sum(xs) / len(xs)", 1),
        "wrong": ("def mean(xs):\n    return xs[0]", 0),
        "nothing": ("", 0),
        "none": ("mean = None", 0),
    }
    for name, (source, _) in own.items():

        def work(nb: NotebookNode, source: str = source) -> None:
            find(nb, "s1").source = source

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    assert {name: course.scores(name)["t1"][0] for name in own} == {
        name: points for name, (_, points) in own.items()
    }
