from pathlib import Path

import pytest

from unsigned_peace.quiz import bank

EXAMPLES = Path(__file__).parent / "examples"


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
