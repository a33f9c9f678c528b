"""The outlines of the land, and the lines that documents draw, for maps."""

import functools
import json
from dataclasses import dataclass
from datetime import date

from unsigned_peace.data import schema

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class DocumentLine:
    """A line that one document draws between territories, as one or more paths.

    `document` is its name in the table of boundaries. A point is (longitude, latitude).
    """

    line_id: str
    date: date
    document: str
    label: str
    meaning: str
    source_ids: tuple[str, ...]
    paths: tuple[Ring, ...]


@functools.cache
def land() -> tuple[Ring, ...]:
    """Return the coastline between 138 and 158 degrees east, 41 and 52 degrees north.

    Each ring is closed: its first and last points are the same. A point is (longitude, latitude).
    The outlines come from Natural Earth 1:10m (see `data/datapackage.json`). They know no
    frontiers. Akiyuri and Kaigara are too small for them; `places()` has their coordinates.

    >>> len(land()), land()[0][0] == land()[0][-1]
    (35, True)
    """
    file = schema.folder() / "map" / "land.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return tuple(
        tuple((lon, lat) for lon, lat in ring)
        for feature in features
        for ring in feature["geometry"]["coordinates"]
    )


@functools.cache
def lines() -> tuple[DocumentLine, ...]:
    """Return the lines of the documents, in the order of time.

    They are drawn by hand through the straits and are no survey (see `data/datapackage.json`).

    >>> [line.label for line in lines()]
    ['1855', '1875', '1905', '1946']
    """
    file = schema.folder() / "map" / "lines.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return tuple(
        DocumentLine(
            **{
                **feature["properties"],
                "date": date.fromisoformat(feature["properties"]["date"]),
                "source_ids": tuple(feature["properties"]["source_ids"]),
            },
            paths=tuple(
                tuple((lon, lat) for lon, lat in path)
                for path in feature["geometry"]["coordinates"]
            ),
        )
        for feature in features
    )
