"""An answer may be of a kind that neither the instructor's notebook nor its solution has."""

import pytest

from tests.grading.grading_course import check, find, new_course, solution

pytestmark = pytest.mark.slow

CELLS = (
    solution(
        "s1", "def squares(n):\n    return [one * one for one in range(n)]", "squares = None\n"
    ),
    check("t1", "assert list(squares(3)) == [0, 1, 4]\nassert sum(squares(4)) == 14", 1),
    solution("s2", "import datetime\nday = datetime.datetime(1956, 10, 19)", "day = None\n"),
    check("t2", "assert (day.year, day.month, day.day) == (1956, 10, 19)", 1),
)
SQUARES = {
    "tuple": "tuple(i * i for i in range(n))",
    "series": "__import__('pandas').Series(range(n)) ** 2",
    "numpy": "__import__('numpy').arange(n) ** 2",
    "array": "__import__('array').array('i', [i * i for i in range(n)])",
    "view": "memoryview(__import__('array').array('i', [i * i for i in range(n)]))",
    "bytes": "bytes(i * i for i in range(n))",
    "chain": "__import__('itertools').chain([0], (i * i for i in range(1, n)))",
    "product": "map(lambda pair: pair[0] * pair[1], zip(range(n), range(n)))",
    "starmap": "__import__('itertools').starmap(pow, ((i, 2) for i in range(n)))",
    "fraction": "[__import__('fractions').Fraction(i * i) for i in range(n)]",
    "counter": "__import__('collections').deque(i * i for i in range(n))",
}
DAYS = {
    "series": "import pandas\nday = pandas.Timestamp('1956-10-19')",
    "array": "import datetime\nday = datetime.date(1956, 10, 19)",
}


def test_each_gets_the_points_that_the_solution_gets(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": CELLS})
    for name, source in SQUARES.items():

        def work(nb, name=name, source=source) -> None:
            find(nb, "s1").source = f"def squares(n):\n    return {source}"
            find(nb, "s2").source = DAYS.get(name, find(nb, "s2").source)

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    points = {name: [course.scores(name)[one][0] for one in ("t1", "t2")] for name in SQUARES}
    assert points == {name: [1, float(name in DAYS)] for name in SQUARES}
