"""The ledger as the board sees it: claims to judge, and rows that can be evidence.

Every table whose rows name their sources can give evidence, so a new table joins by itself. The
course's own verdicts on the claims stay out: the student's verdict should be the student's. The
tables of the game stay out, too: they are a model, and no evidence. The passages of the documents
in the reading room are rows of a table of their own.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unsigned_peace.board import summaries
from unsigned_peace.data import Document, Passage, documents, folder
from unsigned_peace.data.ledger import TextRow, TextTable, load

_NOT_EVIDENCE = {"claims", "claim_counts"}  # they say what the article says
PASSAGES = "passages"  # the table of the passages of documents, which are no table of the ledger
_CONFIDENCE = {"same": "high", "differs": "medium", "one reading": "medium", "no wording": "medium"}
_GAME = "simulation_"  # its rows are our reading of others, made to be played


@dataclass(frozen=True)
class Claim:
    """A claim of the article, without the course's verdict."""

    claim_id: str
    text: str
    kind: str
    module: str
    paragraph: int
    paragraph_end: int

    @property
    def where(self) -> str:
        """Where it stands in the article.

        >>> Claim("CLM-002", "", "date", "04", 1, 3).where
        'paragraphs 1-3'
        """
        if self.paragraph_end > self.paragraph:
            return f"paragraphs {self.paragraph}-{self.paragraph_end}"
        return f"paragraph {self.paragraph}"


@dataclass(frozen=True)
class Row:
    """A row of the ledger that can be evidence.

    Attributes:
        table: name of its table.
        row_id: its id.
        kind: title of its table, for the reader.
        date: ISO date, empty if the row has none.
        when: the date in words, no more exact than it is known.
        summary: what the row says, in a sentence or two.
        details: what else it says, with the name of the column.
        source_ids: its sources.
        confidence: high, medium or low.
        unverified: the columns whose value rests on general knowledge alone.

    """

    table: str
    row_id: str
    kind: str
    date: str
    when: str
    summary: str
    details: tuple[tuple[str, str], ...]
    source_ids: tuple[str, ...]
    confidence: str
    unverified: tuple[str, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join((self.summary, *(text for _, text in self.details)))


@dataclass(frozen=True)
class Ledger:
    """Claims by id, rows by table and id, and the words for a verdict."""

    claims: Mapping[str, Claim]
    rows: Mapping[tuple[str, str], Row]
    verdicts: tuple[str, ...]

    def row(self, table: str, row_id: str) -> Row | None:
        """Return a row, or None if the ledger has no such row."""
        return self.rows.get((table, row_id))

    @property
    def tables(self) -> dict[str, str]:
        """The title of each table that can give evidence, by its name."""
        return {row.table: row.kind for row in self.rows.values()}


@functools.cache
def ledger() -> Ledger:
    """Read the ledger for the board, once.

    >>> course = ledger()
    >>> course.claims["CLM-001"].where, course.row("events", "EVT-001").when
    ('paragraph 1', '1 December 1943')
    >>> "claims" in course.tables
    False
    """
    sheets = load(folder())
    answers = _poll_answers(sheets.get("poll_answers"))
    rows = {
        (row.table, row.row_id): row
        for sheet in sheets.values()
        if sheet.has("source_ids")
        and sheet.has("confidence")  # rows that teach without a grade are no evidence
        and sheet.table.name not in _NOT_EVIDENCE
        and not sheet.table.name.startswith(_GAME)
        for row in _rows(sheet, answers)
    }
    for document in documents().values():
        for passage in document.passages:
            rows[PASSAGES, passage_id(document.id, passage.number)] = _passage(document, passage)
    claims = {one.claim_id: one for one in map(_claim, sheets["claims"])}
    return Ledger(claims, rows, sheets["claims"].table.column("verdict").codes)


def passage_id(document_id: str, number: int) -> str:
    """Return the id of a passage as evidence.

    >>> passage_id("cairo-1943", 2)
    'cairo-1943-p2'
    """
    return f"{document_id}-p{number}"


def _passage(document: Document, passage: Passage) -> Row:
    words = passage.english or passage.original
    said = f"“{words}”" if words else passage.summary
    details = {
        "author": document.author,
        "place": document.place,
        "wording": "our summary" if passage.summary else passage.kind,
        "in the original": passage.original if passage.english else "",
        "note": passage.note,
    }
    return Row(
        table=PASSAGES,
        row_id=passage_id(document.id, passage.number),
        kind="Documents: passages",
        date=str(document.date),
        when=document.when,
        summary=f"{document.short_title}, passage {passage.number} ({passage.label}): {said}",
        details=tuple((name, text) for name, text in details.items() if text),
        source_ids=document.source_ids,
        confidence=_CONFIDENCE[document.agreement],
        unverified=(),
    )


def _claim(row: TextRow) -> Claim:
    cells = row.cells
    return Claim(
        claim_id=cells["claim_id"],
        text=cells["claim"],
        kind=cells["kind"],
        module=cells["module"],
        paragraph=int(cells["paragraph"]),
        paragraph_end=int(cells["paragraph_end"]),
    )


def _rows(sheet: TextTable, answers: Mapping[str, str]) -> Iterator[Row]:
    table = sheet.table
    for row in sheet:
        row_id = row.cells[table.key[0]]
        cells = {**row.cells, "answers": answers.get(row_id, "")}
        summary = summaries.of(table, cells)
        date, when = summaries.date_of(cells)
        yield Row(
            table=table.name,
            row_id=row_id,
            kind=table.title,
            date=date,
            when=when,
            summary=summary,
            details=tuple(summaries.rest(table, cells, summary)),
            source_ids=tuple(row.items("source_ids")),
            confidence=cells["confidence"],
            unverified=tuple(name.replace("_", " ") for name in row.items("unverified")),
        )


def _poll_answers(sheet: TextTable | None) -> dict[str, str]:
    """Return the answers of each poll in one line: a poll without its answers shows little."""
    said: dict[str, list[str]] = {}
    for row in sheet or ():
        cells = row.cells
        item = "" if cells["item"] == "main question" else f"{cells['item']}: "
        line = f"{item}{cells['answer']} {cells['percent']} %"
        said.setdefault(cells["poll_id"], []).append(line)
    return {poll_id: "; ".join(lines) for poll_id, lines in said.items()}
