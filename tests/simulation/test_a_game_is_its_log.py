"""A game is its log: it replays exactly, and any edit of it is found."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.plays import moves_of_a_game
from unsigned_peace import simulation as sim

PEOPLE = {"Japan": "First player", "USSR": "Second player"}


def recorded(begins: dict, made: list[sim.Move]) -> sim.Record:
    record = sim.new_game(players=PEOPLE, **begins)
    for one in made:
        record = record.make(one)
    return record


@given(moves_of_a_game())
@settings(max_examples=25)
def test_logs_replay_exactly(drawn):
    record = recorded(*drawn)
    assert sim.replay(sim.write(record)) == record
    windows = sim.write(record).replace("\n", "\r\n")
    assert sim.replay(windows) == record


@given(moves_of_a_game(), st.data())
@settings(max_examples=25)
def test_a_game_can_be_broken_off_and_taken_up_again(drawn, data):
    begins, made = drawn
    pause = data.draw(st.integers(0, len(made)))
    resumed = sim.replay(sim.write(recorded(begins, made[:pause])))
    for one in made[pause:]:
        resumed = resumed.make(one)
    assert resumed == recorded(begins, made)


@pytest.mark.slow
@given(moves_of_a_game(), st.data())
@settings(max_examples=60)
def test_any_edit_of_a_character_is_found(drawn, data):
    text = sim.write(recorded(*drawn))
    place = data.draw(st.integers(0, len(text) - 2))  # a missing last line end is no edit
    new = data.draw(st.sampled_from([*'0123456789 abcdefgh,:"{}[]\né', ""]))
    edited = text[:place] + new + text[place + 1 :]
    if edited != text:
        with pytest.raises(sim.LogError, match=r"[Ll]ine|log"):
            sim.replay(edited)


@pytest.mark.slow
@given(moves_of_a_game(), st.data())
@settings(max_examples=40)
def test_lines_cannot_be_taken_out_doubled_or_exchanged(drawn, data):
    lines = sim.write(recorded(*drawn)).splitlines(keepends=True)
    first, second = sorted(data.draw(st.tuples(*[st.integers(0, len(lines) - 1)] * 2)))
    without = lines[:first] + lines[first + 1 :]
    doubled = [*lines[: first + 1], *lines[first:]]
    for forged in [doubled, *([without] if first < len(lines) - 1 else [])]:
        with pytest.raises(sim.LogError):
            sim.replay("".join(forged))
    exchanged = list(lines)
    exchanged[first], exchanged[second] = exchanged[second], exchanged[first]
    if exchanged != lines:
        with pytest.raises(sim.LogError):
            sim.replay("".join(exchanged))


def scripted(seed: int = 1956) -> sim.Record:
    record = sim.new_game(players={"Japan": "A student"}, seed=seed)
    while not record.state.ended:
        record = record.make(sim.choose(record.state)).let_scripts_play()
    return record


def test_a_forger_cannot_make_the_script_sign():
    """Even with every digest computed anew: the script would not have made that move."""
    honest = sim.new_game(players={"Japan": "A student"})
    honest = honest.make(sim.choose(honest.state)).let_scripts_play()
    forged = honest.make(sim.move("hold")).make(sim.move("sign"))
    with pytest.raises(sim.LogError, match="Line 5: the script of USSR would not make this move"):
        sim.replay(sim.write(forged))


def test_a_log_is_readable_and_starts_with_everything_the_game_needs():
    lines = [json.loads(line) for line in sim.write(scripted()).splitlines()]
    assert lines[0]["seed"] == 1956
    assert set(lines[0]["assumptions"]) == set(sim.rules().assumptions)
    assert lines[1]["date"] == "1955-06-07"
    assert lines[1]["positions"]["territory"] == 9
    assert [line["turn"] for line in lines[1:]] == list(range(1, len(lines)))


def test_the_same_seed_gives_the_same_game_and_seeds_differ():
    assert sim.write(scripted(7)) == sim.write(scripted(7))
    assert len({scripted(seed).moves for seed in range(6)}) > 1


def heading(**changes: object) -> str:
    line = json.loads(sim.write(sim.new_game(players=PEOPLE)))
    return json.dumps({**line, **changes}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1 is damaged"),
        ("[]", "Line 1 is damaged"),
        ("[" * 100_000, "Line 1 is damaged"),
        ("{}", "not the beginning of a log"),
        ("x" * 2_000_000, "far longer than any game"),
        (heading(version=2), "has the version 2, and this course reads 1"),
        (heading(rules="old"), "made with the rules 'old'"),
        (heading(lines=None), "needs players, lines and assumptions"),
        (heading(assumptions={"leak": 3}), "every assumption"),
        (heading(lines={"Japan": "molotov", "USSR": "molotov"}), "Japan has no line 'molotov'"),
        (heading(lines={"Japan": ["ministry"], "USSR": "molotov"}), "Japan has no line"),
        (heading(seed="1956"), "The seed must be a whole number"),
        (heading(seed=1957), "Line 1 or one before it was edited"),
        (heading(players={"Mars": "A"}), "The sides are Japan and USSR"),
        (heading(players={"Japan": 1, "USSR": 2}), "The sides are Japan and USSR"),
        (heading() + "\n\x00", "Line 1 or one before it was edited|Line 2 is damaged"),
    ],
)
def test_a_damaged_log_says_where_and_what(text, said):
    with pytest.raises(sim.LogError, match=said):
        sim.replay(text)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"move": "shout"}, "It is not a move"),
        ({"move": "offer", "positions": {"territory": "9"}}, "must be whole numbers"),
        ({"move": "offer", "positions": [9]}, "must be whole numbers"),
        ({"move": "reveal", "issues": "territory"}, "must be a list of names"),
        ({"move": "hold", "why": 3}, "must be text"),
        ({"move": "sign"}, "nothing to sign"),
        ({"move": "hold", "digest": "0"}, "Line 2 or one before it was edited"),
    ],
)
def test_a_wrong_line_of_a_log_is_named(line, said):
    text = sim.write(sim.new_game(players=PEOPLE)) + json.dumps(line) + "\n"
    with pytest.raises(sim.LogError, match=said) as raised:
        sim.replay(text)
    assert "Line 2" in str(raised.value)


def test_saving_and_loading_name_the_file(tmp_path):
    file = tmp_path / "talks.jsonl"
    sim.save(scripted(), file)
    assert sim.load(file) == scripted()
    assert [left.name for left in tmp_path.iterdir()] == ["talks.jsonl"]
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(sim.LogError, match=r"talks\.jsonl: it is not a text file"):
        sim.load(file)
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(sim.LogError, match=r"talks\.jsonl: Line 1"):
        sim.load(file)
