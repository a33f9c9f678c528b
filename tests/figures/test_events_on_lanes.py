"""Events on lanes: the right ones, dated no more exactly than known, none on top of another."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.figure_tables import events
from unsigned_peace import data, figures
from unsigned_peace.figures.event_selection import select_events
from unsigned_peace.figures.lane_packing import LaneMark, _span, pack

FOUR = events(
    ("1951-01-01", "month", "Third talk", "diplomacy"),
    ("1951-05-03", "day", "Joint draft", "territory"),
    ("1951-05-07", "day", "Soviet note", "diplomacy"),
    ("1952-01-01", "year", "A year of debate", "diplomacy"),
)


def test_words_count_lanes_first_last_and_fullest_month() -> None:
    alt = figures.timeline(FOUR).alt
    assert "4 of 4 events" in alt
    assert "diplomacy 3 and territory 1" in alt
    assert "First: Third talk, January 1951." in alt
    assert "Last: A year of debate, 1952." in alt
    assert "2 in May 1951" in alt


def test_words_change_with_the_data() -> None:
    alt = figures.timeline(FOUR, themes=["territory"]).alt
    assert "1 of 4 events" in alt
    assert "First: Joint draft, 3 May 1951." in alt


def test_event_known_to_the_month_is_kept_if_any_day_of_it_is_inside() -> None:
    found = select_events(FOUR, start="1951-01-20", end="1951-02-01")
    assert found["title"].tolist() == ["Third talk"]


def test_both_ends_are_included() -> None:
    found = select_events(FOUR, start="1951-05-03", end="1951-05-07")
    assert found["title"].tolist() == ["Joint draft", "Soviet note"]


def test_actor_is_found_among_several() -> None:
    table = FOUR.assign(actors=[("Malik", "Dulles"), (), ("Malik",), ("Dulles",)])
    assert select_events(table, actors=["Malik"])["title"].tolist() == ["Third talk", "Soviet note"]


@pytest.mark.parametrize(("asked", "name"), [("themes", "sport"), ("actors", "Napoleon")])
def test_unknown_theme_or_actor_is_named(asked: str, name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}. There are:"):
        select_events(FOUR, **{asked: [name]})


def test_nothing_left_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="more time"):
        figures.timeline(FOUR, start="1960-01-01")


def test_dates_in_the_table_are_no_more_exact_than_known() -> None:
    dates = figures.timeline(FOUR).table["date"].tolist()
    assert dates == ["January 1951", "3 May 1951", "7 May 1951", "1952"]


def test_only_the_month_and_the_year_are_drawn_as_bars() -> None:
    figure = figures.timeline(FOUR).figure
    bars = sum(len(marks.get_paths()) for marks in figure.axes[0].collections)
    points = sum(
        len(line.get_xdata()) for line in figure.axes[0].lines if line.get_marker() != "None"
    )
    assert (bars, points) == (2, 2)


def test_uncertain_and_unverified_dates_are_hollow() -> None:
    table = events(("1951-05-03", "uncertain", "Perhaps", "territory"))
    line = figures.timeline(table).figure.axes[0].lines[0]
    assert line.get_markerfacecolor() == "#ffffff"


def test_crowded_lane_says_how_many_events_it_leaves_to_the_table() -> None:
    crowd = events(*[("1951-09-08", "day", f"Speech {n}", "diplomacy") for n in range(40)])
    chart = figures.timeline(crowd)
    assert "18 events without room" in chart.alt
    assert len(chart.table) == 40


def test_a_theme_looks_the_same_whatever_else_is_shown() -> None:
    table = data.events()
    alone = figures.timeline(table, ["security"], start="1951-01-01", end="1951-12-31")
    among = figures.timeline(table, start="1951-09-01", end="1951-09-30")
    looks = {
        (line.get_marker(), line.get_markerfacecolor())
        for line in among.figure.axes[0].lines
        if line.get_marker() != "None"
    }
    line = alone.figure.axes[0].lines[0]
    assert (line.get_marker(), line.get_markerfacecolor()) in looks


marks = st.lists(
    st.tuples(st.floats(0, 6), st.floats(0, 1), st.floats(0.05, 3), st.floats(0.05, 0.4)).map(
        lambda m: LaneMark(m[0], m[0] + m[1], m[2] + m[3], m[3])
    ),
    max_size=25,
)


@given(marks, st.integers(0, 6))
def test_no_mark_is_lost_and_none_covers_another(lane: list[LaneMark], more_rows: int) -> None:
    places = pack(lane, right_edge=7, more_rows=more_rows)
    assert len(places) == len(lane)
    rows: dict[int, list[tuple[float, float]]] = {}
    for mark, place in zip(lane, places, strict=True):
        rows.setdefault(place.row, []).append(_span(mark, place))
    assert sorted(rows) == list(range(len(rows))), "no empty row between"
    for spans in rows.values():
        spans.sort()
        for (_, end), (start, _) in pairwise(spans):
            assert end <= start + 1e-9


def test_a_single_event_fills_a_figure() -> None:
    one = FOUR.head(1)
    assert "1 of 1 event" in figures.timeline(one).alt
    assert isinstance(figures.timeline(one).table, pd.DataFrame)
