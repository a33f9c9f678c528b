"""Put a process behind walls: namespaces, its own files, limits, no privileges.

Three moments. `enter` moves the fork server into its own user (where nobody is root) and process
namespaces. `filesystem.build` gives it a new root directory. `isolate` walls in one forked child.
"""

import errno
import math
import os
import resource
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from . import linux
from .files import copy_folder

USERS = 100_000  # so many, under root, are there only for children
_FIRST_USER = 2_000_000_000
_STUDENT = 1000  # what an ordinary user's child calls itself
_MOST_FILES = 20_000  # in each of its two folders
_MOST_TERMINALS = 32  # the machine has some thousands, for all its users together
LAST_WORDS = 2  # seconds of processor time between the warning and the end

_LIMITS = {
    errno.ENOSPC: "written",
    errno.EFBIG: "file",
    errno.EMFILE: "open_files",
    errno.EAGAIN: "processes",
}


@dataclass(frozen=True)
class Wall:
    """What this machine offers. `pids` is the process namespace to come back to."""

    root: bool
    pids: int


def _can_be_anybody() -> bool:
    """Tell whether this process may take the user ids of the children: whether it is real root.

    Root in a container may have few ids or none to give. It is then treated as anybody else.
    """
    table = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()
    ranges = [[int(word) for word in line.split()] for line in table]
    return os.getuid() == 0 and any(
        first <= _FIRST_USER and first + count > _FIRST_USER + USERS for first, _, count in ranges
    )


def _enter_namespaces(root: bool) -> None:  # noqa: FBT001
    """Leave the machine's process and mount namespaces; an ordinary user needs its own users too.

    The process itself stays where it is in the tree of processes; its next child is the first
    of the new one. Raises OSError.
    """
    if root:
        linux.unshare(linux.CLONE_NEWPID | linux.CLONE_NEWNS)
    else:
        uid, gid = os.getuid(), os.getgid()
        linux.unshare(linux.CLONE_NEWUSER | linux.CLONE_NEWPID | linux.CLONE_NEWNS)
        _map_user(uid, gid)


class MissingError(Exception):
    """This machine lacks a part of the sandbox; the text names it."""


def enter() -> Wall:
    """Become the first process of new namespaces; the old process waits and ends as we end.

    Raises MissingError.
    """
    root = _can_be_anybody()
    for part, take in (
        ("a filter of calls of the system, by libseccomp 2.5", linux.make_filter),
        ("namespaces for users, processes and files", partial(_enter_namespaces, root)),
    ):
        try:
            take()
        except OSError as error:
            raise MissingError(f"{part} ({error.strerror or error})") from None
    child = os.fork()
    if child:
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    return Wall(root=root, pids=os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC))


def fork(wall: Wall | None) -> int:
    """Fork a child that is the first process of a process namespace of its own."""
    if not wall:
        return os.fork()
    linux.unshare(linux.CLONE_NEWPID)
    child = -1
    try:
        child = os.fork()
    finally:
        if child:  # the next unshare is allowed only from where we really are
            linux.setns(wall.pids, linux.CLONE_NEWPID)
    return child


def isolate(wall: Wall, spec: dict[str, Any], files: int, kept: int | None = None) -> None:
    """Wall in this process: run in the child, before any code of a student.

    `files` is an open folder with what the student handed in. It is copied to `spec["cwd"]`, in
    memory, where the child may write up to its limit. With `kept`, the mounts of an earlier child
    of the same student, that one's files are used instead. Raises OSError.
    """
    os.setsid()  # a signal to 'my group' must not reach the fork server
    uid = _FIRST_USER + spec["user"] if wall.root else _STUDENT
    processes = os.open("/proc", os.O_PATH)  # the fork server's view, which may be written to
    if kept is not None:
        linux.setns(kept, linux.CLONE_NEWNS)
        os.close(kept)
    spaces = linux.CLONE_NEWNS | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
    linux.unshare(spaces)
    if kept is None:
        trusted = spec["given"] if spec["checks"] else None
        with _own_folders(spec, uid):
            copy_folder(files, Path(spec["cwd"]), uid if wall.root else None, trusted)
    _mount_process_folders()
    os.close(files)
    os.close(wall.pids)
    os.chdir(spec["cwd"])
    socket.sethostname("sandbox")
    linux.drop_bounding_set()
    if wall.root:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    else:
        linux.unshare(linux.CLONE_NEWUSER)  # its own count of processes
        _map_user(_STUDENT, _STUDENT, processes)
        linux.drop_bounding_set()
    linux.drop_capabilities()
    os.close(processes)
    # The files in /proc/self belong to root now: nobody here may open the memory of the process.
    linux.prctl(linux.PR_SET_DUMPABLE, 0)


@contextmanager
def _own_folders(spec: dict[str, Any], uid: int) -> Iterator[None]:
    """Make the folders to which this process may write; in the block there is no limit yet."""
    own = f"mode=700,uid={uid},gid={uid},nr_inodes={_MOST_FILES}"
    workplace, room = spec["workplace"], spec["limits"]["written_bytes"]
    safe = linux.MS_NOSUID | linux.MS_NODEV
    # Packages, or a folder that notebooks may read, can lie in /tmp: they come back as mounts of
    # their own, which nobody can move away.
    shown = [(path, os.open(path, os.O_PATH)) for path in Path("/tmp").iterdir()]  # noqa: S108
    linux.mount("tmpfs", "/tmp", "tmpfs", safe, f"{own},size={room}")  # noqa: S108 - its own
    for path, folder in shown:
        path.mkdir()
        linux.mount(f"/proc/self/fd/{folder}", str(path), "", linux.MS_BIND | linux.MS_REC)
        os.close(folder)
    Path(workplace).mkdir(parents=True, exist_ok=True)  # it may lie in /tmp
    linux.mount("tmpfs", workplace, "tmpfs", safe, own)
    yield
    held = os.statvfs(workplace)
    room += (held.f_blocks - held.f_bfree) * held.f_frsize
    linux.mount("none", workplace, "", safe | linux.MS_REMOUNT, f"size={room}")


def _mount_process_folders() -> None:
    flags = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC | linux.MS_RDONLY
    linux.mount("proc", "/proc", "proc", flags)
    terminals = f"newinstance,ptmxmode=0666,max={_MOST_TERMINALS}"
    linux.mount("devpts", "/dev/pts", "devpts", linux.MS_NOSUID, terminals)


def limit(limits: dict[str, int]) -> None:
    """Set the limits that the system keeps."""
    sizes = Path("/proc/self/statm").read_text(encoding="ascii").split()
    already = int(sizes[0]) * resource.getpagesize()
    for kind, soft, more in (
        (resource.RLIMIT_AS, already + limits["memory_bytes"], 0),
        (resource.RLIMIT_CPU, limits["cpu_seconds"], LAST_WORDS),
        (resource.RLIMIT_NPROC, limits["processes"], 0),
        (resource.RLIMIT_NOFILE, limits["open_files"], 0),
        (resource.RLIMIT_FSIZE, limits["file_bytes"], 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, hard = resource.getrlimit(kind)  # one that is lower already stays
        most = math.inf if hard == resource.RLIM_INFINITY else hard
        resource.setrlimit(kind, (min(soft, most), min(soft + more, most)))
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)


def _map_user(outside: int, group: int, processes: int | None = None) -> None:
    """In a new user namespace, be `_STUDENT`, who is `outside` in the old one.

    `processes` is an open /proc to use in place of the visible one. Raises OSError.
    """
    proc = os.open("/proc", os.O_PATH) if processes is None else processes
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{_STUDENT} {outside} 1"),
        ("gid_map", f"{_STUDENT} {group} 1"),
    ):
        file = os.open(f"self/{name}", os.O_WRONLY, dir_fd=proc)
        os.write(file, text.encode("ascii"))
        os.close(file)
    if processes is None:
        os.close(proc)


# Errors that tell of a limit.


class ProcessorTimeError(Exception):
    """The limit of computing time is near; the process will be ended soon."""


def in_words(mistake: BaseException) -> str:
    """Word an error; a student's own may be one that cannot be shown."""
    try:
        return f"{type(mistake).__name__}: {mistake}"
    except Exception:  # noqa: BLE001
        return f"{type(mistake).__name__}, which cannot be shown."


def limit_behind(error: BaseException | None) -> str:
    """Name the limit that shows itself in an error, or give "".

    >>> limit_behind(MemoryError()), limit_behind(OSError(errno.ENOSPC, "full"))
    ('memory', 'written')
    """
    for _ in range(5):  # errors that led to the error
        match error:
            case None:
                return ""
            case MemoryError():
                return "memory"
            case ProcessorTimeError():
                return "cpu"
            case OSError() if error.errno in _LIMITS:
                return _LIMITS[error.errno]
            case RuntimeError() if "can't start new thread" in str(error):
                return "processes"
        error = error.__cause__ or error.__context__
    return ""


def out_of_time(*_: object) -> None:
    """Handle the signal that computing time is used up. Raises ProcessorTimeError."""
    raise ProcessorTimeError("The computing time for this notebook is used up.")
