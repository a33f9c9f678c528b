"""What the course shows where no kernel runs. An extension of IPython.

With `%load_ext unsigned_peace.explore.site.static_display` a notebook gives HTML in place of
widgets: an explorer its first screen, a quiz its questions with folded answers, a reader its paper.
"""

import json
from dataclasses import asdict
from functools import singledispatch
from html import escape

import ipywidgets as widgets
from IPython.core.interactiveshell import InteractiveShell

from unsigned_peace import data
from unsigned_peace.data.citations import address
from unsigned_peace.explore import document_page
from unsigned_peace.explore.explorer import Explorer
from unsigned_peace.explore.explorer_widgets import Panel
from unsigned_peace.explore.reader_widget import ReaderWidget
from unsigned_peace.quiz.export.html import to_html
from unsigned_peace.quiz.model import Question, Quiz
from unsigned_peace.quiz.presentation import answer_lines, explanations, public
from unsigned_peace.quiz.quiz_controller import Mode
from unsigned_peace.quiz.quiz_widget import QuizWidget
from unsigned_peace.shared.markup import html
from unsigned_peace.shared.page_template import render
from unsigned_peace.shared.widget import ControllerWidget

MOST_SCREENS = 8  # of an explorer with one list to choose from, each folds open
# What scoring needs of a question, as `js/site/types.d.ts` names it.
_KEY = (
    *("id", "points", "feedback", "answer", "tolerance", "accept"),
    *("options", "items", "pairs", "mistakes"),
)
IN_JUPYTERLAB = '<p class="up-elsewhere">In JupyterLab this part answers to what you do.</p>'


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Show widgets as HTML from now on."""
    shell.display_formatter.mimebundle_formatter.for_type(
        widgets.Widget, lambda widget: {"text/html": static_html(widget)}
    )


@singledispatch
def static_html(widget: widgets.Widget) -> str:
    """Return a widget as HTML that needs no kernel; empty for a mere control.

    >>> static_html(widgets.Button(description="Draw")), static_html(widgets.HTML("<p>So.</p>"))
    ('', '<p>So.</p>')
    """
    if isinstance(widget, widgets.HTML):
        return widget.value
    return "".join(static_html(child) for child in getattr(widget, "children", ()))


@static_html.register
def _panel(panel: Panel) -> str:
    return f'<p class="up-status">{escape(panel.status)}</p>{panel.html}'


@static_html.register
def _explorer(explorer: Explorer) -> str:
    controls = explorer.controls
    lists = [one for one in controls.values() if isinstance(one, widgets.Dropdown)]
    if len(controls) == 1 and lists and len(lists[0].options) <= MOST_SCREENS:
        return static_html(explorer.panel) + _screens(explorer, *controls)
    return static_html(explorer.panel) + IN_JUPYTERLAB


def _screens(explorer: Explorer, name: str) -> str:
    """Return the other screens of an explorer, each behind the words that choose it."""
    control = explorer.controls[name]
    first, folded = control.value, []
    for words, value in control.options:
        if value != first:
            explorer.choose(**{name: value})
            folded.append(
                f"<details><summary>{escape(words)}</summary>{explorer.panel.html}</details>"
            )
    explorer.choose(**{name: first})
    return "".join(folded)


@static_html.register
def _controller(widget: ControllerWidget) -> str:
    lines = filter(None, widget.controller.as_text().splitlines())
    return f'<div class="up-as-text">{"".join(map(_line, lines))}</div>{IN_JUPYTERLAB}'


def _line(line: str) -> str:
    """Write a line of text as a paragraph; what Markdown makes a heading is bold.

    >>> _line("## For and against"), _line("1 < 2")
    ('<p><strong>For and against</strong></p>', '<p>1 &lt; 2</p>')
    """
    words = escape(line.lstrip("# "))
    return f"<p><strong>{words}</strong></p>" if line.startswith("#") else f"<p>{escape(line)}</p>"


@static_html.register
def _reader(widget: ReaderWidget) -> str:
    return document_html(widget.document["id"])


def document_html(name: str) -> str:
    """Return a document of the reading room, or a paper in its envelope, as HTML.

    >>> "Cairo" in document_html("cairo-1943")
    True
    """
    document, closed = document_page.find(name)
    opened = document_page.opened(document)
    page = document_page.sealed(document) if closed else opened
    return render(__package__, "document.html.j2", page=page, opened=opened, sealed=closed)


@static_html.register
def _quiz(widget: QuizWidget) -> str:
    """Write a quiz that its script brings to life; without scripts its answers fold open.

    A review has no script here: its answers belong to several notebooks.

    >>> from unsigned_peace.quiz import warm_up
    >>> "<script" in static_html(warm_up("01-san-francisco-1951", "no such folder"))
    False
    """
    controller = widget.controller
    quiz, notebook = controller.quiz, controller.notebook
    if controller.mode is Mode.REVIEW:
        return f"<div>{to_html(quiz, level=4)}</div>"
    content = json.dumps(quiz_data(quiz, notebook), ensure_ascii=False).replace("</", "<\\/")
    return (
        f'<div class="up-static-quiz">{to_html(quiz, level=4)}'
        f'<script type="application/json">{content}</script></div>'
    )


def quiz_data(quiz: Quiz, notebook: str) -> dict[str, object]:
    """Return a practice quiz with its key, as `js/site/types.d.ts` describes it.

    >>> question = Question("city", "text", "Where?", accept=("London",))
    >>> quiz_data(Quiz("where", "Where?", "1", (question,)), "02")["questions"][0]["key"]["accept"]
    ('London',)
    """
    return {
        "notebook": notebook,
        "quiz": quiz.id,
        "title": quiz.title,
        "questions": [_shown(question) for question in quiz.questions],
    }


def _shown(question: Question) -> dict[str, object]:
    return {
        **public(question),
        "key": key(question),
        "hint_lines": [html(hint) for hint in question.hints],
        "answer_lines": answer_lines(question),
        "explanations": explanations(question),
        "sources": [_source(name) for name in question.source_ids],
    }


def key(question: Question) -> dict[str, object]:
    """Return what scoring needs of a question.

    >>> key(Question("n", "number", "How many?", answer=49))["answer"]
    49
    """
    known = asdict(question)
    return {name: known[name] for name in _KEY} | {"kind": str(question.kind)}


def _source(name: str) -> dict[str, str]:
    return {"id": name, "text": data.cite(name, name), "url": address(name)}
