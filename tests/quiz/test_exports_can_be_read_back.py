"""Whatever the texts are, every format can be read back and says the same."""

from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.quiz import export_readers as readers
from tests.quiz.export_strategies import awkward_banks
from unsigned_peace.quiz.export import (
    ExportError,
    to_gift,
    to_html,
    to_moodle_xml,
    to_qti12,
    to_qti21,
)
from unsigned_peace.quiz.export.content import lines, spare_choices, spellings
from unsigned_peace.quiz.export.prepare import prepared
from unsigned_peace.quiz.model import Bank, Kind, Question, Quiz
from unsigned_peace.shared.markup import html

READERS = {
    "gift": (to_gift, readers.gift),
    "moodle": (to_moodle_xml, readers.moodle),
    "qti12": (to_qti12, readers.qti12),
    "qti21": (to_qti21, readers.qti21),
}


def cite(source_id):
    return f'<{source_id}> & "a note": https://example.org/?a=1&b={source_id}.'


def without_entities(fragment):
    """Return HTML with the characters that some writer may or must spell as an entity."""
    for entity, char in (("&quot;", '"'), ("&#x27;", "'"), ("&#91;", "["), ("&#37;", "%")):
        fragment = fragment.replace(entity, char)
    return fragment


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
@given(bank=awkward_banks())
def test_prompts_and_answers_come_back_as_they_were(name, bank):
    write, read = READERS[name]
    try:
        written = write(bank, cite=cite)
    except ExportError as error:
        assume("GIFT cannot hold" not in str(error))
        raise
    found = read(written)
    bank = prepared(bank, "test")
    assert [question.id for question in found] == [question.id for question in bank.questions]
    clean = without_entities
    for seen, question in zip(found, bank.questions, strict=True):
        assert clean(seen.text).startswith(clean(f"<p>{html(question.prompt)}</p>"))
        if question.kind in {Kind.ORDERING, Kind.MATCHING}:
            check_table(seen, question, clean, plain=escape if name == "qti21" else str)
        else:
            check_answers(seen, question, clean)
        for source in question.source_ids:
            assert clean(escape(f"<{source}>")) in clean(seen.after)
        assert clean(html(question.feedback)) in clean(seen.after)


def check_answers(seen, question, clean):
    """The right answers come first; after them may come expected mistakes."""
    found = [(text, worth > 0) for text, worth, _ in seen.answers]
    if question.kind is Kind.NUMBER:
        assert (float(found[0][0]), found[0][1]) == (float(question.answer), True)
        assert seen.tolerance in (None, pytest.approx(question.tolerance, abs=1e-9))
    elif question.kind is Kind.TEXT:
        wanted = [(text, True) for text in spellings(question.accept)]
        assert found == wanted
    else:
        assert [(clean(text), right) for text, right in found] == [
            (clean(html(option.text)), option.correct) for option in question.options
        ]
        assert [clean(feedback) for *_, feedback in seen.answers] == [
            clean(html(option.feedback)) for option in question.options
        ]


def check_table(seen, question, clean, plain):
    """Lines keep their choice; an ordering question becomes places where there is no order."""
    if seen.type == "orderInteraction":
        wanted = [clean(html(item.text)) for item in question.items]
        assert [clean(text) for text, *_ in seen.answers] == wanted
        return
    wanted = [(clean(line.left), clean(plain(line.right))) for line in lines(question)]
    assert [(clean(left), clean(right)) for left, right in seen.pairs] == wanted
    if question.kind is Kind.MATCHING:
        spare = [clean(plain(text)) for text in spare_choices(question)]
        assert sorted(map(clean, seen.spare)) == sorted(spare)


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
@given(bank=awkward_banks())
def test_the_same_bank_gives_the_same_bytes(name, bank):
    write, _ = READERS[name]
    try:
        assert write(bank, cite=cite) == write(bank, cite=cite)
    except ExportError:
        assume(condition=False)


class Balanced(HTMLParser):
    """Collects the text of a page and fails on a tag that is not closed in its place."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.names, self.text = [], set(), [], ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names += [value for name, value in attrs if name == "id"]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@given(bank=awkward_banks())
def test_html_holds_no_tag_that_we_did_not_write(bank):
    page = Balanced(to_html(bank, page=True, cite=cite))
    assert page.tags <= {
        *("html", "head", "meta", "title", "style", "body", "main", "section", "article"),
        *("h1", "h2", "h3", "p", "small", "ol", "ul", "li", "details", "summary", "blockquote"),
        *("strong", "em", "code", "a"),
    }
    assert len(page.names) == len(set(page.names)), "an id is used twice"
    ET.fromstring(f"<div>{to_html(bank, cite=cite)}</div>")


@given(text=st.text(max_size=40))
@settings(deadline=None)
def test_no_text_at_all_breaks_the_html(text):
    question = Question("q", Kind.TEXT, text, accept=(text,), hints=(text,), feedback=text)
    shown = Balanced(to_html(Quiz("z", text, "1", (question,)), page=True))
    assert shown.tags.isdisjoint({"script", "iframe", "img"})


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x85", "\ud800", "\ufffe", "\ufdd0"])
def test_a_forbidden_character_is_refused_with_its_place(name, char):
    write, _ = READERS[name]
    question = Question("city", Kind.TEXT, "Where?", accept=("London", f"Lon{char}don"))
    bank = Bank("b", f"B{char}", (Quiz("z", "Z", "1", (question,)),))
    with pytest.raises(ExportError) as caught:
        write(bank)
    assert len(caught.value.problems) == 2
    assert "question 'city', accept[2]" in caught.value.problems[1]
    assert f"U+{ord(char):04X}" in caught.value.problems[1]
