"""A quiz as HTML without JavaScript: for print, static pages, and where no widget can run.

Hints and answers are folded in `details`, which a keyboard and a screen reader can open. Paper
shows what is unfolded: a worksheet, or with `open_answers` the key.
"""

from html import escape

from unsigned_peace.quiz.export.content import (
    Cite,
    answer_text,
    choices,
    citation,
    default_cite,
    identifier,
    lines,
)
from unsigned_peace.quiz.export.prepare import harmless
from unsigned_peace.quiz.keyless import strip
from unsigned_peace.quiz.model import Bank, Kind, Question, Quiz
from unsigned_peace.shared.markup import html, plain
from unsigned_peace.shared.page_template import render

_HOW = {
    Kind.SINGLE: "Choose one answer.",
    Kind.MULTIPLE: "Choose all answers that are right.",
    Kind.PASSAGE: "Choose the part, or the parts, of the text.",
    Kind.NUMBER: "Write a number.",
    Kind.TEXT: "Write a word or a name.",
    Kind.ORDERING: "Put these in order, the first one first.",
    Kind.MATCHING: "Find the right choice for each line. A choice may be used more than once.",
}
_DEEPEST = 6


def to_html(
    source: Bank | Quiz | Question,
    *,
    page: bool = False,
    open_answers: bool = False,
    level: int = 3,
    cite: Cite = default_cite,
) -> str:
    """Return `source` as HTML: a fragment, or with `page` a complete document with its style.

    `level` is the level of the first heading of a fragment; a page starts at 1. A keyless bank
    gives questions without answers. Nothing in `source` can become a tag, and no text stops
    the export: characters that HTML forbids are shown as U+FFFD.

    >>> q = Question("city", Kind.TEXT, "Where was it *signed*?", accept=("London",))
    >>> print(to_html(q))
    <article class="quiz-question" lang="en" aria-labelledby="q_city">
    <h3 id="q_city">Question 1 <small>(1 point)</small></h3>
    <p>Where was it <em>signed</em>?</p>
    <p class="how">Write a word or a name.</p>
    <p class="blank">Your answer:</p>
    <details class="answer"><summary>Answer</summary>
    <p><strong>Right:</strong> London</p>
    </details>
    </article>
    """
    if isinstance(source, Question):
        bank = harmless(Quiz(source.id, "", "", (source,)))
        return _question(bank.questions[0], 1, level, cite, open_answers=open_answers)
    bank = harmless(source)
    first = 2 if page else level
    quizzes = "\n".join(
        _quiz(quiz, first, cite, open_answers=open_answers) for quiz in bank.quizzes
    )
    if not page:
        return quizzes
    return render(__package__, "quiz_page.html.j2", title=plain(bank.title), body=quizzes)


def _quiz(quiz: Quiz, level: int, cite: Cite, *, open_answers: bool) -> str:
    name = identifier("quiz", quiz.id)
    tag = f"h{min(level, _DEEPEST)}"
    questions = "\n".join(
        _question(question, number, level + 1, cite, open_answers=open_answers)
        for number, question in enumerate(quiz.questions, 1)
    )
    return (
        f'<section class="quiz" lang="en" aria-labelledby="{name}">\n'
        f'<{tag} id="{name}">{html(quiz.title)}</{tag}>\n{questions}\n</section>'
    )


def _question(q: Question, number: int, level: int, cite: Cite, *, open_answers: bool) -> str:
    name, tag = identifier("q", q.id), f"h{min(level, _DEEPEST)}"
    worth = f"{answer_text(q.points)} point{'' if q.points == 1 else 's'}"
    about = f"{worth}, {escape(q.skill)}" if q.skill else worth
    rows = [
        f'<article class="quiz-question" lang="en" aria-labelledby="{name}">',
        f'<{tag} id="{name}">Question {number} <small>({about})</small></{tag}>',
        f"<p>{html(q.prompt)}</p>",
        f'<p class="how">{_HOW[q.kind]}</p>',
        *_task(q),
    ]
    if q.keyed:
        rows += [
            f'<details class="hint"><summary>Hint {n} of {len(q.hints)}</summary>'
            f"<p>{html(hint)}</p></details>"
            for n, hint in enumerate(q.hints, 1)
        ]
        heading = "Answer and sources" if q.source_ids else "Answer"
        unfolded = ' open=""' if open_answers else ""
        rows += [f'<details class="answer"{unfolded}><summary>{heading}</summary>', *_key(q)]
        if q.feedback:
            rows.append(f"<p>{html(q.feedback)}</p>")
        rows += [f'<p class="source">{citation(source, cite)}</p>' for source in q.source_ids]
        rows.append("</details>")
    return "\n".join([*rows, "</article>"])


def _task(q: Question) -> list[str]:
    """Return what the student chooses from, or a line to write on."""
    match q.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return [_list("ol", [html(option.text) for option in q.options], "options")]
        case Kind.PASSAGE:
            intro = [f"<p>{html(q.intro)}</p>"] if q.intro else []
            parts = _list("ol", [html(option.text) for option in q.options], "options")
            return [*intro, f"<blockquote>{parts}</blockquote>"]
        case Kind.NUMBER:
            unit = f" ({html(q.unit)})" if q.unit else ""
            return [f'<p class="blank">Your answer{unit}:</p>']
        case Kind.TEXT:
            return ['<p class="blank">Your answer:</p>']
        case Kind.ORDERING:
            return [_list("ul", [html(item.text) for item in strip(q).items], "options")]
        case Kind.MATCHING:
            return [
                _list("ol", [line.left for line in lines(q)], "options"),
                "<p>Choices:</p>",
                _list("ul", [escape(text) for text in choices(q)], "choices"),
            ]


def _key(q: Question) -> list[str]:
    """Return the right answer with all feedback on it and on expected mistakes."""
    match q.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.PASSAGE:
            said = [
                f"<strong>{'Right' if option.correct else 'Wrong'}:</strong> "
                + _with(html(option.text), option.feedback)
                for option in q.options
            ]
            return [_list("ol", said, "key")]
        case Kind.NUMBER:
            more = f" (±{answer_text(q.tolerance)})" if q.tolerance else ""
            unit = f" {html(q.unit)}" if q.unit else ""
            return [
                f"<p><strong>Right:</strong> {answer_text(q.answer)}{unit}{more}</p>",
                *_wrong(q),
            ]
        case Kind.TEXT:
            accepted = "; ".join(escape(text) for text in q.accept)
            return [f"<p><strong>Right:</strong> {accepted}</p>", *_wrong(q)]
        case Kind.ORDERING:
            said = [_with(html(item.text), item.feedback) for item in q.items]
            return ["<p><strong>Right order:</strong></p>", _list("ol", said, "order")]
        case Kind.MATCHING:
            said = [
                _with(f"{line.left}: <strong>{escape(line.right)}</strong>", pair.feedback)
                for line, pair in zip(lines(q), q.pairs, strict=True)
            ]
            return ["<p><strong>Right choices:</strong></p>", _list("ol", said, "key"), *_wrong(q)]


def _wrong(q: Question) -> list[str]:
    said = [
        "<strong>Wrong:</strong> " + _with(escape(answer_text(mistake.value)), mistake.feedback)
        for mistake in q.mistakes
    ]
    return [_list("ul", said, "key")] if said else []


def _with(fragment: str, feedback: str) -> str:
    return f'{fragment}<p class="feedback">{html(feedback)}</p>' if feedback else fragment


def _list(tag: str, entries: list[str], name: str) -> str:
    rows = "".join(f"\n<li>{entry}</li>" for entry in entries)
    letters = ' type="a"' if tag == "ol" and name != "order" else ""
    return f'<{tag}{letters} class="{name}">{rows}\n</{tag}>'
