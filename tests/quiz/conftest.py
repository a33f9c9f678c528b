import os
import tempfile
from pathlib import Path

import pytest

from unsigned_peace.quiz import bank

EXAMPLES = Path(__file__).parent / "examples"


@pytest.fixture(scope="session", autouse=True)
def locks_elsewhere(tmp_path_factory):
    """Keep the locks of hundreds of example files out of the system's temporary folder."""
    with pytest.MonkeyPatch.context() as patch:
        folder = str(tmp_path_factory.mktemp("locks"))
        patch.setitem(os.environ, "TMPDIR", folder)
        patch.setattr(tempfile, "tempdir", folder)
        yield


@pytest.fixture
def practice_path() -> Path:
    return EXAMPLES / "practice.yml"


@pytest.fixture(scope="session")
def practice() -> bank.Bank:
    """A bank with one question of each kind."""
    return bank.load(EXAMPLES / "practice.yml")


@pytest.fixture
def question(practice):
    """Find a question of the practice bank by its id."""
    return {question.id: question for question in practice.questions}.__getitem__
