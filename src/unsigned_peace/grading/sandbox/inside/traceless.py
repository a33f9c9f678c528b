"""The files of a notebook: what has changed among them, to be carried over or to be put back.

`in_a_copy` runs something so that nothing of it stays: not in this process, and not in its files.
"""

import contextlib
import os
import signal
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from . import linux
from .filesystem import COMPANIONS, is_code, is_kept, is_plain
from .kernel import Channel

_MOST_BYTES, _MOST_FILES = 20_000_000, 1_000  # carried over
NEW_FILES = "new files"
State = tuple[int, int, int]  # what differs once a file was changed


def state_of(about: os.stat_result) -> State:
    """Say how a file is now."""
    return about.st_mtime_ns, about.st_size, about.st_ino


def look(folder: Path, inner: str = "") -> Iterator[tuple[str, State]]:
    """Give the files in a folder, as they are now, and the folders, with a slash."""
    with os.scandir(folder / inner) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield f"{inner}{entry.name}/", (0, 0, 0)
                yield from look(folder, f"{inner}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield f"{inner}{entry.name}", state_of(entry.stat(follow_symlinks=False))


class Changes:
    """What has changed among the files of a folder, to be carried over to a copy of it."""

    def __init__(self, folder: Path, kept: Collection[str] = ()) -> None:
        """Remember how the files are now. The `kept` ones, and code, are never written over."""
        self.folder, self.kept = folder, frozenset(kept)
        self._known = {one: at for one, at in look(folder) if one[-1] == "/" or is_plain(one, kept)}

    def collect(self) -> tuple[list[tuple[str, int]], bytes]:
        """Give the names and sizes of the files that have changed, and all their contents.

        A file that is gone has the size -1.
        """
        try:
            now = dict(look(self.folder))
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
                    data = (self.folder / name).read_bytes()[:_MOST_BYTES]
                except OSError:
                    continue
                files.append((name, len(data)))
                content += data
        self._known = now
        return files, bytes(content)

    def put(
        self,
        files: list[tuple[str, int]],
        content: bytes,
        takes: Callable[[str, int, bytes], bool] = lambda *_: True,
    ) -> None:
        """Do to this folder what was done to the other, where `takes` agrees. Raises OSError."""
        for name, size in files:
            path, target = PurePosixPath(name), self.folder / name
            data, content = content[: max(size, 0)], content[max(size, 0) :]
            if str(path) != name.removesuffix("/") or path.is_absolute() or ".." in path.parts:
                continue  # no other name for a file of the instructor's
            if is_code(name) or is_kept(str(path), self.kept) or not takes(name, size, data):
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


class Originals:
    """Files as they are now, to be put back later."""

    def __init__(self, folder: Path, names: Iterable[str] | None = None) -> None:
        """Keep the files of a folder with these names, or all. Raises OSError."""
        self._folder = folder
        self._names = names and [f"{one}{end}" for one in names for end in ("", *COMPANIONS)]
        self._states: dict[str, State] = {}
        self._contents: dict[str, bytes] = {}
        for name in self._now():
            self.keep(name)

    def _now(self) -> dict[str, State]:
        if self._names is None:
            return {name: state for name, state in look(self._folder) if name[-1] != "/"}
        paths = {name: self._folder / name for name in self._names}
        return {name: state_of(path.stat()) for name, path in paths.items() if path.is_file()}

    def keep(self, name: str) -> None:
        """Let a file be from now on what it is now. Raises OSError."""
        path = self._folder / name
        self._states.pop(name, None)
        self._contents.pop(name, None)
        if path.is_file():
            self._states[name], self._contents[name] = state_of(path.stat()), path.read_bytes()

    def changed(self) -> list[str]:
        """Name the files that are no longer as they were, those that are new, those that are gone.

        New ones that are read along with a file of a name count as well.
        """
        now = self._now()
        both = sorted(self._states.keys() | now.keys())
        return [name for name in both if self._states.get(name) != now.get(name)]

    def put_back(self, name: str) -> None:
        """Let a file be what it was; who has it open goes on in the same one. Raises OSError."""
        path = self._folder / name
        if name not in self._contents:
            path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._contents[name])
        changed = self._states[name][0]
        os.utime(path, ns=(changed, changed))  # a change in the next moment is to be seen
        self.keep(name)


def in_a_copy(run: Callable[[], object], folder: Path, channels: Iterable[Channel]) -> None:
    """Run something in a copy of this process; wait for its end, and put the folder's files back.

    The copy goes on with the same `channels`. If it dies of something, this process ends, too.
    """
    files = Originals(folder)
    for one in channels:
        one.inherited = True
    with warnings.catch_warnings():  # of threads, which a test may have started
        warnings.simplefilter("ignore")
        child = os.fork()
    for one in channels:
        one.inherited = False
    if not child:
        status = 1
        try:
            linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
            run()
            status = 0
        finally:
            os._exit(status)
    before = signal.signal(signal.SIGINT, lambda *_: os.kill(child, signal.SIGINT))
    status = os.waitpid(child, 0)[1]
    signal.signal(signal.SIGINT, before)
    if status:
        os._exit(1)
    for name in files.changed():
        files.put_back(name)
