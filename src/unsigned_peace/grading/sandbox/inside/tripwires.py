"""Notice the calls by which code could reach behind the tests, at the moment they are made.

Python tells audit hooks of such calls, and a hook cannot be taken away again. A finding goes out
through the channel before the call goes through; what the code does afterwards is too late to
hide it.
"""

import os
import socket
import stat
import sys
from collections.abc import Callable
from types import FrameType

from .origins import in_library

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

# Nobody needs these to solve a problem set, wherever they stand.
_CALLS = {
    "sys.settrace": "set a trace function",
    "sys.setprofile": "set a profile function",
    "sys.addaudithook": "added an audit hook",
    "sys.monitoring.register_callback": "set a trace function",
    "cpython.PyInterpreterState_New": "started another interpreter",
    "marshal.loads": "made a code object out of bytes",
    "sys._getframe": "looked at the frame of its caller",
    "sys._current_frames": "asked for the frames of all threads",
    "gc.get_objects": "asked for all objects in memory",
    "gc.get_referrers": "asked who refers to an object",
    "gc.get_referents": "asked what an object refers to",
    "code.__new__": "made a code object",
    "function.__new__": "made a function out of a code object",
    "ctypes.dlopen": "called C code through ctypes",
    "ctypes.dlsym": "called C code through ctypes",
    "ctypes.dlsym/handle": "called C code through ctypes",
    "ctypes.call_function": "called C code through ctypes",
    "ctypes.cdata": "read memory through ctypes",
    "ctypes.cdata/buffer": "read memory through ctypes",
    "ctypes.string_at": "read memory through ctypes",
    "ctypes.wstring_at": "read memory through ctypes",
    "ctypes.PyObj_FromPtr": "read memory through ctypes",
}
_FRAME_PARTS = {"f_code", "tb_frame", "gi_frame", "gi_code", "cr_frame", "cr_code", "ag_frame"}
_TRACING = {"sys.settrace", "sys.setprofile"}
_CODE_PARTS = {"__code__", "__globals__", "__defaults__", "__kwdefaults__", "__closure__"}
_HELPERS = (
    "/inspect.py", "/pathlib.py", "/ctypes/__init__.py", "/types.py", "/socket.py",
    "/codeop.py", "/code.py",
)  # fmt: skip
# Functions of Python's library that give frames to whoever calls them.
_GIVERS = {"walk_stack", "walk_tb", "currentframe", "<lambda>", "get_stack", "_task_get_stack"}
_LISTS = {"os.listdir", "os.scandir"}
# Python tells of thousands of events a second. It is to cost nothing to pass over the others.
_HEARD = frozenset(
    (
        *_CALLS,
        *_LISTS,
        "compile",
        "object.__getattr__",
        "object.__setattr__",
        "open",
        "socket.__new__",
    )
)
_MEMORY = {"mem", "maps", "smaps", "environ", "fd", "fdinfo"}  # of a process, in /proc


def arm(found: Callable[[str], None], trusted: set[str], testing: Callable[[], bool]) -> None:
    """Begin to listen; there is no way back. Tell `found` of what a student's code does.

    `trusted` are the file names of the instructor's cells, and `testing` tells whether a test
    runs. All that the hook needs are local variables, where a notebook cannot get at them.
    """
    busy = False

    def hear(  # noqa: PLR0913, PLR0917 - Python gives two; the others are to be at hand
        event: str,
        arguments: tuple[object, ...],
        heard: frozenset[str] = _HEARD,
        said: Callable[[str, tuple[object, ...]], str] = _said,
        frame_of: Callable[[int], object] = sys._getframe,  # noqa: SLF001
        library: Callable[[str], bool] = in_library,
        helps: Callable[[FrameType], bool] = _helps,
        forged: Callable[[object, object], bool] = _forged,
        tracing: set[str] = _TRACING,
    ) -> None:
        nonlocal busy
        if event not in heard or busy:
            return
        what = said(event, arguments)
        if event == "compile" and (library(name := str(arguments[1])) or name in trusted):
            what = "compiled code under the name of a file that is not its own"
        if not what:
            return
        busy = True
        try:
            frame = frame_of(1)
            while frame and helps(frame):
                frame = frame.f_back
            file = frame.f_code.co_filename if frame else ""
            ours = library(file) or file in trusted
            if event == "compile" and file.startswith("<frozen importlib"):
                ours = not forged(*arguments)
            elif event in tracing and testing():
                ours = False  # a debugger of the library's: no test needs one
            if not ours:
                found(f"The code {what}.")
        finally:
            busy = False

    sys.addaudithook(hear)


def _helps(
    frame: FrameType,
    helpers: tuple[str, ...] = _HELPERS,
    givers: set[str] = _GIVERS,
    library: Callable[[str], bool] = in_library,
) -> bool:
    """Tell whether a function of a library does what the code that calls it asks for."""
    code = frame.f_code
    file = code.co_filename
    return library(file) and (file.endswith(helpers) or code.co_name in givers)


def _forged(source: object, file: object) -> bool:
    """Tell whether the source is not that of the file in whose name a loader compiles it."""
    if not isinstance(source, bytes):
        return False
    try:
        with open(file, "rb") as real:  # type: ignore[call-overload]  # noqa: PTH123
            return real.read() != source
    except (OSError, TypeError):
        return True


def _said(
    event: str,
    arguments: tuple[object, ...],
    calls: dict[str, str] = _CALLS,
    frame_parts: set[str] = _FRAME_PARTS,
    code_parts: set[str] = _CODE_PARTS,
) -> str:
    """Word a suspicious event; "" for an ordinary one.

    >>> _said("gc.get_objects", ()), _said("object.__getattr__", (None, "gi_frame"))
    ('asked for all objects in memory', 'looked at gi_frame')
    >>> _said("open", ("notes.txt", "r", 0)), _said("os.listdir", ("/proc/self/fd",))
    ('', 'opened /proc/self/fd')
    """
    if event in calls:
        return calls[event]
    if event == "object.__getattr__":
        return f"looked at {arguments[1]}" if arguments[1] in frame_parts else ""
    if event == "object.__setattr__":
        return f"changed {arguments[1]} of a function" if arguments[1] in code_parts else ""
    if event == "open" or event in _LISTS:
        return f"opened {arguments[0]}" if _behind_the_scenes(arguments[0]) else ""
    if event == "socket.__new__" and (arguments[1] == -1 or arguments[1:3] == _CHANNEL):
        return "opened a socket that was there already"
    return ""


_CHANNEL = (socket.AF_UNIX, socket.SOCK_SEQPACKET)  # what the grader's channel is


def _behind_the_scenes(path: object) -> bool:
    """Tell whether a path leads into the memory or the channels of a process.

    >>> _behind_the_scenes("/proc/self/mem"), _behind_the_scenes("/proc/meminfo")
    (True, False)
    """
    if isinstance(path, int):
        try:
            return path > 2 and stat.S_ISSOCK(os.fstat(path).st_mode)
        except OSError:
            return False
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if not isinstance(path, str) or not path.startswith(("/proc/", "/dev/fd")):
        return False
    parts = path.rstrip("/").split("/")
    return parts[-1] in _MEMORY or "fd" in parts[2:]
