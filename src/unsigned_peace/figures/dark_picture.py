"""A figure on a dark theme: each colour changes places with one as far from the other end.

The style rules lie in the picture itself. A browser asks the picture's own place in the page which
theme it has, so one picture serves both.
"""

import re

import numpy as np
from matplotlib.colors import to_hex, to_rgb

_COLOUR = re.compile(r"(fill|stroke|stop-color): (#[0-9a-f]{6})")
# White becomes JupyterLab's dark ground, black a white that does not glare.
_DARKEST, _LIGHTEST = 0.178, 0.96
_BEND = 1.4  # middle tones become lighter, so that quiet words are still read
# Linear light to the cone responses of Oklab (Björn Ottosson, 2020), and those to its axes.
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_AXES = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def dark(colour: str) -> str:
    """Return the colour that stands for another one on a dark ground: its hue, turned in lightness.

    >>> dark("#ffffff"), dark("#000000")
    ('#111111', '#f2f2f2')
    """
    lightness, *hue = _AXES @ np.cbrt(_CONES @ _linear(np.array(to_rgb(colour))))
    turned = _LIGHTEST - (_LIGHTEST - _DARKEST) * lightness**_BEND
    for share in np.linspace(1, 0, 41):  # the first that a screen can show
        cones = np.linalg.inv(_AXES) @ (turned, *(share * part for part in hue))
        light = np.linalg.inv(_CONES) @ cones**3
        if (light >= -1e-4).all() and (light <= 1.0001).all():
            break
    return to_hex(np.clip(_shown(np.clip(light, 0, 1)), 0, 1))


def with_dark_theme(svg: str) -> str:
    """Add the style rules for a dark page to a picture of matplotlib.

    >>> svg = '<svg width="9"><path style="fill: #ffffff"/></svg>'
    >>> '[style*="fill: #ffffff"]{fill:#111111!important}' in with_dark_theme(svg)
    True
    """
    used = sorted({*_COLOUR.findall(svg), ("fill", "#000000")})
    rules = "".join(
        f'[style*="{what}: {colour}"]{{{what}:{dark(colour)}!important}}' for what, colour in used
    )
    # What has no colour of its own is black.
    style = f"@media (prefers-color-scheme:dark){{svg{{fill:{dark('#000000')}}}{rules}}}"
    return re.sub(r"(<svg[^>]*>)", rf"\1<style>{style}</style>", svg, count=1)


def _linear(shown: np.ndarray) -> np.ndarray:
    """Undo the curve of a screen (IEC 61966-2-1)."""
    return np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)


def _shown(linear: np.ndarray) -> np.ndarray:
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
