"""The game as a widget: form controls in the browser, the game in the kernel.

`static/two_islands.js` draws the page that `table` gives. The browser never gets the papers of a
side that is not meant to read them.
"""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from unsigned_peace import board
from unsigned_peace.two_islands.table import Table

_STATIC = Path(__file__).parent / "static"
_FIELDS = Path(board.__file__).parent / "static" / "fields.js"


class TableWidget(anywidget.AnyWidget):
    """One game in a notebook. All views of one widget stay in step.

    Traits that the browser reads: `file` (where the game is saved), `page` (what is shown now),
    `notice`.
    """

    # anywidget takes one module, and nothing is built here: the files are simply joined.
    _esm = "\n".join(
        file.read_text(encoding="utf-8")
        for file in (_FIELDS, _STATIC / "papers.js", _STATIC / "moves.js", _STATIC / "table.js")
    )
    _css = _STATIC / "table.css"

    file = traitlets.Unicode().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(self, table: Table) -> None:
        """Show `table`."""
        self._table = table
        super().__init__(file=str(table.store.path), page=table.page(), notice=table.store.notice)
        self.on_msg(self._receive)

    def refresh(self) -> None:
        """Show what other windows have saved."""
        self._table.store.refresh()
        self._redraw()

    def _receive(self, _widget: object, content: Any, _buffers: object) -> None:  # noqa: ANN401
        if not isinstance(content, dict):
            return
        answer = self._table.handle(content)
        self._redraw()
        # The browser waits for this: without it, the kernel is busy or gone.
        self.send({**answer, "done": content.get("number"), "view": content.get("view")})

    def _redraw(self) -> None:
        with self.hold_sync():
            self.page = self._table.page()
            self.notice = self._table.store.notice

    def _repr_mimebundle_(self, **kwargs: dict) -> tuple[dict, dict] | None:
        """Return the widget, and a line of text for where no widget can be shown."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is not None:
            bundle[0]["text/plain"] = f"Two Islands. {self.page['title']}"
        return bundle
