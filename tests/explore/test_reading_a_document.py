"""A document is read: sealed until it was guessed, marked, noted on, laid on the evidence board."""

import json
import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_peace import board, data, explore
from unsigned_peace.board import board_json
from unsigned_peace.board.essay import outline
from unsigned_peace.board.rows import ledger
from unsigned_peace.data.documents import Document
from unsigned_peace.explore.document_page import opened, seal, sealed
from unsigned_peace.explore.reader_controller import ReaderController
from unsigned_peace.explore.reading_notes import ReadingNotes, Readings
from unsigned_peace.explore.side_by_side import english, pairs

CAIRO = "cairo-1943"
GUESS = {"author": "The Allies", "date": "1945", "place": "I cannot tell"}
ALL = pytest.mark.parametrize("document", data.documents().values(), ids=lambda one: one.id)


def reader(folder: Path, name: str = CAIRO, *, closed: bool = False) -> ReaderController:
    return ReaderController(data.document(name), ReadingNotes(folder), sealed=closed)


def do(one: ReaderController, action: str, **more: object) -> dict:
    return one.handle({"action": action, **more})


@ALL
def test_an_envelope_tells_nothing_but_the_words(document: Document) -> None:
    ours = [document.title, document.head_note, document.provenance, document.questions.author]
    ours += [one.hint for one in document.giveaways]
    ours += [text for one in document.passages for text in (one.note, one.summary) if text]
    page = json.dumps(sealed(document), ensure_ascii=False)
    assert [text for text in ours if json.dumps(text, ensure_ascii=False)[1:-1] in page] == []
    allowed = {"number", "language", "original", "original_by", "english", "english_by"}
    for passage in sealed(document)["passages"]:
        assert {name for name, value in passage.items() if value} <= allowed
        assert "translated" not in passage["original_by"]


@ALL
def test_an_open_page_has_every_word_and_every_question(document: Document) -> None:
    page = opened(document)
    assert [one["number"] for one in page["passages"]] == [p.number for p in document.passages]
    assert all(one["original"] or one["summary"] for one in page["passages"])
    assert all(text.endswith("?") for _, text in page["questions"])
    assert {one["id"] for one in page["sources"]} == set(document.source_ids)


def test_a_document_without_words_cannot_be_guessed() -> None:
    for document in data.documents().values():
        if not any(passage.is_quoted for passage in document.passages):
            with pytest.raises(data.DataError, match="No document with words to guess from"):
                explore.read(seal(document.id))
            break
    else:
        raise AssertionError("Every document has words: this test has nothing to try.")


def test_no_two_documents_have_one_seal() -> None:
    assert len({seal(name) for name in data.documents()}) == len(data.documents())


def test_the_envelope_opens_after_a_guess_and_says_what_gave_it_away(tmp_path: Path) -> None:
    one = reader(tmp_path, closed=True)
    assert "Guess first" in do(one, "guess", author="The Allies", date=" ", place="Cairo")["said"]
    assert one.shown()["document"]["sealed"]
    assert "Cairo" not in json.dumps(one.shown())
    assert "open: Statement of the three powers" in do(one, "guess", **GUESS)["said"]
    shown = one.shown()
    assert shown["document"]["title"] == data.document(CAIRO).title
    assert shown["revealed"]["answers"][1] == [
        "When?", "1945", "27 November 1943", "2 years late",
    ]  # fmt: skip
    assert shown["revealed"]["hints"][0]["passage"] == 1
    assert not reader(tmp_path, closed=True).closed, "it stays open after a restart"


def test_a_document_that_is_not_sealed_has_nothing_to_reveal(tmp_path: Path) -> None:
    shown = reader(tmp_path).shown()
    assert (shown["revealed"], shown["document"]["sealed"]) == ({}, False)


def test_marks_and_notes_are_there_after_a_restart(tmp_path: Path) -> None:
    one = reader(tmp_path)
    do(one, "mark", passage=2, on=True)
    do(one, "note", passage=2, field="note", value="Who says greed?")
    do(one, "note", passage=0, field="note", value="No Kuriles.")
    notes = reader(tmp_path).shown()["notes"]
    assert notes["note"] == "No Kuriles."
    assert notes["passages"]["2"] == {
        "marked": True, "note": "Who says greed?", "for_board": False,
    }  # fmt: skip
    assert not notes["passages"]["1"]["marked"]


def test_two_windows_keep_each_others_notes(tmp_path: Path) -> None:
    left, right = reader(tmp_path), reader(tmp_path, "potsdam-1945")
    do(left, "mark", passage=1, on=True)
    do(right, "mark", passage=1, on=True)
    do(left, "note", passage=1, field="note", value="left")
    kept = ReadingNotes(tmp_path)
    assert kept.of(CAIRO).passage(1).note == "left"
    assert kept.of("potsdam-1945").passage(1).marked


def test_a_passage_that_is_laid_aside_waits_at_the_evidence_board(tmp_path: Path) -> None:
    one = reader(tmp_path)
    at_board = board.open_board("05-verdict", tmp_path)
    do(one, "lay", passage=2, on=True)
    at_board.refresh()
    (row,) = at_board.state["laid"]
    assert (row["row_id"], row["when"]) == ("cairo-1943-p2", "27 November 1943")
    assert "violence and greed" in row["summary"]
    at_board.controller.handle(
        {
            "action": "attach",
            "claim": "CLM-001",
            "table": row["table"],
            "row_id": row["row_id"],
            "side": "challenge",
        }
    )
    kept = board_json.load(tmp_path / "answers" / "05-verdict.board.json")
    assert "violence and greed" in outline(kept, ledger())
    do(one, "lay", passage=2, on=False)
    at_board.refresh()
    assert at_board.state["laid"] == []


def test_what_is_still_in_its_envelope_is_no_evidence(tmp_path: Path) -> None:
    one = reader(tmp_path, closed=True)
    assert "Open the envelope first" in do(one, "lay", passage=1, on=True)["said"]
    assert one.notes.for_board() == []


@pytest.mark.parametrize(
    "event",
    [
        {"action": "mark", "passage": 99, "on": True},
        {"action": "mark", "on": True},
        {"action": "note", "passage": 1, "value": None},
        {"action": "lay", "passage": "1", "on": True},
        {"action": "fly"},
        {},
    ],
)
def test_an_event_without_sense_changes_nothing(tmp_path: Path, event: dict) -> None:
    one = reader(tmp_path)
    assert one.handle(event) == {}
    assert not (tmp_path / "answers").exists()


names = st.sampled_from([CAIRO, "potsdam-1945", "gone"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["note", "guess", "passages", "marked", "1"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(names, values))
def test_damaged_notes_never_hide_sound_ones(tmp_path_factory: object, damaged: dict) -> None:
    notes = ReadingNotes(tmp_path_factory.getbasetemp() / "nothing here")
    raw = {"format": "unsigned-peace-reading", "version": 1, "notebook": "documents"}
    sound = {"note": "kept", "guess": {}, "passages": {}}
    read, bad = notes.parse(json.dumps({**raw, "documents": {**damaged, "sound": sound}}))
    assert read["sound"].note == "kept"
    assert set(read) | set(bad) == {*damaged, "sound"}
    again: Readings = notes.parse(notes.serialise(read))[0]
    assert again == read


def test_a_cell_run_again_shows_the_same_reader(tmp_path: Path) -> None:
    widget = explore.read(CAIRO, folder=tmp_path)
    assert explore.read(CAIRO, folder=str(tmp_path)) is widget
    assert explore.read(seal(CAIRO), folder=tmp_path) is not widget
    with pytest.raises(data.DataError, match="Did you mean 'cairo-1943'"):
        explore.read("cairo-1944", folder=tmp_path)


def test_where_no_widget_can_be_shown_the_text_is(tmp_path: Path) -> None:
    text = explore.read(CAIRO, folder=tmp_path).controller.as_text()
    assert "2. Japan will also be expelled" in text
    closed = explore.read(seal(CAIRO), folder=tmp_path).controller.as_text()
    assert closed.startswith("A paper in an envelope")
    assert "Roosevelt" not in closed


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("kono-text-1956", "joint-declaration-1956"),
        ("telegram-12-march-1951", "telegram-14-march-1951"),
        ("akibe-words-1992", "cairo-1943"),
    ],
)
def test_beside_each_other_every_passage_stands_once(name: str, beside: str) -> None:
    one, other = data.document(name), data.document(beside)
    found = list(pairs(one, other))
    for side, document in ((0, one), (1, other)):
        numbers = [pair[side].number for pair in found if pair[side]]
        assert sorted(numbers) == [passage.number for passage in document.passages]
    html = explore.read(name, beside=beside).html
    for passage in (*one.passages, *other.passages):
        assert escape(passage.original or passage.summary) in html


def test_differences_are_marked_between_the_passages_that_are_most_alike() -> None:
    one = data.document("kono-text-1956")
    other = data.document("joint-declaration-1956")
    talks, islands = [pair for pair in pairs(one, other) if pair.alike]
    assert all("negotiations" in english(passage) for passage in talks[:2])
    assert all("Habomai" in english(passage) for passage in islands[:2])
    html = explore.read(one.id, beside=other.id).html
    assert "[-<del" in html
    assert "[+<ins" in html


@pytest.mark.parametrize(
    ("before", "after", "passages", "struck"),
    [
        ("soviet-draft-article-1956", "kono-text-1956", ([3], [3]), "islands of Okinawa"),
        ("kono-text-1956", "joint-declaration-1956", ([1], [6]), "the territorial question"),
    ],
)
def test_the_words_that_were_struck_out_are_words_of_documents(
    before: str, after: str, passages: tuple[list[int], list[int]], struck: str
) -> None:
    old, new = (
        data.document(name).passage(number)
        for name, (number,) in zip((before, after), passages, strict=True)
    )
    assert struck in old.english
    assert struck not in new.english
    assert old.is_quoted
    assert new.is_quoted
    html = explore.read(before, beside=after, passages=passages).html
    removed = re.findall(r"<del[^>]*>([^<]*)</del>", html)
    assert any(struck in words for words in removed)
    assert escape(old.original) in html, "the words of the document itself can be opened"


def test_chosen_passages_alone_stand_beside_each_other() -> None:
    chosen = explore.read(
        "soviet-draft-article-1956", beside="joint-declaration-1956", passages=([3], [7])
    )
    assert "Article 9 in Russian" in chosen.html
    assert "Article 6" not in chosen.html
    assert "words removed" in chosen.text


def test_a_passage_that_is_not_there_cannot_be_chosen() -> None:
    with pytest.raises(data.DataError, match="there is no 9"):
        explore.read("cairo-1943", beside="potsdam-1945", passages=([1], [9]))
