"""The quiz without JavaScript, as a reader meets it."""

import re
from xml.etree import ElementTree as ET

import pytest

from unsigned_peace import data
from unsigned_peace.quiz.export import to_html
from unsigned_peace.quiz.keyless import keyless
from unsigned_peace.quiz.model import Kind, Question, Quiz


def tree(source, **options):
    return ET.fromstring(f"<div>{to_html(source, cite=str.title, **options)}</div>")


def text(node):
    return " ".join("".join(node.itertext()).split())


def folded(article):
    return {text(d.find("summary")): text(d) for d in article.iter("details")}


def test_answers_and_hints_are_folded(practice):
    for details in tree(practice).iter("details"):
        assert details.get("open") is None
    article = next(tree(practice).iter("article"))
    before = text(article)[: text(article).index("Hint 1")]
    assert "Opera House" not in before
    assert list(folded(article)) == ["Hint 1 of 2", "Hint 2 of 2", "Answer and sources"]


def test_the_key_can_be_printed(practice):
    found = tree(practice, open_answers=True).iter("details")
    unfolded = [details for details in found if details.get("open") is not None]
    assert {details.get("class") for details in unfolded} == {"answer"}
    assert len(unfolded) == len(practice.questions)


@pytest.mark.parametrize(
    ("name", "said"),
    {
        "ex-host": "Right: San FranciscoYes: the Opera House.",
        "ex-refused": "Wrong: FranceFrance signed.",
        "ex-signed": "Right: 49 states Wrong: 48Did you count Japan?",
        "ex-island": "Right: Etorofu; Iturup; 択捉島; Итуруп",
        "ex-order": "Right order: Treaty of Shimoda Treaty of Saint Petersburg",
        "ex-heads": "Japan: YoshidaHe was prime minister.",
        "ex-passage": "Right: the Kurile Islands,No list is given.",
    }.items(),
)
def test_each_answer_has_its_feedback_in_words(question, name, said):
    answer = folded(tree(question(name)))["Answer and sources"]
    assert said in answer
    assert "EX-" in answer


def test_items_are_not_shown_in_the_right_order(question):
    order = question("ex-order")
    [shown] = (node for node in tree(order).iter("ul") if node.get("class") == "options")
    texts = [text(item) for item in shown]
    assert sorted(texts) == sorted(item.text for item in order.items)
    assert texts != [item.text for item in order.items]


def test_a_keyless_copy_tells_nothing(practice):
    shown = text(tree(keyless(practice)))
    assert "details" not in to_html(keyless(practice))
    assert "San Francisco" in shown
    for secret in ("Right", "EX-1", "Opera House", "49", "Etorofu"):
        assert secret not in shown


def test_headings_follow_the_page(practice):
    page = to_html(practice, page=True, cite=str)
    assert re.findall(r"<h(\d)", page) == ["1", "2", *"333", "2", *"3333"]
    assert re.findall(r"<h(\d)", to_html(practice, level=4, cite=str))[0:2] == ["4", "5"]
    assert max(re.findall(r"<h(\d)", to_html(practice, level=6, cite=str))) == "6"


def test_a_page_names_its_language_and_needs_nothing_from_outside(practice):
    page = to_html(practice, page=True, cite=str)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>An example bank</title>" in page
    assert "@media print" in page
    assert not re.search(r"<script|<link|<img|@import|url\(|javascript:", page)
    assert '<section class="quiz" lang="en"' in to_html(practice, cite=str)


def test_sources_are_cited_in_full_with_their_address():
    question = Question("q", Kind.TEXT, "?", accept=("a",), source_ids=("F51-735", "GK"))
    shown = to_html(question)
    assert "FRUS 1951, VI, pt 1, doc. 735" in shown
    assert f'<a href="{data.source("F51-735").url}">' in shown
    assert "GK: From general knowledge, not verified" in shown


def test_a_source_that_is_not_in_the_ledger_is_named():
    question = Question("q", Kind.TEXT, "?", accept=("a",), source_ids=("F51-999",))
    with pytest.raises(data.DataError, match="F51-999"):
        to_html(question)


def test_light_markdown_is_rendered_and_tags_are_not():
    question = Question("q", Kind.TEXT, "*a* **b** `c` <b>d</b>", accept=("a",))
    assert "<p><em>a</em> <strong>b</strong> <code>c</code> &lt;b&gt;d&lt;/b&gt;</p>" in to_html(
        Quiz("z", "Z", "1", (question,))
    )
