"""Everything that can be wrong with a quiz bank, found in one pass.

The checks walk the raw YAML, whatever it holds, and never stop at the first mistake. Here is the
form of a bank: fields and their types. `key_checks` asks whether the answers make sense.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from unsigned_peace.quiz import key_checks
from unsigned_peace.quiz.model import SKILLS, Kind
from unsigned_peace.shared.problem import Problem


def problem(file: str, name: str, field: str, message: str) -> Problem:
    """Say what is wrong: in which file, quiz or question, and field.

    >>> print(problem("01.yml", "sf-host", "points", "must be more than 0"))
    01.yml: sf-host: points: must be more than 0
    """
    return Problem(file, ": ".join(part for part in (name, field) if part), message)


def read(path: Path) -> tuple[Any, list[Problem]]:
    """Return the raw content of a YAML file and what kept it from being read."""
    try:
        with path.open(encoding="utf-8") as file:
            loader = _Loader(file)
            try:
                raw = loader.get_single_data()
            finally:
                loader.dispose()
    except OSError as error:
        return None, [Problem(path.name, "", f"cannot be read: {error}")]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # ValueError: bytes that are not UTF-8, or a date such as 1951-99-99.
        return None, [Problem(path.name, "", f"is not sound YAML: {error}")]
    twice = [
        Problem(path.name, key, f"is written twice, the second time in line {line}")
        for key, line in loader.repeated
    ]
    return raw, twice


def structure(raw: object, file: str, *, graded: bool = False) -> Iterator[Problem]:
    """Yield every problem inside one bank.

    A `graded` bank needs no feedback, but its ids must not give the key away. A bank that says
    `keyless: true` must hold no key at all.
    """
    if not isinstance(raw, Mapping):
        yield Problem(file, "", "must be a bank: a mapping with notebook, title and quizzes")
        return
    keyless = raw.get("keyless") is True
    for field, message in _form(raw, _BANK, required={"notebook", "title", "quizzes"}):
        yield Problem(file, field, message)
    seen: set[str] = set()
    for quiz in _mappings(raw.get("quizzes")):
        name = str(quiz.get("id", ""))
        for field, message in _form(quiz, _QUIZ, required=set(_QUIZ)):
            yield problem(file, name, field, message)
        if name in seen:
            yield problem(file, name, "id", "is the id of two quizzes of this bank")
        seen.add(name)
    seen = set()
    for question in _questions(raw):
        name = str(question.get("id", ""))
        for field, message in _question(question, graded=graded, keyless=keyless):
            yield problem(file, name, field, message)
        if name in seen:
            yield problem(file, name, "id", "is the id of two questions of this bank")
        seen.add(name)


def unknown_sources(raw: object, file: str, known: Collection[str]) -> list[Problem]:
    """Return a problem for each source id that is not `known`.

    >>> unknown_sources({"quizzes": [{"questions": [{"id": "q", "source_ids": ["X"]}]}]}, "f", [])
    [Problem(file='f', place='q: source_ids', message="'X' is not in data/sources.csv")]
    """
    return [
        problem(file, str(question.get("id", "")), "source_ids", f"{one!r} is not in {_SOURCES}")
        for question in _questions(raw)
        for one in _listed(question.get("source_ids"))
        if one not in known
    ]


def repeated_ids(banks: Mapping[str, object]) -> list[Problem]:
    """Return a problem for each question id that two files share."""
    first: dict[str, str] = {}
    found = []
    for file, raw in banks.items():
        for question in _questions(raw):
            name = str(question.get("id", ""))
            if first.setdefault(name, file) != file:
                found.append(problem(file, name, "id", f"is used in {first[name]} too"))
    return found


_SOURCES = "data/sources.csv"
_Message = str | None
_Check = Callable[[Any], _Message]


def _text(value: object) -> _Message:
    if isinstance(value, str):
        return None if value.strip() else "is empty"
    return "must be text (write a number, a date or yes/no in quotes)"


def _texts(value: object) -> _Message:
    if not isinstance(value, list) or any(map(_text, value)):
        return "must be a list of texts"
    return None


def _filled(value: object) -> _Message:
    return _texts(value) or (None if value else "is empty")


def _number(value: object) -> _Message:
    return None if key_checks.is_number(value) else "must be a number (15 digits at most)"


def _positive(value: object) -> _Message:
    return _number(value) or (None if value > 0 else "must be more than 0")


def _not_negative(value: object) -> _Message:
    return _number(value) or (None if value >= 0 else "must not be negative")


def _flag(value: object) -> _Message:
    return None if isinstance(value, bool) else "must be true or false"


def _value(value: object) -> _Message:
    return _text(value) and _number(value) and "must be a number or a text"


def _entries(value: object) -> _Message:
    sound = isinstance(value, list) and value and all(isinstance(v, Mapping) for v in value)
    return None if sound else "must be a list of entries with named fields"


def _one_of(*allowed: str) -> _Check:
    return lambda value: None if value in allowed else f"must be one of: {', '.join(allowed)}"


_BANK = {"notebook": _text, "title": _text, "keyless": _flag, "quizzes": _entries}
_QUIZ = {"id": _text, "title": _text, "section": _text, "questions": _entries}
_ANY_KIND = {
    "id": _text,
    "kind": _one_of(*Kind),
    "prompt": _text,
    "intro": _text,
    "points": _positive,
    "skill": _one_of(*SKILLS),
    "hints": _texts,
    "source_ids": _texts,  # [] is a decision: a question about the course itself has no source
    "feedback": _text,
}
_ONE_KIND: dict[str, dict[str, _Check]] = {
    Kind.SINGLE: {"options": _entries},
    Kind.MULTIPLE: {"options": _entries},
    Kind.PASSAGE: {"options": _entries},
    Kind.NUMBER: {
        "answer": _number,
        "tolerance": _not_negative,
        "year": _flag,
        "unit": _text,
        "mistakes": _entries,
    },
    Kind.TEXT: {"accept": _filled, "mistakes": _entries},
    Kind.ORDERING: {"items": _entries},
    Kind.MATCHING: {"pairs": _entries, "distractors": _texts, "mistakes": _entries},
}
_PARTS: dict[str, dict[str, _Check]] = {
    "options": {"id": _text, "text": _text, "correct": _flag, "feedback": _text},
    "items": {"id": _text, "text": _text, "feedback": _text},
    "pairs": {"id": _text, "left": _text, "right": _text, "feedback": _text},
    "mistakes": {"value": _value, "feedback": _text},
}
_REQUIRED = {"id", "kind", "prompt", "skill", "source_ids", "options", "answer", "accept"} | {
    "items",
    "pairs",
    "text",
    "correct",
    "left",
    "right",
    "value",
}
_KEY = {"source_ids", "hints", "feedback", "answer", "tolerance", "accept", "mistakes"} | {
    "correct",
    "right",
}


def _question(raw: Mapping, *, graded: bool, keyless: bool) -> Iterator[tuple[str, str]]:
    """Yield (field, message) for everything that is wrong with one question."""
    kind = raw.get("kind")
    fields = _ANY_KIND | (_ONE_KIND.get(kind, {}) if isinstance(kind, str) else {})
    yield from _form(raw, fields, required=_REQUIRED, keyless=keyless)
    for name, shape in _PARTS.items():
        if name not in fields:
            continue
        for place, entry in enumerate(_mappings(raw.get(name)), start=1):
            where = f"{name}[{entry.get('id', place)}]"
            required = _REQUIRED | {"id"}
            if name == "mistakes" or (name == "options" and not graded):
                required = required | {"feedback"}
            for field, message in _form(entry, shape, required=required, keyless=keyless):
                yield f"{where}.{field}", message
    yield from key_checks.shape(raw)
    if not keyless:
        yield from key_checks.key(raw)
        if graded:
            yield from key_checks.secrecy(raw)


def _form(
    raw: Mapping, fields: Mapping[str, _Check], *, required: set[str], keyless: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield (field, message) for unknown, forbidden, mistyped and missing fields."""
    for name, value in raw.items():
        if name not in fields:
            yield str(name), f"is not a field here; known: {', '.join(fields)}"
        elif keyless and name in _KEY:
            yield name, "gives the key away: it must not be in the students' copy"
        elif message := fields[name](value):
            yield name, message
    for name in fields:
        if name in required and name not in raw and not (keyless and name in _KEY):
            yield name, "is missing"


def _questions(raw: object) -> Iterator[Mapping]:
    quizzes = _mappings(raw.get("quizzes")) if isinstance(raw, Mapping) else []
    for quiz in quizzes:
        yield from _mappings(quiz.get("questions"))


def _mappings(value: object) -> list[Mapping]:
    return [entry for entry in _listed(value) if isinstance(entry, Mapping)]


def _listed(value: object) -> list:
    return value if isinstance(value, list) else []


# The one in C reads a bank in a tenth of the time; not every machine has it.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """The safe loader, which remembers keys that a mapping holds twice (YAML keeps the last)."""

    def __init__(self, stream: object) -> None:
        super().__init__(stream)
        self.repeated: list[tuple[str, int]] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:  # noqa: FBT001, FBT002
        """Build the mapping as usual, after a look at its keys."""
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                self.repeated.append((key.value, key.start_mark.line + 1))
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)
