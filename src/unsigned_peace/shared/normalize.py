"""Reading what a student typed: two spellings of one name, two ways to write one number.

The pages of the site read with `js/site/normalize.js`: change both.
"""

import math
import re
import unicodedata

# What a beginner writes for a small number; the place of a word is its value.
NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip

# Longer input than any honest answer: it is cut, so that no answer can take long to read.
_LONGEST = 500

# Marks that sit on Latin, Cyrillic and Greek letters. Kana voicing marks and Thai vowels lie
# in other blocks, and removing those would turn one word into another.
_ACCENTS = re.compile("[\u0300-\u036f]")

_NUMBER = re.compile(
    r"""
    (?P<sign>[+-]?)\s*
    (?P<whole>[1-9]\d{0,2}(?:[ ,']\d{3})+(?!\d) | \d+)?
    (?:[.,](?P<part>\d+))?
    (?P<rest>.*)
    """,
    re.VERBOSE,
)
_UNIT_WORD = re.compile(r"[^\W\d_][^\d\s]*[23]?|[%°$€£¥]")  # states, 年, sq., km2 (from km²)
_MULTIPLIERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_MOST_UNIT_WORDS = 4

_BETWEEN_NAMES = re.compile(r"[/,;&()、・]|\s(?:and|or)\s")
_ISLAND_BEFORE = re.compile(r"^\s*(?:the\s+)?islands?\s+(?:of\s+)?(?=\S)")
_ISLAND_AFTER = re.compile(r"(?<=\w)(?:\s+islands?|[\s-]+(?:jima|shima|to))\W*$")


def fold(text: str) -> str:
    """Return the form in which two spellings of one name are equal.

    Folded away: letter case, accents and macrons, full-width forms, ё/е, spaces, hyphens,
    apostrophes, other punctuation and a leading English "the". Scripts are not transliterated:
    a bank lists Etorofu and 択捉島 as two accepted answers.

    The steps are Unicode normalisation (Unicode Standard Annex 15) and full case folding.

    >>> fold("Shun'ichi") == fold("shun-ichi") == fold("SHUNICHI")
    True
    >>> fold("Hatoyama Ichirō"), fold("Хрущёв") == fold("хрущев"), fold("The Kuriles")
    ('hatoyamaichiro', True, 'kuriles')
    """
    text = re.sub(r"^the\s+(?=\S)", "", _unaccented(text))
    kept = (_ascii_digit(char) for char in text if unicodedata.category(char)[0] not in "PZC")
    # A modifier apostrophe is a letter to Unicode, but not to somebody who types a name.
    return "".join(kept).replace("\u02bc", "").replace("\u02b9", "")


def names(text: str) -> list[str]:
    """Return the names that `text` lists, folded, each without the word for an island.

    Names stand between slashes, commas, brackets, "and" and "or". The words for an island are
    "island" and the Japanese endings -jima, -shima and -to.

    >>> names("Kunashir / Kunashiri"), names("the island of Iturup and Etorofu-tō")
    (['kunashir', 'kunashiri'], ['iturup', 'etorofu'])
    """
    parts = _BETWEEN_NAMES.split(_unaccented(text))
    bare = (_ISLAND_AFTER.sub("", _ISLAND_BEFORE.sub("", part)) for part in parts)
    return [name for name in map(fold, bare) if name]


def number(text: str) -> float | None:
    """Return the number that `text` means, or None where it means none.

    Read as people write it: `1,956`, `1 956`, `1'956`, `19.5`, `19,5`, full-width, Thai and other
    decimal digits, a unit after it (`20 states`), `1.2 million`. A comma before exactly three
    digits groups thousands. Two numbers (`20 or 21`) are no answer.

    >>> [number(text) for text in ("1,956", "1 956", "１９５６", "๑๙๕๖", "20 states", "3,5")]
    [1956.0, 1956.0, 1956.0, 1956.0, 20.0, 3.5]
    >>> [number(text) for text in ("", "twenty", "20 or 21", "NaN", "12-10-1956")]
    [None, None, None, None, None]
    """
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2019", "'")
    text = " ".join("".join(map(_ascii_digit, text)).split())
    match = _NUMBER.fullmatch(text)
    if not match or not (match["whole"] or match["part"]):
        return None
    words = match["rest"].casefold().strip(" .?!").split()
    if len(words) > _MOST_UNIT_WORDS or not all(map(_UNIT_WORD.fullmatch, words)):
        return None
    whole = re.sub("[ ,']", "", match["whole"] or "0")
    value = float(f"{match['sign']}{whole}.{match['part'] or 0}")
    if words:
        value *= _MULTIPLIERS.get(words[0], 1)
    return value if math.isfinite(value) else None


def without_accents(text: str) -> str:
    """Return the text without accents and macrons, its letters and accents composed.

    >>> without_accents("Hatoyama Ichirō"), without_accents("ガ")
    ('Hatoyama Ichiro', 'ガ')
    """
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def _unaccented(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().strip()
    return unicodedata.normalize("NFKC", without_accents(text))


def _ascii_digit(char: str) -> str:
    """Return the ASCII form of a decimal digit of any script; other characters unchanged."""
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)
