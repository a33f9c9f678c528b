"""Logs that are handed in: their form, evidence of forgery, and tables beside history."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.problem_sets.sim_students import GAME, LINES, LOG, as_a_person, in_twos, told_as_ones_own
from unsigned_peace import exercise
from unsigned_peace import simulation as sim
from unsigned_peace.exercise import gamelogs
from unsigned_peace.exercise.gamelogs.log_fault import first_fault


def points(record: sim.Record) -> list[float]:
    return [check.earned for check in gamelogs.of_game(record)]


@pytest.mark.slow
@given(st.data())
def test_any_change_of_a_letter_is_found_in_its_line(data: st.DataObject):
    number = data.draw(st.integers(0, len(LINES) - 1))
    line = LINES[number].removesuffix("\n")
    place = data.draw(st.integers(0, len(line) - 1))
    letter = data.draw(st.characters(codec="utf-8", exclude_characters=["\n", "\r", line[place]]))
    new = line[:place] + letter + line[place + 1 :]
    fault = first_fault("".join([*LINES[:number], new + "\n", *LINES[number + 1 :]]))
    assert fault is not None
    assert fault.number == number + 1
    assert fault.found == new
    assert fault.expected in {"", line} or json.loads(fault.expected)["turn"] == number


@pytest.mark.slow
@given(st.integers(1, len(LINES) - 1))
def test_a_missing_line_is_found(number: int):
    fault = first_fault("".join(LINES[:number] + LINES[number + 1 :]))
    assert (fault is None) == (number == len(LINES) - 1)  # a shorter game is a game


def test_a_log_that_replays_has_no_fault():
    assert first_fault(LOG) is None
    assert first_fault(LOG.replace("\n", "\r\n")) is None


def test_the_move_that_the_script_would_have_made_is_shown():
    record = sim.new_game(players={"Japan": "A student"})
    record = record.make(sim.choose(record.state)).make(sim.move("hold"))
    fault = first_fault(sim.write(record))
    assert fault.number == 3
    assert json.loads(fault.expected)["move"] == "offer"
    assert "would not make this move" in fault.notes[0]


@pytest.mark.parametrize(
    "text", ["", "\n", "[]", "{}", "null", "\x00" * 50, "[" * 5000, "x" * 2_000_000]
)
def test_any_other_file_is_a_fault_of_its_first_line(text: str):
    fault = first_fault(text)
    assert fault.number == 1
    assert all(len(note) < 500 for note in fault.notes)


def test_the_form_of_whole_games():
    assert points(GAME) == [2, 2, 2, 4]
    assert points(in_twos()) == [2, 2, 2, 4]
    assert points(as_a_person("USSR")) == [2, 2, 2, 4]
    assert points(sim.new_game().let_scripts_play()) == [2, 2, 0, 0]
    assert points(told_as_ones_own()) == [2, 2, 0, 0]


def test_a_reason_that_is_used_twice_or_is_too_short_counts_for_nothing():
    record = sim.new_game(players={"Japan": "A", "USSR": "B"})
    first = dict(GAME.moves[0].positions)
    for number, why in enumerate(["One and the same old reason.", "One and the same OLD reason."]):
        record = record.make(sim.offer({**first, "territory": 8 - number}, why=why))
    check = gamelogs.of_game(record)[-1]
    assert check.earned == 0
    assert "2 of 2 offers have no reason of their own" in check.missing
    record = record.make(sim.offer(territory=7, why="Because I want it"))
    record = record.make(sim.offer(territory=3, why="Both of us can live with it."))
    assert gamelogs.of_game(record)[-1].earned == 1


def test_two_good_offers_are_not_enough():
    record = sim.new_game(players={"Japan": "A", "USSR": "B"})
    for move, why in (
        (GAME.moves[0], "We begin with all that we want."),
        (GAME.moves[1], "And they do so on their side."),
    ):
        record = record.make(sim.offer(dict(move.positions), why=why))
    check = gamelogs.of_game(record)[-1]
    assert check.earned == pytest.approx(2.67)
    assert check.missing == "The game has 2 offers of yours, and 3 are needed."


def test_the_course_follows_the_calendar_and_stops_with_the_game():
    both = gamelogs.beside_history(GAME)
    assert len(both) == 28
    assert both["yours"].iloc[0] == both["history"].iloc[0] == "all"
    apart = both[both["yours"] != both["history"]].groupby("party")["date"].min()
    assert dict(apart) == {"Japan": "1955-07-01", "USSR": "1956-09-13"}
    history = gamelogs.beside_history(sim.history())
    assert (history["yours"] == history["history"]).all()
    assert len(history) == 30


def test_a_turn_that_a_pause_took_away_keeps_the_offer():
    course = gamelogs.on_the_table(GAME)
    paused = course[(course["date"] == "1956-10-15") & (course["party"] == "USSR")]
    assert paused["position"].item() == 2
    silent = gamelogs.on_the_table(
        sim.new_game(players={"Japan": "A"}).make(sim.move("hold")).let_scripts_play()
    )
    assert silent["position"].isna().tolist()[0]


def test_the_last_offers_are_what_each_capital_judges():
    for record in (GAME, in_twos(), as_a_person("USSR"), sim.history()):
        table = gamelogs.last_offers(record).set_index("issue")
        for party, offer, accepts in (
            ("Japan", "soviet_offer", "tokyo_accepts"),
            ("USSR", "japanese_offer", "moscow_accepts"),
        ):
            ranges = table[accepts].str.split(" to ")
            outside = [
                issue
                for issue, n in table[offer].items()
                if not int(ranges[issue][0]) <= n <= int(ranges[issue][-1])
            ]
            refused = sim.view(record.state, party).refused_in_theirs
            assert outside == [issue for issue in refused if issue != "support"]


def test_the_papers_stay_closed_while_the_game_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "answers").mkdir()
    file = tmp_path / "answers" / "two-islands.jsonl"
    file.write_text("".join(LINES[:10]), encoding="utf-8")
    mine = gamelogs.my_game("two-islands", tmp_path)
    assert "Play it to its end first" in capsys.readouterr().out
    assert gamelogs.last_offers(mine).empty
    assert gamelogs.beside_history(mine).empty
    file.write_text(LOG, encoding="utf-8")
    assert len(gamelogs.my_game("two-islands", tmp_path).moves) == len(LINES) - 1
    assert "ended on 1956-10-18: declaration with islands" in capsys.readouterr().out


def test_the_visible_check_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(exercise.NotYetError, match="There is no game yet"):
        gamelogs.check_game("two-islands", tmp_path)
    (tmp_path / "answers").mkdir()
    file = tmp_path / "answers" / "two-islands.jsonl"
    file.write_text("".join(LINES[:5]), encoding="utf-8")
    with pytest.raises(exercise.NotYetError, match="2 of 4 checks are not complete"):
        gamelogs.check_game("two-islands", tmp_path)
    assert (
        "Not yet: It stands at move 4, 1955-08-05. Play on to the end." in capsys.readouterr().out
    )
    file.write_text(LOG.replace("weak", "strong").replace("hold", "leak", 1), encoding="utf-8")
    with pytest.raises(exercise.NotYetError, match=r"two-islands\.jsonl: Line "):
        gamelogs.check_game("two-islands", tmp_path)
    file.write_text(LOG, encoding="utf-8")
    gamelogs.check_game("two-islands", tmp_path)
    assert "10 of 10 points" in capsys.readouterr().out
