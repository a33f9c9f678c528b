"""The board as a widget: form controls in the browser, the work in the kernel.

`static/fields.js` and `static/board.js` draw the controls and send what the student does; `desk`
answers.
"""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from unsigned_peace.board.desk import Desk
from unsigned_peace.board.essay import outline
from unsigned_peace.quiz.view import CARD

_STATIC = Path(__file__).parent / "static"


class BoardWidget(anywidget.AnyWidget):
    """One board in a notebook. All views of one widget stay in step.

    Traits that the browser reads: `file` (where the board is saved), `offered` (claims, tables and
    words for a verdict), `claim` (the claim that is open), `state` (the cases), `notice`.
    """

    # anywidget takes one module, and nothing is built here: the files are simply joined.
    _esm = "\n".join(
        (_STATIC / name).read_text(encoding="utf-8")
        for name in ("fields.js", "rows.js", "board.js")
    )
    _css = CARD + (_STATIC / "board.css").read_text(encoding="utf-8")

    file = traitlets.Unicode().tag(sync=True)
    offered = traitlets.Dict().tag(sync=True)
    claim = traitlets.Unicode().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(self, desk: Desk) -> None:
        """Show `desk`, open at the claim that was begun last."""
        self._desk = desk
        known = [
            one.claim_id for one in desk.store.board.cases if one.claim_id in desk.ledger.claims
        ]
        super().__init__(
            file=str(desk.store.path),
            offered=desk.offered(),
            claim=known[-1] if known else "",
            state=desk.state(),
            notice=desk.store.notice,
        )
        self.on_msg(self._receive)

    def refresh(self) -> None:
        """Show what other windows have saved."""
        self._desk.store.refresh()
        self._redraw()

    def _receive(self, _widget: object, content: Any, _buffers: object) -> None:  # noqa: ANN401
        if not isinstance(content, dict):
            return
        answer = self._desk.handle(content)
        if content.get("action") != "search":
            self._redraw()
        # The browser waits for this: without it, the kernel is busy or gone.
        self.send({**answer, "done": content.get("number"), "view": content.get("view")})

    def _redraw(self) -> None:
        with self.hold_sync():
            self.state = self._desk.state()
            self.notice = self._desk.store.notice

    def _repr_mimebundle_(self, **kwargs: dict) -> tuple[dict, dict] | None:
        """Return the widget, and the outline as text for where no widget can be shown."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is not None:
            text = outline(self._desk.store.board, self._desk.ledger)
            bundle[0]["text/plain"] = f"Evidence board\n\n{text}"
        return bundle
