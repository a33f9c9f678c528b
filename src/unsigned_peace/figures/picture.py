"""A picture in a box of its own: in its full size, so that its words are never shrunk.

Where the window is narrower than the picture, the box scrolls. A picture with headings or an axis
to keep in view scrolls upright, too, as a spreadsheet does, and says so as long as more is below.
Any other stands there in its full height: what a text speaks of is not hidden behind a second
scroll bar.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from matplotlib.axes import Axes

PIXELS = 96  # an inch on the screen, as CSS has it
BOX = "overflow:auto;overscroll-behavior-x:contain"
# On the edge of a picture that goes on. Many browsers hide the bar of a box that nobody scrolls.
MORE = "More below: scroll in the picture ↓"
MORE_HIGH = 26  # pixels
# A notebook shows what is left of the window under JupyterLab's menus; `panel.js` measures it.
ONE_PAGE = "max-height:max(18em,var(--up-room,calc(100vh - 13em)))"


@dataclass(frozen=True)
class Kept:
    """The parts of a picture that stay in view when it scrolls, in inches.

    Attributes:
        head: upper and lower edge of the headings, from the top; equal for none.
        foot: height of the axis at the bottom.
        side: width of the first column.

    """

    head: tuple[float, float] = (0.0, 0.0)
    foot: float = 0.0
    side: float = 0.0

    @classmethod
    def around(cls, axes: Axes) -> "Kept":
        """Keep what stands on the left of the axes and under them."""
        box = axes.get_position()
        wide, high = axes.figure.get_size_inches()
        return cls(foot=float(box.y0 * high), side=float(box.x0 * wide) - 0.03)


@dataclass(frozen=True)
class Spot:
    """A part of a picture that answers a click, in inches from the upper left corner.

    `value` is what is chosen then in the list of an explorer, which does the same by keyboard.
    """

    value: str
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def on(
        cls, axes: Axes, value: str, one: tuple[float, float], other: tuple[float, float]
    ) -> "Spot":
        """Find the place of a box that is given by two corners, in the numbers of its axes.

        >>> from matplotlib.figure import Figure
        >>> axes = Figure(figsize=(4, 2)).add_axes((0, 0, 1, 1))
        >>> Spot.on(axes, "one", (0, 0), (0.5, 1))
        Spot(value='one', left=0.0, top=0.0, width=2.0, height=2.0)
        """
        corners = axes.transData.transform([one, other]) / axes.figure.dpi
        (left, low), (right, high) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        top = float(axes.figure.get_size_inches()[1]) - high
        return cls(value, left, top, right - left, high - low)


def boxed(
    svg: str, size: tuple[float, float], alt: str, kept: Kept, spots: Sequence[Spot] = ()
) -> str:
    """Write a picture of a size in inches as HTML, with its text alternative.

    >>> html = boxed("<svg/>", (2, 1), "A bar.", Kept())
    >>> 'alt="A bar."' in html, 'width="192" height="96"' in html, 'tabindex="0"' in html
    (True, True, True)
    """
    wide, high = (round(side * PIXELS) for side in size)
    data = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    image = (
        f'<img alt="{escape(alt)}" width="{wide}" height="{high}" src="{data}" '
        'style="grid-area:1/1;display:block;max-width:none;max-height:none">'
    )
    upright = kept.foot or kept.head[1] > kept.head[0]
    box = f"{BOX};{ONE_PAGE}" if upright else BOX
    strips = _strips(kept, wide, high)
    if upright:
        strips += _more_below(kept, wide, high)
    picture = f";--up-picture:url({data})" if strips else ""
    return (
        # A box that scrolls must be reachable by the keyboard.
        f'<div class="up-scroll" role="group" aria-label="Picture" tabindex="0" style="{box}">'
        f'<div style="position:relative;display:grid;width:{wide}px;height:{high}px{picture}">'
        f"{image}{strips}{''.join(map(_button, spots))}</div></div>"
    )


def _more_below(kept: Kept, wide: int, high: int) -> str:
    """Say at the lower edge of the box that the picture goes on, until its end is seen.

    The sign comes to rest at the end of the picture, and there the picture lies over it.
    """
    foot, side = round(kept.foot * PIXELS), round(kept.side * PIXELS)
    top = high - foot - MORE_HIGH
    sign = (
        '<span class="up-more" aria-hidden="true" style="grid-area:1/1;align-self:end;'
        f"justify-self:start;position:sticky;left:8px;bottom:{foot}px;margin-bottom:{foot}px;"
        f"height:{MORE_HIGH}px;padding:0 12px;border-radius:13px;pointer-events:none;"
        f'background:#1f2933;color:#fff;font:600 13px/{MORE_HIGH}px system-ui,sans-serif">'
        f"{MORE}</span>"
    )
    over = [_strip((0, top, wide, MORE_HIGH), f"margin-top:{top}px")]
    if side:
        over.append(_strip((0, top, side, MORE_HIGH), f"left:0;margin-top:{top}px"))
    return sign + "".join(over).replace("SIZE", f"{wide}px {high}px")


def _strips(kept: Kept, wide: int, high: int) -> str:
    """Show parts of the picture once more, where the box holds them fast."""
    top, low = (round(edge * PIXELS) for edge in kept.head)
    foot, side = round(kept.foot * PIXELS), round(kept.side * PIXELS)
    parts = []
    if side:
        parts.append(_strip((0, 0, side, high), "left:0"))
    if low > top:
        parts.append(_strip((0, top, wide, low - top), f"top:0;margin-top:{top}px"))
    if foot:
        parts.append(_strip((0, high - foot, wide, foot), "bottom:0;align-self:end"))
    if side and low > top:
        parts.append(_strip((0, top, side, low - top), f"top:0;left:0;margin-top:{top}px"))
    if side and foot:
        parts.append(_strip((0, high - foot, side, foot), "bottom:0;left:0;align-self:end"))
    size = f"{wide}px {high}px"
    return "".join(part.replace("SIZE", size) for part in parts)


def _strip(part: tuple[int, int, int, int], held: str) -> str:
    left, top, wide, high = part
    return (
        '<div style="grid-area:1/1;align-self:start;justify-self:start;position:sticky;'
        f"{held};width:{wide}px;height:{high}px;pointer-events:none;"
        f"background:var(--up-picture) {-left}px {-top}px/SIZE no-repeat;"
        'print-color-adjust:exact"></div>'
    )


def _button(spot: Spot) -> str:
    left, top, wide, high = (
        round(edge * PIXELS) for edge in (spot.left, spot.top, spot.width, spot.height)
    )
    return (
        f'<span class="up-spot" data-value="{escape(spot.value)}" style="position:absolute;'
        f'left:{left}px;top:{top}px;width:{wide}px;height:{high}px"></span>'
    )
