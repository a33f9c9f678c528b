"""The side file of a notebook: answers that survive restarts, crashes and a second open tab.

Reading never changes the disk. A change is written under a lock between processes, to a file that
`sidefile` replaces in one step. What cannot be written stays in memory and is written with the next
change.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from unsigned_peace.quiz.records import (
    Answers,
    ForeignFileError,
    Record,
    from_json,
    merge,
    to_json,
)
from unsigned_peace.shared.atomic_file import SideFile

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time, as answers are stamped with it."""
    return datetime.now(UTC)


class Store:
    """The answers of one notebook: in memory, and in one JSON file.

    `answers` is what is known now. `notice` is what the student should be told about saving, empty
    if all is well. No method raises for a disk that is full, read-only or holds a strange file.

    >>> import tempfile
    >>> from unsigned_peace.quiz.spacing import after_check
    >>> path = Path(tempfile.mkdtemp()) / "answers" / "01.json"
    >>> _ = Store(path, "01").update("sf-host", lambda record: record.saved("sf", utc_now()))
    >>> Store(path, "01").answers.get("sf-host").value
    'sf'
    """

    def __init__(self, path: Path, notebook: str, clock: Clock = utc_now) -> None:
        """Read the file at `path`, if there is one. Nothing is written before the first change."""
        self.path = Path(path)
        self.notebook = notebook
        self.clock = clock
        self.answers = Answers()
        self._set_aside = ""
        self._unread = ""
        self._unsaved = ""
        self._file = SideFile(path)
        self.refresh()

    @property
    def notice(self) -> str:
        """What the student should be told about saving; empty if all is well."""
        return " ".join(filter(None, (self._set_aside, self._unread, self._unsaved)))

    @property
    def saved(self) -> bool:
        """Whether the last answer has reached the disk."""
        return not self._unsaved

    def refresh(self) -> None:
        """Take in what other windows have saved."""
        try:
            with self._file.locked():
                on_disk, strange = self._read()
        except OSError as error:
            self._unread = f"Your saved answers in {self.path} cannot be read now ({error})."
            return
        self._unread = ""
        if strange:
            self._unread = (
                f"The file {self.path} cannot be used: {strange}. It is left as it is. With your "
                "next answer it is set aside under another name, and a new file begins."
            )
        self.answers = merge(self.answers, on_disk)

    def update(self, question_id: str, change: Callable[[Record], Record]) -> Record:
        """Apply `change` to the newest record of a question, save, and return the new record."""

        def put(answers: Answers) -> Answers:
            return answers.put(question_id, change(answers.get(question_id)))

        self._save(put)
        return self.answers.get(question_id)

    def mark_opened(self, quiz_id: str) -> None:
        """Remember that the student has seen a quiz; the first time counts."""
        if quiz_id not in self.answers.opened:
            self._save(lambda answers: answers.seen(quiz_id, self.clock()))

    def _save(self, change: Callable[[Answers], Answers]) -> None:
        changed = False
        try:
            with self._file.locked():
                on_disk, strange = self._read()
                self.answers = change(merge(self.answers, on_disk))
                changed = True
                if strange:
                    self._put_aside(strange)
                self._file.write(to_json(self.answers, self.notebook))
            self._unread = self._unsaved = ""
        except OSError as error:
            if not changed:
                self.answers = change(self.answers)
            reason = error.strerror or "another window is saving"
            self._unsaved = (
                f"Your answer is kept in this window, but it is not saved in {self.path} "
                f"({reason}). Make room on the disk, or make the folder writable. "
                "The next answer then saves all of them."
            )

    def _read(self) -> tuple[Answers, str]:
        """Return the answers on disk, and what is strange about the file, if anything.

        Raises OSError where there is a file that cannot be read.
        """
        try:
            text = self._file.read()
            if text is None:
                return Answers(), ""
            answers, bad = from_json(text, self.notebook)
        except UnicodeDecodeError:
            return Answers(), "it is damaged: it is not text"
        except ForeignFileError as error:
            return Answers(), str(error)
        return answers, f"these answers in it are damaged: {', '.join(bad)}" if bad else ""

    def _put_aside(self, strange: str) -> None:
        """Rename a file that we cannot use; raises OSError where that fails."""
        aside = self._file.set_aside(self.clock())
        self._set_aside = (
            f"The file {self.path.name} could not be used: {strange}. Nothing in it was changed: "
            f"it is now called {aside}. Your answers go into a new file."
        )
