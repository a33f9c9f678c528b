"""Find texts by words: in any order, by their beginning, by another name, and with a slip.

Letter case, accents and apostrophes do not matter. A word that stands nowhere is read as the
nearest one that does: one letter wrong in a short word, two in a long one. Distances are those of
Damerau and Levenshtein, from rapidfuzz.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from unsigned_peace.shared.normalize import fold

_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # part of a word, but not letters to Python
_PIECE = re.compile(rf"[^\W_](?:[^\W_]|[{_THAI_MARKS}]|['’ʼ](?=[^\W_]))*")
_FIRST_WITHOUT_SPACES = "\u0e00"  # Thai; Japanese comes after it
_MOST_WORDS = 12
_SHORTEST = 4  # letters: below it, every word is near every other
_LONG = 8


def words(text: str) -> list[str]:
    """Split a text into words, in the form in which they are compared.

    >>> words("Matsumoto Shun'ichi, aide-mémoire (7 Sept.)")
    ['matsumoto', 'shunichi', 'aide', 'memoire', '7', 'sept']
    """
    pieces = _PIECE.findall(unicodedata.normalize("NFKC", text))
    return [word for word in map(_fold, pieces) if word]


def line(text: str) -> str:
    """Return a text as a line of words in which `has` looks.

    >>> line("CLM-001: 'Okinawa'")
    ' clm 001 okinawa '
    """
    return f" {' '.join(words(text))} "


class Finder:
    """Lines of words that can be searched.

    >>> same = [frozenset({"okinawa", "ryukyu"})]
    >>> finder = Finder(["John Foster Dulles", "Hatoyama Ichirō", "the Ryukyu Islands"], same)
    >>> [finder.places(said) for said in ("Dulles John", "hatoyma", "Okinawa", "Peru")]
    [[0], [1], [2], []]
    """

    def __init__(self, texts: Iterable[str], same: Iterable[frozenset[str]] = ()) -> None:
        """Take the texts, and groups of words that mean the same."""
        self.lines = [line(text) for text in texts]
        self.same: dict[str, frozenset[str]] = {}
        for words_of_one in same:
            group = words_of_one.union(*(self.same.get(word, ()) for word in words_of_one))
            self.same |= dict.fromkeys(group, group)
        self._meant: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _known(self) -> Sequence[str]:
        return sorted({word for one in self.lines for word in one.split()})

    def needles(self, query: str) -> list[tuple[str, ...]]:
        """Return for each word of a query what may stand for it in a line."""
        asked = words(query)[:_MOST_WORDS]
        for word in asked:
            if word not in self._meant:
                self._meant[word] = self._needles(word)
        return [self._meant[word] for word in asked]

    def _needles(self, word: str) -> tuple[str, ...]:
        same = tuple(map(_needle, sorted(self.same.get(word, {word}))))
        if any(has(same, one) for one in self.lines):
            return same
        slips = 0 if len(word) < _SHORTEST or word.isdigit() else 1 + (len(word) >= _LONG)
        near = process.extract(
            word, self._known, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=3
        )
        return tuple(f" {one} " for one, distance, _ in near if distance) or same

    def places(self, query: str) -> list[int]:
        """Return the numbers of the texts that have every word of the query; all for no word."""
        needles = self.needles(query)
        return [
            number
            for number, one in enumerate(self.lines)
            if all(has(same, one) for same in needles)
        ]


def has(needles: Iterable[str], where: str) -> bool:
    """Tell whether one of the needles stands in a line.

    >>> has((" iturup", " etorofu"), line("Etorofu and Urup"))
    True
    """
    return any(needle in where for needle in needles)


def _needle(word: str) -> str:
    """Return what to look for: a whole number, the beginning of a word, or any part of a text."""
    if word.isdigit() or len(word) <= 2:
        return f" {word} " if word.isdigit() else f" {word}"
    return f" {word}" if word[0] < _FIRST_WITHOUT_SPACES else word


@functools.lru_cache(maxsize=50_000)
def _fold(piece: str) -> str:
    return fold(piece)
