"""What all formats say in the same words: prompts, explanations, tables, and stable identifiers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from html import escape

from unsigned_peace import data
from unsigned_peace.quiz.export.prepare import tidy
from unsigned_peace.quiz.keyless import strip
from unsigned_peace.quiz.model import Kind, Question
from unsigned_peace.shared.markup import html, plain
from unsigned_peace.shared.normalize import without_accents

Cite = Callable[[str], str]

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]")
# What people type who write in another script: Thai and full-width digits.
_OTHER_DIGITS = tuple(
    str.maketrans("0123456789", digits) for digits in ("๐๑๒๓๔๕๖๗๘๙", "０１２３４５６７８９")
)


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One line of a table to match: `left` is HTML, `right` the plain text of the choice."""

    id: str
    left: str
    right: str


def default_cite(source_id: str) -> str:
    """Return a source of the ledger in one line, with its address where it has one.

    Raises unsigned_peace.data.DataError where the ledger has no such source.

    >>> default_cite("GK")
    'From general knowledge, not verified'
    """
    source = data.source(source_id)
    return f"{source.citation}. {source.url}" if source.url else source.citation


def paragraphs(question: Question, *, places: bool = False) -> tuple[str, ...]:
    """Return what the student reads before the answer fields, one HTML fragment a paragraph.

    `places` adds how to answer an ordering question that is asked as a matching one.

    >>> paragraphs(Question("q", Kind.NUMBER, "How *many*?", unit="states", answer=20))
    ('How <em>many</em>?', 'Unit: states.')
    """
    found = [html(question.prompt)]
    if question.intro:
        found.append(html(question.intro))
    if question.unit:
        found.append(f"Unit: {html(question.unit)}.")
    if places:
        found.append(f"Give each item its place: 1 is the first, {len(question.items)} the last.")
    return tuple(found)


def explanation(question: Question, cite: Cite, *, mistakes: bool = False) -> str:
    """Return as HTML what is shown after the attempt: feedback, then the sources in full.

    Feedback on single lines of matching and ordering questions is added, because hardly any
    format has a place for it; `mistakes` adds that on expected mistakes too.

    >>> q = Question("q", Kind.TEXT, "Where?", feedback="In *London*.", source_ids=("F55-034",))
    >>> explanation(q, lambda source: "FRUS, document 34")
    '<p>In <em>London</em>.</p><p>Sources:</p><ul><li>F55-034: FRUS, document 34</li></ul>'
    """
    parts = [f"<p>{html(question.feedback)}</p>"] if question.feedback else []
    lines = [
        (f"{html(pair.left)} – {escape(plain(pair.right or ''))}", pair.feedback)
        for pair in question.pairs
    ]
    lines += [(html(item.text), item.feedback) for item in question.items]
    if mistakes or question.kind is Kind.MATCHING:
        lines += [(escape(answer_text(m.value)), m.feedback) for m in question.mistakes]
    said = [f"<li>{what}: {html(feedback)}</li>" for what, feedback in lines if feedback]
    if said:
        parts.append(f"<ul>{''.join(said)}</ul>")
    if question.source_ids:
        cited = "".join(f"<li>{citation(source, cite)}</li>" for source in question.source_ids)
        parts.append(f"<p>Sources:</p><ul>{cited}</ul>")
    return "".join(parts)


def citation(source_id: str, cite: Cite) -> str:
    """Return the citation of a source as HTML, its address as a link.

    >>> citation("X-1", lambda source: "A & B, https://example.org/a.")
    'X-1: A &amp; B, <a href="https://example.org/a">https://example.org/a</a>.'
    """
    text = tidy(cite(source_id)).removeprefix(source_id).lstrip(" :")
    parts, end = [], 0
    for match in _URL.finditer(text):
        address = escape(match[0])
        parts += [escape(text[end : match.start()]), f'<a href="{address}">{address}</a>']
        end = match.end()
    return f"{escape(source_id)}: {''.join(parts)}{escape(text[end:])}"


def lines(question: Question) -> tuple[MatchLine, ...]:
    """Return a matching question, or an ordering one as items and places, line by line.

    >>> from unsigned_peace.quiz.model import Option
    >>> items = (Option("a", "Yalta"), Option("b", "Potsdam"))
    >>> lines(Question("q", Kind.ORDERING, "Order?", items=items))
    (MatchLine(id='b', left='Potsdam', right='2'), MatchLine(id='a', left='Yalta', right='1'))
    """
    if question.kind is Kind.ORDERING:
        places = {item.id: str(place) for place, item in enumerate(question.items, 1)}
        return tuple(
            MatchLine(item.id, html(item.text), places[item.id]) for item in strip(question).items
        )
    return tuple(MatchLine(p.id, html(p.left), plain(p.right or "")) for p in question.pairs)


def spare_choices(question: Question) -> tuple[str, ...]:
    """Return the distractors of a matching question that are not right on some line."""
    right = {line.right for line in lines(question)}
    return tuple(dict.fromkeys(t for t in map(plain, question.distractors) if t not in right))


def choices(question: Question) -> tuple[str, ...]:
    """Return what can be chosen on a line, each once, in the order in which it is shown."""
    if question.kind is Kind.ORDERING:
        return tuple(str(place) for place in range(1, len(question.items) + 1))
    return tuple(dict.fromkeys(map(plain, strip(question).distractors)))


def spellings(accept: tuple[str, ...]) -> tuple[str, ...]:
    """Return accepted answers for a system that ignores letter case and nothing else.

    Our own quizzes forgive more, so what people really type is written out: without accents, with
    a plain apostrophe, with a space or nothing for a hyphen, with "the", with a full stop, with
    full-width and Thai digits.

    >>> spellings(("Hatoyama Ichirō", "択捉島"))[:2]
    ('Hatoyama Ichirō', 'Hatoyama Ichiro')
    >>> [text for text in spellings(("7 September",)) if "7" not in text][:2]
    ['๗ September', '７ September']
    """
    found: dict[str, str] = {}
    for text in accept:
        bare = without_accents(text)
        variants = [text, bare, text.replace("’", "'")]
        variants += [one.replace("-", gap) for one in variants for gap in (" ", "")]
        variants += [one.translate(digits) for one in variants[:1] for digits in _OTHER_DIGITS]
        article = re.sub(r"^the\s+", "", text, flags=re.IGNORECASE)
        variants += [f"the {text}"] if article == text else [article]
        # A hyphen at the edge leaves a space there, or nothing at all.
        variants = [one.strip() for one in variants if one.strip()]
        for spelling in (*variants, *(f"{one}." for one in variants)):
            found.setdefault(spelling.casefold(), spelling)
    return tuple(found.values())


def answer_text(value: float | str | None) -> str:
    """Return a number as people write it in digits, without an exponent; a text unchanged.

    >>> answer_text(1956.0), answer_text(0.25), answer_text(-1e-7), answer_text("Urup")
    ('1956', '0.25', '-0.0000001', 'Urup')
    """
    if isinstance(value, str):
        return value
    digits = format(Decimal(repr(float(value or 0))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def bounds(question: Question) -> tuple[str, str]:
    """Return the least and the greatest number that is right, in digits.

    >>> bounds(Question("q", Kind.NUMBER, "?", answer=0.3, tolerance=0.1))
    ('0.2', '0.4')
    """
    # Decimals: as floats, 0.3 - 0.1 is 0.19999999999999998.
    answer = Decimal(answer_text(question.answer))
    tolerance = Decimal(answer_text(question.tolerance))
    return f"{answer - tolerance:f}", f"{answer + tolerance:f}"


def identifier(*parts: str) -> str:
    """Return a name that XML and QTI accept, made of `parts`; different parts, different names.

    >>> identifier("q", "sf-latin-count"), identifier("q", "何")
    ('q_sf-latin-count', 'q___60e5669b')
    """
    raw = "_".join(parts)
    name = re.sub(r"[^A-Za-z0-9_.-]", "_", raw)
    return name if name == raw else f"{name}_{_digest(raw)[:8]}"


def numbers(*groups: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield, for each group of ids, a mapping to nine-digit numbers, all different.

    Canvas keeps answer ids only if they are numbers. The first id of the first group should be
    that of the question, so that two questions do not share their numbers.
    """
    taken: set[int] = set()
    seed = groups[0][0]
    for index, group in enumerate(groups):
        found = {}
        for name in group:
            number = 10**8 + int(_digest(seed, str(index), name), 16) % (9 * 10**8)
            while number in taken:
                number += 1
            taken.add(number)
            found[name] = str(number)
        yield found


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
