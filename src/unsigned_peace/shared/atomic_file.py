"""A small file beside a notebook, written whole and under a lock.

A new text takes the place of the old one in one step, so a reader or a crash meets either the old
or the new text, never half of one. What the text means is for others: see `json_document`.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

# Saving takes milliseconds. Whoever holds the lock longer is stuck, and must not stop the student.
_PATIENCE_SECONDS = 5


class AtomicFile:
    """One file of text; reading never changes the disk.

    >>> file = AtomicFile(Path(tempfile.mkdtemp()) / "answers" / "01.json")
    >>> with file.locked():
    ...     file.write("one")
    >>> file.read()
    'one'
    """

    def __init__(self, path: Path) -> None:
        """Name the file; it need not be there yet, nor its folder."""
        self.path = Path(path)

    def read(self) -> str | None:
        """Return the text; None if there is no file.

        Raises OSError where there is a file that cannot be read, UnicodeDecodeError where it
        holds no text.
        """
        try:
            return self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def write(self, text: str) -> None:
        """Put `text` in the place of what was there; raises OSError where that fails."""
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

    def set_aside(self, now: datetime) -> str:
        """Give a file that cannot be used another name, and return that name.

        Raises OSError where that fails.
        """
        aside = self.path.with_name(f"{self.path.stem}.set-aside-{now:%Y%m%d-%H%M%S-%f}.json")
        self.path.rename(aside)
        return aside.name

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes of this machine from saving the same file.

        Reading needs it too: Windows cannot replace a file that somebody reads.

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
