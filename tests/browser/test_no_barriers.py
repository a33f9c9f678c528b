"""No grave barrier on any page: in either theme, on a small laptop, in the system's own colours."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.jupyter_lab import ROOT, Lab, running_lab
from tests.browser.notebook_page import (
    COLOUR_RULES,
    SHOWN,
    STARTED_MS,
    THEMES,
    NotebookPage,
    grave_faults,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

PAGES = sorted(
    file.relative_to(ROOT).as_posix()
    for folder in ("notebooks", "exercises/*")
    for file in ROOT.glob(f"{folder}/*.ipynb")
)
LESSON = "notebooks/02-london-talks.ipynb"
WINDOW: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def own_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab whose theme no other test sees."""
    with running_lab(tmp_path_factory.mktemp("themes")) as running:
        yield running


@pytest.fixture(scope="module")
def one_page(own_lab: Lab, browser: Browser) -> Iterator[NotebookPage]:
    """A page in which one notebook is opened after the other."""
    context = browser.new_context(viewport=WINDOW)
    yield NotebookPage(context.new_page(), own_lab, PAGES[0])
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_notebook_in_both_themes(one_page: NotebookPage, path: str) -> None:
    if path != PAGES[0]:
        one_page.go_on_with(path)
    within = f"{SHOWN} .jp-Notebook"
    faults = grave_faults(one_page.page, within)
    one_page.change_theme()
    faults += grave_faults(one_page.page, within, COLOUR_RULES)
    assert faults == []


@pytest.fixture
def lesson(one_page: NotebookPage) -> Iterator[NotebookPage]:
    """A module of the course, on that page."""
    if not one_page.is_shown(LESSON):
        one_page.go_on_with(LESSON)
    yield one_page
    one_page.page.emulate_media(forced_colors="null", color_scheme="null", reduced_motion="null")
    one_page.page.set_viewport_size(WINDOW)


def open_panel(page: Page) -> Locator:
    """Open the panel of the course, if it is not open."""
    panel = page.get_by_role("region", name="Course", exact=True)
    if not panel.is_visible():
        page.get_by_role("tab", name="Course", exact=True).click()
    expect(panel).to_be_visible()
    return panel


def test_what_stands_round_a_notebook(lesson: NotebookPage) -> None:
    page = lesson.page
    panel = open_panel(page)
    panel.get_by_label("Person, island, document or term").fill("malik")
    expect(panel.get_by_role("status")).to_contain_text("Yakov A. Malik", timeout=STARTED_MS)
    link = page.locator(SHOWN).locator(".jp-RenderedMarkdown a[href*='sources.md']").first
    faults = []
    for theme in THEMES:
        lesson.choose_theme(theme)
        link.focus()
        expect(page.get_by_role("tooltip")).to_contain_text("Source: ", timeout=STARTED_MS)
        faults += grave_faults(page, ".up-hover")
        page.keyboard.press("Enter")
        expect(page.locator(".up-beside h2")).to_be_focused()
        for part in (".up-course-panel", ".up-bar", ".up-beside"):
            faults += grave_faults(page, part)
        lesson.screenshot(f"round-a-notebook-{THEMES[theme]}")
        page.keyboard.press("Escape")
        expect(page.locator(".up-beside")).to_have_count(0)
    assert faults == []


def test_a_figure_keeps_its_ground_where_the_system_sets_all_colours(lesson: NotebookPage) -> None:
    page = lesson.page
    figure = lesson.show(page.locator(SHOWN).locator("figure.unsigned-peace-chart"))
    theme = page.locator("body").get_attribute("data-jp-theme-light")
    light = "rgb(255, 255, 255)" if theme == "true" else "rgb(17, 17, 17)"
    for ground in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=ground, reduced_motion="reduce")
        expect(figure).to_have_css("background-color", light)
        lesson.screenshot(f"forced-colours-{ground}")


def test_all_rungs_of_the_ladder_stand_in_the_page_on_a_small_laptop(lesson: NotebookPage) -> None:
    lesson.page.set_viewport_size({"width": 1366, "height": 768})
    rungs = lesson.page.locator("img[alt^='Position ladder']")
    lesson.show(rungs)
    box = lesson.page.locator(".up-scroll").filter(has=rungs)
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight")
    lesson.screenshot("ladder-on-a-small-laptop")


OURS_IN_MOTION = """() => document.getAnimations()
  .map((one) => one.effect.target)
  .filter((target) => target.closest("[class*='up-']"))
  .map((target) => target.className)"""


def test_nothing_of_ours_moves_for_a_reader_who_asks_for_less_motion(lesson: NotebookPage) -> None:
    page = lesson.page
    page.emulate_media(reduced_motion="reduce")
    open_panel(page)
    assert page.evaluate(OURS_IN_MOTION) == []
    link = page.locator(SHOWN).locator(".jp-RenderedMarkdown a[href*='sources.md']")
    lesson.show(link).blur()  # the tests before left the focus there
    link.first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible(timeout=STARTED_MS)
    assert page.evaluate(OURS_IN_MOTION) == []
    page.keyboard.press("Enter")
    expect(page.locator(".up-beside h2")).to_be_focused()
    assert page.evaluate(OURS_IN_MOTION) == []
