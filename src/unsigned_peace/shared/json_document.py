"""One document on the disk: answers, a board or a game, safe in restarts, crashes and two windows.

Reading never changes the disk. A change is written under a lock between processes, to a file that
`atomic_file` replaces in one step. What cannot be written stays in memory and is written with the
next change. A room says what its document holds (`parse`, `serialise`) and how two become one
(`joined`); all else is here.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from unsigned_peace.shared.atomic_file import AtomicFile

Clock = Callable[[], datetime]
T = TypeVar("T")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class ForeignFileError(ValueError):
    """The text is not the document that is looked for, or not one that we can read."""


def utc_now() -> datetime:
    """Return the time, as answers are stamped with it."""
    return datetime.now(UTC)


def can_name_file(name: str) -> bool:
    """Tell whether a student's name for a board or a game can be that of a file anywhere.

    >>> can_name_file("05-verdict"), can_name_file("../05"), can_name_file("")
    (True, False, False)
    """
    return bool(_FILE_NAME.fullmatch(name))


def answers_path(notebook: str, folder: str | Path | None = None) -> Path:
    """Return where the answers of a notebook are kept.

    >>> answers_path("01", "notebooks").as_posix()
    'notebooks/answers/01.json'
    """
    return Path(folder or Path.cwd()) / "answers" / f"{notebook}.json"


class JsonDocument(Generic[T]):
    """A document: in memory, and in one file.

    `value` is what is known now. No method raises for a disk that is full or read-only, or for a
    strange file: `notice` says it to the student.

    A room derives its own class with `noun`, `parse` and `serialise`, and `joined` if need be.

    >>> import tempfile
    >>> class Note(JsonDocument[str]):
    ...     noun = "note"
    ...     def parse(self, text): return text, []
    ...     def serialise(self, value): return value
    >>> path = Path(tempfile.mkdtemp()) / "answers" / "note.txt"
    >>> Note(path, "").apply(lambda note: note + "one")
    >>> Note(path, "").value
    'one'
    """

    noun: ClassVar[str]  # what the student calls the document

    def __init__(self, path: Path, empty: T, clock: Clock = utc_now) -> None:
        """Read the file at `path`, if there is one; `empty` is what a new document holds."""
        self.path = Path(path)
        self.clock = clock
        self.value = self._empty = empty
        self._file = AtomicFile(self.path)
        self._unsaved: list[Callable[[T], T]] = []
        self._notices = {"aside": "", "unread": "", "unsaved": ""}
        self.refresh()

    def parse(self, text: str) -> tuple[T, list[str]]:
        """Return what a text holds, and the names of the parts that are damaged.

        Raises ForeignFileError if none of it can be used.
        """
        raise NotImplementedError

    def serialise(self, value: T) -> str:
        """Return the text of a file, the same for the same value."""
        raise NotImplementedError

    def joined(self, on_disk: T, unsaved: list[Callable[[T], T]]) -> T:
        """Return what others saved and what we could not save, as one.

        The changes that did not reach the disk are made again to what lies there now.
        """
        for change in unsaved:
            on_disk = change(on_disk)
        return on_disk

    @property
    def notice(self) -> str:
        """What the student should be told about saving; empty if all is well."""
        return " ".join(filter(None, self._notices.values()))

    @property
    def saved(self) -> bool:
        """Whether the last change has reached the disk."""
        return not self._unsaved

    def refresh(self) -> None:
        """Take in what other windows have saved."""
        try:
            with self._file.locked():
                on_disk, strange = self._read()
        except OSError as error:
            self._notices["unread"] = (
                f"Your saved {self.noun} in {self.path} cannot be read now ({_reason(error)})."
            )
            return
        self._notices["unread"] = strange and (
            f"The file {self.path} cannot be used as it is: {strange}. It is left alone. With your "
            "next change it is set aside under another name, and a new file begins."
        )
        self.value = self._newest(on_disk, strange)

    def apply(self, change: Callable[[T], T]) -> None:
        """Make a change to the newest state of the document, and save it."""
        changed = False
        try:
            with self._file.locked():
                on_disk, strange = self._read()
                self.value = change(self._newest(on_disk, strange))
                changed = True
                if strange:
                    self._set_aside(strange)
                self._file.write(self.serialise(self.value))
        except OSError as error:
            if not changed:
                self.value = change(self.value)
            self._unsaved.append(change)
            self._notices["unsaved"] = (
                f"Your last change is kept in this window, but it is not saved in {self.path} "
                f"({_reason(error)}). Make room on the disk, or make the folder writable. "
                "The next change then saves everything."
            )
        else:
            self._unsaved.clear()
            self._notices["unread"] = self._notices["unsaved"] = ""

    def put_away_as(self, path: Path) -> bool:
        """Keep the file under another name, and begin anew; False, with a notice, if it failed."""
        try:
            with self._file.locked():
                self.path.rename(path)
        except OSError as error:
            self._notices["unsaved"] = (
                f"The {self.noun} could not be kept as {path.name} ({_reason(error)})."
            )
            return False
        self.value = self._empty
        self._notices = dict.fromkeys(self._notices, "")
        return True

    def _newest(self, on_disk: T | None, strange: str) -> T:
        # Where the file was lost while it was open, ours is the last copy.
        lost = on_disk is None or (bool(strange) and self.value != self._empty)
        return self.value if lost else self.joined(on_disk, self._unsaved)

    def _read(self) -> tuple[T | None, str]:
        """Return what lies on the disk, if anything, and what is strange about the file.

        Raises OSError where there is a file that cannot be read.
        """
        try:
            text = self._file.read()
            if text is None:
                return None, ""
            value, damaged = self.parse(text)
        except UnicodeDecodeError:
            return self._empty, "it is damaged: it is not text"
        except ForeignFileError as error:
            return self._empty, str(error)
        return value, f"these parts of it are damaged: {', '.join(damaged)}" if damaged else ""

    def _set_aside(self, strange: str) -> None:
        """Rename a file that we cannot use; raises OSError where that fails."""
        aside = self._file.set_aside(self.clock())
        self._notices["aside"] = (
            f"The file {self.path.name} could not be used as it was: {strange}. Nothing in it was "
            f"changed: it is now called {aside}. A new file begins for your {self.noun}."
        )


def wrap(kind: str, notebook: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a document under a head that says what it is and whose.

    >>> wrap("unsigned-peace-board", "05-verdict", {"cases": []})["version"]
    1
    """
    return {"format": kind, "version": _VERSION, "notebook": notebook, **content}


def unwrap(text: str, kind: str, notebook: str, called: str) -> dict[str, Any]:
    """Return the JSON of a document after a look at its head.

    Args:
        text: what stands in the file.
        kind: the format that it must have.
        notebook: the notebook to which it must belong; empty if any will do.
        called: what a student calls such a file, such as `an evidence board`.

    Raises:
        ForeignFileError: if it is damaged, or of another kind, version or notebook.

    >>> unwrap('{"format": "other"}', "unsigned-peace-board", "05", "an evidence board")
    Traceback (most recent call last):
    unsigned_peace.shared.json_document.ForeignFileError: it is not an evidence board

    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ForeignFileError(f"it is damaged: {str(error)[:80]}") from None
    if not isinstance(raw, dict) or raw.get("format") != kind:
        raise ForeignFileError(f"it is not {called}")
    if raw.get("version") != _VERSION:
        raise ForeignFileError("it was made by another version of the course, a newer one perhaps")
    if notebook and raw.get("notebook") != notebook:
        raise ForeignFileError(f"it belongs to the notebook {raw.get('notebook')!r:.60}")
    return raw


_VERSION = 1  # of every document: none has changed its form yet


def _reason(error: OSError) -> str:
    return error.strerror or "another window is saving"
