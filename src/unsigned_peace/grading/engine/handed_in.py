"""What students hand in, read without being led astray by links and monsters; what is missing."""

import contextlib
import os
import shutil
import unicodedata
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from unsigned_peace.grading.sandbox.results import parts_of

_NOTEBOOK_BYTES = 50 << 20  # a notebook with many figures has one or two per cent of that
_NOTEBOOK_PARTS = 500_000  # objects and lists in a notebook; each takes memory
SUBMISSION_BYTES, _SUBMISSION_FILES, _DEEPEST = 500 << 20, 10_000, 100
_NAMES = 3  # of files that may be meant
_AGAIN = "Let it be saved in JupyterLab and handed in again."


class UnreadableError(ValueError):
    """A notebook cannot be read, or is not what it seems. The message is for the instructor."""


def read_notebook(path: Path) -> NotebookNode:
    """Read a submitted notebook, in nbformat's newest version.

    Raises UnreadableError for a link, for a monster, and for what is no notebook.

    >>> read_notebook(Path("/dev/zero"))
    Traceback (most recent call last):
    unsigned_peace.grading.engine.handed_in.UnreadableError: zero is no ordinary file
    """
    if not is_ordinary(path):
        raise UnreadableError(f"{path.name} is no ordinary file")
    if (size := path.stat().st_size) > _NOTEBOOK_BYTES:
        raise UnreadableError(f"{path.name} is too large for a notebook: {size:,} bytes")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(f"{path.name} is not written in UTF-8. {_AGAIN}") from None
    if not text.strip():
        raise UnreadableError(f"{path.name} is empty. {_AGAIN}")
    if parts_of(text.encode("utf-8", "replace"), _NOTEBOOK_PARTS) > _NOTEBOOK_PARTS:
        raise UnreadableError(f"{path.name} has too many parts for a notebook")
    with unusable(path, Exception), warnings.catch_warnings():  # nbformat raises whatever comes
        warnings.simplefilter("ignore")  # a notebook of an old editor is no news to the grader
        return nbformat.reads(text, as_version=4)


@contextlib.contextmanager
def unusable(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Make of an error of these kinds one that names the notebook. Raises UnreadableError."""
    try:
        yield
    except kinds as error:
        why = str(error).partition("\n")[0].rstrip(".")
        if not isinstance(error, (ValueError, nbformat.ValidationError)):
            why = f"it has not the form of one ({type(error).__name__})"
        place = " in " + "/".join(map(str, at)) if (at := getattr(error, "path", None)) else ""
        said = f"{path.name} is no notebook that can be used: {why}{place}. {_AGAIN}"
        raise UnreadableError(said) from None


def time_of(submitted: Path) -> datetime | None:
    """Read when something was handed in, as nbgrader does, if it is said.

    nbgrader would wait for ever at a pipe, and give up the whole class at a date it cannot read.
    Raises UnreadableError.
    """
    path = submitted / "timestamp.txt"
    if not path.exists():
        return None
    if not is_ordinary(path) or path.stat().st_size > 1000:
        raise UnreadableError("timestamp.txt is no ordinary small file: delete it or write a date")
    try:
        text = path.read_text(encoding="utf-8").strip()
        return utils.parse_utc(text) if text else None
    except (ValueError, OverflowError):
        raise UnreadableError(
            "timestamp.txt does not hold a date such as 2026-11-20 10:00:00 UTC"
        ) from None


def weigh(folder: Path) -> None:
    """Refuse a folder with too much in it, or too deep. Raises UnreadableError."""
    size = count = 0
    for parent, _, names in os.walk(folder):
        if len(Path(parent).relative_to(folder).parts) > _DEEPEST:
            raise UnreadableError(f"it has more than {_DEEPEST} folders in one another: too deep")
        count += len(names)
        size += sum(Path(parent, name).lstat().st_size for name in names)
    if size > SUBMISSION_BYTES or count > _SUBMISSION_FILES:
        raise UnreadableError(f"the submission is too large: {count:,} files, {size:,} bytes")


def is_ordinary(path: Path) -> bool:
    """Tell a file from links, pipes and devices."""
    return path.is_file() and not path.is_symlink()


def files_in(folder: Path, ignore: Sequence[str]) -> list[Path]:
    """Find all files but notebooks and those that the course ignores, as nbgrader does."""
    return [*map(Path, utils.find_all_files(str(folder), [*ignore, "*.ipynb"]))]


def copy(files: Iterable[Path], folder: Path, stage: Path) -> None:
    """Copy files of a folder to the same places in another one.

    A folder in the place of a file, or a file in the place of its folder, gives way.
    """
    for path in files:
        target = stage / path.relative_to(folder)
        for place in filter(Path.is_file, (target, *target.parents)):
            place.unlink()
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def lost(file: Path, folder: Path, ours: Collection[str] = ()) -> str:
    """Say that a file was not handed in, and which ones may be meant instead: none of `ours`.

    No notebook is meant, unless one is missing.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / "ps1.ipynb").touch()
    >>> _ = (folder / "ps1.json.txt").write_text("{}")
    >>> lost(folder / "answers" / "ps1.json", folder)
    'answers/ps1.json is missing. There is ps1.json.txt: rename or move it if it is the one.'
    """
    stem = _composed(file.name.partition(".")[0]).casefold()
    handed_in = [one.relative_to(folder) for one in sorted(folder.rglob("*")) if one.is_file()]
    others = [
        one
        for one in handed_in
        if one.as_posix() not in ours
        and (one.suffix != ".ipynb" or file.suffix == ".ipynb")
        and not any(part.startswith((".", "__")) for part in one.parts)  # an editor's, a Mac's
    ]

    def alike(how: Callable[[list[bool]], bool]) -> list[str]:
        """Find those with the same name and the same ending, or with one of them."""
        names = [(one.as_posix(), _composed(one.name).casefold()) for one in others]
        return [place for place, name in names if how([stem in name, file.suffix in name])]

    meant = (alike(all) or alike(any))[:_NAMES]
    hint = f" There is {', '.join(meant)}: rename or move it if it is the one." if meant else ""
    name = file.relative_to(folder).as_posix()
    if any(_composed(one) == _composed(name) for one in meant):
        hint += " Its letters have another code, as on a Mac."
    return f"{name} is missing.{hint}"


def _composed(name: str) -> str:
    """Give a name in one code: letters such as `ü` have two."""
    return unicodedata.normalize("NFC", name)


def astray_in(folder: Path, expected: Sequence[str], ours: Collection[str]) -> tuple[str, ...]:
    """Name the notebooks that are missing, and copies of those that are there.

    `ours` are the files that an instructor gave, and the expected notebooks.
    """
    missing = [
        lost(folder / name, folder, ours) for name in expected if not (folder / name).exists()
    ]
    copies = [
        f"{one.name} was not graded. If it has the work, name it {name}."
        for name in expected
        for one in sorted(folder.glob("*.ipynb"))
        if one.name not in ours and not one.name.startswith(".")
        if Path(name).stem in one.stem and (folder / name).exists()
    ]
    return (*missing, *copies)
