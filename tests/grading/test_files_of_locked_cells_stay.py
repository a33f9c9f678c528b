"""A file that a locked cell has written is the instructor's, unless the solution changes it."""

import pytest

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

SETUP = """import json, os, sqlite3
from pathlib import Path
with open("key.json", "w") as file:
    json.dump({"n": 3}, file)
Path("rows.txt").write_text("1 2\\n")
with sqlite3.connect("towns.db") as towns:
    towns.execute("create table towns (people)")
    towns.execute("insert into towns values (5)")"""
ASK = "with sqlite3.connect('towns.db') as towns:\n    towns.execute('{}')"
CELLS = (
    locked("setup", SETUP),
    solution("s1", "n, rows, people = 3, [1, 2], 5"),
    check("key", "with open('key.json') as file:\n    assert json.load(file)['n'] == n"),
    check("text", "assert rows == [*map(int, Path('rows.txt').read_text().split())]"),
    check("base", "assert sqlite3.connect('towns.db').execute('select max(people) from towns')"
          ".fetchone()[0] == people"),
    solution("s2", "with open('log.txt', 'a') as log:\n    log.write('end')\n"
             + ASK.format("insert into towns values (9)")),
    check("log", "assert Path('log.txt').read_text() == 'end'"),
    check("more", "assert sqlite3.connect('towns.db').execute('select max(people) from towns')"
          ".fetchone()[0] == 9"),
)  # fmt: skip
WRONG = "n, rows, people = 4, [], 9\n"
ATTACKS = {
    "written": "Path('key.json').write_text('{\"n\": 4}')\nPath('rows.txt').write_text('')\n"
    + ASK.format("insert into towns values (9)"),
    "deleted": "for name in ('key.json', 'rows.txt', 'towns.db'):\n    os.remove(name)",
    "linked": "Path('mine').write_text('{\"n\": 4}')\nos.replace('mine', 'key.json')\n"
    "os.truncate('rows.txt', 0)",
    "journal": "Path('towns.db-journal').write_bytes(Path('towns.db').read_bytes())",
}


def test_files_of_locked_cells_stay_as_they_are(tmp_path, ours):
    course = new_course(tmp_path, {"one": CELLS})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    early = "n, rows, people = 3, [1, 2], 5\n" + find_source("s2")
    course.hand_in("early", "a1", lambda nb: find(nb, "s1").update(source=early))
    for name, attack in ATTACKS.items():
        course.hand_in(
            name, "a1", lambda nb, attack=attack: find(nb, "s1").update(source=WRONG + attack)
        )
    assert ours(course) == 0
    full = dict.fromkeys(("key", "text", "base", "log", "more"), (1, False))
    assert course.scores("honest") == course.scores("early") == full
    for name in ATTACKS:
        scores = course.scores(name)
        assert [scores[test][0] for test in ("key", "text", "base")] == [0, 0, 0], name


def find_source(name: str) -> str:
    """The solution of a cell."""
    (cell,) = (one for one in CELLS if one.metadata.nbgrader.grade_id == name)
    return cell.source
