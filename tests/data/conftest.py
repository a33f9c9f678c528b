from pathlib import Path

import pytest

from tests.data.ledger_copy import Copy, copied


@pytest.fixture
def ledger(tmp_path: Path) -> Copy:
    return copied(tmp_path)
