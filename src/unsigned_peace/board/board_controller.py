"""The board on the screen: what the student does goes in, what the screen shows comes out.

`js/board` draws what `shown` gives and sends the events that `handle` takes.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unsigned_peace.board import board_json
from unsigned_peace.board.board_model import (
    SURENESS,
    Board,
    Case,
    Evidence,
    Key,
    Side,
    add,
    change,
    put,
    remove,
)
from unsigned_peace.board.board_store import BoardStore
from unsigned_peace.board.cautions import of_case
from unsigned_peace.board.essay import export, outline, references
from unsigned_peace.board.rows import PASSAGES, Ledger, Row, passage_id
from unsigned_peace.board.search import FoundRows, index, search
from unsigned_peace.quiz.api import cite
from unsigned_peace.shared.controller import Controller, Event

if TYPE_CHECKING:
    from unsigned_peace.explore.reading_notes import ReadingNotes

_AT_ONCE = 10  # rows that the browser gets of what was found, before it asks for more
_MOST_AT_ONCE = 200
_DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
_PIECE_FIELDS = {"passage", "weight", "reasoning"}
_CASE_FIELDS = {"judgement", "sureness", "limit"}
_EXPORTS = {"outline": outline, "references": references}


class BoardController(Controller):
    """A board that is being worked on.

    An answer may hold `said`, words for the student, and `found`, rows of a search. Events
    (`action`): search (query, table, since, until, count), attach, remove, move (claim, table,
    row_id, side), edit (the same with field, value), judge (claim, field, value), undo, export
    (what, claim).
    """

    def __init__(
        self, store: BoardStore, ledger: Ledger, folder: Path, reading: "ReadingNotes | None" = None
    ) -> None:
        """Begin with what the store holds.

        Args:
            store: the board.
            ledger: claims and rows.
            folder: where exports go.
            reading: the student's notes on documents; passages laid aside there are shown.

        """
        self.store = store
        self._reading = reading
        self.ledger = ledger
        self.folder = folder
        self._index = index(ledger)
        self._removed: list[tuple[str, int, Evidence]] = []

    def fixed(self) -> dict[str, Any]:
        """Return what is offered, and the claim that is open first: the one begun last."""
        begun = [case.claim_id for case in self.store.board.cases]
        known = [claim_id for claim_id in begun if claim_id in self.ledger.claims]
        return {
            "file": str(self.store.path),
            "offered": self.offered(),
            "claim": known[-1] if known else "",
        }

    def shown(self) -> dict[str, Any]:
        """Return how the board stands now."""
        return {"state": self.state(), "notice": self.store.notice}

    def refresh(self) -> None:
        """Take in what other windows have saved, and what was laid aside while reading."""
        self.store.refresh()
        if self._reading is not None:
            self._reading.refresh()

    def as_text(self) -> str:
        """Return the outline."""
        return f"Evidence board\n\n{outline(self.store.board, self.ledger)}"

    def state(self) -> dict[str, Any]:
        """Return what the screen shows of the board."""
        removed = self._removed[-1] if self._removed else None
        return {
            "cases": {case.claim_id: self._case(case) for case in self.store.board.cases},
            "undo": f"{removed[2].row_id} of {removed[0]}" if removed else "",
            "saved": self.store.saved,
            "laid": self._laid(),
        }

    def offered(self) -> dict[str, Any]:
        """Return what never changes: claims, tables, and the words for a verdict."""
        return {
            "claims": [
                {
                    "id": claim.claim_id,
                    "text": claim.text,
                    "where": claim.where,
                    "kind": claim.kind,
                    "module": claim.module,
                }
                for claim in self.ledger.claims.values()
            ],
            "tables": [list(pair) for pair in self.ledger.tables.items()],
            "verdicts": list(self.ledger.verdicts),
            "sureness": list(SURENESS),
            "longest": board_json.LONGEST,
            "blank": self._case(Case(next(iter(self.ledger.claims), ""))),
        }

    def on_search(self, event: Event) -> dict[str, Any]:
        """Find rows of the ledger."""
        since, until = (str(event.get(name, "")).strip() for name in ("since", "until"))
        if not (_DATE.fullmatch(since) and _DATE.fullmatch(until)):
            return _nothing_found("Write a date as 1956, 1956-08 or 1956-08-19.")
        query, table = (str(event.get(name, "")) for name in ("query", "table"))
        if not (query.strip() or table or since or until):
            return _nothing_found("")
        found = search(self._index, query, table=table, since=since, until=until)
        count = min(max(int(event.get("count", _AT_ONCE)), 1), _MOST_AT_ONCE)
        shown = [_row(row) for row in found.rows[:count]]
        left = min(len(found.rows), _MOST_AT_ONCE) - len(shown)
        return {"found": {"rows": shown, "left": left, "summary": _in_words(found, len(shown))}}

    def on_attach(self, event: Event) -> dict[str, Any]:
        """Lay a row on the board."""
        claim_id = self._claim_of(event)
        piece = board_json.evidence(event)
        if self.ledger.row(piece.table, piece.row_id) is None:
            return {}
        if self.store.board.case(claim_id).find(piece.key):
            return {"said": f"{piece.row_id} lies there already."}
        self.store.apply(lambda board: add(board, claim_id, piece))
        return {"said": f"{piece.row_id} attached as {piece.side}. {self._count(claim_id)}"}

    def on_remove(self, event: Event) -> dict[str, Any]:
        """Take a piece of evidence off the board."""
        claim_id, key = self._claim_of(event), _key(event)
        case = self.store.board.case(claim_id)
        piece = case.find(key)
        if piece is None:
            return {}
        self._removed.append((claim_id, case.evidence.index(piece), piece))
        self.store.apply(lambda board: remove(board, claim_id, key))
        return {"said": f"{piece.row_id} removed. {self._count(claim_id)}"}

    def on_undo(self, _: Event) -> dict[str, Any]:
        """Put back what was removed last."""
        if not self._removed:
            return {}
        claim_id, place, piece = self._removed.pop()
        self.store.apply(lambda board: add(board, claim_id, piece, place))
        said = f"{piece.row_id} is back on {claim_id}. {self._count(claim_id)}"
        return {"said": said, "back": {"claim": claim_id, **board_json.plain(piece)}}

    def on_move(self, event: Event) -> dict[str, Any]:
        """Move a piece of evidence to the other side."""
        claim_id, key = self._claim_of(event), _key(event)
        case = self.store.board.case(claim_id)
        other = key._replace(side=key.side.other)
        if case.find(key) is None:
            return {}
        if case.find(other):
            return {"said": f"{key.row_id} lies on the other side already."}
        self._change(claim_id, key, lambda piece: replace(piece, side=other.side))
        return {"said": f"{key.row_id} moved to {other.side}. {self._count(claim_id)}"}

    def on_edit(self, event: Event) -> dict[str, Any]:
        """Change a field of a piece of evidence."""
        field = event["field"]
        if field in _PIECE_FIELDS:
            edited = {field: event["value"]}
            self._change(
                self._claim_of(event),
                _key(event),
                lambda piece: board_json.evidence({**board_json.plain(piece), **edited}),
            )
        return {}

    def on_judge(self, event: Event) -> dict[str, Any]:
        """Change a part of the verdict."""
        claim_id, field = self._claim_of(event), event["field"]
        value = board_json.text_of(event["value"])
        if field in _CASE_FIELDS:
            self.store.apply(lambda b: put(b, replace(b.case(claim_id), **{field: value})))
        return {}

    def on_export(self, event: Event) -> dict[str, Any]:
        """Save outline or references as a file."""
        what, claim_id = event["what"], str(event.get("claim", ""))
        board = self.store.board
        if claim_id:
            board = Board(tuple(case for case in board.cases if case.claim_id == claim_id))
        if not board.cases:
            return {"said": "There is nothing on the board yet.", "exported": ""}
        text = _EXPORTS[what](board, self.ledger)
        try:
            file = export(text, self.folder, f"{self.store.notebook}-{what}")
        except OSError as error:
            reason = error.strerror or str(error)
            said = f"The {what} could not be saved in {self.folder} ({reason})."
            return {"said": said, "exported": ""}
        return {"said": f"Saved as {file.name} in {self.folder}.", "exported": str(file)}

    def _change(self, claim_id: str, key: Key, alter: Callable[[Evidence], Evidence]) -> None:
        piece = self.store.board.case(claim_id).find(key)
        if piece is None:
            return
        alter(piece)  # what makes no sense must fail here, not while it is being saved

        def altered(board: Board) -> Board:
            newest = board.case(claim_id).find(key)
            return change(board, claim_id, key, alter(newest)) if newest else board

        self.store.apply(altered)

    def _laid(self) -> list[dict[str, Any]]:
        """Return the rows of the passages that were laid aside for the board while reading."""
        waiting = self._reading.for_board() if self._reading else []
        rows = (self.ledger.row(PASSAGES, passage_id(*one)) for one in waiting)
        return [_row(row) for row in rows if row]

    def _claim_of(self, event: Event) -> str:
        claim_id = event["claim"]
        if claim_id not in self.ledger.claims:
            raise ValueError(claim_id)
        return claim_id

    def _count(self, claim_id: str) -> str:
        case = self.store.board.case(claim_id)
        return f"{len(case.on(Side.SUPPORT))} for, {len(case.on(Side.CHALLENGE))} against."

    def _case(self, case: Case) -> dict[str, Any]:
        return {
            "judgement": case.judgement,
            "sureness": case.sureness,
            "limit": case.limit,
            "evidence": [self._piece(piece) for piece in case.evidence],
            "cautions": [
                {"text": caution.message, "key": list(caution.key) if caution.key else None}
                for caution in of_case(case, self.ledger)
            ],
        }

    def _piece(self, piece: Evidence) -> dict[str, Any]:
        row = self.ledger.row(piece.table, piece.row_id)
        return {**board_json.plain(piece), "row": _row(row) if row else None}


def _key(event: Event) -> Key:
    return Key(event["table"], event["row_id"], Side(event["side"]))


def _nothing_found(message: str) -> dict[str, Any]:
    return {"found": {"rows": [], "left": 0, "summary": message}}


def _in_words(found: FoundRows, shown: int) -> str:
    """Say in words what was found."""
    count = len(found.rows)
    message = f"{count} {'row' if count == 1 else 'rows'} found."
    if count > shown:
        message += f" The first {shown} are shown."
    if found.undated:
        message += f" {found.undated} more without a date are left out."
    if not count and not found.undated:
        message += " Try fewer words, or the beginning of a word."
    return message


def _row(row: Row) -> dict[str, Any]:
    cited = ((source_id, *cite(source_id)) for source_id in row.source_ids)
    return {
        "table": row.table,
        "row_id": row.row_id,
        "kind": row.kind,
        "when": row.when,
        "summary": row.summary,
        "details": [list(pair) for pair in row.details],
        "sources": [{"id": name, "text": text, "url": url} for name, text, url in cited],
        "confidence": row.confidence,
        "unverified": list(row.unverified),
    }
