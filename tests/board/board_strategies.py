"""Boards, sound and odd, for property-based tests."""

from hypothesis import strategies as st

from unsigned_peace.board.board_model import SURENESS, Board, Case, Evidence, Side

# Letters that a text file can hold: half characters never get onto a board.
texts = st.text(st.characters(codec="utf-8"), max_size=60)
markdown = st.sampled_from(["# Heading", "1. One", "- a", "> q", "**b**", "<b>", "a\n\n# b", "`"])
claim_ids = st.sampled_from(["CLM-001", "CLM-002", "CLM-003", "CLM-999", ""])
rows = st.sampled_from(
    [
        ("events", "EVT-001"),
        ("events", "EVT-002"),
        ("people", "PER-001"),  # rests on general knowledge
        ("drafts", "DRA-01"),
        ("clauses", "CLA-01"),
        ("events", "EVT-999"),
        ("no such table", ""),
    ]
)


@st.composite
def pieces(draw):
    table, row_id = draw(rows)
    return Evidence(
        table,
        row_id,
        passage=draw(texts | markdown),
        side=draw(st.sampled_from(Side)),
        weight=draw(st.sampled_from([1, 2, 3])),
        reasoning=draw(texts | markdown),
    )


@st.composite
def cases(draw, claim_id=claim_ids):
    return Case(
        draw(claim_id),
        tuple(draw(st.lists(pieces(), max_size=7, unique_by=lambda piece: piece.key))),
        judgement=draw(st.sampled_from(["", "confirmed", "contradicted", "maybe"]) | texts),
        sureness=draw(st.sampled_from(["", *SURENESS, "very"])),
        limit=draw(texts | markdown),
    )


boards = st.builds(
    lambda chosen: Board(tuple(case for case in chosen if not case.empty)),
    st.lists(cases(), max_size=4, unique_by=lambda case: case.claim_id),
)
