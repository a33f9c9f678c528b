"""The lists of contents of QTI packages (`imsmanifest.xml`), and Canvas's settings of a quiz."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from unsigned_peace.quiz.export.content import answer_text, identifier
from unsigned_peace.quiz.model import Bank, Quiz
from unsigned_peace.shared.markup import plain
from unsigned_peace.shared.page_template import render

_LICENCE = "Creative Commons Attribution 4.0 International"


def classic_manifest(bank: Bank, names: Mapping[str, str]) -> bytes:
    """Write the manifest of a Canvas package of QTI 1.2; `names` maps quiz ids to folders."""
    return _page("classic_manifest", bank.title, quizzes=names.values(), **_head(bank))


def classic_settings(quiz: Quiz, name: str) -> bytes:
    """Write Canvas's settings of a quiz: for practice, unpublished, unlimited attempts."""
    points = answer_text(sum(question.points for question in quiz.questions))
    return _page("classic_settings", quiz.title, name=name, points=points)


def manifest21(bank: Bank, tests: Mapping[str, str], items: Mapping[str, str]) -> bytes:
    """Write the manifest of a QTI 2.1 package; quiz and question ids map to file names."""
    parts = {"bank": bank, "tests": tests, "items": items, "identifier": identifier}
    return _page("manifest21", bank.title, **parts, **_head(bank))


def _head(bank: Bank) -> dict[str, str]:
    return {"name": identifier("manifest", bank.notebook), "licence": _LICENCE}


def _page(template: str, title: str, **values: object) -> bytes:
    # Escaped here: jinja2 would write quotation marks as HTML wants them.
    return render(__package__, f"{template}.xml.j2", title=escape(plain(title)), **values).encode()
