"""Answers that are given faster than they can be saved."""

import shutil
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.jupyter_lab import ROOT, Lab
from tests.browser.notebook_page import NotebookPage

pytestmark = pytest.mark.browser

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
SLOW = """\
import time
from unsigned_peace.quiz.answer_store import AnswerStore

save = AnswerStore.update
AnswerStore.update = lambda *change: time.sleep(0.4) or save(*change)"""
OPEN = "from unsigned_peace import quiz\n\nquiz.open_graded('quiz.yml')"
STATES = ("Iraq", "Norway", "Poland")


@pytest.fixture
def folder(lab: Lab) -> Path:
    """A graded quiz on a disk that needs almost half a second to save an answer."""
    folder = lab.root / "slow-disk"
    folder.mkdir()
    shutil.copy(ROOT / "exercises" / "ps1-san-francisco" / "quiz.yml", folder)
    cells = [nbformat.v4.new_code_cell(source) for source in (SLOW, OPEN)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), folder / "slow.ipynb")
    return folder


def test_one_can_go_on_while_answers_wait_to_be_saved(lab: Lab, page: Page, folder: Path) -> None:
    """The news that one answer is saved must not wipe another that is still on its way."""
    notebook = NotebookPage(page, lab, f"{folder.name}/slow.ipynb")
    notebook.run_all()
    quiz = notebook.quiz("Problem set 1: the quiz")

    def question(words: str) -> Locator:
        return quiz.locator("form").filter(has_text=words)

    number = question("signed the treaty and are still no party").get_by_label("Your answer")
    at_war = question("were at war with Japan")
    reasons = question("On 23 July 1951 an American weekly").get_by_role("radio")
    number.fill("3")
    for state in STATES:
        at_war.get_by_label(state, exact=True).check()
    reasons.nth(2).check()
    expect(quiz.get_by_text("Saved. 3 of 16 answered.")).to_be_visible(timeout=10_000)
    expect(number).to_have_value("3")
    for state in STATES:
        expect(at_war.get_by_label(state, exact=True)).to_be_checked()
    expect(reasons.nth(2)).to_be_checked()
