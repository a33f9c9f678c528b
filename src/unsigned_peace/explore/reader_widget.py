"""The reader as a widget: a page of a document in the browser (`js/explore/reader.js`)."""

import traitlets

from unsigned_peace.shared.widget import ControllerWidget, built


class ReaderWidget(ControllerWidget):
    """One document in a notebook.

    Traits that the browser reads: `file` (where notes are saved), `document` (its page), `revealed`
    (after a first reading: the guesses beside the truth), `notes`.
    """

    _esm = built(__file__, "reader.js")
    _css = built(__file__, "reader.css")

    file = traitlets.Unicode().tag(sync=True)
    document = traitlets.Dict().tag(sync=True)
    revealed = traitlets.Dict().tag(sync=True)
    notes = traitlets.Dict().tag(sync=True)
