"""A document that is being read: what the student marks and guesses goes in, its page comes out.

`js/explore/reader.js` draws what `shown` gives and sends the events that `handle` takes.
"""

from dataclasses import asdict
from typing import Any

from unsigned_peace.data.documents import Document
from unsigned_peace.explore import document_page
from unsigned_peace.explore.reading_notes import Reading, ReadingNotes, text_of
from unsigned_peace.shared.controller import Controller, Event


class ReaderController(Controller):
    """One document on the screen. Nothing that a seal hides leaves the kernel before the guess.

    Events (`action`): note (passage, 0 for the whole document; field, value), mark and lay
    (passage, on), guess (author, date, place). An answer may hold `said`, words for the student.
    """

    def __init__(self, document: Document, notes: ReadingNotes, *, sealed: bool) -> None:
        """Show the document; a sealed one begins with a first reading."""
        self.document = document
        self.notes = notes
        self._sealed = sealed

    def fixed(self) -> dict[str, Any]:
        """Return where the notes are saved."""
        return {"file": str(self.notes.path)}

    def shown(self) -> dict[str, Any]:
        """Return the page and the notes on it."""
        guess = dict(self._reading.guess)
        page = document_page.sealed if self.closed else document_page.opened
        first = self._sealed and not self.closed
        return {
            "document": page(self.document),
            "revealed": document_page.revealed(self.document, guess) if first else {},
            "notes": {
                "note": self._reading.note,
                "passages": {
                    str(passage.number): asdict(self._reading.passage(passage.number))
                    for passage in self.document.passages
                },
                "saved": self.notes.saved,
            },
            "notice": self.notes.notice,
        }

    @property
    def closed(self) -> bool:
        """Whether the envelope is still to be opened."""
        return self._sealed and not self._reading.guess

    def refresh(self) -> None:
        """Take in what other windows have saved."""
        self.notes.refresh()

    def as_text(self) -> str:
        """Return the document as text."""
        return document_page.as_text(self.document, closed=self.closed)

    def on_guess(self, event: Event) -> dict[str, Any]:
        """Open the envelope, if who, when and where were guessed."""
        asked = [name for name, _ in document_page.sealed(self.document)["asked"]]
        guess = {name: text_of(event.get(name, "")).strip() for name in asked}
        if not all(guess.values()):
            return {"said": "Guess first, from the words alone. You may write: I cannot tell."}
        self.notes.change(self.document.id, guess=guess)
        return {"said": f"The envelope is open: {self.document.title}."}

    def on_note(self, event: Event) -> dict[str, Any]:
        """Save a note on a passage, or on the document."""
        value = text_of(event["value"])
        if event["passage"] == 0:
            self.notes.change(self.document.id, note=value)
        else:
            self._change(event, note=value)
        return {}

    def on_mark(self, event: Event) -> dict[str, Any]:
        """Mark a passage, or take the mark away."""
        self._change(event, marked=bool(event["on"]))
        return {}

    def on_lay(self, event: Event) -> dict[str, Any]:
        """Lay a passage aside for the evidence board, or take it back."""
        number, on = event["passage"], bool(event["on"])
        if self.closed:
            return {"said": "Open the envelope first: evidence needs an author and a date."}
        self._change(event, for_board=on)
        where = "waits at the evidence board" if on else "is taken back from the evidence board"
        return {"said": f"Passage {number} {where}."}

    def _change(self, event: Event, **fields: object) -> None:
        number = event["passage"]
        if number not in {passage.number for passage in self.document.passages}:
            raise ValueError(number)
        self.notes.change_passage(self.document.id, number, **fields)

    @property
    def _reading(self) -> Reading:
        return self.notes.of(self.document.id)
