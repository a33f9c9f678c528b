"""The reading room: what a reader gets."""

import datetime as dt

import pytest

from unsigned_peace import data


def test_a_document_can_be_read():
    cairo = data.document("cairo-1943")
    assert cairo.date == dt.date(1943, 11, 27)
    assert cairo.passage(2).original.startswith("Japan will also be expelled")
    assert cairo.questions.words.endswith("?")


def test_words_that_are_not_english_have_english_beside_them():
    for one in data.documents().values():
        for passage in one.passages:
            assert bool(passage.english) == (passage.is_quoted and passage.language != "en")


def test_documents_come_in_the_order_of_time():
    dates = [one.date for one in data.documents().values()]
    assert dates == sorted(dates)


def test_there_is_enough_to_read_in_each_module():
    documents = data.documents().values()
    assert len(documents) >= 40
    for module in (1, 2, 3, 4, 5):
        assert sum(module in one.modules for one in documents) >= 8, module


def test_each_side_has_papers_that_serve_its_case():
    sides = {one.side for one in data.documents().values()}
    assert sides == {"Soviet/Russian", "Japanese", "American", "several"}


def test_an_unknown_document_suggests_the_nearest():
    with pytest.raises(data.DataError, match=r"no document 'cairo'.* Did you mean .*cairo-1943"):
        data.document("cairo")


def test_an_unknown_passage_says_how_many_there_are():
    with pytest.raises(data.DataError, match=r"cairo-1943 has 3 passages; there is no 9"):
        data.document("cairo-1943").passage(9)
