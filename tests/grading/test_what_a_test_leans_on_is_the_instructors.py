"""Classes of helper modules, what a stub gives, exceptions that a test catches: nobody bends them.

Nor do many guesses count as an answer.
"""

import pytest
from nbformat.v4 import new_code_cell

from tests.grading.grading_course import HIDDEN, Course, check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

HELPERS = """\
from dataclasses import dataclass
class Line:
    __slots__ = ("slope",)
    def __init__(self, slope=0): self.slope = slope
    def score(self, xs, ys): return float([self.slope * x for x in xs] == ys)
    def __eq__(self, other): return self.slope == other.slope
@dataclass
class Length:
    value: float
    unit: str
    def close(self, other): return abs(self.value - other.value) < 0.01
"""
OBJECTS = (
    locked("setup", "import helpers\nfrom helpers import Length, Line"),
    solution("s1", "line = Line(2)\nlength = helpers.Length(2.0, 'm')"),
    check("t1", "assert line.score([3, 4], [6, 8]) > 0.9"),
    check("t2", "assert line == Line(2)"),
    check("t3", "assert length == Length(2.0, 'm')"),
    check("t4", "assert length.close(helpers.Length(2.0, 'm'))"),
    check("t5", "line.score([3, 4], [6, 8])"),
)
_YES = "lambda *_: True"
BENT = {
    "other-class": f"class Line:\n    slope = 2\n    score = lambda *_: 1.0\n    __eq__ = {_YES}\n"
    f"class Length:\n    close = __eq__ = {_YES}\nline, length = Line(), Length()",
    "patched-class": f"Line.score = lambda *_: 1.0\nLine.__eq__ = Length.__eq__ = {_YES}\n"
    f"Length.close = {_YES}\nline, length = Line(7), Length(7, 'm')",
    "patched-object": f"line, length = Line(7), Length(7, 'm')\nlength.close = {_YES}",
    "in-the-module": "class Wrong(helpers.Line):\n    score = lambda *_: 1.0\n"
    f"    __eq__ = {_YES}\nhelpers.Line = Line = Wrong\nline, length = Line(7), Length(7, 'm')",
}
GIVEN = "data = [4, 8, 15]\ndef close(a, b):\n    return abs(a - b) < 0.01\n"
STUB = (
    locked("setup", "import math"),
    solution("s1", "total = sum(data)", f"{GIVEN}total = None\n"),
    check("t1", "assert total == sum(data)"),
    check("t2", "assert close(total, 27)"),
    check("t3", "assert total > 0\n" + HIDDEN.format("assert math.isclose(total, sum(data))")),
)
CHANGED = {
    "rows": f"{GIVEN}data = [7]\ntotal = 7\nclose = {_YES}",
    "in-place": f"{GIVEN}data[:] = [9]\ntotal = 9\ndef close(a, b):\n    return True",
    "own-row": f"class Row(list):\n    __iter__ = lambda _: iter([5])\ndata = Row([5])\n"
    f"total = 5\nclose = {_YES}",
}
BANK = "def withdraw(n):\n    if n < 0:\n        raise BankError('no')\n    return n"
CATCHES = (
    solution("s1", f"class BankError(Exception):\n    pass\n{BANK}"),
    check("t1", "try:\n    withdraw(-1)\n    assert False\nexcept BankError:\n    pass"),
    check("t2", "assert withdraw(2) == 2"),
)
CAUGHT = {
    "assertion": "BankError = AssertionError",
    "base": "BankError = BaseException",
    "several": "BankError = (ValueError, AssertionError)",
}
VECTOR = """\
class Vector:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return self.x == other.x
    def plus(self, n): return Vector(self.x + n)"""
COMPARED = (
    locked("setup", "import unittest\ncase = unittest.TestCase()"),
    solution("s1", VECTOR),
    check("t1", "assert Vector(2).plus(1) == Vector(3)"),
    check("t2", "case.assertEqual(Vector(2).plus(1), Vector(3))"),
    check("t3", "assert Vector(3) in [Vector(4), Vector(2).plus(1)]"),
    check("t4", "assert Vector(2).plus(1).x == 3"),
)
INHERITED = (
    locked(
        "setup",
        """from scipy.interpolate import interp1d
class Task:
    @property
    def points(self): return self.grade()
    def grade(self): return float(self.answer(3) == 9)
def grade(task): return float(task.answer(3) == 9)""",
    ),
    solution(
        "s1",
        """class Square(Task):
    def answer(self, n): return n ** 2
line = interp1d([0, 1], [0, 2])""",
    ),
    check("t1", "Square().grade()"),
    check("t2", "assert Square().points == 1"),
    check("t3", "grade(Square())"),
    check("t4", "assert Square().answer(2) == 4"),
    check("t5", "assert line(0.5) == 1"),
)
GUESSES = (
    locked("setup", "import numpy as np, pandas as pd\nkey = np.array([3, 1, 4, 1, 5])"),
    solution("s1", "answers = [3, 1, 4, 1, 5]\nmean = 2.8"),
    check("t1", "int(np.sum(np.asarray(answers) == key)) / 5"),
    check("t2", "assert np.isclose(mean, key.mean()).any()"),
)
GUESSED = {
    "column": "answers = np.arange(10).reshape(-1, 1)\nmean = np.linspace(0, 5, 51)",
    "lists": "answers = [[n] for n in range(10)]\nmean = np.array([[n / 10] for n in range(50)])",
    "table": "answers = pd.DataFrame({n: range(10) for n in range(5)})\n"
    "mean = pd.Series(np.linspace(0, 5, 51))",
}
ONE = "answers = np.array([3, 1, 4, 1, 5])\nmean = np.array([2.8])"


def handed_in(course: Course, answers: dict[str, str]) -> None:
    """Hand in the solution, and each of the answers."""
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    for name, answer in answers.items():
        course.hand_in(name, "a1", lambda nb, answer=answer: find(nb, "s1").update(source=answer))


def test_objects_of_a_helper_module_are_judged_by_its_own_class(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": OBJECTS})
    for folder in (course.source("a1"), tmp_path / "release" / "a1"):
        (folder / "helpers.py").write_text(HELPERS)
    right = "from helpers import Line as Own\nline, length = Own(2), Length(value=2, unit='m')"
    handed_in(course, BENT | {"right": right})
    assert ours(course) == 0
    for name in ("honest", "right"):
        assert {*course.scores(name).values()} == {(1, False)}, name
    for name in BENT:
        assert not any(points for points, _ in course.scores(name).values()), name


def test_a_mark_that_rests_on_a_changed_stub_waits(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": STUB})
    tidy = "total = 0\nfor one in [4, 8, 15]:\n    total += one"  # all that was given is gone
    handed_in(course, CHANGED | {"tidy": tidy, "wrong": f"{GIVEN}total = 5"})
    assert ours(course) == 0
    said = capsys.readouterr().out
    for name in ("honest", "tidy"):
        assert {*course.scores(name).values()} == {(1, False)}, name
    for name in CHANGED:
        assert {*course.scores(name).values()} <= {(None, True), (0, False)}, name
    assert "Look at: rows: one: t1: It passes only with changed values" in said
    assert course.scores("wrong")["t1"] == (0, False)


def test_a_number_of_an_open_cell_may_be_another_one(tmp_path, ours, capsys) -> None:
    """Who changes it, and goes on with it, is not marked by what it was."""
    cells = (
        new_code_cell("steps = 10  # Try other numbers."),
        solution("s1", "rows = [n ** 2 for n in range(steps)]"),
        check("t1", "assert len(rows) == steps"),
        check("t2", "assert rows[2] == 4"),
    )
    course = new_course(tmp_path, {"one": cells})
    course.hand_in("honest", "a1", course.solve("a1", "one"))

    def work(nb, steps, rows) -> None:
        nb.cells[0].source, find(nb, "s1").source = f"steps = {steps}", rows

    right = "rows = [n * n for n in range(steps)]"
    course.hand_in("other", "a1", lambda nb: work(nb, 20, right))
    course.hand_in("wrong", "a1", lambda nb: work(nb, 20, "rows = [1, 1, 1]"))
    assert ours(course) == 0
    assert course.scores("honest") == {"t1": (1, False), "t2": (1, False)}
    assert course.scores("other") == {"t1": (None, True), "t2": (1, False)}
    assert course.scores("wrong") == {"t1": (0, False), "t2": (0, False)}
    assert "Look at: other: one: t1: It passes only with changed values" in capsys.readouterr().out


def test_no_answer_catches_the_assertions_of_a_test(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": CATCHES})
    answers = {name: f"{one}\ndef withdraw(n):\n    return n" for name, one in CAUGHT.items()}
    handed_in(course, answers | {"alias": f"BankError = ValueError\n{BANK}"})
    assert ours(course) == 0
    for name in ("honest", "alias"):
        assert {*course.scores(name).values()} == {(1, False)}, name
    for name in CAUGHT:
        assert course.scores(name) == {"t1": (0, False), "t2": (1, False)}, name


def test_tests_that_believe_a_students_own_comparison_are_named(tmp_path, ours, capsys) -> None:
    """Where all is compared by what objects hold, none is."""
    course = new_course(tmp_path, {"one": COMPARED})
    handed_in(course, {"yes": VECTOR.replace("self.x == other.x", "True") + "\nx = 5"})
    assert ours(course) == 0
    said = capsys.readouterr().out
    assert "3 tests believe the == of a class that a student writes:" in said
    named = [line.split(": ")[1] for line in said.splitlines() if line.startswith("- one: ")]
    assert named == ["t1", "t2", "t3"]
    assert {*course.scores("honest").values()} == {(1, False)}


def test_tests_that_believe_what_a_class_inherits_are_named(tmp_path, ours, capsys) -> None:
    """A method of the instructor's may be another one there; a function runs in the checker."""
    course = new_course(tmp_path, {"one": INHERITED})
    handed_in(course, {})
    assert ours(course) == 0
    said = capsys.readouterr().out
    assert "2 tests believe what a student's class has inherited from yours:" in said
    assert "1 tests believe an object that calls itself one of a library's:" in said
    named = [line.split(": ")[1] for line in said.splitlines() if line.startswith("- one: ")]
    assert named == ["t1", "t2", "t5"]


def test_many_guesses_are_no_answer(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": GUESSES})
    handed_in(course, GUESSED | {"one-value": ONE})
    assert ours(course) == 0
    for name in ("honest", "one-value"):
        assert {*course.scores(name).values()} == {(1, False)}, name
    for name in GUESSED:
        assert not any(points for points, _ in course.scores(name).values()), name
