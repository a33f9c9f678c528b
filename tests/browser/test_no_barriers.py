"""No grave barrier on any page, in either theme, nor where the system sets the colours."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.jupyter_lab import ROOT, Lab, running_lab
from tests.browser.notebook_page import SHOWN, STARTED_MS, THEMES, NotebookPage, grave_faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

PAGES = sorted(
    file.relative_to(ROOT).as_posix()
    for folder in ("notebooks", "exercises/*")
    for file in ROOT.glob(f"{folder}/*.ipynb")
)
LESSON = "notebooks/02-london-talks.ipynb"


@pytest.fixture(scope="module")
def own_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab whose theme no other test sees."""
    with running_lab(tmp_path_factory.mktemp("themes")) as running:
        yield running


@pytest.mark.parametrize("path", PAGES)
def test_a_notebook_in_both_themes(own_lab: Lab, page: Page, path: str) -> None:
    notebook = NotebookPage(page, own_lab, path)
    faults = {}
    for theme in THEMES:
        notebook.choose_theme(theme)
        faults[theme] = grave_faults(page, f"{SHOWN} .jp-Notebook")
    assert not any(faults.values()), faults


def test_what_stands_round_a_notebook(own_lab: Lab, page: Page) -> None:
    notebook = NotebookPage(page, own_lab, LESSON)
    page.get_by_role("tab", name="Course", exact=True).click()
    panel = page.get_by_role("region", name="Course", exact=True)
    panel.get_by_label("Person, island, document or term").fill("malik")
    expect(panel.get_by_role("status")).to_contain_text("Yakov A. Malik", timeout=STARTED_MS)
    link = page.locator(SHOWN).locator(".jp-RenderedMarkdown a[href*='sources.md']").first
    faults = []
    for theme in THEMES:
        notebook.choose_theme(theme)
        link.focus()
        expect(page.get_by_role("tooltip")).to_contain_text("Source: ", timeout=STARTED_MS)
        faults += grave_faults(page, ".up-hover")
        page.keyboard.press("Enter")
        expect(page.locator(".up-beside h2")).to_be_focused()
        for part in (".up-course-panel", ".up-bar", ".up-beside"):
            faults += grave_faults(page, part)
        notebook.screenshot(f"round-a-notebook-{THEMES[theme]}")
        page.keyboard.press("Escape")
        expect(page.locator(".up-beside")).to_have_count(0)
    assert faults == []


def test_a_figure_keeps_its_ground_where_the_system_sets_all_colours(
    own_lab: Lab, page: Page
) -> None:
    notebook = NotebookPage(page, own_lab, LESSON)
    figure = notebook.show(page.locator(SHOWN).locator("figure.unsigned-peace-chart"))
    theme = page.locator("body").get_attribute("data-jp-theme-light")
    light = "rgb(255, 255, 255)" if theme == "true" else "rgb(17, 17, 17)"
    for ground in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=ground, reduced_motion="reduce")
        expect(figure).to_have_css("background-color", light)
        notebook.screenshot(f"forced-colours-{ground}")


OURS_IN_MOTION = """() => document.getAnimations()
  .map((one) => one.effect.target)
  .filter((target) => target.closest("[class*='up-']"))
  .map((target) => target.className)"""


def test_nothing_of_ours_moves_for_a_reader_who_asks_for_less_motion(
    own_lab: Lab, page: Page
) -> None:
    page.emulate_media(reduced_motion="reduce")
    NotebookPage(page, own_lab, LESSON)
    page.get_by_role("tab", name="Course", exact=True).click()
    assert page.evaluate(OURS_IN_MOTION) == []
    page.locator(SHOWN).locator(".jp-RenderedMarkdown a[href*='sources.md']").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible(timeout=STARTED_MS)
    assert page.evaluate(OURS_IN_MOTION) == []
    page.keyboard.press("Enter")
    expect(page.locator(".up-beside h2")).to_be_focused()
    assert page.evaluate(OURS_IN_MOTION) == []
