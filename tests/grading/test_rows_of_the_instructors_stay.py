"""A table of the instructor's on which a solution works keeps its rows, if the solution's does."""

import pytest

from tests.grading.grading_course import check, find, locked, new_course, solution

pytestmark = pytest.mark.slow

SETUP = """import numpy as np
import pandas as pd
towns = pd.DataFrame({"people": [2, 4, 6], "area": [1, 2, 4]})
rows, years = [1, 2], np.array([1951, 1956])
old = pd.DataFrame({"n": [1, 2]})"""
SOLVED = """towns["density"] = towns["people"] / towns["area"]
rows.append(3)
years += 1
old.drop(old.index, inplace=True)"""
CELLS = (
    locked("setup", SETUP),
    solution("s1", SOLVED),
    check("table", "assert (towns['density'] == towns['people'] / towns['area']).all()"),
    check("row", "assert rows == sorted(rows) and len(rows) != 2"),
    check("array", "assert (years > 1951).all() and 1956 not in years"),
    check("emptied", "assert not len(old)"),
)
WRONG = {
    "emptied-in-place": "towns['density'] = 0\ntowns.drop(towns.index, inplace=True)\n"
    "rows.clear()\nyears.resize(0, refcheck=False)",
    "another-table": "towns = pd.DataFrame({'density': [], 'people': [], 'area': []})\n"
    "rows, years = (), np.array([])",
    "cut": "towns['density'] = 0\ntowns, rows, years = towns[:0], rows[:0], years[years > 2000]",
}


def test_what_a_test_says_of_all_rows_is_not_said_of_none(tmp_path, ours):
    course = new_course(tmp_path, {"one": CELLS})
    course.hand_in("honest", "a1", course.solve("a1", "one"))
    for name, source in WRONG.items():
        answer = f"{source}\nold = old[:0]"
        course.hand_in(name, "a1", lambda nb, answer=answer: find(nb, "s1").update(source=answer))
    assert ours(course) == 0
    full = dict.fromkeys(("table", "row", "array", "emptied"), (1, False))
    assert course.scores("honest") == full
    none = dict.fromkeys(("table", "row", "array"), (0, False)) | {"emptied": (1, False)}
    assert {name: course.scores(name) for name in WRONG} == dict.fromkeys(WRONG, none)
