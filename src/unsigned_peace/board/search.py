"""Find rows of the ledger by words, table and date.

A row is found if it has every word of the query; a word may be the beginning of a longer one.
Letter case, accents and apostrophes do not matter, and an island is found by all its names:
who types Iturup or Итуруп finds Etorofu as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unsigned_peace.board.rows import Ledger, Row
from unsigned_peace.data.search_words import finder
from unsigned_peace.shared.find import Finder, has, line, words

_ISLAND = re.compile(
    r"^(?:остров|ostrov|เกาะ|หมู่เกาะ)\s*"
    r"|[\s-]+(?:tō|jima|island|group|guntō)$|(?<=[\u3400-\u9fff])(?:島|群島)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """The rows that were found, the best first.

    `undated` counts rows that have the words but no date, and so are left out when a date is
    asked for.
    """

    rows: tuple[Row, ...]
    undated: int = 0


@dataclass(frozen=True)
class SearchEntry:
    """A row with its words, ready for searching: first those of the summary, then all."""

    row: Row
    head: str
    whole: str


@dataclass(frozen=True)
class Index:
    """All rows of a ledger, ready for searching, and the finder that knows their words."""

    entries: tuple[SearchEntry, ...]
    finder: Finder


def index(ledger: Ledger) -> Index:
    """Prepare a ledger for searching.

    >>> from unsigned_peace.board.rows import ledger
    >>> "iturup" in index(ledger()).finder.same["etorofu"]
    True
    """
    entries = tuple(_entry(row) for row in ledger.rows.values())
    return Index(
        entries, finder((entry.whole for entry in entries), _other_names(ledger.rows.values()))
    )


def search(
    where: Index, query: str = "", *, table: str = "", since: str = "", until: str = ""
) -> Found:
    """Find rows.

    Args:
        where: the rows to search.
        query: words, all of which a row must have; without words, every row is found.
        table: name of the only table to search; empty for all.
        since: ISO date or its beginning, such as `1956` or `1956-08`; empty for no limit.
        until: the same; the year, month or day that it names is included.

    >>> from unsigned_peace.board.rows import ledger
    >>> found = search(index(ledger()), "SHUN'ICHI letter", table="statements")
    >>> found.rows[0].row_id
    'STA-01'

    """
    needles = where.finder.needles(query)
    hits: list[tuple[int, str, int, Row]] = []
    undated = 0
    for number, entry in enumerate(where.entries):
        row = entry.row
        if (table and row.table != table) or not all(has(same, entry.whole) for same in needles):
            continue
        if (since or until) and not row.date:
            undated += 1
        elif row.date >= since and row.date[: len(until)] <= (until or row.date):
            in_head = sum(has(same, entry.head) for same in needles)
            # Undated rows last: what happened comes before what things are called.
            hits.append((-in_head, row.date or "9999", number, row))
    return Found(tuple(row for *_, row in sorted(hits, key=lambda hit: hit[:3])), undated)


def _entry(row: Row) -> SearchEntry:
    head = f"{row.row_id} {row.when} {row.summary}"
    rest = " ".join((row.date, row.text, row.kind, *row.source_ids))
    head_words = line(head)
    return SearchEntry(row, head_words, head_words + line(rest))


def _other_names(rows: Iterable[Row]) -> list[frozenset[str]]:
    """Return, for each name of an island in one word, all names in one word that it has."""
    same: dict[str, set[str]] = {}
    for row in rows:
        if row.table == "places":
            names = {word for name in _names(row) for word in _one_word(name)}
            for name in names:
                same.setdefault(name, set()).update(names)
    return [frozenset(others) for others in same.values() if len(others) > 1]


def _names(row: Row) -> Iterator[str]:
    # The summary is "Etorofu, also called Iturup, 3,182 square km, ...".
    yield from re.split(r", (?:also called )?(?=\D)|, (?=\d)", row.summary.rstrip("."))
    for column, text in row.details:
        if column in {"name ja", "romaji", "name ru", "ru translit", "name th"}:
            yield from re.split(r"\s*[/();]\s*", text)


def _one_word(name: str) -> Iterator[str]:
    """Yield a name of one word as it is, and without its word for island."""
    for form in {name.strip(), _ISLAND.sub("", name.strip())}:
        found = words(form)
        if len(found) == 1 and not found[0].isdigit():
            yield found[0]
