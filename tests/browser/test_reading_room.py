"""A student reads a document in JupyterLab: with the mouse, with the keyboard alone, on paper."""

import json
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.jupyter_lab import Lab
from tests.browser.notebook_page import NotebookPage, grave_faults
from unsigned_peace.explore.document_page import seal

pytestmark = pytest.mark.browser

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
READ = 'from unsigned_peace import explore\n\nexplore.read("khrushchev-kono-16-october-1956")'
FIRST = f'explore.read("{seal("cairo-1943")}")'
ARTICLE = "from unsigned_peace import explore\n\nexplore.article(verdicts=False)"
WORDS = 'from unsigned_peace import quiz\n\nquiz.own_words("first")'
BOARD = 'from unsigned_peace import board\n\nboard.open_board("05")'
TITLE = "First talk of Khrushchev and Kono, 16 October 1956"
NOTE = "Renounced in law, handed over later: which of the two is a promise?"


@pytest.fixture
def room(lab: Lab, tmp_path: Path) -> Path:
    """A folder of one test's own: a document, one without its head, the article, the board."""
    folder = lab.root / tmp_path.name
    folder.mkdir()
    notebooks = {"reading": (READ, FIRST), "article": (ARTICLE, WORDS), "05": (BOARD,)}
    for name, cells in notebooks.items():
        code = [nbformat.v4.new_code_cell(source) for source in cells]
        notebook = nbformat.v4.new_notebook(cells=code, metadata=KERNEL)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return folder


def saved(page: Page, room: Path, text: str) -> dict:
    """Wait until a text has reached the disk."""
    file = room / "answers" / "documents.json"
    for _ in range(100):
        if file.exists() and text in file.read_text():
            return json.loads(file.read_text())["documents"]
        page.wait_for_timeout(50)
    raise AssertionError(f"{text!r} was not saved.")


def passage(reader: Locator, number: int) -> Locator:
    return reader.get_by_role("listitem").filter(
        has=reader.page.get_by_label(f"Mark passage {number}")
    )


def test_a_passage_is_marked_noted_on_and_laid_on_the_board(
    lab: Lab, page: Page, room: Path
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    notebook = NotebookPage(page, lab, f"{room.name}/reading.ipynb")
    notebook.run_all()
    reader = notebook.show(page.get_by_role("region", name=TITLE))
    expect(reader.get_by_role("heading", name="Four questions")).to_be_visible()
    one = passage(reader, 1)
    assert one.locator("blockquote").evaluate_all("all => all.map(one => one.lang)") == ["ru", "en"]
    left, right = (one.locator("blockquote").nth(place).bounding_box() for place in (0, 1))
    assert right["x"] >= left["x"] + left["width"], "side by side"

    one.get_by_label("Mark passage 1").check()
    one.get_by_label("Your note").fill(NOTE)
    reader.get_by_label("In a sentence: what does it show?").fill("Two promises, not one.")
    saved(page, room, "Two promises, not one.")
    one.get_by_role("button", name="Lay on the evidence board").click()
    expect(one.get_by_role("button", name="✓ On the evidence board")).to_be_visible()
    notebook.screenshot("reading-room")
    assert grave_faults(page, ".upr-reader") == []

    notebook.restart_and_run_all()
    reader = notebook.show(page.get_by_role("region", name=TITLE))
    expect(passage(reader, 1).get_by_label("Your note")).to_have_value(NOTE)

    notebook.go_on_with(f"{room.name}/05.ipynb")
    notebook.run_all()
    board = page.get_by_role("region", name="Evidence board")
    board.get_by_label("Words in the claim").fill("dulles ryukyus")
    board.get_by_role("radio").locator("visible=true").check()
    waiting = board.get_by_role("listitem").filter(has_text="juridically renounce")
    waiting.get_by_role("button", name="Attach as challenge").click()
    expect(board.get_by_text("attached as challenge. 0 for, 1 against.")).to_be_attached()
    notebook.screenshot("reading-room-board")
    assert faults == []


def test_a_first_reading_with_the_keyboard_alone(lab: Lab, page: Page, room: Path) -> None:
    notebook = NotebookPage(page, lab, f"{room.name}/reading.ipynb")
    notebook.run_all()
    reader = notebook.show(page.get_by_role("region", name="A paper in an envelope"))
    expect(reader).not_to_contain_text("Roosevelt")
    expect(reader).not_to_contain_text("1943")
    keys = page.keyboard
    reader.get_by_label("Who wrote it?").focus()
    keys.press("d")  # twice "d" would delete the cell in the notebook's command mode
    keys.press("d")
    keys.press("Enter")
    told = page.get_by_text("Guess first, from the words alone.")
    expect(told.first).to_be_attached()
    expect(told.and_(page.locator(".up-trouble"))).to_be_visible()  # by eye, too
    for guess in ("the Allies", "1945", "I cannot tell"):
        keys.press("Control+a")
        keys.type(guess)
        keys.press("Tab")
    keys.press("Enter")
    opened = page.get_by_role("region", name="Statement of the three powers at Cairo")
    expect(opened.get_by_role("heading", name="Statement of the three")).to_be_focused()
    expect(opened.get_by_role("cell", name="1945 (2 years late)")).to_be_visible()
    expect(opened).to_contain_text("Franklin D. Roosevelt")
    opened.get_by_role("button", name="Go to passage 1").first.press("Enter")
    expect(opened.get_by_role("heading", name="Passage 1")).to_be_focused()
    keys.press("Tab")
    keys.press("Space")
    expect(opened.get_by_label("Mark passage 1")).to_be_checked()
    assert saved(page, room, "I cannot tell")["cairo-1943"]["guess"]["date"] == "1945"
    assert grave_faults(page, ".upr-reader") == []
    keys.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('jp-Cell')")


def test_on_a_narrow_page_english_stands_under_the_original_and_paper_has_no_buttons(
    lab: Lab, page: Page, room: Path
) -> None:
    page.set_viewport_size({"width": 720, "height": 900})
    notebook = NotebookPage(page, lab, f"{room.name}/reading.ipynb")
    notebook.run_all()
    reader = notebook.show(page.get_by_role("region", name=TITLE))
    one = passage(reader, 1)
    above, below = (one.locator("blockquote").nth(place).bounding_box() for place in (0, 1))
    assert below["y"] >= above["y"] + above["height"]
    page.emulate_media(media="print")
    expect(one.locator("button")).to_be_hidden()
    expect(one.locator("blockquote").first).to_have_css("display", "block")


def test_the_article_is_read_by_keyboard_and_answered_in_own_words(
    lab: Lab, page: Page, room: Path
) -> None:
    notebook = NotebookPage(page, lab, f"{room.name}/article.ipynb")
    notebook.run_all()
    find = notebook.show(page.get_by_label("Find"))
    find.focus()
    page.keyboard.type("CLM-040")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Showing 1 of 77 paragraphs with 'CLM-040'.")).to_be_visible()
    paragraph = page.get_by_role("region", name="Paragraph 12")
    fold = paragraph.get_by_text("Claims: ")
    fold.focus()
    page.keyboard.press("Enter")
    expect(paragraph.get_by_text("CLM-040 (P12)")).to_be_visible()
    expect(paragraph).not_to_contain_text("Verdict")
    assert grave_faults(page, ".up-explorer") == []
    notebook.screenshot("article-first-reading")

    words = notebook.show(page.get_by_role("region", name="In your own words"))
    words.get_by_label("Who speaks here, and for whom?").focus()
    page.keyboard.type("A Russian author, for Russian readers: P3.")
    expect(words.get_by_text("Saved while you type, in answers/")).to_be_visible()
    file = room / "answers" / "01-san-francisco-1951.json"
    for _ in range(100):
        if file.exists():
            break
        page.wait_for_timeout(50)
    assert "for Russian readers: P3." in file.read_text()
    assert grave_faults(page, ".up-own-words") == []
