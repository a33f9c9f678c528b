"""What the modules teach and what the problem sets ask: one table, and what is wrong with it.

The table stands in `data/objectives.yml`. A task may ask only for what its module, or one before
it, has taught and practised; and no graded question may rest on papers that only a later module
brings.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from unsigned_peace.checks import notes
from unsigned_peace.checks.course_files import LESSONS, cells, marked_part, questions
from unsigned_peace.quiz import course_modules
from unsigned_peace.shared.json_schema import FileForm
from unsigned_peace.shared.problem import Problem
from unsigned_peace.shared.yaml_file import read_yaml

TABLE = "data/objectives.yml"
SCHEMA = "data/objectives.schema.json"
_HEAD = "| Students can | Taught in | Practised in | Asked in |\n|---|---|---|---|\n"
_MARK = re.compile(r"-test(?:-\d+)?$")  # what follows the name of a task in the names of its cells
_NO_TASK = "quiz"
_TASK, _ANALYSIS = re.compile(r"t(\d+)"), re.compile(r"essay-(\w)")


@dataclass(frozen=True)
class Objective:
    """One thing that students can do.

    Attributes:
        id: its name.
        words: what they can do.
        module: the notebook that teaches it first, and `section`, where.
        section: how the heading of that section begins.
        practice: ids of practice questions.
        tasks: for each problem set, its tasks and graded questions.

    """

    id: str
    words: str
    module: str
    section: str
    practice: tuple[str, ...]
    tasks: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Taught:
    """What the files of a course hold: its modules in their order, questions, tasks and papers."""

    root: Path

    @cached_property
    def modules(self) -> tuple[course_modules.Module, ...]:
        """The modules in their order."""
        return course_modules.modules(self.root / "data" / "course.yml")

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each notebook, and of each problem set: that of its module."""
        named = ((one.notebook, one.problem_set_id) for one in self.modules)
        return {name: place for place, names in enumerate(named) for name in names if name}

    @cached_property
    def practice(self) -> dict[str, str]:
        """The notebook of each practice question."""
        folder = self.root / "data" / "quizzes"
        return {
            question["id"]: path.stem
            for path in folder.glob("*.yml")
            for question in questions(path)
        }

    @cached_property
    def graded(self) -> dict[str, dict[str, list[str]]]:
        """The graded questions of each problem set, with their sources."""
        return {
            path.name.removesuffix(".quiz.yml"): {
                question["id"]: question["source_ids"] for question in questions(path)
            }
            for path in sorted((self.root / "exercises").glob("*.quiz.yml"))
        }

    @cached_property
    def tasks(self) -> dict[str, set[str]]:
        """The tasks of each problem set: names of its marked cells without their endings.

        Only of those that belong to a module: a source task asks before anything is taught.
        """
        return {
            path.stem: {
                _MARK.sub("", mark["grade_id"])
                for cell in cells(path)
                if (mark := cell["metadata"].get("nbgrader", {})).get("grade")
            }
            - {_NO_TASK}
            for path in sorted((self.root / "exercises").glob("*/*.ipynb"))
            if path.stem in self.order
        }

    @cached_property
    def first_cited(self) -> dict[str, str]:
        """The first module that cites each source."""
        found: dict[str, str] = {}
        for name in (one.notebook for one in self.modules):
            for cell in cells(self.root / LESSONS / f"{name}.ipynb"):
                for source in notes.cited(cell["source"]):
                    found.setdefault(source, name)
        return found

    def has_section(self, module: str, section: str) -> bool:
        """Say whether a heading of a module begins with these words."""
        heading = re.compile(rf"^## {re.escape(section)}\b", re.MULTILINE)
        lesson = self.root / LESSONS / f"{module}.ipynb"
        return any(heading.search(cell["source"]) for cell in cells(lesson))


def problems(root: Path) -> Iterator[Problem]:
    """Yield everything that is wrong with the objectives of a course."""
    found = list(_form(root))
    yield from found
    if found:
        return
    taught, objectives = Taught(root), read(root)
    for one in objectives:
        for message in [*_unknown(one, taught), *_gaps(one, taught)]:
            yield Problem(TABLE, one.id, message)
    for message in _without_objective(objectives, taught):
        yield Problem(TABLE, "", message)
    for name, graded in taught.graded.items():
        for question, sources in graded.items():
            for message in _too_late(name, sources, taught):
                yield Problem(f"exercises/{name}.quiz.yml", question, message)


def read(root: Path) -> list[Objective]:
    """Read the objectives of a course.

    >>> from unsigned_peace import data
    >>> read(data.folder().parent)[0].id
    'voice'
    """
    raw = read_yaml(root / TABLE)
    return [
        Objective(
            one["id"],
            one["words"],
            one["taught"]["module"],
            one["taught"]["section"],
            tuple(one["practice"]),
            one["tasks"],
        )
        for one in raw["objectives"]
    ]


def put_in(text: str, root: Path) -> str:
    """Write the table of the objectives where a page asks for it.

    >>> put_in("Nothing asked.", Path())
    'Nothing asked.'
    """

    def rows(_: str) -> str:
        taught = Taught(root)
        lines = (f"| {' | '.join(_row(one, taught))} |\n" for one in read(root))
        return f"\n{_HEAD}{''.join(lines)}"

    return marked_part(text, "objectives", rows)


def _row(one: Objective, taught: Taught) -> Iterator[str]:
    yield one.words
    section = one.section if not one.section.isdigit() else f"section {one.section}"
    yield f"{_short(one.module)}, {section}"
    known = sorted(
        (one for one in one.practice if one in taught.practice),
        key=lambda name: taught.order[taught.practice[name]],
    )
    by_module = groupby(known, key=taught.practice.__getitem__)
    yield "; ".join(f"{_short(name)}: {_ids(questions)}" for name, questions in by_module)
    titles = {module.problem_set_id: module.problem_set for module in taught.modules}
    yield "; ".join(
        f"{titles.get(name, name)}: {', '.join(map(_said, tasks))}"
        for name, tasks in one.tasks.items()
    )


def _short(module: str) -> str:
    number = module.partition("-")[0]
    return number.lstrip("0") or "0" if number.isdigit() else "the game"


def _ids(names: Iterator[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _said(task: str) -> str:
    """Say a task.

    >>> _said("t3"), _said("essay-a"), _said("ps1-order")
    ('task 3', 'analysis A', '`ps1-order`')
    """
    if number := _TASK.fullmatch(task):
        return f"task {number[1]}"
    if letter := _ANALYSIS.fullmatch(task):
        return f"analysis {letter[1].upper()}"
    return f"`{task}`"


def _form(root: Path) -> Iterator[Problem]:
    for fault in FileForm.read(root / SCHEMA).faults(read_yaml(root / TABLE)):
        yield Problem(TABLE, "/".join(map(str, [*fault.path, fault.field])), fault.message)


def _unknown(one: Objective, taught: Taught) -> Iterator[str]:
    if one.module not in taught.order:
        yield f"is taught in {one.module}, which is no module of data/course.yml"
    elif not taught.has_section(one.module, one.section):
        yield f"is taught in section {one.section}, but {one.module} has no heading of that name"
    for question in one.practice:
        if question not in taught.practice:
            yield f"names the practice question {question}, which no bank of data/quizzes has"
    for name, tasks in one.tasks.items():
        if taught.tasks and name not in taught.tasks:
            yield f"names the problem set {name}, which exercises/ does not have"
        elif taught.tasks:  # a students' edition has no problem sets
            known = taught.tasks[name] | set(taught.graded.get(name, ()))
            for task in sorted(set(tasks) - known):
                yield f"names {task} of {name}, which has no such task or question"


def _gaps(one: Objective, taught: Taught) -> Iterator[str]:
    practised = [
        taught.order[taught.practice[name]] for name in one.practice if name in taught.practice
    ]
    if not one.practice:
        yield "has no practice question"
    if not any(one.tasks.values()):
        yield "has no task"
    for name in one.tasks:
        place = taught.order.get(name)
        if place is None or one.module not in taught.order:
            continue
        if taught.order[one.module] > place:
            yield f"is asked in {name}, before {one.module} teaches it"
        elif practised and min(practised) > place:
            yield f"is asked in {name}, before it is practised"


def _without_objective(objectives: Sequence[Objective], taught: Taught) -> Iterator[str]:
    named = defaultdict(set)
    for one in objectives:
        for name, tasks in one.tasks.items():
            named[name].update(tasks)
    for name, tasks in taught.tasks.items():
        for task in sorted((tasks | set(taught.graded.get(name, ()))) - named[name]):
            yield f"no objective names {task} of {name}; add it to the objective that it asks for"
    for key, group in groupby(sorted(one.id for one in objectives)):
        if len(list(group)) > 1:
            yield f"two objectives have the id {key}"


def _too_late(name: str, sources: Sequence[str], taught: Taught) -> Iterator[str]:
    """Say which module brings the papers of a question, if that is only a later one."""
    own = taught.order.get(name, len(taught.modules))  # an exam comes after all modules
    first = [taught.first_cited[one] for one in sources if one in taught.first_cited]
    if first and all(taught.order[module] > own for module in first):
        earliest = min(first, key=taught.order.__getitem__)
        yield f"rests on papers that only {earliest} brings ({', '.join(sources)})"
