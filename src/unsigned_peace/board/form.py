"""A board that is handed in: reading it, and whether it is complete.

For autograders: no widget is imported here, and the checks judge the form only. Whether the
reasoning is good is for a reader to say.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from unsigned_peace.board.board_json import from_json
from unsigned_peace.board.board_model import Board, Case
from unsigned_peace.board.cautions import of_case
from unsigned_peace.board.essay import source_ids
from unsigned_peace.board.rows import Ledger, ledger
from unsigned_peace.data import DataError, source
from unsigned_peace.shared.json_document import ForeignFileError

# Cautions that make a case incomplete. The others are for the student to weigh.
_FAULTS = {
    "unknown claim",
    "no evidence",
    "one side",
    "unknown row",
    "no reasoning",
    "copied reasoning",
    "short reasoning",
    "no judgement",
    "unknown judgement",
    "no sureness",
    "no limit",
}
_SOURCE_ID = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_MARKED_ID = re.compile(rf"(?:\*\*|\[@?)({_SOURCE_ID.pattern})(?:\*\*|\])")  # **ID**, [ID], [@ID]


class BoardError(ValueError):
    """The file of a board cannot be used; the message says why and what to do."""


def load(path: str | Path) -> Board:
    """Read the board of a student.

    Args:
        path: the file, such as `answers/capstone-verdict.board.json`.

    Raises:
        BoardError: if there is no file, or if any part of it is damaged. The file stays as it is.

    >>> load("answers/no-such.board.json")
    Traceback (most recent call last):
    unsigned_peace.board.form.BoardError: There is no evidence board at \
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


_RESCUE = "Open the board in the notebook again and change something: it writes a sound file."


def form_problems(
    board: Board,
    *,
    claim_id: str = "",
    cases: int = 1,
    references: str | None = None,
    known: Ledger | None = None,
) -> list[str]:
    """Say what is missing before a board is complete; an empty list if nothing is.

    Claims and rows must be in the ledger, both sides must have evidence, each piece needs a
    sentence of reasoning that is not a copy of its row, and there must be a judgement, how sure
    the student is, and a limit.

    Args:
        board: what the student handed in.
        claim_id: the only claim to look at; empty for every claim on the board.
        cases: how many claims there must be.
        references: the student's list of references. It must name the id of every source behind
            the evidence; an id in bold or in square brackets must be one of the ledger's. None
            if there is no list to check.
        known: the ledger; the course's own if left out.

    >>> form_problems(Board())
    ['Claims on the board: 0. Needed: 1. Choose a claim and attach evidence.']

    """
    known = known or ledger()
    chosen = Board(tuple(case for case in board.cases if claim_id in {"", case.claim_id}))
    if claim_id and not chosen.cases:
        return [f"The claim {claim_id} is not on the board. Choose it and attach evidence."]
    problems = [*_too_few(chosen, cases)]
    for case in chosen.cases:
        problems += _case_problems(case, known)
    if references is not None:
        problems += _reference_problems(references, source_ids(chosen, known))
    return problems


def _too_few(board: Board, least: int) -> Iterator[str]:
    if len(board.cases) < least:
        yield (
            f"Claims on the board: {len(board.cases)}. Needed: {least}. "
            "Choose a claim and attach evidence."
        )


def _case_problems(case: Case, known: Ledger) -> list[str]:
    faults = (one for one in of_case(case, known) if one.code in _FAULTS)
    return [f"{case.claim_id}: {one.message}" for one in faults]


def _reference_problems(references: str, needed: Iterable[str]) -> Iterator[str]:
    named = set(_SOURCE_ID.findall(references))
    for source_id in needed:
        if source_id not in named:
            yield f"The references do not name {source_id}, which is behind your evidence."
    for source_id in dict.fromkeys(_MARKED_ID.findall(references)):
        try:
            source(source_id)
        except DataError as error:
            yield f"In the references: {error}"
