"""Idioms that stop a reader whose second language is English, and plain words for them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

LIST = "data/idioms.yml"
# Words in quotation marks are somebody else's, and not ours to make plain.
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')


def read(root: Path) -> dict[str, str]:
    """Read the list: each idiom with its plain words."""
    return yaml.safe_load((root / LIST).read_text(encoding="utf-8"))


def faults(text: str, idioms: Mapping[str, str]) -> Iterator[str]:
    """Name each idiom of a text once, with a plain alternative.

    A `*` in an idiom stands for any ending of its word, or alone for one word.

    >>> list(faults("Tokyo *kept a close eye on* it.", {"keep* an eye on": "watch"}))
    []
    >>> list(faults("They called its bluff. Who called?", {"call* * bluff": "test a threat"}))
    ['"called its bluff" is an idiom; plain words for it: test a threat']
    """
    text = _QUOTED.sub('""', text)
    lower = text.lower()
    for idiom, plain in idioms.items():
        # Most texts lack some word of it: a look for the words is far faster than the pattern.
        if all(part in lower for part in idiom.replace("*", " ").split()):
            found = _pattern(idiom).search(text)
            if found:
                words = " ".join(found[0].split())
                yield f'"{words}" is an idiom; plain words for it: {plain}'


@cache
def _pattern(idiom: str) -> re.Pattern[str]:
    words = (re.escape(word).replace(r"\*", r"[\w'’]*") for word in idiom.split())
    return re.compile(r"\b" + r"\s+".join(words) + r"\b", re.IGNORECASE)
