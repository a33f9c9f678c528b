"""Notice the calls by which code could reach behind the tests, at the moment they are made.

Python tells audit hooks of such calls, and a hook cannot be taken away again. A finding goes out
through the channel before the call goes through; what the code does afterwards is too late to
hide it.
"""

import sys
from collections.abc import Callable

from .origins import in_library

# Nobody needs these to solve a problem set, wherever they stand.
_ALWAYS = {
    "sys.settrace": "set a trace function",
    "sys.setprofile": "set a profile function",
    "sys.addaudithook": "added an audit hook",
    "sys._current_frames": "asked for the frames of all threads",
    "gc.get_objects": "asked for all objects in memory",
    "gc.get_referrers": "asked who refers to an object",
    "code.__new__": "made a code object",
    "ctypes.dlopen": "called C code through ctypes",
    "ctypes.dlsym": "called C code through ctypes",
    "ctypes.string_at": "read memory through ctypes",
    "ctypes.PyObj_FromPtr": "read memory through ctypes",
}
# These are a matter of the moment: within a function that a test calls, they look at the test.
_IN_TESTS = {"sys._getframe": "looked at the frame of its caller"}
_FRAME_PARTS = {"f_code", "tb_frame", "gi_frame", "gi_code", "cr_frame", "ag_frame"}
_CODE_PARTS = {"__code__", "__globals__", "__defaults__", "__closure__"}
_HELPERS = ("/inspect.py", "/traceback.py", "/pathlib.py", "/ctypes/__init__.py", "/types.py")


class Tripwires:
    """Tells `found` of every suspicious call that a student's code makes."""

    def __init__(self, found: Callable[[str], None]) -> None:
        """Prepare; `arm` switches on."""
        self._found = found
        self._busy = False
        self.trusted: set[str] = set()  # file names of the instructor's cells
        self.in_test = False

    def arm(self) -> None:
        """Begin to listen. There is no way back."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._busy:
            return
        said = _ALWAYS.get(event)
        if said is None and event == "object.__setattr__" and arguments[1] in _CODE_PARTS:
            said = f"changed {arguments[1]} of a function"
        if said is None and self.in_test:
            said = _IN_TESTS.get(event)
            if event == "object.__getattr__" and arguments[1] in _FRAME_PARTS:
                said = f"looked at {arguments[1]}"
        if said is None and event == "open" and _behind_the_scenes(arguments[0]):
            said = f"opened {arguments[0]}"
        if said is None:
            return
        self._busy = True
        try:
            if self._by_student():
                self._found(f"The code {said}.")
        finally:
            self._busy = False

    def _by_student(self) -> bool:
        """Tell whether the call stands in a student's code, not counting thin helpers."""
        frame = sys._getframe(2)  # noqa: SLF001 - the one that made the call
        while frame and frame.f_code.co_filename.endswith(_HELPERS):
            frame = frame.f_back
        file = frame.f_code.co_filename if frame else ""
        return not in_library(file) and file not in self.trusted


def _behind_the_scenes(path: object) -> bool:
    """Tell whether a path leads into the memory or the channels of a process.

    >>> _behind_the_scenes("/proc/self/mem"), _behind_the_scenes("/proc/meminfo")
    (True, False)
    """
    return (
        isinstance(path, str)
        and path.startswith("/proc/")
        and path.rstrip("/").rpartition("/")[2] in {"mem", "maps", "environ", "fd"}
    ) or (isinstance(path, str) and "/fd/" in path and path.startswith(("/proc/", "/dev/fd")))
