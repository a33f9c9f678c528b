"""The form of a file that people write, by its JSON Schema: every fault, in plain words."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import fastjsonschema

_LONGEST = 300  # letters: jsonschema quotes all that it refuses


class SchemaFault(NamedTuple):
    """One thing that a schema refuses: the place, the field below it if that is it, and why."""

    path: tuple[str | int, ...]
    field: str
    message: str


class FileForm:
    """What a schema says of a file, compiled once.

    >>> form = FileForm({"properties": {"minutes": {"type": "integer", "description": "a number"}}})
    >>> list(form.faults({"minutes": 90})), list(form.faults({"minutes": "long"}))
    ([], [SchemaFault(path=('minutes',), field='', message='must be a number')])
    """

    def __init__(self, schema: Mapping[str, Any]) -> None:
        """Take a schema as plain values."""
        self._schema = schema

    @classmethod
    @cache
    def read(cls, file: Path) -> "FileForm":
        """Read a schema, once for each file."""
        return cls(json.loads(file.read_text(encoding="utf-8")))

    @cached_property
    def quick(self) -> Callable[[Any], object]:
        """A check that raises `fastjsonschema.JsonSchemaException` and does not say all."""
        return fastjsonschema.compile(self._schema, use_default=False)

    def faults(self, raw: object) -> Iterator[SchemaFault]:
        """Yield everything that the schema refuses."""
        # jsonschema takes a second or two to load, so only a file with a fault has to wait for it;
        # but the quick check knows no drafts after the seventh.
        if "draft/20" not in self._schema.get("$schema", ""):
            try:
                self.quick(raw)
            except fastjsonschema.JsonSchemaException:
                pass
            else:
                return
        from jsonschema.validators import validator_for  # noqa: PLC0415

        kind = validator_for(self._schema)
        for error in kind(self._schema, format_checker=kind.FORMAT_CHECKER).iter_errors(raw):
            for field, message in _in_plain_words(error):
                yield SchemaFault(tuple(error.absolute_path), field, message)


def _in_plain_words(error: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - of jsonschema
    """Say an error of jsonschema: the field below its place, and the message."""
    match error.validator, error.validator_value:
        case "required", _:
            yield error.message.split("'")[1], "is missing"
        case "additionalProperties", _:
            known = error.schema["properties"]
            for name in (name for name in error.instance if name not in known):
                yield str(name), f"is not a field here; known: {', '.join(known)}"
        case ("pattern", r"\S") | ("minItems", 1):
            yield "", "is empty"
        case "enum", codes:
            yield "", f"must be one of: {', '.join(codes)}"
        case "exclusiveMinimum", least:
            yield "", f"must be more than {least}"
        case _ if error.schema.get("description", "A")[0].islower():  # it goes on after "must be"
            yield "", f"must be {error.schema['description']}"
        case _:
            yield "", error.message[:_LONGEST]
