"""Small courses of ordinary kinds: every answer of each task is handed in by somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from nbformat import NotebookNode

from tests.grading.grading_course import Course, check, find, locked, new_course, solution


@dataclass(frozen=True)
class Task:
    """Something to solve: answers, of which the first is the instructor's, and its test cells."""

    answers: tuple[str, ...]
    tests: tuple[str, ...]


def cells_of(setup: str, tasks: Sequence[Task]) -> list[NotebookNode]:
    """The instructor's notebook."""
    cells = [locked("setup", setup)]
    for number, task in enumerate(tasks):
        cells.append(solution(f"s{number}", task.answers[0], "# Write here.\n"))
        cells += [check(f"t{number}-{part}", test, 2) for part, test in enumerate(task.tests)]
    return cells


def built(root: Path, module: ModuleType, **settings: str) -> Course:
    """A course with the SETUP, TASKS and FILES of a module.

    It has as many students as the task with most answers has.
    """
    tasks, files = module.TASKS, getattr(module, "FILES", {})
    course = new_course(root, {"work": cells_of(module.SETUP, tasks)}, **settings)
    for student in range(max(len(task.answers) for task in tasks)):

        def work(nb: NotebookNode, student: int = student) -> None:
            for number, task in enumerate(tasks):
                source = task.answers[student % len(task.answers)]
                find(nb, f"s{number}").source = source

        course.hand_in(f"student{student}", "a1", work)
    for name, content in files.items():
        for folder in (course.source("a1"), root / "release/a1", *root.glob("submitted/*/a1")):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return course
