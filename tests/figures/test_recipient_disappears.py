"""Who was to receive the islands: the words find the moment when the recipient disappears."""

import pytest

from tests.figures.figure_tables import drafts
from unsigned_peace import data, figures
from unsigned_peace.figures.recipient_ladder import last_change

STORY = drafts(
    ("1951-03-23", "US", "draft", "USSR on condition"),
    ("1951-05-03", "US-UK", "draft", "USSR"),
    ("1951-06-14", "US-UK", "draft", "none named"),
    ("1951-09-05", "USSR", "amendment", "USSR"),
    ("1951-09-08", "Allies", "treaty", "none named"),
)


def test_recipient_disappears_between_two_drafts() -> None:
    assert (
        "stops naming the USSR between 3 May and 14 June 1951"
        in figures.recipient_ladder(STORY).alt
    )


def test_soviet_amendment_is_not_the_text_that_became_the_treaty() -> None:
    change = last_change(STORY)
    assert change is not None
    assert change.after.month == 6


def test_words_change_with_the_data() -> None:
    other = STORY.copy()
    other.loc[1, "recipient"] = "none named"
    assert "between 23 March and 3 May 1951" in figures.recipient_ladder(other).alt


def test_no_change_is_told_if_the_last_text_names_the_ussr() -> None:
    alt = figures.recipient_ladder(STORY.head(2)).alt
    assert "stops naming" not in alt
    assert "1 the USSR if it becomes a party" in alt


def test_unverified_recipient_is_counted_and_marked_in_the_table() -> None:
    doubtful = STORY.assign(unverified=[("recipient",), (), (), (), ()])
    chart = figures.recipient_ladder(doubtful)
    assert "1 recipient not verified" in chart.alt
    assert chart.table["verified"].tolist() == ["no", "yes", "yes", "yes", "yes"]


def test_inferred_recipient_is_counted_and_marked_in_the_table() -> None:
    inferred = STORY.assign(clause_status=["quoted", "quoted", "inferred", "quoted", "quoted"])
    chart = figures.recipient_ladder(inferred)
    assert "1 recipient inferred" in chart.alt
    assert chart.table["inferred"].tolist() == ["no", "no", "yes", "no", "no"]
    assert "inferred" in [text.get_text() for text in chart.figure.legends[0].get_texts()]


def test_a_change_over_new_year_names_both_years() -> None:
    table = drafts(
        ("1949-12-29", "US", "draft", "USSR"), ("1950-08-09", "US", "draft", "to be decided")
    )
    assert "between 29 December 1949 and 9 August 1950" in figures.recipient_ladder(table).alt


def test_ledger_tells_the_story_of_may_and_june_1951() -> None:
    change = last_change(data.drafts())
    assert change is not None
    assert change.words() == "between 3 May and 14 June 1951"


def test_empty_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no text is left"):
        figures.recipient_ladder(STORY.head(0))
