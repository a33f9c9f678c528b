"""What a Markdown text says to a reader: its links and pictures, and its sentences."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

import mistune

from unsigned_peace.checks import notes

_TAG = re.compile(r"<(a|img)\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"')\]]*\s+")
_LINK_START, _LINK_END = "\x02", "\x03"
# Sources in brackets stand at the end of a sentence; nobody reads them as part of it.
_CITATION = re.compile(rf"\((?:[^()]*{_LINK_START}[^{_LINK_END}]*{_LINK_END})+[^()]*\)")
_BLOCKS = {"paragraph", "block_text", "heading", "table_cell"}

_parse = lru_cache(mistune.create_markdown(renderer="ast", plugins=["table"]))
Token = dict[str, Any]


def links(text: str) -> Iterator[tuple[bool, str, str]]:
    """Yield the links and pictures of a text: is it a picture, its words, its target.

    >>> list(links('[doc. 735](sources.md#F51-735) <img src="map.svg" alt="Map"> `[x](y.md)`'))
    [(False, 'doc. 735', 'sources.md#F51-735'), (True, 'Map', 'map.svg')]
    """
    for token in _walk(_parse(text)):
        if token["type"] in {"link", "image"}:
            yield token["type"] == "image", _words(token), unquote(token["attrs"]["url"])
        elif token["type"] in {"inline_html", "block_html"}:
            for tag in _TAG.finditer(token["raw"]):
                attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag[0])}
                if tag[1].lower() == "img":
                    yield True, attributes.get("alt", ""), unquote(attributes.get("src", ""))
                elif "href" in attributes:
                    yield False, "", unquote(attributes["href"])


def sentences(text: str) -> list[str]:
    r"""List the sentences of a text as they are read: no notes, citations, code or tags.

    A line of a list, a cell of a table and a heading are sentences of their own.

    >>> sentences("# Talks\n\nHe *left*. ([doc. 7](sources.md#F55-7)) Who [stayed](names.md#x)?")
    ['Talks', 'He left.', 'Who stayed?']
    """
    found = []
    for token in _walk(_parse(notes.in_text(text))):
        if token["type"] in _BLOCKS:
            plain = _CITATION.sub("", _words(token, marked=True))
            plain = plain.replace(_LINK_START, "").replace(_LINK_END, "")
            found += _SENTENCE_END.split(" ".join(plain.split()))
        elif token["type"] == "block_html":  # such as <summary>Hint</summary>
            found += re.split(r"<[^>]+>", token["raw"])
    return [sentence.strip() for sentence in found if re.search(r"\w", sentence)]


def _walk(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.get("children", []))


def _words(token: Token, *, marked: bool = False) -> str:
    """Return the words in a token; with `marked`, those of links stand between two marks."""
    kind = token["type"]
    if kind == "codespan":
        return "x"
    if kind in {"inline_html", "softbreak", "linebreak"}:
        return " "
    if "children" not in token:
        return token.get("raw", "")
    text = "".join(_words(one, marked=marked) for one in token["children"])
    return f"{_LINK_START}{text}{_LINK_END}" if marked and kind == "link" else text
