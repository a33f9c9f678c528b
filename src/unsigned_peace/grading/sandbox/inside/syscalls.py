"""The few calls of the Linux kernel that Python 3.11 does not offer, through ctypes.

Numbers and names are those of the system's header files; the manual pages unshare(2), setns(2),
mount(2), pivot_root(2), prctl(2) and capabilities(7) say what they mean.
"""

import ctypes
import os
import platform

CLONE_NEWNS = 0x00020000  # what is mounted where
CLONE_NEWUTS = 0x04000000  # the name of the machine
CLONE_NEWIPC = 0x08000000  # shared memory and queues of System V
CLONE_NEWUSER = 0x10000000  # users and capabilities
CLONE_NEWPID = 0x20000000  # processes
CLONE_NEWNET = 0x40000000  # network

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38
SECCOMP_MODE_FILTER = 2

_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def machine() -> str:
    """Name the processor's kind as the tables here and in `seccomp` do."""
    return platform.machine()


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces named by `flags` for new ones. Raises OSError."""
    _check(_libc.unshare(flags), "unshare")


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace behind a file descriptor. Raises OSError."""
    _check(_libc.setns(descriptor, kind), "setns")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount `source` on `target`. Raises OSError that names the target."""
    arguments = [os.fsencode(one) if one else None for one in (source, target, kind)]
    settings = options.encode() if options else None
    _check(_libc.mount(*arguments, ctypes.c_ulong(flags), settings), f"mount {target}")


def unmount(target: str) -> None:
    """Take away what is mounted on `target`, as soon as nobody uses it. Raises OSError."""
    _check(_libc.umount2(os.fsencode(target), MNT_DETACH), f"umount {target}")


def pivot_root(new: str) -> None:
    """Make `new` the root directory and forget the old one. Raises OSError."""
    os.chdir(new)
    _check(_libc.syscall(ctypes.c_long(_PIVOT_ROOT[machine()]), b".", b"."), "pivot_root")
    unmount(".")
    os.chdir("/")


def prctl(option: int, *values: int) -> None:
    """Set an attribute of this process. Raises OSError."""
    words = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    _check(_libc.prctl(option, *words), f"prctl {option}")


def set_filter(program: bytes) -> None:
    """Install a seccomp program: eight bytes an instruction. Raises OSError."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))

    block = Program(len(program) // 8, program)
    address = ctypes.addressof(block)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, address)


def drop_bounding_set() -> None:
    """See to it that no program started from here can gain a capability."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) < 0:
            break  # the first number that this kernel does not know


def drop_capabilities() -> None:
    """Give up every capability. Raises OSError."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")
