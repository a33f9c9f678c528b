"""Where the map looks, and where its labels stand, in degrees of longitude and latitude."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians

import pandas as pd

from unsigned_peace.figures.map_geometry import HABOMAI, NORTH_SAKHALIN, SOUTH_SAKHALIN, Point

SHIKOTAN, KUNASHIRI, ETOROFU, URUP, SHUMSHU = "PLA-011", "PLA-012", "PLA-013", "PLA-014", "PLA-033"
SUISHO, AKIYURI, YURI, SHIBOTSU, TARAKU = "PLA-003", "PLA-004", "PLA-005", "PLA-006", "PLA-007"
KAIGARA, HOKKAIDO, NEMURO = "PLA-010", "PLA-040", "PLA-057"

SCRIPTS = {
    "en": ("name_en", "English"),
    "ja": ("name_ja", "Japanese"),
    "ru": ("name_ru", "Russian"),
    "th": ("name_th", "Thai"),
}


@dataclass(frozen=True)
class Callout:
    """A label in the sea and the point on land to which its line leads."""

    text: Point
    land: Point
    align: str = "left"


@dataclass(frozen=True)
class View:
    """A window of the map: west, east, south, north; its labels; and a closer window."""

    extent: tuple[float, float, float, float]
    callouts: Mapping[str, Callout]
    names: Mapping[str, tuple[Point, str]]
    seas: tuple[tuple[str, Point], ...] = ()  # written on the English map only
    inset: "View | None" = None
    inset_width: float = 0.0

    @property
    def ratio(self) -> float:
        """Height over width on paper, true in the middle of the window."""
        west, east, south, north = self.extent
        # A degree of longitude is shorter than one of latitude by the cosine of the latitude.
        return (north - south) / ((east - west) * cos(radians((south + north) / 2)))


NEMURO_TO_SHIKOTAN = View(
    extent=(145.25, 147.05, 43.17, 43.97),
    callouts={},
    names={
        SUISHO: ((145.90, 43.53), "right"),
        SHIBOTSU: ((146.27, 43.50), "left"),
        TARAKU: ((146.24, 43.675), "right"),
        SHIKOTAN: ((146.58, 43.86), "right"),
        NEMURO: ((145.58, 43.255), "center"),
    },
)
HABOMAI_CLOSE = View(
    extent=(145.70, 146.52, 43.31, 43.70),
    callouts={},
    names={
        KAIGARA: ((145.81, 43.35), "center"),
        SUISHO: ((145.90, 43.49), "center"),
        AKIYURI: ((146.03, 43.345), "left"),
        YURI: ((146.12, 43.395), "left"),
        SHIBOTSU: ((146.06, 43.55), "right"),
        TARAKU: ((146.25, 43.645), "right"),
    },
)
VIEWS: Mapping[str, View] = {
    "region": View(
        extent=(140.3, 157.6, 42.55, 51.3),
        callouts={
            NORTH_SAKHALIN: Callout((145.2, 50.85), (143.4, 50.75)),
            SOUTH_SAKHALIN: Callout((145.2, 49.0), (142.35, 48.4)),
            URUP: Callout((149.6, 48.5), (151.9, 47.05)),
            ETOROFU: Callout((146.5, 46.9), (147.6, 45.1)),
            KUNASHIRI: Callout((144.1, 45.75), (145.9, 44.2)),
            SHIKOTAN: Callout((147.75, 44.25), (146.9, 43.82)),
            HABOMAI: Callout((147.4, 43.3), (146.25, 43.5)),
        },
        names={HOKKAIDO: ((142.9, 43.3), "center")},
        seas=(("Sea of Okhotsk", (149.6, 50.4)), ("Pacific Ocean", (154.6, 46.2))),
        inset=NEMURO_TO_SHIKOTAN,
        inset_width=3.05,
    ),
    "southern islands": View(
        extent=(144.2, 150.3, 43.0, 45.85),
        callouts={
            URUP: Callout((149.0, 44.75), (149.72, 45.75)),
            ETOROFU: Callout((145.7, 45.35), (147.5, 45.0)),
            KUNASHIRI: Callout((146.62, 44.22), (146.1, 44.25)),
            SHIKOTAN: Callout((147.08, 43.74), (146.87, 43.83)),
            HABOMAI: Callout((146.65, 43.27), (146.25, 43.5)),
        },
        names={HOKKAIDO: ((144.75, 43.5), "center"), NEMURO: ((145.45, 43.24), "center")},
        seas=(("Sea of Okhotsk", (144.9, 45.72)),),
        inset=HABOMAI_CLOSE,
        inset_width=2.6,
    ),
}


# Every place that some view labels.
LABELLED = sorted(
    {SHUMSHU}
    | {place for view in VIEWS.values() for place in (*view.callouts, *view.names)}
    | {place for view in VIEWS.values() if view.inset for place in view.inset.names}
)


def name_of(places: pd.DataFrame, place_id: str, script: str = "en") -> str:
    """Return the name of a place for the map, without remarks in brackets.

    In English both forms stand side by side, so that the map takes no side.

    Raises:
        ValueError: if there is no such script.
        KeyError: if there is no such place.

    >>> from unsigned_peace import data
    >>> [name_of(data.places(), "PLA-013", script) for script in ("en", "ja", "ru")]
    ['Etorofu / Iturup', '択捉島', 'Итуруп']
    """
    if script not in SCRIPTS:
        raise ValueError(f"No script {script!r}. Choose en, ja, ru or th.")
    rows = places[places["place_id"] == place_id]
    if rows.empty:
        raise KeyError(f"No place {place_id!r} in the table of places.")
    place = rows.iloc[0]
    name = place[SCRIPTS[script][0]].partition(" (")[0].removeprefix("остров ")
    has_two = place["kind"] == "island" or place_id == SOUTH_SAKHALIN
    if script == "en" and has_two and place["group"] != "Japan":
        return " / ".join(dict.fromkeys([name, *place["also_called"][:1]]))
    return name
