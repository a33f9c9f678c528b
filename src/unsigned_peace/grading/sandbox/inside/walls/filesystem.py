"""The root of the files that a notebook sees: the language, the libraries, and what is named.

`build` makes an empty file system in memory. Only what is named is mounted into it, and read-only.
So a new folder on the grader's machine is invisible without anybody thinking of it.
"""

import site
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from . import linux

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SETTINGS = """
    alternatives fonts ld.so.cache ld.so.conf ld.so.conf.d localtime magic mime.types protocols
    services timezone
"""
_DEVICES = ("null", "zero", "full", "random", "urandom")


def python_folders() -> set[Path]:
    """Find the folders from which this Python takes itself, its modules and its libraries."""
    python = Path(sys.executable)
    named = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path, *site.getsitepackages()]
    named += [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]
    maps = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    files = {Path(line.split(maxsplit=5)[5]) for line in maps if "/" in line}
    folders = {Path(one) for one in named if one} | {python.parent, python.resolve().parent}
    folders |= {file.parent for file in files if ".so" in file.suffixes}  # in unusual places
    return {folder for folder in folders if folder.is_dir()}


def plan(wanted: Iterable[Path], course: Path, secrets: Iterable[Path]) -> list[tuple[Path, bool]]:
    """List what to mount and, with False, what to cover, outermost first.

    What is not wanted is not there at all. So only a secret inside a wanted folder needs a cover,
    and a wanted folder inside the `course` has to be mounted again on top of it. A wanted folder
    that is the course, or that lies in a secret, is not shown.

    >>> shown = plan([Path("/usr"), Path("/usr/c/lib"), Path("/usr/c/keys/x")], Path("/usr/c"),
    ...              [Path("/usr/c/keys")])
    >>> [(folder.as_posix(), visible) for folder, visible in shown]
    [('/usr', True), ('/usr/c', False), ('/usr/c/lib', True)]
    """
    secrets = list(secrets)
    steps: dict[Path, bool] = {}
    for folder in sorted({*wanted, course, *secrets}, key=lambda one: (len(one.parts), one)):
        outer = [one for one in steps if folder.is_relative_to(one)]
        seen = bool(outer) and steps[max(outer, key=lambda one: len(one.parts))]
        if folder == course or any(folder.is_relative_to(one) for one in secrets):
            if seen:
                steps[folder] = False
        elif not seen:
            steps[folder] = True
    return list(steps.items())


def build(wanted: Iterable[Path], course: Path, secrets: Iterable[Path], workplace: Path) -> None:
    """Build the new root, enter it, and leave the old one for good.

    `wanted`, `course` and `secrets` are as in `plan`. `workplace` is made as an empty folder, on
    which each child mounts its own. Raises OSError.
    """
    system = [Path(one) for one in _SYSTEM]
    folders = {one for one in system if one.is_dir() and not one.is_symlink()}
    steps = plan(folders | set(wanted), course, secrets)
    new = next(
        Path(spot)
        for spot in ("/mnt", "/media", "/srv", "/sys", "/opt", "/home")
        if Path(spot).is_dir() and not any(one.is_relative_to(spot) for one, _ in steps)
    )
    linux.mount("none", "/", "", linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("tmpfs", str(new), "tmpfs", linux.MS_NOSUID, "mode=755,size=1m")
    for link in (one for one in system if one.is_symlink()):
        (new / link.relative_to("/")).symlink_to(link.readlink())
    for folder, visible in steps:
        _bind(folder, new / folder.relative_to("/")) if visible else _cover(folder, new)
    _settings(new)
    for folder in ("proc", "tmp", str(workplace).lstrip("/")):
        (new / folder).mkdir(parents=True, exist_ok=True)
    linux.restrict(new, linux.MS_NODEV)  # all but the devices that come now
    _devices(new)
    linux.restrict(new, linux.MS_RDONLY | linux.MS_NOSUID)
    linux.mount("proc", str(new / "proc"), "proc", linux.MS_NOSUID | linux.MS_NODEV)
    linux.pivot_root(str(new))


def _cover(secret: Path, new: Path) -> None:
    spot = new / secret.relative_to("/")
    if spot.is_dir():
        linux.mount("tmpfs", str(spot), "tmpfs", linux.MS_NOSUID, "mode=755,size=1m")
    elif spot.exists():
        linux.mount("/dev/null", str(spot), "", linux.MS_BIND)


def _settings(new: Path) -> None:
    etc = new / "etc"
    etc.mkdir()
    for name in _SETTINGS.split():
        if Path("/etc", name).exists():
            _bind(Path("/etc", name), etc / name)
    (etc / "passwd").write_text("student:x:1000:1000:student:/tmp:/bin/sh\n", encoding="ascii")
    (etc / "group").write_text("student:x:1000:\n", encoding="ascii")
    (etc / "nsswitch.conf").write_text("passwd: files\nhosts: files\n", encoding="ascii")
    (etc / "hosts").write_text("127.0.0.1 localhost sandbox\n", encoding="ascii")


def _devices(new: Path) -> None:
    (new / "dev" / "pts").mkdir(parents=True)
    for name in _DEVICES:
        _bind(Path("/dev", name), new / "dev" / name)
    links = {"fd": "/proc/self/fd", "ptmx": "pts/ptmx", "shm": "/tmp"}  # noqa: S108 - its own
    for name, target in links.items():
        (new / "dev" / name).symlink_to(target)


def _bind(source: Path, target: Path) -> None:
    source = source.resolve()
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    linux.mount(str(source), str(target), "", linux.MS_BIND | linux.MS_REC)
