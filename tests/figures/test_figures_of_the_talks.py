"""Figures of the talks: rungs, links, days, hours; their words follow the data."""

import pandas as pd
import pytest

from unsigned_peace import data, figures
from unsigned_peace.figures import ladder_lanes, position_rungs
from unsigned_peace.figures.document_links import lines, links
from unsigned_peace.figures.october_clock import PHRASES

POSITIONS = data.positions()
EVENTS = data.events()
DOCUMENTS = data.frus_documents()
TALKS = data.october_talks()


# --- the position ladder


def test_ladder_tells_what_was_open_from_what_was_in_confidence() -> None:
    alt = figures.position_ladder(POSITIONS, start="1955-06-01", end="1955-08-31").alt
    ussr = alt[alt.index("USSR, ") :]
    assert "On the table or in public: \u2018nothing\u2019 (14 June 1955)." in ussr
    assert "In confidence: \u2018Habomai, Shikotan\u2019 (5 August 1955)." in ussr


def test_ladder_says_something_else_when_a_position_moves() -> None:
    moved = POSITIONS.copy()
    moved.loc[(moved["party"] == "USSR") & (moved["date"] == "1955-06-14"), "stance_code"] = 4
    alt = figures.position_ladder(moved, start="1955-06-01", end="1955-06-30").alt
    assert "USSR, 1 mark. On the table or in public: \u2018+ South Sakhalin\u2019" in alt


@pytest.mark.slow
@pytest.mark.parametrize("issue", position_rungs.issues(POSITIONS))
def test_every_issue_can_be_drawn_on_rungs_that_have_words(issue: str) -> None:
    chart = figures.position_ladder(POSITIONS, issue)
    assert not chart.table["rung"].str.startswith("code").any()
    assert chart.alt.startswith(f"Position ladder, {issue}")


def test_table_behind_has_a_row_for_each_position() -> None:
    chart = figures.position_ladder(POSITIONS)
    assert len(chart.table) == POSITIONS["issue_code"].notna().sum()


def test_one_group_of_islands_has_its_own_scale() -> None:
    chosen = position_rungs.ladder(POSITIONS, "Kunashiri and Etorofu")
    codes = POSITIONS.loc[POSITIONS["issue"] == "Kunashiri and Etorofu", "issue_code"]
    assert sorted(chosen.positions["code"]) == sorted(codes)
    assert chosen.label(0) == "closed"


def test_secret_and_open_positions_of_a_day_are_two_marks() -> None:
    japan = POSITIONS[POSITIONS["party"] == "Japan"]
    days = position_rungs.ladder(japan, "territory", "1956-08-12", "1956-08-14").positions
    assert position_rungs.marks(days)["setting"].tolist() == ["private talk", "internal paper"]


def test_marks_of_a_lane_never_cover_each_other() -> None:
    ladder = position_rungs.ladder(POSITIONS)
    found = position_rungs.marks(ladder.positions)
    scale = 6.4 / (found["last"].max() - found["date"].min()).days
    made = ladder_lanes.lanes_of(
        ladder, found, ["Japan", "USA", "USSR"], found["date"].min(), scale
    )
    assert sum(len(lane.marks) for lane in made) == len(found)
    for lane in made:
        for _, row in lane.marks.groupby("row"):
            assert (row["x"].sort_values().diff().dropna() >= ladder_lanes.MARK).all()


def test_month_without_a_day_is_told_as_a_month() -> None:
    table = figures.position_ladder(POSITIONS, start="1956-05-01", end="1956-05-31").table
    assert "May 1956" in table["date"].tolist()


def test_unknown_issue_names_the_issues() -> None:
    with pytest.raises(ValueError, match="Choose territory, Habomai and Shikotan"):
        figures.position_ladder(POSITIONS, "weather")


def test_ladder_with_nothing_left_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="Choose more parties, more settings or more time"):
        figures.position_ladder(POSITIONS, "straits", end="1955-01-31")


def test_marked_event_is_named_in_the_caption() -> None:
    event = EVENTS[EVENTS["event_id"] == "EVT-151"]
    chart = figures.position_ladder(POSITIONS, marked=event)
    assert f"1 {event['title'].iloc[0]} (14 August 1956)" in chart.caption


# --- who wrote to whom


def test_network_says_who_is_missing() -> None:
    alt = figures.correspondence(DOCUMENTS).alt
    assert "68 American documents" in alt
    assert "nobody of the USSR" in alt
    assert "Embassy Tokyo and Department of State 18" in alt


def test_every_letter_and_talk_is_counted_once() -> None:
    found = links(DOCUMENTS)
    letters = sum(link.number for link in found if link.kind == "wrote")
    assert letters == DOCUMENTS["written_to"].map(len).sum()
    assert sum(link.number for link in lines(found)) == sum(link.number for link in found)


def test_network_of_fewer_documents_has_other_words() -> None:
    direct = DOCUMENTS[DOCUMENTS["relevance"] == "direct"]
    chart = figures.correspondence(direct)
    assert f"{len(direct)} American documents" in chart.alt
    assert (
        chart.table["documents"].sum() < figures.correspondence(DOCUMENTS).table["documents"].sum()
    )


def test_documents_without_letter_or_talk_leave_nothing_to_draw() -> None:
    notes = DOCUMENTS[DOCUMENTS["document_type"] == "editorial note"]
    with pytest.raises(ValueError, match="Choose more documents"):
        figures.correspondence(notes)


# --- the calendar


def test_calendar_names_the_days_of_each_kind() -> None:
    alt = figures.session_calendar(EVENTS, "1955-08-01", "1955-08-31").alt
    assert "4 offers: First hint of two islands (5 August 1955)" in alt
    assert "1 instruction: New instruction: Kunashiri and Etorofu too (27 August 1955)." in alt


def test_calendar_of_another_month_has_other_words() -> None:
    alt = figures.session_calendar(EVENTS, "1956-10-01", "1956-10-31").alt
    assert alt.startswith("Calendar, October 1956 to October 1956.")
    assert "6 sessions" in alt


def test_month_without_marks_says_so() -> None:
    with pytest.raises(ValueError, match="No day has a mark"):
        figures.session_calendar(EVENTS, "1940-01-01", "1940-01-31")


def test_too_many_months_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 24 months"):
        figures.session_calendar(EVENTS, "1950-01-01", "1960-01-01")


# --- October


def test_clock_gives_an_hour_only_where_a_record_has_one() -> None:
    chart = figures.october_clock(TALKS)
    times = dict(zip(chart.table["what"], chart.table["time"], strict=True))
    assert times["Third talk: two strokes of the pen"] == "16:15 to 16:55"
    assert times["The Joint Declaration is signed"] == "hour not known"
    assert times["Soviet draft handed over"] == "in the evening"


def test_clock_follows_both_phrases_to_the_end() -> None:
    alt = figures.october_clock(TALKS).alt
    for phrase in PHRASES.values():
        assert f"State of {' '.join(phrase.split())}: not there yet" in alt
    assert alt.count("then not in the text (The Joint Declaration is signed)") == 2


def test_clock_of_one_day_has_the_words_of_that_day() -> None:
    alt = figures.october_clock(TALKS[TALKS["date"] == "1956-10-18"]).alt
    assert alt.startswith("Clock of 5 entries, 18 October 1956 to 18 October 1956.")


def test_clock_without_talks_says_so() -> None:
    with pytest.raises(ValueError, match="Choose more days"):
        figures.october_clock(TALKS.head(0))


# --- the Declaration


def test_balance_tells_both_readings_of_the_larger_islands() -> None:
    alt = figures.declaration_balance(data.declaration_articles(), POSITIONS).alt
    assert "Article 9, Kunashiri and Etorofu" in alt
    assert "signed: left open for later talks (Japan) or closed (USSR)" in alt


def test_balance_of_one_article_has_its_rows_alone() -> None:
    articles = data.declaration_articles()
    chart = figures.declaration_balance(articles[articles["number"] == 8], POSITIONS)
    assert chart.table["issue"].tolist() == ["fisheries"]
    assert chart.table["signed"].tolist() == ["convention"]


def test_article_without_an_issue_leaves_nothing_to_draw() -> None:
    articles = data.declaration_articles()
    with pytest.raises(ValueError, match="Choose more articles"):
        figures.declaration_balance(articles[articles["number"] == 10], POSITIONS)


def test_every_article_but_the_last_has_an_issue() -> None:
    articles = data.declaration_articles()
    without = articles.loc[articles["issues"].map(len) == 0, "number"]
    assert without.tolist() == [10]


@pytest.mark.parametrize(
    "chart",
    [
        figures.position_ladder(POSITIONS),
        figures.correspondence(DOCUMENTS),
        figures.session_calendar(EVENTS, "1956-08-01", "1956-08-31"),
        figures.october_clock(TALKS),
        figures.declaration_balance(data.declaration_articles(), POSITIONS),
    ],
    ids=["ladder", "network", "calendar", "clock", "balance"],
)
def test_chart_has_words_table_and_sources_that_exist(chart: figures.Chart) -> None:
    assert isinstance(chart.table, pd.DataFrame)
    assert len(chart.table)
    for source_id in chart.source_ids:
        data.cite(source_id)
    assert chart.svg == chart.svg
    assert chart.caption.endswith((".", "?"))


def test_every_phase_of_the_talks_has_its_name_or_its_letter() -> None:
    positions = data.positions()
    chart = figures.position_ladder(positions, start="1956-03-01", end="1956-12-31")
    written = " ".join(text.get_text() for axes in chart.figure.axes for text in axes.texts)
    words = f"{written} {chart.caption}".replace("\n", " ")
    shown = positions[positions["date"].between("1956-07-01", "1956-12-31")]
    for phase in shown["phase"].astype(str).unique():
        assert phase.partition(" (")[0] in words
