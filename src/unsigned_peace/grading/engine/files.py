"""Read and copy what students hand in, without being led astray by links and oddities."""

import os
import shutil
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from unsigned_peace.grading.sandbox.results import parts_of

NOTEBOOK_BYTES = 50 * (1 << 20)  # a notebook with many figures has one or two per cent of that
NOTEBOOK_PARTS = 500_000  # objects and lists in a notebook; each takes memory
TIMESTAMP_BYTES = 1000
SUBMISSION_BYTES = 500 * (1 << 20)
SUBMISSION_FILES = 10_000


class UnreadableError(ValueError):
    """A notebook cannot be read, or is not what it seems. The message is for the instructor."""


def read_notebook(path: Path) -> NotebookNode:
    """Read a submitted notebook, in nbformat's newest version.

    Raises UnreadableError for a link, for a monster, and for what is no notebook.

    >>> read_notebook(Path("/dev/zero"))
    Traceback (most recent call last):
    unsigned_peace.grading.engine.files.UnreadableError: zero is no ordinary file
    """
    if path.is_symlink() or not path.is_file():
        raise UnreadableError(f"{path.name} is no ordinary file")
    if (size := path.stat().st_size) > NOTEBOOK_BYTES:
        raise UnreadableError(f"{path.name} is too large for a notebook: {size:,} bytes")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path.name} is not written in UTF-8: {error.reason}") from None
    if parts_of(text.encode("utf-8", "replace"), NOTEBOOK_PARTS) > NOTEBOOK_PARTS:
        raise UnreadableError(f"{path.name} has too many parts for a notebook")
    with unusable(path, Exception), warnings.catch_warnings():  # nbformat raises whatever comes
        warnings.simplefilter("ignore")  # a notebook of an old editor is no news to the grader
        return nbformat.reads(text, as_version=4)


@contextmanager
def unusable(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Make of an error of these kinds one that names the notebook. Raises UnreadableError."""
    try:
        yield
    except kinds as error:
        why = str(error).partition("\n")[0]
        if not isinstance(error, (ValueError, nbformat.ValidationError)):
            why = f"it has not the form of one ({type(error).__name__})"
        raise UnreadableError(f"{path.name} is no notebook that can be used: {why}") from None


def timestamp(submitted: Path) -> datetime | None:
    """Read when something was handed in, as nbgrader does, if it is said.

    nbgrader would wait for ever at a pipe, and give up the whole class at a date it cannot read.
    Raises UnreadableError.
    """
    path = submitted / "timestamp.txt"
    if not path.exists():
        return None
    if path.is_symlink() or not path.is_file() or path.stat().st_size > TIMESTAMP_BYTES:
        raise UnreadableError("timestamp.txt is no ordinary small file: delete it or write a date")
    try:
        text = path.read_text(encoding="utf-8").strip()
        return utils.parse_utc(text) if text else None
    except (ValueError, OverflowError):
        raise UnreadableError(
            "timestamp.txt does not hold a date such as 2026-11-20 10:00:00 UTC"
        ) from None


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


def weigh(folder: Path) -> None:
    """Refuse a folder with too much in it. Raises UnreadableError."""
    size = count = 0
    for parent, _, names in os.walk(folder):
        count += len(names)
        size += sum(Path(parent, name).lstat().st_size for name in names)
    if size > SUBMISSION_BYTES or count > SUBMISSION_FILES:
        raise UnreadableError(f"the submission is too large: {count:,} files, {size:,} bytes")


def copy_submitted(submitted: Path, stage: Path, ignore: list[str]) -> None:
    """Copy everything but notebooks, as nbgrader does; leave out what is no ordinary file.

    Raises UnreadableError if there is too much of it.
    """
    weigh(submitted)
    for path in _files(submitted, ignore):
        if path.is_file() and not path.is_symlink():
            _copy(path, stage / path.relative_to(submitted))


def overwrite(source: Path, stage: Path, ignore: list[str], kept: Iterable[str]) -> None:
    """Put the instructor's files in place of the student's, but for those named in `kept`."""
    for path in given(source, ignore, kept):
        _copy(path, stage / path.relative_to(source))


def given(source: Path, ignore: list[str], kept: Iterable[str]) -> Iterator[Path]:
    """Find the instructor's files, but for notebooks and those named in `kept`."""
    kept = {source / name for name in kept}
    return (path for path in _files(source, ignore) if path not in kept)


def _files(folder: Path, ignore: list[str]) -> Iterator[Path]:
    return map(Path, utils.find_all_files(str(folder), [*ignore, "*.ipynb"]))


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copy(path, target)
