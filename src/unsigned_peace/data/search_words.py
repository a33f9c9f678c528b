"""Searching the course: its own words that mean the same, from `data/search-words.yml`."""

from collections.abc import Iterable
from functools import cache

from unsigned_peace.data import schema
from unsigned_peace.shared.find import Finder
from unsigned_peace.shared.yaml_file import read_yaml


def finder(texts: Iterable[str], more: Iterable[frozenset[str]] = ()) -> Finder:
    """Prepare texts for searching.

    Args:
        texts: what is searched.
        more: groups of words that mean the same in these texts alone.

    >>> finder(["The Ryukyu Islands", "The Kuriles"]).places("Okinawa")
    [0]
    """
    return Finder(texts, [*_same(), *more])


@cache
def _same() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in read_yaml(schema.folder() / "search-words.yml"))
