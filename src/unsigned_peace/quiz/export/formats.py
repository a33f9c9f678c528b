"""The sub-commands of the exports: export-quiz and import-quiz."""

import json
from collections.abc import Callable
from pathlib import Path

from unsigned_peace.data import DataError
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.export.gift import to_gift
from unsigned_peace.quiz.export.html import to_html
from unsigned_peace.quiz.export.jupyterquiz import JupyterQuizError, from_jupyterquiz
from unsigned_peace.quiz.export.jupyterquiz_writer import to_jupyterquiz
from unsigned_peace.quiz.export.moodle_xml import to_moodle_xml
from unsigned_peace.quiz.export.prepare import ExportError
from unsigned_peace.quiz.export.qti12 import to_qti12
from unsigned_peace.quiz.export.qti21 import to_qti21
from unsigned_peace.quiz.model import Bank

FORMATS: dict[str, Callable[[Bank], str | bytes]] = {
    "html": lambda bank: to_html(bank, page=True),
    "html-key": lambda bank: to_html(bank, page=True, open_answers=True),
    "gift": to_gift,
    "jupyterquiz": to_jupyterquiz,
    "moodle": to_moodle_xml,
    "qti12": to_qti12,
    "qti21": to_qti21,
}


def export_quiz(bank: str, form: str, out: Path) -> int:
    """Write one bank in one format; return 1, after all problems, if that cannot be done.

    >>> export_quiz("no.yml", "gift", Path("no.txt"))  # doctest: +ELLIPSIS
    there is no quiz bank no.yml in ...
    1
    """
    try:
        written = FORMATS[form](banks.load(bank))
        content = written.encode() if isinstance(written, str) else written
        out.write_bytes(content)
    except (OSError, banks.BankError, DataError, ExportError) as error:
        print(error)
        return 1
    print(f"Wrote {out}")
    return 0


def import_quiz(file: Path, notebook: str, title: str = "", out: Path | None = None) -> int:
    """Write jupyterquiz JSON as a bank, and say what an author has still to do.

    An existing file is never overwritten. Returns 1, after all problems, if nothing was written.
    """
    out = out or Path(f"{notebook}.yml")
    if out.exists():
        print(f"{out} exists. Name another file with --out, or move this one away.")
        return 1
    try:
        text = file.read_text(encoding="utf-8-sig")
        imported = from_jupyterquiz(json.loads(text), notebook=notebook, title=title)
        out.write_text(banks.dump(imported.bank), encoding="utf-8")
    except (OSError, ValueError, RecursionError) as error:
        # ValueError: bytes that are not UTF-8, no JSON, or no jupyterquiz (all problems at once).
        what = "" if isinstance(error, JupyterQuizError | OSError) else "no sound JSON: "
        print(f"{file}: {what}{error}")
        return 1
    print(f"Wrote {out}")
    todo = [f"Not imported: {note}" for note in imported.notes]
    todo += [f"To complete: {problem}" for problem in banks.problems(out)]
    for line in todo:
        print(line)
    return 0
