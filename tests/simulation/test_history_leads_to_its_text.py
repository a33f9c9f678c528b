"""History's moves lead to history's text; other assumptions lead elsewhere; nothing always wins."""

import pytest

from unsigned_peace import data
from unsigned_peace import simulation as sim


def test_history_replays_to_the_declaration():
    record = sim.history()
    end = sim.outcome(record.state)
    assert (end.ended, end.kind, end.date) == (
        "signed",
        "declaration with islands",
        "1956-10-19",
    )
    assert dict(end.text) == dict(sim.rules().declaration)
    assert end.text["territory"] == 4
    assert sim.rules().issues["territory"][4].label == "two islands after the treaty"
    assert (sim.scorecard(record.state)["difference"] == 0).all()
    assert all(end.as_good_as_history(party) for party in sim.PARTIES)


def test_history_moves_on_the_sessions_of_the_table():
    record, table = sim.history(), data.simulation_history()
    at = [(before.session, before.to_move) for before in record.states[:-1]]
    assert at == list(zip(table["session"], table["party"], strict=True))


def test_the_hint_of_august_1955_shows_two_islands_and_tokyo_answers_with_four():
    record = sim.history()
    hint = next(n for n, one in enumerate(record.moves) if one.kind == "reveal")
    assert record.states[hint].date == "1955-08-05"
    assert sim.view(record.states[hint + 1], "Japan").they_showed == {"territory": 3}
    answer = next(n for n, one in enumerate(record.moves) if ("territory", 8) in one.positions)
    assert record.states[answer].date == "1955-08-30"


def test_the_cabinet_refuses_in_august_1956_before_dulles_warns():
    record = sim.history()
    asked = next(n for n, one in enumerate(record.moves) if one.kind == "consult")
    assert record.states[asked].date == "1956-08-12"
    after = record.states[asked + 1]
    papers = sim.view(after, "Japan")
    assert (papers.asked, papers.leave) == (("territory",), {})
    assert papers.orders["territory"].fall_back == 7
    warned = next(
        n for n, state in enumerate(record.states) if "Dulles" in "".join(state.japan.news)
    )
    assert warned > asked + 1


def test_on_13_september_the_five_points_could_be_signed_and_on_the_29th_no_more():
    record = sim.history()
    states = {(state.date, state.to_move): state for state in record.states[:-1]}
    five_points = states["1956-09-13", "USSR"].japan.table
    assert sim.objections(states["1956-09-13", "USSR"], "Japan", five_points) == ()
    later = sim.objections(states["1956-09-29", "USSR"], "Japan", five_points)
    assert "territory" in later


@pytest.mark.parametrize(
    ("changes", "ended"),
    [
        ({}, "signed"),
        ({"support_needed": 4}, "refused at home"),
        ({"american_warnings": 0}, "signed"),
        ({"american_patron": 1}, "refused at home"),
        ({"american_patron": 1, "american_warnings": 0}, "signed"),
    ],
)
def test_what_if_plays_the_same_moves_with_one_assumption_changed(changes, ended):
    again = sim.what_if(sim.history(), changes)
    assert again.record.state.ended == ended
    assert again.left_at == 0
    assert again.record.moves == sim.history().moves


def test_what_if_says_where_the_old_moves_could_not_go_on():
    again = sim.what_if(sim.history(), {"goodwill_at_start": 1})
    assert again.record.state.ended == "broken off"
    longer = sim.what_if(again.record, {"goodwill_at_start": 9})
    assert longer.left_at == again.record.state.turn + 1
    assert "no move was made" in longer.why
    assert longer.record.state.turn > again.record.state.turn


def test_without_american_warnings_tokyo_backs_the_text_more():
    plain, other = sim.history(), sim.what_if(sim.history(), {"american_warnings": 0}).record
    assert other.state.japan.support == plain.state.japan.support + 2


@pytest.fixture(scope="module")
def played():
    return sim.games(range(4))


@pytest.mark.slow
def test_no_strategy_always_wins(played):
    """Neither over all lines of the other side, nor does any of them always reach a text."""
    wins = played.groupby(["party", "strategy"])["as_good_as_history"].mean()
    assert wins.max() < 0.5
    signed = (played["ended"] == "signed").groupby([played["party"], played["strategy"]]).mean()
    assert signed.max() < 1
    assert wins.groupby("party").max().min() > 0  # and it can be done from both sides


@pytest.mark.slow
@pytest.mark.parametrize("strategy", ["hold", "sign anything", "floor at once", "press", "random"])
def test_a_single_move_or_a_blunt_strategy_hardly_ever_does_as_well_as_history(played, strategy):
    assert played[played["strategy"] == strategy]["as_good_as_history"].mean() <= 0.1


def test_games_are_long_enough_to_teach_and_end_in_many_ways(played):
    assert set(played["ended"]) == {"signed", "refused at home", "broken off", "out of time"}
    scripts = played.query("strategy == 'script'")
    assert scripts["moves"].between(20, 30).all()  # ten to fifteen turns for each side
    assert scripts.query("ended == 'signed'")["territory"].nunique() >= 1


def test_the_survey_adds_up():
    table = sim.survey(range(2), ["script", "random"], by=("strategy",))
    assert table["games"].tolist() == [16, 16]
    ends = table[["signed", "refused at home", "broken off", "out of time"]]
    assert ends.sum(axis="columns").between(99.5, 100.5).all()


def test_every_move_can_be_said_in_words_and_the_course_has_a_row_for_each():
    record = sim.history()
    table = sim.course(record)
    assert len(table) == len(record.moves) == 30
    assert table["words"].str.len().gt(5).all()
    assert table.loc[4, "words"] == "shows its fall-back on territory"
    assert table["news"].str.contains("Yoshida").sum() == 1
    assert list(sim.course(sim.new_game()).columns) == list(table.columns)
    assert sim.describe(sim.seen_by("USSR", "Japan", record.moves[16])) == "asks its capital"


def test_news_waits_for_the_turn_of_its_reader_and_secrets_of_one_capital_stay_there():
    read = {party: [] for party in sim.PARTIES}
    record = sim.history()
    for before in record.states[:-1]:
        read[before.to_move] += sim.view(before, before.to_move).news
    happened = data.simulation_events()
    for party in sim.PARTIES:
        assert len(set(read[party])) == len(read[party])
        for row in happened.itertuples():
            seen = any(row.news in news for news in read[party])
            assert seen == (party in row.readers), (party, row.news)
