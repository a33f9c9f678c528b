"""Copy what a student handed in, without following a link out of the folder."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

_BLOCK = 4096  # a file in memory takes whole blocks


def _entries(folder: int) -> Iterator[tuple[str, os.stat_result]]:
    for name in sorted(os.listdir(folder)):
        yield name, os.stat(name, dir_fd=folder, follow_symlinks=False)


def size(folder: int) -> int:
    """Count the bytes in memory that a copy of the open `folder` takes."""
    total = 0
    for name, entry in _entries(folder):
        total += _BLOCK
        if stat.S_ISDIR(entry.st_mode):
            below = _open_folder(name, folder)
            total += size(below)
            os.close(below)
        elif stat.S_ISREG(entry.st_mode):
            total += -(-entry.st_size // _BLOCK) * _BLOCK
    return total


def copy_folder(folder: int, target: Path, owner: int | None = None) -> None:
    """Copy files and folders of the open `folder` to `target`; leave out everything else.

    A link, a pipe or a device does not belong in a submission: it is not copied. With `owner`
    the copies belong to that user. Raises OSError, for one if the room is not enough.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name, entry in _entries(folder):
        path = target / name
        if stat.S_ISDIR(entry.st_mode):
            below = _open_folder(name, folder)
            copy_folder(below, path, owner)
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


def _open_folder(name: str, parent: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
