import re

import pytest
from hypothesis import given, settings

from tests.board.board_strategies import boards
from unsigned_peace.board.board_model import Board, Case, Evidence, Side
from unsigned_peace.board.essay import export, outline, references, source_ids
from unsigned_peace.board.rows import ledger
from unsigned_peace.data import cite

BOARD = Board(
    (
        Case(
            "CLM-001",
            (
                Evidence("events", "LIGHT", weight=1, reasoning="Near, but only hearsay."),
                Evidence("events", "BOTH", weight=3, passage="the terms", reasoning="It shows it."),
                Evidence("events", "DULLES", side=Side.CHALLENGE, reasoning="He came later."),
            ),
            judgement="contradicted",
            sureness="fairly sure",
            limit="The minutes of the cabinet are not open.",
        ),
    )
)


@settings(deadline=None)
@given(boards)
def test_any_board_has_an_outline_with_its_own_headings_only(board):
    text = outline(board, ledger())
    headings = [line for line in text.splitlines() if line.startswith("#")]
    claims = [line for line in headings if line.startswith("## Claim")]
    assert len(claims) == len(board.cases)
    allowed = r"# Outline|## Claim .*|## References|### (Evidence (for|against) the claim|Judgement"
    allowed += r"|What the evidence cannot show|Still to look at)"
    assert all(re.fullmatch(allowed, heading) for heading in headings)


@settings(deadline=None)
@given(boards)
def test_each_source_stands_once_in_the_references_and_in_their_order(board):
    ids = source_ids(board, ledger())
    assert len(set(ids)) == len(ids)
    assert "GK" not in ids
    assert ("SEED" in ids) == bool(board.cases)
    lines = references(board, ledger()).splitlines()[2:]
    assert [line.split("**")[1] for line in lines if "**" in line] == ids
    assert [cite(one).casefold() for one in ids] == sorted(cite(one).casefold() for one in ids)


def test_the_outline_says_what_the_board_says(small):
    text = outline(BOARD, small)
    assert "## Claim CLM-001: paragraphs 40-42 of the article" in text
    assert "> Dulles stopped the treaty." in text
    order = [
        "### Evidence for the claim",
        "1. **Heavy (3).** The cabinet refused the terms BOTH.",
        'Passage: "the terms"',
        "Reasoning: It shows it.",
        "Row: BOTH, 14 August 1956. Sources: F55-089, F55-101. Confidence: high.",
        "2. **Light (1).** This row is not in the ledger.",
        "### Evidence against the claim",
        "1. **Middle (2).** The cabinet refused the terms DULLES.",
        "### Judgement",
        "**Contradicted.** I am fairly sure.",
        "### What the evidence cannot show",
        "The minutes of the cabinet are not open.",
        "### Still to look at",
        "- LIGHT (support): the ledger has no such row.",
        "## References",
        "**F55-089**",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_what_is_not_verified_is_said(small):
    board = Board((Case("CLM-001", (Evidence("events", "PARTLY"),)),))
    assert "Not verified: place, actors." in outline(board, small)


def test_an_empty_board_says_so(small):
    assert outline(Board(), small) == "# Outline\n\nThe board is empty.\n"
    assert references(Board(), small) == "## References\n\nNone yet.\n"


def test_the_students_changes_are_never_written_over(tmp_path):
    first = export("one\n", tmp_path, "05-verdict-outline")
    first.write_text("my own words")
    second = export("one\n", tmp_path, "05-verdict-outline")
    third = export("two\n", tmp_path, "05-verdict-outline")
    assert [file.name for file in (first, second, third)] == [
        "05-verdict-outline.md",
        "05-verdict-outline-2.md",
        "05-verdict-outline-3.md",
    ]
    assert first.read_text() == "my own words"
    assert export("two\n", tmp_path, "05-verdict-outline") == third


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    with pytest.raises(OSError, match="no-such-folder"):
        export("one", tmp_path / "no-such-folder", "05-outline")
