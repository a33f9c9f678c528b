"""What the Linux kernel is asked for, through ctypes, and what notebooks may not ask it for.

Numbers and names are those of the system's header files; the manual pages unshare(2), setns(2),
mount(2), pivot_root(2), prctl(2), capabilities(7) and seccomp(2) say what they mean. Python 3.11
does not offer these calls.
"""

import ctypes
import errno
import os
import platform
import struct

CLONE_NEWNS = 0x00020000  # what is mounted where
CLONE_NEWUTS = 0x04000000  # the name of the machine
CLONE_NEWIPC = 0x08000000  # shared memory and queues of System V
CLONE_NEWUSER = 0x10000000  # users and capabilities
CLONE_NEWPID = 0x20000000  # processes
CLONE_NEWNET = 0x40000000  # network

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH = 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
_PR_SET_SECCOMP, _PR_CAPBSET_DROP = 22, 24
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522

MACHINE = platform.machine()
_ARCHITECTURES = {"x86_64": (1, 0xC000003E), "aarch64": (2, 0xC00000B7)}
IS_KNOWN = MACHINE in _ARCHITECTURES  # whether there is a filter for this kind of processor

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


def pivot_root(new: str) -> None:
    """Make `new` the root directory and forget the old one. Raises OSError."""
    os.chdir(new)
    number = _CALLS["pivot_root"][_ARCHITECTURES[MACHINE][0]]
    _check(_libc.syscall(ctypes.c_long(number), b".", b"."), "pivot_root")
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

# With their numbers for the two processors that matter, x86-64 and ARM-64. What memfd_create and
# shmget make is memory that no limit counts, what mq_open, msgget and semget make is the kernel's.
_FORBIDDEN = """
    acct 163 89, add_key 248 217, adjtimex 159 171, bpf 321 280, chroot 161 51,
    clock_adjtime 305 266, clock_settime 227 112, delete_module 176 106,
    fanotify_init 300 262, finit_module 313 273, fsconfig 431 431, fsmount 432 432,
    fsopen 430 430, fspick 433 433, init_module 175 105, io_uring_enter 426 426,
    io_uring_register 427 427, io_uring_setup 425 425, kcmp 312 272,
    kexec_file_load 320 294, kexec_load 246 104, keyctl 250 219, lookup_dcookie 212 18,
    memfd_create 319 279, mount 165 40, mount_setattr 442 442, move_mount 429 429,
    mq_open 240 180, msgget 68 186, name_to_handle_at 303 264, open_by_handle_at 304 265,
    open_tree 428 428, perf_event_open 298 241, personality 135 92, pidfd_getfd 438 438,
    pivot_root 155 41, process_madvise 440 440, process_vm_readv 310 270,
    process_vm_writev 311 271, ptrace 101 117, quotactl 179 60, reboot 169 142,
    request_key 249 218, semget 64 190, sethostname 170 161, setns 308 268,
    settimeofday 164 170, shmget 29 194, swapoff 168 225, swapon 167 224, syslog 103 116,
    umount2 166 39, unshare 272 97, userfaultfd 323 282
"""
_CALLS = {
    name: (name, int(x86), int(arm))
    for name, x86, arm in (one.split() for one in _FORBIDDEN.split(","))
}
_CLONE, _CLONE3, _SOCKET = (0, 56, 220), (0, 435, 435), (0, 41, 198)
_NEW_NAMESPACES = 0x7E020000  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
_SOCKET_FAMILIES = (1, 2, 10, 16)  # unix, inet, inet6, netlink
_X32_BIT = 0x40000000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _REFUSE, _PRETEND_OLD = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS


def filter_for(machine: str) -> bytes:
    """Write the filter for a kind of processor, eight bytes an instruction.

    Raises KeyError where there is none.

    >>> len(filter_for("aarch64")) % 8
    0
    """
    column, architecture = _ARCHITECTURES[machine]
    code = [
        # A program for another processor would have other numbers: refuse every call.
        _step(_LOAD, _ARCHITECTURE_AT),
        _step(_EQUAL, architecture, 1, 0),
        _step(_RETURN, _REFUSE),
        _step(_LOAD, _NUMBER_AT),
        _step(_AT_LEAST, _X32_BIT, 0, 1),
        _step(_RETURN, _REFUSE),
    ]
    for numbers in _CALLS.values():
        code += [_step(_EQUAL, numbers[column], 0, 1), _step(_RETURN, _REFUSE)]
    code += [
        # clone3 hides its flags from a filter. Programs that hear 'unknown' use clone instead.
        _step(_EQUAL, _CLONE3[column], 0, 1),
        _step(_RETURN, _PRETEND_OLD),
        _step(_EQUAL, _CLONE[column], 0, 4),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
        _step(_ANY_BIT, _NEW_NAMESPACES, 0, 1),
        _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
        _step(_EQUAL, _SOCKET[column], 0, len(_SOCKET_FAMILIES) + 2),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
    ]
    for index, family in enumerate(_SOCKET_FAMILIES):
        code.append(_step(_EQUAL, family, len(_SOCKET_FAMILIES) - index, 0))
    code += [_step(_RETURN, _REFUSE), _step(_RETURN, _ALLOW)]
    return b"".join(code)


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, value)


def set_filter() -> None:
    """Forbid this process, for good, what notebooks do not need. Raises OSError."""
    program = filter_for(MACHINE)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))

    block = Program(len(program) // 8, program)
    prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(block))
