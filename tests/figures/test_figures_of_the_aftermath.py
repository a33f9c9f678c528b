"""Figures of what came after: readings, polls, islands, detainees; their words follow the data."""

import pandas as pd
import pytest

from unsigned_peace import data, figures
from unsigned_peace.figures.islands_by_share import shares
from unsigned_peace.figures.polls import MAIN, field_words
from unsigned_peace.figures.reading_curves import by_side, gaps

STATEMENTS = data.statements()
POLLS = data.polls()
ANSWERS = data.poll_answers()
PLACES = data.places()
NUMBERS = data.detainee_figures()


# --- readings


def test_joint_statement_stands_on_both_curves() -> None:
    joint = STATEMENTS[STATEMENTS["states"].map(len) == 2]
    assert len(by_side(joint)) == 2 * len(joint)


def test_curves_tell_where_they_are_nearest_and_farthest() -> None:
    alt = figures.reading_curves(STATEMENTS).alt
    assert "Nearest to each other from 1956 to 1960" in alt
    assert "farthest from 1961 to 1973" in alt


def test_curves_say_something_else_when_a_reading_changes() -> None:
    changed = STATEMENTS.copy()
    changed.loc[changed["states"].map(lambda said: "Japan" in said), "reading_rank"] = 3
    alt = figures.reading_curves(changed).alt
    assert "Tokyo, 26 statements, 0 changes of rung" in alt


def test_gap_lasts_until_one_side_speaks_again() -> None:
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(["1956-10-19", "1956-10-19", "1960-01-27", "1961-01-01"]),
            "side": ["Moscow", "Tokyo", "Moscow", "Tokyo"],
            "reading_rank": [3, 3, 2, 6],
        }
    )
    assert gaps(table)[["Moscow", "Tokyo"]].to_numpy().tolist() == [[3, 3], [2, 3]]


def test_unknown_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="STA-99"):
        figures.reading_curves(STATEMENTS, marked="STA-99")


def test_no_statement_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="Choose more statements"):
        figures.reading_curves(STATEMENTS.head(0))


# --- polls


def test_poll_stands_with_its_question_and_answers() -> None:
    levada = POLLS[POLLS["poll_id"] == "POL-10"]
    alt = figures.polls(levada, ANSWERS).alt
    assert "Hand over several islands for a peace treaty and economic ties?" in alt
    assert "For 17, against 74 and no answer 9." in alt


def test_polls_say_something_else_when_an_answer_changes() -> None:
    answers = ANSWERS.copy()
    answers.loc[(answers["poll_id"] == "POL-10") & (answers["answer"] == "for"), "percent"] = 71
    alt = figures.polls(POLLS[POLLS["poll_id"] == "POL-10"], answers).alt
    assert "For 71" in alt


def test_only_the_main_question_is_drawn() -> None:
    table = figures.polls(POLLS, ANSWERS).table
    assert len(table) == (ANSWERS["item"] == MAIN).sum()


def test_long_list_of_polls_is_cut_in_words_but_not_in_the_table() -> None:
    chart = figures.polls(POLLS, ANSWERS)
    assert chart.alt.endswith("17 more polls in the table.")
    assert chart.table["institute"].nunique() == POLLS["institute"].nunique()


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2018-11-26", "2018-11-26", "day", "26 November 2018"),
        ("2018-10-30", "2018-11-02", "day", "30 October to 2 November 2018"),
        ("2023-10-01", "2023-11-30", "month", "October to November 2023"),
        ("2009-01-01", "2009-12-31", "year", "2009"),
        ("1990-01-01", "1991-12-31", "uncertain", "1990 or 1991"),
    ],
)
def test_field_work_is_dated_no_more_exactly_than_it_is_known(
    start: str, end: str, precision: str, words: str
) -> None:
    dates = {"field_start": pd.Timestamp(start), "field_end": pd.Timestamp(end)}
    assert field_words(pd.Series({**dates, "date_precision": precision})) == words


def test_no_poll_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="Choose more countries, institutes or years"):
        figures.polls(POLLS.head(0), ANSWERS)


# --- islands and people


def test_shares_add_up_to_a_hundred() -> None:
    table = shares(PLACES)
    assert table["area_km2_share"].sum() == pytest.approx(100)
    assert table["civilians_1945_share"].sum() == pytest.approx(100)


def test_two_islands_are_little_land_and_many_people() -> None:
    alt = figures.islands_by_share(PLACES).alt
    assert "Habomai and Shikotan together 6.9 per cent" in alt
    assert "Habomai and Shikotan together 36.5 per cent" in alt


def test_island_without_an_area_is_named() -> None:
    with pytest.raises(ValueError, match="PLA-011"):
        figures.islands_by_share(PLACES[PLACES["place_id"] != "PLA-011"])


# --- detainees


def test_numbers_are_told_by_what_they_count() -> None:
    alt = figures.detainee_numbers(NUMBERS).alt
    assert "Admitted as held: about 1,365" in alt
    assert "Claimed as missing or held: exactly 11,177" in alt
    assert "Came home: a little over 1,000" in alt


def test_fewer_numbers_have_other_words() -> None:
    alt = figures.detainee_numbers(NUMBERS[NUMBERS["side"] == "USSR"]).alt
    assert "11,177" not in alt
    assert alt.startswith("Bars of 4 numbers")


def test_no_number_says_so() -> None:
    with pytest.raises(ValueError, match="No number is left"):
        figures.detainee_numbers(NUMBERS.head(0))


@pytest.mark.parametrize(
    "chart",
    [
        figures.reading_curves(STATEMENTS, marked="STA-06"),
        figures.polls(POLLS, ANSWERS),
        figures.islands_by_share(PLACES),
        figures.detainee_numbers(NUMBERS),
    ],
    ids=["readings", "polls", "islands", "detainees"],
)
def test_chart_has_words_table_and_sources_that_exist(chart: figures.Chart) -> None:
    assert len(chart.table)
    for source_id in chart.source_ids:
        data.cite(source_id)
    assert chart.caption.endswith(".")
