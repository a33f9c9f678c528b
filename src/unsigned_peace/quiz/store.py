"""The side file of a notebook: answers that survive restarts, crashes and a second open tab.

Reading never changes the disk. A change is written under a lock between processes, as a new file
that takes the place of the old one in one step, so a reader or a crash meets either the old or the
new answers, whole. What cannot be written stays in memory and is written with the next change.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from unsigned_peace.quiz.records import (
    Answers,
    ForeignFileError,
    Record,
    from_json,
    merge,
    to_json,
)

# Saving takes milliseconds. Whoever holds the lock longer is stuck, and must not stop the student.
_PATIENCE_SECONDS = 5

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time, as answers are stamped with it."""
    return datetime.now(UTC)


class Store:
    """The answers of one notebook: in memory, and in one JSON file.

    `answers` is what is known now. `notice` is what the student should be told about saving, empty
    if all is well. No method raises for a disk that is full, read-only or holds a strange file.

    >>> import tempfile
    >>> from unsigned_peace.quiz.review import after_check
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
        self._trouble = ""
        self.refresh()

    @property
    def notice(self) -> str:
        """What the student should be told about saving; empty if all is well."""
        return " ".join(filter(None, (self._set_aside, self._trouble)))

    @property
    def saved(self) -> bool:
        """Whether the last answer has reached the disk."""
        return not self._trouble

    def refresh(self) -> None:
        """Take in what other windows have saved."""
        try:
            with self._locked():  # Windows cannot replace a file that somebody reads
                on_disk, strange = self._read()
        except OSError as error:
            self._trouble = f"Your saved answers in {self.path} cannot be read now ({error})."
            return
        self._trouble = ""
        if strange:
            self._trouble = (
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
            with self._locked():
                on_disk, strange = self._read()
                self.answers = change(merge(self.answers, on_disk))
                changed = True
                if strange:
                    self._put_aside(strange)
                self._write(to_json(self.answers, self.notebook))
            self._trouble = ""
        except OSError as error:
            if not changed:
                self.answers = change(self.answers)
            reason = error.strerror or "another window is saving"
            self._trouble = (
                f"Your answer is kept in this window, but it is not saved in {self.path} "
                f"({reason}). Make room on the disk, or make the folder writable. "
                "The next answer then saves all of them."
            )

    def _read(self) -> tuple[Answers, str]:
        """Return the answers on disk, and what is strange about the file, if anything.

        Raises OSError where there is a file that cannot be read.
        """
        try:
            text = self.path.read_text(encoding="utf-8")
            answers, bad = from_json(text, self.notebook)
        except FileNotFoundError:
            return Answers(), ""
        except UnicodeDecodeError:
            return Answers(), "it is damaged: it is not text"
        except ForeignFileError as error:
            return Answers(), str(error)
        return answers, f"these answers in it are damaged: {', '.join(bad)}" if bad else ""

    def _put_aside(self, strange: str) -> None:
        """Rename a file that we cannot use; raises OSError where that fails."""
        time = self.clock().strftime("%Y%m%d-%H%M%S-%f")
        aside = self.path.with_name(f"{self.path.stem}.set-aside-{time}.json")
        self.path.rename(aside)
        self._set_aside = (
            f"The file {self.path.name} could not be used: {strange}. Nothing in it was changed: "
            f"it is now called {aside.name}. Your answers go into a new file."
        )

    def _write(self, text: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        try:
            with fresh.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        finally:
            # Also those of a process that was killed while writing: nobody else writes now.
            for left_over in self.path.parent.glob(f".{self.path.name}.*.tmp"):
                left_over.unlink(missing_ok=True)
        _sync_folder(self.path.parent)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes of this machine from saving the same file.

        The lock lies in the system's temporary folder: it does not litter the student's folder or
        a submission, and it works where that folder lies on a network disk without locks. Raises
        Timeout, an OSError, if somebody holds it too long. Where no lock can be made, saving goes
        on without: each file still is whole, and windows merge what they read.
        """
        name = sha256(str(self.path.resolve()).encode()).hexdigest()[:24]
        lock = None
        try:
            place = Path(tempfile.gettempdir()) / f"unsigned-peace-{name}.lock"
            lock = FileLock(place, timeout=_PATIENCE_SECONDS)
            lock.acquire()
        except Timeout:
            raise
        except OSError:
            lock = None
        try:
            yield
        finally:
            if lock is not None:
                lock.release()


def _sync_folder(folder: Path) -> None:
    """Make a renaming last through a loss of power, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
