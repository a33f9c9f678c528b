"""Whether the answers of a question make sense: it can be answered, and only rightly.

The question is raw YAML whose types may be wrong (`bank_form` says so): nothing here may fail on
it. Each check yields pairs of field and message.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from unsigned_peace.quiz.model import Kind
from unsigned_peace.shared.normalize import fold

_Found = Iterator[tuple[str, str]]
# Beyond this, floats no longer tell one whole number from the next.
_LARGEST = 10**15
_TELLING = ("right", "wrong", "correct", "false", "true", "answer", "key", "distractor")


def is_number(value: object) -> bool:
    """Whether `value` is a finite number of a usable size; true and false are none.

    >>> [is_number(value) for value in (1956, 0.5, True, "20", float("nan"), 10**400)]
    [True, True, False, False, False, False]
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -_LARGEST <= value <= _LARGEST


def shape(raw: Mapping) -> _Found:
    """Yield problems that a keyless copy can have too: repeated ids and texts, too few options."""
    for name, shown in (("options", "text"), ("items", "text"), ("pairs", "left")):
        entries = _entries(raw, name)
        if entries is None:
            continue
        if len(entries) < 2:
            yield name, "needs two entries or more"
        for field in ("id", shown):
            for value in _repeated(entry.get(field) for entry in entries):
                yield f"{name}.{field}", f"{value!r} is used twice"


def key(raw: Mapping) -> _Found:
    """Yield problems of the key: no right answer, every answer right, a mistake that is right."""
    kind = raw.get("kind")
    if kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.PASSAGE):
        yield from _options(raw, single=kind == Kind.SINGLE)
    elif kind == Kind.NUMBER:
        yield from _number(raw)
    elif kind == Kind.TEXT:
        yield from _text(raw)
    elif kind == Kind.MATCHING:
        yield from _matching(raw)


def advice(raw: Mapping) -> _Found:
    """Yield options of a practice question that do not say why they are right or wrong."""
    for place, entry in enumerate(_entries(raw, "options") or [], start=1):
        if "feedback" not in entry:
            yield f"options[{entry.get('id', place)}].feedback", "is missing"


def secrecy(raw: Mapping) -> _Found:
    """Yield what would betray the key in the students' copy of a graded quiz."""
    for name in ("options", "items", "pairs"):
        for value in (entry.get("id") for entry in _entries(raw, name) or []):
            if isinstance(value, str) and any(word in value.casefold() for word in _TELLING):
                yield f"{name}[{value}].id", "tells whether this is right: choose another word"
    items = _entries(raw, "items") or []
    ids = [entry["id"] for entry in items if isinstance(entry.get("id"), str)]
    if len(ids) > 1 and ids in (sorted(ids), sorted(ids, reverse=True)):
        yield "items", "have ids in alphabetical order, which tells the right order: use words"


def _options(raw: Mapping, *, single: bool) -> _Found:
    entries = _entries(raw, "options")
    if entries is None:
        return
    right = sum(entry.get("correct") is True for entry in entries)
    if right == 0:
        yield "options", "has no correct option"
    elif single and right > 1:
        yield "options", f"has {right} correct options; a single question has one"
    elif right == len(entries):
        yield "options", "are all correct: there is nothing to decide"


def _number(raw: Mapping) -> _Found:
    answer, tolerance = raw.get("answer"), raw.get("tolerance", 0)
    if not is_number(answer) or not is_number(tolerance):
        return
    if raw.get("year") is True and answer != int(answer):
        yield "answer", "must be a whole number: it is a year"
    for mistake in _entries(raw, "mistakes") or []:
        value = mistake.get("value")
        if not is_number(value):
            yield "mistakes", f"{value!r} is not a number"
        elif abs(value - answer) <= tolerance:
            yield "mistakes", f"{value!r} is within the tolerance, so it is a right answer"


def _text(raw: Mapping) -> _Found:
    accept = raw.get("accept")
    if not isinstance(accept, list):
        return
    folded = {fold(text): text for text in accept if isinstance(text, str)}
    if "" in folded:
        yield "accept", f"{folded['']!r} holds no letter or digit, so nobody can type it"
    for mistake in _entries(raw, "mistakes") or []:
        value = mistake.get("value")
        if fold(str(value)) in folded:
            yield "mistakes", f"{value!r} reads the same as an accepted answer"


def _matching(raw: Mapping) -> _Found:
    entries = _entries(raw, "pairs")
    if entries is None:
        return
    rights = {entry["right"] for entry in entries if isinstance(entry.get("right"), str)}
    if len(entries) > 1 and len(rights) == 1:
        yield "pairs", "all have the same right side: there is nothing to decide"
    distractors = raw.get("distractors")
    for value in distractors if isinstance(distractors, list) else []:
        if isinstance(value, str) and value in rights:
            yield "distractors", f"{value!r} is the right side of a pair"
    choices = rights.union(value for value in distractors or [] if isinstance(value, str))
    for mistake in _entries(raw, "mistakes") or []:
        if mistake.get("value") not in choices:
            yield "mistakes", f"{mistake.get('value')!r} is none of the choices"


def _entries(raw: Mapping, name: str) -> list[Mapping] | None:
    """Return the entries of a field, or None where it is absent or not a list of mappings."""
    value = raw.get(name)
    if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
        return None
    return value


def _repeated(values: Iterator[object]) -> list[str]:
    counts = Counter(value for value in values if isinstance(value, str))
    return [value for value, count in counts.items() if count > 1]
