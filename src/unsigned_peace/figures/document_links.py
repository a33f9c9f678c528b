"""Who wrote to whom and who spoke with whom, counted from the American documents."""

from dataclasses import dataclass
from itertools import combinations, product

import pandas as pd

from unsigned_peace import data

LETTER = "wrote"
TALK = "talked"


@dataclass(frozen=True)
class Link:
    """Two correspondents, how they met, and the documents that show it."""

    kind: str
    first: str
    second: str
    documents: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many documents."""
        return len(self.documents)


def links(frus: pd.DataFrame) -> tuple[Link, ...]:
    """Count letters in each direction, and talks between the people of two states.

    A talk of several people makes a link between each American and each Japanese; a talk inside
    one state makes a link between each two.

    >>> table = pd.DataFrame({
    ...     "document_id": ["FRD-13"], "written_by": ["Embassy Tokyo"],
    ...     "written_to": [("Murphy",)], "talk_between": [("Embassy Tokyo", "Hatoyama")],
    ... })
    >>> [(link.kind, link.first, link.second) for link in links(table)]
    [('wrote', 'Embassy Tokyo', 'Murphy'), ('talked', 'Embassy Tokyo', 'Hatoyama')]
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    states = dict(data.correspondents()[["name", "state"]].itertuples(index=False))
    for row in frus.itertuples():
        if pd.notna(row.written_by):
            for reader in row.written_to:
                found.setdefault((LETTER, row.written_by, reader), []).append(row.document_id)
        for pair in _pairs(row.talk_between, states):
            found.setdefault((TALK, *pair), []).append(row.document_id)
    counted = [Link(*key, tuple(documents)) for key, documents in found.items()]
    return tuple(sorted(counted, key=lambda link: (link.kind == TALK, -link.number, link.first)))


def _pairs(speakers: tuple[str, ...], states: dict[str, str]) -> list[tuple[str, str]]:
    sides: dict[str, list[str]] = {}
    for speaker in speakers:
        sides.setdefault(states[speaker], []).append(speaker)
    if len(sides) == 1:
        return list(combinations(speakers, 2))
    return [pair for a, b in combinations(sides.values(), 2) for pair in product(a, b)]


def lines(found: tuple[Link, ...]) -> tuple[Link, ...]:
    """Put both directions of a correspondence together, so that one line stands for them.

    >>> both = (Link("wrote", "A", "B", ("1",)), Link("wrote", "B", "A", ("2", "3")))
    >>> [(link.first, link.second, link.number) for link in lines(both)]
    [('A', 'B', 3)]
    """
    merged: dict[tuple[str, str, str], list[str]] = {}
    for link in found:
        key = (link.kind, link.first, link.second)
        back = (link.kind, link.second, link.first)
        merged.setdefault(back if back in merged else key, []).extend(link.documents)
    return tuple(Link(*key, tuple(sorted(documents))) for key, documents in merged.items())


def documents_of(name: str, frus: pd.DataFrame) -> list[str]:
    """List the documents in which somebody writes, reads or speaks, by id.

    >>> from unsigned_peace import data
    >>> len(documents_of("Secretary Dulles", data.frus_documents()))
    26
    """
    return [row.document_id for row in frus.itertuples() if name in _present(row)]


def _present(row: "pd.Series") -> set[str]:
    writer = () if pd.isna(row.written_by) else (row.written_by,)
    return {*writer, *row.written_to, *row.talk_between}


def correspondents_of(frus: pd.DataFrame) -> pd.DataFrame:
    """List everybody who writes, reads or speaks, with the number of documents, most first.

    >>> from unsigned_peace import data
    >>> correspondents_of(data.frus_documents())["name"].iloc[0]
    'Secretary Dulles'
    """
    numbers: dict[str, int] = {}
    for row in frus.itertuples():
        for name in _present(row):
            numbers[name] = numbers.get(name, 0) + 1
    known = data.correspondents()
    known = known.assign(documents=known["name"].map(numbers).fillna(0).astype("int64"))
    return known[known["documents"] > 0].sort_values("documents", ascending=False, kind="stable")
