"""Copy submissions and masters, without being led astray by links and oddities."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbgrader import utils

NOTEBOOK_BYTES = 50 * (1 << 20)  # a notebook with many figures has one or two per cent of that
NOTEBOOK_PARTS = 500_000  # objects and lists in a notebook; each takes memory
SUBMISSION_BYTES = 500 * (1 << 20)
SUBMISSION_FILES = 10_000


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
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path.name} is not written in UTF-8: {error.reason}") from None
    if text.count("{") + text.count("[") > NOTEBOOK_PARTS:
        raise UnreadableError(f"{path.name} has too many parts for a notebook")
    return text


def oddities(submitted: Path) -> list[str]:
    """Name the links, pipes and devices in a submission: no student needs one.

    nbgrader would follow a symbolic link, and so hand the student whatever the grader may read.
    """
    found = []
    for parent, folders, names in os.walk(submitted):
        for name in sorted([*folders, *names]):
            path = Path(parent, name)
            if path.is_symlink():
                found.append(f"{path.relative_to(submitted)} is a symbolic link.")
            elif not (path.is_file() or path.is_dir()):
                found.append(f"{path.relative_to(submitted)} is no ordinary file.")
    if submitted.is_symlink() or submitted.parent.is_symlink():
        found.append("The folder of the submission is a symbolic link.")
    return found


def copy_submitted(submitted: Path, stage: Path, ignore: list[str]) -> None:
    """Copy everything but notebooks, as nbgrader does; leave out what is no ordinary file.

    Raises UnreadableError if there is too much of it.
    """
    _weigh(submitted)
    for path in _files(submitted, [*ignore, "*.ipynb"]):
        if path.is_file() and not path.is_symlink():
            _copy(path, stage / path.relative_to(submitted))


def _weigh(folder: Path) -> None:
    size = count = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            count += 1
            size += Path(parent, name).lstat().st_size
    if size > SUBMISSION_BYTES or count > SUBMISSION_FILES:
        raise UnreadableError(f"the submission is too large: {count} files, {size:,} bytes")


def overwrite(source: Path, stage: Path, ignore: list[str], kept: Iterable[str]) -> None:
    """Put the instructor's files in place of the student's, but for those named in `kept`."""
    kept = {source / name for name in kept}
    for path in _files(source, [*ignore, "*.ipynb"]):
        if path not in kept:
            _copy(path, stage / path.relative_to(source))


def _files(folder: Path, ignore: list[str]) -> Iterator[Path]:
    return map(Path, utils.find_all_files(str(folder), ignore))


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copy(path, target)
