"""The game at the screen without a browser: what a player can do, see, and must not see."""

import json
import os
import shutil
from pathlib import Path

import pytest

from unsigned_peace import simulation as sim
from unsigned_peace import two_islands
from unsigned_peace.two_islands import GameController, GameStore

HOLD = {"action": "make", "move": "hold", "why": ""}


def begin(path: Path, way: str = "Japan", *, apart: bool = False, **lines: str) -> GameController:
    table = GameController(GameStore(path))
    chosen = {"japan": "hatoyama-kono", "ussr": "khrushchev", **lines}
    names = {"Japan": "Aiko", "USSR": "Boris"}
    said = table.handle({"action": "begin", "way": way, "apart": apart, "names": names, **chosen})
    assert "wrong" not in said
    return table


def make(table: GameController, kind: str, **more: object) -> dict:
    return table.handle({"action": "make", "key": table.page()["key"], "move": kind, **more})


def aims(table: GameController) -> dict[str, int]:
    return {one["issue"]: one["aim"] for one in table.page()["issues"]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers" / "two-islands.jsonl"


def test_a_game_is_resumed_where_it_was_left(path: Path) -> None:
    table = begin(path, "USSR")
    make(table, "offer", positions=aims(table), why="A beginning.")
    page = table.page()
    again = GameController(GameStore(path))
    assert again.page() == page
    assert page["title"] == "The Soviet Union, 28 July 1955: your move"
    assert sim.load(path).moves[1].why == "A beginning."


@pytest.mark.slow
def test_a_game_saved_by_version_0_1_goes_on(path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "version-0.1", path.parent)
    table = GameController(GameStore(path))
    assert table.store.notice == ""
    assert table.page()["title"] == "Japan, 1 July 1955: your move"
    assert table.store.record.moves[0].why == "Waiting."
    assert table.store.record.rules is not sim.rules(), (
        "it goes on by the tables that it began with"
    )
    unites = next(one for one in table.page()["issues"] if one["issue"] == "UN admission")
    assert unites["rungs"][2]["label"] == "promised in the text"
    make(table, "hold")
    assert sim.load(path).moves[:2] == table.store.record.moves[:2]
    while table.page()["kind"] == "turn":
        make(table, "adjourn")
    folder = path.parent.parent
    assert "last offer of Japan" in two_islands.scorecard(folder=folder).rows
    assert "zone" in two_islands.zone(folder=folder).alt.lower()
    assert "Moscow: order" in two_islands.papers(folder=folder).rows
    rerun = two_islands.what_if(folder=folder)
    rerun.choose(which="mine", change="fishery_decree=0")
    assert "Nothing was changed" not in rerun.panel.status


def test_only_ones_own_papers_are_sent(path: Path) -> None:
    table = begin(path)
    make(table, "offer", positions=aims(table))
    sent = json.dumps(table.page())
    secret = sim.instructions(sim.start().game, "USSR", "1955-06-14")
    assert all(order.text not in sent for order in secret.values())
    assert "Moscow for a settlement" not in sent


def test_two_at_one_screen_hand_over_and_the_page_between_holds_no_papers(path: Path) -> None:
    table = begin(path, "screen")
    page = table.page()
    assert page["title"] == "Give the keyboard to Aiko (Japan)"
    assert set(page) == {"kind", "key", "title", "text", "button"}
    table.handle({"action": "seat"})
    assert table.page()["yours"]
    make(table, "offer", positions=aims(table), why="My secret reason.")
    assert table.page()["title"] == "Give the keyboard to Boris (the Soviet Union)"
    table.handle({"action": "seat"})
    page = table.page()
    assert page["title"].startswith("The Soviet Union")
    assert "My secret reason." not in json.dumps(page)
    assert (
        GameController(GameStore(path)).page()["kind"] == "hand over"
    )  # after a restart: ask again


def test_a_move_is_looked_at_first_and_then_final(path: Path) -> None:
    table = begin(path)
    event = {"key": table.page()["key"], "move": "offer", "positions": {**aims(table), "trade": 0}}
    look = table.handle({"action": "look", **event})["preview"]
    assert "trade: none (beyond your instructions)" in look["words"]
    assert "your own capital refuses it" in look["remarks"][-1]
    assert not table.store.record.moves  # looking changes nothing
    table.handle({"action": "make", **event})
    assert "wrong" in table.handle({"action": "make", **event})  # a second click makes no move
    assert [one.kind for one in table.store.record.moves] == ["offer", "offer"]


def test_what_cannot_be_done_is_said_in_a_sentence(path: Path) -> None:
    table = begin(path)
    key = table.page()["key"]
    sign = table.handle({"action": "look", "key": key, "move": "sign"})
    assert sign["wrong"].endswith("so there is nothing to sign.")
    part = table.handle({"action": "look", "key": key, "move": "offer", "positions": {"trade": 2}})
    assert part["wrong"].startswith("A first offer takes a position on every issue")
    unlink = next(rule for rule in table.page()["moves"] if rule["kind"] == "unlink")
    assert unlink["wrong"] == "You have linked nothing."


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"action": "no such"},
        {"action": "make"},
        {"action": "make", "key": "KEY", "move": "offer", "positions": {"trade": "x"}},
        {"action": "make", "key": "KEY", "move": "offer", "positions": 5},
        {"action": "begin"},
        {"action": "open"},
    ],
)
def test_an_event_without_sense_changes_nothing(path: Path, event: dict) -> None:
    table = begin(path)
    before = table.page()
    if event.get("key"):
        event = {**event, "key": before["key"]}
    answer = table.handle(event)
    assert set(answer) <= {"wrong"}
    assert table.page() == before


def test_new_orders_and_a_risky_offer_are_said(path: Path) -> None:
    table = begin(path)
    fall_backs = {one["issue"]: one["fall_back"] for one in table.page()["issues"]}
    make(table, "offer", positions={**fall_backs, "territory": 9})
    while table.page()["kind"] == "turn":
        page = table.page()
        if any(line.startswith("Fisheries:") for line in page["orders"]):
            assert "because of fisheries" in page["warning"]
            return
        make(table, "adjourn")
    raise AssertionError("No new order on fisheries came.")


@pytest.mark.slow
def test_a_full_game_ends_with_both_sides_scores_and_opens_the_debriefing(path: Path) -> None:
    folder = path.parent.parent
    table = begin(path)
    closed = two_islands.papers(folder=folder)
    assert "It opens when the game has ended" in repr(closed)
    make(table, "offer", positions=aims(table))
    while table.page()["kind"] == "turn":
        make(table, "adjourn")
    page = table.page()
    assert page["title"].startswith("The game has ended: out of time")
    assert "Moscow 25 of 100" in page["lines"][-1]
    assert "Moscow: order" in two_islands.papers(folder=folder).rows
    assert len(two_islands.moves(folder=folder).rows) == len(table.store.record.moves)
    assert "last offer of Japan" in two_islands.scorecard(folder=folder).rows
    assert "History:" in two_islands.course(folder=folder).alt
    assert "zone" in two_islands.zone(folder=folder).alt.lower()
    assert "signed" in two_islands.outcomes("USSR", folder=folder).alt
    rerun = two_islands.what_if(folder=folder)
    rerun.choose(which="history", change="fishery_decree=0")
    assert "refused at home" in rerun.panel.status


def test_a_game_that_is_put_away_is_kept_and_a_new_one_begins(path: Path) -> None:
    table = begin(path)
    old = sim.write(table.store.record)
    assert table.handle({"action": "leave"})["said"].endswith("two-islands-game-1.jsonl.")
    assert table.page()["kind"] == "begin"
    assert path.with_name("two-islands-game-1.jsonl").read_text(encoding="utf-8") == old
    begin(path, "USSR")
    assert "wrong" not in GameController(GameStore(path)).handle({"action": "leave"})
    assert path.with_name("two-islands-game-2.jsonl").exists()


def test_a_damaged_file_is_named_left_alone_and_set_aside_at_the_next_game(path: Path) -> None:
    table = begin(path)
    text = path.read_text(encoding="utf-8").replace('"seed": 1956', '"seed": 1957')
    path.write_text(text, encoding="utf-8")
    damaged = GameController(GameStore(path))
    assert damaged.page()["kind"] == "begin"
    assert "Line 1 or one before it was edited" in damaged.store.notice
    assert path.read_text(encoding="utf-8") == text
    table = begin(path)
    assert "is now called two-islands.set-aside-" in table.store.notice
    (aside,) = path.parent.glob("two-islands.set-aside-*")
    assert aside.read_text(encoding="utf-8") == text


def test_two_computers_exchange_the_game_as_a_file(tmp_path: Path) -> None:
    aiko = begin(tmp_path / "a" / "two-islands.jsonl", apart=True)
    make(aiko, "offer", positions=aims(aiko), why="Ours.")
    page = aiko.page()
    assert (page["yours"], page["moves"]) == (False, [])
    assert page["title"] == "Japan, 14 June 1955: the Soviet Union is to move"
    sent = aiko.handle({"action": "export"})
    assert sent["name"] == "two-islands-after-move-1.jsonl"

    boris = GameController(GameStore(tmp_path / "b" / "two-islands.jsonl"))
    boris.handle({"action": "open", "text": sent["text"], "way": "USSR"})
    assert boris.page()["title"] == "The Soviet Union, 14 June 1955: your move"
    assert "Ours." not in json.dumps(boris.page())
    make(boris, "offer", positions=aims(boris))
    back = boris.handle({"action": "export"})["text"]

    older = aiko.handle({"action": "open", "text": sent["text"]})
    assert "wrong" not in older  # the same file again does no harm
    assert aiko.handle({"action": "open", "text": back})["said"].startswith("The game is open.")
    assert aiko.page()["title"] == "Japan, 1 July 1955: your move"
    assert "ends after move 1" in aiko.handle({"action": "open", "text": sent["text"]})["wrong"]


def test_a_forged_or_foreign_file_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    aiko = begin(tmp_path / "a" / "two-islands.jsonl", apart=True)
    make(aiko, "offer", positions=aims(aiko))
    before = aiko.page()
    text = aiko.handle({"action": "export"})["text"]
    for wrong, words in [
        ("not a log", "Line 1 is damaged"),
        (text.replace('"territory": 9', '"territory": 3'), "Line 2"),
        (sim.write(sim.history()), "another game"),
    ]:
        assert words in aiko.handle({"action": "open", "text": wrong})["wrong"]
        assert aiko.page() == before
    other = sim.replay(text.splitlines()[0]).make(sim.move("hold"))
    assert "another course" in aiko.handle({"action": "open", "text": sim.write(other)})["wrong"]


def test_a_side_of_the_course_cannot_be_taken_over(tmp_path: Path) -> None:
    record = sim.new_game(players={"Japan": "Aiko"}).let_scripts_play()
    table = GameController(GameStore(tmp_path / "two-islands.jsonl"))
    answer = table.handle({"action": "open", "text": sim.write(record), "way": "USSR"})
    assert "the course plays the Soviet Union" in answer["wrong"]


@pytest.mark.parametrize("name", ["script", "History"])
def test_a_player_cannot_have_the_name_of_the_script(path: Path, name: str) -> None:
    table = GameController(GameStore(path))
    lines = {"japan": "ministry", "ussr": "molotov"}
    event = {"action": "begin", "way": "Japan", "names": {"Japan": name}, **lines}
    assert "Choose another name" in table.handle(event)["wrong"]
    assert not path.exists()


def test_another_window_is_followed(path: Path) -> None:
    one = begin(path)
    two = GameController(GameStore(path))
    key = two.page()["key"]
    make(one, "hold")
    late = two.handle({"action": "make", "key": key, "move": "leak"})
    assert "The game has moved on" in late["wrong"]
    assert two.page() == one.page()


@pytest.mark.skipif(os.name == "nt", reason="no folder is read-only there")
def test_a_full_disk_loses_no_move(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = begin(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("unsigned_peace.shared.atomic_file.AtomicFile.write", full)
        make(table, "hold")
        assert "No space left on device" in table.store.notice
        assert len(table.store.record.moves) == 2
    make(table, "hold")
    assert table.store.notice == ""
    assert sim.load(path).state == table.store.record.state


def test_without_the_small_file_the_screen_asks_who_sits_there(path: Path) -> None:
    aiko = begin(path, apart=True)
    assert aiko.page()["kind"] == "turn"
    path.with_suffix(".seats.json").unlink()
    assert GameController(GameStore(path)).page()["kind"] == "hand over"


@pytest.mark.parametrize(
    "text", ["", "[]", "\0", '{"game": "another", "here": ["Japan"]}', '{"here": 3}', "[" * 9999]
)
def test_a_strange_small_file_shows_no_papers_and_the_next_move_mends_it(
    path: Path, text: str
) -> None:
    begin(path, apart=True)
    path.with_suffix(".seats.json").write_text(text, encoding="utf-8")
    store = GameStore(path)
    assert GameController(store).page()["kind"] == "hand over"
    store.begin(store.record, ("Japan",))
    assert GameController(GameStore(path)).page()["kind"] == "turn"


def test_a_cell_run_again_shows_the_same_widget(tmp_path: Path) -> None:
    widget = two_islands.play(folder=tmp_path)
    assert two_islands.play(folder=str(tmp_path)) is widget
    with pytest.raises(ValueError, match="cannot name a game"):
        two_islands.play("../secret", folder=tmp_path)


def test_the_debriefing_names_a_fall_back_with_its_leave(path: Path) -> None:
    record = sim.new_game(
        players={"Japan": "Aiko", "USSR": "Ivan"}, assumptions={"support_at_start_ussr": 9}
    )
    last = sim.instructions(record.states[0].game, "USSR", "1955-06-14")["territory"]
    for one in (sim.move("hold"), sim.move("consult", "territory")):
        record = record.make(one)
    while not record.state.ended:
        record = record.make(sim.move("hold"))
    path.parent.mkdir()
    sim.save(record, path)
    rows = two_islands.papers(folder=path.parent.parent).rows.set_index("issue")
    told = sim.rules().issues["territory"]
    assert rows.loc["territory", "Moscow: fall-back"] == (
        f"{told[last.fall_back].label}; with leave: {told[last.fall_back + 1].label}"
    )
    assert "leave" not in rows.loc["territory", "Tokyo: fall-back"]
