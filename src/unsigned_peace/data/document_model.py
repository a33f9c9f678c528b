"""What a document of the reading room is: its passages, where they were read, what they ask."""

from dataclasses import dataclass
from datetime import date

from unsigned_peace.data.schema import DataError
from unsigned_peace.shared.dates import date_words

LANGUAGES = {
    "de": "German",
    "en": "English",
    "fr": "French",
    "ja": "Japanese",
    "nl": "Dutch",
    "ru": "Russian",
    "zh": "Chinese",
}
ENGLISH_BY = {
    "ours": "Our English",
    "official": "Official English",
    "published": "Published English",
}


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

        >>> from unsigned_peace import data
        >>> data.document("cairo-1943").passages[0].is_quoted
        True
        """
        return self.kind != "summary"

    @property
    def in_english(self) -> str:
        """The words in English, or our summary where no words are quoted.

        >>> from unsigned_peace import data
        >>> data.document("cairo-1943").passages[1].in_english
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

        >>> from unsigned_peace import data
        >>> data.document("cairo-1943").when
        '27 November 1943'
        """
        return date_words(self.date, self.date_precision)

    @property
    def dated_title(self) -> str:
        """The title, with the date where the title itself does not give the year.

        >>> from unsigned_peace import data
        >>> data.document("cairo-1943").dated_title
        'Statement of the three powers at Cairo, 27 November 1943'
        """
        dated = str(self.date.year) in self.title
        return self.title if dated else f"{self.title}, {self.when}"

    def passage(self, number: int) -> Passage:
        """Return the passage of that number.

        Raises:
            DataError: if there is none.

        >>> from unsigned_peace import data
        >>> data.document("cairo-1943").passage(1).language
        'en'

        """
        for one in self.passages:
            if one.number == number:
                return one
        raise DataError(f"{self.id} has {len(self.passages)} passages; there is no {number}.")

    def readings(self, number: int) -> tuple[ReadAt, ...]:
        """Return the places where the words of one passage were read.

        >>> from unsigned_peace import data
        >>> len(data.document("cairo-1943").readings(2))
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
