"""The reading room: documents with their passages, one file each in `data/documents/`."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from unsigned_peace.data import schema
from unsigned_peace.data.schema import DataError

NOT_FOUND = "not-found.yml"

# The parser that is written in C is ten times as fast; not every system has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class ReadAt:
    """One page or print where the wording was read; `passages` is empty if all were read there.

    A second reader compared those in `again` there, word for word.
    """

    title: str
    address: str = ""
    passages: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Questions:
    """The four questions: who made it, what was going on, who agrees, what the words say."""

    author: str
    context: str
    agreement: str
    words: str


@dataclass(frozen=True)
class Giveaway:
    """What in the words gives away the author, the date or the place."""

    gives: str
    hint: str
    passage: int | None = None


@dataclass(frozen=True)
class Passage:
    """One numbered passage: words as they were read, or our summary. What is absent is empty.

    Attributes:
        number: its number in the document, from 1.
        label: what it is about, in a few words of ours.
        kind: `original`, `translation` (the words that were read are a translation) or `summary`.
        language: the language of `original`.
        original: the words as they were read; `[…]` stands for words left out.
        english: the same in English, if the words are not English.
        english_by: whose English: `ours`, `official` or `published`.
        translated_by: who made the translation that was read.
        summary: our summary, if no words are quoted.
        clause_id: the row of `clauses` that has the same words.
        note: a remark of ours.

    """

    number: int
    label: str
    kind: str
    language: str = ""
    original: str = ""
    english: str = ""
    english_by: str = ""
    translated_by: str = ""
    summary: str = ""
    clause_id: str = ""
    note: str = ""

    @property
    def is_quoted(self) -> bool:
        """Tell whether the passage has quoted words.

        >>> document("cairo-1943").passages[0].is_quoted
        True
        """
        return self.kind != "summary"

    @property
    def in_english(self) -> str:
        """The words in English, or our summary where no words are quoted.

        >>> document("cairo-1943").passages[1].in_english
        'Japan will also be expelled from all other territories which she has taken by violence \
and greed.'
        """
        return self.english or self.original or self.summary


@dataclass(frozen=True)
class Document:
    """One document. The fields are explained in `data/documents/schema.json`."""

    id: str
    title: str
    short_title: str
    kind: str
    author: str
    date: date
    date_precision: str
    languages: tuple[str, ...]
    audience: str
    provenance: str
    right_to_quote: str
    source_ids: tuple[str, ...]
    read_at: tuple[ReadAt, ...]
    agreement: str
    extent: str
    modules: tuple[int, ...]
    side: str
    head_note: str
    questions: Questions
    giveaways: tuple[Giveaway, ...]
    passages: tuple[Passage, ...]
    addressee: str = ""
    place: str = ""
    differences: str = ""

    @property
    def when(self) -> str:
        """The date in words, no more exact than it is known.

        >>> document("cairo-1943").when
        '27 November 1943'
        """
        if self.date_precision == "day":
            return f"{self.date.day} {self.date:%B %Y}"
        return f"{self.date:%B %Y}" if self.date_precision == "month" else str(self.date.year)

    @property
    def dated_title(self) -> str:
        """The title, with the date where the title itself does not give the year.

        >>> document("cairo-1943").dated_title
        'Statement of the three powers at Cairo, 27 November 1943'
        """
        dated = str(self.date.year) in self.title
        return self.title if dated else f"{self.title}, {self.when}"

    def passage(self, number: int) -> Passage:
        """Return the passage of that number.

        Raises:
            DataError: if there is none.

        >>> document("cairo-1943").passage(1).language
        'en'

        """
        for one in self.passages:
            if one.number == number:
                return one
        raise DataError(f"{self.id} has {len(self.passages)} passages; there is no {number}.")

    def readings(self, number: int) -> tuple[ReadAt, ...]:
        """Return the places where the words of one passage were read.

        >>> len(document("cairo-1943").readings(2))
        2
        """
        return tuple(one for one in self.read_at if number in one.passages or not one.passages)


@dataclass(frozen=True)
class NotFound:
    """A document that could not be had, and what was tried."""

    title: str
    date: str
    wanted_for: tuple[int, ...]
    tried: str
    instead: str = ""


def files(place: Path | None = None) -> list[Path]:
    """List the files of the documents, by name.

    >>> "cairo-1943.yml" in [file.name for file in files()]
    True
    """
    room = (place or schema.folder()) / "documents"
    return [file for file in sorted(room.glob("*.yml")) if file.name != NOT_FOUND]


def read(file: Path) -> Any:  # noqa: ANN401 - a file can hold anything until it is checked
    """Read a YAML file as plain values, dates as `datetime.date`.

    Raises:
        DataError: if the file is not YAML.

    >>> read(schema.folder() / "documents" / "cairo-1943.yml")["id"]
    'cairo-1943'

    """
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        raise DataError(f"data/documents/{file.name} is not YAML: {error}") from None


def documents(place: Path | None = None) -> Mapping[str, Document]:
    """Load all documents by id, the oldest first.

    Args:
        place: folder of the ledger; the course's own if left out.

    Raises:
        DataError: if a file is not sound; `unsigned-peace check-data` says all that is wrong.

    >>> next(iter(documents()))
    'shimoda-1855'

    """
    return _all(place or schema.folder())


def document(document_id: str) -> Document:
    """Return the document of that id.

    Raises:
        DataError: if there is no such document; the message names the nearest ids.

    >>> document("cairo-1943").date.year
    1943

    """
    file = schema.folder() / "documents" / f"{document_id}.yml"
    if file in files():  # to read one takes milliseconds, to read them all a second
        return _document(file)
    known = documents()
    if document_id not in known:
        near = get_close_matches(document_id, known, n=3, cutoff=0.4)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise DataError(f"There is no document {document_id!r} in data/documents.{hint}")
    return known[document_id]


def not_found(place: Path | None = None) -> tuple[NotFound, ...]:
    """List the documents that could not be had.

    Raises:
        DataError: if the list is not sound.

    >>> all(one.tried for one in not_found())
    True

    """
    file = (place or schema.folder()) / "documents" / NOT_FOUND
    try:
        return tuple(
            NotFound(**{**raw, "date": str(raw["date"]), "wanted_for": tuple(raw["wanted_for"])})
            for raw in read(file)
        )
    except (TypeError, KeyError) as error:
        raise DataError(f"data/documents/{NOT_FOUND}: {error}") from None


@functools.cache
def _all(place: Path) -> Mapping[str, Document]:
    loaded = [_document(file) for file in files(place)]
    loaded.sort(key=lambda one: (one.date, one.id))
    return MappingProxyType({one.id: one for one in loaded})


@functools.cache
def _document(file: Path) -> Document:
    raw = read(file)
    try:
        return Document(
            **{
                **raw,
                "languages": tuple(raw["languages"]),
                "source_ids": tuple(raw["source_ids"]),
                "modules": tuple(raw["modules"]),
                "read_at": tuple(_reading(one) for one in raw["read_at"]),
                "questions": Questions(**raw["questions"]),
                "giveaways": tuple(Giveaway(**one) for one in raw["giveaways"]),
                "passages": tuple(Passage(**one) for one in raw["passages"]),
            }
        )
    except (TypeError, KeyError) as error:
        message = f"data/documents/{file.name}: {error}. Run unsigned-peace check-data."
        raise DataError(message) from None


def _reading(raw: dict) -> ReadAt:
    return ReadAt(**raw | {key: tuple(raw.get(key, ())) for key in ("passages", "again")})
