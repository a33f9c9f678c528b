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
