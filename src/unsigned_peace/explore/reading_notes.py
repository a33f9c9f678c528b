"""What a student noted while reading: marks, notes and guesses, and what goes to the board.

One file, `answers/documents.json`, holds the reading of all documents. The evidence board reads it,
too: it shows the passages that were laid aside for it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from unsigned_peace.shared.json_document import JsonDocument, answers_path, unwrap, wrap

FORMAT = "unsigned-peace-reading"
LONGEST = 4000  # letters in one field: far more than a paragraph


@dataclass(frozen=True)
class PassageNote:
    """What was noted about one passage; `for_board` if it goes to the evidence board."""

    marked: bool = False
    note: str = ""
    for_board: bool = False


@dataclass(frozen=True)
class Reading:
    """What was noted about one document; `guess` is empty until its envelope was opened."""

    note: str = ""
    guess: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[int, PassageNote] = field(default_factory=dict)

    def passage(self, number: int) -> PassageNote:
        """Return what was noted about a passage."""
        return self.passages.get(number, PassageNote())


Readings = Mapping[str, Reading]


class ReadingNotes(JsonDocument[Readings]):
    """The reading of all documents: in memory, and in one JSON file.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> ReadingNotes(folder).change_passage("cairo-1943", 2, marked=True)
    >>> ReadingNotes(folder).of("cairo-1943").passage(2).marked
    True
    """

    noun = "notes on documents"

    def __init__(self, folder: str | Path | None = None) -> None:
        """Read the file in `folder`, the folder of the notebook if left out."""
        super().__init__(answers_path("documents", folder), {})

    def of(self, document_id: str) -> Reading:
        """Return what was noted about a document."""
        return self.value.get(document_id, Reading())

    def for_board(self) -> list[tuple[str, int]]:
        """Return the passages that go to the evidence board: document and number."""
        return [
            (name, number)
            for name, reading in self.value.items()
            for number, passage in sorted(reading.passages.items())
            if passage.for_board
        ]

    def change(self, document_id: str, **fields: object) -> None:
        """Change what is noted about a document, and save it."""

        def changed(readings: Readings) -> Readings:
            reading = readings.get(document_id, Reading())
            return {**readings, document_id: replace(reading, **fields)}

        self.apply(changed)

    def change_passage(self, document_id: str, number: int, **fields: object) -> None:
        """Change what is noted about a passage, and save it."""

        def changed(readings: Readings) -> Readings:
            reading = readings.get(document_id, Reading())
            passage = replace(reading.passage(number), **fields)
            passages = {**reading.passages, number: passage}
            return {**readings, document_id: replace(reading, passages=passages)}

        self.apply(changed)

    def parse(self, text: str) -> tuple[Readings, list[str]]:  # noqa: D102
        raw = unwrap(text, FORMAT, "", "a file of notes on documents")
        readings, damaged = {}, []
        for name, one in dict(raw.get("documents") or {}).items():
            try:
                readings[name] = _reading(one)
            except (TypeError, ValueError, KeyError, AttributeError):
                damaged.append(name)
        return readings, damaged

    def serialise(self, value: Readings) -> str:  # noqa: D102
        content = {"documents": {name: asdict(reading) for name, reading in value.items()}}
        # ASCII only: half a character, which a browser may send, must not make it unwritable.
        return json.dumps(wrap(FORMAT, "documents", content), indent=1) + "\n"


def text_of(raw: object) -> str:
    """Return a text of the browser, not endless; raises TypeError for what is no text."""
    if not isinstance(raw, str):
        raise TypeError(f"{type(raw).__name__} where a text should be")
    return raw[:LONGEST]


def _reading(raw: Mapping[str, Any]) -> Reading:
    return Reading(
        note=text_of(raw["note"]),
        guess={str(name): text_of(words) for name, words in raw["guess"].items()},
        passages={int(number): _passage(one) for number, one in raw["passages"].items()},
    )


def _passage(raw: Mapping[str, Any]) -> PassageNote:
    return PassageNote(bool(raw["marked"]), text_of(raw["note"]), bool(raw["for_board"]))
