import pytest

from unsigned_peace.board.rows import Claim, Ledger, Row, ledger


def row(row_id, *sources, confidence="high", unverified=(), summary="", **more):
    return Row(
        table="events",
        row_id=row_id,
        kind="Events",
        date=more.get("date", "1956-08-14"),
        when="14 August 1956",
        summary=summary or f"The cabinet refused the terms {row_id}.",
        details=more.get("details", ()),
        source_ids=sources,
        confidence=confidence,
        unverified=unverified,
    )


@pytest.fixture(scope="session")
def course():
    """The ledger of the course."""
    return ledger()


@pytest.fixture(scope="session")
def small():
    """A ledger in which each row has one thing about it."""
    rows = [
        row("CABINET", "F55-089"),
        row("CABINET-2", "F55-089"),
        row("BOTH", "F55-089", "F55-101"),
        row("DULLES", "F55-101"),
        row("OTHER", "JD-UNTS", "GK"),
        row("ARTICLE", "SEED"),
        row("COPY", "SEED-EN", "GK"),
        row("PARTLY", "JD-UNTS", unverified=("place", "actors")),
        row("WEAK", "GK", confidence="low", unverified=("title",)),
    ]
    claim = Claim("CLM-001", "Dulles stopped the treaty.", "interpretation", "03", 40, 42)
    verdicts = ("confirmed", "contradicted")
    return Ledger({"CLM-001": claim}, {(one.table, one.row_id): one for one in rows}, verdicts)
