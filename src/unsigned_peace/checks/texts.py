"""The other texts that students read: pages, quizzes and tables in plain words, too."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from unsigned_peace.checks import readability
from unsigned_peace.checks.course_files import questions
from unsigned_peace.data.schema import rows
from unsigned_peace.shared.problem import Problem

PAGES = ("README.md", "docs/student-guide.md")
BANKS = ("data/quizzes/*.yml", "exercises/*.quiz.yml")
# Titles of other people's works, and the wording of treaties: words that are not ours to choose.
_NOT_OURS = ("sources.csv", "clauses.csv")


def problems(root: Path) -> Iterator[Problem]:
    """Yield every idiom in pages, quizzes and tables, and every page that is hard to read."""
    known = readability.read_idioms(root)
    for name in PAGES:
        for section in (root / name).read_text(encoding="utf-8").split("\n## "):
            heading = section.splitlines()[0].strip("# ")
            for message in [*readability.faults(section), *readability.idioms(section, known)]:
                yield Problem(name, heading, message)
    for place, text in _short_texts(root):
        for message in readability.idioms(text, known):
            yield Problem(*place, message)


def _short_texts(root: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield file and place, and the text: a question of a quiz, a row of a table."""
    for path in (path for pattern in BANKS for path in sorted(root.glob(pattern))):
        name = path.relative_to(root).as_posix()
        for question in questions(path):
            yield (name, question["id"]), "\n".join(_strings(question))
    for path in sorted((root / "data").glob("*.csv")):
        if path.name not in _NOT_OURS:
            for key, *cells in (row for _, row in rows(path)):
                yield (f"data/{path.name}", key), "\n".join(cells)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
