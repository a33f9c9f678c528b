"""One draft of a plan: which names each test asks for, and which cells the checker runs.

It goes through the instructor's cells once, in their order, and remembers whose each name is by
then: a name that only the instructor's cells make is the instructor's, for every student.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from unsigned_peace.grading.engine.misled import noted
from unsigned_peace.grading.engine.planned_cells import (
    PlannedCell,
    count_early,
    given_in,
    is_for_all,
    made_alone,
)
from unsigned_peace.grading.engine.static_analysis import BUILT_IN, Names, names_in, reached
from unsigned_peace.grading.engine.trials import Found
from unsigned_peace.grading.sandbox.checking import ApartTest, NotebookPlan

_ALL_NAMES = {"globals", "locals", "vars", "dir"}
_SEEDS = re.compile(r"\brandom|\bseed|\brng\b")


def draft(
    cells: Sequence[PlannedCell],
    found: Found,
    keeping: Collection[str] = (),
    classes: Sequence[str] = (),
) -> NotebookPlan:
    """Draft a plan from the cells, and from what trials have told: those grow by what is seen here.

    `keeping` are the instructor's modules that keep what they are told, `classes` those of all
    modules. Wide tests ask the student for the instructor's names, too, where the solution works
    with them. Of changing ones the visible part runs in the student's process as well.
    """
    walk = _Walk(found)
    changes = noted((one.source for one in cells), keeping)
    for cell, changed in zip(cells, changes, strict=True):
        walk.take(cell, changed)
    own = {name for one in walk.run for name in names_in(one.source).classes}
    solved = (names_in(one.source).makes - walk.given for one in cells if one.role == "student")
    return NotebookPlan(
        tests=walk.tests,
        cells=tuple(one.source for one in walk.run),
        early=count_early([walk.stubs.get(one.name, one) for one in cells], walk.run),
        texts=tuple(one.source for one in cells if one in walk.run or one.name in walk.tests),
        classes=(*sorted(own.difference(*solved)), *classes),
        first=tuple(one.source for one in takewhile(is_for_all, cells)),
        beside=dict(found.beside),
    )


@dataclass
class _Walk:
    """What is known after some of the cells. Sets and keys are names."""

    found: Found
    ours: set[str] = field(default_factory=set)  # made by the instructor's cells
    theirs: set[str] = field(default_factory=set)  # made by students' cells, or of what is theirs
    worked_on: set[str] = field(default_factory=set)  # by students' cells and tests beside
    given: set[str] = field(default_factory=set)  # ours, but in cells that students may change
    stubs: dict[str, PlannedCell] = field(default_factory=dict)  # what is given there, by the cell
    tools: dict[str, str] = field(default_factory=dict)  # what solutions import, and how
    inner: dict[str, frozenset[str]] = field(default_factory=dict)  # what functions read
    behind: dict[str, str] = field(default_factory=dict)  # left or changed by which test beside
    run: list[PlannedCell] = field(default_factory=list)  # what the checker runs
    tests: dict[str, ApartTest] = field(default_factory=dict)

    def take(self, cell: PlannedCell, changed: Collection[str]) -> None:
        """Go on by one cell, which may change what the `changed` names hold."""
        names, kept = names_in(cell.source), Names()  # `kept` is what the checker has of it
        self.given -= names.makes
        relied = reached(names.uses, self.inner) & self.behind.keys()
        if cell.role == "test" and relied:
            why = f"it relies on what {self.behind[min(relied)]} leaves behind."
            self.found.beside.setdefault(cell.name, why)
        for known in (self.behind, self.tools):
            for name in names.makes & known.keys():
                del known[name]
        if cell.role == "student":
            kept = self._take_solution(cell, names)
        elif cell.name in self.found.beside:
            kept = self._take_beside(cell, names, changed)
        elif cell.role == "test":
            kept = names
            self.tests[cell.name] = self._apart(cell, names)
        elif names.readable and not (names.uses | names.inner) & self.theirs:
            kept = names
            self.run.append(cell)
            if not cell.visible:  # it is not locked
                self.given |= names.makes - {one for one, *_ in names.helpers}
        self.inner |= dict.fromkeys(kept.makes, kept.inner)
        self.ours = (self.ours - names.makes) | kept.makes
        self.theirs = (self.theirs | names.makes) - kept.makes

    def _take_solution(self, cell: PlannedCell, names: Names) -> Names:
        """Let the checker run what is given in it."""
        stub = self.stubs[cell.name] = given_in(cell, self.theirs)
        self.run += [stub] * bool(stub.source)
        self.tools |= dict(names.tools)
        kept = names_in(stub.source)
        self.given |= kept.makes
        self.worked_on |= names.uses | names.inner | kept.makes
        return kept

    def _take_beside(self, cell: PlannedCell, names: Names, changed: Collection[str]) -> Names:
        """Let the checker run what it makes without a student's names."""
        self.worked_on |= names.uses | names.inner
        if not names.readable:
            return Names()
        self.run.append(made_alone(cell, self.theirs))
        kept = names_in(self.run[-1].source)
        left = (names.makes - kept.makes) | ({*changed} - self.theirs)
        self.behind |= dict.fromkeys(left, cell.name)
        return kept

    def _apart(self, cell: PlannedCell, names: Names) -> ApartTest:
        """Say what a test asks the student's process for."""
        read = reached(names.uses, self.inner)
        asked = (read | names.texts) & self.theirs
        if names.uses & _ALL_NAMES:  # it may put names together, or ask for one too many
            asked |= self.theirs | (names.texts - self.ours - BUILT_IN)
        unmade = names.uses - self.theirs - self.ours - BUILT_IN
        stars = {one for one in self.tools if one[0] == "*" and unmade}
        wide, changing = (cell.name in one for one in (self.found.wide, self.found.changing))
        shared = names.uses & self.ours & self.worked_on if wide else set()
        left = names_in(cell.visible).makes
        return ApartTest(
            names=tuple(sorted(asked | unmade | shared)),
            unmade=tuple(sorted(unmade)),
            quoted=tuple(sorted(asked - read)),
            shared=tuple(sorted(shared)),
            lent=tuple(sorted(read & self.given & self.ours - shared)),
            before=len(self.run),
            visible=cell.visible if left or changing else "",
            made=tuple(sorted(left | names.makes & self.theirs)),
            tools=tuple(
                (one, self.tools[one]) for one in sorted((asked | stars) & self.tools.keys())
            ),
            random=bool(_SEEDS.search(cell.source)),
        )
