"""The games of a class in one picture, for the debriefing."""

from pathlib import Path

import pandas as pd
import pytest

from tests.problem_sets.sim_students import (
    FORGED,
    GAME,
    LINES,
    LOG,
    NAME,
    as_a_person,
    in_twos,
    played,
    sample_moves,
)
from unsigned_peace import simulation as sim
from unsigned_peace.cli import main
from unsigned_peace.grading.debriefing import classroom, games_page

TWINS = sim.write(in_twos())
SAME_MOVES = sim.new_game(players={"Japan": "Somebody else"}).let_scripts_play()
for one in sample_moves():
    SAME_MOVES = SAME_MOVES.make(one).let_scripts_play()
LOGS = {
    "abe-26": LOG,
    "bai-26": TWINS,
    "chen-26": TWINS,
    "diaz-26": sim.write(as_a_person("USSR")),
    "egorova-26": sim.write(SAME_MOVES),
    "fox-26": LOG,
    "gruber-26": FORGED["edits-a-reason"].log,
    "hasan-26": "".join(LINES[:9]),
    "ito-26": None,
    "jung-26": sim.write(sim.history()),
    "kim-26": "".join(LINES[:3]) + '{"\x1b[2J": "\x1b[2J"}\n',
}
assert LOGS["abe-26"] != LOGS["egorova-26"]


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    for student, log in LOGS.items():
        answers = tmp_path / "submitted" / student / NAME / "answers"
        answers.mkdir(parents=True)
        if log is not None:
            (answers / f"{NAME}.jsonl").write_text(log, encoding="utf-8")
    (tmp_path / "submitted" / "kovacs" / "ps1-san-francisco").mkdir(parents=True)
    return tmp_path / "submitted"


def test_each_game_is_one_row(submitted: Path):
    rows = classroom.table(classroom.read_class(submitted, NAME).games).set_index("game")
    assert rows["students"].tolist() == [
        "abe-26, fox-26",
        "bai-26, chen-26",
        "diaz-26",
        "egorova-26",
    ]
    assert rows["played"].tolist() == ["Japan", "Japan and USSR", "USSR", "Japan"]
    assert rows["against"].tolist() == ["khrushchev", "a person", "hatoyama-kono", "khrushchev"]
    assert rows.loc[1, ["kind", "date", "left_history"]].tolist() == [
        "declaration with islands",
        "1956-10-18",
        "1955-07-01",
    ]
    assert rows.loc[2, "ended"] == "broken off"
    assert rows["japan"].tolist() == [
        sim.outcome(GAME.state).scores["Japan"],
        25,
        *rows["japan"][2:],
    ]


def test_what_a_person_has_to_look_at_is_named(submitted: Path):
    look = classroom.table(classroom.read_class(submitted, NAME).games)["look"].tolist()
    assert look[0] == "Handed in by 2 students, and one person played."
    assert look[1] == ""  # two who played together have one log
    assert look[3] == "The same moves as game 1."


def test_logs_that_do_not_count_are_listed_with_the_reason(submitted: Path):
    aside = {one.student: one.reasons for one in classroom.read_class(submitted, NAME).set_aside}
    assert set(aside) == {"gruber-26", "hasan-26", "ito-26", "jung-26", "kim-26"}
    assert "was edited" in aside["gruber-26"][0]
    assert "as handed in" in aside["gruber-26"][1]
    assert aside["hasan-26"] == ("The game stands at move 8; it was not finished.",)
    assert aside["ito-26"] == ("No game was handed in.",)
    assert "All moves are history's own." in aside["jung-26"]


def test_the_courses_are_those_of_persons(submitted: Path):
    courses = classroom.courses(classroom.read_class(submitted, NAME).games)
    assert set(courses.groupby("game")["party"].unique().map(tuple)) == {
        ("Japan",),
        ("USSR",),
        ("Japan", "USSR"),
    }


@pytest.mark.slow
def test_the_picture_is_told_in_words(submitted: Path):
    chart = games_page.picture(classroom.read_class(submitted, NAME))
    assert chart.alt.startswith("The games of a class: 4 games. Ends: ")
    assert "Last offer of Japan on territory: 'two islands after the treaty' (2 games)" in chart.alt
    assert "'four islands' (1 game); in history 'two islands after the treaty'." in chart.alt
    assert len(chart.table) == 4
    assert chart.svg == games_page.picture(classroom.read_class(submitted, NAME)).svg


@pytest.mark.slow
def test_the_command_writes_page_picture_table_and_words(
    submitted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    to = tmp_path / "out"
    assert main(["games", NAME, "--in", str(submitted), "--to", str(to)]) == 0
    said = capsys.readouterr().out
    assert "Not shown: gruber-26. " in said
    assert "\x1b" not in said
    assert sorted(path.name for path in to.iterdir()) == [
        "games.csv",
        "games.html",
        "games.svg",
        "games.txt",
    ]
    table = pd.read_csv(to / "games.csv")
    assert table["students"].tolist()[:2] == ["abe-26, fox-26", "bai-26, chen-26"]
    html = (to / "games.html").read_text(encoding="utf-8")
    assert 'alt="The games of a class: 4 games.' in html
    assert "Logs that are not shown" in html
    assert "gruber-26" in html


@pytest.mark.slow
def test_no_name_is_left_where_names_are_hidden(
    submitted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    to = tmp_path / "out"
    assert main(["games", NAME, "--in", str(submitted), "--to", str(to), "--anonymous"]) == 0
    texts = [path.read_text(encoding="utf-8") for path in to.iterdir()]
    whole = "\n".join([*texts, capsys.readouterr().out])
    players = ("A student", "Another student", "Somebody else")
    assert not [name for name in (*LOGS, *players) if name in whole]
    assert len(pd.read_csv(to / "games.csv")) == 4
    assert "was edited" in whole


def test_an_order_without_names_tells_nothing(submitted: Path):
    """The same games under other names come in the same order."""
    found = classroom.read_class(submitted, NAME)
    turned = classroom.ClassGames(found.games[::-1], found.set_aside)
    assert [g.record for g in turned.without_names().games] == [
        g.record for g in found.without_names().games
    ]


def test_a_class_without_a_game_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["games", NAME, "--in", str(tmp_path)]) == 1
    assert f"nbgrader collect {NAME}" in capsys.readouterr().out
    (tmp_path / "abe-26" / NAME).mkdir(parents=True)
    assert main(["games", NAME, "--in", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "Not shown: abe-26. No game was handed in." in said
    assert "nobody has handed in a finished game" in said


@pytest.mark.slow
def test_a_large_class_can_be_drawn(tmp_path: Path):
    """Forty games: every one has a row and a course."""
    games = [
        classroom.PlayedGame(
            (f"s{seed}",), played([sim.move("hold")] * 3, seed=seed).let_scripts_play()
        )
        for seed in range(40)
    ]
    games = [g for g in games if g.record.moves]
    chart = games_page.picture(classroom.ClassGames(tuple(games), ()))
    assert len(chart.table) == 40
    del tmp_path
