"""Run something in a copy of a process, so that nothing of it stays."""

import os
import signal
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from .kernel import Channel
from .walls import linux
from .walls.files import Originals


def in_a_copy(run: Callable[[], object], folder: Path, channels: Iterable[Channel]) -> None:
    """Run something in a copy of this process; wait for its end, and put the folder's files back.

    The copy goes on with the same `channels`. If it dies of something, this process ends, too.
    """
    files = Originals(folder)
    for one in channels:
        one.inherited = True
    with warnings.catch_warnings():  # of threads, which a test may have started
        warnings.simplefilter("ignore")
        child = os.fork()
    for one in channels:
        one.inherited = False
    if not child:
        status = 1
        try:
            linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
            run()
            status = 0
        finally:
            os._exit(status)
    before = signal.signal(signal.SIGINT, lambda *_: os.kill(child, signal.SIGINT))
    status = os.waitpid(child, 0)[1]
    signal.signal(signal.SIGINT, before)
    if status:
        os._exit(1)
    files.put_back(files.changed())
