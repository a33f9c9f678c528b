"""How hard a text is to read for somebody whose second language is English: LIX, and idioms.

LIX is: the words in a sentence, on average, plus the percentage of long words, which
have more than six letters (C. H. Björnsson, *Läsbarhet*, 1968; for English: J. Anderson, "Lix and
Rix", Journal of Reading 26, 1983, pp. 490-496). It needs no list of words and no guess at
syllables. Below 30 is easy, 40 is a newspaper, above 50 is a learned book. Names are not counted:
a reader of this course meets Shigemitsu on every page, and no shorter word would do.

The idioms stand in `data/idioms.yml`, each with plain words for it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from unsigned_peace.checks import markdown
from unsigned_peace.shared.yaml_file import read_yaml

IDIOMS = "data/idioms.yml"
MOST_WORDS = 30
HARDEST = 30
# The measure of a few sentences says more about one word than about the text.
FEWEST_WORDS = 60
_LONG = 7
_ENDS = (".", "!", "?", ":", ";")
# Words in quotation marks are somebody else's, and not ours to make plain.
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def faults(text: str) -> Iterator[str]:
    """Say which sentences are too long, and whether the text as a whole is too hard.

    >>> list(faults("Short. " + "word " * 31))
    ['31 words in one sentence, at most 30: word word word word word word ...']
    """
    for sentence in markdown.sentences(text):
        words = _WORD.findall(sentence)
        if len(words) > MOST_WORDS:
            start = " ".join(words[:6])
            yield f"{len(words)} words in one sentence, at most {MOST_WORDS}: {start} ..."
    # Headings and the cells of tables are not sentences: they would make a text look easy.
    whole = [one for one in markdown.sentences(text) if one.rstrip("\"')").endswith(_ENDS)]
    counted = [_common_words(sentence) for sentence in whole]
    hardness = lix(counted)
    if sum(map(len, counted)) >= FEWEST_WORDS and hardness > HARDEST:
        hardest = max(whole, key=lambda one: sum(len(word) >= _LONG for word in _common_words(one)))
        yield (
            f"is hard to read: LIX {hardness:.0f}, at most {HARDEST}; "
            f"use shorter sentences and words, for example in: {hardest}"
        )


def lix(sentences: Iterable[list[str]]) -> float:
    """Measure sentences, each a list of words.

    >>> lix([["the", "talks", "ended"], ["nobody", "understood", "why"]])
    19.666666666666668
    """
    lengths = [[len(word) for word in sentence] for sentence in sentences if sentence]
    letters = [length for sentence in lengths for length in sentence]
    if not letters:
        return 0.0
    long = sum(length >= _LONG for length in letters)
    return len(letters) / len(lengths) + 100 * long / len(letters)


def _common_words(sentence: str) -> list[str]:
    """Leave out names: the words after the first that begin with a capital letter."""
    words = _WORD.findall(sentence)
    return words[:1] + [word for word in words[1:] if not word[0].isupper()]


def read_idioms(root: Path) -> dict[str, str]:
    """Read the list: each idiom with its plain words."""
    return read_yaml(root / IDIOMS)


def idioms(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """Name each idiom of a text once, with a plain alternative.

    A `*` in an idiom stands for any ending of its word, or alone for one word.

    >>> list(idioms("Tokyo *kept a close eye on* it.", {"keep* an eye on": "watch"}))
    []
    >>> list(idioms("They called its bluff. Who called?", {"call* * bluff": "test a threat"}))
    ['"called its bluff" is an idiom; plain words for it: test a threat']
    """
    text = _QUOTED.sub('""', text)
    lower = text.lower()
    for idiom, plain in known.items():
        # Most texts lack its longest word: to look for that is far faster than the pattern.
        if _longest_word(idiom) in lower and (found := _pattern(idiom).search(text)):
            words = " ".join(found[0].split())
            yield f'"{words}" is an idiom; plain words for it: {plain}'


@cache
def _longest_word(idiom: str) -> str:
    return max(idiom.lower().replace("*", " ").split(), key=len)


@cache
def _pattern(idiom: str) -> re.Pattern[str]:
    words = (re.escape(word).replace(r"\*", r"[\w'’]*") for word in idiom.split())
    return re.compile(r"\b" + r"\s+".join(words) + r"\b", re.IGNORECASE)
