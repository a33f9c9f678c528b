"""The board as a widget: form controls in the browser (`js/board`), the work in the kernel."""

import traitlets

from unsigned_peace.shared.widget import ControllerWidget, built


class BoardWidget(ControllerWidget):
    """One board in a notebook.

    Traits that the browser reads: `file` (where the board is saved), `offered` (claims, tables and
    words for a verdict), `claim` (the claim that is open), `state` (the cases).
    """

    _esm = built(__file__, "board.js")
    _css = built(__file__, "board.css")

    file = traitlets.Unicode().tag(sync=True)
    offered = traitlets.Dict().tag(sync=True)
    claim = traitlets.Unicode().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
