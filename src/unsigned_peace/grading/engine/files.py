"""Copy submissions and masters, without being led astray by links and oddities."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbgrader import utils

NOTEBOOK_BYTES = 50 * (1 << 20)  # a notebook with many figures has one or two per cent of that


class UnreadableError(ValueError):
    """A notebook cannot be read, or is not what it seems. The message is for the instructor."""


def read_notebook(path: Path) -> str:
    """Read the text of a submitted notebook.

    Raises UnreadableError for a link, for a monster, and for what is not UTF-8.

    >>> read_notebook(Path("/dev/zero"))
    Traceback (most recent call last):
    unsigned_peace.grading.engine.files.UnreadableError: zero is no ordinary file
    """
    if path.is_symlink() or not path.is_file():
        raise UnreadableError(f"{path.name} is no ordinary file")
    size = path.stat().st_size
    if size > NOTEBOOK_BYTES:
        raise UnreadableError(f"{path.name} is too large for a notebook: {size:,} bytes")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path.name} is not written in UTF-8: {error.reason}") from None


def copy_submitted(submitted: Path, stage: Path, ignore: list[str]) -> list[str]:
    """Copy everything but notebooks, as nbgrader does; tell what was left out, and why.

    nbgrader would follow a symbolic link, and so hand the student whatever the grader may read.
    """
    left_out = [f"{name} is a symbolic link; it was not followed" for name in _links(submitted)]
    for path in _files(submitted, [*ignore, "*.ipynb"]):
        name = path.relative_to(submitted)
        if path.is_symlink():
            continue
        if not path.is_file():
            left_out.append(f"{name} is no ordinary file; it was left out")
            continue
        _copy(path, stage / name)
    return left_out


def overwrite(source: Path, stage: Path, ignore: list[str], kept: Iterable[str]) -> None:
    """Put the instructor's files in place of the student's, but for those named in `kept`."""
    kept = {source / name for name in kept}
    for path in _files(source, [*ignore, "*.ipynb"]):
        if path not in kept:
            _copy(path, stage / path.relative_to(source))


def _files(folder: Path, ignore: list[str]) -> Iterator[Path]:
    return map(Path, utils.find_all_files(str(folder), ignore))


def _links(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        for name in sorted([*folders, *names]):
            path = Path(parent, name)
            if path.is_symlink():
                yield path.relative_to(folder)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copy(path, target)
