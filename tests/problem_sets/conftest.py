"""What the tests of this folder share."""

from pathlib import Path

import pytest

from tests.problem_sets.nbgrader_course import new_course
from tests.problem_sets.ps1_students import PS1
from tests.problem_sets.school import School


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    return School(tmp_path_factory.mktemp("school"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of an instructor's folder, to spoil."""
    return new_course(tmp_path, PS1.name).exercises / PS1.name
