"""How hard a text is to read for somebody whose second language is English.

The measure is LIX: the words in a sentence, on average, plus the percentage of long words, which
have more than six letters (C. H. Björnsson, *Läsbarhet*, 1968; for English: J. Anderson, "Lix and
Rix", Journal of Reading 26, 1983, pp. 490-496). It needs no list of words and no guess at
syllables. Below 30 is easy, 40 is a newspaper, above 50 is a learned book. Names are not counted:
a reader of this course meets Shigemitsu on every page, and no shorter word would do.
"""

import re
from collections.abc import Iterable, Iterator

from unsigned_peace.checks import markdown

MOST_WORDS = 30
HARDEST = 30
# The measure of a few sentences says more about one word than about the text.
FEWEST_WORDS = 60
_LONG = 7
_ENDS = (".", "!", "?", ":", ";")
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
