"""What the trials of the reference solution tell: which tests do not show the same when apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from unsigned_peace.grading.engine.planned_cells import PlannedCell
from unsigned_peace.grading.engine.static_analysis import BUILT_IN, names_in
from unsigned_peace.grading.sandbox.checking import NotebookPlan
from unsigned_peace.grading.sandbox.inside.proxies.effects import (
    ALTERED,
    CHANGED,
    MADE_OVER,
    UNMADE,
)
from unsigned_peace.grading.sandbox.results import Shown

# With these a test may need more of a student than it has of a solution that does not pass it.
_NO_DATA = re.compile("(NameError|function|object|get|operator|library|iterator|handed)\\b")
# What tests may need of a student's objects, whom they believe then, and what would be better.
_BELIEVE = (
    (re.compile(r"\.__eq__ "), "the == of a class that a student writes",
     "compare what the object holds, or what its methods return"),
    (re.compile("^inherited "), "what a student's class has inherited from yours",
     "let a function of yours do it, to which the object is given"),
    (re.compile(r"^library (?!itertools)\w+$"), "an object that calls itself one of a library's",
     "compare the numbers that it holds"),
)  # fmt: skip
Needs = tuple[tuple[str, ...], int]  # what comes of a student besides data; see the results


@dataclass(frozen=True)
class Trial:
    """What each test has shown, and needed, when the reference solution was run."""

    shown: Mapping[str, Shown]
    used: Mapping[str, Needs]


@dataclass(frozen=True)
class Found:
    """What trials have told of tests.

    Those in `beside` cannot run apart, with the reason. Those in `wide` ask the student for names
    of the instructor's, too. Those in `changing` change, in place, what a student's name holds.
    """

    beside: dict[str, str]
    wide: set[str] = field(default_factory=set)
    changing: set[str] = field(default_factory=set)

    @property
    def size(self) -> int:
        """How much is known; it only grows."""
        return len(self.beside) + len(self.wide) + len(self.changing)

    def learn(self, cells: Sequence[PlannedCell], apart: Trial, together: Trial) -> bool:
        """Take note of a trial; say whether there was something new in it.

        A test that differs is tried once more as a wide one.
        """
        before = self.size
        tests = [one.name for one in cells if one.role == "test" and one.name not in self.beside]
        run = [names_in(one.source).runs for one in cells if one.role == "cell"]
        for name in tests:
            words, _ = apart.used.get(name, ((), 0))
            shown, expected = apart.shown.get(name, []), together.shown.get(name, [])
            raised = {one[1] for one in shown if one[0] == "error"}
            if ALTERED in words:
                self.beside[name] = "it changes what an attribute holds."
            elif MADE_OVER in words:
                self.beside[name] = "it hands out data of a class of its own."
            elif UNMADE in words and any(run):
                how = next(filter(None, run))
                self.beside[name] = f"it uses what {how} makes of a file that students hand in."
            elif CHANGED in words and name not in self.changing:
                self.changing.add(name)
            elif shown == expected and raised and any(map(_NO_DATA.match, (*words, *raised))):
                self.beside[name] = f"your solution does not pass it: {_error(shown, [])}"
            elif shown == expected or "CellNotRunError" in raised:
                pass
            elif name in self.wide or "DeadKernelError" in raised:
                error = _error(shown, expected)
                fails = f"it fails when it runs apart: {error}"
                self.beside[name] = (
                    fails if error else "it shows something else when it runs apart."
                )
            else:
                self.wide.add(name)
        if self.size == before:
            self._find_lost(cells, apart, together)
        return self.size > before

    def _find_lost(self, cells: Sequence[PlannedCell], apart: Trial, together: Trial) -> None:
        """Let tests run beside without which a later one, that does, misses something."""
        ours = {name for one in cells if one.role == "cell" for name in names_in(one.source).makes}
        for at, cell in enumerate(cells):
            fails, failed = (
                any(row[0] == "error" for row in trial.shown.get(cell.name, ()))
                for trial in (apart, together)
            )
            if cell.name in self.beside and fails and not failed:
                needed = names_in(cell.source).uses - ours - BUILT_IN
                earlier = [one for one in cells[:at] if one.role == "test"]
                kin = [one for one in earlier if names_in(one.source).mentions & needed]
                new = {one.name for one in kin} - self.beside.keys()
                new = new or {one.name for one in earlier} - self.beside.keys()
                self.beside.update(dict.fromkeys(new, f"{cell.name} needs what it leaves behind."))


def _error(apart: Shown, together: Shown) -> str:
    for _, *what in (one for one in apart if one[0] == "error" and one not in together):
        return ": ".join(what).rstrip(": ")[:300]
    return ""


def believing(plans: Mapping[str, NotebookPlan]) -> Iterator[str]:
    """Say which tests believe what a student's objects say, in lines for a report."""
    for sign, whom, better in _BELIEVE:
        found = [
            f"- {name}: {test}: better {better}."
            for name, plan in plans.items()
            for test, one in plan.tests.items()
            if any(map(sign.search, one.allow or ()))
        ]
        if found:
            yield f"{len(found)} tests believe {whom}:"
            yield from found
