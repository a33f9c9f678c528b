"""What one cell notes for a later one, and which marks of a submission that makes doubtful."""

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from nbformat import NotebookNode

from unsigned_peace.grading.engine.static_analysis import Names, names_in, parsed, reached
from unsigned_peace.grading.engine.structure import grade_id, is_test
from unsigned_peace.grading.sandbox.checking import ENDED, NotebookPlan

WORDS = re.compile(r"\w+")
_CHANGE = frozenset(
    ("append", "appendleft", "extend", "insert", "add", "update", "setdefault", "pop", "popleft",
     "remove", "discard", "clear", "write")
)  # fmt: skip


def changed_in(tree: ast.AST, ways: Collection[str] = _CHANGE) -> Iterator[str]:
    """Yield the names of which code changes what they hold, as a list to which it adds.

    `ways` are the methods that do so.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=owner, ctx=ast.Store() | ast.Del()):
                pass
            case ast.Subscript(value=owner, ctx=ast.Store() | ast.Del()):
                pass
            case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in ways:
                pass
            case ast.Global(names=names):
                yield from names
                continue
            case _:
                continue
        while isinstance(owner, ast.Attribute | ast.Subscript):
            owner = owner.value
        if isinstance(owner, ast.Name):
            yield owner.id


def noted(sources: Iterable[str], keeping: Collection[str] = ()) -> list[set[str]]:
    """Say of each cell of which names it may change what they hold; also by a function.

    Whoever uses something of a module that is `keeping` what it is told may change it all.

    >>> noted(["def note(row): rows.append(row)", "note(1)", "rows[0] = 2", "print(rows)"])
    [set(), {'rows'}, {'rows'}, set()]
    """
    found, tools, classes = [], set[str](), set[str]()  # what classes count, is seen elsewhere
    inner: dict[str, frozenset[str]] = {}
    by_functions: dict[str, set[str]] = {}
    kept: set[str] = set()  # what comes of modules that are keeping something
    for source in sources:
        names, own = names_in(source), set[str]()
        inner |= dict.fromkeys(names.makes, names.inner)
        tools |= dict(names.tools).keys()
        kept |= taken_from(keeping, names)
        classes |= names.classes
        for statement in parsed(source).body if names.readable else ():
            name = getattr(statement, "name", "")
            changed = {*changed_in(statement)} - tools | {*changed_in(statement, ())}
            (by_functions.setdefault(name, set()) if name else own).update(changed)
        used = reached(names.uses, inner)
        own |= kept if used & kept else set()
        changed = (by_functions[one] for one in used & by_functions.keys())
        found.append(own.union(*changed) - classes)
    return found


def taken_from(modules: Collection[str], names: Names) -> set[str]:
    r"""Name what a cell imports from these modules.

    >>> taken_from(["helpers"], names_in("from helpers import note\nimport json"))
    {'note'}
    """
    return {name for name, how in names.tools if {*modules} & {*WORDS.findall(how)}}


def module_of(path: Path) -> str:
    """Give the name by which a file is imported.

    >>> module_of(Path("helpers.py")), module_of(Path("tools/__init__.py"))
    ('helpers', 'tools')
    """
    return path.parent.name if path.stem == "__init__" else path.stem


def keeping(files: Iterable[Path]) -> set[str]:
    """Name the instructor's modules among these files that keep something. Raises OSError."""
    found = set()
    for path in (one for one in files if one.suffix == ".py"):
        text = path.read_text(encoding="utf-8", errors="replace")
        if (names := names_in(text)).readable:
            functions = (one for one in parsed(text).body if hasattr(one, "name"))
            if names.makes & {name for one in functions for name in changed_in(one)}:
                found.add(module_of(path))
    return found


def misled_tests(notebook: NotebookNode, plan: NotebookPlan) -> tuple[bool, set[str]]:
    """Say whether tests of a submission stand in another order, and name those that may be misled.

    What has run before such a test makes names anew that the test, or a cell before it, reads. Or
    what should have noted something for it comes later, or has not come to its end.
    """
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell) in plan.tests}
    errors = {
        name: [one for one in cell.outputs if one.output_type == "error"]
        for name, cell in cells.items()
    }
    lost_all = {name for name in cells if any(one.evalue.startswith(ENDED) for one in errors[name])}
    unmade = {
        name
        for name, cell in cells.items()
        if not is_test(cell) and (errors[name] or cell.execution_count is None)
    }
    order = [*plan.tests]
    in_order = [*cells] == sorted(cells, key=order.index)
    if in_order and not (lost_all or unmade):
        return False, set()
    sources = {name: cells[name].source for name in plan.tests if name in cells}
    texts = *plan.cells, *sources.values()
    inner = {name: names_in(one).inner for one in texts for name in names_in(one).makes}
    changes = noted(texts)[len(plan.cells) :]
    notes = {
        name: changed | names_in(sources[name]).makes
        for name, changed in zip(sources, changes, strict=True)
    }
    reads = {name: reached(names_in(one).uses, inner) for name, one in sources.items()}
    found, lost = set[str](), set[str]()
    seen: list[str] = []
    for name in cells:
        at, before = order.index(name), plan.tests[name].before
        if overtakers := [one for one in seen if order.index(one) > at]:
            later = *plan.cells[before:], *(sources.get(one, "") for one in order[at + 1 :])
            earlier = *plan.cells[:before], *(sources.get(one, "") for one in order[: at + 1])
            made = {one for text in later for one in names_in(text).makes}
            read = {one for text in earlier for one in names_in(text).uses | names_in(text).inner}
            found |= set() if made.isdisjoint(read) else {name}
            found |= {one for one in overtakers if notes[name] & reads[one] and not errors[one]}
        seen.append(name)
        if reads[name] & lost and not errors[name]:
            found.add(name)
        if name in lost_all:
            lost = lost.union(*(notes[one] for one in seen))
        elif name in unmade:
            lost |= notes[name]
    return not in_order, found
