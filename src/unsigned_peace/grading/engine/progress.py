"""Lead a class through its work, some submissions at a time, and show how far it is."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from functools import wraps
from itertools import islice
from textwrap import shorten
from typing import Any

from nbgrader.converters.base import NbGraderException
from traitlets import TraitError

from unsigned_peace.grading.engine import INTERRUPTED
from unsigned_peace.grading.engine.course import ClusterError, CourseError, Options
from unsigned_peace.grading.sandbox.results import printable
from unsigned_peace.grading.sandbox.server import SandboxError

_BAR = 24  # characters
_CHARACTERS = 400  # of a reason in a list
_REASONS = 2  # in a line


def in_words(error: BaseException) -> str:
    """Say what went wrong; of a place on the disk, what to do about it.

    >>> in_words(PermissionError(13, "Permission denied", "feedback"))
    'feedback: Permission denied. Make it possible to read and write there, then run the same \
command again.'
    """
    if isinstance(error, OSError) and error.filename:
        return (
            f"{error.filename2 or error.filename}: {error.strerror}. Make it possible to read and "
            "write there, then run the same command again."
        )
    if why := getattr(error, "orig", None):  # of SQLAlchemy's, without the whole question
        return f"The gradebook: {why}. Run the same command again."
    return ". ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())])


@dataclass(frozen=True)
class Outcome:
    """What has become of one submission.

    `failure` says why it could not be done; `flags` are signs of tampering, `remarks` other things
    that an instructor may want to know.
    """

    student: str
    failure: str = ""
    flags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    cell_cpu_seconds: float = 0.0
    peak_bytes: int = 0

    def verdict(self, done: str) -> str:
        """Say it in a line; `done` is what went well.

        >>> Outcome("ann", flags=("a test was changed",)).verdict("graded")
        'graded, FLAGGED for a person: a test was changed'
        """
        if self.failure:
            return f"FAILED: {self.failure}"
        if self.flags:
            return f"{done}, FLAGGED for a person: {self.reasons()}"
        return _listed((done, *self.remarks))

    def reasons(self) -> str:
        """Say in short why it was flagged. All of it stands at the top of the notebook.

        >>> Outcome("ann", flags=("one", "two", "three")).reasons()
        'one; two; and 1 more'
        """
        more = len(self.flags) - _REASONS
        shown = [shorten(text, _CHARACTERS) for text in self.flags[:_REASONS]]
        return _listed([*shown, *[f"and {more} more"] * (more > 0)])


def _listed(sentences: Sequence[str]) -> str:
    """Write sentences one after the other.

    >>> _listed(["p1 is missing.", "p2 is missing."])
    'p1 is missing; p2 is missing.'
    """
    return "; ".join([*(one.rstrip(".") for one in sentences[:-1]), *sentences[-1:]])


Work = Generator[Future[Any], None, Outcome]


def in_turn(works: Iterable[Work], most: int) -> Iterator[Outcome]:
    """Lead works, at most so many at a time, each to its outcome.

    A work yields what it waits for, and goes on when that is there.
    """
    coming = iter(works)
    waiting: dict[Work, Future[Any]] = {}
    while True:
        ready = [*islice(coming, most - len(waiting))]
        if waiting and not ready:
            wait(waiting.values(), return_when=FIRST_COMPLETED)
            ready = [work for work, future in waiting.items() if future.done()]
        if not ready:
            return
        for work in ready:
            try:
                waiting[work] = next(work)
            except StopIteration as end:
                waiting.pop(work, None)
                yield end.value


def show(outcomes: Iterable[Outcome], total: int, done: str) -> int:
    """Show each outcome as it comes, then who needs attention; give the exit status.

    On a terminal there is one moving line, elsewhere a line for each. `done` is what is done.

    >>> show([Outcome("ann"), Outcome("bob", "ValueError: no notebook")], 2, "graded")
    [1/2] ann: graded
    [2/2] bob: FAILED: ValueError: no notebook
    Failed: bob: ValueError: no notebook
    1 graded, 1 failed, 0 flagged.
    1
    """
    shown: list[Outcome] = []
    began, moving, trouble, stopped = time.monotonic(), sys.stdout.isatty(), "", False
    try:
        for one in outcomes:
            shown.append(one)
            if moving:
                line = _moving_line(shown, total, done, time.monotonic() - began)
                # \x1b[K clears what an earlier, longer line has left.
                print(f"\r{line}\x1b[K", end="", flush=True)
            else:
                _say(f"[{len(shown)}/{total}] {one.student}: {one.verdict(done)}")
    except KeyboardInterrupt:
        stopped = True
    except ClusterError as error:
        trouble = str(error)
    if moving and shown:
        print(flush=True)
    left = f"{total - len(shown)} not {done} yet: run the same command again to go on."
    if stopped:
        _say(f"Stopped. {left}")
        return INTERRUPTED
    _summarise(shown, done)
    if trouble:
        print(f"{trouble}\n{left}", file=sys.stderr)
        return 2
    return int(any(one.failure for one in shown))


def _moving_line(shown: Sequence[Outcome], total: int, done: str, seconds: float) -> str:
    """Say how far the class is.

    >>> _moving_line([Outcome("ann")], 4, "graded", 30)
    '######.................. 1/4  1 graded, 0 failed, 0 flagged  1:30 left'
    """
    bar = "#" * (len(shown) * _BAR // total)
    left = int(seconds / len(shown) * (total - len(shown)))
    count = f"{len(shown)}/{total}  {_counts(shown, done)}"
    return f"{bar:.<{_BAR}} {count}  {left // 60}:{left % 60:02} left"


def _counts(shown: Sequence[Outcome], done: str) -> str:
    failed, flagged, noted = (
        sum(bool(getattr(one, name)) for one in shown) for name in ("failure", "flags", "remarks")
    )
    line = f"{len(shown) - failed} {done}, {failed} failed, {flagged} flagged"
    return f"{line}, {noted} to look at" if noted else line


def _summarise(shown: Sequence[Outcome], done: str) -> None:
    """Say who needs attention, where and why, and what the cells took."""
    lines = [f"Flagged: {one.student}: {one.reasons()}" for one in shown if one.flags]
    same = Counter(text for one in shown for text in one.flags)
    graded = sum(not one.failure for one in shown)
    if same and graded / 2 < (most := same.most_common(1)[0][1]) > 1:
        lines.append(
            f"{most} of {graded} have the same flag. Did you change the assignment after its "
            "release? Then grade with --force --set Grader.flag_tampering=False."
        )
    lines += [f"Look at: {one.student}: {_listed(one.remarks)}" for one in shown if one.remarks]
    lines += [f"Failed: {one.student}: {one.failure}" for one in shown if one.failure]
    lines += [f"{_counts(shown, done)}."]
    if most := max((one.peak_bytes for one in shown), default=0):
        seconds = sum(one.cell_cpu_seconds for one in shown)
        lines += [
            f"The cells took {seconds:.1f} s of computing time, and at most {most >> 20} MB each."
        ]
    for line in lines:
        _say(line)


def _say(line: str) -> None:
    print(printable(line), flush=True)


def exit_status(command: Callable[[Options], int]) -> Callable[[Options], int]:
    """Let a command say what keeps it from going on, and give 2 for that."""

    @wraps(command)
    def run(options: Options) -> int:
        try:
            return command(options)
        except (CourseError, NbGraderException, SandboxError, TraitError) as error:
            print(error, file=sys.stderr)
        except OSError as error:  # a disk that is full, read-only, or knows no locks
            print(f"The folder of the course cannot be used. {in_words(error)}", file=sys.stderr)
        return 2

    return run
