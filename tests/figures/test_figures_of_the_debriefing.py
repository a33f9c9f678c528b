"""The figures of the debriefing: drawn without a warning, and in words what the tables say."""

from functools import cache

import pandas as pd
import pytest

from unsigned_peace import figures
from unsigned_peace import simulation as sim
from unsigned_peace.two_islands.debriefing import compare, strategies

ISSUES = sim.rules().issues


def labels(issue: str) -> list[str]:
    return [rung.label for rung in ISSUES[issue]]


@pytest.mark.slow
@pytest.mark.parametrize("issue", ISSUES)
def test_course_of_every_issue_is_drawn_and_told(issue: str) -> None:
    chart = compare({"History": sim.history()}, issue)
    assert chart.svg.startswith("<?xml")
    last = sim.history().state.japan.table[list(ISSUES).index(issue)]
    assert labels(issue)[last] in chart.alt
    assert "declaration with islands, 19 October 1956" in chart.alt
    assert len(chart.table) == len(sim.history().moves)


def test_course_says_that_a_side_made_no_offer() -> None:
    record = sim.new_game(players={"Japan": "A", "USSR": "B"}).make(sim.choose(sim.start()))
    chart = compare({"Short": record}, "territory")
    assert "USSR makes no offer; not ended" in chart.alt


def test_course_without_an_offer_is_refused() -> None:
    record = sim.new_game(players={"Japan": "A", "USSR": "B"}).make(sim.move("hold"))
    with pytest.raises(ValueError, match="No offer has been made"):
        compare({"Nothing": record}, "territory")


@cache
def zone_of(lines: tuple[str, str]) -> pd.DataFrame:
    return sim.zone(sim.start(*lines).game)


@pytest.mark.slow
@pytest.mark.parametrize("issue", ISSUES)
@pytest.mark.parametrize(
    "lines", [("hatoyama-kono", "khrushchev"), ("ministry", "molotov")], ids="-".join
)
def test_zone_of_every_issue_is_drawn_and_counted(issue: str, lines: tuple[str, str]) -> None:
    zone = zone_of(lines)
    chart = figures.agreement_zone(zone, labels(issue), issue)
    assert chart.svg.startswith("<?xml")
    days = zone[zone["issue"] == issue]
    assert f"Open on {days['open'].sum()} of {len(days)} days" in chart.alt
    assert (chart.table["all nine issues open"] == "yes").sum() == days["all_open"].sum()


def test_zone_of_an_unknown_issue_names_the_issues() -> None:
    with pytest.raises(ValueError, match="The issues are: territory, state of war"):
        figures.agreement_zone(sim.zone(sim.start().game), [], "Okinawa")


def test_scorecard_of_history_has_no_step_and_the_scores_of_the_declaration() -> None:
    state = sim.history().state
    end = sim.outcome(state)
    chart = figures.scorecard(sim.scorecard(state), end.scores, end.history)
    assert chart.svg.startswith("<?xml")
    assert "Nearer to what Tokyo first wanted: none. Nearer to Moscow: none." in chart.alt
    assert f"Tokyo {end.scores['Japan']} (Declaration {end.scores['Japan']})" in chart.alt


def test_scorecard_counts_steps_to_both_sides() -> None:
    card = sim.scorecard(sim.history().state)
    card["difference"] = pd.array([4, -3, *[0] * 7], dtype="Int64")
    chart = figures.scorecard(card, {"Japan": 1, "USSR": 2}, {"Japan": 3, "USSR": 4})
    assert chart.svg.startswith("<?xml")
    assert "territory (4 steps). Nearer to Moscow: state of war (3 steps)." in chart.alt


def test_scorecard_without_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Nothing was signed"):
        figures.scorecard(sim.scorecard(sim.start()), {}, {})


@pytest.mark.slow
@pytest.mark.parametrize("party", sim.PARTIES)
def test_outcomes_name_every_strategy_and_what_it_does(party: str) -> None:
    chart = figures.outcomes(strategies(), party)
    assert chart.svg.startswith("<?xml")
    for strategy in sim.STRATEGIES:
        assert f"{strategy}:" in chart.alt
    assert chart.table["does"].str.endswith(".").all()
    ends = chart.table[["signed", "refused at home", "broken off", "out of time"]]
    assert ends.sum(axis="columns").between(99.7, 100.3).all()


def test_outcomes_of_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="The sides are Japan and USSR"):
        figures.outcomes(sim.survey(range(1), ["hold"]), "USA")
