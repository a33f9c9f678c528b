"""Copy what a student handed in, and carry over what the student's code writes to files.

No link is ever followed. What Python could import never comes from a student: in the folder of
the checker stands only the instructor's code.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

_MOST_BYTES, _MOST_FILES = 20_000_000, 1_000  # carried over
_CODE = {".py", ".pyc", ".pyd", ".so", ".pth", ".egg", ".zip", ".whl"}


def is_code(name: str) -> bool:
    """Tell whether Python could import a file of this name.

    >>> is_code("numpy.py"), is_code("a/__pycache__/b.txt"), is_code("votes.csv")
    (True, True, False)
    """
    path = PurePosixPath(name)
    return bool(_CODE.intersection(path.suffixes)) or "__pycache__" in path.parts


def copy_folder(
    folder: int,
    target: Path,
    owner: int | None = None,
    trusted: Collection[str] | None = None,
    inner: str = "",
) -> None:
    """Copy files and folders of the open `folder` to `target`; leave out everything else.

    A link, a pipe or a device does not belong in a submission: it is not copied. With `owner`
    the copies belong to that user. With `trusted` names, no other file with code is copied; they
    begin in `inner`. Raises OSError, for one if the room is not enough.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name in os.listdir(folder):
        entry = os.stat(name, dir_fd=folder, follow_symlinks=False)
        path, whole = target / name, f"{inner}{name}"
        if trusted is not None and whole not in trusted and is_code(whole):
            continue
        if stat.S_ISDIR(entry.st_mode):
            below = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            copy_folder(below, path, owner, trusted, f"{whole}/")
            os.close(below)
        elif stat.S_ISREG(entry.st_mode):
            given = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder)
            with os.fdopen(given, "rb") as source, path.open("xb") as copy:
                shutil.copyfileobj(source, copy)
            path.chmod(stat.S_IMODE(entry.st_mode) & 0o777)
            if owner is not None:
                os.chown(path, owner, owner)
    if owner is not None:
        os.chown(target, owner, owner)


class Changes:
    """What has changed among the files of a folder, to be carried over to a copy of it."""

    def __init__(self, folder: Path, kept: Collection[str] = ()) -> None:
        """Remember how the files are now. The `kept` ones, and code, are never written over."""
        self._folder, self._kept = folder, frozenset(kept)
        self._known = dict(self._look())

    def _look(self, inner: str = "") -> Iterator[tuple[str, tuple[int, int, int]]]:
        with os.scandir(self._folder / inner) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield f"{inner}{entry.name}/", (0, 0, 0)
                    yield from self._look(f"{inner}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    one = entry.stat(follow_symlinks=False)
                    yield f"{inner}{entry.name}", (one.st_mtime_ns, one.st_size, one.st_ino)

    def collect(self) -> tuple[list[tuple[str, int]], bytes]:
        """Give the names and sizes of the files that have changed, and all their contents.

        A file that is gone has the size -1.
        """
        try:
            now = dict(self._look())
        except (OSError, RecursionError):
            return [], b""
        files: list[tuple[str, int]] = [
            (name, -1) for name in reversed(self._known) if name not in now
        ]
        content = bytearray()
        for name, state in now.items():
            if self._known.get(name) == state or is_code(name) or len(files) >= _MOST_FILES:
                continue
            if name.endswith("/"):
                files.append((name, 0))
            elif len(content) + state[1] <= _MOST_BYTES:
                try:
                    data = (self._folder / name).read_bytes()[:_MOST_BYTES]
                except OSError:
                    continue
                files.append((name, len(data)))
                content += data
        self._known = now
        return files, bytes(content)

    def put(self, files: list[tuple[str, int]], content: bytes) -> None:
        """Do to this folder what was done to the other one. Raises OSError."""
        for name, size in files:
            path, target = PurePosixPath(name), self._folder / name
            data, content = content[: max(size, 0)], content[max(size, 0) :]
            if path.is_absolute() or ".." in path.parts or is_code(name) or name in self._kept:
                continue
            if name.endswith("/") and size < 0:
                with contextlib.suppress(OSError):  # something of the instructor's is in it
                    target.rmdir()
            elif name.endswith("/"):
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                if size >= 0:
                    target.write_bytes(data)
