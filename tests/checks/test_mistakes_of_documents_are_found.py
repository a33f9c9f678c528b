"""Every mistake in a document of the reading room that the check has to find."""

import datetime as dt
import shutil

import pytest
import yaml

from tests.data.ledger_copy import Copy
from unsigned_peace import data
from unsigned_peace.checks.ledger import check_ledger, document_rules
from unsigned_peace.data import ledger as plain_tables

CAIRO = "data/documents/cairo-1943.yml"


# What an editor may do wrong to `cairo-1943`: the change, the place named, what is said of it.
MISTAKES = {
    "no such field": ({"colour": "red"}, "colour", "is not a field here"),
    "another id": ({"id": "cairo"}, "id", "'cairo' is not the name of the file"),
    "unknown source": ({"source_ids": ["F9"]}, "source_ids", "'F9' is not in sources"),
    "unknown kind": ({"kind": "rumour"}, "kind", "must be one of: treaty"),
    "date as text": ({"date": "1943-11-27"}, "date", "without quotation marks"),
    "before our time": ({"date": dt.date(1543, 1, 1)}, "date", "is not between"),
    "too exact": ({"date_precision": "month"}, "date", "the date ends in -01"),
    "no reading": (
        {"read_at": []},
        "agreement",
        "with 0 reading(s) of a passage this is no wording",
    ),
    "one reading": (
        {"read_at": [{"title": "a page"}]},
        "agreement",
        "with 1 reading(s) of a passage this is one reading",
    ),
    "no two readings of one passage": (
        {"read_at": [{"title": "a", "passages": [1, 2]}, {"title": "b", "passages": [3]}]},
        "agreement",
        "with 1 reading(s) of a passage this is differs or one reading",
    ),
    "the same reading twice": (
        {"read_at": [{"title": "a page"}, {"title": "a page"}]},
        "read_at",
        "the same reading stands twice",
    ),
    "silent difference": ({"agreement": "differs"}, "differences", "go together"),
    "no question": (
        {"questions": {"author": "Who?", "context": "Why.", "agreement": "Who?", "words": "What?"}},
        "questions.context",
        "does not match",
    ),
    "words that nobody read": (
        {"read_at": [{"title": "a page", "passages": [1]}], "agreement": "one reading"},
        "passages.2",
        "no reading says where these words were read",
    ),
    "long sentence": (
        {"head_note": "word " * 31},
        "head_note",
        "a sentence has 31 words; write at most 30",
    ),
    "marks of emphasis": (
        {"head_note": "The Kuriles are *handed over*."},
        "head_note",
        "the reader shows *stars* as they are",
    ),
    "compared what is not there": (
        {"read_at": [{"title": "a page", "again": [9]}], "agreement": "one reading"},
        "read_at",
        "there is no passage 9",
    ),
    "hint to nothing": (
        {"giveaways": [{"gives": "date", "hint": "a", "passage": 9}] * 2},
        "giveaways",
        "there is no passage 9",
    ),
    "words, but only a summary allowed": (
        {"right_to_quote": "summary only"},
        "right_to_quote",
        "goes with summaries alone",
    ),
    "no words": (
        {"passages": [{"number": 1, "label": "a", "kind": "summary", "summary": "In short."}]},
        "right_to_quote",
        "no words are quoted",
    ),
}


@pytest.fixture
def alone(tmp_path):
    """A ledger with one document: to read all the others for each mistake takes a minute."""
    room = tmp_path / "data" / "documents"
    room.mkdir(parents=True)
    for name in ("cairo-1943.yml", "not-found.yml", "schema.json"):
        shutil.copy(data.folder() / "documents" / name, room)
    return Copy(tmp_path / "data")


@pytest.fixture
def whole(ledger):
    """A ledger whose documents are copies, too."""
    (ledger.place / "documents").unlink()
    shutil.copytree(data.folder() / "documents", ledger.place / "documents")
    return ledger


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_in_a_document_is_found(alone, mistake):
    change, where, message = MISTAKES[mistake]
    edit(alone, change)
    assert any(p.place == where and message in p.message for p in problems(alone)), mistake


WORDS = {"number": 1, "label": "a", "kind": "original", "language": "en", "original": "Five words."}
RUSSIAN = WORDS | {"language": "ru", "original": "Отныне границы"}
PASSAGES = {
    "mixture": (WORDS | {"summary": "In short."}, "passages.1.summary", "is not a field here"),
    "summary with words": (WORDS | {"kind": "summary"}, "passages.1.summary", "is missing"),
    "no English": (RUSSIAN, "passages.1.english", "is missing"),
    "whose English": (RUSSIAN | {"english": "From now on"}, "passages.1", "'english_by' is a dep"),
    "whose translation": (
        WORDS | {"kind": "translation"},
        "passages.1.translated_by",
        "is missing",
    ),
    "foreign language": (
        RUSSIAN | {"english": "From now on", "english_by": "ours"},
        "passages.1.language",
        "is it a translation?",
    ),
    "English too long": (
        RUSSIAN | {"english": "word " * 9, "english_by": "ours"},
        "passages.1.english",
        "4.50 English words for each of the original",
    ),
    "silent gap": (WORDS | {"original": "Five ... words."}, "passages.1.original", "write […]"),
    "wrong number": (WORDS | {"number": 2}, "passages.1", "without a gap"),
    "too much": (WORDS | {"original": "word " * 200}, "passages", "200 words are quoted; at most"),
    "unknown clause": (WORDS | {"clause_id": "CLA-999"}, "passages.1.clause_id", "is not in clau"),
    "other words": (WORDS | {"clause_id": "CLA-01"}, "passages.1.original", "differ from those"),
    "hidden quotation": (
        {
            "number": 1,
            "label": "a",
            "kind": "summary",
            "summary": 'He said: "one two three four five six seven eight nine".',
        },
        "passages.1.summary",
        "a long quotation in a summary",
    ),
}


@pytest.mark.parametrize("mistake", PASSAGES)
def test_words_and_summaries_are_never_mixed_up(alone, mistake):
    passage, where, message = PASSAGES[mistake]
    edit(alone, {"passages": [passage]})
    assert any(p.place == where and message in p.message for p in problems(alone)), mistake


def test_the_check_of_the_ledger_reports_documents_too(whole):
    edit(whole, {"source_ids": ["F9"]})
    assert [str(problem) for problem in check_ledger.problems(whole.place)] == [
        f"{CAIRO}: source_ids: 'F9' is not in sources.source_id"
    ]


def test_left_out_words_have_a_mark_that_passes(whole):
    edit(whole, {"giveaways": [{"gives": "date", "hint": "a"}, {"gives": "author", "hint": "a"}]})
    edit(whole, {"passages": [WORDS | {"original": "Five […] words."}]})
    edit(whole, {"read_at": [{"title": "a page"}], "agreement": "one reading"})
    assert problems(whole) == []


def test_a_file_that_is_no_yaml_and_a_doubled_passage_are_found(whole):
    room = whole.place / "documents"
    (room / "broken.yml").write_text("id: [", encoding="utf-8")
    shutil.copy(room / "cairo-1943.yml", room / "cairo-copy.yml")
    text = (room / "cairo-copy.yml").read_text(encoding="utf-8")
    (room / "cairo-copy.yml").write_text(
        text.replace("id: cairo-1943", "id: cairo-copy", 1), encoding="utf-8"
    )
    found = problems(whole)
    broken = [p.message for p in found if p.file.endswith("broken.yml")]
    assert broken[0].startswith("data/documents/broken.yml is not YAML")
    doubled = [p for p in found if p.file.endswith("cairo-copy.yml")]
    assert {p.message for p in doubled} == {f"the same words stand in {CAIRO}"}


def test_the_list_of_documents_not_had_names_only_documents(whole):
    missing = [{"title": "A", "date": 1951, "wanted_for": [1], "tried": "A.", "instead": "nothing"}]
    file = whole.place / "documents" / "not-found.yml"
    file.write_text(yaml.safe_dump(missing), encoding="utf-8")
    assert [str(p) for p in problems(whole)] == [
        "data/documents/not-found.yml: instead: there is no document 'nothing'"
    ]


def edit(ledger, change):
    file = ledger.place / "documents" / "cairo-1943.yml"
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump(raw | change, allow_unicode=True), encoding="utf-8")


TABLES = plain_tables.load(data.folder())  # no test of documents changes a table


def problems(ledger):
    return list(document_rules.problems(ledger.place, TABLES))
