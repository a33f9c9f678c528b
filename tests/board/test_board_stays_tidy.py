from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.board_strategies import boards, claim_ids, pieces
from unsigned_peace.board.board_model import (
    Board,
    Case,
    Evidence,
    Side,
    add,
    by_weight,
    change,
    put,
    remove,
)


def tidy(board):
    """No claim twice, no row twice on a side, no empty case."""
    claims = [case.claim_id for case in board.cases]
    keys = [[piece.key for piece in case.evidence] for case in board.cases]
    return (
        len(set(claims)) == len(claims)
        and all(len(set(of_case)) == len(of_case) for of_case in keys)
        and not any(case.empty for case in board.cases)
    )


@pytest.mark.slow
@settings(deadline=None)
@given(boards, claim_ids, pieces(), pieces(), st.none() | st.integers(-2, 9))
def test_no_change_makes_a_board_untidy(board, claim_id, piece, other, place):
    for changed in (
        add(board, claim_id, piece, place),
        remove(board, claim_id, piece.key),
        change(board, claim_id, piece.key, other),
        put(board, Case(claim_id, limit=piece.reasoning)),
    ):
        assert tidy(changed)


@settings(deadline=None)
@given(boards, claim_ids, pieces())
def test_what_was_added_is_there_and_the_other_claims_are_untouched(board, claim_id, piece):
    changed = add(board, claim_id, piece)
    assert changed.case(claim_id).find(piece.key) is not None
    assert [case for case in changed.cases if case.claim_id != claim_id] == [
        case for case in board.cases if case.claim_id != claim_id
    ]


@settings(deadline=None)
@given(boards, st.data())
def test_what_was_removed_can_be_put_back_where_it_was(board, data):
    filled = [case for case in board.cases if case.evidence]
    if not filled:
        return
    case = data.draw(st.sampled_from(filled))
    place = data.draw(st.integers(0, len(case.evidence) - 1))
    piece = case.evidence[place]
    without = remove(board, case.claim_id, piece.key)
    assert without.case(case.claim_id).find(piece.key) is None
    assert add(without, case.claim_id, piece, place).case(case.claim_id) == case


def test_one_document_can_cut_both_ways_but_lies_once_on_a_side():
    first = Evidence("events", "EVT-001", reasoning="The first reasoning.")
    board = add(Board(), "CLM-001", first)
    board = add(board, "CLM-001", replace(first, reasoning="Typed again."))
    board = add(board, "CLM-001", replace(first, side=Side.CHALLENGE))
    assert [(one.side, one.reasoning) for one in board.case("CLM-001").evidence] == [
        ("support", "The first reasoning."),
        ("challenge", "The first reasoning."),
    ]
    moved = replace(first, side=Side.CHALLENGE)
    assert change(board, "CLM-001", first.key, moved) == board


def test_moving_to_the_other_side_keeps_the_work():
    piece = Evidence("events", "EVT-001", weight=3, reasoning="It came before.")
    board = add(Board(), "CLM-001", piece)
    board = change(board, "CLM-001", piece.key, replace(piece, side=Side.CHALLENGE))
    (moved,) = board.case("CLM-001").on(Side.CHALLENGE)
    assert (moved.weight, moved.reasoning) == (3, "It came before.")


@settings(deadline=None)
@given(st.lists(pieces()))
def test_the_heaviest_comes_first_and_equals_keep_their_order(some):
    ordered = by_weight(some)
    assert sorted(map(id, ordered)) == sorted(map(id, some))
    for weight in (1, 2, 3):
        assert [one for one in ordered if one.weight == weight] == [
            one for one in some if one.weight == weight
        ]
    assert [one.weight for one in ordered] == sorted((one.weight for one in some), reverse=True)
