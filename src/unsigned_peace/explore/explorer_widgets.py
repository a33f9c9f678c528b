"""Two widgets that ipywidgets lacks, a figure with its status and a stretch of time; and fonts."""

import base64
import functools
from collections.abc import Sequence
from pathlib import Path

import anywidget
import traitlets

from unsigned_peace.figures.style import FONTS

_STATIC = Path(__file__).parent / "static"


class Panel(anywidget.AnyWidget):
    """A status line, read aloud when it changes, and HTML under it.

    Tables and lists that the reader has opened stay open when the HTML changes, and a figure stays
    scrolled where it was. A click on a spot of the figure comes as a message `{"picked": value}`.

    >>> panel = Panel()
    >>> panel.show("Showing 3 events", "<p>three</p>")
    >>> panel.status
    'Showing 3 events'
    """

    _esm = _STATIC / "panel.js"
    _css = _STATIC / "panel.css"

    status = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    fonts = traitlets.Unicode().tag(sync=True)

    def show(self, status: str, html: str) -> None:
        """Change both in one message; `revision` tells the browser to draw, once."""
        with self.hold_sync():
            self.status = status
            self.html = html
            self.revision += 1


@functools.cache
def name_fonts() -> str:
    """Return style rules that bring the fonts for Thai and Japanese names.

    A machine without such fonts shows the names all the same. They are sent once per panel.

    >>> name_fonts().count("@font-face")
    2
    """
    rules = []
    for family, file in (
        ("Unsigned Peace Thai", "thai-regular.ttf"),
        ("Unsigned Peace Japanese", "japanese-regular.otf"),
    ):
        font = base64.b64encode((FONTS / file).read_bytes()).decode()
        rules.append(f'@font-face{{font-family:"{family}";src:url(data:font/sfnt;base64,{font})}}')
    return "".join(rules)


class TimeSpan(anywidget.AnyWidget):
    """Two sliders, from and to, over a list of labels such as months.

    `value` is a pair of places in the list, both included.

    >>> TimeSpan(["May 1951", "June 1951", "July 1951"], "Time").value
    (0, 2)
    """

    _esm = _STATIC / "dates.js"
    _css = _STATIC / "panel.css"

    description = traitlets.Unicode().tag(sync=True)
    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    value = traitlets.Tuple(traitlets.Int(), traitlets.Int()).tag(sync=True)

    def __init__(
        self, labels: Sequence[str], description: str, value: tuple[int, int] | None = None
    ) -> None:
        """Offer `labels`; without a `value` all of them are chosen."""
        super().__init__(
            labels=list(labels),
            description=description,
            value=value or (0, len(labels) - 1),
        )

    @traitlets.validate("value")
    def _inside(self, proposal: traitlets.Bunch) -> tuple[int, int]:
        first, last = sorted(proposal["value"])
        top = len(self.labels) - 1
        return max(0, min(first, top)), max(0, min(last, top))
