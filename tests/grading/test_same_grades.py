"""After our run the gradebook, and what is in the files, is what `nbgrader autograde` leaves."""

from pathlib import Path

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.grading.grading_course import (
    HIDDEN,
    Course,
    check,
    coded,
    differences,
    files,
    find,
    locked,
    new_course,
    solution,
    task,
    twin,
    written,
)

pytestmark = pytest.mark.slow

FIRST = (
    new_markdown_cell("# One"),
    locked("setup", "import math, warnings\nvalues = [1, 2, 3]"),
    solution("s1", "def double(x):\n    return 2 * x", "def double(x):\n    pass\n"),
    check("t1", "assert double(2) == 4\n" + HIDDEN.format("assert double(-3) == -6"), 2),
    solution("s2", "total = sum(values)", "total = None\n"),
    check("t2", "assert total == 6, f'not {total}'", 1),
    check("partial", "2 if total == 6 else 0.5", 3),
    coded("hand", 4),
    written("essay", 5),
)
SECOND = (
    solution("s3", "text = open('given.txt').read()", "text = ''\n"),
    check("t3", "assert text == 'from the instructor'", 2),
    new_code_cell("print('shown'); {'a': 1}"),
    task("work", 3),
)


def wrong(nb: NotebookNode) -> None:
    for name in ("s1", "s2"):
        if any(one.metadata.get("nbgrader", {}).get("grade_id") == name for one in nb.cells):
            find(nb, name).source = "double = lambda x: 3 * x\ntotal = 7"


def failing(nb: NotebookNode) -> None:
    nb.cells.insert(
        1, new_code_cell("import sys\nprint('out'); print('err', file=sys.stderr)\n1 / 0")
    )
    nb.cells.insert(2, new_code_cell("def broken(:"))
    nb.cells.insert(3, new_code_cell("raise SystemExit('bye')"))
    nb.cells.insert(4, new_code_cell("input('your name?')"))


def warning(nb: NotebookNode) -> None:
    if any(one.metadata.get("nbgrader", {}).get("grade_id") == "s1" for one in nb.cells):
        find(
            nb, "s1"
        ).source = (
            "import sys\ndef double(x):\n    print('careful', file=sys.stderr)\n    return 2 * x"
        )


def tampered(nb: NotebookNode) -> None:
    """Change what is locked; nbgrader puts it back."""
    for cell in nb.cells:
        mark = cell.metadata.get("nbgrader", {})
        if mark.get("grade") and not mark.get("solution"):
            cell.source, mark["points"] = "pass", 100


def bare(nb: NotebookNode) -> None:
    """Lose a test cell, and leave old outputs."""
    nb.cells = [one for one in nb.cells if one.metadata.get("nbgrader", {}).get("grade_id") != "t1"]
    nb.cells.append(new_code_cell("'x'", outputs=[new_output("stream", text="old")]))


def shows(nb: NotebookNode) -> None:
    nb.cells[1:1] = map(
        new_code_cell,
        (
            "from IPython.display import HTML, clear_output, display",
            "handle = display('one', display_id=True)\nhandle.update('two'); display(HTML('<b>'))",
            "print('gone'); clear_output(); print('there')",
            "print('gone'); clear_output(wait=True); print('there')",
            "import ipywidgets\nout = ipywidgets.Output()\nwith out:\n    print('inside')\nout",
            "ipywidgets.IntSlider(3)",
            "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('x')",
            "%matplotlib inline\nplt.figure(); plt.show()",
            "import pandas as pd\npd.DataFrame({'a' * 9: range(70), 'b' * 60: ['long ' * 9] * 70})",
            # Of a program's errors (`>&2`) nbgrader's kernel loses some when the machine is busy.
            "import os; os.system('echo from a program; sleep 0.5')",
            "!echo through IPython",
            "%%bash\necho from bash\nexit 3",
            "%who_ls",
            "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')",
            "class Odd:\n    def __repr__(self):\n        raise ValueError('no repr')\nOdd()",
            "get_ipython().showtraceback",
            "_",
            "print('no newline', end=''); 5;",
            "from pathlib import Path\nPath('made.txt').write_text('made here')",
            "import warnings\nwarnings.warn('old', DeprecationWarning); warnings.resetwarnings()",
            "raise ExceptionGroup('two', [ValueError(1), TypeError('2')])",
        ),
    )


CLASS = {
    "blank": None,
    "wrong": wrong,
    "failing": failing,
    "warning": warning,
    "tampered": tampered,
    "bare": bare,
    "shows": shows,
}


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, Course]:
    """The same class, graded by nbgrader and to be graded by us."""
    root = tmp_path_factory.mktemp("vanilla")
    course = new_course(
        root,
        {"one": FIRST, "two": SECOND},
        Grader__flag_tampering="False",
        LateSubmissionPlugin__penalty_method="'zero'",
        Execute__timeout="6",
    )
    (course.source("a1") / "given.txt").write_text("from the instructor", encoding="utf-8")
    course.due("a1", "2026-11-21 00:00:00 UTC")
    solve = {name: course.solve("a1", name) for name in ("one", "two")}
    course.hand_in("right", "a1", solve)
    course.hand_in("late", "a1", solve, timestamp="2026-11-22 00:00:00 UTC")
    course.hand_in("half", "a1", {"one": solve["one"], "two": None})
    course.hand_in("half-late", "a1", {"two": solve["two"], "one": None}, "2026-11-23 00:00:00 UTC")
    own_file = course.hand_in("own-file", "a1", solve)
    (own_file / "given.txt").write_text("my own version", encoding="utf-8")
    (own_file / "more").mkdir()
    (own_file / "more" / "notes.txt").write_text("more", encoding="utf-8")
    (own_file / "extra.ipynb").write_text((own_file / "two.ipynb").read_text("utf-8"), "utf-8")
    for name, work in CLASS.items():
        course.hand_in(name, "a1", work)
    ours = twin(course, tmp_path_factory.mktemp("ours") / "course")
    result = course.vanilla("a1")
    assert result["success"], result
    return course, ours


def test_a_class_gets_the_same_grades_and_notebooks(courses, ours):
    vanilla, course = courses
    assert ours(course) == 0
    assert course.rows() == vanilla.rows()
    written, expected = files(course), files(vanilla)
    made_by_code = {name for name in expected if name.endswith("made.txt")}
    assert set(written) == set(expected) - made_by_code
    for name, content in written.items():
        if name.endswith(".ipynb"):
            assert not differences(content, expected[name]), name
        else:
            assert content == expected[name], name


def test_regrading_keeps_what_a_person_gave(courses, ours):
    vanilla, course = courses
    ours(course)
    marked = ("right", "late", "wrong")
    for one in courses:
        with one.gradebook() as book:
            for student in marked:
                grade = book.find_grade("t1", "one", "a1", student)
                grade.manual_score, grade.extra_credit = 1.5, 0.5
                book.find_grade("essay", "one", "a1", student).manual_score = 4
                book.find_comment("essay", "one", "a1", student).manual_comment = "Good."
            book.db.commit()
    for student in marked:  # nbgrader needs seconds for each
        assert vanilla.vanilla("a1", student, force=True)["success"]
    assert ours(course, force=True) == 0
    assert course.rows() == vanilla.rows()


def test_what_is_graded_is_left_alone_unless_it_is_newer(courses, ours, capsys):
    _, course = courses
    ours(course)
    capsys.readouterr()
    before = course.autograded("right", "a1", "one")
    assert ours(course) == 0
    assert "done already" in capsys.readouterr().out
    submitted = course.root / "submitted" / "right" / "a1"
    (submitted / "timestamp.txt").write_text("2026-11-20 11:00:00 UTC", encoding="utf-8")
    assert ours(course) == 0
    assert "[1/1] right: graded" in capsys.readouterr().out
    assert course.autograded("right", "a1", "one").cells != before.cells  # new execution times
    assert (
        Path(course.root / "autograded" / "right" / "a1" / "timestamp.txt")
        .read_text("utf-8")
        .startswith("2026-11-20 11")
    )


@pytest.mark.parametrize(
    "setting",
    [
        {"Execute__enabled": "False"},
        {"Autograde__autograde_preprocessors": "['nbgrader.preprocessors.SaveAutoGrades']"},
    ],
)
def test_a_course_that_runs_no_cells_gets_the_same_grades(tmp_path, ours, setting):
    course = new_course(tmp_path / "ours", {"one": FIRST}, **setting)
    course.hand_in("right", "a1", course.solve("a1", "one"))
    vanilla = twin(course, tmp_path / "vanilla")
    assert vanilla.vanilla("a1")["success"]
    assert ours(course) == 0
    assert course.rows() == vanilla.rows()
