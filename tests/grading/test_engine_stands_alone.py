"""The engine knows nothing of this course: it grades where all other rooms are hidden."""

import subprocess
import sys

import pytest

from tests.grading.grading_course import check, new_course, solution

pytestmark = pytest.mark.slow

ALONE = """
import importlib, pkgutil, sys
from importlib.abc import MetaPathFinder

OURS = ("engine", "sandbox", "foreign")

class Hidden(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        parts = name.split(".")
        if parts[0] == "unsigned_peace" and (parts[1:2] != ["grading"] and len(parts) > 1
                or len(parts) > 2 and parts[2] not in OURS):
            raise ModuleNotFoundError(f"{name} is not part of the engine")

sys.meta_path.insert(0, Hidden())
from unsigned_peace import grading
loaded = []
for room in OURS:
    package = importlib.import_module(f"unsigned_peace.grading.{room}")
    for one in pkgutil.iter_modules(package.__path__):
        if one.name != "inside":  # it runs in other processes, without this package
            loaded.append(importlib.import_module(f"{package.__name__}.{one.name}"))
assert len(loaded) > 20, loaded
from unsigned_peace.grading.engine import run_feedback, run_grade
given = {"assignment": "a1", "students": [], "extra": []}
sys.exit(run_grade("local", **given) or run_feedback(**given))
"""


def test_it_grades_and_writes_feedback_with_every_other_room_hidden(tmp_path):
    cells = (solution("s1", "total = 6", "total = None\n"), check("t1", "assert total == 6", 2))
    course = new_course(tmp_path / "course", {"one": cells})
    course.hand_in("ann", "a1", course.solve("a1", "one"))
    done = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=course.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "1 graded, 0 failed" in done.stdout
    assert "1 written, 0 failed" in done.stdout
    assert course.scores("ann") == {"t1": (2.0, False)}
