"""Where a test shows points, another kind of number gains nothing, and too many cost one mark."""

import pytest

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

IMPORTS = (
    "import numpy as np, pandas as pd\nfrom decimal import Decimal\nfrom fractions import Fraction"
)
CELLS = (
    locked("l1", IMPORTS),
    solution("s1", "parts = 6", "parts = None\n"),
    check("t1", "2 * parts / 6", 2),
    check("t2", "assert parts is not None", 1),
    check("t3", "assert parts is not None\n'well done'", 1),
    check("t4", "assert parts is not None\npd.DataFrame({'n': [1]})", 1),
    check("t5", "assert parts is not None\nnp.zeros((8, 2)).shape", 1),
    check("t6", "assert parts is not None\npd.Timestamp(1956, 10, 19).date()", 1),
)
WAITS = None
ANSWERS = {
    "6": 2, "3": 1, "0": 0, "'x'": 0,
    "np.float64(3)": 1, "np.int64(0)": 0,
    "Fraction(0)": WAITS, "Decimal(0)": WAITS, "np.array([0])": WAITS, "pd.Series([0])": WAITS,
    "7": WAITS, "np.float64(7)": WAITS, "-1": WAITS,
    "float('nan')": WAITS, "np.float64('nan')": WAITS,
}  # fmt: skip


def test_points_are_given_for_numbers_alone(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": CELLS})
    for number, answer in enumerate(ANSWERS):

        def work(nb, answer=answer) -> None:
            find(nb, "s1").source = f"parts = {answer}"

        course.hand_in(f"s{number:02}", "a1", work)
    assert ours(course) == 0
    said = capsys.readouterr().out
    for number, (answer, points) in enumerate(ANSWERS.items()):
        scores = course.scores(f"s{number:02}")
        assert {scores[f"t{one}"] for one in range(2, 7)} == {(1, False)}, answer
        if points is WAITS:
            assert scores["t1"][1] or scores["t1"][0] == 0, answer  # a person looks, or it failed
            told = f"Look at: s{number:02}: one: t1 shows no points" in said
            assert told == scores["t1"][1], answer  # and hears of it
        else:
            assert scores["t1"] == (points, False), answer


def test_what_is_cut_off_a_long_output_counts(tmp_path, ours) -> None:
    """Else a function that prints a thousand lines makes nbgrader forget an error behind them."""
    ways = "print('wrong', file=sys.stderr)", "warnings.warn('wrong')", "sys.stderr.write('wrong')"
    cells = [
        locked("setup", "import sys, warnings"),
        solution("s1", "def double(x):\n    return 2 * x"),
        *(check(f"t{at}", f"if double(2) != 4: {way}") for at, way in enumerate(ways)),
    ]
    course = new_course(tmp_path, {"one": cells})
    for name, result in (("wrong", 1), ("right", "2 * x")):
        source = f"def double(x):\n    print('\\n' * 2000)\n    return {result}"
        course.hand_in(name, "a1", lambda nb, source=source: find(nb, "s1").update(source=source))
    assert ours(course) == 0
    for name, points in (("wrong", 0), ("right", 1)):
        assert {score for score, _ in course.scores(name).values()} == {points}
    [printed] = find(course.autograded("right", "a1", "one"), "t0").outputs
    assert len(printed.text.splitlines()) == 1000
