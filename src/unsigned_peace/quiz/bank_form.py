"""The form of a quiz bank: reading the YAML, and everything in it that is not as it should be.

`data/quizzes/bank.schema.json` says which fields there are and what may stand in them. Editors read
it, too, and complete what an author types. `key_checks` asks whether the answers make sense. Both
find every mistake in one pass.
"""

import json
import math
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from unsigned_peace import data
from unsigned_peace.quiz import key_checks, passages
from unsigned_peace.shared.json_schema import FileForm, SchemaFault
from unsigned_peace.shared.problem import Problem
from unsigned_peace.shared.yaml_file import SafeLoader

_SOURCES = "data/sources.csv"
# What the students' copy of a graded quiz must not hold.
_KEY = {
    *("source_ids", "hints", "feedback", "answer", "tolerance", "accept", "mistakes"),
    *("correct", "right"),
}
# In these lists an entry is known by this field.
_NAMED = {"quizzes": "id", "questions": "id", "modules": "notebook"}
_GIVEN_AWAY = "gives the key away: it must not be in the students' copy"


def problem(file: str, name: str, field: str, message: str) -> Problem:
    """Say what is wrong: in which file, quiz or question, and field.

    >>> print(problem("01.yml", "sf-host", "points", "must be more than 0"))
    01.yml: sf-host: points: must be more than 0
    """
    return Problem(file, ": ".join(part for part in (name, field) if part), message)


def where(fault: SchemaFault, raw: Any) -> tuple[str, str]:  # noqa: ANN401
    """Name the module, quiz or question in which a fault lies, and the field: `options[a].text`.

    >>> where(SchemaFault(("modules", 0), "title", "is missing"), {"modules": [{"notebook": "01"}]})
    ('01', 'title')
    """
    name, field, value = "", "", raw
    for step in fault.path:
        value = value[step]
        if isinstance(step, str):
            field = f"{field}.{step}" if field else step
        elif isinstance(value, Mapping) and field in _NAMED:
            name, field = str(value.get(_NAMED[field], "")), ""
        elif isinstance(value, Mapping):
            field += f"[{value.get('id', step + 1)}]"
    return name, ".".join(filter(None, (field, fault.field)))


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
    for place, message in _form(raw, keyless=keyless):
        yield Problem(file, place, message)
    quizzes = _mappings(raw.get("quizzes"))
    for one, entries in (("quizzes", quizzes), ("questions", list(_questions(raw)))):
        names = [str(entry.get("id", "")) for entry in entries]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield problem(file, name, "id", f"is the id of two {one} of this bank")
    for quiz in quizzes:
        yield from _alternatives(file, _mappings(quiz.get("questions")))
    for question in _questions(raw):
        found = [*passages.problems(question)]
        found += key_checks.shape(question if found else passages.filled(question))
        if not keyless:
            found += key_checks.key(question)
            found += key_checks.secrecy(question) if graded else key_checks.advice(question)
        for field, message in found:
            yield problem(file, str(question.get("id", "")), field, message)


def prepare() -> None:
    """Compile the check of the form of a students' copy, once for all who are graded here.

    >>> prepare()
    """
    _schema(keyless=True).quick  # noqa: B018 - it is compiled when it is asked for


def _alternatives(file: str, questions: list[Mapping]) -> Iterator[Problem]:
    """Yield each question that stands in for none above it, or for one with other points."""
    firsts: dict[str, object] = {}
    for question in questions:
        name, points = str(question.get("id", "")), question.get("points", 1)
        other = str(question.get("instead_of", ""))
        if not other:
            firsts[name] = points
        elif other not in firsts:
            known = "is no question above it in its quiz that stands for itself"
            yield problem(file, name, "instead_of", f"{other!r} {known}")
        elif firsts[other] != points:
            yield problem(file, name, "instead_of", f"{other!r} has another number of points")


def _form(raw: Mapping, *, keyless: bool) -> Iterator[tuple[str, str]]:
    """Yield place and message for all that the schema refuses."""
    for fault in _schema(keyless=keyless).faults(raw):
        name, field = where(fault, raw)
        secret = keyless and fault.field in _KEY
        yield ": ".join(filter(None, (name, field))), _GIVEN_AWAY if secret else fault.message


@cache
def _schema(*, keyless: bool) -> FileForm:
    text = (data.folder() / "quizzes" / "bank.schema.json").read_text(encoding="utf-8")
    return FileForm(_without_key(json.loads(text)) if keyless else json.loads(text))


def _without_key(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return the form of a students' copy, which follows from the form of a bank."""
    if isinstance(schema, list):
        return [_without_key(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: _without_key(value) for name, value in schema.items()}
    for name in {"properties", "required"} & set(kept):
        if isinstance(kept[name], list):
            kept[name] = [one for one in kept[name] if one not in _KEY]
        else:
            kept[name] = {one: value for one, value in kept[name].items() if one not in _KEY}
    return kept


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


def _questions(raw: object) -> Iterator[Mapping]:
    quizzes = _mappings(raw.get("quizzes")) if isinstance(raw, Mapping) else []
    for quiz in quizzes:
        yield from _mappings(quiz.get("questions"))


def _mappings(value: object) -> list[Mapping]:
    return [entry for entry in _listed(value) if isinstance(entry, Mapping)]


def _listed(value: object) -> list:
    return value if isinstance(value, list) else []


class _Loader(SafeLoader):
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

    def construct_yaml_float(self, node: yaml.ScalarNode) -> float | str:
        """Leave .nan and .inf as they are written: no answer can be such a number."""
        number = super().construct_yaml_float(node)
        return number if math.isfinite(number) else node.value


_Loader.add_constructor("tag:yaml.org,2002:float", _Loader.construct_yaml_float)
