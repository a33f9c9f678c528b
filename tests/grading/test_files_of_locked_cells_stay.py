"""A file that a locked cell has written is the instructor's, unless the solution changes it."""

import pytest
from nbformat.v4 import new_code_cell

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


FOLDER = (
    locked("setup", "from pathlib import Path"),
    solution("s1", "def numbers(folder):\n"
             "    return [int(one.read_text()) for one in Path(folder).glob('*.vote')]\n"
             "total = sum(numbers('.')) + sum(numbers('votes'))", "total = None\n"),
    check("t1", "assert total == sum(int(one.read_text()) for one in Path().rglob('*.vote'))"),
    solution("s2", "Path('out').mkdir()\nmine = 'out/mine'\nPath(mine).write_text('7')"),
    check("t2", "assert Path(mine).read_text() == '7'"),
    solution("s3", "rows = 'votes/b.vote'"),
    check("t3", "assert Path(rows).read_text() in ('5', '3')"),
    check("t4", "assert not Path('votes/x.vote').exists()"),
)  # fmt: skip
ADDED = {
    "beside": "Path('votes/x.vote').write_text('5')\ntotal = 11",
    "below": "Path('x/y').mkdir(parents=True)\nPath('x/y/z.vote').write_text('-6')\ntotal = 0",
    "above": "Path('x.vote').write_text('1')\ntotal = 7",
    "less": "Path('a.vote').unlink()\ntotal = 5",
    "handed-in": "total = 9",
}


def test_what_a_student_adds_to_a_folder_no_test_reads_for_its_own(tmp_path, ours):
    """Nor what was handed in. What an answer names is read, and where the solution writes files."""
    course = new_course(tmp_path, {"one": FOLDER})
    for place in (course.source("a1"), tmp_path / "release" / "a1"):
        (place / "votes").mkdir()
        (place / "a.vote").write_text("1")
        (place / "votes" / "b.vote").write_text("5")
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    for name, attack in ADDED.items():
        other = f"Path('{name}.dat').write_text('7')\nmine = '{name}.dat'"

        def work(nb, attack=attack, other=other) -> None:
            find(nb, "s1").source, find(nb, "s2").source = attack, other
            find(nb, "s3").source = "rows = 'votes/c.vote'" if "9" in attack else "rows = 'a.vote'"

        folder = course.hand_in(name, "a1", work)
        if name == "handed-in":
            (folder / "votes" / "c.vote").write_text("3")
    assert ours(course) == 0
    points = {name: course.scores(name)["t1"][0] for name in ("honest", *ADDED)}
    assert points == {name: float(name == "honest") for name in points}
    assert {course.scores(name)["t2"][0] for name in points} == {1}
    named = {name for name in points if course.scores(name)["t3"][0]}
    assert named == {"honest", "handed-in"}
    left = {name for name in points if not course.scores(name)["t4"][0]}
    assert left == {"beside"}  # a test sees the file of which it speaks


OF_TESTS = (
    locked("setup", "import json\nfrom pathlib import Path"),
    solution("s1", "n = 3\nPath('mine.txt').write_text('3')"),
    check("t1", "Path('key.json').write_text('3')\nPath('keys').mkdir()\n"
          "Path('keys/a.txt').write_text('3')\nassert Path('mine.txt').read_text() == '3'"),
    check("t2", "assert json.loads(Path('key.json').read_text()) == n"),
    check("t3", "assert Path('keys/a.txt').read_text() == str(n)"),
    check("t4", "assert Path('mine.txt').read_text() == str(n)"),
)  # fmt: skip


def test_what_a_test_has_written_no_student_writes_over(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": OF_TESTS})
    course.hand_in("honest", "a1", course.solve("a1", "one"))

    def work(nb) -> None:
        find(nb, "s1").source = "n = 4\nPath('mine.txt').write_text('3')"
        over = "Path('keys').mkdir(exist_ok=True)\n" + "".join(
            f"Path('{name}').write_text('4')\n" for name in ("key.json", "keys/a.txt", "mine.txt")
        )
        nb.cells.insert(nb.cells.index(find(nb, "t2")), new_code_cell(over))

    course.hand_in("wrong", "a1", work)
    assert ours(course) == 0
    assert {score for score, _ in course.scores("honest").values()} == {1}
    scores = course.scores("wrong")
    assert [scores[one][0] for one in ("t1", "t2", "t3", "t4")] == [1, 0, 0, 1]


RUN = """import pytest
Path('test_given.py').write_text(
    'import __main__\\ndef test_double():\\n    assert __main__.double(2) == 4')
assert double and pytest.main(['-q', '-p', 'no:cacheprovider', 'test_given.py']) == 0"""
SETTINGS = {
    "pytest.ini": "[pytest]\naddopts = --collect-only",
    "setup.cfg": "[tool:pytest]\naddopts = --collect-only",
    "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '--collect-only'",
}


def test_no_tool_reads_what_a_student_has_set_for_it(tmp_path, ours) -> None:
    cells = (
        locked("setup", "from pathlib import Path"),
        solution("s1", "def double(x):\n    return 2 * x\nPath('my.ini').write_text('7')"),
        check("t1", RUN),
        check("t2", "assert Path('my.ini').read_text() == '7'"),
    )
    course = new_course(tmp_path, {"one": cells})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    wrong = "def double(x):\n    return x\nPath('my.ini').write_text('7')\n"
    for name, text in SETTINGS.items():
        written = f"{wrong}Path({name!r}).write_text({text!r})"
        course.hand_in(name, "a1", lambda nb, source=written: find(nb, "s1").update(source=source))
        folder = course.hand_in(f"in {name}", "a1", lambda nb: find(nb, "s1").update(source=wrong))
        (folder / name).write_text(text)
    assert ours(course) == 0
    assert course.scores("honest") == {"t1": (1, False), "t2": (1, False)}
    for name in SETTINGS:
        for one in (name, f"in {name}"):
            assert course.scores(one) == {"t1": (0, False), "t2": (1, False)}, one


CASES = (
    locked("setup", "import json, os\nfrom pathlib import Path"),
    solution("s1", "def double(x):\n    return 2 * x\nfiles = 2\n"
             "Path('my').mkdir()\nPath('my/a.csv').write_text('7')\nPath('my.txt').write_text('7')"),
    check("glob", "for one in Path('cases').glob('*.json'):\n"
          "    case = json.loads(one.read_text())\n    assert double(case['x']) == case['y']"),
    check("all", "assert all(double(json.loads(one.read_text())['x']) == 2 * n\n"
          "           for n, one in enumerate(sorted(Path().rglob('*.json')), 1))"),
    check("count", "assert files == len(os.listdir('cases'))"),
    check("walk", "assert files == sum(len(names) for _, _, names in os.walk('cases'))"),
    check("root", "assert files == 1 + len([*Path().glob('*.vote')])"),
    check("folders", "assert files == len([*Path('cases').iterdir()])"),
    check("mine", "assert Path('my.txt').read_text() == '7'"),
)  # fmt: skip
NO_CASES = {
    "gone": "os.mkdir('x')\nos.chdir('x')\nPath('my.txt').write_text('7')",
    "empty-folder": "os.makedirs('x/cases')\nos.chdir('x')\nPath('my.txt').write_text('7')",
    "added": "Path('my.txt').write_text('7')",
    "root": "Path('b.vote').write_text('7')\nPath('my.txt').write_text('7')",
    "folder": "Path('cases/d').mkdir()\nPath('my.txt').write_text('7')",
    "written": "Path('cases/c.txt').write_text('7')\nPath('my.txt').write_text('7')",
}


def test_no_case_is_missed_and_none_is_added(tmp_path, ours) -> None:
    """Neither from another working folder, nor in a folder of the instructor's."""
    course = new_course(tmp_path, {"one": CASES})
    for place in (course.source("a1"), tmp_path / "release" / "a1"):
        (place / "cases").mkdir()
        (place / "a.vote").write_text("7")
        for n in (1, 2):
            (place / "cases" / f"{n}.json").write_text(f'{{"x": {n}, "y": {2 * n}}}')
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    for name, code in NO_CASES.items():
        source = f"def double(x):\n    return x\nfiles = 3\n{code}"
        folder = course.hand_in(
            name, "a1", lambda nb, source=source: find(nb, "s1").update(source=source)
        )
        if name == "added":
            (folder / "cases" / "c.txt").write_text("")
    assert ours(course) == 0
    assert {score for score, _ in course.scores("honest").values()} == {1}
    for name in NO_CASES:
        scores = {test: score for test, (score, _) in course.scores(name).items()}
        assert scores == dict.fromkeys(scores, 0) | {"mine": 1}, name


def test_a_test_that_reads_the_notebook_reads_what_was_handed_in(tmp_path, ours) -> None:
    read = "cells = json.loads(Path('one.ipynb').read_text())['cells']\n"
    read += "code = [''.join(one['source']) for one in cells if one['cell_type'] == 'code']\n"
    cells = (
        locked("setup", "import json\nfrom pathlib import Path"),
        solution("s1", "total = sum(range(4))", "total = None\n"),
        check("t1", read + "assert not [one for one in code if 'while' + ' ' in one]"),
        check("t2", "assert total == 6"),
    )
    course = new_course(tmp_path, {"one": cells})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    loop = "total, n = 0, 0\nwhile n < 4:\n    total, n = total + n, n + 1"
    other = '{"cells": []}'
    lies = {
        "written": f"Path('one.ipynb').write_text({other!r})",
        "moved": f"Path('x').write_text({other!r})\nPath('x').rename('one.ipynb')",
        "elsewhere": f"import os\nos.mkdir('y')\nPath('y/one.ipynb').write_text({other!r})\n"
        "os.chdir('y')",
    }
    for name, lie in lies.items():
        course.hand_in(
            name, "a1", lambda nb, lie=lie: find(nb, "s1").update(source=f"{loop}\n{lie}")
        )
    assert ours(course) == 0
    assert {score for score, _ in course.scores("honest").values()} == {1}
    for name in lies:
        assert course.scores(name) == {"t1": (0, False), "t2": (1, False)}, name
