import re

import pytest

from unsigned_peace import data, exercise


def test_every_passage_is_shown_with_its_number_and_in_both_languages():
    shown = exercise.documents("khrushchev-kono-18-october-1956", "aide-memoire-1956")
    html = shown._repr_html_()
    for name in ("khrushchev-kono-18-october-1956", "aide-memoire-1956"):
        for passage in data.document(name).passages:
            assert f"({name}, {passage.number})" in html
            assert f"({name}, {passage.number})" in str(shown)
    assert '<i lang="ru">' in html
    assert "First our English" in html


def test_our_own_words_are_marked_as_ours():
    summary = next(p for p in data.document("telegram-6-1955").passages if not p.is_quoted)
    lines = str(exercise.documents("telegram-6-1955")).splitlines()
    (line,) = [line for line in lines if line.startswith(f"(telegram-6-1955, {summary.number})")]
    assert "A summary in our words." in line
    assert sum("A summary in our words." in one for one in lines) == 1


def test_the_reader_learns_for_whom_a_paper_was_written():
    assert "For whose eyes" in exercise.documents("telegram-6-1955")._repr_html_()


def test_a_name_that_is_misspelt_is_corrected():
    with pytest.raises(data.DataError, match=re.escape("Did you mean 'cairo-1943'")):
        exercise.documents("cairo-1934")
