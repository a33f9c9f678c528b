"""The sub-commands of the exports: export-quiz and import-quiz."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from unsigned_peace.data import DataError
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.export.gift import to_gift
from unsigned_peace.quiz.export.html import to_html
from unsigned_peace.quiz.export.jupyterquiz import JupyterQuizError, from_jupyterquiz
from unsigned_peace.quiz.export.jupyterquiz_writer import to_jupyterquiz
from unsigned_peace.quiz.export.moodle import to_moodle_xml
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


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-commands of this room to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> given = parser.parse_args(["export-quiz", "01", "--format", "gift", "--out", "01.txt"])
    >>> given.run is export_quiz
    True
    """
    export = commands.add_parser("export-quiz", help="write a quiz bank in another format")
    export.add_argument("bank", metavar="BANK", help="a .yml file, or the name of a notebook")
    export.add_argument("--format", required=True, choices=FORMATS, help="html-key unfolds answers")
    export.add_argument("--out", required=True, type=Path, metavar="FILE")
    export.set_defaults(run=export_quiz)
    read = commands.add_parser("import-quiz", help="start a quiz bank from jupyterquiz JSON")
    read.add_argument("file", type=Path, metavar="FILE.json")
    read.add_argument("--notebook", required=True, metavar="NAME", help="the notebook it is for")
    read.add_argument("--title", default="", help="default: NAME")
    read.add_argument("--out", type=Path, metavar="FILE.yml", help="default: NAME.yml, here")
    read.set_defaults(run=import_quiz)


def export_quiz(arguments: argparse.Namespace) -> int:
    """Write one bank in one format; return 1, after all problems, if that cannot be done.

    >>> export_quiz(argparse.Namespace(bank="no.yml", format="gift", out=Path("no.txt")))
    ... # doctest: +ELLIPSIS
    there is no quiz bank no.yml in ...
    1
    """
    try:
        written = FORMATS[arguments.format](banks.load(arguments.bank))
        content = written.encode() if isinstance(written, str) else written
        arguments.out.write_bytes(content)
    except (OSError, banks.BankError, DataError, ExportError) as error:
        print(error)
        return 1
    print(f"Wrote {arguments.out}")
    return 0


def import_quiz(arguments: argparse.Namespace) -> int:
    """Write jupyterquiz JSON as a bank, and say what an author has still to do.

    An existing file is never overwritten. Returns 1, after all problems, if nothing was written.
    """
    out = arguments.out or Path(f"{arguments.notebook}.yml")
    if out.exists():
        print(f"{out} exists. Name another file with --out, or move this one away.")
        return 1
    try:
        text = arguments.file.read_text(encoding="utf-8-sig")
        imported = from_jupyterquiz(
            json.loads(text), notebook=arguments.notebook, title=arguments.title
        )
        out.write_text(banks.dump(imported.bank), encoding="utf-8")
    except (OSError, ValueError, RecursionError) as error:
        # ValueError: bytes that are not UTF-8, no JSON, or no jupyterquiz (all problems at once).
        what = "" if isinstance(error, JupyterQuizError | OSError) else "no sound JSON: "
        print(f"{arguments.file}: {what}{error}")
        return 1
    print(f"Wrote {out}")
    todo = [f"Not imported: {note}" for note in imported.notes]
    todo += [f"To complete: {problem}" for problem in banks.problems(out)]
    for line in todo:
        print(line)
    return 0
