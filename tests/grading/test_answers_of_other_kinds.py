"""An answer may be of a kind that neither the instructor's notebook nor its solution has."""

import pytest

from tests.grading.grading_course import check, find, locked, new_course, solution

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
    "user": "__import__('collections').UserList(i * i for i in range(n))",
    "sparse": "__import__('pandas').arrays.SparseArray([i * i for i in range(n)])",
    "counter": "__import__('collections').deque(i * i for i in range(n))",
}
DAYS = {
    "series": "import pandas\nday = pandas.Timestamp('1956-10-19')",
    "array": "import datetime\nday = datetime.date(1956, 10, 19)",
    "user": "from dateutil.parser import parse\nday = parse('1956-10-19T00:00Z')",
    "chain": "from dateutil.parser import parse\nday = parse('1956-10-19T00:00+09:00')",
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


CALLS = (
    locked("l1", "class Side:\n    def __init__(self, n): self.n = n"),
    solution(
        "s1",
        "import pandas as pd\nrows = pd.Series([1])\nnames = {'a'}\nsame = lambda a: a == 2",
        "rows = names = same = None\n",
    ),
    check("t1", "assert rows.equals(pd.Series([1]))", 1),
    check("t2", "assert names.issubset({'a', 'b'})", 1),
    check("t3", "assert same(2) and names.issubset({'a'})", 1),
)
YES = "same = lambda _: True\nimport pandas as pd\nfrom collections import namedtuple\n"
NAMED = "namedtuple('Row', 'equals issubset')"
LIARS = {
    "row-of-classes": f"{NAMED}(str, list)",
    "row-of-functions": f"{NAMED}(same, same)",
    "row-inside": f"{NAMED}(pd.Series, {NAMED}(str, list).issubset)",
    "series": "pd.Series({'issubset': list, 'equals': str})",
    "object": "Side(1)\nrows.equals = rows.issubset = str\nnames = rows",
}


def test_no_answer_answers_in_the_place_of_a_method(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": CALLS})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    for name, source in LIARS.items():

        def work(nb, source=source) -> None:
            find(nb, "s1").source = f"{YES}names = rows = {source}"

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    points = {name: sum(one for one, _ in course.scores(name).values()) for name in LIARS}
    assert points == dict.fromkeys(LIARS, 0)
    assert {one for one, _ in course.scores("honest").values()} == {1}


IN_CALLS = (
    locked("l1", "import numpy as np\nclass Account:\n    def __init__(self): self.n = 0.0"),
    solution(
        "s1",
        "def scale(rows):\n    rows[0] = 2.5\ndef pay(account):\n    account.n = 2.5\n"
        "def tell(listener):\n    listener(2.5)",
        "scale = pay = tell = None\n",
    ),
    check("t1", "rows = [1.0]\nscale(rows)\nnp.testing.assert_allclose(rows[0], 2.5)", 1),
    check("t2", "one = Account()\npay(one)\nnp.testing.assert_allclose(one.n, 2.5)", 1),
    check("t3", "class B: pass\none = B()\npay(one)\nnp.testing.assert_allclose(one.n, 2.5)", 1),
    check("t4", "got = []\ntell(got.append)\nnp.testing.assert_allclose(got, [2.5])", 1),
    check("t5", "got = {}\ntell(lambda n: got.update(n=n))\n"
          "np.testing.assert_allclose(got['n'], 2.5)", 1),
)  # fmt: skip


def test_nothing_is_no_number_in_what_a_call_changes(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": IN_CALLS})
    solve = course.solve("a1", "one")
    course.hand_in("honest", "a1", solve)
    for name, nothing in {"empty": "np.array([])", "masked": "np.ma.masked"}.items():

        def work(nb, nothing=nothing) -> None:
            solve(nb)
            find(nb, "s1").source = find(nb, "s1").source.replace("2.5", nothing)

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    for name in ("honest", "empty", "masked"):
        points = {test: one for test, (one, _) in course.scores(name).items()}
        assert points == dict.fromkeys(points, float(name == "honest")), name


# The solution, the test, and answers of another kind than the solution has, where it fails.
NO_ERROR = {
    "try": (
        "def number(text):\n    return int(text)",
        ("assert number('3') == 3\ntry:\n    number('x')\nexcept Exception:\n    pass\n"
        "else:\n    assert False, 'no error'"),
        "def number(text):\n    return int(text) if text.isdigit() else {}",
    ),
    "raises": (
        "def part(a, b):\n    return a / b",
        ("case = unittest.TestCase()\nassert part(4, 2) == 2\n"
        "with case.assertRaises(Exception):\n    part(1, 0)"),
        "def part(a, b):\n    return a / b if b else {}",
    ),
    "failures": (
        "def add(a, b):\n    return a + b",
        ("class Adds(unittest.TestCase):\n    def test(self): self.assertEqual(add(1, 2), 3)\n"
        "result = unittest.TestResult()\nAdds('test').run(result)\nassert not result.failures\n"
        "assert add(2, 2) == 4"),
        "def add(a, b):\n    return 4 if a == b else {}",
    ),
}  # fmt: skip


def test_an_answer_of_another_kind_is_no_error_that_a_test_waits_for(
    tmp_path, ours, capsys
) -> None:
    kinds = ("right", "[]", "object()", "print", "(n for n in 'ab')", "None")
    cells = [locked("setup", "import unittest")]
    for name, (right, test, _) in NO_ERROR.items():
        cells += [solution(f"s-{name}", right, "# Write here.\n"), check(name, test, 1)]
    course = new_course(tmp_path, {"one": cells})
    for number, kind in enumerate(kinds):

        def work(nb, kind=kind) -> None:
            for name, (right, _, other) in NO_ERROR.items():
                source = right if kind == "right" else other.replace("{}", kind)
                find(nb, f"s-{name}").source = source

        course.hand_in(str(number), "a1", work)
    assert ours(course) == 0
    assert "own processes" not in capsys.readouterr().out
    points = {
        kind: [course.scores(str(number))[one][0] for one in NO_ERROR]
        for number, kind in enumerate(kinds)
    }
    assert points == {kind: [float(kind == "right")] * 3 for kind in kinds}
