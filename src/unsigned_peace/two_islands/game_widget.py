"""The game as a widget: form controls in the browser (`js/two_islands`), the game in the kernel.

The browser never gets the papers of a side that is not meant to read them.
"""

import traitlets

from unsigned_peace.shared.widget import ControllerWidget, built


class GameWidget(ControllerWidget):
    """One game in a notebook.

    Traits that the browser reads: `file` (where the game is saved), `page` (what is shown now).
    """

    _esm = built(__file__, "game.js")
    _css = built(__file__, "game.css")

    file = traitlets.Unicode().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)
