"""The files of a course as the checks read and write them: notebooks, tables, banks, texts."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

from unsigned_peace.checks import notes
from unsigned_peace.shared.yaml_file import read_yaml

LESSONS = "notebooks"
EXERCISES = "exercises"


def notebooks(root: Path) -> list[Path]:
    """List the notebooks of a course, modules first."""
    return sorted(
        path
        for folder in (LESSONS, EXERCISES)
        for path in (root / folder).rglob("*.ipynb")
        if not any(part.startswith(".") for part in path.relative_to(root).parts)
    )


def as_notebook(text: str) -> dict:
    """Read the text of a notebook, each cell's lines as one text.

    Raises KeyError, TypeError or ValueError for what is no notebook.

    >>> as_notebook('{"cells": [{"source": ["Read this. ", "Then that."]}]}')["cells"]
    [{'source': 'Read this. Then that.'}]
    """
    read = json.loads(text)
    for cell in read["cells"]:
        cell["source"] = "".join(cell["source"])
    return read


def cells(path: Path) -> list[dict]:
    """Read the cells of a notebook, without the list of its notes, which a command writes."""
    found = as_notebook(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell.get("id") != notes.LIST]


def table(path: Path) -> list[dict[str, str]]:
    """Read a table of `data/` as plain text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def quizzes(bank: Path) -> list[dict]:
    """Read the quizzes of a bank as plain values."""
    return read_yaml(bank)["quizzes"]


def questions(bank: Path) -> list[dict]:
    """Read the questions of a bank as plain values."""
    return [question for quiz in quizzes(bank) for question in quiz["questions"]]


def marked_part(text: str, name: str, write: Callable[[str], str | None]) -> str:
    """Write the parts of a text that stand between two comments which no reader sees.

    Args:
        text: what people wrote.
        name: the name in the comments.
        write: gets what follows the name in the first of them, such as the name of a notebook, and
            returns the part; None leaves what is there.

    >>> marked_part("about <!--time 02-->?<!--/time-->", "time", lambda module: f"{module} hours")
    'about <!--time 02-->02 hours<!--/time-->'
    """

    def put(found: re.Match[str]) -> str:
        part = write(found[2])
        return found[0] if part is None else f"{found[1]}{part}{found[3]}"

    place = rf"(<!--{name} ?((?<= )[\w-]+|)-->).*?(<!--/{name}-->)"
    return re.sub(place, put, text, flags=re.DOTALL)
