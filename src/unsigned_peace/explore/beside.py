"""Two documents side by side: each passage beside the one that is most like it, word by word."""

from collections.abc import Collection, Iterator
from html import escape

from unsigned_peace.data.documents import Document, Passage
from unsigned_peace.figures.word_diff import diff_html, summary, word_diff
from unsigned_peace.shared.notebook_output import Output

ALIKE = 0.2  # of the words of the longer passage; below it nearly everything would be marked
_GRID = "display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20em),1fr));gap:0 1.5em"


def beside(
    one: Document, other: Document, passages: tuple[Collection[int], Collection[int]] | None = None
) -> Output:
    """Set two documents side by side, with their differences marked.

    English is compared, ours where the original is not English. Summaries are left out: they are
    not the words of a document.

    Args:
        one: the document on the left.
        other: the document on the right.
        passages: numbers of passages of the first and of the second; all of both if left out.

    Raises:
        DataError: if a passage is not there.

    >>> from unsigned_peace import data
    >>> cairo, potsdam = data.document("cairo-1943"), data.document("potsdam-1945")
    >>> beside(cairo, potsdam).text.splitlines()[0]
    'Cairo, 1943, beside Potsdam proclamation, 1945'

    """
    title = f"{one.short_title}, beside {other.short_title}"
    html, text = [f'<h4 style="margin:0.5em 0">{escape(title)}</h4>'], [title]
    for left, right in pairs(one, other, passages):
        names = [f"passage {passage.number}" for passage in (left, right) if passage]
        cells = [_cell(one, left), _cell(other, right)]
        html.append(f'<section style="border-top:1px solid #57606a;padding:0.5em 0">{_row(cells)}')
        if left and right and _likeness(left, right) >= ALIKE:
            html.append(diff_html(english(left), english(right)))
            names.append(summary(word_diff(english(left), english(right))))
        html.append("</section>")
        text.append(" | ".join(names))
    return Output(f'<div style="max-width:62em">{"".join(html)}</div>', "\n".join(text))


def pairs(
    one: Document, other: Document, passages: tuple[Collection[int], Collection[int]] | None = None
) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Pair the passages of two documents: the most alike together, the others in their order."""
    for both, numbers in zip((one, other), passages or ((), ()), strict=True):
        for number in numbers:
            both.passage(number)
    lefts, rights = (
        [p for p in both.passages if english(p) and (not passages or p.number in numbers)]
        for both, numbers in zip((one, other), passages or ((), ()), strict=True)
    )
    likeness = sorted(
        ((_likeness(left, right), left.number, right.number) for left in lefts for right in rights),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for alike, left, right in likeness:
        if alike >= ALIKE and left not in partner and right not in partner.values():
            partner[left] = right
    by_number = {right.number: right for right in rights}
    others = (right for right in rights if right.number not in partner.values())
    for left in lefts:
        mate = partner.get(left.number)
        yield left, by_number[mate] if mate is not None else next(others, None)
    for right in others:
        yield None, right


def english(passage: Passage) -> str:
    """Return the words of a passage in English; empty if there are none."""
    return passage.english or (passage.original if passage.language == "en" else "")


def _likeness(left: Passage, right: Passage) -> float:
    old, new = english(left), english(right)
    same = sum(len(words) for kind, words in word_diff(old, new) if kind == "same")
    return same / max(len(old.split()), len(new.split()))


def _row(cells: list[str]) -> str:
    return f'<div style="{_GRID}">{"".join(cells)}</div>'


def _cell(document: Document, passage: Passage | None) -> str:
    if passage is None:
        return "<div></div>"
    name = escape(document.short_title)
    whose = {"ours": "our"}.get(passage.english_by, passage.english_by)
    ours = "" if passage.language == "en" else f" <em>({whose} English)</em>"
    return (
        f'<div><p style="margin:0.25em 0"><strong>{name}, passage {passage.number}: '
        f"{escape(passage.label)}</strong>{ours}</p>"
        f'<blockquote style="margin:0.25em 0">{escape(english(passage))}</blockquote></div>'
    )
