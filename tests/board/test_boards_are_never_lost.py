import json
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.board_strategies import boards
from unsigned_peace.board.board_json import FORMAT, evidence, from_json, text_of, to_json
from unsigned_peace.board.board_model import Board, Case, Evidence, add, change, put, remove
from unsigned_peace.board.board_store import BoardStore
from unsigned_peace.shared import atomic_file
from unsigned_peace.shared.json_document import ForeignFileError

PIECE = Evidence("events", "EVT-001", reasoning="It came before.")
OTHER = Evidence("events", "EVT-002")
SOUND = Board((Case("CLM-001", (PIECE,), limit="Kept."),))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "answers" / "05.board.json"


def attach(where, piece, claim_id="CLM-001"):
    where.apply(lambda board: add(board, claim_id, piece))


def rows(board, claim_id="CLM-001"):
    return [piece.row_id for piece in board.case(claim_id).evidence]


@settings(deadline=None)
@given(boards)
def test_what_is_written_is_read_again(board):
    assert from_json(to_json(board, "05"), "05") == (board, [])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["format", "version", "cases", "claim_id", "evidence", "table", "row_id", "side"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(json_values)
def test_any_cases_are_read_as_far_as_they_make_sense(cases):
    sound = {"format": FORMAT, "version": 1, "notebook": "05", "cases": cases}
    board, _ = from_json(json.dumps(sound), "05")
    assert from_json(to_json(board, "05"), "05") == (board, [])


@settings(deadline=None)
@given(st.text())
def test_any_other_text_is_refused_in_words(text):
    with pytest.raises(ForeignFileError):
        from_json(text)


@settings(deadline=None)
@given(st.text(st.characters()))
def test_whatever_a_browser_sends_as_text_can_be_written(text):
    kept = text_of(text)
    kept.encode("utf-8")
    assert len(kept) == len(text)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"table": "events", "row_id": "EVT-001"},
        {"table": "events", "row_id": "EVT-001", "side": "middle"},
        {"table": "events", "row_id": 7, "side": "support"},
        {"table": "events", "row_id": "EVT-001", "side": "support", "weight": 9},
        {"table": "events", "row_id": "EVT-001", "side": "support", "reasoning": None},
    ],
)
def test_evidence_that_makes_no_sense_is_refused(raw):
    with pytest.raises((KeyError, TypeError, ValueError)):
        evidence(raw)


def test_looking_at_a_board_changes_nothing_on_disk(path):
    assert BoardStore(path, "05").board == Board()
    assert not path.parent.exists()


def test_the_board_is_there_after_a_restart(path):
    attach(BoardStore(path, "05"), PIECE)
    again = BoardStore(path, "05")
    assert again.board == Board((Case("CLM-001", (PIECE,)),))
    assert again.notice == ""
    assert [entry.name for entry in path.parent.iterdir()] == ["05.board.json"]


def test_a_board_saved_by_version_0_1_is_read_and_written_as_it_was():
    file = Path(__file__).parent / "version-0.1" / "05-verdict.board.json"
    window = BoardStore(file, "05-verdict")
    case = window.board.case("CLM-001")
    assert window.notice == ""
    assert (case.judgement, case.sureness, case.limit) == ("partly", "not sure", "No minutes.")
    assert [piece.side for piece in case.evidence] == ["support", "challenge"]
    assert case.evidence[0].reasoning == "It was said in 1943: 千島."
    assert window.serialise(window.board) == file.read_text(encoding="utf-8")


def test_two_windows_keep_each_others_work(path):
    left, right = BoardStore(path, "05"), BoardStore(path, "05")
    attach(left, PIECE)
    attach(right, OTHER)
    left.apply(lambda b: change(b, "CLM-001", PIECE.key, replace(PIECE, weight=3)))
    right.apply(lambda b: remove(b, "CLM-001", OTHER.key))
    right.apply(lambda b: put(b, replace(b.case("CLM-001"), limit="No minutes.")))
    left.refresh()
    assert left.board == right.board == BoardStore(path, "05").board
    case = left.board.case("CLM-001")
    assert (case.evidence, case.limit) == ((replace(PIECE, weight=3),), "No minutes.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"cells": []}', "not an evidence board"),
        (to_json(SOUND, "05").replace('"version": 1', '"version": 2').encode(), "another version"),
        (to_json(SOUND, "04").encode(), "'04'"),
        (to_json(SOUND, "05").replace('"support"', '"both"').encode(), "CLM-001 evidence 1"),
    ],
)
def test_a_file_that_cannot_be_used_is_set_aside_unchanged_and_the_student_is_told(
    path, content, reason
):
    path.parent.mkdir()
    path.write_bytes(content)
    opened = BoardStore(path, "05")
    assert reason in opened.notice
    assert path.read_bytes() == content, "reading must not touch it"

    attach(opened, OTHER)
    (aside,) = path.parent.glob("05.board.set-aside-*.json")
    assert aside.read_bytes() == content
    assert aside.name in opened.notice
    again = BoardStore(path, "05")
    assert rows(again.board) == ["EVT-002"]
    assert again.notice == ""


def test_the_sound_parts_of_a_damaged_file_are_kept(path):
    path.parent.mkdir()
    path.write_text(to_json(SOUND, "05").replace('"weight": 2', '"weight": "x"'))
    opened = BoardStore(path, "05")
    attach(opened, OTHER)
    assert BoardStore(path, "05").board.case("CLM-001").limit == "Kept."


@pytest.mark.parametrize("destroy", [lambda p: p.unlink(), lambda p: p.write_text("{")])
def test_a_file_that_is_lost_while_the_board_is_open_comes_back(path, destroy):
    opened = BoardStore(path, "05")
    attach(opened, PIECE)
    destroy(path)
    opened.refresh()
    attach(opened, OTHER)
    assert rows(BoardStore(path, "05").board) == ["EVT-001", "EVT-002"]


def test_a_full_disk_is_told_and_all_is_saved_once_there_is_room(path, monkeypatch):
    window, another = BoardStore(path, "05"), BoardStore(path, "05")
    attach(window, PIECE)

    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(atomic_file.os, "fsync", full)
        attach(window, OTHER)
    assert "No space left on device" in window.notice
    assert not window.saved
    assert rows(window.board) == ["EVT-001", "EVT-002"]
    assert rows(BoardStore(path, "05").board) == ["EVT-001"]

    attach(another, PIECE, "CLM-002")  # meanwhile another window can write
    window.refresh()
    assert "No space left on device" in window.notice, "it still is not saved"
    window.apply(lambda board: put(board, replace(board.case("CLM-001"), limit="Later.")))
    assert (window.notice, window.saved) == ("", True)
    board = BoardStore(path, "05").board
    assert rows(board) == ["EVT-001", "EVT-002"]
    assert rows(board, "CLM-002") == ["EVT-001"]


def test_a_folder_that_cannot_be_written_is_told_and_work_goes_on(tmp_path):
    (tmp_path / "answers").write_text("a file where the folder should be")
    window = BoardStore(tmp_path / "answers" / "05.board.json", "05")
    attach(window, PIECE)
    assert "not saved" in window.notice
    assert rows(window.board) == ["EVT-001"]


WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from unsigned_peace.board.board_model import Evidence, add
    from unsigned_peace.board.board_store import BoardStore
    window = BoardStore(Path(sys.argv[2]), "05")
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(25):
        piece = Evidence("events", f"{sys.argv[1]}-{number}")
        window.apply(lambda board: add(board, "CLM-001", piece))
""")


def test_processes_that_save_at_the_same_time_lose_nothing(path):
    both = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, name, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("left", "right")
    ]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.communicate("go\n", timeout=60)
        assert process.returncode == 0
    assert len(rows(BoardStore(path, "05").board)) == 50
