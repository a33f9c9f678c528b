"""The board as JSON: what lies on the disk, and what the browser sends of it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from unsigned_peace.board.board_model import WEIGHTS, Board, Case, Evidence, Side, add, put
from unsigned_peace.shared.json_document import ForeignFileError, unwrap, wrap

FORMAT = "unsigned-peace-board"
LONGEST = 4000  # letters in one field: far more than a paragraph
_RESCUE = "Open the board in the notebook again and change something: it writes a sound file."


class BoardError(ValueError):
    """The file of a board cannot be used; the message says why and what to do."""


def to_json(board: Board, notebook: str) -> str:
    """Return the text of a file for a board, the same for the same board.

    >>> to_json(Board(), "05-verdict").splitlines()[1]
    ' "format": "unsigned-peace-board",'
    """
    cases = [_plain_case(case) for case in board.cases]
    return json.dumps(wrap(FORMAT, notebook, {"cases": cases}), indent=1, ensure_ascii=False) + "\n"


def from_json(text: str, notebook: str = "") -> tuple[Board, list[str]]:
    """Return the board in a text, and the names of what could not be read.

    Args:
        text: what stands in the file.
        notebook: the notebook to which it must belong; empty if any will do.

    Raises:
        ForeignFileError: if the text is no board, or one of another notebook or version.

    >>> from_json('{"format": "other"}')
    Traceback (most recent call last):
    unsigned_peace.shared.json_document.ForeignFileError: it is not an evidence board

    """
    raw = unwrap(text, FORMAT, notebook, "an evidence board")
    board, bad = Board(), []
    for place, one in enumerate(_list(raw.get("cases")), start=1):
        try:
            case, bad_pieces = _case(one)
        except (TypeError, ValueError, KeyError):
            bad.append(f"case {place}")
            continue
        board = put(board, case)
        bad += [f"{case.claim_id} evidence {number}" for number in bad_pieces]
    return board, bad


def load(path: str | Path) -> Board:
    """Read the board that a student hands in.

    Args:
        path: the file, such as `answers/capstone-verdict.board.json`.

    Raises:
        BoardError: if there is no file, or if any part of it is damaged. The file stays as it is.

    >>> load("answers/no-such.board.json")
    Traceback (most recent call last):
    unsigned_peace.board.board_json.BoardError: There is no evidence board at \
answers/no-such.board.json. Open the board in the notebook and attach some evidence.

    """
    path = Path(path)
    try:
        board, bad = from_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BoardError(
            f"There is no evidence board at {path.as_posix()}. "
            "Open the board in the notebook and attach some evidence."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BoardError(f"The evidence board {path.as_posix()} cannot be read: {error}.") from None
    except ForeignFileError as error:
        raise BoardError(f"{path.as_posix()} cannot be used: {error}. {_RESCUE}") from None
    if bad:
        raise BoardError(f"{path.as_posix()} is damaged: {', '.join(bad)}. {_RESCUE}")
    return board


def plain(piece: Evidence) -> dict[str, Any]:
    """Return a piece of evidence as JSON has it.

    >>> plain(Evidence("events", "EVT-001"))["side"]
    'support'
    """
    return {
        "table": piece.table,
        "row_id": piece.row_id,
        "side": str(piece.side),
        "weight": piece.weight,
        "passage": piece.passage,
        "reasoning": piece.reasoning,
    }


def evidence(raw: Mapping[str, Any]) -> Evidence:
    """Return the piece of evidence that JSON or a browser describes.

    Raises KeyError, TypeError or ValueError where it makes no sense.

    >>> evidence({"table": "events", "row_id": "EVT-001", "side": "challenge", "weight": "3"})
    Evidence(table='events', row_id='EVT-001', passage='', \
side=<Side.CHALLENGE: 'challenge'>, weight=3, reasoning='')
    """
    weight = int(raw.get("weight", 2))
    if weight not in WEIGHTS:
        raise ValueError(f"weight {weight}")
    return Evidence(
        table=text_of(raw["table"]),
        row_id=text_of(raw["row_id"]),
        passage=text_of(raw.get("passage", "")),
        side=Side(raw["side"]),
        weight=weight,
        reasoning=text_of(raw.get("reasoning", "")),
    )


def text_of(raw: object) -> str:
    """Return a text that can be written: not endless, and without half characters.

    Raises TypeError for what is no text.

    >>> text_of("one" + chr(0xD83D))
    'one?'
    """
    if not isinstance(raw, str):
        raise TypeError(f"{type(raw).__name__} where a text should be")
    # A browser counts letters in halves, and can cut one in two.
    return raw[:LONGEST].encode("utf-8", "replace").decode()


def _plain_case(case: Case) -> dict[str, Any]:
    return {
        "claim_id": case.claim_id,
        "judgement": case.judgement,
        "sureness": case.sureness,
        "limit": case.limit,
        "evidence": [plain(piece) for piece in case.evidence],
    }


def _case(raw: Mapping[str, Any]) -> tuple[Case, list[int]]:
    """Return a case, and the numbers of the pieces of evidence that could not be read."""
    case = Case(
        claim_id=text_of(raw["claim_id"]),
        judgement=text_of(raw.get("judgement", "")),
        sureness=text_of(raw.get("sureness", "")),
        limit=text_of(raw.get("limit", "")),
    )
    board, bad = Board(), []
    for number, one in enumerate(_list(raw.get("evidence")), start=1):
        try:
            board = add(board, case.claim_id, evidence(one))
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
            bad.append(number)
    return replace(case, evidence=board.case(case.claim_id).evidence), bad


def _list(raw: object) -> list:
    return raw if isinstance(raw, list) else []
