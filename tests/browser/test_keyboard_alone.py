"""Module 1 and problem set 1 from beginning to end, by somebody who has no mouse."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.jupyter_lab import Lab, running_lab
from tests.browser.keyboard import Keyboard
from tests.browser.notebook_page import SHOWN, STARTED_MS, NotebookPage, keep
from tests.problem_sets.nbgrader_course import new_course

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

LESSON = "notebooks/01-san-francisco-1951.ipynb"
PS1 = "ps1-san-francisco"


@pytest.fixture(scope="module")
def own_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab with problem set 1 as it is handed out."""
    folder = tmp_path_factory.mktemp("keys")
    released = new_course(folder / "class", PS1).release(PS1)
    with running_lab(folder) as running:
        shutil.copytree(released, running.root / PS1)
        yield running


def quizzes_of(file: Path) -> list[str]:
    """Name the cells of a notebook that show a quiz, in their order."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    shows = ("ask(", "quiz.warm_up(")
    return [cell["id"] for cell in cells if "".join(cell["source"]).startswith(shows)]


def test_module_one(own_lab: Lab, page: Page) -> None:
    file = own_lab.root / LESSON
    notebook = NotebookPage(page, own_lab, LESSON)
    keys = Keyboard(notebook, file)
    shown = page.locator(SHOWN)
    cells = shown.locator(".jp-Notebook .jp-Cell")
    before = cells.count()

    # A note has a card, and its list opens beside; Escape comes back.
    note = keys.go_to_cell("fr").locator("a[href*='sources.md']")
    keys.tab_to(note)
    expect(page.get_by_role("tooltip")).to_contain_text("Source: ", timeout=STARTED_MS)
    keys.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    keys.press("Enter")
    expect(page.locator(".up-beside h2")).to_be_focused(timeout=STARTED_MS)
    keys.press("Escape")
    expect(note.first).to_be_focused()

    # The first reading: a search in the article, and words of one's own.
    article = keys.go_to_cell("fr-article")
    keys.tab_to(article.get_by_label("Find"))
    keys.type("Crimea")
    keys.press("Enter")
    expect(article.get_by_role("status").first).to_contain_text("with 'Crimea'")
    keys.press("Escape")
    own = keys.go_to_cell("fr-own-words")
    keys.tab_to(own.locator("textarea").first)
    keys.type("Who dd speaks xx here")
    expect(own.get_by_text("Saved while you type, in answers/")).to_be_visible()
    keys.press("Escape")

    # A document is marked, and a note is written on it.
    reader = keys.go_to_cell("s2-read")
    keys.tab_to(reader.get_by_label("Mark passage 1"))
    keys.press("Space")
    keys.tab_to(reader.get_by_label("Your note").first)
    keys.type("A promise to one ally.")
    keys.press("Escape")

    # A control of an explorer.
    explorer = keys.go_to_cell("s2-map")
    said = explorer.get_by_role("status")
    words = said.inner_text()
    keys.tab_to(explorer.get_by_label("Document", exact=True))
    keys.press("ArrowDown")
    expect(said).not_to_have_text(words)
    keys.press("Escape")

    quizzes = quizzes_of(file)
    for name in quizzes:
        keys.answer_quiz(name)
    questions = shown.locator(".up-quiz .up-question")
    expect(shown.locator(".up-quiz .up-verdict")).to_have_count(questions.count())
    assert cells.count() == before
    answers = json.loads((file.parent / "answers" / f"{file.stem}.json").read_text())
    keep("keyboard-module-1", {"quizzes": len(quizzes), "questions": questions.count()})
    assert "Who dd speaks xx here" in json.dumps(answers)
    notes = json.loads((file.parent / "answers" / "documents.json").read_text())
    assert notes["documents"]["yalta-1945"]["passages"]["1"]["note"] == "A promise to one ally."


def test_problem_set_one(own_lab: Lab, page: Page) -> None:
    file = own_lab.root / PS1 / f"{PS1}.ipynb"
    notebook = NotebookPage(page, own_lab, f"{PS1}/{PS1}.ipynb")
    keys = Keyboard(notebook, file)

    # An answer is typed, run and checked.
    answer = keys.go_to_cell("t1-guess")
    keys.press("Enter", "Control+A")
    keys.type("my_guess_1 = 12")
    keys.press("Shift+Enter")
    expect(answer.locator(".jp-InputPrompt")).not_to_have_text("[ ]:")
    answer = keys.go_to_cell("t1-solution-2")
    keys.press("Enter", "Control+A")
    keys.type('supported_1 = ["A", "C"]')
    keys.press("Shift+Enter", "Shift+Enter")
    check = page.locator(SHOWN).locator(".jp-CodeCell").filter(has_text="supported_1=supported_1")
    expect(check).to_contain_text("The form of supported_1 is right.")
    keys.press("Escape")

    keys.answer_quiz("quiz-open", graded=True)
    quiz = page.locator(SHOWN).locator(".up-quiz")
    expect(quiz).to_contain_text("8 of 8 answered", timeout=STARTED_MS)

    # A text is written, and all is saved.
    keys.go_to_cell("essay-a")
    keys.press("Enter", "Control+A")
    keys.type("The memorandum was secret.")
    keys.press("Shift+Enter", "Control+s")
    expect(page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
    saved = file.read_text(encoding="utf-8")
    for words in ("my_guess_1 = 12", "The memorandum was secret."):
        assert words in saved
