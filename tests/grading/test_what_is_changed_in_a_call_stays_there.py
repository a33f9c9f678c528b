"""A student's function may change what it is called with; no later test sees it changed."""

import sqlite3
from contextlib import closing

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


GATHERED = (
    locked("l1", "hits = []"),
    solution("s1", "def add(pair):\n    return sum(pair)", "add = None\n"),
    *(
        check(name, f"hits.append(add({pair}) == {total})\nopen('log.txt', 'a').write('x')\n"
              "assert hits[-1]", 1)
        for name, pair, total in (("t1", [1, 2], 3), ("t2", [4, 5], 9))
    ),
    check("t3", "assert sum(hits) == 2 and open('log.txt').read() == 'xx'", 1),
)  # fmt: skip
ADDING = {
    "once": ("def add(pair):\n    pair.sort(reverse=True)\n    return 3", [1, 0, 0]),
    "both": (
        "def add(pair):\n    pair.append(pair.pop() + pair.pop())\n    return pair[0]",
        [1, 1, 1],
    ),
    "none": ("def add(pair):\n    return 4", [0, 0, 0]),
}


def test_what_a_test_gathers_is_there_once(tmp_path, ours) -> None:
    """Though a test runs twice for a function that changes its argument."""
    course = new_course(tmp_path, {"one": GATHERED})
    for name, (source, _) in ADDING.items():
        course.hand_in(name, "a1", lambda nb, source=source: find(nb, "s1").update(source=source))
    assert ours(course) == 0
    for name, (_, points) in ADDING.items():
        assert [course.scores(name)[one][0] for one in ("t1", "t2", "t3")] == points, name


COUNTED = "base.execute('select count(*) from votes').fetchone()[0]"
KEPT = (
    locked("l1", "import sqlite3\ndef rows():\n    return sum(map(int, open('votes.csv')))"),
    solution("s1", f"def count(base):\n    return {COUNTED}", "count = None\n"),
    check("t1", "with sqlite3.connect('votes.db') as base:\n    assert count(base) == 2", 1),
    solution("s2", "how_many = 2", "how_many = None\n"),
    check("t2", f"with sqlite3.connect('votes.db') as base:\n    assert how_many == {COUNTED}", 1),
    solution("s3", "def write(file, text):\n    return len(text)", "write = None\n"),
    check("t3", "with open('votes.csv', 'r+') as f:\n    assert write(f, '') == 0", 1),
    check("t4", "assert write(None, 'abc') == rows()", 1),
    solution("s4", "def add(base):\n    base.execute('insert into votes values (3)')\n"
             "    base.commit()", "add = None\n"),
    check("t5", "base = sqlite3.connect('votes.db')\nadd(base)\nassert count(base) == 3", 1),
    check("t6", f"base = sqlite3.connect('votes.db')\nassert {COUNTED} == 3", 1),
)  # fmt: skip
CHANGED = {
    "s1": "def count(base):\n    base.execute('delete from votes')\n    base.execute('commit')\n"
    "    return 0",
    "s2": "how_many = 0",
    "s3": "def write(file, text):\n    if file: file.write('9\\n9\\n')\n"
    "    return 18 if text else 0",
    "s4": "def add(base):\n    pass",
}


def test_no_later_test_sees_a_given_file_changed(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": KEPT})
    (course.source("a1") / "votes.csv").write_text("1\n2\n")
    with closing(sqlite3.connect(course.source("a1") / "votes.db")) as base, base:
        base.executescript("create table votes (n); insert into votes values (1), (2)")

    def change(nb: NotebookNode) -> None:
        for name, source in CHANGED.items():
            find(nb, name).source = source

    course.hand_in("changes", "a1", change)
    course.hand_in("solved", "a1", course.solve("a1", "one"))
    assert ours(course) == 0
    assert "students' own processes" not in capsys.readouterr().out
    names = [f"t{number}" for number in range(1, 7)]
    assert [course.scores("changes")[one][0] for one in names] == [0, 0, 1, 0, 0, 0]
    assert [course.scores("solved")[one][0] for one in names] == [1] * 6


def test_a_function_that_never_ends_the_second_time_costs_one_test(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": GATHERED}, Execute__timeout="6")
    slow = (
        "runs = []\ndef add(pair):\n    runs.append(1)\n    pair.append(pair.pop() + pair.pop())\n"
        "    while len(runs) == 2: pass\n    return pair[0]"
    )
    course.hand_in("slow", "a1", lambda nb: find(nb, "s1").update(source=slow))
    assert ours(course) == 0
    assert [course.scores("slow")[one][0] for one in ("t1", "t2", "t3")] == [0, 1, 1]


# The solution, the test, and what changes more than the solution does.
MORE = {
    "another-argument": (
        "def join(rows, more):\n    rows.extend(more)",
        "rows, more = [1], [2, 3]\njoin(rows, more)\nassert rows == [1, *more]",
        ("def join(rows, more): more.clear()", "def join(rows, more): more[:] = ()",
         "def join(rows, more):\n    rows.append(7)\n    more[:] = [7]"),
    ),
    "by-name": (
        "def pay(account, fees):\n    account['saved'] -= sum(fees.values())",
        ("one, fees = {'saved': 9}, {'post': 4}\npay(one, fees=fees)\n"
         "assert one['saved'] == 9 - sum(fees.values())"),
        ("def pay(account, fees): fees.clear()", "def pay(account, fees): fees['post'] = 0",
         "def pay(account, fees):\n    account['saved'] = 0\n    fees['post'] = 9"),
    ),
    "dice": (
        ("def largest(row):\n    pivot = random.choice(row)\n"
         "    more = [one for one in row if one > pivot]\n"
         "    return largest(more) if more else pivot"),
        ("for _ in range(30):\n    row = [random.randint(0, 99) for _ in range(5)]\n"
         "    assert max(row) == largest(row)"),
        tuple(
            f"random.seed(3)\nkept = random.getstate()\n"
            f"def largest(row):\n    random.{one}\n    return row[0]"
            for one in ("setstate((3, (0,) * 624 + (624,), None))",
                        "setstate((3, (1,) * 624 + (1,), 0.5))", "setstate(kept)")
        ),
    ),
    "dice-of-numpy": (
        "def largest(row):\n    return row[np.random.permutation(len(row))].max()",
        ("for _ in range(30):\n    row = np.random.randint(0, 99, 5)\n"
         "    assert row.max() == largest(row)"),
        tuple(
            "def largest(row):\n"
            f"    np.random.set_state(('MT19937', np.zeros(624, 'u4'), {at}))\n    return row[0]"
            for at in (1, 600, 624)
        ),
    ),
}  # fmt: skip


def test_what_the_solution_leaves_alone_is_the_tests(tmp_path, ours, capsys) -> None:
    cells = [locked("setup", "import random\nimport numpy as np")]
    for name, (right, test, _) in MORE.items():
        cells += [solution(f"s-{name}", right, "# Write here.\n"), check(name, test, 1)]
    course = new_course(tmp_path, {"one": cells})
    for number in range(4):

        def work(nb: NotebookNode, number: int = number) -> None:
            for name, (right, _, wrong) in MORE.items():
                find(nb, f"s-{name}").source = (right, *wrong)[number]

        course.hand_in(str(number), "a1", work)
    assert ours(course) == 0
    assert "own processes" not in capsys.readouterr().out
    points = [{one: got for one, (got, _) in course.scores(str(n)).items()} for n in range(4)]
    assert points == [dict.fromkeys(MORE, float(number == 0)) for number in range(4)]
