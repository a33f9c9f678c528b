"""Run something so that nothing of it stays: not in this process, and not in its files."""

import os
import signal
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from . import linux
from .filesystem import COMPANIONS, State, look, state_of
from .kernel import Channel


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
