"""The documents of a written analysis: their numbered passages, to be read and cited.

In the lessons a document is read with `explore.read`, which keeps marks and notes. A problem set
needs the words alone, in a form that survives being handed in: a table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from unsigned_peace import data
from unsigned_peace.data.document_model import ENGLISH_BY
from unsigned_peace.shared.html_table import html_table


@dataclass(frozen=True)
class SourceDocuments:
    """Documents with their passages, as HTML and as text."""

    documents: tuple[data.Document, ...]

    def _repr_html_(self) -> str:
        return "".join(map(_section, self.documents))

    def __repr__(self) -> str:
        """Return the passages as text, for where no HTML is shown."""
        return "\n\n".join("\n".join(_lines(document)) for document in self.documents)


def documents(*names: str) -> SourceDocuments:
    """Show documents with their passages, each with the name by which it is cited.

    Args:
        names: ids of documents, such as `"cairo-1943"`.

    Raises:
        DataError: if there is no such document; the message names the nearest ids.

    >>> print(documents("cairo-1943"))  # doctest: +ELLIPSIS
    Statement of the three powers at Cairo, 27 November 1943. ...
    ...
    (cairo-1943, 2) Violence and greed: Japan will also be expelled from all other territories ...
    ...
    """
    return SourceDocuments(tuple(map(data.document, names)))


def _facts(document: data.Document) -> list[tuple[str, str]]:
    facts = [
        ("For whose eyes", document.audience),
        ("How it came to us", document.provenance),
        ("How much is here", document.extent),
        ("Where readings differ", document.differences),
    ]
    return [(name, text) for name, text in facts if text]


def _title(document: data.Document) -> str:
    to = f" to {document.addressee}" if document.addressee else ""
    return f"{document.dated_title}. {document.author}{to}"


def _section(document: data.Document) -> str:
    facts = "".join(f"<li><b>{name}:</b> {escape(text)}</li>" for name, text in _facts(document))
    rows = [[_whole(_cite(document, passage)), _words(passage)] for passage in document.passages]
    table = html_table(["Cite as", "Words"], rows, caption=f"Passages of {document.short_title}")
    return f"<h4>{escape(_title(document))}</h4><ul>{facts}</ul>{table}"


def _cite(document: data.Document, passage: data.Passage) -> str:
    return f"({document.id}, {passage.number})"


def _whole(cited: str) -> str:
    """Keep a name on one line, for it is copied as it stands."""
    return f'<span style="white-space:nowrap">{cited}</span>'


def _words(passage: data.Passage) -> str:
    """Write English first, then the words that it stands for, then what is to be known of them."""
    original = f'<i lang="{passage.language}">{escape(passage.original)}</i>'
    if not passage.english:
        original = escape(passage.original)
    parts = [escape(passage.english), original] if passage.is_quoted else [escape(passage.summary)]
    remarks = [
        f'<small style="font-size:0.9em">{escape(remark)}</small>' for remark in _remarks(passage)
    ]
    label = f"<b>{escape(passage.label)}</b>"
    return "<br>".join(filter(None, [label, *parts, *remarks]))


def _remarks(passage: data.Passage) -> Iterator[str]:
    if not passage.is_quoted:
        yield "A summary in our words."
    if passage.english:
        whose = ENGLISH_BY[passage.english_by]
        yield f"First {whose[0].lower()}{whose[1:]}, then, slanted, the words as we read them."
    if passage.translated_by:
        yield f"Translated by {passage.translated_by}."
    if passage.note:
        yield passage.note


def _lines(document: data.Document) -> Iterator[str]:
    yield _title(document)
    for name, text in _facts(document):
        yield f"{name}: {text}"
    for passage in document.passages:
        remarks = " ".join(_remarks(passage))
        yield f"{_cite(document, passage)} {passage.label}: {passage.in_english} {remarks}".rstrip()
