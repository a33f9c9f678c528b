"""Show how far the class is: one moving line on a terminal, plain lines elsewhere."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import TextIO

from unsigned_peace.grading.sandbox.results import printable

_BAR = 24  # characters
_CHARACTERS = 400  # of a reason in a list
_NAMES = 3  # of files that may be meant


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


def lost(file: Path, folder: Path, ours: Collection[str] = ()) -> str:
    """Say that a file was not handed in, and which ones may be meant instead: none of `ours`.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "ps1.json.txt").write_text("{}")
    >>> lost(folder / "answers" / "ps1.json", folder)
    'answers/ps1.json is missing. There is ps1.json.txt: rename or move it if it is the one.'
    """
    stem = file.name.partition(".")[0].casefold()
    handed_in = [one.relative_to(folder) for one in sorted(folder.rglob("*")) if one.is_file()]
    others = [
        one
        for one in handed_in
        if one.as_posix() not in ours
        and not any(part.startswith((".", "__")) for part in one.parts)  # an editor's, a Mac's
    ]

    def alike(how: Callable[[list[bool]], bool]) -> list[str]:
        """Find those with the same name and the same ending, or with one of them."""
        names = [(one.as_posix(), one.name.casefold()) for one in others]
        return [place for place, name in names if how([stem in name, file.suffix in name])]

    meant = ", ".join((alike(all) or alike(any))[:_NAMES])
    hint = f" There is {meant}: rename or move it if it is the one." if meant else ""
    return f"{file.relative_to(folder).as_posix()} is missing.{hint}"


def astray_in(folder: Path, expected: Sequence[str], ours: Collection[str]) -> tuple[str, ...]:
    """Name the notebooks that are missing, and copies of those that are there.

    `ours` are the files that an instructor gave, and the expected notebooks.
    """
    missing = [
        lost(folder / name, folder, ours) for name in expected if not (folder / name).exists()
    ]
    copies = [
        f"{one.name} was not graded. If it has the work, name it {name}."
        for name in expected
        for one in sorted(folder.glob("*.ipynb"))
        if one.name not in ours and not one.name.startswith(".")
        if Path(name).stem in one.stem and (folder / name).exists()
    ]
    return (*missing, *copies)


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
        graded = len(self.outcomes) - len(self.failed)
        same = Counter(text for one in self._flagged() for text in one.flags)
        if self._flagged() and graded / 2 < (most := same.most_common(1)[0][1]) > 1:
            self._say(
                f"{most} of {graded} have the same flag. Did you change the assignment after its "
                "release? Then grade with --force --set Grader.flag_tampering=False."
            )
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
