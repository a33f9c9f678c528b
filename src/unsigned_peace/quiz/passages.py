"""Passage questions by number: the words come from the documents, and are not typed again.

A question names a `document`; an option names a `passage` of it and, if it is not about the whole
passage, the `words` that it is about. Here the raw YAML of such a question becomes that of any
other one: options with a text, and an intro that says where the words are from.

The article on trial is the document `article`; its passages are the paragraphs, in our digest.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from unsigned_peace import data
from unsigned_peace.data.document_model import LANGUAGES
from unsigned_peace.quiz.model import Kind

ARTICLE = "article"


def problems(raw: Mapping) -> Iterator[tuple[str, str]]:
    """Yield field and message for each document, passage or part of one that is not there.

    >>> raw = {"kind": "passage", "document": "cairo-1943", "options": [{"id": "a", "passage": 9}]}
    >>> list(problems(raw))
    [('options[a].passage', 'cairo-1943 has 3 passages; there is no 9.')]
    """
    if "document" in raw and not any(True for _ in _options(raw)):
        yield "document", "is for questions whose options name a passage"
    for place, option in enumerate(_options(raw), start=1):
        name = f"options[{option.get('id', place)}]"
        document_id = option.get("document", raw.get("document"))
        if raw.get("kind") != Kind.PASSAGE:
            yield f"{name}.passage", "is for questions of kind passage"
        elif not isinstance(document_id, str):
            yield f"{name}.passage", "needs a document: say which, here or in the question"
        elif "text" in option:
            yield f"{name}.text", "is taken from the passage: leave it out"
        else:
            yield from _missing(name, document_id, option)


def filled(raw: Mapping) -> dict:
    """Return the question with the words of its passages, and where they are from.

    Raises:
        DataError: if a document or a passage is not there; `problems` says so beforehand.

    >>> filled({"kind": "passage", "document": "cairo-1943",
    ...         "options": [{"id": "greed", "passage": 2, "words": "by violence and greed"}]})
    {'kind': 'passage', 'options': [{'id': 'greed', 'text': 'by violence and greed'}], \
'intro': 'Statement of the three powers at Cairo, 27 November 1943.'}

    """
    if not any(True for _ in _options(raw)):
        return dict(raw)
    question = {name: value for name, value in raw.items() if name != "document"}
    several = any("document" in option for option in _options(raw))
    question["options"] = [
        _filled(option, raw, several=several) if "passage" in option else option
        for option in raw["options"]
    ]
    question.setdefault("intro", _intro(raw))
    return question


def _options(raw: Mapping) -> Iterator[Mapping]:
    """Yield the options that name a passage; the form of the bank may be wrong in every way."""
    options = raw.get("options")
    for option in options if isinstance(options, list) else []:
        if isinstance(option, Mapping) and "passage" in option:
            yield option


class _Paper(NamedTuple):
    """What a question can quote from."""

    id: str
    short_title: str
    dated_title: str
    passages: Mapping[int, data.Passage]

    def passage(self, number: int) -> data.Passage:
        if number not in self.passages:
            many = len(self.passages)
            raise data.DataError(f"{self.id} has {many} passages; there is no {number}.")
        return self.passages[number]


def _paper(document_id: str) -> _Paper:
    if document_id == ARTICLE:
        passages = {
            row.paragraph: data.Passage(row.paragraph, row.section, "summary", summary=row.digest)
            for row in data.article_paragraphs().itertuples()
        }
        return _Paper(ARTICLE, "The article", "The article, in our words", passages)
    document = data.document(document_id)
    passages = {passage.number: passage for passage in document.passages}
    return _Paper(document.id, document.short_title, document.dated_title, passages)


def _missing(name: str, document_id: str, option: Mapping) -> Iterator[tuple[str, str]]:
    try:
        paper = _paper(document_id)
    except data.DataError as error:
        yield f"{name}.document" if "document" in option else "document", str(error)
        return
    try:
        passage = paper.passage(option["passage"])
    except data.DataError as error:
        yield f"{name}.passage", str(error)
        return
    words = option.get("words", "")
    if not isinstance(words, str) or words not in passage.in_english:
        yield (
            f"{name}.words",
            f"{words!r} does not stand in passage {passage.number} of {document_id}",
        )


def _named(option: Mapping, raw: Mapping) -> tuple[_Paper, data.Passage]:
    paper = _paper(option.get("document", raw.get("document")))
    return paper, paper.passage(option["passage"])


def _filled(option: Mapping, raw: Mapping, *, several: bool) -> dict:
    paper, passage = _named(option, raw)
    text = option.get("words", passage.in_english)
    digest = paper.id == ARTICLE  # the intro says whose words these are
    if not (passage.is_quoted or digest or text.startswith("In our words")):
        text = f"In our words: {text}"
    if several:
        text = f"{paper.short_title}: {text}"
    kept = {key: option[key] for key in option if key not in ("document", "passage", "words")}
    return kept | {"text": text}


def _intro(raw: Mapping) -> str:
    """Name the documents, and say whose English is read."""
    named = [_named(option, raw) for option in _options(raw)]
    papers = {paper.id: paper.dated_title for paper, _ in named}
    said = ["; ".join(papers.values()) + "."]
    if len(papers) == 1:
        said += dict.fromkeys(filter(None, (_whose(passage) for _, passage in named)))
    elif any(passage.english_by == "ours" for _, passage in named):
        said.append("Where the words are not English, our English.")
    return " ".join(said)


def _whose(passage: data.Passage) -> str:
    """Say whose English a passage is in; nothing for English words and for summaries.

    >>> _whose(data.document("shimoda-1855").passage(1))
    'Our English from the Japanese.'
    """
    language = LANGUAGES.get(passage.language, "")
    if passage.kind == "translation" and not passage.english:
        return "Read in an English translation."
    if not passage.english:
        return ""
    whose = {"ours": "Our", "official": "Official", "published": "Published"}[passage.english_by]
    translated = "translation" if passage.kind == "translation" else ""
    return " ".join(filter(None, (f"{whose} English from the {language}", translated))) + "."
