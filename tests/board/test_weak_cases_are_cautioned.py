import pytest
from hypothesis import given, settings

from tests.board.board_strategies import boards
from unsigned_peace.board.board_model import Case, Evidence, Side
from unsigned_peace.board.cautions import MESSAGES, count_words, is_copied, of_case
from unsigned_peace.board.rows import ledger

GOOD = "The refusal came first, so it cannot be an effect of what Dulles said."


def case(*pieces, judgement="contradicted", sureness="fairly sure", limit="No minutes are open."):
    return Case("CLM-001", pieces, judgement, sureness, limit)


def support(row_id, reasoning=GOOD, weight=2):
    return Evidence("events", row_id, weight=weight, reasoning=reasoning)


def challenge(row_id, reasoning=GOOD, weight=3):
    return Evidence("events", row_id, side=Side.CHALLENGE, weight=weight, reasoning=reasoning)


def codes(one, known):
    return [caution.code for caution in of_case(one, known)]


@settings(deadline=None)
@given(boards)
def test_there_is_a_message_for_whatever_lies_on_the_board(board):
    for one in board.cases:
        for caution in of_case(one, ledger()):
            assert caution.code in MESSAGES
            assert caution.message
            assert caution.claim_id == one.claim_id
            assert caution.key is None or one.find(caution.key)


def test_a_complete_case_of_two_witnesses_has_nothing_against_it(small):
    assert codes(case(support("CABINET"), challenge("DULLES")), small) == []


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ([support("CABINET"), support("DULLES", weight=1)], "one side"),
        ([challenge("CABINET"), challenge("DULLES", weight=1)], "one side"),
        ([support("CABINET"), challenge("CABINET-2")], "one source"),
        ([support("BOTH"), challenge("CABINET")], "shared source"),
        ([support("ARTICLE"), challenge("COPY")], "only the article"),
        ([support("CABINET"), challenge("PARTLY")], "unverified"),
        ([support("CABINET", reasoning=" \n"), challenge("DULLES")], "no reasoning"),
        ([support("CABINET", reasoning="It is clear."), challenge("DULLES")], "short reasoning"),
        (
            [support("CABINET", reasoning="the cabinet refused THE TERMS"), challenge("DULLES")],
            "copied reasoning",
        ),
        ([support("NONE"), challenge("DULLES"), support("CABINET", weight=1)], "unknown row"),
        (
            [support("CABINET", weight=3), support("DULLES", weight=3), challenge("OTHER")],
            "equal weights",
        ),
    ],
)
def test_one_weakness_gives_one_warning(small, pieces, code):
    assert codes(case(*pieces), small) == [code]


def test_general_knowledge_is_no_second_witness(small):
    weak = case(support("OTHER"), challenge("WEAK"))
    assert codes(weak, small) == ["one source", "unverified", "low confidence"]


def test_more_than_five_pieces_are_too_many(small):
    rows = ["CABINET", "CABINET-2", "BOTH", "DULLES", "OTHER"]
    five = [support(row_id) for row_id in rows]
    assert "too many" not in codes(case(*five), small)
    assert "too many" in codes(case(*five, challenge("DULLES")), small)


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"judgement": ""}, "no judgement"),
        ({"judgement": "true"}, "unknown judgement"),
        ({"sureness": ""}, "no sureness"),
        ({"sureness": "very"}, "no sureness"),
        ({"limit": "  "}, "no limit"),
    ],
)
def test_a_verdict_says_what_how_sure_and_how_far(small, missing, code):
    assert codes(case(support("CABINET"), challenge("DULLES"), **missing), small) == [code]


def test_an_unknown_claim_and_an_empty_case_say_only_that(small):
    assert codes(Case("CLM-999"), small) == ["unknown claim"]
    assert codes(Case("CLM-001", limit="Nothing found."), small) == ["no evidence"]


def test_the_message_names_the_row_and_what_to_do(small):
    (caution,) = of_case(case(support("PARTLY"), challenge("DULLES")), small)
    assert caution.message == (
        "PARTLY (support): not verified: place, actors. Do not build on this."
    )
    assert caution.key == ("events", "PARTLY", "support")


def test_a_sentence_that_quotes_and_goes_on_is_no_copy(small):
    row = small.row("events", "CABINET")
    assert is_copied("The cabinet refused the terms.", row)
    assert is_copied("So the cabinet refused the terms", row)
    assert not is_copied("The cabinet refused the terms before anybody in London spoke.", row)
    assert not is_copied("terms", row)


@pytest.mark.parametrize(
    ("text", "at_least"),
    [
        ("Отказ был раньше, чем слова Даллеса", 6),
        ("拒否はダレスの発言より前だったので結果ではあり得ない。", 6),
        ("คณะรัฐมนตรีปฏิเสธก่อนที่ดัลเลสจะพูด", 6),
    ],
)
def test_a_sentence_counts_in_any_script(text, at_least):
    assert count_words(text) >= at_least
