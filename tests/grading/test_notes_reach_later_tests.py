"""A test that reads what an earlier cell has noted of an answer is not misled if it finds nothing.

What a test notes that runs beside lies in the student's process, so who reads it runs there, too.
Where a cell was moved, or has not come to its end, the mark of who reads waits.
"""

import pytest
from nbformat import NotebookNode

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

BESIDE = (
    locked("setup", "import sys, helpers\nfrom helpers import note, same\n"
           "wrong, log, marks = [], [], {}\ndef keep(ok): log.append(ok)"),
    solution("s1", "title = 'V'\nsys.modules['mine'] = title", "sys.modules['mine'] = None\n"),
    check("b1", "wanted = 'V'\nmine = sys.modules['mine']\nif mine != 'V': wrong.append(mine)\n"
          "keep(mine == 'V')\nmarks['title'] = mine == 'V'\n"
          "note(mine == 'V')\nbad = []\nif mine != 'V': bad.append(mine)"),
    check("list", "assert not wrong"),
    check("function", "assert all(log)"),
    check("dictionary", "assert all(marks.values())"),
    check("made", "assert not bad"),
    check("module", "assert all(helpers.noted)"),
    check("apart", "assert title == wanted"),
)  # fmt: skip


def test_what_a_test_beside_notes_is_read_beside(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": BESIDE})
    helpers = (
        "noted = []\ndef note(row):\n    noted.append(row)\ndef same(a, b):\n    return a == b\n"
    )
    (course.source("a1") / "helpers.py").write_text(helpers, encoding="utf-8")
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    course.hand_in("empty", "a1")
    assert ours(course) == 0
    said = capsys.readouterr().out
    assert said.count("it relies on what b1 leaves behind.") == 5
    assert "one: apart" not in said
    readers = "list", "function", "dictionary", "made", "module", "apart"
    for name, points in (("honest", 1), ("empty", 0)):
        assert {course.scores(name)[one][0] for one in readers} == {points}


NOTED = (
    locked("setup", "wrong, ok = [], True\ndef note(row):\n    wrong.append(row)"),
    solution("s1", "n = 3\ndef double(x):\n    return 2 * x"),
    locked("v1", "if n != 3: wrong.append(n)"),
    locked("v2", "ok = double(n) == 6"),
    check("t1", "assert sum(range(n)) == 3"),
    check("t2", "assert not wrong"),
    check("t3", "assert ok"),
    check("t4", "assert n > 0"),
)
WRONG = "n = 4\ndef double(x):\n    return x"


def _to_the_end(*names: str):
    def work(nb: NotebookNode) -> None:
        find(nb, "s1").source = WRONG
        for name in names:
            nb.cells.append(nb.cells.pop(nb.cells.index(find(nb, name))))

    return work


def _skipped(nb: NotebookNode) -> None:
    find(nb, "s1").source = WRONG
    for name in ("v1", "v2", "t1"):
        find(nb, name).metadata["tags"] = ["leave-out"]


WORK = {
    "moved": _to_the_end("v1", "v2"),
    "skipped": _skipped,
    "failing": lambda nb: find(nb, "s1").update(source="n = 4\ndef double(x):\n    return x.y"),
    "lost": lambda nb: find(nb, "s1").update(source="n = 10 ** 13\ndef double(x):\n    return x"),
    "wrong": _to_the_end(),
}
WAITING = {
    "moved": {"t2", "t3"}, "skipped": set(), "failing": {"t3"}, "lost": {"t2", "t3"},
    "wrong": set(),
}  # fmt: skip


def test_who_reads_what_was_not_noted_waits(tmp_path, ours) -> None:
    settings = {"Execute__skip_cells_with_tag": "'leave-out'", "Execute__timeout": "2"}
    course = new_course(tmp_path, {"one": NOTED}, **settings)
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    for name, work in WORK.items():
        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    assert course.scores("honest") == dict.fromkeys(("t1", "t2", "t3", "t4"), (1, False))
    for name, waiting in WAITING.items():
        scores = course.scores(name)
        assert {one for one, (_, waits) in scores.items() if waits} == waiting, name
        assert not {one for one in ("t2", "t3") if scores[one][0]}, name
        assert scores["t4"] == (1, False), name


ELSEWHERE = (
    locked("setup", "import math, os"),
    solution("s1", "n = 3", "n = None\n"),
    locked("v1", "os.environ['WRONG'] = str(n != 3)"),
    locked("v2", "math.wrong = n != 3"),
    check("t1", "assert os.environ.get('WRONG') != 'True'"),
    check("t2", "assert not getattr(math, 'wrong', False)"),
    check("t3", "assert n == math.floor(3.5)"),
)


def test_a_note_in_a_library_is_read_where_it_lies(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": ELSEWHERE})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    course.hand_in("empty", "a1")
    course.hand_in("wrong", "a1", lambda nb: find(nb, "s1").update(source="n = 4"))
    assert ours(course) == 0
    for name, points in (("honest", 1), ("empty", 0), ("wrong", 0)):
        assert {score for score, _ in course.scores(name).values()} == {points}, name
