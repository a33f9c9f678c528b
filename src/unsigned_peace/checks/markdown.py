"""What a Markdown text says to a reader: its links and pictures, and its sentences."""

import re
from collections.abc import Iterator

_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_TAG = re.compile(r"<(a|img)\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
# Sources in brackets stand at the end of a sentence; nobody reads them as part of it.
_CITATION = re.compile(r"\((?:[^()]*\[[^\]]*\]\([^)]*\))+[^()]*\)")
_BLOCK = re.compile(r"(?:^|\n)\s*(?:[-*|#>]|\d+\.\s)|\n\s*\n|\|")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"')\]*_]*\s+")


def links(text: str) -> Iterator[tuple[bool, str, str]]:
    """Yield the links and pictures of a text: is it a picture, its words, its target.

    >>> list(links('[doc. 735](sources.md#F51-735) <img src="map.svg" alt="Map"> `[x](y.md)`'))
    [(False, 'doc. 735', 'sources.md#F51-735'), (True, 'Map', 'map.svg')]
    """
    text = _CODE.sub("", text)
    for sign, label, target in _LINK.findall(text):
        yield bool(sign), label, target
    for tag in _TAG.finditer(text):
        attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag[0])}
        if tag[1].lower() == "img":
            yield True, attributes.get("alt", ""), attributes.get("src", "")
        elif "href" in attributes:
            yield False, "", attributes["href"]


def sentences(text: str) -> list[str]:
    r"""List the sentences of a text as they are read: no citations, code or tags.

    A line of a list, a cell of a table and a heading are sentences of their own.

    >>> sentences("# Talks\n\nHe *left*. ([doc. 7](sources.md#F55-7)) Who [stayed](names.md#x)?")
    ['Talks', 'He left.', 'Who stayed?']
    """
    plain = _CITATION.sub("", _CODE.sub("x", text))
    plain = _LINK.sub(lambda link: link[2], plain)
    plain = re.sub(r"<[^>]+>", " ", plain)
    found = (
        sentence.replace("*", "").strip(" #>-")
        for block in _BLOCK.split(plain)
        for sentence in _SENTENCE_END.split(" ".join(block.split()))
    )
    return [sentence for sentence in found if re.search(r"\w", sentence)]
