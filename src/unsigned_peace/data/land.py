"""The outlines of the land, for maps."""

import functools
import json

from unsigned_peace.data import schema

Ring = tuple[tuple[float, float], ...]


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
