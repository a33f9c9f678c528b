"""A full game of Two Islands as a student plays it: keyboard, restart in the middle, debriefing."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.jupyter_lab import Lab, running_lab
from tests.browser.notebook_page import (
    COLOUR_RULES,
    RUN_MS,
    SHOWN,
    NotebookPage,
    grave_faults,
    keep,
)
from unsigned_peace import simulation as sim

pytestmark = pytest.mark.browser

LESSON = "notebooks/simulation-two-islands.ipynb"
MOST_TURNS = 15


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab whose theme no other test sees."""
    with running_lab(tmp_path_factory.mktemp("games")) as running:
        yield running


@pytest.fixture
def table(lab: Lab, tmp_path: Path) -> Path:
    """A folder of one test's own, with the notebook of the game: each test begins a game."""
    folder = lab.root / tmp_path.name
    folder.mkdir()
    return Path(shutil.copy(lab.root / LESSON, folder))


def open_game(page: Page, lab: Lab, table: Path) -> NotebookPage:
    """Open the notebook of the game, and run it."""
    notebook = NotebookPage(page, lab, table.relative_to(lab.root).as_posix())
    notebook.run_all()
    return notebook


def log(table: Path) -> sim.Record:
    return sim.load(table.parent / "answers" / "two-islands.jsonl")


def find(notebook: NotebookPage) -> Locator:
    return notebook.show(notebook.page.get_by_role("region", name="Two Islands", exact=True))


def heading(game: Locator) -> Locator:
    return game.get_by_role("heading", level=3)


def choose(page: Page, game: Locator, kind: str) -> None:
    """Choose a move as the keyboard does: go to the group, and down to the move."""
    radio = game.get_by_role("radio", name=kind)
    game.get_by_role("radio", name="Make an offer").focus()
    page.keyboard.press("Space")
    while not radio.is_checked():
        page.keyboard.press("ArrowDown")


def press_through(page: Page, game: Locator) -> float:
    """Look at the move and make it, by Enter alone; return the milliseconds to the new page."""
    before = heading(game).inner_text()
    game.get_by_role("button", name="Look at this move first").focus()
    page.keyboard.press("Enter")
    expect(game.get_by_role("heading", name="Before it is final")).to_be_focused()
    page.keyboard.press("Tab")
    expect(game.get_by_role("button", name="Make this move")).to_be_focused()
    page.evaluate(
        """() => {
          const title = document.querySelector(".upt-game h3");
          const began = performance.now();
          window.turn = new Promise((done) => new MutationObserver((_, seen) => {
            seen.disconnect();
            done(performance.now() - began);
          }).observe(title, { childList: true, characterData: true, subtree: true }));
        }"""
    )
    page.keyboard.press("Enter")
    expect(heading(game)).not_to_have_text(before)
    expect(heading(game)).to_be_focused()
    return page.evaluate("window.turn")


def begin_by_keyboard(page: Page, game: Locator) -> None:
    """Begin as the Soviet Union, with a name of letters that are commands of the notebook."""
    keys = page.keyboard
    game.get_by_role("radio", name="I play Japan.").first.focus()
    keys.press("ArrowDown")
    expect(game.get_by_role("radio", name="I play the Soviet Union.").first).to_be_checked()
    name = game.get_by_label("Name of who plays the Soviet Union")
    name.focus()
    keys.type("dd ab")
    expect(name).to_have_value("dd ab")
    keys.press("Tab")
    keys.press("Enter")
    expect(heading(game)).to_have_text("The Soviet Union, 14 June 1955: your move")
    expect(heading(game)).to_be_focused()


def offer_by_keyboard(page: Page, game: Locator) -> float:
    """Look past the offers that cannot stand, whose lines say why, and make the one that can."""
    keys = page.keyboard
    choose(page, game, "Make an offer")
    territory = game.get_by_label("Territory")
    expect(territory.locator("option:disabled").first).to_contain_text("not in a full peace")
    territory.focus()
    keys.press("ArrowDown")
    expect(territory).to_have_value("3")
    keys.press("ArrowUp")
    expect(territory).to_have_value("0")
    game.get_by_label("Why?").focus()
    keys.type("To begin high.")
    taken = press_through(page, game)
    expect(game.get_by_role("status").first).to_contain_text("Your move is made. 1 July 1955.")
    return taken


def debriefing_is_open(notebook: NotebookPage) -> None:
    """Run the debriefing, and look at each of its pages."""
    shown = notebook.page.locator(SHOWN)
    notebook.run_all()
    assert notebook.errors() == []
    for label in ("The papers of both sides", "The course of your game"):
        expect(notebook.show(shown.locator(f"[aria-label^='{label}']"))).to_be_visible()
    for alt in ("Offers on territory", "Zone of possible agreement", "Ends of 220 games"):
        expect(notebook.show(shown.locator(f"img[alt^='{alt}']"))).to_be_visible()
    change = notebook.show(shown.get_by_label("Change", exact=True))
    change.select_option(label="american_warnings: 0 in place of 1")
    expect(shown.get_by_text("american_warnings = 0").first).to_be_visible()


def test_a_full_game_by_keyboard_with_a_restart_and_the_debriefing(
    lab: Lab, page: Page, table: Path
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    notebook = open_game(page, lab, table)
    expect(notebook.show(page.locator(SHOWN).get_by_text("There is no game yet."))).to_be_visible()
    game = find(notebook)
    begin_by_keyboard(page, game)
    latency = [offer_by_keyboard(page, game)]
    assert log(table).moves[1].why == "To begin high."

    choose(page, game, "Show a fall-back")
    game.get_by_label("On which issue? Show a fall-back").focus()
    page.keyboard.press("ArrowDown")
    where = heading(game).inner_text()
    game.get_by_label("Why?").focus()
    page.keyboard.type("They should know.")
    game.evaluate("node => node.classList.add('before-the-restart')")
    notebook.restart_and_run_all()
    expect(page.locator(".before-the-restart")).to_have_count(0, timeout=RUN_MS)
    game = find(notebook)
    expect(heading(game)).to_have_text(where)
    expect(game.get_by_role("radio", name="Show a fall-back")).to_be_checked()
    expect(game.get_by_label("Why?")).to_have_value("They should know.")
    latency.append(press_through(page, game))
    assert log(table).moves[3].kind == "reveal"
    assert grave_faults(page, ".upt-game") == []

    for _ in range(MOST_TURNS):
        if "your move" not in heading(game).inner_text():
            break
        choose(page, game, "Adjourn")
        latency.append(press_through(page, game))
    expect(heading(game)).to_contain_text("The game has ended")
    record = log(table)
    assert record.state.ended
    assert record.players["USSR"] == "dd ab"
    assert grave_faults(page, ".upt-game") == []
    keep("two-islands", {"moves": len(record.moves), "milliseconds a turn": latency})
    debriefing_is_open(notebook)
    assert faults == []


def test_two_students_at_one_screen_never_see_the_papers_of_the_other(
    lab: Lab, page: Page, table: Path
) -> None:
    notebook = open_game(page, lab, table)
    game = find(notebook)
    game.get_by_role("radio", name="We play at this screen.").check()
    game.get_by_label("Name of who plays Japan").fill("Aiko")
    game.get_by_label("Name of who plays the Soviet Union").fill("Boris")
    game.get_by_role("button", name="Begin the talks").click()
    expect(heading(game)).to_have_text("Give the keyboard to Aiko (Japan)")
    expect(game.get_by_role("table")).to_have_count(0)
    game.get_by_role("button", name="I am Aiko").click()
    expect(game.get_by_role("table")).to_contain_text("two islands, the rest closed")
    choose(page, game, "Hold")
    press_through(page, game)
    expect(heading(game)).to_have_text("Give the keyboard to Boris (the Soviet Union)")
    expect(game.get_by_role("table")).to_have_count(0)
    assert "Tokyo" not in game.inner_text()


def test_a_damaged_file_of_another_student_is_named_and_a_good_one_opens(
    lab: Lab, page: Page, tmp_path: Path, table: Path
) -> None:
    record = sim.new_game(players={"Japan": "Aiko", "USSR": "Boris"})
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(sim.write(record.make(sim.move("hold"))), encoding="utf-8")
    first, *rest = good.read_text(encoding="utf-8").splitlines()
    changed = {**json.loads(rest[0]), "move": "leak"}
    bad.write_text("\n".join([first, json.dumps(changed)]), encoding="utf-8")
    notebook = open_game(page, lab, table)
    game = find(notebook)
    game.get_by_text("Or go on with a game that came as a file").click()
    game.get_by_label("Which side do you play?").select_option("I play the Soviet Union")
    game.get_by_label("Open a game file").set_input_files(bad)
    expect(game.get_by_role("alert").filter(has_text="Line 2")).to_be_visible()
    game.get_by_label("Open a game file").set_input_files(good)
    expect(heading(game)).to_have_text("The Soviet Union, 14 June 1955: your move")
    with page.expect_download() as download:
        game.get_by_role("button", name="Save the game as a file").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == good.read_text("utf-8")


def barriers(notebook: NotebookPage) -> list[str]:
    """The grave faults of the game, in either theme."""
    found = grave_faults(notebook.page, ".upt-game")
    notebook.change_theme()
    return found + grave_faults(notebook.page, ".upt-game", COLOUR_RULES)


def test_no_barrier_in_either_theme_nor_when_enlarged(lab: Lab, page: Page, table: Path) -> None:
    notebook = open_game(page, lab, table)
    game = find(notebook)
    assert barriers(notebook) == []
    game.get_by_role("button", name="Begin the talks").click()
    game.get_by_role("radio", name="Make an offer").check()
    for folded in game.locator("summary").all():
        folded.click()
    assert barriers(notebook) == []
    page.set_viewport_size({"width": 640, "height": 450})  # 1280 x 900 at 200 %
    assert game.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    look = game.get_by_role("button", name="Look at this move first")
    look.click()
    expect(game.get_by_role("button", name="Make this move")).to_be_visible()
    assert grave_faults(page, ".upt-game") == []
