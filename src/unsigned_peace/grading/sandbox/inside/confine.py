"""Put a process behind walls: namespaces, its own files, limits, no privileges.

Three moments. `enter` moves the zygote into its own user (where nobody is root) and process
namespaces. `roots.build` gives it a new root directory. `isolate` walls in one forked child.
"""

import os
import resource
import signal
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import folders, seccomp, syscalls

FIRST_UID = 2_000_000_000  # under root, each child has a user id that belongs to nobody else
STUDENT = 1000  # what an ordinary user's child calls itself
MOST_FILES = 20_000  # in each of its two folders
MOST_TERMINALS = 32  # the machine has some thousands, for all its users together
LAST_WORDS = 2  # seconds of processor time between the warning and the end


@dataclass(frozen=True)
class Wall:
    """What this machine offers. `pids` is the process namespace to come back to."""

    root: bool
    pids: int


def can_be_anybody() -> bool:
    """Tell whether this process may take the user ids of the children: whether it is real root.

    Root in a container may have few ids or none to give. It is then treated as anybody else.
    """
    table = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()
    ranges = [[int(word) for word in line.split()] for line in table]
    last = FIRST_UID + 10_000
    return os.getuid() == 0 and any(
        first <= FIRST_UID and last < first + count for first, _, count in ranges
    )


def missing() -> list[str]:
    """Name the parts of the sandbox that this machine lacks; empty where it can be built."""
    lacks = []
    if not seccomp.known(syscalls.machine()):
        lacks.append(f"a seccomp filter for this kind of processor ({syscalls.machine()})")
    child = os.fork()
    if not child:
        try:
            enter_namespaces(can_be_anybody())
            status = 0
        except OSError as error:
            status = error.errno or 1
        os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status:
        lacks.append(f"namespaces for users, processes and files ({os.strerror(status)})")
    return lacks


def enter_namespaces(root: bool) -> None:  # noqa: FBT001
    """Leave the machine's process and mount namespaces; an ordinary user needs its own users too.

    The process itself stays where it is in the tree of processes; its next child is the first
    of the new one. Raises OSError.
    """
    if root:
        syscalls.unshare(syscalls.CLONE_NEWPID | syscalls.CLONE_NEWNS)
    else:
        uid, gid = os.getuid(), os.getgid()
        syscalls.unshare(syscalls.CLONE_NEWUSER | syscalls.CLONE_NEWPID | syscalls.CLONE_NEWNS)
        map_user(uid, gid)


def enter() -> Wall:
    """Become the first process of new namespaces; the old process waits and ends as we end."""
    root = can_be_anybody()
    enter_namespaces(root)
    child = os.fork()
    if child:
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
    return Wall(root=root, pids=os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC))


def fork(wall: Wall | None) -> int:
    """Fork a child that is the first process of a process namespace of its own."""
    if not wall:
        return os.fork()
    syscalls.unshare(syscalls.CLONE_NEWPID)
    child = -1
    try:
        child = os.fork()
    finally:
        if child:  # the next unshare is allowed only from where we really are
            syscalls.setns(wall.pids, syscalls.CLONE_NEWPID)
    return child


def isolate(wall: Wall, spec: dict[str, Any], files: int, kept: int | None = None) -> None:
    """Wall in this process: run in the child, before any code of a student.

    `files` is an open folder with what the student handed in. It is copied to `spec["cwd"]`, in
    memory, where the child may write up to its limit. With `kept`, the mounts of an earlier child
    of the same student, what that one has left there is used instead. Raises OSError.
    """
    os.setsid()  # a signal to 'my group' must not reach the zygote
    uid = FIRST_UID + spec["slot"] if wall.root else STUDENT
    processes = os.open("/proc", os.O_PATH)  # the zygote's view, which may be written to
    if kept is not None:
        syscalls.setns(kept, syscalls.CLONE_NEWNS)
    spaces = (
        syscalls.CLONE_NEWNS | syscalls.CLONE_NEWNET | syscalls.CLONE_NEWIPC | syscalls.CLONE_NEWUTS
    )
    syscalls.unshare(spaces)
    if kept is None:
        _mount_own_folders(spec, uid, folders.size(files))
        trusted = spec["given"] if spec["checks"] else None
        folders.copy_folder(files, Path(spec["cwd"]), uid if wall.root else None, trusted)
    _mount_process_folders()
    os.close(files)
    os.chdir(spec["cwd"])
    socket.sethostname("sandbox")
    syscalls.drop_bounding_set()
    if wall.root:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    else:
        syscalls.unshare(syscalls.CLONE_NEWUSER)  # its own count of processes
        map_user(STUDENT, STUDENT, processes)
        syscalls.drop_bounding_set()
    syscalls.drop_capabilities()
    os.close(processes)
    # The files in /proc/self belong to root now: nobody here may open the memory of the process.
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)


def _mount_own_folders(spec: dict[str, Any], uid: int, given: int) -> None:
    own = f"mode=700,uid={uid},gid={uid},nr_inodes={MOST_FILES}"
    room = spec["limits"]["written_bytes"]
    safe = syscalls.MS_NOSUID | syscalls.MS_NODEV
    # Packages, or a folder that notebooks may read, can lie in /tmp: they come back as mounts of
    # their own, which nobody can move away.
    shown = [(path, os.open(path, os.O_PATH)) for path in Path("/tmp").iterdir()]  # noqa: S108
    syscalls.mount("tmpfs", "/tmp", "tmpfs", safe, f"{own},size={room}")  # noqa: S108 - its own
    for path, folder in shown:
        path.mkdir()
        syscalls.mount(f"/proc/self/fd/{folder}", str(path), "", syscalls.MS_BIND | syscalls.MS_REC)
        os.close(folder)
    Path(spec["workplace"]).mkdir(parents=True, exist_ok=True)  # it may lie in /tmp
    syscalls.mount("tmpfs", spec["workplace"], "tmpfs", safe, f"{own},size={room + given}")


def _mount_process_folders() -> None:
    flags = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC | syscalls.MS_RDONLY
    syscalls.mount("proc", "/proc", "proc", flags)
    terminals = f"newinstance,ptmxmode=0666,max={MOST_TERMINALS}"
    syscalls.mount("devpts", "/dev/pts", "devpts", syscalls.MS_NOSUID, terminals)


def limit(limits: dict[str, int]) -> None:
    """Set the limits that the system keeps, then the filter that cannot be taken off again."""
    sizes = Path("/proc/self/statm").read_text(encoding="ascii").split()
    already = int(sizes[0]) * resource.getpagesize()
    cpu = limits["cpu_seconds"]
    _at_most(resource.RLIMIT_AS, already + limits["memory_bytes"])
    _at_most(resource.RLIMIT_CPU, cpu, cpu + LAST_WORDS)
    _at_most(resource.RLIMIT_NPROC, limits["processes"])
    _at_most(resource.RLIMIT_NOFILE, limits["open_files"])
    _at_most(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _at_most(resource.RLIMIT_CORE, 0)
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    if seccomp.known(syscalls.machine()):
        syscalls.set_filter(seccomp.program(syscalls.machine()))


def _at_most(kind: int, soft: int, hard: int | None = None) -> None:
    """Lower a limit; an already lower one stays."""
    ceiling = resource.getrlimit(kind)[1]
    wanted = [soft, soft if hard is None else hard]
    if ceiling != resource.RLIM_INFINITY:
        wanted = [min(one, ceiling) for one in wanted]
    resource.setrlimit(kind, tuple(wanted))


def map_user(outside: int, group: int, processes: int | None = None) -> None:
    """In a new user namespace, be `STUDENT`, who is `outside` in the old one.

    `processes` is an open /proc to use in place of the visible one. Raises OSError.
    """
    proc = os.open("/proc", os.O_PATH) if processes is None else processes
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{STUDENT} {outside} 1"),
        ("gid_map", f"{STUDENT} {group} 1"),
    ):
        file = os.open(f"self/{name}", os.O_WRONLY, dir_fd=proc)
        os.write(file, text.encode("ascii"))
        os.close(file)
    if processes is None:
        os.close(proc)
