"""Find code of a notebook's that waits to run in the middle of a test.

A thread, a signal, a timer, a task of the event loop: each can change an answer while a test
looks at it, and change it back.
"""

import asyncio
import gc
import signal
import sys
import threading
from collections.abc import Iterator
from types import CoroutineType, FrameType

from .origins import homemade, in_library

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

_DEPTH = 1000  # Python's own limit of recursion
_SIGNALS = [one for one in signal.Signals if one not in (signal.SIGKILL, signal.SIGSTOP)]


def waiting(loop: asyncio.AbstractEventLoop, handlers: dict[int, object]) -> Iterator[str]:
    """Name what waits. `handlers` are those of the signals before the notebook."""
    if threading.active_count() > 1 or len(sys._current_frames()) > 1:  # noqa: SLF001
        yield from _threads()
    for number, before in handlers.items():
        now = signal.getsignal(number)
        if now is not before and callable(now) and homemade(now):
            yield f"A handler of the notebook for the signal {signal.Signals(number).name} was set"
    if any(map(homemade, gc.callbacks)):
        yield "A function of the notebook was called by the garbage collector"
    for task in asyncio.all_tasks(loop):
        coroutine = task.get_coro()
        if isinstance(coroutine, CoroutineType) and not in_library(coroutine.cr_code.co_filename):
            yield "A task of the notebook was waiting in the event loop"
    for handle in (*loop._ready, *loop._scheduled):  # noqa: SLF001 - asyncio tells it nowhere else
        if not handle.cancelled() and homemade(handle._callback):  # noqa: SLF001
            yield "A function of the notebook was waiting in the event loop"


def _threads() -> Iterator[str]:
    mine = threading.get_ident()
    for number, innermost in sys._current_frames().items():  # noqa: SLF001
        frame: FrameType | None = None if number == mine else innermost
        while frame and in_library(frame.f_code.co_filename):
            frame = frame.f_back
        if frame:
            yield "A thread of the notebook was running"


def put_off() -> None:
    """See to it that nothing of a notebook's comes in between the canaries."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in _SIGNALS:
        handler = signal.getsignal(number)
        if callable(handler) and homemade(handler):
            signal.signal(number, signal.SIG_IGN)
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _DEPTH))


def signal_handlers() -> dict[int, object]:
    """Give what is called at each signal now."""
    return {one: signal.getsignal(one) for one in _SIGNALS}
