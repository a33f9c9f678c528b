"""JupyterLab as the course's own place: writing, deleting, running on, cards, and the panel."""

import re
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.jupyter_lab import Lab, running_lab
from tests.browser.measures import smallest_in, smallest_text
from tests.browser.notebook_page import RUN_MS, SHOWN, NotebookPage, grave_faults
from unsigned_peace.shared import waking

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

LESSON = "notebooks/04-declaration-aftermath.ipynb"
TASKS = "exercises/ps1-san-francisco/ps1-san-francisco.ipynb"
LINKS = """[a source](../docs/sources.md#F51-735), [a name](../docs/names.md#Nishimura-Kumao),
[a claim](../docs/claims.md#CLM-001), [a document](../docs/documents.md#yalta-1945)"""
SMALLEST_PX = 11
SLOWLY_MS = 60_000  # a long list of sources is drawn


@pytest.fixture(scope="module")
def own_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab whose notebooks no other test sees."""
    with running_lab(tmp_path_factory.mktemp("place")) as running:
        yield running


def opened(browser: Browser, lab: Lab, path: str) -> Iterator[NotebookPage]:
    """Open a notebook, and ask at the end whether the page complained."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
    yield NotebookPage(page, lab, path)
    context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def lesson(own_lab: Lab, browser: Browser) -> Iterator[NotebookPage]:
    """A module that is open and awake."""
    yield from opened(browser, own_lab, LESSON)


@pytest.fixture(scope="module")
def linked(own_lab: Lab, browser: Browser) -> Iterator[NotebookPage]:
    """A page of the course with one link of each kind, deep in its text."""
    cell = nbformat.v4.new_markdown_cell(f"{'Many words. ' * 900}\n\n{LINKS}\n\n{'More. ' * 900}")
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, waking.KEY: {"wakes": {}}}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata=metadata)
    nbformat.write(notebook, own_lab.root / "notebooks" / "linked.ipynb")
    yield from opened(browser, own_lab, "notebooks/linked.ipynb")


@pytest.fixture(scope="module")
def tasks(own_lab: Lab, browser: Browser) -> Iterator[NotebookPage]:
    """A problem set that is open and awake."""
    yield from opened(browser, own_lab, TASKS)


def text_cell(page: Page) -> Locator:
    """Find a text of the notebook."""
    return page.locator(SHOWN).locator(".jp-MarkdownCell").nth(1)


def test_letters_do_nothing_and_say_what_to_do(lesson: NotebookPage) -> None:
    page = lesson.page
    cells = page.locator(SHOWN).locator(".jp-Cell")
    before = cells.count()
    text_cell(page).get_by_role("heading").click()
    page.keyboard.type("xddmabyrzcv0011", delay=20)
    expect(lesson.bar).to_have_text(re.compile("To write in a cell, press Enter"))
    assert cells.count() == before
    expect(text_cell(page).get_by_role("heading")).to_be_visible()


def test_a_double_click_types(lesson: NotebookPage) -> None:
    page = lesson.page
    text_cell(page).locator("p").first.dblclick()
    page.keyboard.press("Control+End")
    page.keyboard.type(" x marks dd my answer.")
    page.keyboard.press("Shift+Enter")
    expect(text_cell(page)).to_contain_text("x marks dd my answer.")


def test_no_toolbar_lies_over_a_text(lesson: NotebookPage) -> None:
    text_cell(lesson.page).get_by_role("heading").click()
    expect(lesson.page.locator(SHOWN).locator(".jp-cell-toolbar:visible")).to_have_count(0)


def test_a_deleted_cell_comes_back(lesson: NotebookPage) -> None:
    page = lesson.page
    cells = page.locator(SHOWN).locator(".jp-Cell")
    before, words = cells.count(), text_cell(page).get_by_role("heading").inner_text()
    text_cell(page).get_by_role("heading").click()
    lesson.menu("Edit", "Delete Cell")
    expect(lesson.bar).to_have_text("A cell was deleted.")
    assert cells.count() == before - 1
    page.locator(SHOWN).locator(".up-bar").get_by_role("button", name="Bring it back").click()
    expect(cells).to_have_count(before)
    expect(text_cell(page).get_by_role("heading")).to_contain_text(words.rstrip("¶ "))


def test_whoever_runs_a_cell_sees_what_it_shows(lesson: NotebookPage) -> None:
    cell = lesson.page.locator(SHOWN).locator(".jp-CodeCell")
    cell = lesson.show(cell.filter(has_text="figures.islands_by_share"))
    expect(cell.get_by_role("button", name="Show it")).to_be_visible()
    cell.locator(".jp-InputPrompt").first.click()
    lesson.page.keyboard.press("Control+Enter")
    expect(cell.locator(".jp-OutputArea")).to_be_visible(timeout=SLOWLY_MS)
    expect(cell.get_by_role("button", name="Show it")).to_have_count(0)


def test_a_link_shows_a_card_and_keeps_the_place(linked: NotebookPage) -> None:
    page = linked.page
    link = page.locator(SHOWN).get_by_role("link", name="a source", exact=True)
    card = page.get_by_role("tooltip")
    link.scroll_into_view_if_needed()
    link.focus()
    expect(card).to_contain_text("Source: F51-735", timeout=SLOWLY_MS)
    expect(card).to_contain_text("View: American.")
    expect(card).to_contain_text("Read in full.")
    assert link.evaluate("link => link.getAttribute('aria-describedby') === 'up-hover'")
    linked.screenshot("card")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    before = link.bounding_box()["y"]
    page.keyboard.press("Enter")
    beside = page.locator(".up-beside")
    heading = beside.get_by_role("heading", name="Source: F51-735")
    expect(heading).to_be_focused()
    expect(link).to_be_in_viewport()
    assert abs(link.bounding_box()["y"] - before) < 5
    linked.screenshot("list-beside")
    beside.get_by_role("button", name="Next: ").press("Enter")
    expect(heading).to_have_count(0)
    beside.get_by_role("button", name="Back").press("Enter")
    expect(heading).to_be_focused()
    page.keyboard.press("Escape")
    expect(beside).to_have_count(0)
    expect(link).to_be_focused()
    assert abs(link.bounding_box()["y"] - before) < 5


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("a name", "Name: Nishimura Kumao"),
        ("a claim", "Claim: CLM-001"),
        ("a document", "Document: yalta-1945"),
    ],
)
def test_names_claims_and_documents_have_cards(linked: NotebookPage, link: str, words: str) -> None:
    linked.page.locator(SHOWN).get_by_role("link", name=link, exact=True).hover()
    expect(linked.page.get_by_role("tooltip")).to_contain_text(words, timeout=SLOWLY_MS)
    linked.page.keyboard.press("Escape")


def test_the_panel_shows_the_way_the_people_and_the_names(lesson: NotebookPage) -> None:
    page = lesson.page
    page.get_by_role("tab", name="Course", exact=True).click()
    panel = page.get_by_role("region", name="Course", exact=True)
    here = panel.get_by_role("listitem").filter(has=page.locator("[aria-current=page]"))
    expect(here).to_contain_text("After the Declaration", timeout=SLOWLY_MS)  # all banks are read
    time_and_way = re.compile(r"\d hours( \d+ minutes)?\. Sections read: \d+ of \d+\.")
    expect(here).to_contain_text(time_and_way)
    expect(here).to_contain_text("Problem set 4")
    expect(panel.get_by_role("button", name=re.compile("^Previous: Two Islands"))).to_be_visible()
    expect(panel.get_by_text("Nothing to review today.")).to_be_visible()
    cast = panel.locator("details").filter(has_text="Who is who on this page")
    expect(cast.get_by_text("Khrushchev").first).to_be_attached()
    panel.get_by_label("Person, island, document or term").fill("ichiro hatoyma")
    found = panel.get_by_role("status")
    expect(found).to_contain_text("Hatoyama Ichiro")
    found.get_by_text("Hatoyama Ichiro").click()
    expect(found).to_contain_text("鳩山一郎")
    assert smallest_in(panel)[0] >= SMALLEST_PX
    lesson.screenshot("course-panel")
    expect(panel.get_by_role("list").first).to_have_attribute("start", "0")  # as pages are numbered
    assert grave_faults(page, ".up-course-panel") == []
    assert grave_faults(page, ".up-bar") == []


def test_no_text_of_a_problem_set_is_too_small(tasks: NotebookPage) -> None:
    size, words = smallest_text(tasks)
    assert size >= SMALLEST_PX, words


def test_tables_of_a_problem_set_are_set_from_the_left(tasks: NotebookPage) -> None:
    cell = tasks.page.locator(SHOWN).locator("table.dataframe td").first
    expect(tasks.show(cell)).to_have_css("text-align", "left")
    expect(cell).to_have_css("vertical-align", "top")


def test_run_all_goes_on_and_goes_to_the_first_failure(tasks: NotebookPage) -> None:
    page = tasks.page
    cells = page.locator(SHOWN).locator(".jp-CodeCell")
    warm_up = cells.filter(has_text="states = (delegations")
    answer = cells.filter(has_text="a number, before you look")
    wrong = "delegations['regoin']; "
    for cell, key, words in ((warm_up, "Control+End", "\nstates = 0"), (answer, "Home", wrong)):
        tasks.show(cell).locator(".cm-line").first.click()
        page.keyboard.press(key)
        page.keyboard.type(words)
    tasks.menu("Run", "Run All Cells")
    expect(tasks.bar).to_contain_text("stopped with KeyError", timeout=RUN_MS)
    expect(tasks.bar).to_contain_text("Task 1. ")  # the warm-up says "Not yet": no failure
    expect(answer).to_be_in_viewport()
    last = page.locator(SHOWN).locator(".jp-CodeCell").filter(has_text="ps1_quiz.unanswered")
    expect(last.locator(".jp-InputPrompt").first).to_have_text(re.compile(r"\[\d+\]:"))
    tasks.screenshot("first-failure")
    mended = cells.filter(has_text="a number, before you look")
    tasks.show(mended).locator(".cm-line").first.click()
    page.keyboard.press("Home")
    for _ in wrong:
        page.keyboard.press("Delete")
    page.keyboard.press("Control+Enter")
    expect(tasks.bar).to_have_text("This cell works now.")


def test_run_all_stays_where_one_reads(lesson: NotebookPage) -> None:
    here = lesson.show(lesson.page.locator(SHOWN).locator("h2").nth(4))
    before = here.bounding_box()["y"]
    lesson.run_all()
    assert abs(here.bounding_box()["y"] - before) < 5


def test_one_cell_that_runs_shows_what_it_says_from_the_beginning(lesson: NotebookPage) -> None:
    quiz = lesson.quiz("Three dates")
    cell = lesson.page.locator(SHOWN).locator(".jp-CodeCell").filter(has=quiz)
    cell.locator(".jp-InputPrompt").first.click()
    lesson.page.keyboard.press("Shift+Enter")
    below = lesson.page.locator(SHOWN).locator(".jp-Cell.jp-mod-active").filter(has=quiz)
    expect(below).to_have_count(0)
    expect(quiz.get_by_text("Question 1 of")).to_be_in_viewport()
