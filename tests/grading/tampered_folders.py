"""Submissions whose files are links, pipes, too much, or stand in the way of others."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

from tests.grading.corpus import (
    FULL,
    NONE,
    NOTEBOOK,
    RIGHT_ANSWERS,
    WRONG_ANSWERS,
    Case,
    Contained,
    Failed,
    Scores,
    flagged,
)


def folder(
    name: str,
    expected: object,
    work: Callable[[Path], object],
    answers: dict[str, str] = RIGHT_ANSWERS,
) -> Case:
    """A case with something odd in its folder."""
    return Case(name, expected, work, answers)


def _course(folder_: Path) -> Path:
    return folder_.parents[2]


def _link(name: str, target: Callable[[Path], Path]) -> Callable[[Path], None]:
    def work(folder_: Path) -> None:
        (folder_ / name).unlink(missing_ok=True)
        (folder_ / name).symlink_to(target(folder_))

    return work


def _linked_folder(folder_: Path) -> None:
    real = folder_.with_name("real")
    folder_.rename(real)
    folder_.symlink_to(real)


def _socket(folder_: Path) -> None:
    here = Path.cwd()
    os.chdir(folder_)
    try:
        one = socket.socket(socket.AF_UNIX)
        one.bind("s")
        one.close()
    finally:
        os.chdir(here)


def _huge_file(folder_: Path) -> None:
    with (folder_ / "big.bin").open("wb") as file:
        file.truncate(4_000_000_000)


def _many_files(folder_: Path) -> None:
    (folder_ / "many").mkdir()
    for number in range(12_000):
        (folder_ / "many" / str(number)).touch()


def _deep(folder_: Path) -> None:
    here = os.open(folder_, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=here)
        new = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = new
    os.close(here)


def _shadow(name: str, text: str) -> Callable[[Path], None]:
    def work(folder_: Path) -> None:
        (folder_ / name).parent.mkdir(parents=True, exist_ok=True)
        (folder_ / name).write_text(text)

    return work


_QUIET = "def __getattr__(name): return lambda *a, **k: None\n"

CASES: list[Case] = [
    folder(
        "notebook-is-a-link",
        Failed("ordinary file"),
        _link(f"{NOTEBOOK}.ipynb", lambda f: _course(f) / "source" / "a1" / f"{NOTEBOOK}.ipynb"),
    ),
    folder(
        "link-to-gradebook",
        flagged("link"),
        _link("mine.db", lambda f: _course(f) / "gradebook.db"),
    ),
    folder("link-to-solutions", flagged("link"), _link("more", lambda f: _course(f) / "source")),
    folder("link-to-itself", flagged("link"), _link("loop", lambda f: f)),
    folder("link-broken", flagged("link"), _link("gone", lambda f: f / "nowhere")),
    folder(
        "timestamp-is-a-link",
        Failed("timestamp.txt"),
        _link("timestamp.txt", lambda _: Path("/etc/passwd")),
    ),
    folder("folder-is-a-link", flagged("link"), _linked_folder),
    folder("pipe", flagged("ordinary file"), lambda f: os.mkfifo(f / "pipe")),
    folder(
        "timestamp-is-a-pipe",
        Failed("timestamp.txt"),
        lambda f: ((f / "timestamp.txt").unlink(), os.mkfifo(f / "timestamp.txt")),
    ),
    folder(
        "notebook-is-a-pipe",
        Failed("ordinary file"),
        lambda f: ((f / f"{NOTEBOOK}.ipynb").unlink(), os.mkfifo(f / f"{NOTEBOOK}.ipynb")),
    ),
    folder("socket", flagged("ordinary file"), _socket),
    folder("huge-file", Failed("too large"), _huge_file),
    folder("many-files", Failed("too large"), _many_files),
    folder("deep-folders", Failed("deep"), _deep),
    folder(
        "archive",
        Scores(FULL),
        lambda f: shutil.make_archive(str(f / "all"), "zip", f, f"{NOTEBOOK}.ipynb"),
    ),
    folder("fake-pandas", Contained(NONE), _shadow("pandas.py", _QUIET), WRONG_ANSWERS),
    folder(
        "fake-package",
        Contained(NONE),
        _shadow("unsigned_peace/exercise.py", _QUIET),
        WRONG_ANSWERS,
    ),
    folder(
        "sitecustomize",
        Contained(NONE),
        _shadow("sitecustomize.py", "import builtins; builtins.abs = 0"),
        WRONG_ANSWERS,
    ),
    folder(
        "ipython-profile",
        Contained(NONE),
        _shadow(".ipython/profile_default/startup/0.py", "total = 6"),
        WRONG_ANSWERS,
    ),
    folder("own-gradebook", Contained(FULL), _shadow("gradebook.db", "x")),
    folder(
        "unreadable-file",
        Failed("Permission denied") if os.geteuid() else Contained(FULL),
        lambda f: ((f / "x").write_text("x"), (f / "x").chmod(0)),
    ),
    folder(
        "set-uid-file",
        Contained(FULL),
        lambda f: ((f / "x").write_text("x"), (f / "x").chmod(0o6777)),
    ),
]
