import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unsigned_peace import board as board_room
from unsigned_peace.board.board_controller import BoardController
from unsigned_peace.board.board_store import BoardStore
from unsigned_peace.board.board_widget import BoardWidget
from unsigned_peace.board.rows import ledger

ROW = {"claim": "CLM-001", "table": "events", "row_id": "EVT-001", "side": "support"}
OTHER = {**ROW, "row_id": "EVT-002", "side": "challenge"}
REASON = "It was said before the event, so it cannot be its effect."


def new_board(folder):
    return BoardController(BoardStore(folder / "answers" / "05.board.json", "05"), ledger(), folder)


@pytest.fixture
def board(tmp_path):
    return new_board(tmp_path)


def do(board, action, **more):
    return board.handle({"action": action, **more})


def evidence(board, claim="CLM-001"):
    return board.state()["cases"].get(claim, {"evidence": []})["evidence"]


def test_the_courses_own_verdicts_do_not_reach_the_browser(board):
    offered = board.offered()
    assert len(offered["claims"]) > 200
    assert set(offered["claims"][0]) == {"id", "text", "where", "kind", "module"}
    verdicts = set(offered["verdicts"])
    assert not any(
        verdicts & set(claim.values()) - {"interpretation"} for claim in offered["claims"]
    )


def test_work_is_there_when_the_board_is_opened_again(board, tmp_path):
    do(board, "attach", **ROW, passage="the words")
    do(board, "edit", **ROW, field="reasoning", value=REASON)
    do(board, "edit", **ROW, field="weight", value="3")
    do(board, "judge", claim="CLM-001", field="judgement", value="contradicted")
    do(board, "judge", claim="CLM-001", field="limit", value="No minutes.")
    again = new_board(tmp_path)
    assert again.state() == board.state()
    (piece,) = evidence(again)
    assert (piece["passage"], piece["reasoning"], piece["weight"]) == ("the words", REASON, 3)
    assert again.state()["cases"]["CLM-001"]["judgement"] == "contradicted"


def test_attaching_says_what_was_done_and_how_the_sides_stand(board):
    assert do(board, "attach", **ROW)["said"] == "EVT-001 attached as support. 1 for, 0 against."
    assert (
        do(board, "attach", **OTHER)["said"] == "EVT-002 attached as challenge. 1 for, 1 against."
    )
    assert "already" in do(board, "attach", **ROW)["said"]
    assert len(evidence(board)) == 2


def test_what_was_removed_comes_back_with_its_reasoning_in_its_place(board):
    do(board, "attach", **ROW)
    do(board, "edit", **ROW, field="reasoning", value=REASON)
    do(board, "attach", **{**ROW, "row_id": "EVT-003"})
    assert board.state()["undo"] == ""
    do(board, "remove", **ROW)
    do(board, "remove", **{**ROW, "row_id": "EVT-003"})
    assert board.state()["undo"] == "EVT-003 of CLM-001"
    do(board, "undo")
    do(board, "undo")
    assert [piece["row_id"] for piece in evidence(board)] == ["EVT-001", "EVT-003"]
    assert evidence(board)[0]["reasoning"] == REASON
    assert do(board, "undo") == {}


def test_moving_keeps_the_reasoning_and_never_covers_another_piece(board):
    do(board, "attach", **ROW)
    do(board, "edit", **ROW, field="reasoning", value=REASON)
    assert "moved to challenge" in do(board, "move", **ROW)["said"]
    (piece,) = evidence(board)
    assert (piece["side"], piece["reasoning"]) == ("challenge", REASON)
    do(board, "attach", **ROW)
    assert "already" in do(board, "move", **ROW)["said"]
    assert len(evidence(board)) == 2


def test_the_cautions_follow_the_work(board):
    do(board, "attach", **ROW)
    cautions = [one["text"] for one in board.state()["cases"]["CLM-001"]["cautions"]]
    assert any("no reasoning" in text for text in cautions)
    do(board, "edit", **ROW, field="reasoning", value=REASON)
    cautions = [one["text"] for one in board.state()["cases"]["CLM-001"]["cautions"]]
    assert not any("no reasoning" in text for text in cautions)


def test_searching_tells_how_much_there_is(board):
    found = do(board, "search", query="okinawa", count=3)["found"]
    assert len(found["rows"]) == 3
    assert found["left"] > 10
    assert "The first 3 are shown." in found["summary"]
    assert found["rows"][0]["sources"][0]["text"]
    more = do(board, "search", query="okinawa", count=13)["found"]
    assert more["rows"][:3] == found["rows"]
    assert do(board, "search", query=" ")["found"]["rows"] == []
    found = do(board, "search", query="okinawa", since="soon")["found"]
    assert "Write a date as" in found["summary"]
    assert "fewer words" in do(board, "search", query="zzz okinawa")["found"]["summary"]
    undated = do(board, "search", query="etorofu", table="places", since="1956")["found"]
    assert "without a date are left out" in undated["summary"]


def test_export_takes_one_claim_or_all_and_tells_where_the_file_is(board, tmp_path):
    assert "nothing on the board" in do(board, "export", what="outline")["said"]
    do(board, "attach", **ROW)
    do(board, "attach", **{**OTHER, "claim": "CLM-002"})
    one = do(board, "export", what="outline", claim="CLM-002")
    assert one["said"] == f"Saved as 05-outline.md in {tmp_path}."
    assert "CLM-001" not in (tmp_path / "05-outline.md").read_text()
    both = do(board, "export", what="outline", claim="")
    assert both["exported"].endswith("05-outline-2.md")
    assert do(board, "export", what="references")["exported"].endswith("05-references.md")


def test_an_export_that_fails_says_why(board, tmp_path):
    do(board, "attach", **ROW)
    board.folder = tmp_path / "gone"
    said = do(board, "export", what="outline")["said"]
    assert said.startswith("The outline could not be saved in")


values = st.none() | st.integers() | st.floats() | st.text(max_size=6) | st.lists(st.none())
events = st.fixed_dictionaries(
    {},
    optional={
        "action": st.sampled_from(
            ["attach", "remove", "undo", "move", "edit", "judge", "search", "export", "?"]
        ),
        "claim": st.sampled_from(["CLM-001", "CLM-999"]) | values,
        "table": st.just("events") | values,
        "row_id": st.sampled_from(["EVT-001", "EVT-002", "EVT-999"]) | values,
        "side": st.sampled_from(["support", "challenge"]) | values,
        "field": st.sampled_from(["reasoning", "weight", "limit", "claim_id"]) | values,
        "value": st.sampled_from(["2", "9"]) | st.text(st.characters(), max_size=6) | values,
        "query": values,
        "since": values,
        "count": values,
        "what": st.sampled_from(["outline", "references"]) | values,
    },
)


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(events, max_size=12))
def test_whatever_the_browser_sends_the_board_stays_sound(tmp_path_factory, sent):
    folder = tmp_path_factory.mktemp("board")
    board = new_board(folder)
    for event in sent:
        assert isinstance(board.handle(event), dict)
    assert board.store.notice == ""
    assert new_board(folder).store.board == board.store.board


def test_the_widget_answers_each_event_with_its_number(board, monkeypatch):
    widget = BoardWidget(board)
    sent = []
    monkeypatch.setattr(widget, "send", sent.append)
    widget._receive(widget, {"action": "attach", **ROW, "number": 7, "view": "left"}, [])
    widget._receive(widget, "nonsense", [])
    widget._receive(widget, {"action": "nonsense", "number": 8, "view": "left"}, [])
    assert [(one["done"], one["view"]) for one in sent] == [(7, "left"), (8, "left")]
    assert widget.state["cases"]["CLM-001"]["evidence"][0]["row_id"] == "EVT-001"


def test_a_cell_that_is_run_again_shows_the_same_board_with_news_of_other_windows(tmp_path):
    here = board_room.open_board("05-verdict", tmp_path)
    other = BoardController(
        BoardStore(tmp_path / "answers" / "05-verdict.board.json", "05-verdict"),
        ledger(),
        tmp_path,
    )
    do(other, "attach", **ROW)
    again = board_room.open_board("05-verdict", str(tmp_path))
    assert again is here
    assert again.state["cases"]["CLM-001"]["evidence"][0]["row_id"] == "EVT-001"
    here.close()
    reopened = board_room.open_board("05-verdict", tmp_path)
    assert reopened is not here
    assert reopened.claim == "CLM-001", "it opens where the student was"


@pytest.mark.parametrize("name", ["", "../05", "a/b", "05.json", ".hidden"])
def test_a_name_that_cannot_be_a_file_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="cannot name a board"):
        board_room.open_board(name, tmp_path)


@pytest.mark.slow
def test_where_no_widget_can_be_shown_the_outline_is(board):
    do(board, "attach", **ROW)
    code = """
import sys
from pathlib import Path
from IPython.core.interactiveshell import InteractiveShell
from unsigned_peace import board
shell = InteractiveShell.instance()
data, _ = shell.display_formatter.format(board.open_board("05", sys.argv[1]))
assert "## Claim CLM-001" in data["text/plain"], data
"""
    folder = str(board.folder)
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
