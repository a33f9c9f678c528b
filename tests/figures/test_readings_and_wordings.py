"""What the Kuriles meant to whom; and two wordings compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_peace import data, figures
from unsigned_peace.figures import diff_html, word_diff
from unsigned_peace.figures.word_diff import summary

words = ["Japan", "cedes", "the", "Kuriles", "Kuriles.", "Kuriles,", "<b>", "&"]
wordings = st.lists(st.sampled_from(words)).map(" ".join)


def test_words_of_the_matrix_count_the_answers() -> None:
    readings = data.kurile_readings()
    alt = figures.what_kurils_meant(readings).alt
    yes = (readings["etorofu"] == "yes").sum()
    assert f"Iturup / Etorofu: yes in {yes}" in alt


def test_words_of_the_matrix_change_with_the_data() -> None:
    two = data.kurile_readings().head(2).assign(habomai="yes")
    assert "Habomai group: yes in 2." in figures.what_kurils_meant(two).alt


def test_matrix_table_keeps_answers_notes_and_sources() -> None:
    table = figures.what_kurils_meant(data.kurile_readings()).table
    row = table[table["who"].str.startswith("Nishimura")].iloc[0]
    assert (row["Shikotan"], row["Kunashir / Kunashiri"]) == ("no", "yes")
    assert "DIET-1019" in row["sources"]


def test_every_reading_of_the_ledger_says_something_or_says_why_not() -> None:
    assert data.kurile_readings()["note"].notna().all()


def test_empty_readings_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing is left"):
        figures.what_kurils_meant(data.kurile_readings().head(0))


@given(wordings, wordings)
def test_both_wordings_can_be_read_back(old: str, new: str) -> None:
    changes = word_diff(old, new)
    before = [word.rstrip(".,") for kind, words in changes if kind != "added" for word in words]
    after = [word for kind, words in changes if kind != "removed" for word in words]
    assert before == [word.rstrip(".,") for word in old.split()]
    assert after == new.split()


def test_a_full_stop_makes_no_word_new() -> None:
    told = summary(word_diff("handed over to the USSR.", "handed over to the USSR, and no more"))
    assert told == "0 words removed, 3 words added, 5 words the same."


@given(wordings)
def test_a_wording_does_not_differ_from_itself(text: str) -> None:
    assert all(kind == "same" for kind, _ in word_diff(text, text))


def test_long_clauses_lose_no_frequent_word() -> None:
    long = " ".join(["the islands"] * 200)
    assert word_diff(long, long + " too")[-1] == ("added", ("too",))


def test_changes_are_marked_by_signs_and_words_not_by_colour_alone() -> None:
    html = diff_html("Japan cedes the Kuriles", "Japan renounces the Kuriles")
    assert "[-<del" in html
    assert "[+<ins" in html
    assert "removed:" in html, "for a screen reader"
    assert "1 word removed, 1 word added, 3 words the same." in html


@given(wordings, wordings)
def test_wordings_cannot_break_out_of_the_page(old: str, new: str) -> None:
    html = diff_html(old, new)
    assert "<b>" not in html
    assert " & " not in html


def test_same_wording_is_told() -> None:
    assert summary(word_diff("as before", "as before")) == "The wording is the same."
    assert "[+" not in diff_html("as before", "as before")
