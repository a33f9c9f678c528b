"""Sources by id: the record, and a citation in one line."""

import functools
from dataclasses import dataclass

from unsigned_peace.data import schema
from unsigned_peace.data.schema import DataError, rows
from unsigned_peace.shared.nearest import meant

GENERAL_KNOWLEDGE = "GK"
ARTICLE = "SEED"  # the article on trial
# What the column `seen` of the sources says, in words.
SEEN = {
    "full": "Read in full.",
    "excerpt": "Read in part.",
    "catalogue entry": "Only an abstract or a catalogue entry was read.",
    "not seen": "Not seen.",
}


@dataclass(frozen=True)
class Source:
    """One source of the ledger. A field that is not known is an empty text."""

    source_id: str
    kind: str
    author: str
    title: str
    date_text: str
    container: str
    locator: str
    url: str
    perspective: str
    use_and_bias: str
    seen: str
    origin: str

    @property
    def citation(self) -> str:
        """The source in one line, without its address.

        >>> source("F51-732").citation.endswith("FRUS 1951, VI, pt 1, doc. 732")
        True
        """
        if self.source_id == GENERAL_KNOWLEDGE:
            return self.title
        date = f" ({self.date_text})" if self.date_text else ""
        place = self.container or self.locator
        return ", ".join([self.author, self.title + date, *([place] if place else [])])


@functools.cache
def known_sources() -> dict[str, Source]:
    """Return all sources by id, in the order of the table.

    >>> "SEED" in known_sources()
    True
    """
    place = schema.folder()
    lines = rows(place / "sources.csv")
    _, header = next(lines)
    records = (dict(zip(header, cells, strict=True)) for _, cells in lines)
    return {record["source_id"]: Source(**record) for record in records}


def source(source_id: str) -> Source:
    """Return the source of that id.

    Raises:
        DataError: if there is no such source; the message names the nearest ids.

    >>> source("SEED").kind
    'article'

    """
    known = known_sources()
    if source_id not in known:
        near = meant(source_id, known, most=3)
        raise DataError(f"There is no source {source_id!r} in data/sources.csv.{near}")
    return known[source_id]


def cite(source_id: str, otherwise: str | None = None) -> str:
    """Cite a source in one line; say `otherwise`, if that is given, where there is no such source.

    Raises:
        DataError: if there is no such source, and nothing to say instead.

    >>> cite("GK"), cite("F99-1", "not in the list of sources")
    ('From general knowledge, not verified', 'not in the list of sources')

    """
    if otherwise is not None and source_id not in known_sources():
        return otherwise
    return source(source_id).citation


def address(source_id: str) -> str:
    """Return the address of a source on the web; empty if it has none, or there is no such source.

    >>> address("GK")
    ''
    """
    known = known_sources().get(source_id)
    return known.url if known else ""
