"""The legend of the map: looks, how a text comes to them, and lines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from unsigned_peace.figures import style
from unsigned_peace.figures.map_layers import BASES, SILENT, Layer, Look

LEGEND_ROW = 0.24
OWN_LINE = {"color": style.BLACK, "lw": 2.4, "ls": (0, (5, 2))}
OLD_LINE = {"color": style.QUIET, "lw": 1.2, "ls": (0, (1, 2))}

Legend = list[tuple[list[Rectangle | Line2D], list[str]]]


class _DocumentLine(Protocol):
    document: str


def draw_legend(figure: Figure, legend: Legend) -> None:
    """Write the rows of a legend at the lower edge of a figure."""
    for row, (marks, names) in enumerate(legend):
        up = LEGEND_ROW * (len(legend) - 1 - row) / figure.get_size_inches()[1]
        figure.legend(
            marks, names,
            loc="lower left", bbox_to_anchor=(0.006, up), ncols=len(names), frameon=False,
            borderaxespad=0, fontsize=style.SMALL, handlelength=1.8, columnspacing=1.2,
            handletextpad=0.5,
        )  # fmt: skip


def legend_rows(layer: Layer, lines: Sequence[_DocumentLine]) -> Legend:
    """Make the legend, as many marks a line as there is room for."""
    rest = [] if layer.kind == "reading" else [SILENT]
    said = [replace(entry.look, edge="filled") for entry in layer.entries]
    items: list[tuple[Rectangle | Line2D, str]] = [
        (style.swatch(**(look.paint | {"lw": 0.8})), look.name)
        for look in dict.fromkeys([*said, *rest])
    ]
    bases = {entry.basis for entry in layer.entries} if layer.kind == "document" else set()
    for basis, name in (("follows", "follows: not named"), ("read", "readers differ")):
        if basis in bases:
            look = Look("", style.BLACK, "", BASES[basis][0])
            items.append((style.swatch(**look.paint), name))
    if any(line.document == layer.key for line in lines):
        items.append((style.mark(**OWN_LINE), "line of this text"))
    if any(line.document != layer.key for line in lines):
        items.append((style.mark(**OLD_LINE), "earlier line"))
    rows: Legend = []
    room = 0.0
    for mark, name in items:
        need = 0.5 + style.text_width(name, style.SMALL)
        if need > room:
            rows.append(([], []))
            room = style.WIDTH - 0.1
        room -= need
        rows[-1][0].append(mark)
        rows[-1][1].append(name)
    return rows
