import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.board_strategies import boards
from unsigned_peace.board.board_json import to_json
from unsigned_peace.board.board_model import Board, Case, Evidence, Side
from unsigned_peace.board.essay import references
from unsigned_peace.board.form import BoardError, form_problems, load

REASON = "The refusal came first, so it cannot be an effect of what Dulles said."
SUPPORT = Evidence("events", "OTHER", reasoning=REASON)
CHALLENGE = Evidence("events", "CABINET", side=Side.CHALLENGE, weight=3, reasoning=REASON)
CASE = Case("CLM-001", (SUPPORT, CHALLENGE), "contradicted", "sure", "No minutes are open.")


def problems(small, case=CASE, **options):
    return form_problems(Board((case,)), known=small, **options)


def test_a_complete_board_with_its_own_references_has_no_problems(small):
    listed = references(Board((CASE,)), small)
    assert problems(small, references=listed, claim_id="CLM-001") == []


@settings(deadline=None)
@given(boards, st.text())
def test_any_board_can_be_checked(board, listed):
    assert all(isinstance(line, str) for line in form_problems(board, references=listed))


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (replace(CASE, claim_id="CLM-999"), "no claim CLM-999"),
        (replace(CASE, evidence=()), "No evidence"),
        (replace(CASE, evidence=(SUPPORT,)), "side of support"),
        (replace(CASE, evidence=(SUPPORT, replace(CHALLENGE, row_id="X"))), "no such row"),
        (replace(CASE, evidence=(SUPPORT, replace(CHALLENGE, reasoning=""))), "no reasoning"),
        (replace(CASE, evidence=(replace(SUPPORT, reasoning="So."), CHALLENGE)), "very short"),
        (replace(CASE, judgement=""), "No judgement"),
        (replace(CASE, judgement="true"), "'true'"),
        (replace(CASE, sureness=""), "how sure"),
        (replace(CASE, limit=""), "No limit"),
    ],
)
def test_each_gap_is_named(small, case, said):
    (problem,) = problems(small, case)
    assert said in problem


def test_advice_is_no_problem_of_form(small):
    weak = replace(SUPPORT, row_id="WEAK", weight=3)
    same = replace(SUPPORT, row_id="CABINET-2", weight=3)
    assert problems(small, replace(CASE, evidence=(weak, same, CHALLENGE))) == []


def test_only_the_claim_that_is_asked_for_is_checked(small):
    board = Board((CASE, Case("CLM-999", limit="Begun.")))
    assert form_problems(board, claim_id="CLM-001", known=small) == []
    assert form_problems(board, known=small) != []
    assert "CLM-002 is not on the board" in form_problems(board, claim_id="CLM-002", known=small)[0]


def test_there_must_be_enough_claims(small):
    assert "Needed: 2" in problems(small, cases=2)[0]


def test_references_must_be_complete_and_resolve(small):
    said = problems(small, references="- [SEED], [JD-UNTS] and (F55-999), **F55-998**")
    assert len(said) == 2
    assert "do not name F55-089" in said[0]
    assert "F55-998" in said[1]
    assert problems(small, references="SEED; JD-UNTS; F55-089. See also the USSR in FRUS.") == []


def test_a_saved_board_is_loaded(tmp_path):
    file = tmp_path / "b.board.json"
    file.write_text(to_json(Board((CASE,)), "capstone"))
    assert load(file) == load(str(file)) == Board((CASE,))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "damaged"),
        (b"\xff", "cannot be read"),
        (b'{"format": "unsigned-peace-answers"}', "not an evidence board"),
        (
            to_json(Board((CASE,)), "c").replace('"weight": 3', '"weight": 7').encode(),
            "CLM-001 evidence 2",
        ),
    ],
)
def test_a_board_that_cannot_be_used_says_why(tmp_path, content, said):
    file = tmp_path / "b.board.json"
    file.write_bytes(content)
    with pytest.raises(BoardError, match=said):
        load(file)
    assert file.read_bytes() == content


def test_a_folder_is_no_board(tmp_path):
    with pytest.raises(BoardError, match="cannot be read"):
        load(tmp_path)


def test_an_autograder_needs_no_widgets():
    code = "import sys\nfrom unsigned_peace import board\nboard.form_problems(board.Board())\n"
    code += "sys.exit('anywidget' in sys.modules or 'ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0
