"""The word that was probably meant, out of those that are known."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

NEAR = 0.7  # difflib's own measure: about one letter in four may differ
VERY_NEAR = 0.8
_LIKE = 0.5  # an id has few letters, and its numbers may all differ
_MOST_NAMES = 12  # more than that nobody reads


def nearest(word: str, known: Iterable[str], least: float = NEAR) -> str:
    """Return the word that was probably meant; empty if none is as near as `least`.

    >>> nearest("combatants", ["neutral", "combatant"]), nearest("Region", ["region"])
    ('combatant', 'region')
    >>> nearest("rain", ["region"])
    ''
    """
    return next(iter(_near(word, known, 1, least)), "")


def meant(word: object, known: Iterable[object], *, most: int = 1) -> str:
    """Ask whether one of the names that are most like a wrong one was meant; empty if none is.

    >>> meant("F51-753", ["F51-735", "SEED"]), meant("polnad", ["Peru", "Poland"])
    (" Did you mean 'F51-735'?", " Did you mean 'Poland'?")
    """
    near = _near(str(word), map(str, known), most, _LIKE)
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return a question with the nearest word, or the list of all if none is near.

    >>> did_you_mean("rain", ["state", "region"])
    ' There is "state", "region".'
    """
    near = nearest(word, known)
    if near:
        return f' Did you mean "{near}"?'
    if 0 < len(known) <= _MOST_NAMES:
        return f" There is {', '.join(map(_quoted, known))}."
    return ""


def _near(word: str, known: Iterable[str], most: int, least: float) -> list[str]:
    folded = {one.casefold(): one for one in known}
    return [folded[one] for one in get_close_matches(word.casefold(), folded, most, least)]


def _quoted(word: str) -> str:
    return f'"{word}"'
