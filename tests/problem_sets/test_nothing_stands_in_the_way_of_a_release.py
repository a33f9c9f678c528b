"""What stops a release is found by the fast tests: a students' copy that is older than its bank."""

from pathlib import Path

import pytest

from unsigned_peace.grading.release import obstacles

EXERCISES = Path(__file__).resolve().parents[2] / "exercises"
FOLDERS = sorted(path.parent for path in EXERCISES.glob("*/*.ipynb"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_set_can_be_released(folder: Path):
    assert list(obstacles(folder)) == []
