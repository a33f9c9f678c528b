"""The form of an essay: 11 points."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unsigned_peace.board.board_model import Board, Case
from unsigned_peace.board.cautions import count_words
from unsigned_peace.board.essay import source_ids
from unsigned_peace.board.rows import Ledger, ledger
from unsigned_peace.data import known_sources
from unsigned_peace.data.citations import ARTICLE, GENERAL_KNOWLEDGE
from unsigned_peace.exercise.factcheck.board_form import (
    EMPTY,
    LEAST_PIECES,
    attached,
    subject,
)
from unsigned_peace.shared.form_check import Check, part, whole

ESSAY_CELL = "essay"  # the nbgrader id of the cell in which the student writes
LEAST_WORDS, MOST_WORDS = 600, 900
_MOST_LETTERS = 1_000_000  # nobody reads on, and a class waits for its marks

# Each of these takes time in proportion to the text, whatever is written there.
_REFERENCES = re.compile(r"^[^\w\n]*references[^\w\n]*$", re.IGNORECASE | re.MULTILINE)
_LISTED = re.compile(r"^[^\w\n]*\*\*([A-Z0-9]+(?:-[A-Z0-9]+)*)\*\*", re.MULTILINE)
_PARAGRAPH = re.compile(r"\b(?:P|[Pp]aragraphs? )\d{1,2}\b")
_LINK_TARGET = re.compile(r"(?<=\])\([^)\]\s]{0,1000}\)")
_LONE_MARKS = re.compile(r"(?<!\S)[^\w\s]+(?!\S)")


def of_text(text: str, board: Board) -> tuple[Check, ...]:
    """Check the form of the essay about a board.

    Args:
        text: the essay in Markdown. Its list of references begins with a line `References`.
        board: the evidence that the essay must cite.

    >>> checks = of_text("Words. " * 600, Board())
    >>> [(check.name, check.earned) for check in checks if check.share]
    [('600 to 900 words', 3)]
    """
    known, case = ledger(), subject(board)
    body, listed = _parts(text)
    return (
        _named_claim(text, case),
        _references(text, listed, case, known),
        _cited(body, case, known),
        _length(body),
    )


def essay_in(notebook: Mapping[str, Any]) -> str:
    """Return what stands in the essay cell of a notebook; nothing if the cell is lost.

    >>> essay_in({"cells": [{"metadata": {"nbgrader": {"grade_id": "essay"}}, "source": "Yes."}]})
    'Yes.'
    """
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == ESSAY_CELL:
            # On the disk a source may be a list of lines.
            return "".join(cell["source"])[:_MOST_LETTERS]
    return ""


def saved_essay(file: Path) -> str:
    """Return the essay in the file of a notebook.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is no notebook.
    """
    try:
        return essay_in(json.loads(file.read_text(encoding="utf-8")))
    except (KeyError, TypeError, AttributeError):
        raise ValueError(f"{file.name} is no notebook") from None


def words_in(text: str) -> int:
    r"""Count the words of an essay in Markdown: no lone marks, no addresses behind links.

    >>> words_in("## The claim\n\n- Dulles *warned* - [F55-089](../docs/sources.md#F55-089).")
    5
    """
    return count_words(_LONE_MARKS.sub("", _LINK_TARGET.sub("", text)))


def _parts(text: str) -> tuple[str, str]:
    """Split an essay into its text and its list of references."""
    headings = list(_REFERENCES.finditer(text))
    if not headings:
        return text, ""
    return text[: headings[-1].start()], text[headings[-1].end() :]


def _names(text: str, source_id: str) -> bool:
    """Tell whether a text names a source, or the article by one of its paragraphs."""
    exact = re.search(rf"(?<![A-Z0-9-]){re.escape(source_id)}(?![A-Z0-9]|-[A-Z0-9])", text)
    return bool(exact or (source_id == ARTICLE and _PARAGRAPH.search(text)))


def _named_claim(text: str, case: Case) -> Check:
    named = bool(case.claim_id) and case.claim_id in text
    missing = f"Name your claim by its id, {case.claim_id}." if case.claim_id else EMPTY
    return whole("The claim is named", 1, "" if named else missing)


def _references(text: str, listed: str, case: Case, known: Ledger) -> Check:
    """Ask that every source behind the evidence is named, and that no listed id is invented."""
    name = "Complete references"
    if not attached(case, known):
        return whole(name, 4, EMPTY)
    needed = source_ids(Board((case,)), known)
    absent = [one for one in needed if not _names(text, one)]
    unknown = [one for one in dict.fromkeys(_LISTED.findall(listed)) if one not in known_sources()]
    said = [f"Not named: {', '.join(absent)}."] if absent else []
    said += [f"Not in the list of sources: {', '.join(unknown)}."] if unknown else []
    share = (len(needed) - len(absent)) / (len(needed) + len(unknown))
    return part(name, 4, share, " ".join(said))


def _cited(body: str, case: Case, known: Ledger) -> Check:
    """Ask that the text itself, not only its list of references, cites every piece."""
    rows = attached(case, known)
    uncited = [
        f"{piece.row_id} ({', '.join(row.source_ids)})"
        for piece, row in rows.items()
        if not any(_names(body, one) for one in row.source_ids if one != GENERAL_KNOWLEDGE)
    ]
    share = (len(rows) - len(uncited)) / max(len(rows), LEAST_PIECES)
    missing = f"Not cited: {'; '.join(uncited)}." if uncited else "Four pieces at least are needed."
    return part("Each piece is cited in the text", 3, share, missing)


def _length(body: str) -> Check:
    words = words_in(body)
    fits = LEAST_WORDS <= words <= MOST_WORDS
    length = f"Your text has {words} words. The list of references does not count."
    return whole(f"{LEAST_WORDS} to {MOST_WORDS} words", 3, "" if fits else length)
