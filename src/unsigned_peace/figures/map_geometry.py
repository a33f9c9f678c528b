"""Which piece of land is which island: pure geometry on longitudes and latitudes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

Point = tuple[float, float]
Outline = Sequence[Point]

PARALLEL_50 = 50.0
# Places that stand for a whole: a ring round their coordinates is the territory itself.
HABOMAI = "PLA-002"
SOUTH_SAKHALIN = "PLA-037"
NORTH_SAKHALIN = "PLA-038"
ISLAND_KINDS = ("island", "islet", "rock")


@dataclass(frozen=True)
class Shape:
    """The land of one territory: rings where the outlines have it, points where they do not."""

    rings: tuple[tuple[Point, ...], ...] = ()
    points: tuple[Point, ...] = ()


@dataclass
class _Draft:
    rings: list[tuple[Point, ...]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)


def contains(ring: Outline, point: Point) -> bool:
    """Say whether a point lies inside a ring (even-odd rule).

    >>> square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> contains(square, (1, 1)), contains(square, (3, 1))
    (True, False)
    """
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def cut_at(ring: Outline, latitude: float, *, north: bool) -> tuple[Point, ...]:
    """Keep the part of a ring north (or south) of a parallel.

    >>> square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> cut_at(square, 1, north=True)
    ((2.0, 1), (2, 2), (0, 2), (0.0, 1))
    """
    kept: list[Point] = []
    open_ring = list(ring[:-1]) if ring[0] == ring[-1] else list(ring)
    for (x1, y1), (x2, y2) in zip(open_ring, open_ring[1:] + open_ring[:1], strict=True):
        here, there = (y1 >= latitude) == north, (y2 >= latitude) == north
        if here:
            kept.append((x1, y1))
        if here != there:
            kept.append((x1 + (latitude - y1) * (x2 - x1) / (y2 - y1), latitude))
    return tuple(kept)


def shapes(land: Sequence[Outline], places: pd.DataFrame) -> dict[str, Shape]:
    """Find the land of every island and of both halves of Sakhalin.

    A ring belongs to the island whose coordinates lie in it. An island without a ring (Akiyuri and
    Kaigara are too small for the outlines) is a point. The islets of the Habomai group are found
    under their own ids and together under the id of the group.

    Args:
        land: `data.land()`: closed rings of (longitude, latitude).
        places: `data.places()`.

    Returns:
        Place id to shape. Rings that are no island of the table are left out: see `rest`.
    """
    found: dict[str, _Draft] = {}
    boxes = [_box(ring) for ring in land]
    for place in _islands(places).itertuples():
        here = (place.lon, place.lat)
        near = (ring for ring, box in zip(land, boxes, strict=True) if _in_box(box, here))
        ring = next((ring for ring in near if contains(ring, here)), None)
        keys = [place.place_id] + [HABOMAI] * (place.group == "Habomai")
        for key in keys:
            shape = found.setdefault(key, _Draft())
            if ring is None:
                shape.points.append(here)
            else:
                shape.rings.append(tuple(ring))
    sakhalin = places[places["place_id"] == NORTH_SAKHALIN]
    for place in sakhalin.itertuples():
        for ring in land:
            if contains(ring, (place.lon, min(place.lat, PARALLEL_50))):
                found[NORTH_SAKHALIN] = _Draft([cut_at(ring, PARALLEL_50, north=True)])
                found[SOUTH_SAKHALIN] = _Draft([cut_at(ring, PARALLEL_50, north=False)])
    return {key: Shape(tuple(shape.rings), tuple(shape.points)) for key, shape in found.items()}


def _box(ring: Outline) -> tuple[float, float, float, float]:
    return (
        min(x for x, _ in ring),
        max(x for x, _ in ring),
        min(y for _, y in ring),
        max(y for _, y in ring),
    )


def _in_box(box: tuple[float, float, float, float], point: Point) -> bool:
    """Say quickly whether a point can be inside: most rings are far away."""
    return box[0] <= point[0] <= box[1] and box[2] <= point[1] <= box[3]


def _islands(places: pd.DataFrame) -> pd.DataFrame:
    """Return the islands that the documents are about; Hokkaido is in none of them."""
    about = places["group"].isin(["disputed", "Habomai", "Kuril"])
    return places[about & places["kind"].isin(ISLAND_KINDS)]
