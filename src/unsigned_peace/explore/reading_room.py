"""What a notebook uses: `explore.read("cairo-1943")` in a cell."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Union

from unsigned_peace.explore import document_page
from unsigned_peace.explore.reader_controller import ReaderController
from unsigned_peace.explore.reading_notes import ReadingNotes
from unsigned_peace.explore.side_by_side import side_by_side
from unsigned_peace.shared.controller import OpenWidgets
from unsigned_peace.shared.notebook_output import Output

if TYPE_CHECKING:
    from unsigned_peace.explore.reader_widget import ReaderWidget

_open = OpenWidgets()


def read(
    name: str,
    *,
    beside: str | None = None,
    passages: tuple[Collection[int], Collection[int]] | None = None,
    folder: str | Path | None = None,
) -> Union["ReaderWidget", Output]:
    """Read a document: its passages, its head, four questions, and your own marks and notes.

    A cell that is run again shows the same widget, with what other windows saved meanwhile.

    Args:
        name: the document, such as `"cairo-1943"`. A sealed name, such as `"sealed-f126ce"`, is a
            *first reading*: author, date and place stay hidden until they are guessed from the
            words. `document_page.seal` gives the sealed name of a document.
        beside: a second document; the two then stand side by side, with differences marked.
        passages: which passages stand beside each other, such as `([1], [7, 8])`: numbers of the
            first document and of the second; all of both if left out.
        folder: the folder of the notebooks; marks are kept in its `answers/documents.json`. The
            folder of this notebook if left out.

    Raises:
        DataError: if there is no such document or passage; the message names the nearest ids.

    >>> import tempfile
    >>> read("cairo-1943", folder=tempfile.mkdtemp()).document["line"]
    'declaration · 27 November 1943 · Cairo'
    >>> read("cairo-1943", beside="potsdam-1945").text.splitlines()[0]
    'Cairo, 1943, beside Potsdam proclamation, 1945'
    """
    # Loaded here, where a widget is shown: the board needs only what was noted.
    from unsigned_peace.explore.reader_widget import ReaderWidget  # noqa: PLC0415

    document, sealed = document_page.find(name)
    if beside is not None:
        return side_by_side(document, document_page.find(beside)[0], passages)
    place = Path(folder or Path.cwd()).resolve()
    return _open.show(
        (place, name),
        lambda: ReaderWidget(ReaderController(document, ReadingNotes(place), sealed=sealed)),
    )
