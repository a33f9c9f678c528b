"""What the Linux kernel is asked for, through ctypes, and what notebooks may not ask it for.

Numbers and names are those of the system's header files; the manual pages unshare(2), setns(2),
mount(2), mount_setattr(2), pivot_root(2), prctl(2), capabilities(7) and seccomp_init(3) say what
they mean. Python 3.11 does not offer these calls.
"""

import ctypes
import errno
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

CLONE_NEWNS = 0x00020000  # what is mounted where
CLONE_NEWUTS = 0x04000000  # the name of the machine
CLONE_NEWIPC = 0x08000000  # shared memory and queues of System V
CLONE_NEWUSER = 0x10000000  # users and capabilities
CLONE_NEWPID = 0x20000000  # processes
CLONE_NEWNET = 0x40000000  # network

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH, _AT_RECURSIVE = 2, 0x8000
_MOUNT_SETATTR = 442  # since Linux 5.12, and for all processors; libc has no name for it

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
_PR_CAPBSET_DROP = 24
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


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


def restrict(folder: Path, flags: int) -> None:
    """Add flags, of the first four, to the mount on a folder and all below it. Raises OSError."""
    added = (ctypes.c_uint64 * 4)(flags)  # what to set; nothing to clear
    arguments = -1, os.fsencode(folder), _AT_RECURSIVE, added, ctypes.c_size_t(ctypes.sizeof(added))
    _check(_libc.syscall(_MOUNT_SETATTR, *arguments), f"mount_setattr {folder}")


def pivot_root(new: str) -> None:
    """Make `new` the root directory and forget the old one. Raises OSError."""
    os.chdir(new)
    _check(_libc.pivot_root(b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", _MNT_DETACH), "umount")
    os.chdir("/")


def prctl(option: int, *values: int) -> None:
    """Set an attribute of this process. Raises OSError."""
    words = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    _check(_libc.prctl(option, *words), f"prctl {option}")


def drop_bounding_set() -> None:
    """See to it that no program started from here can gain a capability."""
    for capability in range(64):
        if _libc.prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) < 0:
            break  # the first number that this kernel does not know


def drop_capabilities() -> None:
    """Give up every capability. Raises OSError."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


# The filter. Namespaces already hide files, processes and the network. It takes away the tools
# with which a bug of the Linux kernel could be used to break out of them, and the doors that no
# namespace closes: sockets to the machine's host (vsock), keys, tracing of other processes.
# A forbidden call fails with 'Operation not permitted'; nothing is killed for trying.

# What memfd_create and shmget make is memory that no limit counts, what mq_open, msgget and semget
# make is the kernel's.
_FORBIDDEN = """
    acct add_key adjtimex bpf chroot clock_adjtime clock_settime delete_module fanotify_init
    finit_module fsconfig fsmount fsopen fspick init_module io_uring_enter io_uring_register
    io_uring_setup kcmp kexec_file_load kexec_load keyctl lookup_dcookie memfd_create mount
    mount_setattr move_mount mq_open msgget name_to_handle_at open_by_handle_at open_tree
    perf_event_open personality pidfd_getfd pivot_root process_madvise process_vm_readv
    process_vm_writev ptrace quotactl reboot request_key semget sethostname setns settimeofday
    shmget swapoff swapon syslog umount2 unshare userfaultfd
"""
_NEW_NAMESPACES = 0x7E020000  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
_SOCKET_FAMILIES = (1, 2, 10, 16)  # unix, inet, inet6, netlink

_EQUAL, _ABOVE, _MASKED = 4, 6, 7  # of libseccomp, as in seccomp.h
_ALLOW, _REFUSE, _PRETEND_OLD = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
_FOR_OTHER_PROCESSORS = 2


class _Comparison(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("one", ctypes.c_uint64),
        ("other", ctypes.c_uint64),
    )


@cache
def make_filter() -> Callable[[], None]:
    """Make a filter of the calls that notebooks do not need; what is given sets it, for good.

    Raises OSError where libseccomp is missing, or too old to know a call.
    """
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    made = ctypes.c_void_p(library.seccomp_init(_ALLOW))

    def done(result: int, what: str) -> None:
        if result < 0:
            raise OSError(-result, f"seccomp, {what}: {os.strerror(-result)}")

    def refuse(name: str, *first_argument: int, action: int = _REFUSE) -> None:
        number = library.seccomp_syscall_resolve_name(name.encode())
        found = [_Comparison(0, *first_argument)] if first_argument else []
        block = (_Comparison * len(found))(*found)
        done(library.seccomp_rule_add_array(made, action, number, len(found), block), name)

    # A program for another processor would have other numbers: refuse every call.
    done(library.seccomp_attr_set(made, _FOR_OTHER_PROCESSORS, _REFUSE), "processors")
    for name in _FORBIDDEN.split():
        refuse(name)
    # clone3 hides its flags from a filter. Programs that hear 'unknown' use clone instead.
    refuse("clone3", action=_PRETEND_OLD)
    for bit in (1 << at for at in range(32)):
        if bit & _NEW_NAMESPACES:
            refuse("clone", _MASKED, bit, bit)
    for family in {*range(max(_SOCKET_FAMILIES))}.difference(_SOCKET_FAMILIES):
        refuse("socket", _EQUAL, family)
    refuse("socket", _ABOVE, max(_SOCKET_FAMILIES))
    return lambda: done(library.seccomp_load(made), "load")
