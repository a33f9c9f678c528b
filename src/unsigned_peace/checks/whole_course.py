"""The check of the whole course: `unsigned-peace check`."""

from collections.abc import Iterator
from pathlib import Path

from unsigned_peace import data
from unsigned_peace.checks import environment, notebooks, texts, treated
from unsigned_peace.quiz import course
from unsigned_peace.shared.problem import Problem, print_problems


def check_course(*, fix: bool = False) -> int:
    """Print every problem of the course; return 1 if there is any.

    With `fix`, first write the notebooks in their proper form.
    """
    root = data.folder().parent
    if not (root / environment.PROJECT).is_file():
        print("This command checks a copy of the course. Run make install there, then try again.")
        return 1
    if fix:
        for path in notebooks.fix(root):
            print(f"Put in order: {path.relative_to(root)}")
    return print_problems(list(problems(root)), command="check", sound="No problem found.")


def problems(root: Path) -> Iterator[Problem]:
    """Yield every problem of every room."""
    yield from data.check()
    yield from course.all_problems(root / "exercises")
    yield from notebooks.problems(root)
    yield from texts.problems(root)
    yield from treated.problems(root)
    yield from environment.problems(root)
