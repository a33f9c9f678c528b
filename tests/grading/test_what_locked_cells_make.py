"""What an instructor's locked cell makes stays the instructor's, however the cell makes it."""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

SETUP = """from math import *
from helpers import *
exec("def even(n): return n % 2 == 0")
LEAST = 0.01
def soon(n):
    return abs(mean - n) < LEAST
class Vote:
    least = 0.01
    def __init__(self, n): self.n = n
    def near(self, n): return abs(self.n - n) < self.least"""
ANSWERS = """mean, cases, vote = 2.5, [1, 2], Vote(3)
def double(x):
    return 2 * x"""
CELLS = (
    locked("setup", SETUP),
    solution("s1", ANSWERS, "mean = vote = None\ncases = [0]\ndef double(x):\n    pass\n"),
    locked("m1", "def near(n):\n    return abs(mean - n) < LEAST"),
    locked("m2", "wrong = [one for one in cases if double(one) != 2 * one]"),
    locked("m3", "count = len(wrong)\ndef none_wrong():\n    return count == 0"),
    check("star", "assert isclose(mean, 2.5)"),
    check("helper", "assert same(mean, 2.5)"),
    check("text", "assert even(double(3))"),
    check("before", "assert soon(2.5)"),
    check("after", "assert near(2.5)"),
    check("list", "assert not wrong"),
    check("chain", "assert none_wrong()"),
    check("constant", "assert vote.near(3)"),
)
WRONG = "mean, cases, vote = 9, [1], Vote(99)\ndef double(x):\n    return 7\n"
YES = "lambda *_: True"
LIES = {
    "wrong": WRONG,
    "functions": f"{WRONG}isclose = same = even = soon = near = none_wrong = {YES}",
    "tools": f"{WRONG}import builtins\nbuiltins.abs = lambda n: 0\nvote.least = LEAST = 1e9",
    "methods": f"{WRONG}vote.__dict__['near'] = {YES}",
}
AFTER = f"wrong, count, LEAST = [], 0, 1e9\nisclose = same = even = soon = near = {YES}\n"
AFTER += f"none_wrong = {YES}"


def test_no_answer_takes_its_place(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": CELLS})
    helpers = "def same(a, b):\n    return a == b\n"
    (course.source("a1") / "helpers.py").write_text(helpers, encoding="utf-8")
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    for name, lie in LIES.items():

        def work(nb: NotebookNode, lie: str = lie, name: str = name) -> None:
            find(nb, "s1").source = lie
            if name != "wrong":
                nb.cells.insert(5, new_code_cell(AFTER))

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    assert "own processes" not in capsys.readouterr().out
    for name in ("honest", *LIES):
        points = {test: score for test, (score, _) in course.scores(name).items()}
        assert points == dict.fromkeys(points, float(name == "honest")), name


NOTED = (
    locked("setup", "import helpers, json\nfrom helpers import note\nwrong, marks = [], {}\n"
           "class Log:\n    def __init__(self): self.rows = []\n"
           "    def add(self, row): self.rows.append(row)\nlog = Log()\n"
           "def keep(row, _kept=[]):\n    _kept.append(row)\n    return _kept\nalso = wrong\n"
           "def count(ok):\n    global bad\n    bad += not ok\nbad = 0\n"
           "def tally(ok): tally.rows.append(ok)\ntally.rows = []"),
    solution("s1", "total = 6", "total = None\n"),
    locked("m0", "print(json.dumps(total))"),
    locked("m1", "if total != 6: wrong.append('total')"),
    locked("m2", "marks['total'] = total == 6"),
    locked("m3", "log.add(total == 6)"),
    locked("m4", "note(total == 6)"),
    locked("m5", "Log.last = total"),
    locked("m6", "keep(total == 6)\ncount(total == 6)\ntally(total == 6)"),
    check("list", "assert not wrong"),
    check("other-name", "assert not also"),
    check("default", "assert all(keep(True))"),
    check("global", "assert bad == 0"),
    check("function", "assert all(tally.rows)"),
    check("dictionary", "assert all(marks.values())"),
    check("object", "assert all(log.rows)"),
    check("module", "assert all(helpers.noted)"),
    check("class", "assert getattr(log, 'last', 6) == 6"),
    check("json", "assert json.loads('6') == total"),
)  # fmt: skip


def test_what_a_locked_cell_notes_of_an_answer_is_known_to_the_test(tmp_path, ours, capsys) -> None:
    """Else a test that finds nothing noted would say that nothing is wrong."""
    course = new_course(tmp_path, {"one": NOTED})
    helpers = "noted = []\ndef note(row):\n    noted.append(row)\n"
    (course.source("a1") / "helpers.py").write_text(helpers, encoding="utf-8")
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    lies = {"wrong": "total = 7", "none": "total = None", "tools": "total = 7\nnote = log = print"}
    for name, lie in lies.items():
        course.hand_in(name, "a1", lambda nb, lie=lie: find(nb, "s1").update(source=lie))
    assert ours(course) == 0
    assert "own processes" not in capsys.readouterr().out
    for name in ("honest", *lies):
        points = {test: score for test, (score, _) in course.scores(name).items()}
        assert points == dict.fromkeys(points, float(name == "honest")), name
