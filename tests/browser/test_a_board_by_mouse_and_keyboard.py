"""The evidence board as a student has it: mouse, keyboard, restart, both themes."""

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.jupyter_lab import Lab, running_lab
from tests.browser.notebook_page import COLOUR_RULES, NotebookPage, faults

pytestmark = pytest.mark.browser

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
REASON = "The refusal came first, so the words in London cannot be its cause."


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab whose theme no other test sees."""
    with running_lab(tmp_path_factory.mktemp("boards")) as running:
        yield running


@pytest.fixture
def desk(lab: Lab, tmp_path: Path) -> Path:
    """A folder of one test's own, with a notebook that opens the board."""
    folder = lab.root / tmp_path.name
    folder.mkdir()
    cells = [
        nbformat.v4.new_markdown_cell("## 3. The evidence board"),
        nbformat.v4.new_code_cell('from unsigned_peace import board\n\nboard.open_board("05")'),
        nbformat.v4.new_markdown_cell("After the board."),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), folder / "05.ipynb")
    return folder


def open_board(page: Page, lab: Lab, desk: Path) -> Locator:
    notebook = NotebookPage(page, lab, f"{desk.name}/05.ipynb")
    notebook.run_all()
    return page.get_by_role("region", name="Evidence board")


def attach(board: Locator, row_id: str, side: str) -> None:
    """Search for a row by its id, and attach it."""
    board.get_by_label("Words", exact=True).fill(row_id)
    board.get_by_role("button", name="Search").click()
    board.get_by_role("button", name=f"Attach as {side} {row_id}").click()
    expect(board.get_by_role("button", name=f"Remove {row_id} from {side}")).to_be_visible()


def saved(desk: Path) -> dict:
    return json.loads((desk / "answers" / "05.board.json").read_text())


def wait_for(page: Page, desk: Path, text: str) -> None:
    """Wait until a text has reached the disk."""
    file = desk / "answers" / "05.board.json"
    for _ in range(100):
        if file.exists() and text in file.read_text():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{text!r} was not saved:\n{file.read_text()}")


def test_a_case_is_built_with_the_mouse_and_taken_away_as_files(
    lab: Lab, page: Page, desk: Path
) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    board = open_board(page, lab, desk)
    board.get_by_label("Words in the claim").fill("dulles ryukyus")
    board.get_by_role("radio").locator("visible=true").check()
    first, second = "FRD-40", "EVT-148"
    attach(board, first, "support")
    board.get_by_label("Words", exact=True).fill(second)
    found = board.get_by_role("listitem").filter(has_text=second)
    found.get_by_text("104 prisoners promised").dblclick()  # selects a word
    word = page.evaluate("document.getSelection().toString().trim()")
    found.get_by_role("button", name="Attach as challenge").click()
    expect(board.get_by_label(f"rely on (if not the whole row) of {second}")).to_have_value(word)
    expect(board.get_by_text("attached as challenge. 1 for, 1 against.")).to_be_visible()
    expect(board.get_by_role("heading", name="Still to look at (5)")).to_be_visible()

    board.get_by_label(f"Reasoning: why does it support the claim? {first}").fill(REASON)
    board.get_by_label(f"Weight of {first}").select_option("3 heavy")
    board.get_by_label("Judgement").select_option("contradicted")
    board.get_by_label("How sure are you?").select_option("fairly sure")
    board.get_by_label("Limit: what").fill("The minutes of the cabinet are not open.")
    expect(board.get_by_role("heading", name="Still to look at (1)")).to_be_visible()
    board.get_by_role("button", name=f"Go to it {second}").click()
    expect(
        board.get_by_label(f"Reasoning: why does it challenge the claim? {second}")
    ).to_be_focused()

    board.get_by_role("button", name=f"Move to challenge {first}").click()
    moved = board.get_by_label(f"Reasoning: why does it challenge the claim? {first}")
    expect(moved).to_be_focused()
    expect(moved).to_have_value(REASON)

    board.get_by_role("button", name="Save the outline").click()
    expect(board.get_by_text("Saved as 05-outline.md")).to_be_visible()
    board.get_by_role("button", name="Save the references").click()
    expect(board.get_by_text("Saved as 05-references.md")).to_be_visible()
    assert REASON in (desk / "05-outline.md").read_text()
    assert "SEED" in (desk / "05-references.md").read_text()
    (case,) = saved(desk)["cases"]
    assert (case["judgement"], case["sureness"]) == ("contradicted", "fairly sure")
    assert [(one["row_id"], one["side"]) for one in case["evidence"]] == [
        (first, "challenge"),
        (second, "challenge"),
    ]
    assert complaints == []


def test_the_number_of_a_claim_leads_to_its_paragraph_verdict_and_sources(
    lab: Lab, page: Page, desk: Path
) -> None:
    board = open_board(page, lab, desk)
    board.get_by_role("radio", name="CLM-006").check()
    board.locator(".upb-head").get_by_role("link", name="CLM-006").press("Enter")
    wait = 30_000  # the page of claims is long
    expect(page.get_by_role("heading", name="CLM-006")).to_be_in_viewport(timeout=wait)
    page.get_by_role("tab", name="05.ipynb").click()
    board.get_by_role("link", name="CLM-003").click()
    expect(page.get_by_role("heading", name="CLM-003")).to_be_in_viewport(timeout=wait)
    told = page.locator(".jp-RenderedMarkdown").filter(has_text="CLM-003").last
    told.locator("p", has_text="Russian media often write").get_by_role("link").click()
    expect(page.get_by_role("tab", name="article.md")).to_be_visible(timeout=wait)


def test_the_keyboard_alone_is_enough_and_its_keys_stay_on_the_board(
    lab: Lab, page: Page, desk: Path
) -> None:
    board = open_board(page, lab, desk)
    keys = page.keyboard
    board.get_by_label("Words in the claim").focus()
    keys.press("Tab")
    expect(board.get_by_label("Show", exact=True)).to_be_focused()
    keys.press("b")  # in the notebook's command mode: a new cell
    keys.press("x")  # in command mode: cut the cell
    keys.press("Home")
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown")
    expect(board.get_by_role("radio", name="CLM-002")).to_be_checked()
    keys.press("Tab")
    expect(board.get_by_role("link", name="CLM-002").last).to_be_focused()
    keys.press("Tab")
    expect(board.get_by_label("Words", exact=True)).to_be_focused()
    keys.type("Iturup dd")
    keys.press("Control+A")
    keys.type("Okinawa")
    keys.press("Enter")
    expect(board.get_by_text("found.")).to_be_visible()
    first = board.get_by_role("button", name="Attach as support").first
    for _ in range(9):
        keys.press("Tab")
        if first.evaluate("node => node === document.activeElement"):
            break
    expect(first).to_be_focused()
    keys.press("Enter")
    remove = board.get_by_role("button", name="Remove")
    expect(remove).to_be_visible()
    keys.press("Enter")  # the same button now leads to the card
    reasoning = board.get_by_label("Reasoning: why does it support the claim?")
    expect(reasoning).to_be_focused()
    keys.type("add b\nand x")  # each letter is a command of the notebook, Shift+Enter runs it
    keys.press("Shift+Enter")
    keys.type("end")
    wait_for(page, desk, "add b\\nand x\\nend")
    keys.press("Tab")
    keys.press("Tab")
    expect(remove).to_be_focused()
    keys.press("Space")
    undo = board.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    assert saved(desk)["cases"] == []
    keys.press("Enter")
    expect(reasoning).to_be_focused()
    expect(reasoning).to_have_value("add b\nand x\nend")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(3)
    keys.press("Escape")
    expect(page.locator(".jp-Notebook-cell.jp-mod-active")).to_be_focused()


def test_nothing_typed_is_lost_in_a_restart(lab: Lab, page: Page, desk: Path) -> None:
    notebook = NotebookPage(page, lab, f"{desk.name}/05.ipynb")
    notebook.run_all()
    board = page.get_by_role("region", name="Evidence board")
    board.get_by_role("radio", name="CLM-003").check()
    name = "FRD-40"
    attach(board, name, "support")
    reasoning = board.get_by_label(f"Reasoning: why does it support the claim? {name}")
    reasoning.fill(REASON)
    wait_for(page, desk, REASON)

    notebook.menu("Kernel", "Restart Kernel…")
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(board.get_by_text("The kernel is not running.")).to_be_visible(timeout=20_000)
    reasoning.press_sequentially(" Typed while nobody listened.")
    page.wait_for_timeout(1_000)
    notebook.run_all()
    both = f"{REASON} Typed while nobody listened."
    expect(reasoning).to_have_value(both, timeout=20_000)
    expect(board.get_by_role("radio", name="CLM-003")).to_be_checked()
    wait_for(page, desk, both)

    page.reload()
    notebook.wait_until_idle()
    notebook.run_all()
    expect(reasoning).to_have_value(both)


def test_typing_goes_on_while_the_board_answers(lab: Lab, page: Page, desk: Path) -> None:
    board = open_board(page, lab, desk)
    board.get_by_role("radio", name="CLM-004").check()
    name = "FRD-40"
    attach(board, name, "challenge")
    reasoning = board.get_by_label(f"Reasoning: why does it challenge the claim? {name}")
    text = "one two three four five six seven eight nine ten eleven twelve thirteen"
    for word in text.split():  # slow enough for many answers to arrive in between
        reasoning.press_sequentially(f"{word} ", delay=15)
        page.wait_for_timeout(300)
    expect(reasoning).to_have_value(f"{text} ")
    wait_for(page, desk, text)
    expect(reasoning).to_be_focused()


def test_no_barrier_in_either_theme_nor_when_enlarged(lab: Lab, page: Page, desk: Path) -> None:
    notebook = NotebookPage(page, lab, f"{desk.name}/05.ipynb")
    notebook.run_all()
    board = page.get_by_role("region", name="Evidence board")
    board.get_by_role("radio", name="CLM-005").check()
    for row_id, side in [("FRD-40", "support"), ("PER-001", "challenge"), ("EVT-148", "challenge")]:
        attach(board, row_id, side)
    board.get_by_role("button", name="Remove").first.click()
    board.locator("summary").last.click()
    assert faults(page, ".upb-board") == []
    notebook.change_theme()
    assert faults(page, ".upb-board", COLOUR_RULES) == []

    page.set_viewport_size({"width": 640, "height": 450})  # 1280 x 900 at 200 %
    assert board.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    columns = board.locator(".upb-column")
    tops = [columns.nth(place).bounding_box()["y"] for place in (0, 1)]
    assert tops[1] > tops[0]
