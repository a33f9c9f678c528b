"""`unsigned-peace slides`: a deck for each module, one file, to show without network.

The browser scrolls from slide to slide; it needs no script. Nothing is written twice: scene,
question and what to take away are cells of the notebook, the rest is the ledger's.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import mistune
from bs4 import BeautifulSoup

from unsigned_peace import data, figures
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.presentation import answer_lines, explanations
from unsigned_peace.shared.markup import html
from unsigned_peace.shared.page_template import render
from unsigned_peace.shared.yaml_file import read_yaml

LIST = Path("docs", "kit", "slides.yml")
_SIDES = ("Moscow", "Tokyo", "Washington")


@dataclass(frozen=True)
class Slide:
    """One slide: its kind, its heading in plain text, and its body as HTML."""

    kind: str
    heading: str
    body: str


def slides(out: Path, root: Path) -> int:
    """Build the decks of a course; return 1 if the folder is no instructor's edition.

    >>> slides(Path("out"), Path("nowhere"))
    There is no nowhere/docs/kit/slides.yml. Run this in a clone of the course, or give --course.
    1
    """
    listed = root / LIST
    if not listed.is_file():
        print(f"There is no {listed}. Run this in a clone of the course, or give --course.")
        return 1
    out.mkdir(parents=True, exist_ok=True)
    for module, entries in read_yaml(listed).items():
        file = out / f"{module}.html"
        file.write_text(deck(root, module, entries), encoding="utf-8", newline="\n")
        print(f"Wrote {file}")
    return 0


def deck(root: Path, module: str, entries: list[Mapping[str, Any]]) -> str:
    """Write the deck of a module as one HTML page.

    Args:
        root: the folder of the course.
        module: the name of its notebook.
        entries: the slides, as `docs/kit/slides.yml` describes them.
    """
    notebook = json.loads((root / "notebooks" / f"{module}.ipynb").read_text(encoding="utf-8"))
    cells = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
    makers = {
        "scene": partial(_scene, cells),
        "question": partial(_question, cells),
        "take-away": partial(_take_away, cells),
        "figure": _figure,
        "document": _document,
        "hearing": _hearing,
        "vote": partial(_vote, module),
    }
    made = []
    for entry in entries:
        fields = dict(entry)
        kind = fields.pop("slide")
        heading, body = makers[kind](**fields)
        made.append(Slide(kind, heading, body))
    return render(__package__, "deck.html.j2", title=made[0].heading, slides=made)


def _parsed(text: str) -> BeautifulSoup:
    """Parse a cell as it is read aloud: no notes, no links to follow."""
    page = BeautifulSoup(mistune.html(text), "html.parser")
    for note in page.find_all("sup"):
        note.decompose()
    for link in page.find_all("a"):
        link.unwrap()
    return page


def _scene(cells: Mapping[str, str], cell: str) -> tuple[str, str]:
    page = _parsed(cells[cell])
    texts = [one for one in page.find_all("p", recursive=False) if "Time:" not in one.get_text()]
    return page.find(["h1", "h2"]).get_text(), str(texts[0])


def _question(cells: Mapping[str, str], cell: str) -> tuple[str, str]:
    return "The question", str(_parsed(cells[cell]).find("blockquote"))


def _take_away(cells: Mapping[str, str], cell: str) -> tuple[str, str]:
    page = _parsed(cells[cell])
    return "What to take home", str(page.find("ul"))


def _figure(  # noqa: PLR0913 - the fields of a slide
    *,
    title: str,
    figure: str,
    tables: list[str],
    ask: str,
    options: Mapping[str, str] | None = None,
    rows: list[str] | None = None,
) -> tuple[str, str]:
    """Draw a figure; `rows` are keys of its first table, for fewer and larger rows."""
    first, *others = (data.table(name) for name in tables)
    if rows:
        first = first[first.iloc[:, 0].isin(rows)]
    chart = getattr(figures, figure)(first, *others, **(options or {}))
    picture = b64encode(chart.svg.encode()).decode()
    return title, render(__package__, "figure_slide.html.j2", chart=chart, picture=picture, ask=ask)


def _document(document: str, ask: str) -> tuple[str, str]:
    paper = data.document(document)
    return paper.dated_title, render(__package__, "document_slide.html.j2", paper=paper, ask=ask)


def _hearing(module: str) -> tuple[str, str]:
    table = data.hearings()
    sides = {
        side: list(table[table["hearing"] == f"{module} {side}"].itertuples()) for side in _SIDES
    }
    return "The hearing", render(__package__, "hearing_slide.html.j2", sides=sides)


def _vote(module: str, question: str) -> tuple[str, str]:
    asked = next(one for one in banks.load(module).questions if one.id == question)
    options = "".join(f"<li>{html(one.text)}</li>" for one in asked.options)
    said = "".join(f"<p>{line}</p>" for line in (*answer_lines(asked), *explanations(asked)))
    body = (
        f"<p>{html(asked.prompt)}</p><ol type='A'>{options}</ol>"
        f"<details><summary>{escape('After the vote')}</summary>{said}</details>"
    )
    return "Vote", body
