"""The course of nbgrader's documentation, rebuilt from its description, gets the same grades.

A problem set of two notebooks: functions for sums of squares, with visible and hidden tests, an
equation and a picture of one's own marked by hand, a paragraph, and a task cell.
"""

from hashlib import sha1

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

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

SQUARES = """def squares(n):
    if n < 1:
        raise ValueError("n must be at least 1")
    return [i**2 for i in range(1, n + 1)]"""
REFUSES = """try:
    {}(0)
except ValueError:
    pass
else:
    raise AssertionError("did not raise")"""
PROBLEM_1 = (
    new_markdown_cell("# Sums of squares\n\nFill in your name below."),
    new_code_cell('NAME = ""\nCOLLABORATORS = ""'),
    new_markdown_cell("## Part A"),
    solution("squares", SQUARES, "def squares(n):\n    raise NotImplementedError()\n"),
    new_code_cell("squares(10)"),
    check("correct_squares", "assert squares(1) == [1]\nassert squares(2) == [1, 4]"),
    check("hidden", HIDDEN.format("assert squares(11)[-1] == 121\nassert len(squares(50)) == 50")),
    check("squares_invalid_input", REFUSES.format("squares")),
    new_markdown_cell("## Part B"),
    solution("sum_of_squares", "def sum_of_squares(n):\n    return sum(squares(n))", ""),
    check("correct_sum_of_squares", "assert sum_of_squares(10) == 385", 0.5),
    check(
        "sum_uses_squares", "del squares\ntry:\n    sum_of_squares(1)\nexcept NameError:\n    pass"
    ),
    written("equation", 1),
    coded("pyramidal_number", 2),
)
PROBLEM_2 = (
    locked("setup", "%matplotlib inline\nimport matplotlib.pyplot as plt"),
    coded("plot", 1),
    written("part-a", 2),
    task("part-b", 3),
)


def bitdiddle(nb: NotebookNode) -> None:
    """Get some of it right, and draw a picture."""
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name == "squares":
            cell.source = "def squares(n):\n    return [i**2 for i in range(1, n + 1)]"
        elif name == "sum_of_squares":
            cell.source = "def sum_of_squares(n):\n    return sum(squares(n))"
        elif name == "equation":
            cell.source = r"$\sum_{i=1}^n i^2$"
        elif name == "plot":
            cell.source = "plt.plot(range(10))\nplt.title('A line')\nplt.show()"


def hacker(nb: NotebookNode) -> None:
    """Change what is locked and answer by rote. nbgrader puts the tests back."""
    for cell in nb.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade") and not marks.get("solution"):
            cell.source = "assert True"
            marks["points"] = 50
        if marks.get("grade_id") == "squares":
            cell.source = "def squares(n):\n    return {1: [1], 2: [1, 4]}[n]"


def reasoner(nb: NotebookNode) -> None:
    """Write words and no code."""
    find(nb, "equation").source = "It is the sum of the first n squares."


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = new_course(
        tmp_path_factory.mktemp("documentation"),
        {"problem1": PROBLEM_1, "problem2": PROBLEM_2},
        Grader__flag_tampering="False",
        LateSubmissionPlugin__penalty_method="'zero'",
    )
    (made.source("a1") / "jupyter.png").write_bytes(b"\x89PNG")
    made.generate("a1")
    made.due("a1", "2026-11-21 00:00:00 UTC")
    made.hand_in("bitdiddle", "a1", bitdiddle, "2026-11-21 03:00:00 UTC")
    made.hand_in("hacker", "a1", hacker)
    made.hand_in("reasoner", "a1", {"problem1": reasoner, "problem2": None})
    return made


def test_the_course_of_the_documentation_gets_the_same_grades(course, ours, tmp_path):
    other = twin(course, tmp_path / "ours")
    assert course.vanilla("a1")["success"]
    assert ours(other) == 0
    assert other.rows() == course.rows()
    mine, theirs = files(other), files(course)
    assert mine.keys() == theirs.keys()
    for name, content in mine.items():
        if name.endswith(".ipynb"):
            assert differences(content, theirs[name]) == [], name
        else:
            assert content == theirs[name], name
    scores = course.scores("bitdiddle")
    assert scores["correct_squares"] == (1, False)
    assert scores["squares_invalid_input"] == (0, False)
    assert scores["equation"] == (None, True)


def test_where_tampering_is_flagged_the_hacker_waits_for_a_person(course, ours, tmp_path):
    other = twin(course, tmp_path / "flagging")
    config = other.root / "nbgrader_config.py"
    text = config.read_text("utf-8").replace("flag_tampering = False", "flag_tampering = True")
    config.write_text(text, encoding="utf-8")
    assert ours(other, force=True) == 0
    assert other.scores("hacker")["correct_squares"] == (None, True)
    with other.gradebook() as book:
        flagged = {
            name
            for name in ("bitdiddle", "hacker", "reasoner")
            if book.find_submission_notebook("problem1", "a1", name).flagged
        }
    assert flagged == {"hacker"}


MADE = {  # by a solution; written otherwise; and of another type, or wrong
    "n": ("7", "6 + 1", "7.0"),
    "share": ("0.25", "1 / 4", "'0.25'"),
    "word": ("'Edo'", "'E' + 'do'", "'edo'"),
    "rows": ("[3, 1, 2]", "[*range(3, 4), 1, 2]", "(3, 1, 2)"),
    "kinds": ("{1, 2}", "{2, 1, 1}", "[1, 2]"),
    "ages": ("{'a': 1}", "dict(a=1)", "{'b': 1}"),
    "doubled": ("lambda x: [x] * 2", "lambda x: [x, x]", "lambda x: (x, x)"),
}


def _instantiated(asked: str, value: object, *, hashed: bool) -> str:
    """What nbgrader makes of `### AUTOTEST asked`, or of a hashed one, with its usual template."""
    lines = ["from hashlib import sha1"]
    for what, right in ((f"str(type({asked}))", str(type(value))), (f"str({asked})", str(value))):
        plain = f'{what} == """{right}"""'
        digest = sha1(f"{right}8d3c0".encode()).hexdigest()
        coded = f'sha1({what}.encode("utf-8")+b"8d3c0").hexdigest() == """{digest}"""'
        lines.append(f'assert {coded if hashed else plain}, """{asked} is not correct"""')
    return "\n".join([*lines, "print('Success!')"])


def test_the_tests_that_nbgrader_writes_itself_run_apart(tmp_path, ours, capsys) -> None:
    cells = []
    for name, (code, *_) in MADE.items():
        asked, value = (f"{name}(3)", [3, 3]) if name == "doubled" else (name, eval(code))
        plain, hashed = (_instantiated(asked, value, hashed=one) for one in (False, True))
        cells += [solution(f"s-{name}", f"{name} = {code}"), check(f"t-{name}", plain)]
        cells += [check(f"h-{name}", hashed), check(f"x-{name}", HIDDEN.format(hashed))]
    course = new_course(tmp_path, {"work": cells})
    for at, student in enumerate(("solved", "otherwise", "wrong")):

        def work(nb: NotebookNode, at: int = at) -> None:
            for name, codes in MADE.items():
                find(nb, f"s-{name}").source = f"{name} = {codes[at]}"

        course.hand_in(student, "a1", work)
    assert ours(course) == 0
    assert capsys.readouterr().out.startswith("[1/3]"), "no test runs beside"
    for student, score in (("solved", 1), ("otherwise", 1), ("wrong", 0)):
        assert {*course.scores(student).values()} == {(score, False)}, student
