"""Start here and module 1, as a student reads and plays them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.jupyter_lab import Lab, running_lab
from tests.browser.notebook_page import NotebookPage, grave_faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FIRST_LESSON = "notebooks/01-san-francisco-1951.ipynb"


@pytest.fixture(scope="module")
def own_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab whose answers no other test sees."""
    with running_lab(tmp_path_factory.mktemp("lessons")) as running:
        yield running


@pytest.fixture(scope="module")
def lesson(own_lab: Lab, browser: Browser) -> Iterator[NotebookPage]:
    """Module 1, run from top to bottom once; each test does its own part of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    notebook = NotebookPage(page, own_lab, FIRST_LESSON)
    notebook.run_all()
    yield notebook
    context.close()
    assert faults == []


def question(quiz: Locator, words: str) -> Locator:
    """Find the question of a quiz whose text has these words."""
    return quiz.locator("form").filter(has_text=words)


def test_start_here_runs_and_shows_the_way(own_lab: Lab, page: Page) -> None:
    notebook = NotebookPage(page, own_lab, "notebooks/00-start-here.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
    panel = notebook.show(page.get_by_role("table").filter(has_text="Questions right"))
    expect(panel).to_contain_text("San Francisco 1951")
    notebook.screenshot("start-here-progress")


def test_module_one_runs_without_an_error(lesson: NotebookPage) -> None:
    assert lesson.errors() == []
    for title in ("What can a table settle?", "How far do the Kuriles reach?"):
        expect(lesson.quiz(title)).to_be_visible()


def test_answer_by_mouse_teaches_and_names_the_source(lesson: NotebookPage) -> None:
    quiz = lesson.quiz("What can a table settle?")
    asked = question(quiz, "The article quotes the Soviet amendments")
    asked.get_by_label("Treat the quotations as false").check()
    asked.get_by_role("button", name="Check answer").click()
    said = asked.get_by_role("status")
    expect(said).to_contain_text("Not yet")
    expect(said).to_contain_text("A one-sided text can quote correctly.")
    asked.get_by_role("button", name="Try again").click()
    asked.get_by_label("Check the quotations, and then ask").check()
    asked.get_by_role("button", name="Check answer").click()
    expect(said).to_contain_text("Right.")
    asked.get_by_text("Source SEED").click()
    expect(asked).to_contain_text("Why there is no peace treaty with Japan")
    lesson.screenshot("quiz-answered-by-mouse")


def test_answer_by_keyboard_alone(lesson: NotebookPage) -> None:
    """Tab, arrows, space and Enter do everything, and the notebook's own keys stay asleep."""
    quiz = lesson.quiz("What came first?")
    cells = lesson.page.locator(".jp-Notebook .jp-Cell").count()
    asked = question(quiz, "Put these in the order")
    keys = lesson.page.keyboard
    asked.get_by_role("button", name=re.compile("up", re.IGNORECASE)).first.focus()
    wanted = ["Potsdam", "Stalin asks", "Truman agrees", "A message of Truman", "SCAPIN", "Supreme"]
    for place, words in enumerate(wanted):
        move_up_to(asked, lesson.page, words, place)
    for _ in range(20):
        keys.press("Tab")
        if asked.get_by_role("button", name="Check answer").evaluate("b => b.matches(':focus')"):
            break
    keys.press("Enter")
    expect(asked.get_by_role("status")).to_contain_text("Right.")
    assert lesson.page.locator(".jp-Notebook .jp-Cell").count() == cells
    lesson.screenshot("quiz-answered-by-keyboard")


def move_up_to(asked: Locator, page: Page, words: str, place: int) -> None:
    """Move the line with `words` up to its place, with Tab and Space only."""
    for _ in range(10):
        lines = asked.locator("li").all_inner_texts()
        here = next(number for number, line in enumerate(lines) if words in line)
        if here == place:
            return
        up = asked.locator("li").nth(here).get_by_role("button").first
        for key in ("Tab",) * 40:
            if up.evaluate("button => button.matches(':focus')"):
                break
            page.keyboard.press(key if is_before(up) else "Shift+Tab")
        page.keyboard.press("Space")


def is_before(target: Locator) -> bool:
    """Tell whether the focus stands before `target` in the page."""
    return target.evaluate(
        "target => !!(document.activeElement.compareDocumentPosition(target)"
        " & Node.DOCUMENT_POSITION_FOLLOWING)"
    )


def test_timeline_follows_mouse_and_keys(lesson: NotebookPage) -> None:
    status = lesson.show(lesson.page.get_by_text(re.compile(r"^Showing \d+ of \d+ events")))
    before = status.inner_text()
    handle = lesson.page.get_by_role("slider", name=re.compile("From|Time", re.IGNORECASE)).first
    box = handle.bounding_box()
    lesson.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lesson.page.mouse.down()
    lesson.page.mouse.move(box["x"] + box["width"] / 2 - 60, box["y"] + 4, steps=6)
    lesson.page.mouse.up()
    expect(status).not_to_have_text(before)
    dragged = status.inner_text()
    handle.focus()
    lesson.page.keyboard.press("ArrowRight")
    lesson.page.keyboard.press("ArrowRight")
    expect(status).not_to_have_text(dragged)
    lesson.screenshot("timeline")


def test_map_changes_document_and_names(lesson: NotebookPage) -> None:
    status = lesson.show(lesson.page.get_by_text(re.compile(r"^Showing .*Names in English")))
    document = lesson.page.get_by_label("Document", exact=True)
    document.select_option(label="1946 SCAPIN-677")
    picture = lesson.page.get_by_role("img", name=re.compile("SCAPIN-677")).first
    expect(picture).to_be_attached()
    lesson.page.get_by_label("Names", exact=True).first.select_option(label="Japanese")
    changed = lesson.page.get_by_text(re.compile(r"^Showing .*SCAPIN-677.*Names in Japanese"))
    expect(changed).to_be_visible()
    expect(status).to_have_count(0)
    lesson.screenshot("map-scapin-japanese")


def test_controls_picture_and_axis_are_seen_together(lesson: NotebookPage) -> None:
    page = lesson.page
    explorer = lesson.show(page.locator(".up-explorer").filter(has_text="Themes"))
    picture = explorer.locator(".up-scroll").first.bounding_box()
    whole = picture["y"] + picture["height"] - explorer.bounding_box()["y"]
    outer = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
    assert whole < outer.bounding_box()["height"]


def test_a_list_stands_beside_its_name(lesson: NotebookPage) -> None:
    chosen = lesson.show(lesson.page.get_by_label("What a paragraph does"))
    name = lesson.page.locator("label", has_text="What a paragraph does")
    assert abs(chosen.bounding_box()["y"] - name.bounding_box()["y"]) < 8


def test_no_grave_accessibility_fault(lesson: NotebookPage) -> None:
    for title in ("What can a table settle?", "Promises and orders", "The clause that lost"):
        lesson.quiz(title)
    for words in (r"^Showing .*1946|^Showing .*1855", r"^Comparing", r"^Showing \d+ of 62"):
        lesson.show(lesson.page.get_by_text(re.compile(words)))
    # JupyterLab keeps all cells of a notebook in the page: these are all of them.
    for part in (".up-quiz", ".jp-OutputArea-output"):
        assert grave_faults(lesson.page, f".jp-Notebook {part}") == []


def test_answers_come_back_after_a_restart(lesson: NotebookPage, own_lab: Lab) -> None:
    asked = question(lesson.quiz("Who was there?"), "Suppose that no Latin American state")
    asked.get_by_label("Your answer").fill("28")
    asked.get_by_role("button", name="Check answer").click()
    expect(asked.get_by_role("status")).to_contain_text("28 to 3")
    assert (own_lab.root / "notebooks" / "answers" / "01-san-francisco-1951.json").exists()
    lesson.restart_and_run_all()
    again = question(lesson.quiz("Who was there?"), "Suppose that no Latin American state")
    expect(again.get_by_label("Your answer")).to_have_value("28")
    expect(again.get_by_role("status")).to_contain_text("28 to 3")


def test_progress_knows_what_was_done(own_lab: Lab, page: Page, lesson: NotebookPage) -> None:
    assert lesson.errors() == []
    notebook = NotebookPage(page, own_lab, "notebooks/00-start-here.ipynb")
    panel = notebook.show(page.get_by_role("table").filter(has_text="Questions right"))
    row = panel.get_by_role("row").filter(has_text="San Francisco 1951")
    expect(row).not_to_contain_text("0 of 19")
    notebook.screenshot("progress-after-module-1")


def test_ledger_is_not_in_the_copy(own_lab: Lab) -> None:
    """The lesson works on the installed package; the student's folder needs no data."""
    assert not Path(own_lab.root / "data").exists()


def test_nothing_is_cut_at_twice_the_size(lesson: NotebookPage) -> None:
    """A window of 640 pixels is what 200 per cent leaves of 1280."""
    notebook = lesson
    notebook.page.keyboard.press("Control+b")  # a reader with large type hides the sidebar
    notebook.page.set_viewport_size({"width": 640, "height": 700})
    quiz = notebook.quiz("What can a table settle?")
    assert quiz.evaluate("quiz => quiz.scrollWidth <= quiz.clientWidth + 1")
    figure = notebook.show(notebook.page.get_by_role("img", name=re.compile("^Ladder")))
    drawn, shown = figure.evaluate("img => [Number(img.getAttribute('width')), img.width]")
    assert shown == drawn, "a figure that shrinks has words that nobody can read"
    box = notebook.page.locator(".up-scroll").filter(has=figure)
    assert box.evaluate("box => box.getBoundingClientRect().right <= window.innerWidth")
    box.evaluate("box => box.scrollTo(200, 300)")
    held = box.evaluate(
        "box => [...box.querySelectorAll('div')].filter(one => one.style.position === 'sticky')"
        ".map(one => [one.getBoundingClientRect().left - box.getBoundingClientRect().left,"
        " one.getBoundingClientRect().top - box.getBoundingClientRect().top])"
    )
    (first_column, _), (_, headings), corner = held[:3]
    assert first_column >= 0
    assert headings >= 0
    assert min(corner) >= 0
    notebook.screenshot("ladder-at-200-per-cent")
