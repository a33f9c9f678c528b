import subprocess
import sys

import pytest

from unsigned_peace.board.board_json import BoardError, load, to_json
from unsigned_peace.board.board_model import Board, Case, Evidence, Side

PIECES = (Evidence("events", "OTHER"), Evidence("events", "CABINET", side=Side.CHALLENGE, weight=3))
CASE = Case("CLM-001", PIECES, "contradicted", "sure", "No minutes are open.")


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
    code = "import sys\nfrom unsigned_peace.board import board_json, cautions, essay, rows\n"
    code += "sys.exit('anywidget' in sys.modules or 'ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0
