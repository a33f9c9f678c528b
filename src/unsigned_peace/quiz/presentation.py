"""What the widget shows of a question, as JSON: made from the question without its key.

The key and the feedback never travel with the question. Feedback travels as the answer to an
answer, see `quiz_controller`.
"""

from collections.abc import Mapping
from typing import Any

from unsigned_peace.quiz.keyless import strip
from unsigned_peace.quiz.model import Kind, Question
from unsigned_peace.quiz.scoring import quoted
from unsigned_peace.shared.markup import html, plain


def public(question: Question) -> dict[str, Any]:
    """Return what a browser may know of `question`; texts are HTML fragments made by `markup`.

    >>> q = Question("host", Kind.TEXT, "In *which* city?", hints=("Pacific",), accept=("SF",))
    >>> shown = public(q)
    >>> shown["prompt"], shown["points"], shown["hints"], "SF" in str(shown)
    ('In <em>which</em> city?', '1 point', 1, False)
    """
    bare = strip(question)
    return {
        "id": bare.id,
        "kind": str(bare.kind),
        "prompt": html(bare.prompt),
        "intro": html(bare.intro),
        "points": points(bare.points),
        "hints": len(question.hints),
        "unit": bare.unit,
        "options": [{"id": option.id, "html": html(option.text)} for option in bare.options],
        "items": [
            {"id": item.id, "html": html(item.text), "name": plain(item.text)}
            for item in bare.items
        ],
        "pairs": [{"id": pair.id, "html": html(pair.left)} for pair in bare.pairs],
        # A <select> shows plain text only; the value that is stored is the text of the bank.
        "choices": [{"value": text, "name": plain(text)} for text in bare.distractors],
    }


def points(value: float) -> str:
    """Return points in words.

    >>> points(1), points(2.5)
    ('1 point', '2.5 points')
    """
    return f"{value:.4g} point{'' if value == 1 else 's'}"


def as_text(question: Question, number: int) -> str:
    """Return a question as plain text, for where no widget can be shown.

    >>> print(as_text(Question("host", Kind.NUMBER, "How many?", unit="states", answer=49), 1))
    1. How many? (1 point)
       Your answer, in states: ____
    """
    bare = strip(question)
    lines = [f"{number}. {plain(bare.prompt)} ({points(bare.points)})"]
    if bare.intro:
        lines.append(f"   {plain(bare.intro)}")
    lines += [f"   [ ] {plain(option.text)}" for option in bare.options]
    lines += [f"   - {plain(item.text)}" for item in bare.items]
    lines += [f"   {plain(pair.left)}: ____" for pair in bare.pairs]
    if bare.pairs:
        lines.append(f"   Choose from: {'; '.join(map(plain, bare.distractors))}")
    if bare.kind in {Kind.NUMBER, Kind.TEXT}:
        lines.append(f"   Your answer{f', in {bare.unit}' if bare.unit else ''}: ____")
    return "\n".join(lines)


def answer_lines(question: Question) -> list[str]:
    """Return the right answer in words, as HTML fragments, a line each.

    >>> answer_lines(Question("host", Kind.TEXT, "Where?", accept=("London", "Лондон")))
    ['London, or: Лондон']
    """
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.PASSAGE:
            return [html(option.text) for option in question.options if option.correct]
        case Kind.NUMBER:
            # A year is written without a comma; thousands are easier to read with one.
            form = "d" if question.year else ",.10g"
            value = int(question.answer) if question.year else question.answer
            near = f" (or {question.tolerance:g} more or less)" if question.tolerance else ""
            return [html(" ".join(filter(None, (f"{value:{form}}", question.unit))) + near)]
        case Kind.TEXT:
            return [html(", or: ".join(question.accept))]
        case Kind.ORDERING:
            return [html(item.text) for item in question.items]
        case Kind.MATCHING:
            return [html(f"{pair.left}: {pair.right}") for pair in question.pairs]


def in_words(question: Question, answer: object) -> str:
    """Say a stored answer as its student saw it: the text of an option, not its id.

    Ids that the question does not have are shown as they are.

    >>> from unsigned_peace.quiz.model import Option
    >>> who = Question("who", Kind.MULTIPLE, "Who signed?",
    ...                options=(Option("a", "Egypt", True), Option("b", "Poland", False)))
    >>> in_words(who, ["a", "b"])
    'Egypt; Poland'
    >>> in_words(Question("n", Kind.NUMBER, "How many?", answer=20), "21")
    '21'
    """
    texts = {one.id: one.text for one in question.options + question.items}
    if isinstance(answer, Mapping):
        lefts = {pair.id: pair.left for pair in question.pairs}
        return "; ".join(f"{lefts.get(key, key)}: {value}" for key, value in answer.items())
    if isinstance(answer, list | tuple):
        joint = " / " if question.kind is Kind.PASSAGE else "; "
        return joint.join(texts.get(str(one), str(one)) for one in answer)
    return texts.get(str(answer), str(answer))


def explanations(question: Question) -> list[str]:
    """Return, as HTML fragments, why the right answer is right.

    >>> from unsigned_peace.quiz.model import Pair
    >>> pair = Pair("jp", "Japan", "Yoshida", "He was prime minister.")
    >>> explanations(Question("who", Kind.MATCHING, "Who?", pairs=(pair,), feedback="So it was."))
    ['“Japan”: He was prime minister.', 'So it was.']
    """
    right = [option for option in question.options if option.correct and option.feedback]
    if question.kind is Kind.SINGLE:
        said = [option.feedback for option in right]
    else:
        said = [f"{quoted(option.text)}: {option.feedback}" for option in right]
    said += [item.feedback for item in question.items]
    said += [f"{quoted(pair.left)}: {pair.feedback}" for pair in question.pairs if pair.feedback]
    return [html(line) for line in (*said, question.feedback) if line]


def remark(line: str) -> str:
    """Return a line of feedback as HTML; a mark before it is a word for screen readers.

    >>> remark("✗ “Paris”: No.")
    '<span aria-hidden="true">✗ </span><span class="up-hidden">Wrong: </span>“Paris”: No.'
    """
    word = {"✓ ": "Right", "✗ ": "Wrong"}.get(line[:2])
    if word is None:
        return html(line)
    mark = f'<span aria-hidden="true">{line[:2]}</span><span class="up-hidden">{word}: </span>'
    return mark + html(line[2:])
