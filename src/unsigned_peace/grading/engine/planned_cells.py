"""Read in the cells of the instructor's notebook what has to do with what."""

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from unsigned_peace.grading.engine.misled import WORDS, changed_in, module_of, taken_from
from unsigned_peace.grading.engine.static_analysis import (
    BUILT_IN,
    SURELY,
    Names,
    names_in,
    parsed,
    reached,
)

# What is another one in each process, and says nothing of a student's in the checker.
_OF_A_PROCESS = frozenset(
    ("In", "Out", "_ih", "_oh", "_i", "_ii", "_iii", "modules", "history_manager", "get_fignums",
     "subplots", "figure", "gca", "gcf", "active_count", "getrecursionlimit", "setrecursionlimit",
     "builtins", "__builtins__", "patch", "assertNoLogs", "process_time", "process_time_ns",
     "thread_time", "getrusage", "tracemalloc", "cProfile", "settrace", "setprofile")
)  # fmt: skip
_ASKS = frozenset(
    ("exists", "isfile", "is_file", "isdir", "is_dir", "stat", "lstat", "access", "getsize",
     "getmtime", "getcwd", "cwd", "absolute", "abspath", "resolve", "realpath")
)  # fmt: skip
_WARNED = re.compile("simplefilter|filterwarnings|catch_warnings|errstate|seterr")


@dataclass(frozen=True)
class PlannedCell:
    """A code cell of the instructor's notebook.

    Its `role` is 'student' for a solution, 'test', or 'cell'. `visible` is what students see of a
    test, of a cell that is locked, or of one that they fill in.
    """

    name: str
    role: str
    source: str
    visible: str = ""


def with_verdicts(cells: Sequence[PlannedCell], modules: Collection[str] = ()) -> list[PlannedCell]:
    """Take locked cells for tests that make of students' names what a test relies on.

    As a function that compares an answer, a list of what is wrong, or one more line in such a list:
    then the cell and a later test have to do with what an earlier cell has made, be it by several
    names. `modules` are the instructor's; whoever uses one may leave something in it.

    >>> made = PlannedCell("a", "cell", "wrong = []"), PlannedCell("s", "student", "n = 6")
    >>> noted = PlannedCell("b", "cell", "if n != 6: wrong.append(n)", "visible")
    >>> found = with_verdicts([*made, noted, PlannedCell("t", "test", "assert not wrong")])
    >>> [one.role for one in found]
    ['cell', 'student', 'test', 'test']
    """
    theirs, needed, keeps = set[str](), set[str](), set[str]()
    inner: dict[str, frozenset[str]] = {}
    idle: set[str] = {*BUILT_IN}  # functions, and what is in libraries: they keep nothing
    verdicts = set[int]()
    reads: list[set[str]] = []  # what of the instructor's may have been altered
    for at, cell in enumerate(cells):
        names = names_in(cell.source)
        works = bool(names.uses & theirs)
        kept = taken_from(modules, names)
        keeps |= {*kept, *_keepers(cell.source)} if names.readable else set()
        reads.append(reached(names.uses, inner) - theirs - (idle - keeps))
        if cell.role == "cell" and works and cell.visible:
            verdicts.add(at)
        theirs = theirs | names.makes if works or cell.role == "student" else theirs - names.makes
        inner |= dict.fromkeys(names.makes, names.inner)
        idle = idle - names.makes | {one for one, *_ in names.helpers} - names.classes - keeps
    found = [*cells]
    for at, cell in reversed([*enumerate(cells)]):
        names = names_in(cell.source)
        if at in verdicts and (names.makes & needed or (reads[at] and "" in needed)):
            found[at] = replace(cell, role="test")
        if found[at].role == "test":
            needed |= names.uses | ({""} if reads[at] else set())  # two names may be one thing
    return found


def _keepers(source: str) -> Iterator[str]:
    """Yield the names in which something is set, and functions that may keep something."""
    yield from changed_in(tree := parsed(source), ())
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name, args=ast.arguments(defaults=given, kw_defaults=more)):
                if not all(isinstance(one, ast.Constant | None) for one in (*given, *more)):
                    yield name


def beside_by_text(cells: Sequence[PlannedCell], risky: Mapping[str, str]) -> dict[str, str]:
    """Name the tests that cannot run apart, whatever a trial shows, and why."""
    theirs, inner = set[str](), set[str]()  # `inner`: what students' functions read when called
    counted, modules = set[str](), set[str]()
    found = {}
    for cell in cells:
        names = names_in(cell.source)
        modules |= dict(names.tools).keys()
        counted |= set() if cell.role == "student" else names.counted
        if cell.role == "student":
            theirs |= names.makes
            inner |= names.inner
        elif cell.role == "test":
            ways = names.runs, *(risky[one] for one in sorted(names.uses) if one in risky)
            if not names.readable:
                found[cell.name] = "it is no Python."
            elif how := next(filter(None, ways), ""):
                found[cell.name] = f"it may run what a student wrote ({how})."
            elif looks := _of_a_process(cell, names):
                found[cell.name] = f"it looks at {looks}, of which each process has its own."
            elif gone := names.deletes & (theirs | inner):
                found[cell.name] = f"it deletes {', '.join(sorted(gone))}."
            elif changed := names.makes & inner | _replaced(cell, names, modules):
                found[cell.name] = f"it sets {', '.join(sorted(changed))}, which functions may use."
            elif (counts := sorted(counted & names.attributes)) and names.uses & theirs:
                found[cell.name] = f"it looks at {counts[0]}, which a class of yours sets."
        risky = risks(risky, names, is_students=cell.role == "student")
    return found


def _of_a_process(cell: PlannedCell, names: Names) -> str:
    """Name what a test looks at that says nothing of a student's code in another process."""
    found = _OF_A_PROCESS & (names.uses | names.attributes | dict(names.tools).keys())
    return min(found, default="warnings" if _WARNED.search(cell.source) else "")


def _replaced(cell: PlannedCell, names: Names, modules: Collection[str]) -> set[str]:
    """Name what a test replaces in Python or a module, so that a function cannot use it.

    What is printed is seen, wherever it goes: `sys.stdout` may be another one.
    """
    owners = {*_keepers(cell.source)} & {*modules} - {"sys"}
    return (names.makes | names.deletes) & BUILT_IN | owners


def made_alone(cell: PlannedCell, theirs: Collection[str]) -> PlannedCell:
    """Give what a test makes without a student's names, for later tests: tools, expected values."""
    rest, own = {*theirs}, []
    for statement in parsed(cell.source).body:
        text = ast.unparse(statement)
        names = names_in(text)
        alone = isinstance(statement, SURELY) and not (names.uses | names.inner) & rest
        if alone and not names.runs:
            own.append((text, names))
        else:
            rest |= names.makes
    tools = {name for _, names in own for name, _ in names.tools}
    rest |= {*changed_in(parsed(cell.source))} - tools
    texts = (text for text, names in own if names.makes and not names.makes & rest)
    return replace(cell, role="cell", source="\n".join(texts))


def given_in(cell: PlannedCell, theirs: Collection[str]) -> PlannedCell:
    r"""Give what stands in a student's cell from the beginning, where the solution leaves it alone.

    >>> stub, whole = "rows = [1, 2]\ntotal = None", "rows = [1, 2]\ntotal = sum(rows)"
    >>> given_in(PlannedCell("s", "student", whole, stub), []).source
    'rows = [1, 2]'
    """
    readable = names_in(cell.visible).readable and names_in(cell.source).readable
    seen = {*map(ast.unparse, parsed(cell.visible).body)} if readable else set()
    whole = parsed(cell.source).body if readable else []
    own = ast.Module([one for one in whole if ast.unparse(one) not in seen], [])
    made = names_in(ast.unparse(own)).makes | {*changed_in(own)}
    text = "\n".join(one for one in map(ast.unparse, whole) if one in seen)
    return made_alone(replace(cell, source=text), made | {*theirs})


def is_for_all(cell: PlannedCell) -> bool:
    r"""Say whether a cell may be the same for all: it is no solution, and asks for no file.

    Where files are opened, their names are seen when the cell runs; questions are not.

    >>> is_for_all(PlannedCell("a", "cell", "import os\nhere = os.path.exists('votes.csv')"))
    False
    """
    names = names_in(cell.source)
    return cell.role == "cell" and _ASKS.isdisjoint(names.attributes | dict(names.tools).keys())


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
            if not is_for_all(replace(cell, role="cell")):
                break
            if run[count] != cell or names.makes & (used | made) or names.uses & made:
                break
            count += 1
    return count


def risks(risky: Mapping[str, str], names: Names, *, is_students: bool) -> dict[str, str]:
    r"""Say which names may run what a student wrote, and how, when a cell has run.

    Of a cell that is a student's only the modules count: a test takes them from the library.

    >>> helper = names_in("import pickle as p\ndef value(text):\n    return eval(text)")
    >>> risks({}, helper, is_students=False)
    {'p': 'pickle', 'value': 'eval'}
    """
    found = {name: how for name, how in risky.items() if name not in names.makes}
    modules = dict(names.tools)
    for name, reads, runs in names.helpers:
        known = {**risky, **found}
        reads |= set(WORDS.findall(modules.get(name, "").rpartition("import ")[2]))
        how = runs or next((known[one] for one in sorted(reads & known.keys())), "")
        if how and (name in modules or not is_students):
            found[name] = how
    return found


def risks_in(files: Iterable[Path]) -> dict[str, str]:
    """Say what of the instructor's modules among these files may run what a student wrote, and how.

    A module has its own name, too. Raises OSError.
    """
    risky: dict[str, str] = {}
    for path in (one for one in files if one.suffix == ".py"):
        names = names_in(path.read_text(encoding="utf-8", errors="replace"))
        found = risks({}, names, is_students=False)
        found = {name: how for name, how in found.items() if name not in dict(names.tools)}
        how = next(iter(found.values()), "")
        risky |= found | ({module_of(path): how} if found else {})
    return risky


def classes_in(folder: Path, file: str) -> list[str]:
    """Name the classes of a module of the instructor's, as `module.Class`. Raises OSError.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "shapes.py").write_text("class Square: pass")
    >>> classes_in(folder, "shapes.py")
    ['shapes.Square']
    """
    parts = [one for one in Path(file).with_suffix("").parts if one != "__init__"]
    names = names_in((folder / file).read_text(encoding="utf-8", errors="replace"))
    return [".".join([*parts, one]) for one in sorted(names.classes)]
