"""Explorers of modules 2 to 4: what is chosen is what is shown, and an empty choice says so."""

import pytest

from unsigned_peace import data, explore
from unsigned_peace.explore.explorer import Explorer


def untick(explorer: Explorer, prefix: str) -> None:
    explorer.choose(**{name: False for name in explorer.controls if name.startswith(prefix)})


# --- ladder


def test_ladder_opens_on_the_days_it_is_asked_for() -> None:
    shown = explore.position_ladder(start="1956-03-01", end="1956-12-31")
    assert "March 1956 to December 1956" in shown.panel.status


def test_ladder_takes_away_secret_papers() -> None:
    shown = explore.position_ladder()
    shown.choose(**{"setting: internal paper": False})
    assert "private talk, at the table and in public" in shown.panel.status
    assert "Instruction no. 16" not in shown.panel.html


def test_ladder_without_a_party_says_what_to_do() -> None:
    shown = explore.position_ladder()
    untick(shown, "party: ")
    assert shown.panel.status == "Showing 0 of 81 positions on territory."
    assert "Choose more parties" in shown.panel.html


def test_ladder_marks_events_of_a_theme() -> None:
    shown = explore.position_ladder(start="1955-12-01", end="1955-12-31")
    shown.choose(marked="United Nations")
    assert "Soviet veto on Japan at the UN (14 December 1955)" in shown.panel.html


def test_ladder_can_open_on_another_issue() -> None:
    assert "positions on fisheries" in explore.position_ladder(issue="fisheries").panel.status
    with pytest.raises(ValueError, match="No issue 'weather'"):
        explore.position_ladder(issue="weather")


# --- correspondence


def test_documents_of_a_pair_are_listed() -> None:
    shown = explore.correspondence()
    shown.choose(pair="wrote|Japan desk|Lawyers")
    assert "Japan desk and Lawyers" in shown.panel.html
    assert "Legal answer: the US cannot consistently say" in shown.panel.html


def test_pair_without_documents_of_the_chosen_kind_says_so() -> None:
    shown = explore.correspondence()
    shown.choose(pair="wrote|Japan desk|Lawyers", stance="encourage")
    assert "None of their documents is left" in shown.panel.html


@pytest.mark.slow
def test_network_narrows_by_relevance() -> None:
    table = data.frus_documents()
    shown = explore.correspondence()
    shown.choose(relevance="direct")
    assert shown.panel.status.startswith(f"Showing {(table['relevance'] == 'direct').sum()} of 68")


# --- calendar


def test_day_is_told_with_its_events() -> None:
    shown = explore.session_calendar(start="1955-08-01", end="1955-08-31")
    shown.choose(day="1955-08-16")
    assert "Tuesday, 16 August 1955" in shown.panel.html
    assert "Japanese draft treaty" in shown.panel.html


def test_calendar_without_a_kind_of_day_says_what_to_do() -> None:
    shown = explore.session_calendar()
    untick(shown, "kind: ")
    assert "no kind of day" in shown.panel.status
    assert "No day has a mark" in shown.panel.html


def test_calendar_opens_on_the_first_round_in_london() -> None:
    assert explore.session_calendar().panel.status.endswith("June 1955 to September 1955.")


def test_calendar_of_a_module_lists_no_day_of_another() -> None:
    shown = explore.session_calendar(within=("1954-12-01", "1956-03-31"))
    days = [day for _, day in shown.controls["day"].options if day]
    assert len(days) > 40
    assert max(days) <= "1956-03-31"
    assert shown.panel.status == explore.session_calendar().panel.status


# --- clock


def test_talk_is_told_with_what_changed() -> None:
    shown = explore.october_clock()
    shown.choose(entry="OCT-08")
    assert "The territorial words fall." in shown.panel.html
    assert "18 October 1956, 18:00" in shown.panel.html


# --- balance


def test_article_shows_what_it_says_and_who_gained() -> None:
    shown = explore.declaration_balance()
    shown.choose(article=4)
    assert shown.panel.status == "Article 4 of 10: UN membership."
    assert "The USSR will support the Japanese application." in shown.panel.html
    assert "Who gained what" in shown.panel.html


def test_article_without_an_issue_has_words_but_no_figure() -> None:
    shown = explore.declaration_balance()
    shown.choose(article=10)
    assert "nothing to draw" in shown.panel.html
    assert "<img" not in shown.panel.html


# --- readings


def test_statement_is_ringed_and_told() -> None:
    shown = explore.reading_curves()
    shown.choose(statement="STA-08")
    assert "ringed in the figure" in shown.panel.html
    assert "withdrawal of all foreign troops" in shown.panel.html


def test_statement_of_the_other_side_is_told_but_not_ringed() -> None:
    shown = explore.reading_curves()
    shown.choose(side="Tokyo", statement="STA-08")
    assert "not among the statements shown" in shown.panel.html


def test_one_curve_has_no_words_of_the_other() -> None:
    shown = explore.reading_curves()
    shown.choose(side="Moscow")
    assert "Tokyo, " not in shown.panel.html.partition('alt="')[2].partition('"')[0]


def test_years_without_a_statement_say_what_to_do() -> None:
    shown = explore.reading_curves()
    place = shown.controls["time"].labels.index("1965")
    shown.choose(time=(place, place))
    assert "No statement is left" in shown.panel.html


# --- polls


def test_polls_of_one_institute() -> None:
    shown = explore.polls()
    shown.choose(country="Japan", institute="Nikkei")
    assert shown.panel.status.startswith("Showing 1 of 29 polls: Nikkei, asked in Japan")
    assert "Asked further (treaty before settlement): for 43 and against 45." in shown.panel.html


def test_remarks_say_what_cannot_be_compared() -> None:
    shown = explore.polls()
    assert "Before you compare" in shown.panel.html
    assert "The wording is not that of 2016" in shown.panel.html


@pytest.mark.slow
def test_no_poll_says_what_to_do() -> None:
    shown = explore.polls()
    shown.choose(country="Russia", institute="Nikkei")
    assert shown.panel.status.startswith("Showing 0 of 29 polls")
    assert "Choose more countries" in shown.panel.html
