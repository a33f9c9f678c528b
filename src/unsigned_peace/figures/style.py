"""The one look of all figures: colours, hatches, markers, fonts, and a canvas without global state.

Colours are the palette of Masataka Okabe and Kei Ito (2002), made for readers who see colours
differently. A colour never stands alone: a hatch, a marker or a word says the same thing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib import dates as mdates
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

FONTS = Path(__file__).with_name("fonts")
FAMILIES = ["Unsigned Peace", "Unsigned Peace Thai", "Unsigned Peace Japanese"]

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"

SIDE_COLOURS = {"Japan": GREEN, "USSR": VERMILION}

INK = "#1f2328"
QUIET = "#57606a"  # 6.4 : 1 on white, so still readable as small text
RULE = "#d0d7de"
BAND = "#f6f8fa"
PAPER = "#ffffff"

WIDTH = 8.6  # inches; at 72 points an inch this is 826 pixels, the width of a notebook's cell
TITLE = 12.5
TEXT = 10.0
SMALL = 9.0  # nothing is smaller than this

SETTINGS = {
    "font.family": FAMILIES,
    "font.size": TEXT,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": RULE,
    "axes.facecolor": PAPER,
    "axes.unicode_minus": False,
    "figure.facecolor": PAPER,
    "hatch.linewidth": 0.8,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": TEXT,
    # Same input, same bytes: ids in the SVG come from this salt, not from a random number.
    "svg.hashsalt": "unsigned-peace",
    # Letters become outlines, so that a figure looks the same where the fonts are not installed.
    "svg.fonttype": "path",
}


@cache
def register_fonts() -> None:
    """Tell matplotlib of the fonts in `fonts/`; a second call costs nothing.

    The Thai and Japanese fonts have one weight. They are listed as bold too, because otherwise
    matplotlib writes to stderr when a bold title holds a name in these scripts.
    """
    manager = font_manager.fontManager
    for path in sorted([*FONTS.glob("*.ttf"), *FONTS.glob("*.otf")]):
        manager.addfont(path)
        entry = manager.ttflist[-1]
        if entry.name in FAMILIES[1:]:
            manager.ttflist.append(replace(entry, weight=700))


@contextmanager
def applied() -> Iterator[None]:
    """Use the settings of this module inside a `with` block, and put the reader's own back."""
    register_fonts()
    with mpl.rc_context(SETTINGS):
        yield


def canvas(height: float) -> Figure:
    """Make an empty figure, its height in inches; call it inside `applied()`.

    The figure is never given to `pyplot`, so nothing stays open and nothing is shown twice.

    >>> with applied():
    ...     figure = canvas(3)
    >>> [float(side) for side in figure.get_size_inches()]
    [8.6, 3.0]
    """
    return Figure(figsize=(WIDTH, height))


def inches(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes at a place given in inches from the lower left corner of the figure."""
    across, up = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def title(figure: Figure, text: str, subtitle: str = "") -> None:
    """Write the title, and a quieter line under it, at the upper left corner."""
    _, up = figure.get_size_inches()
    figure.text(0.012, 1 - 0.1 / up, text, size=TITLE, weight="bold", va="top")
    if subtitle:
        figure.text(0.012, 1 - 0.36 / up, subtitle, size=TEXT, color=QUIET, va="top")


def swatch(**look: object) -> Rectangle:
    """Make a filled mark for a legend."""
    return Rectangle((0, 0), 1, 1, **({"ec": INK, "lw": 0.7} | look))


def mark(**look: object) -> Line2D:
    """Make a line, or with `ls=""` a marker alone, for a legend."""
    return Line2D([], [], **look)


def legend(
    figure: Figure, marks: Mapping[str, Artist], at: tuple[float, float], **look: object
) -> None:
    """Explain the marks, each under its name, near the upper edge.

    `at` is the part of the width from the left, and the inches from the upper edge. In the right
    half the legend ends there, in the left half it begins there.
    """
    across, down = at
    corner = (across, 1 - down / figure.get_size_inches()[1])
    side = "left" if across < 0.5 else "right"
    figure.legend(
        [*marks.values()], [*marks], loc=f"upper {side}", bbox_to_anchor=corner, frameon=False,
        fontsize=SMALL, **look,
    )  # fmt: skip


def write(axes: Axes, x: float, y: float, text: str, **look: object) -> None:
    """Write small words at a point, in the middle of the line."""
    axes.text(x, y, text, va="center", size=SMALL, **look)


def sheet(tall: float, head: float, *, foot: float = 0.05) -> tuple[Figure, Axes]:
    """Make a figure whose axes count inches: x from the left edge, y downwards.

    The titles have `head` inches above, of which `foot` stay empty below the axes.
    """
    figure = canvas(tall + head)
    axes = inches(figure, 0, foot, WIDTH, tall)
    bare(axes)
    axes.set(xlim=(0, WIDTH), ylim=(tall, 0))
    return figure, axes


def bare(axes: Axes) -> None:
    """Take the box, the ticks and the background off the axes."""
    axes.set_axis_off()
    axes.patch.set_visible(False)


def frame(axes: Axes, *sides: str) -> None:
    """Keep only the named sides of the box round the axes."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in sides)
    axes.tick_params(length=0)


def time_axis(axes: Axes, days: int) -> None:
    """Write years, months or days under the axes, as fits a stretch of so many days."""
    if days > 365 * 4:
        axes.xaxis.set_major_locator(mdates.YearLocator(1 if days < 365 * 15 else 10))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        locator = mdates.AutoDateLocator(minticks=4, maxticks=9)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
    axes.grid(axis="x", color=RULE, lw=0.6)
    axes.set_axisbelow(True)


@cache
def _font(weight: str) -> FT2Font:
    register_fonts()
    properties = font_manager.FontProperties(family=FAMILIES, weight=weight)
    paths = [font_manager.findfont(_one(properties, family)) for family in FAMILIES]
    return font_manager.get_font(paths)


def _one(properties: font_manager.FontProperties, family: str) -> font_manager.FontProperties:
    single = properties.copy()
    single.set_family([family])
    return single


@cache
def text_width(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Return the width of a line of text in inches, without drawing it.

    >>> text_width("Etorofu") < text_width("Etorofu / Iturup") < 2
    True
    """
    font = _font(weight)
    font.set_size(size, 72)
    font.set_text(text)
    return font.get_width_height()[0] / 64 / 72


def shortened(text: str, width: float) -> str:
    """Cut a small text at a word so that it fits a width in inches, and mark the cut.

    >>> shortened("UK draft", 2)
    'UK draft'
    >>> shortened("US provisional draft given to the FEC powers", 2)
    'US provisional draft given to …'
    """
    if text_width(text, SMALL) <= width:
        return text
    words = text.split()
    while words and text_width(" ".join(words) + " …", SMALL) > width:
        words.pop()
    return " ".join(words) + " …"


def wrapped(text: str, width: float, weight: str = "normal") -> list[str]:
    """Break a small text into lines that are no wider than a number of inches.

    A single word that is wider stands alone on its line; no word is cut.

    >>> wrapped("two islands after the treaty", 1.0)
    ['two islands after', 'the treaty']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, SMALL, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
