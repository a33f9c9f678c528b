"""Whole pages from Jinja2 templates that lie beside the module that fills them in."""

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined


def render(package: str, name: str, /, **values: Any) -> str:  # noqa: ANN401 - whatever a page shows
    """Fill in the template `name` of a package. Texts are escaped unless it says `safe`.

    Raises jinja2.UndefinedError for a value that the template misses.

    >>> page = render("unsigned_peace.quiz.export", "quiz_page.html.j2", title="2 > 1", body="<b>")
    >>> "<h1>2 &gt; 1</h1>" in page, "<b>" in page
    (True, True)
    """
    return _environment(package).get_template(name).render(values)


@cache
def _environment(package: str) -> Environment:
    files = resources.files(package)
    return Environment(
        loader=FunctionLoader(lambda name: (files / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
