"""What keeps a module easy to follow: few new names at a time, and never long without a task.

Both rules hold for every module that has a cast in `data/cast.csv`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from unsigned_peace.checks import markdown, notes, study_time
from unsigned_peace.checks.course_files import cells, table
from unsigned_peace.data.names import family_name
from unsigned_peace.shared.problem import Problem

MOST_NEW_NAMES = 12
MOST_WORDS = 300

CellText = tuple[str, str, str]  # id, kind (`markdown` or `code`), text

_FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
_FURTHER_READING = re.compile(r"^\*\*Further reading.*?(?:\n\n|\Z)", re.DOTALL | re.MULTILINE)
# A look becomes something to do when the text before it asks for something.
_TASK = re.compile(
    r"\?|\b(?:Ask|Choose|Compare|Count|Decide|Filter|Find|Guess|Look for|Mark|Name|Predict|Put|"
    r"Read|Sort|Switch|Try|Underline|Write)\b"
)
_PREDICTION = re.compile(r"\?|\b(?:Guess|Predict)\b")
_REFERENCE = ("explore.cast", "explore.glossary", "quiz.open_bank")


def problems(root: Path) -> Iterator[Problem]:
    """Yield each module with too many new names, a stranger, or a stretch without a task."""
    people, cast = (table(root / f"data/{name}.csv") for name in ("people", "cast"))
    met: set[str] = set()
    for module in sorted({row["module"] for row in cast}):
        own = [row["person_id"] for row in cast if row["module"] == module]
        if len(set(own) - met) > MOST_NEW_NAMES:
            message = f"has {len(set(own) - met)} new names, at most {MOST_NEW_NAMES}"
            yield Problem("data/cast.csv", f"module {module}", message)
        met |= set(own)
        for path in sorted((root / "notebooks").glob(f"{module}-*.ipynb")):
            name, read = path.relative_to(root).as_posix(), _cells(path)
            for cell, person in strangers(read, people, met):
                message = f"names {person}, who is in no cast; say the office, or add to the cast"
                yield Problem(name, f"cell {cell}", message)
            for cell, words in too_long(read):
                message = f"{words} words with nothing to do, at most {MOST_WORDS}"
                yield Problem(name, f"up to cell {cell}", message)


def strangers(
    cells: Iterable[CellText], people: Sequence[Mapping[str, str]], known: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the cell and the name of each person whom the prose names and no cast introduces.

    A person is known by the family name, so two of one name are introduced by either.

    Args:
        cells: the cells of a module.
        people: rows of `people.csv`.
        known: ids of the people in the casts of this and of earlier modules.

    >>> rows = [{"person_id": "PER-039", "english": "Nishimura Kumao", "state": "Japan"}]
    >>> list(strangers([("s6", "markdown", "Then Nishimura answered.")], rows, []))
    [('s6', 'Nishimura Kumao')]

    """
    named = {row["person_id"]: family_name(row["english"], row["state"]) for row in people}
    introduced = {named[one] for one in set(known) & set(named)}
    others = {named[row["person_id"]]: row["english"] for row in people}
    for cell_id, kind, text in cells:
        if kind == "markdown":
            prose = " ".join(markdown.sentences(_FURTHER_READING.sub("", text)))
            for name in sorted(set(others) - introduced):
                if re.search(rf"\b{re.escape(name)}\b", prose):
                    yield cell_id, others[name]


def too_long(cells: Iterable[CellText]) -> Iterator[tuple[str, int]]:
    """Yield the cell at which a stretch without anything to do ends, and how many words it has.

    Something to do is a question, a document to read, an explorer with a task before it, a place to
    write, and a cell whose result the line before it asks for. What is folded away is not counted.

    >>> list(too_long([("a", "markdown", "word " * 200), ("b", "markdown", "word " * 150)]))
    [('b', 350)]
    """
    words, last, before = 0, "", ""
    for cell_id, kind, text in cells:
        if kind == "markdown" and not text.startswith(study_time.ANSWER):
            words += study_time.words(_FOLDED.sub("", text))
            last, before = cell_id, text
        elif kind == "markdown" or _is_to_do(text, before):
            if words > MOST_WORDS:
                yield last, words
            words = 0
    if words > MOST_WORDS:
        yield last, words


def _is_to_do(source: str, before: str) -> bool:
    names = [name for name, _ in study_time.calls(source)]
    if any(name in {"ask", "explore.read"} or name in study_time.ACTIVITIES for name in names):
        return True
    if any(name in _REFERENCE for name in names):
        return False
    if any(name.startswith("explore.") for name in names):
        return bool(_TASK.search(before))
    return bool(_PREDICTION.search(notes.in_text(before).rstrip().rpartition("\n\n")[2]))


def _cells(path: Path) -> list[CellText]:
    return [(cell["id"], cell["cell_type"], cell["source"]) for cell in cells(path)]
