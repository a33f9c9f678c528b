"""Controls above, a status line and a figure below: the frame that all explorers share."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets as widgets

from unsigned_peace.explore.explorer_widgets import Panel
from unsigned_peace.figures import Chart
from unsigned_peace.figures.chart import CARD

Values = Mapping[str, Hashable]
KEPT_SCREENS = 40  # a screen has some 300 kilobytes


@dataclass(frozen=True)
class Screen:
    """What an explorer shows: a sentence that says so, the HTML, and plain text in its place."""

    status: str
    html: str
    text: str


def chart_screen(status: str, chart: Chart, more: str = "", *, chosen: bool = False) -> Screen:
    """Show a chart and more HTML under it, which is scrolled to if the reader has `chosen` it."""
    under = card(more) if more else ""
    if chosen and more:
        under = f"<div data-chosen>{under}</div>"
    return Screen(status, chart.html(outside=False) + under, f"{status}\n\n{chart.alt}")


def card(content: str, *, name: str = "") -> str:
    """Put HTML on the light ground that figures have, on any theme.

    >>> card("<p>Text</p>", name="Drafts").startswith('<section aria-label="Drafts"')
    True
    """
    label = f' aria-label="{escape(name)}"' if name else ""
    return f'<section{label} style="{CARD}">{content}</section>'


def note(text: str) -> str:
    """Write a short remark on the light ground."""
    return card(f'<p style="margin:0">{escape(text)}</p>')


def empty_screen(status: str, why: object) -> Screen:
    """Say in place of a figure why nothing is left to show.

    >>> empty_screen("Showing 0 of 9 polls.", "Take more years.").text.splitlines()
    ['Showing 0 of 9 polls.', '', 'Take more years.']
    """
    return Screen(status, note(str(why)), f"{status}\n\n{why}")


class Stack(widgets.VBox):
    """Widgets one under the other, with what they say in words for where none can be shown.

    >>> Stack([], text="Five claims to judge.").text
    'Five claims to judge.'
    """

    def __init__(self, children: Sequence[widgets.Widget], *, text: str = "") -> None:
        """Lay out the widgets; `text` may change with what they show."""
        self.text = text
        super().__init__(list(children), layout={"max_width": "100%"})

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict] | dict | None:  # noqa: ANN401
        """Return the widgets, and what they say in words."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/plain"] = self.text
        return bundle


class Explorer(Stack):
    """Controls and the panel that follows them.

    `controls` holds the named controls, `panel` what they lead to. `show` is a pure function
    from the values of the controls to a `Screen`; the last answers are kept, so going back costs
    nothing.
    """

    def __init__(
        self,
        controls: Mapping[str, widgets.Widget],
        show: Callable[[Values], Screen],
        rows: Sequence[Sequence[widgets.Widget]] = (),
        *,
        fonts: str = "",
        picks: str = "",
    ) -> None:
        """Lay out `rows` of widgets (or else one row of all controls) over the panel.

        A click into the figure chooses in the list that has the name `picks`.
        """
        self.controls = dict(controls)
        self.panel = Panel(fonts=fonts)
        self._picks = picks
        self.panel.on_msg(self._pick)
        self._show = show
        self._kept: dict[tuple[Hashable, ...], Screen] = {}
        self._shown: tuple[Hashable, ...] | None = None
        self._held = False
        for control in self.controls.values():
            control.observe(self._follow, "value")
        lines = [
            widgets.HBox(list(row), layout={"flex_flow": "row wrap", "max_width": "100%"})
            for row in rows or [list(self.controls.values())]
        ]
        super().__init__([*lines, self.panel])
        self.add_class("up-explorer")
        self.redraw()

    def values(self) -> dict[str, Hashable]:
        """Return what is chosen now."""
        return {name: control.value for name, control in self.controls.items()}

    def choose(self, **values: Hashable) -> None:
        """Set several controls, and redraw once.

        Raises:
            KeyError: if there is no control of that name.
        """
        with self.together():
            for name, value in values.items():
                self.controls[name].value = value

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let several controls change inside a `with` block, and redraw once at its end."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        self.redraw()

    def redraw(self) -> None:
        """Show what the controls say, if it is not shown already."""
        values = self.values()
        key = tuple(values.values())
        if key == self._shown:
            return
        self._shown = key
        screen = self._kept.pop(key, None) or self._show(values)
        self._kept[key] = screen  # now the newest
        if len(self._kept) > KEPT_SCREENS:
            del self._kept[next(iter(self._kept))]
        self.text = screen.text
        self.panel.show(screen.status, screen.html)

    def _pick(self, _panel: object, content: object, _buffers: object) -> None:
        """Choose what was clicked; once more, and it is closed."""
        if self._picks and isinstance(content, dict):
            control, value = self.controls[self._picks], content.get("picked")
            if value in [known for _, known in control.options]:
                control.value = control.options[0][1] if control.value == value else value

    def _follow(self, _change: object) -> None:
        if not self._held:
            self.redraw()


def dropdown(
    label: str, options: Sequence[tuple[str, Hashable]], value: Hashable | None = None
) -> widgets.Dropdown:
    """Make a labelled list to choose one thing from.

    >>> dropdown("Group by", [("region", "region")]).value
    'region'
    """
    return widgets.Dropdown(
        description=label,
        options=list(options),
        value=options[0][1] if value is None else value,
        style={"description_width": "initial"},
        layout={"width": "auto", "max_width": "100%"},
    )


def search_box(placeholder: str, **layout: str) -> widgets.Text:
    """Make a box to type what is looked for; `layout` says how wide it is.

    >>> search_box("a name in any script").description
    'Find'
    """
    return widgets.Text(
        description="Find",
        placeholder=placeholder,
        style={"description_width": "initial"},
        layout=layout,
    )


def checkbox(label: str) -> widgets.Checkbox:
    """Make a labelled box, ticked until the reader takes the tick away."""
    return widgets.Checkbox(
        description=label,
        value=True,
        indent=False,
        layout={"width": "auto", "margin": "2px 12px 2px 2px"},
    )


def button(label: str, act: Callable[[], None]) -> widgets.Button:
    """Make a button that does one thing."""
    made = widgets.Button(description=label, layout={"width": "auto"})
    made.on_click(lambda _button: act())
    return made
