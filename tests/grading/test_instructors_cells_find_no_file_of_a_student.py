"""What a student has handed in is not there when the instructor's cells run, nor run by them."""

import pytest
from nbformat.v4 import new_code_cell

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

MADE = """\
import json, sqlite3
from pathlib import Path
if not Path('rows.csv').exists():
    Path('rows.csv').write_text('1,2,3')
rows = [int(one) for one in Path('rows.csv').read_text().split(',')]
def key():
    path = Path('cache', 'key.json')
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text('6')
    return json.loads(path.read_text())
try:
    limit = float(Path('limit.txt').read_text())
except OSError:
    limit = 0.01"""
FILES = {"rows.csv": "0", "cache/key.json": "0", "limit.txt": "99", "expected.txt": "0"}
SAME = {"rows.csv": "1,2,3", "cache/key.json": "6", "limit.txt": "0.01", "expected.txt": "6"}
OWN = "path = Path('expected.txt')\nif not path.exists():\n    path.write_text('6')\n"
WITH_FILES = (
    locked("setup", MADE),
    solution("s1", "total = sum(rows)\nPath('out.txt').write_text('6')"),
    check("t1", "assert total == sum(rows)"),
    check("t2", "assert total == key()"),
    check("t3", "assert abs(total - 6) < limit"),
    check("t4", f"{OWN}assert float(path.read_text()) == total"),
    check("t5", "assert Path('out.txt').read_text() == '6'"),
)
LIBRARY = "def same(a, b):\n    return a == b\nKEY = {'n': 6}"
READ = "exec(''.join(json.loads(Path('a_library.ipynb').read_text())['cells'][0]['source']){})"
IMPORTS = "import json\nfrom pathlib import Path\n"
WAYS = {
    "%run": f"{IMPORTS}%run a_library.ipynb",
    "exec": IMPORTS + READ.format(""),
    "in-a-function": f"{IMPORTS}def load():\n    {READ.format(', globals()')}\nload()",
}
NAMED = "Path('a_library.ipynb')"
WORK = (
    solution("s1", "n = 6"),
    check("t1", "assert same(n, 6)"),
    check("t2", "assert KEY['n'] == n"),
    check("t3", "assert n == 6 and abs(n) == 6"),
    check(
        "t4", "cells = json.loads(Path('work.ipynb').read_text())['cells']\nassert len(cells) > 3"
    ),
)
EVIL = "import builtins\nbuiltins.abs = lambda n: 6\nsame = lambda *_: True\nKEY = {'n': 5}"


def test_no_file_that_was_handed_in_takes_the_place_of_one_that_a_cell_makes(
    tmp_path, ours
) -> None:
    """Nor one that a student's code writes, under a name that a test makes."""
    course = new_course(tmp_path, {"one": WITH_FILES})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    right = course.hand_in("right", "a1", course.solve("a1", "one"))
    answer = "total = 0\nPath('out.txt').write_text('6')"
    early = course.hand_in("early", "a1", lambda nb: find(nb, "s1").update(source=answer))
    for folder, files in ((right, SAME), (early, FILES)):
        (folder / "cache").mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
    late = "Path('cache').mkdir()\nfor name, text in %r.items():\n    Path(name).write_text(text)"
    course.hand_in(
        "late", "a1", lambda nb: find(nb, "s1").update(source=f"{answer}\n{late % FILES}")
    )
    assert ours(course) == 0
    for name in ("honest", "right"):
        assert {*course.scores(name).values()} == {(1, False)}, name
    for name in ("early", "late"):
        points = {test: points for test, (points, _) in course.scores(name).items()}
        assert points == {"t1": 0, "t2": 0, "t3": 0, "t4": 0, "t5": 1}, name


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("way", WAYS)
def test_no_notebook_of_a_student_runs_in_the_process_of_the_tests(
    tmp_path, ours, capsys, way, named
) -> None:
    """What such a notebook makes is a student's: tests that use it run beside, and it is said.

    That is so, too, where a test has named the notebook before, and so has found it.
    """
    setup = [locked("setup", WAYS[way])]
    if named:
        setup = [locked("imports", IMPORTS), check("t0", f"assert {NAMED}.exists()"), *setup]
    cells = {"a_library": [locked("l1", LIBRARY)], "work": [*setup, *WORK]}
    course = new_course(tmp_path, cells)
    course.hand_in("honest", "a1", course.solve("a1", "work"))
    for name, at in (("before", 0), ("after", 1)):
        work = {
            "a_library": lambda nb, at=at: nb.cells.insert(at, new_code_cell(EVIL)),
            "work": lambda nb: find(nb, "s1").update(source="n = 5"),
        }
        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    said = capsys.readouterr().out
    beside = [line.split(": ")[1] for line in said.splitlines() if line.startswith("- work: ")]
    assert beside == ["t1", "t2"]
    assert {course.scores("honest")[one] for one in ("t1", "t2", "t3", "t4")} == {(1, False)}
    for name in ("before", "after"):
        assert course.scores(name)["t3"] == (0, False), name
        assert course.scores(name)["t4"] == (1, False), name
