"""The text cells of a notebook: links that lead somewhere, pictures in words, short sentences."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from unsigned_peace.checks.references import NOT_VERIFIED, SOURCES_PAGE, References

MOST_WORDS = 30
_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_TAG = re.compile(r"<(a|img)\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
# Sources in brackets stand at the end of a sentence; nobody reads them as part of it.
_CITATION = re.compile(r"\((?:[^()]*\[[^\]]*\]\([^)]*\))+[^()]*\)")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"')\]*_]*\s+")


def faults(
    text: str, page: Path, references: References, attached: Collection[str]
) -> Iterator[str]:
    """Say what is wrong with the links and pictures of a text.

    Args:
        text: Markdown.
        page: the file it stands in; links start from there.
        references: what links may lead to.
        attached: names of pictures attached to the cell.

    """
    text = _CODE.sub("", text)
    for is_picture, label, target in links(text):
        if is_picture and not label.strip():
            yield f"the picture {target} has no text alternative: write ![what it shows]({target})"
        if target.startswith("attachment:"):
            if target.removeprefix("attachment:") not in attached:
                yield f"the picture {target} is not attached to this cell"
        elif re.match(r"[a-z]+:", target):
            if is_picture:
                yield f"the picture {target} comes from the network; keep a copy in docs/images"
        elif target.startswith("#"):
            continue  # a heading of the same page
        else:
            broken = references.broken_link(unquote(target), page)
            if broken:
                yield broken
            if target.endswith(f"{SOURCES_PAGE}#{NOT_VERIFIED}") and "not verified" not in label:
                yield f'the link to {NOT_VERIFIED} must say "not verified"; it says "{label}"'


def links(text: str) -> Iterator[tuple[bool, str, str]]:
    """Yield the links and pictures of a text: is it a picture, its words, its target.

    >>> list(links('[doc. 735](sources.md#F51-735) <img src="map.svg" alt="Map">'))
    [(False, 'doc. 735', 'sources.md#F51-735'), (True, 'Map', 'map.svg')]
    """
    for sign, label, target in _LINK.findall(text):
        yield bool(sign), label, target
    for tag in _TAG.finditer(text):
        attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag[0])}
        if tag[1].lower() == "img":
            yield True, attributes.get("alt", ""), attributes.get("src", "")
        elif "href" in attributes:
            yield False, "", attributes["href"]


def long_sentences(text: str) -> Iterator[str]:
    """Name each sentence with more words than a second-language reader likes.

    >>> list(long_sentences("Short. " + "word " * 31))
    ['31 words in one sentence: word word word word word word ...']
    """
    for block in re.split(r"\n\s*\n|\n\s*[-*|#>]|\|", _plain(text)):
        for sentence in _SENTENCE_END.split(" ".join(block.split())):
            words = [word for word in sentence.split() if re.search(r"\w", word)]
            if len(words) > MOST_WORDS:
                yield f"{len(words)} words in one sentence: {' '.join(words[:6])} ..."


def _plain(text: str) -> str:
    """Leave out what is not read as words: code, targets of links, tags."""
    text = _CITATION.sub("", _CODE.sub("x", text))
    text = _LINK.sub(lambda link: link[2], text)
    return re.sub(r"<[^>]+>", " ", text)
