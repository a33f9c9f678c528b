"""What a browser may know of a document: all of it, or its words alone until they were guessed."""

import re
from hashlib import sha256
from typing import Any

from unsigned_peace import data
from unsigned_peace.data.citations import address
from unsigned_peace.data.document_model import ENGLISH_BY, LANGUAGES
from unsigned_peace.data.documents import Document, Passage
from unsigned_peace.figures.chart import citation
from unsigned_peace.figures.plain_english import listed

_QUESTIONS = {
    "author": "Who made this?",
    "context": "What was going on?",
    "agreement": "Who agrees?",
    "words": "What do the words say?",
}
_ASKED = {"author": "Who wrote it?", "date": "When?", "place": "Where?"}
_AGREEMENT = {
    "same": "read at more than one place, with the same words",
    "differs": "read at more than one place, and they differ",
    "one reading": "read at one place",
    "no wording": "no wording at hand: the summary is ours",
}
_SEAL = "sealed-"
_YEAR = re.compile(r"\b1[89]\d\d\b|\b20\d\d\b")


def seal(document_id: str) -> str:
    """Return the name of a document in its envelope: it tells nothing of what is inside.

    >>> seal("cairo-1943")
    'sealed-f126ce'
    """
    return _SEAL + sha256(document_id.encode()).hexdigest()[:6]


def find(name: str) -> tuple[Document, bool]:
    """Return the document of an id or of a sealed name, and whether it is sealed.

    Raises:
        DataError: if there is no such document, or if a sealed one has no words of its own.

    >>> find(seal("cairo-1943"))[0].id
    'cairo-1943'
    """
    if name.startswith(_SEAL):
        for document in data.documents().values():
            if seal(document.id) == name and any(one.is_quoted for one in document.passages):
                return document, True
        raise data.DataError(f"No document with words to guess from has the name {name!r}.")
    return data.document(name), False


def opened(document: Document) -> dict[str, Any]:
    """Return the whole document for the browser."""
    return {
        "id": document.id,
        "sealed": False,
        "title": document.title,
        "line": " · ".join(filter(None, [document.kind, document.when, document.place])),
        "facts": [list(pair) for pair in _facts(document) if pair[1]],
        "head_note": document.head_note,
        "questions": [
            [asked, getattr(document.questions, name)] for name, asked in _QUESTIONS.items()
        ],
        "readings": [
            {"text": " ".join(filter(None, [one.title, one.note])), "url": one.address}
            for one in document.read_at
        ],
        "sources": [_source(name) for name in document.source_ids],
        "passages": [_opened_passage(passage) for passage in document.passages],
    }


def sealed(document: Document) -> dict[str, Any]:
    """Return the words of a document for the browser, and nothing that tells whose they are.

    Our summaries stay in the envelope, too: they may name what the words only give away.
    """
    return {
        "id": seal(document.id),
        "sealed": True,
        "title": "A paper in an envelope",
        "asked": [[name, asked] for name, asked in _ASKED.items() if _truth(document, name)],
        "passages": [_words(passage) for passage in document.passages if passage.is_quoted],
    }


def revealed(document: Document, guess: dict[str, str]) -> dict[str, Any]:
    """Return each guess beside the truth, and what in the words gave it away.

    >>> guess = {"author": "The Allies", "date": "1945"}
    >>> revealed(data.document("cairo-1943"), guess)["answers"][1]
    ['When?', '1945', '27 November 1943', '2 years late']
    """
    answers = [
        [asked, guess.get(name, ""), _truth(document, name), _distance(document, name, guess)]
        for name, asked in _ASKED.items()
        if _truth(document, name)
    ]
    hints = [
        {"gives": one.gives, "hint": one.hint, "passage": one.passage} for one in document.giveaways
    ]
    return {"answers": answers, "hints": hints}


def as_text(document: Document, *, closed: bool) -> str:
    """Return a document as plain text, for where no widget can be shown.

    >>> as_text(data.document("cairo-1943"), closed=True).splitlines()[0]
    'A paper in an envelope'
    """
    page = sealed(document) if closed else opened(document)
    head = [page["title"], *([] if closed else [page["line"], "", document.head_note])]
    passages = []
    for passage in page["passages"]:
        words = passage["summary"] or passage["original"]
        passages += ["", f"{passage['number']}. {words}"]
        if passage["english"]:
            passages.append(f"   {passage['english_by']}: {passage['english']}")
    return "\n".join([*head, *passages])


def _truth(document: Document, name: str) -> str:
    return document.when if name == "date" else getattr(document, name)


def _distance(document: Document, name: str, guess: dict[str, str]) -> str:
    """Say how far the year of a guess is from that of the document."""
    year = _YEAR.search(guess.get(name, ""))
    if name != "date" or year is None:
        return ""
    apart = int(year[0]) - document.date.year
    if apart == 0:
        return "the right year"
    return f"{abs(apart)} year{'s' if abs(apart) > 1 else ''} {'late' if apart > 0 else 'early'}"


def _facts(document: Document) -> list[tuple[str, str]]:
    return [
        ("Author", document.author),
        ("Addressee", document.addressee),
        ("Language", listed(LANGUAGES[name] for name in document.languages)),
        ("For whose eyes", document.audience),
        ("How it came to us", document.provenance),
        ("How much is here", document.extent),
        ("Right to quote", document.right_to_quote),
        ("Wording", _AGREEMENT[document.agreement]),
        ("Where readings differ", document.differences),
    ]


def _source(source_id: str) -> dict[str, str]:
    return {"id": source_id, "text": citation(source_id), "url": address(source_id)}


def _words(passage: Passage) -> dict[str, Any]:
    """Return the words of a passage, without what we say about them."""
    return {
        "number": passage.number,
        "label": "",
        "language": passage.language,
        "original": passage.original,
        "original_by": LANGUAGES.get(passage.language, ""),
        "english": passage.english,
        "english_by": "English" if passage.english else "",
        "summary": passage.summary,
        "note": "",
    }


def _opened_passage(passage: Passage) -> dict[str, Any]:
    language = LANGUAGES.get(passage.language, "")
    translator = passage.translated_by
    return {
        **_words(passage),
        "label": passage.label,
        "original_by": f"{language}, translated by {translator}" if translator else language,
        "english_by": ENGLISH_BY.get(passage.english_by, ""),
        "note": passage.note,
    }
