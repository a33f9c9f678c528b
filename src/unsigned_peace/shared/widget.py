"""A widget in front of a controller: the browser draws and asks, the kernel answers.

The script of a widget is built from `js/` by `make js`, see there. It sends events with a `number`
and the name of its `view`; each is answered with the same two, so that it knows when the kernel is
busy or gone.
"""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from unsigned_peace.shared.controller import Controller


class ControllerWidget(anywidget.AnyWidget):
    """A widget in a notebook. All views of one widget stay in step.

    A room derives its own class with the script, the style and the traits that the browser reads.
    `notice` says what is wrong with saving, empty if all is well.
    """

    notice = traitlets.Unicode().tag(sync=True)

    def __init__(self, controller: Controller) -> None:
        """Show what the controller has."""
        self.controller = controller
        super().__init__(**controller.fixed(), **controller.shown())
        self.on_msg(self._receive)

    def refresh(self) -> None:
        """Show what other windows have saved."""
        self.controller.refresh()
        self._redraw()

    def _receive(self, _widget: object, content: Any, _buffers: object) -> None:  # noqa: ANN401
        if not isinstance(content, dict):
            return
        answer = self.controller.handle(content)
        self._redraw()
        self.send({**answer, "done": content.get("number"), "view": content.get("view")})

    def _redraw(self) -> None:
        with self.hold_sync():  # one message, so that all changes together
            for name, value in self.controller.shown().items():
                setattr(self, name, value)

    def _repr_mimebundle_(self, **kwargs: dict) -> tuple[dict, dict] | None:
        """Return the widget, and its text for where no widget can be shown."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is not None:
            bundle[0]["text/plain"] = self.controller.as_text()
        return bundle


def built(module: str, name: str) -> str:
    """Return a script or style that `make js` has built, from the folder `static` of a module.

    >>> "export" in built(__file__, "nothing.js")
    Traceback (most recent call last):
    FileNotFoundError: ...
    """
    return (Path(module).parent / "static" / name).read_text(encoding="utf-8")
