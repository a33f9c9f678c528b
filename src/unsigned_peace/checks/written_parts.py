"""What a command writes into texts that people write: notes, times, objectives, session plans.

`unsigned-peace notes` writes it, `unsigned-peace check` says where it is not up to date.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from unsigned_peace import data
from unsigned_peace.checks import alignment, notes, short_paths, study_time
from unsigned_peace.checks.course_files import (
    LESSONS,
    as_notebook,
    cells,
    marked_part,
    notebooks,
    quizzes,
)
from unsigned_peace.data import session_plans
from unsigned_peace.shared.atomic_file import AtomicFile
from unsigned_peace.shared.notebook_file import canonical
from unsigned_peace.shared.problem import Problem

COURSE = "data/course.yml"
PLANS = "data/session-plans.yml"
MAP = f"{LESSONS}/00-start-here.ipynb"
_PAGES = ("README.md", "docs/*.md")


def write_notes() -> int:
    """Number the notes of every module and write all times; say which files changed."""
    root = data.folder().parent
    for name in write(root):
        print(f"Wrote {name}")
    return 0


def write(root: Path) -> list[str]:
    """Bring the written parts of every file up to date; return the names of those that changed."""
    changed = []
    for path, text in _as_it_should_be(root):
        if path.read_text(encoding="utf-8") != text:
            AtomicFile(path).write(text)
            changed.append(path.relative_to(root).as_posix())
    return changed


def problems(root: Path) -> Iterator[Problem]:
    """Yield each file that is not up to date, and each notebook that does not give its time."""
    for path, text in _as_it_should_be(root):
        if path.read_text(encoding="utf-8") != text:
            name = path.relative_to(root).as_posix()
            yield Problem(name, "", "a written part is not up to date; run unsigned-peace notes")
    for path in notebooks(root):
        if path.stem not in study_time.asked(_read(path)["cells"][0]["source"]):
            message = f"must give its time: <!--time {path.stem}--><!--/time-->"
            yield Problem(path.relative_to(root).as_posix(), "first cell", message)
    missing = set(times(root)) - study_time.asked((root / MAP).read_text(encoding="utf-8"))
    for name in sorted(missing):
        yield Problem(MAP, "", f"gives no time for {name}")
    for name, path in short_paths.paths(root).items():
        known = {cell["id"] for cell in _read(root / LESSONS / f"{name}.ipynb")["cells"]}
        for cell in sorted(path.cells - known):
            yield Problem(short_paths.FILE, name, f"{cell} is no cell of this module")


def times(root: Path) -> dict[str, int]:
    """Return the minutes of each notebook, by its name without the ending."""
    return {path.stem: _minutes(root, path) for path in notebooks(root)}


def short_times(root: Path) -> dict[str, int]:
    """Return the minutes of each short path of a module, by the name under which pages ask."""
    return {
        short_paths.key(name): _minutes(root, root / LESSONS / f"{name}.ipynb", path.cells)
        for name, path in short_paths.paths(root).items()
    }


def _minutes(root: Path, path: Path, left_out: Collection[str] = ()) -> int:
    kept = [
        (cell["cell_type"], cell["source"], cell["metadata"])
        for cell in cells(path)
        if cell["id"] not in left_out
    ]
    if path.parent.name == LESSONS:
        return study_time.lesson(kept, _questions(root, path.stem))
    return study_time.problem_set(kept)


def _as_it_should_be(root: Path) -> Iterator[tuple[Path, str]]:
    known, minutes = data.known_sources(), times(root) | short_times(root)
    shown = short_paths.paths(root)
    for path in notebooks(root):
        written = _read(path)
        if path.parent.name == LESSONS:  # a problem set is a worksheet that cites by name
            _number(written, known)
        for cell in _prose(written):
            cell["source"] = study_time.put_in(cell["source"], minutes)
        yield path, canonical(written)
    for path in (path for pattern in _PAGES for path in sorted(root.glob(pattern))):
        text = study_time.put_in(path.read_text(encoding="utf-8"), minutes)
        text = short_paths.put_in(text, shown, minutes)
        yield path, alignment.put_in(_plans(text, root / PLANS, minutes), root)
    course = root / COURSE
    yield course, _course(course.read_text(encoding="utf-8"), minutes)


def _number(notebook: dict, known: Mapping[str, data.Source]) -> None:
    """Number the notes in place; their list becomes the last cell."""
    texts = notes.number({cell["id"]: cell["source"] for cell in _prose(notebook)}, known)
    for cell in _prose(notebook):
        cell["source"] = texts.get(cell["id"], "")
    has_list = any(cell["id"] == notes.LIST for cell in notebook["cells"])
    if notes.LIST in texts and not has_list:
        cell = {"cell_type": "markdown", "id": notes.LIST, "metadata": {}}
        notebook["cells"].append(cell | {"source": texts[notes.LIST]})
    if has_list and notes.LIST not in texts:
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != notes.LIST]


def _course(text: str, minutes: Mapping[str, int]) -> str:
    """Put the minutes into the list of modules, and leave its comments alone."""

    def put(found: re.Match[str]) -> str:
        return f"{found[1]}{minutes.get(found[2], found[3])}"

    return re.sub(r"(notebook: (\S+)\n(?:    (?!minutes).*\n)*    minutes: )(\d+)", put, text)


def _questions(root: Path, module: str) -> dict[str, int]:
    bank = root / f"data/quizzes/{module}.yml"
    return {quiz["id"]: len(quiz["questions"]) for quiz in quizzes(bank)}


def _plans(text: str, path: Path, minutes: Mapping[str, int]) -> str:
    """Write the plans of a course where a page asks for them, with their hours."""

    def written(weeks: str) -> str:
        plan = session_plans.plans(path)[int(weeks)]
        numbers = [str(week) for week in range(1, len(plan) + 1)]
        rows = session_plans.table(plan, numbers, "Week")
        return f"\n{rows}\n\n{session_plans.hours(plan, minutes)}\n"

    return marked_part(text, "plan", written)


def _read(path: Path) -> dict:
    return as_notebook(path.read_text(encoding="utf-8"))


def _prose(notebook: dict) -> list[dict]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
