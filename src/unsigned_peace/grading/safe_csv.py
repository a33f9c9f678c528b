"""CSV files for people and machines: numbers, formulas, and the first bytes of the file.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula and runs it, whoever
wrote it. Such a text gets an apostrophe in front (`guarded`), as OWASP's page on CSV injection
advises. `unguarded` takes it away again, so that no text is lost.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from unsigned_peace.shared.atomic_file import AtomicFile

BOM = "\ufeff"  # Excel takes a file for UTF-8 only if it begins so; other readers skip it
# The wide forms of the four signs are formulas in a Japanese or Chinese Excel.
FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")
GUARD = "'"


def number(value: float) -> str:
    """Write a number of points: no noise of floating point, no exponent, no needless zeros.

    >>> number(0.0), number(12.0), number(7.199999999999999), number(0.1 + 0.2)
    ('0', '12', '7.2', '0.3')
    """
    written = f"{value:.10f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    >>> guarded("=1+1"), guarded("'t Hooft"), guarded("Ivanova-Sato")
    ("'=1+1", "'t Hooft", 'Ivanova-Sato')
    """
    return GUARD + text if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give back what `guarded` was given.

    >>> unguarded(guarded("=1+1")), unguarded(guarded("'=1+1")), unguarded("'t Hooft")
    ('=1+1', "'=1+1", "'t Hooft")
    """
    return text[1:] if text.startswith(GUARD) and FORMULA.match(text) else text


def csv_text(rows: Iterable[Sequence[str]], *, bom: bool = False, delimiter: str = ",") -> str:
    """Write rows as RFC 4180 has it: quoted where needed, lines that end with CR LF.

    >>> csv_text([["name", "score"], ["Student, Test", "4"]]).splitlines()
    ['name,score', '"Student, Test",4']
    """
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return (BOM if bom else "") + text.getvalue()


def save(path: Path, text: str, *, force: bool = False) -> None:
    """Write a file whole or not at all. Raises FileExistsError unless it may be replaced.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "marks.csv")
    >>> save(file, "one")
    >>> save(file, "two")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileExistsError: ...marks.csv exists. Name another file, or replace it with --force.
    """
    refuse_to_replace([path], force=force)
    AtomicFile(path).write(text)


def refuse_to_replace(paths: Iterable[Path], *, force: bool) -> None:
    """Raise FileExistsError for the first file that is there, unless it may be replaced."""
    for path in paths:
        if path.exists() and not force:
            raise FileExistsError(f"{path} exists. Name another file, or replace it with --force.")
