"""GIFT, Moodle's plain-text format: readable in an editor, poorer than Moodle XML.

Written by hand: the PyPI packages for GIFT have no writer for all kinds. The escapes, the way
the type of a question is guessed from its answers, and the texts that cannot be escaped follow
Moodle's own importer (`question/format/gift/format.php` in moodle/moodle).
"""

import re

from unsigned_peace.quiz.export.content import (
    Cite,
    answer_text,
    choices,
    default_cite,
    explanation,
    lines,
    paragraphs,
    spare_choices,
    spellings,
)
from unsigned_peace.quiz.export.moodle_xml import (
    category,
    fractions,
    in_a_list,
    literal,
    refuse_too_long,
)
from unsigned_peace.quiz.export.prepare import ExportError, prepared
from unsigned_peace.quiz.model import Bank, Kind, Question, Quiz
from unsigned_peace.shared.markup import html

_CONTROL = re.compile(r"[\\~=#{}:]")
# What Moodle reads as control even in the middle of a plain answer, and has no escape for.
_PLACEHOLDER = re.compile(r"&&\d{3};")
_MISREAD = re.compile(r"->|&&\d{3};|^\[(html|plain|moodle|markdown)\]")


def to_gift(source: Bank | Quiz, *, cite: Cite = default_cite) -> str:
    """Return all questions in GIFT, one category a quiz, with their sources as feedback.

    Raises ExportError, with every problem, for a bank without its key, and for a plain answer
    that GIFT cannot hold (`->` in a short answer, for example).

    >>> q = Question("city", Kind.TEXT, "Where?", accept=("London",), skill="sourcing")
    >>> print(to_gift(Quiz("places", "Places", "1", (q,))).expandtabs(4))
    // GIFT, UTF-8: Places
    <BLANKLINE>
    $CATEGORY: $course$/top/Places/Places
    <BLANKLINE>
    // [id:city] [tag:sourcing]
    ::city::[html]<p>Where?</p>{
        =%100%London
        =%100%the London
        =%100%London.
        =%100%the London.
    }
    <BLANKLINE>
    """
    bank = prepared(source, "GIFT")
    refuse_too_long(bank, "GIFT")
    problems = tuple(
        f"question {question.id}: GIFT cannot hold the answer {text!r}. Export Moodle XML instead."
        for question in bank.questions
        for text in _unwritable(question)
    )
    if problems:
        raise ExportError("GIFT", problems)
    blocks = [f"// GIFT, UTF-8: {bank.title}"]
    for quiz in bank.quizzes:
        blocks.append("$CATEGORY: " + category(bank, quiz).replace("\\", "\\\\"))
        blocks += [_question(question, cite) for question in quiz.questions]
    return "\n\n".join(blocks) + "\n"


def _question(question: Question, cite: Cite) -> str:
    # Moodle reads these two marks in comments; other readers skip them.
    comment = f"// [id:{_bracketed(question.id)}]"
    if question.skill:
        comment += f" [tag:{_bracketed(question.skill)}]"
    asked = paragraphs(question, places=question.kind is Kind.ORDERING)
    text = "".join(f"<p>{paragraph}</p>" for paragraph in asked)
    numeric = "#" if question.kind is Kind.NUMBER else ""
    answers = _answers(question)
    if after := explanation(question, cite):
        answers.append("####" + _escape(after))
    body = "".join(f"\t{line}\n" for line in answers)
    return f"{comment}\n::{_escape(question.id)}::[html]{_escape(text)}{{{numeric}\n{body}}}"


def _answers(question: Question) -> list[str]:
    match question.kind:
        case Kind.SINGLE:
            return [
                f"{'=' if option.correct else '~'}{_html(option.text)}{_feedback(option.feedback)}"
                for option in question.options
            ]
        case Kind.MULTIPLE | Kind.PASSAGE:
            return [
                f"~%{fraction}%{_html(option.text)}{_feedback(option.feedback)}"
                for option, fraction in fractions(question)
            ]
        case Kind.NUMBER:
            answer, tolerance = answer_text(question.answer), answer_text(question.tolerance)
            return [f"=%100%{answer}:{tolerance}"] + [
                f"=%0%{answer_text(mistake.value)}:0{_feedback(mistake.feedback)}"
                for mistake in question.mistakes
            ]
        case Kind.TEXT:
            return [f"=%100%{_escape(literal(text))}" for text in spellings(question.accept)] + [
                f"=%0%{_escape(literal(str(mistake.value)))}{_feedback(mistake.feedback)}"
                for mistake in question.mistakes
            ]
        case Kind.ORDERING | Kind.MATCHING:
            found = [
                f"={_guard(line.left)} -> {_escape(in_a_list(line.right))}"
                for line in lines(question)
            ]
            return found + [f"= -> {_escape(in_a_list(text))}" for text in spare_choices(question)]


def _html(text: str) -> str:
    return _guard(html(text))


def _guard(fragment: str) -> str:
    """Escape HTML; a first character that GIFT would read as control becomes an entity."""
    if fragment[:1] in {"[", "%"}:
        fragment = f"&#{ord(fragment[0])};{fragment[1:]}"
    return _escape(fragment)


def _feedback(text: str) -> str:
    return f"#{_html(text)}" if text else ""


def _escape(text: str) -> str:
    return _CONTROL.sub(r"\\\g<0>", text)


def _bracketed(text: str) -> str:
    return text.replace("]", r"\]")


def _unwritable(question: Question) -> list[str]:
    typed = [*question.accept, *(str(mistake.value) for mistake in question.mistakes)]
    return [text for text in typed if _MISREAD.search(text)] + [
        text for text in choices(question) if _PLACEHOLDER.search(text)
    ]
