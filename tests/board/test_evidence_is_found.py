import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unsigned_peace.board.rows import ledger
from unsigned_peace.board.search import index, search, words

INDEX = index(ledger())


def ids(query, **limits):
    return [row.row_id for row in search(INDEX, query, **limits).rows]


def test_every_table_with_sources_can_be_searched_and_the_claims_cannot(course):
    assert {"events", "positions", "drafts", "frus_documents", "polls", "places"} <= set(
        course.tables
    )
    assert not {"claims", "claim_counts", "sources", "poll_answers"} & set(course.tables)
    assert not [name for name in course.tables if name.startswith("simulation_")]


def test_every_row_has_a_summary_a_reader_can_use(course):
    for row in course.rows.values():
        assert len(row.summary) > 5, row
        assert row.summary == row.summary.strip(), row
        assert not row.summary.startswith((":", ",", ".")), row
        assert ": :" not in row.summary, row
        assert ".." not in row.summary, row
        assert row.source_ids, row
        assert row.confidence in {"high", "medium", "low"}, row


def test_what_the_summary_says_is_not_said_again_below_it(course):
    cairo = course.row("events", "EVT-001")
    assert "title" not in dict(cairo.details)
    assert dict(cairo.details)["place"] == "Cairo"


def test_a_poll_shows_its_answers(course):
    assert "against 67 %" in course.row("polls", "POL-01").summary.replace(".0 %", " %")


def test_all_words_are_needed_and_case_and_accents_do_not_matter():
    both = ids("Dulles OKINAWA")
    assert both
    assert set(both) == set(ids("dulles")) & set(ids("okináwa"))


@pytest.mark.parametrize("name", ["Iturup", "Итуруп", "択捉島", "択捉", "ETOROFU"])
def test_an_island_is_found_by_any_of_its_names(name):
    assert ids(name) == ids("etorofu")
    assert len(ids(name)) > 20


def test_ids_of_rows_and_of_sources_find_their_rows():
    assert ids("EVT-001")[0] == "EVT-001"
    assert all("F55-101" in row.source_ids for row in search(INDEX, "F55-101").rows[:3])


def test_a_number_is_a_whole_number():
    assert set(ids("19 August 1956")) < set(ids("August 1956"))
    assert "EVT-001" not in ids("194")


def test_table_and_dates_limit_what_is_found():
    some = search(INDEX, "okinawa", table="events", since="1956-08", until="1956")
    assert some.rows
    assert {row.table for row in some.rows} == {"events"}
    assert all("1956-08" <= row.date <= "1956-12-31" for row in some.rows)
    assert search(INDEX, "Etorofu", since="1900", until="2030").undated > 0


def test_no_words_show_all_rows_of_a_table_in_the_order_of_time():
    found = search(INDEX, table="events").rows
    assert [row.date for row in found] == sorted(row.date for row in found)


def test_the_words_in_the_summary_come_first():
    first = search(INDEX, "Cairo").rows[0]
    assert "cairo" in words(first.summary)


@settings(deadline=None)
@given(st.text(max_size=50), st.text(max_size=4), st.text(max_size=4))
def test_whatever_is_typed_is_a_search(query, since, until):
    found = search(INDEX, query, since=since, until=until)
    assert len(set(found.rows)) == len(found.rows)


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_more_words_never_find_more(query, more):
    assert set(ids(f"{query} {more}")) <= set(ids(query))


@settings(deadline=None)
@given(st.text(max_size=30))
def test_words_do_not_depend_on_how_they_are_typed(text):
    assert words(text) == words(f"  {text}\n")
    assert all(words(word) == [word] for word in words(text) if word.isascii())


def test_searching_takes_no_time():
    start = time.perf_counter()
    for query in ("", "the", "iturup", "dulles okinawa 1956"):
        search(INDEX, query)
    assert (time.perf_counter() - start) / 4 < 0.05
