"""The seccomp filter: calls of the Linux kernel that no notebook needs.

The namespaces already hide files, processes and the network. The filter takes away the tools
with which a bug of the Linux kernel could be used to break out of them, and the doors that no
namespace closes: sockets to the machine's host (vsock), keys, tracing of other processes.

A forbidden call fails with 'Operation not permitted'; nothing is killed for trying.
"""

import errno
import struct

# Numbers from the kernel's tables for the two processors that matter: x86_64, aarch64.
FORBIDDEN = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "adjtimex": (159, 171),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "clock_adjtime": (305, 266),
    "clock_settime": (227, 112),
    "delete_module": (176, 106),
    "fanotify_init": (300, 262),
    "finit_module": (313, 273),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "init_module": (175, 105),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "lookup_dcookie": (212, 18),
    "memfd_create": (319, 279),  # memory that no limit counts; so is that of shmget
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "mq_open": (240, 180),
    "msgget": (68, 186),  # as with semget, memory of the kernel that no limit counts
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41),
    "process_madvise": (440, 440),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "reboot": (169, 142),
    "request_key": (249, 218),
    "semget": (64, 190),
    "sethostname": (170, 161),
    "setns": (308, 268),
    "settimeofday": (164, 170),
    "shmget": (29, 194),
    "swapoff": (168, 225),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
}
_CLONE, _CLONE3, _SOCKET = (56, 220), (435, 435), (41, 198)
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_NEW_NAMESPACES = 0x7E020000  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
_SOCKET_FAMILIES = (1, 2, 10, 16)  # unix, inet, inet6, netlink
_X32_BIT = 0x40000000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16


def known(machine: str) -> bool:
    """Tell whether there is a filter for this kind of processor.

    >>> known("x86_64"), known("sparc64")
    (True, False)
    """
    return machine in _ARCHITECTURES


def program(machine: str) -> bytes:
    """Write the filter for this kind of processor, eight bytes an instruction.

    Raises KeyError where there is none.

    >>> len(program("aarch64")) % 8
    0
    """
    column, architecture = _ARCHITECTURES[machine]
    refuse, pretend_old = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
    code = [
        # A program for another processor would have other numbers: refuse every call.
        _step(_LOAD, _ARCHITECTURE_AT),
        _step(_EQUAL, architecture, 1, 0),
        _step(_RETURN, refuse),
        _step(_LOAD, _NUMBER_AT),
        _step(_AT_LEAST, _X32_BIT, 0, 1),
        _step(_RETURN, refuse),
    ]
    for numbers in FORBIDDEN.values():
        code += [_step(_EQUAL, numbers[column], 0, 1), _step(_RETURN, refuse)]
    code += [
        # clone3 hides its flags from a filter. Programs that hear 'unknown' use clone instead.
        _step(_EQUAL, _CLONE3[column], 0, 1),
        _step(_RETURN, pretend_old),
        _step(_EQUAL, _CLONE[column], 0, 4),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
        _step(_ANY_BIT, _NEW_NAMESPACES, 0, 1),
        _step(_RETURN, refuse),
        _step(_RETURN, _ALLOW),
        _step(_EQUAL, _SOCKET[column], 0, len(_SOCKET_FAMILIES) + 2),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
    ]
    for index, family in enumerate(_SOCKET_FAMILIES):
        code.append(_step(_EQUAL, family, len(_SOCKET_FAMILIES) - index, 0))
    code += [_step(_RETURN, refuse), _step(_RETURN, _ALLOW)]
    return b"".join(code)


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, value)
