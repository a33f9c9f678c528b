"""Show how far the class is: one moving line on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten
from typing import TextIO

from unsigned_peace.grading.sandbox.results import printable

_BAR = 24  # characters
_CHARACTERS = 400  # of a reason in a list


def in_words(error: BaseException) -> str:
    """Say what went wrong; of a place on the disk, what to do about it.

    >>> in_words(PermissionError(13, "Permission denied", "feedback"))
    'feedback: Permission denied. Make it possible to read and write there, then run the same \
command again.'
    """
    if isinstance(error, OSError) and error.filename:
        place = error.filename2 or error.filename
        return (
            f"{place}: {error.strerror}. Make it possible to read and write there, then run the "
            "same command again."
        )
    return f"{type(error).__name__}: {error}"


@dataclass(frozen=True)
class Outcome:
    """The result of grading one submission, or of writing its feedback.

    `failure` says why there is none; `flags` are signs of tampering, `remarks` other things that
    an instructor may want to know.

    >>> Outcome("ann", flags=("a test was changed",)).verdict("graded")
    'graded, FLAGGED for a person: a test was changed'
    """

    student: str
    failure: str = ""
    flags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    cell_cpu_seconds: float = 0.0
    peak_bytes: int = 0

    def verdict(self, done: str) -> str:
        """Say it in a line; `done` is what went well."""
        if self.failure:
            return f"FAILED: {self.failure}"
        if self.flags:
            return f"{done}, FLAGGED for a person: {self.reasons()}"
        return "; ".join((done, *self.remarks))

    def reasons(self, most: int = 2) -> str:
        """Say in short why it was flagged. All of it stands at the top of the notebook.

        >>> Outcome("ann", flags=("one", "two", "three")).reasons()
        'one; two; and 1 more'
        """
        more = len(self.flags) - most
        shown = [shorten(text, _CHARACTERS) for text in self.flags[:most]]
        return "; ".join([*shown, *[f"and {more} more"] * (more > 0)])


class Progress:
    """Counts outcomes and shows them.

    >>> import sys
    >>> shown = Progress(2, sys.stdout, "graded")
    >>> shown.add(Outcome("ann"))
    [1/2] ann: graded
    >>> shown.add(Outcome("bob", failure="ValueError: no notebook"))
    [2/2] bob: FAILED: ValueError: no notebook
    """

    def __init__(
        self, total: int, out: TextIO, done: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Expect `total` outcomes and write to `out`; `done` is what is done, say 'graded'."""
        self._total, self._out, self._done, self._clock = total, out, done, clock
        self._moving = out.isatty()
        self._began = clock()
        self.outcomes: list[Outcome] = []

    @property
    def failed(self) -> list[Outcome]:
        """Those that could not be graded."""
        return [one for one in self.outcomes if one.failure]

    def add(self, outcome: Outcome) -> None:
        """Count one and show it."""
        self.outcomes.append(outcome)
        if self._moving:
            # \x1b[K clears what an earlier, longer line has left.
            print(f"\r{self.line()}\x1b[K", end="", file=self._out, flush=True)
        else:
            count = f"[{len(self.outcomes)}/{self._total}]"
            self._say(f"{count} {outcome.student}: {outcome.verdict(self._done)}")

    def line(self) -> str:
        """Give the moving line.

        >>> import sys
        >>> moments = iter([0.0, 30.0])
        >>> shown = Progress(4, sys.stdout, "graded", lambda: next(moments))
        >>> shown.outcomes += [Outcome("ann")]
        >>> print(shown.line())
        ######.................. 1/4  1 graded, 0 failed, 0 flagged  1:30 left
        """
        done = len(self.outcomes)
        bar = "#" * (done * _BAR // self._total)
        left = int((self._clock() - self._began) / done * (self._total - done))
        time_left = f"{left // 60}:{left % 60:02} left"
        return f"{bar:.<{_BAR}} {done}/{self._total}  {self.counts()}  {time_left}"

    def counts(self) -> str:
        """Say how many went how."""
        failed, flagged, noted = len(self.failed), len(self._flagged()), len(self._noted())
        line = f"{len(self.outcomes) - failed} {self._done}, {failed} failed, {flagged} flagged"
        return f"{line}, {noted} to look at" if noted else line

    def _flagged(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.flags]

    def _noted(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.remarks]

    def end(self) -> None:
        """Leave the moving line; say who needs attention, where and why."""
        self._leave()
        for one in self._flagged():
            self._say(f"Flagged: {one.student}: {one.reasons()}")
        for one in self._noted():
            self._say(f"Look at: {one.student}: {'; '.join(one.remarks)}")
        for one in self.failed:
            self._say(f"Failed: {one.student}: {one.failure}")
        self._say(f"{self.counts()}.")

    def stopped(self) -> None:
        """Say after Ctrl-C how to go on."""
        self._leave()
        left = self._total - len(self.outcomes)
        self._say(f"Stopped. {left} not {self._done} yet: run the same command again to go on.")

    def _say(self, line: str) -> None:
        print(printable(line), file=self._out, flush=True)

    def _leave(self) -> None:
        if self._moving and self.outcomes:
            print(file=self._out, flush=True)
