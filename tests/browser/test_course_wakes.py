"""A course notebook is alive when it is opened, and the morning after, and after a restart."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from playwright.sync_api import Browser, Page, expect

from tests.browser.jupyter_lab import Lab, running_lab
from tests.browser.notebook_page import SHOWN, STARTED_MS, NotebookPage, keep

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LESSON = "notebooks/01-san-francisco-1951.ipynb"
NOTE_WHAT_IS_SAID = """
window.said = new Set();
new MutationObserver(changes => {
  for (const { addedNodes } of changes)
    for (const { textContent } of addedNodes)
      for (const words of ["model not found", "This part of the page is asleep"])
        if (textContent?.includes(words)) said.add(words);
}).observe(document, { subtree: true, childList: true });
"""
MINE = "mine = print('run by myself')"


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Path:
    """A folder in which a student answered, added a cell of her own, changed another, and saved."""
    folder = tmp_path_factory.mktemp("used")
    with running_lab(folder) as lab:
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        notebook = NotebookPage(context.new_page(), lab, LESSON)
        asked = notebook.quiz("Who was there?").locator("form")
        asked = asked.filter(has_text="Suppose that no Latin American state")
        asked.get_by_label("Your answer").fill("28")
        asked.get_by_role("button", name="Check answer").click()
        expect(asked.get_by_role("status")).to_contain_text("28 to 3")
        notebook.save()
        context.close()
    saved = nbformat.read(folder / "course" / LESSON, as_version=4)
    saved.cells.append(nbformat.v4.new_code_cell(MINE))
    changed = next(cell for cell in saved.cells if cell.source.startswith("explore.region_map"))
    changed.source += "  # changed"
    nbformat.write(saved, folder / "course" / LESSON)
    jupyter = folder / "home" / ".local" / "share" / "jupyter"
    keys = {"db_file": jupyter / "nbsignatures.db", "secret_file": jupyter / "notebook_secret"}
    NotebookNotary(**{key: str(file) for key, file in keys.items()}).sign(saved)
    return folder


@pytest.fixture(scope="module")
def morning(used: Path) -> Iterator[Lab]:
    """The server is started anew: every kernel is gone."""
    with running_lab(used) as lab:
        yield lab


@dataclass(frozen=True)
class Opened:
    """Module 1, opened once; `complaints` is what the page wrote into its console as errors."""

    notebook: NotebookPage
    complaints: list[str]
    seconds: float

    @property
    def page(self) -> Page:
        return self.notebook.page


@pytest.fixture(scope="module")
def opened(morning: Lab, browser: Browser) -> Iterator[Opened]:
    """The page of the next morning: each test does its own part of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: line.type == "error" and said.append(line.text))
    page.add_init_script(NOTE_WHAT_IS_SAID)
    started = time.monotonic()
    notebook = NotebookPage(page, morning, LESSON)
    yield Opened(notebook, said, time.monotonic() - started)
    context.close()


def test_next_morning_the_page_wakes_and_never_says_not_found(opened: Opened) -> None:
    notebook = opened.notebook
    keep("opening-to-awake", {"seconds": opened.seconds, "said": notebook.bar.inner_text()})
    assert opened.page.evaluate("[...said]") == ["This part of the page is asleep"]
    assert notebook.errors() == []
    asked = notebook.quiz("Who was there?").locator("form")
    asked = asked.filter(has_text="Suppose that no Latin American state")
    expect(asked.get_by_label("Your answer")).to_have_value("28")
    notebook.screenshot("next-morning")
    assert opened.complaints == []


def test_cells_of_ones_own_do_not_run(opened: Opened) -> None:
    notebook = opened.notebook
    own = opened.page.locator(SHOWN).locator(".jp-CodeCell")
    mine = notebook.show(own.filter(has_text=MINE))
    expect(mine.locator(".jp-InputPrompt")).to_have_text("[ ]:")
    expect(mine.locator(".jp-OutputArea-output")).to_have_count(0)
    asleep = notebook.show(own.filter(has_text="# changed"))
    expect(asleep).to_contain_text("Your answers are safe in their file.")
    notebook.screenshot("asleep")
    asleep.get_by_role("button", name="Wake it up").click()
    expect(asleep).to_contain_text("Names in English", timeout=STARTED_MS)
    expect(notebook.show(mine).locator(".jp-InputPrompt")).to_have_text("[ ]:")


def test_a_result_waits_for_the_guess_and_the_guess_is_kept(opened: Opened) -> None:
    notebook, page = opened.notebook, opened.page
    cells = page.locator(SHOWN).locator(".jp-CodeCell")
    counted = notebook.show(cells.filter(has_text='to_frame("delegations")'))
    expect(counted.locator(".jp-InputPrompt")).not_to_have_text("[ ]:")  # it did run
    expect(counted.get_by_text("Latin America")).to_be_hidden()
    notebook.screenshot("guess-first")
    guess = counted.get_by_label("My guess")
    guess.press_sequentially("seven of them")
    guess.press("Enter")
    expect(counted.get_by_text("Latin America")).to_be_visible()
    notebook.screenshot("guessed")
    ladder = notebook.show(cells.filter(has_text="figures.recipient_ladder"))
    expect(ladder.locator(".jp-OutputArea")).to_be_hidden()
    ladder.get_by_role("button", name="Show it").click()  # without a guess
    expect(ladder.locator(".jp-OutputArea")).to_be_visible()


def test_a_page_that_was_only_loaded_again_is_left_as_it_is(opened: Opened, morning: Lab) -> None:
    notebook, page = opened.notebook, opened.page
    notebook.save()
    page.goto(morning.url(f"lab/tree/{LESSON}"))
    quiz = notebook.quiz("Who was there?")
    form = quiz.locator("form").filter(has_text="Suppose that no Latin American state")
    expect(form.get_by_label("Your answer")).to_have_value("28", timeout=STARTED_MS)
    expect(notebook.bar).to_have_text("The page is awake.")
    cells = page.locator(SHOWN).locator(".jp-CodeCell")
    counted = notebook.show(cells.filter(has_text='to_frame("delegations")'))
    expect(counted.get_by_text("My guess: seven of them")).to_be_visible(timeout=STARTED_MS)
    expect(counted.get_by_text("Latin America")).to_be_visible()


def test_a_restarted_kernel_wakes_the_page_where_one_reads(opened: Opened) -> None:
    notebook, page = opened.notebook, opened.page
    here = notebook.quiz("Who was there?")
    cell = page.locator(SHOWN).locator(".jp-CodeCell").filter(has=here)
    cell.locator(".jp-InputPrompt").first.click()  # JupyterLab goes back to the active cell
    notebook.menu("Kernel", "Restart Kernel…")
    page.get_by_role("dialog").get_by_role("button", name="Confirm").click()
    expect(notebook.bar).to_contain_text("Waking this page", timeout=STARTED_MS)
    before = cell.bounding_box()["y"]
    notebook.wait_until_awake()
    page.wait_for_timeout(500)
    assert abs(cell.bounding_box()["y"] - before) < 3
    asked = here.locator("form").filter(has_text="Suppose that no Latin American state")
    asked.get_by_role("button", name="Check answer").click()
    expect(asked.get_by_role("status")).to_contain_text("28 to 3")


def test_another_notebook_is_let_alone(morning: Lab, page: Page) -> None:
    other = morning.root / "other.ipynb"
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    cell = nbformat.v4.new_code_cell("print('never')")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), other)
    NotebookPage(page, morning, other.name)
    page.wait_for_timeout(1_500)
    expect(page.locator(SHOWN).locator(".up-bar")).to_have_count(0)
    expect(page.locator(SHOWN).locator(".jp-OutputArea-output")).to_have_count(0)
