"""Pseudonyms that stay the same from one export to the next, and the file that keeps them.

A pseudonym is random: nothing about the student can be computed from it. So the file is the only
way back to the student, and the only reason why the next export uses the same names.
"""

import csv
import io
import secrets
from collections.abc import Iterable
from pathlib import Path

from unsigned_peace.grading.engine.course import CourseError
from unsigned_peace.grading.safe_csv import csv_text, guarded, save, unguarded

HEAD = ["pseudonym", "student_id"]


def pseudonyms(path: Path, students: Iterable[str]) -> dict[str, str]:
    """Return a pseudonym for each student id; new ones are added to the file at `path`.

    Raises CourseError if there is a file that does not hold pseudonyms.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "pseudonyms.csv")
    >>> first = pseudonyms(file, ["t1", "t2"])
    >>> first == pseudonyms(file, ["t2", "t1"]), len(set(first.values()))
    (True, 2)
    """
    wanted = list(students)
    known = _read(path) if path.exists() else {}
    new = [student for student in wanted if student not in known]
    for student in new:
        known[student] = _fresh(set(known.values()))
    if new:
        rows = sorted([pseudonym, guarded(student)] for student, pseudonym in known.items())
        save(path, csv_text([HEAD, *rows]), force=True)
    return {student: known[student] for student in wanted}


def _fresh(taken: set[str]) -> str:
    while (name := f"student-{secrets.token_hex(4)}") in taken:
        pass
    return name


def _read(path: Path) -> dict[str, str]:
    advice = f"Restore {path}, or name another file with --pseudonyms."
    try:
        text = path.read_text(encoding="utf-8-sig")
        head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        found = {unguarded(student): pseudonym for pseudonym, student in rows}
    except (ValueError, csv.Error) as error:  # also bytes that are not UTF-8
        raise CourseError(f"{path} is not a file of pseudonyms. {advice}") from error
    if head != HEAD or not len(rows) == len(found) == len(set(found.values())):
        raise CourseError(f"{path} is damaged: a heading is wrong or a name is twice. {advice}")
    return found
