"""The reading room: documents with their passages, one file each in `data/documents/`."""

import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from unsigned_peace.data import schema
from unsigned_peace.data.document_model import (
    Document,
    Giveaway,
    NotFound,
    Passage,
    Questions,
    ReadAt,
)
from unsigned_peace.data.schema import DataError
from unsigned_peace.shared.nearest import meant
from unsigned_peace.shared.yaml_file import read_yaml

NOT_FOUND = "not-found.yml"


def files(place: Path | None = None) -> list[Path]:
    """List the files of the documents, by name.

    >>> "cairo-1943.yml" in [file.name for file in files()]
    True
    """
    room = (place or schema.folder()) / "documents"
    return [file for file in sorted(room.glob("*.yml")) if file.name != NOT_FOUND]


def read(file: Path) -> Any:  # noqa: ANN401 - a file can hold anything until it is checked
    """Read a YAML file as plain values, dates as `datetime.date`.

    Raises:
        DataError: if the file is not YAML.

    >>> read(schema.folder() / "documents" / "cairo-1943.yml")["id"]
    'cairo-1943'

    """
    try:
        return read_yaml(file)
    except yaml.YAMLError as error:
        raise DataError(f"data/documents/{file.name} is not YAML: {error}") from None


def documents(place: Path | None = None) -> Mapping[str, Document]:
    """Load all documents by id, the oldest first.

    Args:
        place: folder of the ledger; the course's own if left out.

    Raises:
        DataError: if a file is not sound; `unsigned-peace check-data` says all that is wrong.

    >>> next(iter(documents()))
    'shimoda-1855'

    """
    return _all(place or schema.folder())


def document(document_id: str) -> Document:
    """Return the document of that id.

    Raises:
        DataError: if there is no such document; the message names the nearest ids.

    >>> document("cairo-1943").date.year
    1943

    """
    known = _files_by_id(schema.folder())
    if document_id not in known:
        near = meant(document_id, known, most=3)
        raise DataError(f"There is no document {document_id!r} in data/documents.{near}")
    return _document(known[document_id])  # one takes milliseconds, all of them a second


def not_found(place: Path | None = None) -> tuple[NotFound, ...]:
    """List the documents that could not be had.

    Raises:
        DataError: if the list is not sound.

    >>> all(one.tried for one in not_found())
    True

    """
    file = (place or schema.folder()) / "documents" / NOT_FOUND
    try:
        return tuple(
            NotFound(**{**raw, "date": str(raw["date"]), "wanted_for": tuple(raw["wanted_for"])})
            for raw in read(file)
        )
    except (TypeError, KeyError) as error:
        raise DataError(f"data/documents/{NOT_FOUND}: {error}") from None


@functools.cache
def _files_by_id(place: Path) -> Mapping[str, Path]:
    return {file.stem: file for file in files(place)}


@functools.cache
def _all(place: Path) -> Mapping[str, Document]:
    loaded = [_document(file) for file in files(place)]
    loaded.sort(key=lambda one: (one.date, one.id))
    return MappingProxyType({one.id: one for one in loaded})


@functools.cache
def _document(file: Path) -> Document:
    raw = read(file)
    try:
        return Document(
            **{
                **raw,
                "languages": tuple(raw["languages"]),
                "source_ids": tuple(raw["source_ids"]),
                "modules": tuple(raw["modules"]),
                "read_at": tuple(_reading(one) for one in raw["read_at"]),
                "questions": Questions(**raw["questions"]),
                "giveaways": tuple(Giveaway(**one) for one in raw["giveaways"]),
                "passages": tuple(Passage(**one) for one in raw["passages"]),
            }
        )
    except (TypeError, KeyError) as error:
        message = f"data/documents/{file.name}: {error}. Run unsigned-peace check-data."
        raise DataError(message) from None


def _reading(raw: dict) -> ReadAt:
    return ReadAt(**raw | {key: tuple(raw.get(key, ())) for key in ("passages", "again")})
