"""Draw the map: sea, land, islands in the look of a layer, lines, labels and legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.map_geometry import Outline, Point, Shape, shapes
from unsigned_peace.figures.map_layers import BASES, Layer, MapEntry
from unsigned_peace.figures.map_legend import (
    LEGEND_ROW,
    OLD_LINE,
    OWN_LINE,
    draw_legend,
    legend_rows,
)
from unsigned_peace.figures.map_views import LABELLED, SHUMSHU, URUP, Callout, View, name_of
from unsigned_peace.figures.plain_english import date_words

SEA = "#f3f8fc"
SEA_NAME = "#57708a"
LAND = "#e6e3dc"
COAST = "#6e7781"
MARGIN = 0.1
LINE = 0.165  # inches from one line of a label to the next


class BoundaryLine(Protocol):
    """What the map needs to know of a line: see `data.lines()`."""

    date: object
    document: str
    label: str
    paths: Sequence[Sequence[Point]]


@dataclass(frozen=True)
class Ground:
    """What is the same on every map: places, outlines, lines, and the script of the names."""

    places: pd.DataFrame
    land: Sequence[Outline]
    lines: Sequence[BoundaryLine] = ()
    script: str = "en"

    @cached_property
    def pieces(self) -> dict[str, Shape]:
        """Land of every island, by place id."""
        return shapes(self.land, self.places)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names in the script of this map, by place id."""
        return {place: name_of(self.places, place, self.script) for place in LABELLED}

    def lines_of(self, layer: Layer) -> list[BoundaryLine]:
        """Return the lines that a layer shows: its own and earlier ones, none for a reading."""
        if layer.kind == "reading":
            return []
        return [line for line in self.lines if pd.Timestamp(line.date) <= layer.date]


def draw(layer: Layer, ground: Ground, view: View) -> Figure:
    """Draw one layer in one view; call it inside `style.applied()`."""
    width = style.WIDTH - 2 * MARGIN
    tall = width * view.ratio
    legend = legend_rows(layer, ground.lines_of(layer))
    bottom = 0.1 + LEGEND_ROW * len(legend)
    figure = style.canvas(bottom + tall + 0.72)
    style.title(figure, f"{layer.title}, {date_words(layer.date)}", _subtitle(layer))
    axes = style.inches(figure, MARGIN, bottom, width, tall)
    _window(axes, layer, ground, view)
    if view.inset:
        closer = view.inset
        west, east, south, north = closer.extent
        axes.add_patch(
            Rectangle((west, south), east - west, north - south, fill=False, ec=style.INK, lw=1)
        )
        left = style.WIDTH - MARGIN - view.inset_width - 0.08
        tall = view.inset_width * closer.ratio
        inset = style.inches(figure, left, bottom + 0.08, view.inset_width, tall)
        _window(inset, layer, ground, closer)
        for spine in inset.spines.values():
            spine.set(color=style.INK, lw=1)
    draw_legend(figure, legend)
    return figure


def held_by(entry: MapEntry) -> str:
    """Return who held a territory in fact, without remarks in brackets; empty if mixed."""
    holder = entry.holder.partition(" (")[0]
    return "" if holder == "mixed" else holder


def _window(axes: Axes, layer: Layer, ground: Ground, view: View) -> None:
    _paint(axes, layer, ground, view)
    _draw_lines(axes, layer, ground.lines_of(layer))
    _write(axes, layer, ground, view)


def _subtitle(layer: Layer) -> str:
    if layer.kind == "reading":
        return f"{layer.entries[0].rule}: what counts as Kurile Islands"
    holder = _common_holder(layer)
    held = f".  Held in fact afterwards by: {holder}" if holder else ""
    return f"According to: {layer.according_to}{held}"


def _common_holder(layer: Layer) -> str:
    """Return the one state that held all the territories of the map, if it was one."""
    holders = {held_by(entry) for entry in layer.entries}
    return holders.pop() if len(holders) == 1 else ""


def _paint(axes: Axes, layer: Layer, ground: Ground, view: View) -> None:
    west, east, south, north = view.extent
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=SEA)
    style.frame(axes, "left", "right", "top", "bottom")
    looks = {place: entry.look for entry in layer.entries for place in entry.place_ids}
    in_view = [ring for ring in ground.land if _overlaps(ring, view)]
    axes.add_collection(PolyCollection(in_view, fc=LAND, ec=COAST, lw=1, zorder=1))
    for place_id, shape in ground.pieces.items():
        look = looks.get(place_id)
        rings = [ring for ring in shape.rings if _overlaps(ring, view)]
        if look and rings:
            axes.add_collection(PolyCollection(rings, **look.paint, zorder=2))
    points = {point: look for place, look in looks.items() for point in _points(ground, place)}
    for shape in ground.pieces.values():
        for point in shape.points:
            ground_of = points[point].paint["fc"] if point in points else LAND
            axes.plot(*point, "o", ms=4.5, mfc=ground_of, mec=style.INK, mew=0.8, zorder=3)


def _points(ground: Ground, place_id: str) -> tuple[Point, ...]:
    return ground.pieces[place_id].points if place_id in ground.pieces else ()


def _overlaps(ring: Outline, view: View) -> bool:
    west, east, south, north = view.extent
    return (
        min(x for x, _ in ring) < east
        and max(x for x, _ in ring) > west
        and min(y for _, y in ring) < north
        and max(y for _, y in ring) > south
    )


def _draw_lines(axes: Axes, layer: Layer, lines: Sequence[BoundaryLine]) -> None:
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()
    for line in lines:
        own = line.document == layer.key
        for path in line.paths:
            axes.plot(*zip(*path, strict=True), **(OWN_LINE if own else OLD_LINE), zorder=4)
        first, last = line.paths[0][0], line.paths[0][-1]
        ends = [(last, "left"), (first, "right")]
        inside = [
            (point, align)
            for point, align in ends
            if west + 0.6 < point[0] < east - 0.6 and south + 0.1 < point[1] < north - 0.1
        ]
        if inside:
            (x, y), align = inside[0]
            style.write(
                axes, x, y, line.label, weight="bold" if own else "normal",
                color=style.BLACK if own else style.QUIET, ha=align, zorder=5,
                bbox={"fc": SEA, "ec": "none", "pad": 0.8},
            )  # fmt: skip


def _write(axes: Axes, layer: Layer, ground: Ground, view: View) -> None:
    common = _common_holder(layer)
    by_place = {place: entry for entry in layer.entries for place in entry.place_ids}
    if ground.script == "en":
        for sea, (x, y) in view.seas:
            style.write(axes, x, y, sea, color=SEA_NAME, ha="center")
    for place_id, callout in view.callouts.items():
        entry = by_place.get(place_id)
        name = ground.names[place_id]
        if place_id == URUP:
            north = ground.names[SHUMSHU]
            name = f"{name.partition(' / ')[0]} – {north.partition(' / ')[0]}"
        words = _words(entry, common) if entry else ["not named here"]
        _write_callout(axes, callout, name, words, quiet=entry is None)
    for place_id, (point, align) in view.names.items():
        _write_name(axes, point, align, ground.names[place_id])


def _inch(axes: Axes) -> tuple[float, float]:
    """Return how many degrees of longitude and of latitude an inch of these axes is."""
    wide, high = axes.figure.get_size_inches()
    box = axes.get_position()
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    return (east - west) / (box.width * wide), (north - south) / (box.height * high)


def _write_name(axes: Axes, at: Point, align: str, name: str) -> None:
    """Write a name beside its land; one that is too long is moved back inside the window."""
    wide = style.text_width(name, style.SMALL) * _inch(axes)[0]
    left = at[0] - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    west, east = axes.get_xlim()
    air = 0.05 * _inch(axes)[0]
    style.write(axes, min(max(left, west + air), east - air - wide), at[1], name, zorder=6)


def _write_callout(
    axes: Axes, callout: Callout, name: str, words: list[str], *, quiet: bool
) -> None:
    """Write a label and lead a line from its edge to the land."""
    across, up = _inch(axes)
    (x, y), (to_x, to_y) = callout.text, callout.land
    widths = [style.text_width(name, style.TEXT, "bold")]
    widths += [style.text_width(line, style.SMALL) for line in words]
    right, bottom, top = x + max(widths) * across, y - len(words) * LINE * up, y + LINE * up
    pad = 0.03
    axes.add_patch(
        Rectangle(
            (x - pad * across, bottom - pad * up), right - x + 2 * pad * across,
            top - bottom + 2 * pad * up, fc=SEA, ec="none", zorder=5,
        )
    )  # fmt: skip
    gap = 0.05
    start = (
        min(max(to_x, x - gap * across), right + gap * across),
        min(max(to_y, bottom - gap * up), top + gap * up),
    )
    axes.plot(*zip(start, (to_x, to_y), strict=True), color=style.INK, lw=0.8, zorder=5)
    axes.plot(to_x, to_y, "o", ms=3, color=style.INK, zorder=5)
    weight, colour = ("normal", style.QUIET) if quiet else ("bold", style.INK)
    axes.text(x, y + 0.03 * up, name, weight=weight, va="baseline", zorder=6)
    for number, line in enumerate(words, start=1):
        axes.text(
            x, y - (number * LINE - 0.03) * up, line, size=style.SMALL, color=colour,
            va="baseline", zorder=6,
        )  # fmt: skip


def _words(entry: MapEntry, common_holder: str = "") -> list[str]:
    lines = entry.words.split("\n")
    holder = held_by(entry)
    if holder and holder != common_holder and holder not in entry.words:
        lines.append(f"held by: {holder}")
    if BASES[entry.basis][1]:
        lines.append(BASES[entry.basis][1])
    if not entry.verified:
        lines.append("(not verified)")
    return lines
