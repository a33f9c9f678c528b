"""The files of a notebook: carried into its folder, from there to the checker's, and put back.

No link is ever followed. What Python could import never comes from a student: in the folder of the
checker stands only the instructor's code.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Collection, Mapping
from pathlib import Path, PurePosixPath

_MOST_BYTES, _MOST_FILES = 20_000_000, 1_000  # carried over
NEW_FILES = "new files"
_COMPANIONS = ("-journal", "-wal", "-shm")  # a database is read along with them
_OF_TOOLS = {".ini", ".cfg", ".toml"}
_CODE = {".py", ".pyc", ".pyd", ".so", ".pth", ".egg", ".zip", ".whl"}


def is_code(name: str) -> bool:
    """Tell whether Python could import a file of this name.

    >>> is_code("numpy.py"), is_code("a/__pycache__/b.txt"), is_code("votes.csv")
    (True, True, False)
    """
    path = PurePosixPath(name)
    return bool(_CODE.intersection(path.suffixes)) or "__pycache__" in path.parts


def is_of_tools(name: str) -> bool:
    """Tell whether tools, such as pytest, may read a file of this name that nobody has named.

    >>> is_of_tools("pytest.ini"), is_of_tools("a/.coveragerc"), is_of_tools("votes.csv")
    (True, True, False)
    """
    path = PurePosixPath(name)
    return path.suffix in _OF_TOOLS or path.name.startswith(".")


def is_kept(name: str, kept: Collection[str]) -> bool:
    """Tell whether a name is one of the `kept` ones, or of a file that is read along with one.

    >>> is_kept("votes.db-journal", ["votes.db"]), is_kept("data.csv", ["data"])
    (True, False)
    """
    return any(name.removesuffix(end) in kept for end in ("", *_COMPANIONS))


def is_there(name: str, given: Collection[str]) -> bool:
    """Tell whether a file is in the checker's folder from the beginning: `given`, or a notebook.

    >>> [is_there(one, ["data/a.csv"]) for one in ("data/a.csv", "work.ipynb", "data/b.csv")]
    [True, True, False]
    """
    return name in given or name.endswith(".ipynb")


def copy_folder(
    folder: int,
    target: Path,
    owner: int | None = None,
    trusted: Collection[str] | None = None,
    inner: str = "",
) -> None:
    """Copy files and folders of the open `folder` to `target`; leave out everything else.

    A link, a pipe or a device does not belong in a submission: it is not copied. With `owner`
    the copies belong to that user. With `trusted` names, no files are copied but those that are to
    be there; the names begin in `inner`. Raises OSError, for one if the room is not enough.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name in os.listdir(folder):
        entry = os.stat(name, dir_fd=folder, follow_symlinks=False)
        path, whole = target / name, f"{inner}{name}"
        if stat.S_ISDIR(entry.st_mode):
            below = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            copy_folder(below, path, owner, trusted, f"{whole}/")
            os.close(below)
        elif stat.S_ISREG(entry.st_mode) and (trusted is None or is_there(whole, trusted)):
            given = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder)
            with os.fdopen(given, "rb") as source, path.open("xb") as copy:
                shutil.copyfileobj(source, copy)
            path.chmod(stat.S_IMODE(entry.st_mode) & 0o777)
            if owner is not None:
                os.chown(path, owner, owner)
    if owner is not None:
        os.chown(target, owner, owner)


State = tuple[int, int, int]  # what differs once a file was changed


def look(folder: Path) -> dict[str, State]:
    """Give the files in a folder, as they are now, and the folders, with a slash, before theirs."""
    found: dict[str, State] = {}
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        with os.scandir(folder / inner) as entries:
            for entry in entries:
                name = f"{inner}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                    found[f"{name}/"] = (0, 0, 0)
                elif entry.is_file(follow_symlinks=False):
                    now = entry.stat(follow_symlinks=False)
                    found[name] = (now.st_mtime_ns, now.st_size, now.st_ino)
    return found


def differing(before: dict[str, State], now: dict[str, State]) -> list[str]:
    """Name what is gone, what is inside before what it was in; then what is new or has changed.

    >>> differing({"a/": (0, 0, 0), "a/b": (1, 1, 1)}, {"c": (2, 2, 2)})
    ['a/b', 'a/', 'c']
    """
    gone = [name for name in reversed(before) if name not in now]
    return [*gone, *(name for name, state in now.items() if before.get(name) != state)]


class Changes:
    """What has changed among the files of a folder, to be carried over to a copy of it."""

    def __init__(self, folder: Path, kept: Collection[str] = ()) -> None:
        """Remember how the files are now. The `kept` ones, and code, are never written over."""
        self.folder, self.kept = folder, frozenset(kept)
        now = look(folder).items()
        self._known = {one: at for one, at in now if one[-1] == "/" or is_there(one, kept)}

    def place(self) -> str:
        """Say in which folder in this folder the process is; "." as well if it is elsewhere."""
        with contextlib.suppress(OSError, ValueError):  # it may be gone
            return str(Path.cwd().relative_to(self.folder))
        return "."

    def collect(self) -> dict[str, bytes | None]:
        """Give what the files hold that have changed; None for what is gone."""
        files: dict[str, bytes | None] = {}
        room = _MOST_BYTES
        with contextlib.suppress(OSError):
            before, self._known = self._known, look(self.folder)
            for name in differing(before, self._known):
                state = self._known.get(name)
                if state is None or name.endswith("/"):
                    files[name] = None if state is None else b""
                elif not is_code(name) and len(files) < _MOST_FILES and state[1] <= room:
                    with contextlib.suppress(OSError):
                        files[name] = data = (self.folder / name).read_bytes()[:room]
                        room -= len(data)
        return files

    def put(
        self,
        files: Mapping[str, bytes | None],
        takes: Callable[[str, bytes | None], bool] = lambda *_: True,
    ) -> None:
        """Do to this folder what was done to the other, where `takes` agrees.

        Raises OSError, and TypeError if something holds no bytes, before anything is done.
        """
        if not all(data is None or type(data) is bytes for data in files.values()):
            raise TypeError("A file holds bytes.")
        for name, data in files.items():
            path, target = PurePosixPath(name), self.folder / name
            if str(path) != name.removesuffix("/") or path.is_absolute() or ".." in path.parts:
                continue  # no other name for a file of the instructor's
            if is_code(name) or is_kept(str(path), self.kept) or not takes(name, data):
                continue
            if name.endswith("/") and data is None:
                with contextlib.suppress(OSError):  # something of the instructor's is in it
                    target.rmdir()
            elif name.endswith("/"):
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                if data is not None:
                    target.write_bytes(data)


class Originals:
    """Files of a folder as they are now, to be put back later."""

    def __init__(self, folder: Path, names: Collection[str] | None = None) -> None:
        """Keep those with these names, and what is read along with them, or all. Raises OSError."""
        self._folder, self._names = folder, names
        self._states: dict[str, State] = {}
        self._contents: dict[str, bytes] = {}
        self.keep(self.changed())

    def changed(self) -> list[str]:
        """Name the files that are no longer as they were, those that are new, those that are gone.

        New ones that are read along with a file of a name count as well.
        """
        names = differing(self._states, look(self._folder))
        kept = self._names
        return [one for one in names if one[-1] != "/" and (kept is None or is_kept(one, kept))]

    def keep(self, names: Collection[str]) -> None:
        """Let files be from now on what they are now. Raises OSError."""
        now = look(self._folder)
        for name in names:
            self._states.pop(name, None)
            self._contents.pop(name, None)
            if name in now:
                self._states[name] = now[name]
                self._contents[name] = (self._folder / name).read_bytes()

    def put_back(self, names: Collection[str]) -> None:
        """Let files be what they were; who has one open goes on in the same. Raises OSError."""
        for name in names:
            path = self._folder / name
            if name not in self._contents:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._contents[name])
            changed = self._states[name][0]
            os.utime(path, ns=(changed, changed))  # a change in the next moment is to be seen
        self.keep(names)


def taken_away(path: Path) -> bytes:
    """Delete a file and give what it held. Raises OSError."""
    path.chmod(0o600)  # it may have come with no rights at all
    held = path.read_bytes()
    path.unlink()
    return held
