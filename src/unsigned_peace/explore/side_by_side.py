"""Two documents side by side: each passage beside the one that is most like it, word by word."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from html import escape
from typing import NamedTuple

from unsigned_peace.data.document_model import ENGLISH_BY
from unsigned_peace.data.documents import Document, Passage
from unsigned_peace.figures.chart import folded
from unsigned_peace.figures.word_diff import diff_html, summary, word_diff
from unsigned_peace.shared import theme
from unsigned_peace.shared.notebook_output import Output

ALIKE = 0.3  # of the words of the longer passage; below it nearly everything would be marked
_GRID = "display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20em),1fr));gap:0 1.5em"


class PassagePair(NamedTuple):
    """Two passages that stand beside each other; `alike` if their words are compared."""

    left: Passage | None
    right: Passage | None
    alike: bool


def side_by_side(
    one: Document, other: Document, passages: tuple[Collection[int], Collection[int]] | None = None
) -> Output:
    """Set two documents side by side, with the differences marked where passages are alike.

    English is compared, ours where the original is not English. Summaries are not compared: they
    are not the words of a document.

    Args:
        one: the document on the left.
        other: the document on the right.
        passages: numbers of passages of the first and of the second; all of both if left out.

    Raises:
        DataError: if a passage is not there.

    >>> from unsigned_peace import data
    >>> cairo, potsdam = data.document("cairo-1943"), data.document("potsdam-1945")
    >>> print(side_by_side(cairo, potsdam).text.splitlines()[0])
    Cairo, 1943, beside Potsdam proclamation, 1945

    """
    if passages is not None:
        one, other = (
            replace(both, passages=tuple(both.passage(number) for number in numbers))
            for both, numbers in zip((one, other), passages, strict=True)
        )
    title = f"{one.short_title}, beside {other.short_title}"
    html, text = [f'<h4 style="margin:0.5em 0">{escape(title)}</h4>'], [title]
    for left, right, alike in pairs(one, other):
        cells = [_cell(one, left), _cell(other, right)]
        words = [_spoken(passage) for passage in (left, right) if passage]
        html.append(f'<div style="border-top:1px solid {theme.LINE};padding:0.5em 0">{_row(cells)}')
        if alike and left and right:
            html.append(diff_html(english(left), english(right)))
            words.append(summary(word_diff(english(left), english(right))))
        html.append("</div>")
        text += ["", *words]
    section = f'<section aria-label="{escape(title)}" style="max-width:62em">{"".join(html)}'
    return Output(f"{section}</section>", "\n".join(text))


def pairs(one: Document, other: Document) -> Iterator[PassagePair]:
    """Pair the passages of two documents: the most alike first, the others as they come.

    The order of the first document is kept; what is left of the second comes last.
    """
    partner = _partners(one, other)
    others = iter([p for p in other.passages if p.number not in partner.values()])
    for left in one.passages:
        if left.number in partner:
            yield PassagePair(left, other.passage(partner[left.number]), alike=True)
        else:
            yield PassagePair(left, next(others, None), alike=False)
    for right in others:
        yield PassagePair(None, right, alike=False)


def english(passage: Passage) -> str:
    """Return the words of a passage in English; empty if there are none."""
    return passage.english or (passage.original if passage.language == "en" else "")


def _partners(one: Document, other: Document) -> dict[int, int]:
    """Return which passage of the second document is like which of the first, by number."""
    likeness = sorted(
        (
            (_likeness(english(left), english(right)), left.number, right.number)
            for left in one.passages
            for right in other.passages
            if english(left) and english(right)
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for alike, left, right in likeness:
        if alike >= ALIKE and left not in partner and right not in partner.values():
            partner[left] = right
    return partner


def _likeness(old: str, new: str) -> float:
    same = sum(len(words) for kind, words in word_diff(old, new) if kind == "same")
    return same / max(len(old.split()), len(new.split()))


def _spoken(passage: Passage) -> str:
    words = english(passage) or passage.original or f"{passage.summary} (our summary)"
    return f"Passage {passage.number}, {passage.label}: {words}"


def _row(cells: list[str]) -> str:
    return f'<div style="{_GRID}">{"".join(cells)}</div>'


def _cell(document: Document, passage: Passage | None) -> str:
    if passage is None:
        return "<div></div>"
    name = f"{document.short_title}, passage {passage.number}: {passage.label}"
    head = f'<p style="margin:0.25em 0"><strong>{escape(name)}</strong></p>'
    if not passage.is_quoted:
        return f"<div>{head}<p><em>Our summary:</em> {escape(passage.summary)}</p></div>"
    if not passage.english:
        return f"<div>{head}{_quote(passage.original, passage.language)}</div>"
    original = folded(
        "The original",
        _quote(passage.original, passage.language),
        name=f"{document.id} {passage.number}",
    )
    by = f" <em>({ENGLISH_BY[passage.english_by]})</em>"
    return f"<div>{head}{_quote(passage.english, 'en', by)}{original}</div>"


def _quote(words: str, language: str, by: str = "") -> str:
    return f'<blockquote lang="{language}" style="margin:0.25em 0">{escape(words)}{by}</blockquote>'
