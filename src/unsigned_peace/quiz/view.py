"""The quiz as a widget: real form elements in the browser, scoring in the kernel.

`static/controls.js` and `static/question.js` draw the form and send what the student does;
`session` answers. The key stays in the kernel.
"""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from unsigned_peace.quiz.session import Session
from unsigned_peace.quiz.shown import as_text, public

_STATIC = Path(__file__).parent / "static"
CARD = (_STATIC / "card.css").read_text(encoding="utf-8")  # the board has the same card


class QuizWidget(anywidget.AnyWidget):
    """One quiz in a notebook. All views of one widget stay in step.

    Traits that the browser reads: `title`, `mode`, `questions` (never with a key), `state` (per
    question: the answer and what is said about it), `summary`, `notice`.
    """

    # anywidget takes one module, and nothing is built here: the two files are simply joined.
    _esm = "\n".join(
        (_STATIC / name).read_text(encoding="utf-8") for name in ("controls.js", "question.js")
    )
    _css = CARD + (_STATIC / "question.css").read_text(encoding="utf-8")

    title = traitlets.Unicode().tag(sync=True)
    mode = traitlets.Unicode().tag(sync=True)
    questions = traitlets.List().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session) -> None:
        """Show `session`."""
        self._session = session
        super().__init__(
            title=session.quiz.title,
            mode=str(session.mode),
            questions=[public(question) for question in session.quiz.questions],
            **self._seen(),
        )
        self.on_msg(self._receive)

    def refresh(self) -> None:
        """Show what other windows have saved."""
        self._session.refresh()
        self._redraw()

    def _receive(self, _widget: object, content: Any, _buffers: object) -> None:  # noqa: ANN401
        if not isinstance(content, dict):
            return
        self._session.handle(content)
        self._redraw()
        # The browser waits for this: without it, the kernel is busy or gone.
        self.send({"done": content.get("number"), "view": content.get("view")})

    def _redraw(self) -> None:
        with self.hold_sync():  # one message, so that verdict and summary change together
            for name, value in self._seen().items():
                setattr(self, name, value)

    def _seen(self) -> dict[str, Any]:
        session = self._session
        return {
            "state": session.states(),
            "summary": session.summary(),
            "notice": session.notice(),
        }

    def _repr_mimebundle_(self, **kwargs: dict) -> tuple[dict, dict] | None:
        """Return the widget, and the questions as text for where no widget can be shown."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is not None:
            questions = enumerate(self._session.quiz.questions, start=1)
            text = [self.title, *(as_text(question, number) for number, question in questions)]
            bundle[0]["text/plain"] = "\n\n".join(text)
        return bundle
