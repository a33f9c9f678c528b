"""Numbered notes: small raised numbers in the text, and the list of their sources at its end.

An author cites in words: `He left. ([any words](../docs/sources.md#F51-735))`. This module makes a
number of it that is the same for a source wherever it stands in the notebook. What the number
stands for is written below the cell, where Markdown keeps the targets of links; a browser shows it
as a tooltip. The warning that something is not verified stays in words: it is no source.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from unsigned_peace.data.citations import GENERAL_KNOWLEDGE, SEEN, Source

LIST = "notes"  # the id of the cell that lists the sources

_PAGE = "../docs/sources.md"
_TARGET = rf"{re.escape(_PAGE)}#([^)\s]+)"
_LINK = re.compile(rf"\[[^\]]*\]\({_TARGET}\)")
_IN_WORDS = re.compile(rf"\s*\((?:{_LINK.pattern}(?:[;,]\s*)?)+\)")
_NUMBERED = re.compile(r"\s*<sup>(?:\[\d+\]\[[^\]]+\](?:, )?)+</sup>")
_NUMBER = re.compile(r"\[\d+\]\[([^\]]+)\]")
_TOOLTIPS = re.compile(rf'(?:\s*^\[[^\]\n]+\]: {_TARGET} "[^\n]*"$)+\s*\Z', re.MULTILINE)
# While we work on a text, a citation is its ids between two signs that no text has.
_CITED = re.compile(r"\x02([^\x03]*)\x03")
# The same sources for the sentence before and for this one, in one paragraph.
_AGAIN = re.compile(r"\x02([^\x03]*)\x03(?=(?:(?![.!?][\"')*]*\s)[^\x02\n])*\x02\1\x03)")


def in_text(text: str) -> str:
    """Leave out the notes of a text and their tooltips: what remains is read aloud.

    >>> in_text('He left.<sup>[1][A], [2][B]</sup> Who?')
    'He left. Who?'
    """
    return _TOOLTIPS.sub("", _NUMBERED.sub("", text))


def cited(text: str) -> list[str]:
    """List the sources that a text cites in notes or in words, in its order.

    >>> cited("So.<sup>[1][F51-735]</sup> And. ([Hara](../docs/sources.md#S-HARA07))")
    ['F51-735', 'S-HARA07']
    """
    return list(dict.fromkeys(one for ids in _CITED.findall(_open(text)) for one in ids.split()))


def number(cells: Mapping[str, str], known: Mapping[str, Source]) -> dict[str, str]:
    """Number the notes of a notebook and write the list of their sources.

    What is numbered already comes out as it went in.

    Args:
        cells: the text of each Markdown cell by its id, in their order.
        known: the sources by their id; a source that is not among them stays in words, and the
            check of links will name it.

    Returns:
        The new texts; the list of sources is the last, and is missing if nothing is cited.

    >>> from unsigned_peace import data
    >>> cells = {"a": "So it was. ([in words](../docs/sources.md#F51-732))"}
    >>> print(number(cells, data.known_sources())["a"])  # doctest: +ELLIPSIS
    So it was.<sup>[1][F51-732]</sup>
    <BLANKLINE>
    [F51-732]: ../docs/sources.md#F51-732 "... doc. 732. Read in part."

    """
    opened = {cell: _open(text, known) for cell, text in cells.items() if cell != LIST}
    numbers: dict[str, int] = {}
    for text in opened.values():
        for ids in _CITED.findall(text):
            for one in ids.split():
                numbers.setdefault(one, len(numbers) + 1)
    written = {cell: _close(text, numbers, known) for cell, text in opened.items()}
    return written | ({LIST: _list(numbers, known)} if numbers else {})


def _open(text: str, known: Iterable[str] | None = None) -> str:
    """Put the ids in the place of each citation, once where the next sentence has the same."""
    text = _TOOLTIPS.sub("\n" if text.endswith("\n") else "", text)
    text = _NUMBERED.sub(lambda mark: _signs(_NUMBER.findall(mark[0])), text)
    text = _IN_WORDS.sub(_in_words(known), text)
    return _AGAIN.sub("", text)


def _in_words(known: Iterable[str] | None) -> Callable[[re.Match[str]], str]:
    def replace(mark: re.Match[str]) -> str:
        links = [(link[0], link[1]) for link in _LINK.finditer(mark[0])]
        kept = [words for words, one in links if one == GENERAL_KNOWLEDGE]
        ids = [one for _, one in links if one != GENERAL_KNOWLEDGE]
        if not ids or (known is not None and any(one not in known for one in ids)):
            return mark[0]
        return _signs(ids) + (f" ({'; '.join(kept)})" if kept else "")

    return replace


def _signs(ids: Iterable[str]) -> str:
    return f"\x02{' '.join(dict.fromkeys(ids))}\x03"


def _close(text: str, numbers: Mapping[str, int], known: Mapping[str, Source]) -> str:
    def mark(ids: re.Match[str]) -> str:
        return f"<sup>{', '.join(f'[{numbers[one]}][{one}]' for one in ids[1].split())}</sup>"

    here = {one for ids in _CITED.findall(text) for one in ids.split()}
    tooltips = "\n".join(
        f'[{one}]: {_PAGE}#{one} "{_reference(one, known).replace(chr(34), "&quot;")}"'
        for one in sorted(here, key=numbers.__getitem__)
    )
    text = _CITED.sub(mark, text)
    return f"{text.rstrip()}\n\n{tooltips}" if tooltips else text


def _list(numbers: Mapping[str, int], known: Mapping[str, Source]) -> str:
    count = f"{len(numbers)} source{'' if len(numbers) == 1 else 's'}"
    lines = [
        f"{place}. {_reference(one, known)} [{one}]({_PAGE}#{one})"
        for one, place in numbers.items()
    ]
    return (
        "## Notes\n\n"
        "The small numbers in the text stand for these sources. Where several sentences rest on "
        "the same source, its number stands after the last of them.\n\n"
        f"<details><summary>Show the notes: {count}</summary>\n\n"
        + "\n".join(lines)
        + "\n\n</details>"
    )


def _reference(source_id: str, known: Mapping[str, Source]) -> str:
    """Say in one line what a source is and whether we have read it."""
    if source_id not in known:
        return "There is no source of this name in data/sources.csv."
    return f"{known[source_id].citation.rstrip('.')}. {SEEN[known[source_id].seen]}"
