"""The check of the whole course: `unsigned-peace check`."""

from collections.abc import Iterator
from pathlib import Path

from unsigned_peace import data
from unsigned_peace.checks import (
    alignment,
    claim_coverage,
    lesson_rules,
    notebook_hygiene,
    package_lists,
    repeated_questions,
    texts,
    written_parts,
)
from unsigned_peace.checks.ledger import check_ledger
from unsigned_peace.quiz import course_modules
from unsigned_peace.shared.problem import Problem, print_problems


def check_course(*, fix: bool = False) -> int:
    """Print every problem of the course; return 1 if there is any.

    With `fix`, first write notes and times, and the notebooks in their proper form.
    """
    root = data.folder().parent
    if not (root / package_lists.PROJECT).is_file():
        print("This command checks a copy of the course. Run make install there, then try again.")
        return 1
    if fix:
        written_parts.write(root)
        for path in notebook_hygiene.fix(root):
            print(f"Put in order: {path.relative_to(root)}")
    return print_problems(list(problems(root)), command="check", sound="No problem found.")


def problems(root: Path) -> Iterator[Problem]:
    """Yield every problem of every room."""
    yield from check_ledger.problems()
    yield from course_modules.all_problems(root / "exercises")
    yield from notebook_hygiene.problems(root)
    yield from written_parts.problems(root)
    yield from lesson_rules.problems(root)
    yield from texts.problems(root)
    yield from claim_coverage.problems(root)
    yield from repeated_questions.problems(root)
    yield from alignment.problems(root)
    yield from package_lists.problems(root)
