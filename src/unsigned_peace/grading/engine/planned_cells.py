"""Read in the cells of the instructor's notebook what has to do with what."""

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from IPython.core.inputtransformer2 import TransformerManager

from unsigned_peace.grading.engine.static_analysis import SURELY, names_in, risks


@dataclass(frozen=True)
class PlannedCell:
    """A code cell of the instructor's notebook.

    Its `role` is 'student' for a solution, 'test', or 'cell'. `visible` is what students see of a
    test, or of a cell that is locked.
    """

    name: str
    role: str
    source: str
    visible: str = ""


def with_verdicts(cells: Sequence[PlannedCell]) -> list[PlannedCell]:
    """Take locked cells for tests that make of students' names what a test relies on.

    As a function that compares an answer, or a list of what is wrong.
    """
    theirs, needed = set[str](), set[str]()
    verdicts = []
    for at, cell in enumerate(cells):
        names = names_in(cell.source)
        works = bool(names.uses & theirs)
        if cell.role == "cell" and works and cell.visible:
            verdicts.append(at)
        theirs = theirs | names.makes if works or cell.role == "student" else theirs - names.makes
    found = [*cells]
    for at, cell in reversed([*enumerate(cells)]):
        names = names_in(cell.source)
        if at in verdicts and names.makes & needed:
            found[at] = replace(cell, role="test")
        if found[at].role == "test":
            needed |= names.uses
    return found


def beside_by_text(cells: Sequence[PlannedCell], risky: Mapping[str, str]) -> dict[str, str]:
    """Name the tests that cannot run apart, whatever a trial shows, and why."""
    theirs, inner = set[str](), set[str]()  # `inner`: what students' functions read when called
    found = {}
    for cell in cells:
        names = names_in(cell.source)
        if cell.role == "student":
            theirs |= names.makes
            inner |= names.inner
        elif cell.role == "test":
            ways = names.runs, *(risky[one] for one in sorted(names.uses) if one in risky)
            if not names.readable:
                found[cell.name] = "it is no Python."
            elif how := next(filter(None, ways), ""):
                found[cell.name] = f"it may run what a student wrote ({how})."
            elif gone := names.deletes & (theirs | inner):
                found[cell.name] = f"it deletes {', '.join(sorted(gone))}."
            elif changed := ", ".join(sorted(names.makes & inner)):
                found[cell.name] = f"it sets {changed}, which the solution's functions read."
        risky = risks(risky, names, is_students=cell.role == "student")
    return found


def made_alone(cell: PlannedCell, theirs: Collection[str]) -> PlannedCell:
    """Give what a test makes without a student's names, for later tests: tools, expected values."""
    rest, own = {*theirs}, []
    for statement in ast.parse(TransformerManager().transform_cell(cell.source)).body:
        text = ast.unparse(statement)
        names = names_in(text)
        alone = isinstance(statement, SURELY) and not (names.uses | names.inner) & rest
        if alone and not names.runs:
            own.append((text, names.makes))
        else:
            rest |= names.makes
    texts = (text for text, makes in own if makes and not makes & rest)
    return replace(cell, role="cell", source="\n".join(texts))


def count_early(cells: Sequence[PlannedCell], run: Sequence[PlannedCell]) -> int:
    """Count the cells that can run before all tests: no test before them has to do with them."""
    used, made, inner = set[str](), set[str](), set[str]()
    count = 0
    for cell in cells:
        names = names_in(cell.source)
        inner |= names.inner
        if cell.role == "test":
            used |= names.uses | inner
            made |= names.makes
        elif cell in run:
            if run[count] != cell or names.makes & (used | made) or names.uses & made:
                break
            count += 1
    return count
